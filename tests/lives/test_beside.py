"""Two lives beside each other: the same moments, the first thing that differs, and a sentence that is true of both."""

import pytest

from lives.town import REGIME, scenario
from ostrakon.engine.scenario import compile_scenario
from ostrakon.lives.beside import parting
from ostrakon.lives.find import find, question
from ostrakon.lives.follow import follow
from ostrakon.lives.form import Life, Regime


def one(person: str, name: str, *changes: str, text: str = REGIME, seed: int = 1) -> Life:
    asked = scenario(*changes, days=200, text=text)
    program = compile_scenario(asked)
    return follow(program, asked, seed, person, regime=Regime(id=name, title=name, changes=list(changes), program_digest=program.digest))[0]


@pytest.fixture(scope="module")
def debtor() -> str:
    asked = scenario(days=200)
    program = compile_scenario(asked)
    return find(program, asked, 1, question("'debtors' in lists", program), most=1).first[0].id


def test_a_life_does_not_part_from_itself(debtor: str) -> None:
    assert parting(one(debtor, "a"), one(debtor, "b")) is None


def test_points_that_differ_part_two_lives_where_they_first_count(debtor: str) -> None:
    first, second = one(debtor, "small"), one(debtor, "small", "rules.late_bill.repetition.points=[-6, -20]")
    parted = parting(first, second)
    assert parted is not None and parted.first is not None and parted.second is not None
    assert "−5 points" in parted.why and "−6 points" in parted.why and "first differs" not in parted.why.split(".")[0]
    same = [(a, b) for a, b in zip(first.marks, second.marks, strict=False) if a.day < parted.day]
    assert all(a == b for a, b in same)
    assert parted.first.day == parted.day == parted.second.day


def test_a_record_that_nobody_makes_is_said_to_be_made_by_nobody(debtor: str) -> None:
    first = one(debtor, "small")
    at = next(i for i, m in enumerate(first.marks) if m.what == "occasion" and m.record is not None)
    unseen = first.marks[at].model_copy(update={"record": None})
    second = first.model_copy(update={"marks": [*first.marks[:at], unseen, *first.marks[at + 1 :]],
                                      "regime": first.regime.model_copy(update={"id": "blind"})})
    channel = first.marks[at].record and first.marks[at].record.channel
    for parted in (parting(first, second), parting(second, first)):
        assert parted is not None and parted.day == first.marks[at].day
        assert f"under small it is recorded by {channel}; under blind by nobody." in parted.why


def test_an_answer_that_differs_is_told_with_its_reason() -> None:
    asked = scenario(days=200)
    program = compile_scenario(asked)
    found = find(program, asked, 1, question("denied", program), most=1).first[0].id
    parted = parting(one(found, "small"), one(found, "open", "consequences.no_flight=off"))
    assert parted is not None and parted.first is not None and parted.first.what == "consequence"
    assert "What the person does, or is answered, first differs on" in parted.why
    assert "Under small: fly: asks; denied because of the person's standing; under open" in parted.why and "asks; granted." in parted.why


def test_lives_that_read_the_same_say_what_differs(debtor: str) -> None:
    first = one(debtor, "a")
    at = next(i for i, m in enumerate(first.marks) if m.record is not None and m.record.points is not None)
    mark = first.marks[at]
    assert mark.record is not None and mark.record.points is not None
    moved = mark.model_copy(update={"record": mark.record.model_copy(update={"number": mark.record.number + 1})})
    second = first.model_copy(update={"marks": [*first.marks[:at], moved, *first.marks[at + 1 :]]})
    parted = parting(first, second)
    assert parted is not None and "In both:" in parted.why and "what differs is record number" in parted.why
    assert parted.why.endswith("What the person does, and is answered, is the same in both.")


def test_what_happens_in_one_life_alone_parts_them(debtor: str) -> None:
    first = one(debtor, "a")
    second = first.model_copy(update={"marks": first.marks[:-1], "regime": first.regime.model_copy(update={"id": "b"})})
    parted = parting(first, second)
    assert parted is not None and parted.second is None and "under b: nothing of the kind." in parted.why
    assert parted.day == first.marks[-1].day


def test_the_first_act_that_differs_is_told_beside_the_first_thing(debtor: str) -> None:
    """The first thing is often a record that costs nothing; what a person did otherwise came later."""
    quiet, scared = one(debtor, "small"), one(debtor, "jail", "consequences.no_flight={lists: [debtors], deny: [fly], detain_days: 90}")
    parted = parting(quiet, scared)
    assert parted is not None and "What the person does, or is answered, first differs on" in parted.why
    assert "under jail" in parted.why and "is detained" in parted.why
