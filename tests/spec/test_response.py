"""The section `response` of a society: what its laws need, and what does not fit."""

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.spec.load import load_society

LOOKED = "response.ties={of: close, kinds: [jaywalking]}"
GRADES = "response.best_response={grades: {gaming_long: 1, volunteering: 0.5}, worth: [1, 2], stake: 1}"
ALIKE = ("kinds.gaming_long.group=prosociality", "kinds.gaming_long.by={}")


def problem(*changes: str) -> str:
    with pytest.raises(OstrakonError) as caught:
        load_society("harbour-town", list(changes))
    assert {p.code for p in caught.value.problems} <= {"OST2004", "OST2005", "OST2006"}
    return str(caught.value)


@pytest.mark.parametrize(("changes", "said"), [
    (["response.laws=[joining]"], "the law 'joining' needs the sections joining and ties"),
    (["response.laws=[joining]", "response.joining={at: [0.1, 0.5]}"], "the law 'joining' needs the sections joining and ties"),
    (["response.laws=[best_response]"], "the law 'best_response' needs the section best_response"),
    (["response.joining={at: [0.5]}", LOOKED], "joining.at has 1 response classes and boldness has 2"),
    ([GRADES.replace("[1, 2]", "[1, 2, 3]"), *ALIKE], "best_response.worth has 3 response classes and boldness has 2"),
    ([GRADES], "grades of one conduct share 'group' and 'by'"),
    ([GRADES.replace("0.5", "1"), *ALIKE], "say equally much"),
    ([GRADES, *ALIKE, "kinds.volunteering.rate=0"], "whose rate is 0"),
    ([GRADES.replace("volunteering", "fly"), *ALIKE], "names the request 'fly'; only conduct counts"),
    ([LOOKED.replace("jaywalking", "walking")], "response.ties.kinds names the unknown kind 'walking'"),
    ([LOOKED.replace("jaywalking", "loan")], "response.ties.kinds names the request 'loan'"),
    ([LOOKED.replace("close", "everybody")], "close, all, community"),
    ([LOOKED.replace("close", "close, levels: 1")], "at least 2"),
    (["response.boldness=[1, 1, 1, 1, 1, 1, 1, 1, 1]"], "at most 8 by a disposition, 128 when dealt")])
def test_what_does_not_fit(changes: list[str], said: str) -> None:
    assert said in problem(*changes)


def test_what_fits() -> None:
    read = load_society("harbour-town", ["response.laws=[best_response, joining]", "response.group=dealt", GRADES, *ALIKE, LOOKED,
                                         "response.joining={at: [0.1, 0.5], alone: 0.2}"]).model.response
    assert read.ties is not None and (read.ties.days, read.ties.levels) == (7, 16)
    assert read.joining is not None and read.joining.alone == 0.2 and read.group == "dealt"
    assert len(load_society("harbour-town", ["response.group=dealt", f"response.boldness={[1.0] * 128}"]).model.response.boldness) == 128
