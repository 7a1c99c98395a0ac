"""``find``, ``life`` and ``why`` at the terminal: what they print and write, and twenty mistakes that each get an answer."""

import json
from pathlib import Path

import jsonschema
import pytest

from ostrakon.cli import run_command_line
from ostrakon.spec.find import ids

SCHEMA = json.loads((Path(__file__).parents[2] / "schema" / "life.schema.json").read_text(encoding="utf-8"))
FEW = ["--people", "400", "--days", "20"]
SOME = ["--people", "6000", "--days", "200"]
ROLE = """ostrakon: role/1
id: elder
title: An elder
told: Somebody is old.
source: a
status: assumed
regime: article-2018
where: age > 60
references: {a: {work: A made-up work, why: it tells of it}}
"""
DIFF = """ostrakon: diff/1
id: a-way-out
title: With a term
extends: article-2018
set: {lists.blacklist.term_days: 10}
"""

Printed = tuple[int, str, str]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command in an empty folder with a file, a folder and two roles in it; the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here").write_text("precious")
    (tmp_path / "folder").mkdir()
    (tmp_path / "role.yaml").write_text(ROLE)
    (tmp_path / "diff.yaml").write_text(DIFF)

    def run(*arguments: str) -> Printed:
        capsys.readouterr()
        code = run_command_line(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def blacklisted(say) -> str:
    """The address of somebody on the article's blacklist, among SOME."""
    code, _, _ = say("find", "article-2018", "'blacklist' in lists", *SOME, "--first", "1", "--json", "found.json")
    assert code == 0
    found = json.loads(Path("found.json").read_text())
    assert found["matched"] > 0 and len(found["first"]) == 1 and found["complete"]
    assert found["run"] | {"regime": "article-2018", "people": 6000, "days": 200, "seed": 1} == found["run"]
    return str(found["first"][0]["id"])


def test_who_is_found_can_be_followed_and_explained_by_what_is_printed(say, blacklisted) -> None:
    code, out, _ = say("find", "article-2018", "'blacklist' in lists", *SOME)
    command = next(line for line in out.splitlines() if "ostrakon life" in line).split("ostrakon ")[1].split()
    assert code == 0 and command[-1] == blacklisted
    code, out, err = say(*command)
    assert code == 0 and out.startswith(f"{blacklisted}  under article-2018, seed 1, of 6,000 people")
    assert "Put on the blacklist" in out and "The person is on the blacklist" in " ".join(out.split()) and "Lived again in" in err
    code, out, _ = say("why", *command[1:], "--json", "why.json")
    said = " ".join(out.split())
    assert code == 0 and "On the blacklist from" in said and "until the run ends on 18 Jul 2020, by score. Without" in said
    told = json.loads(Path("why.json").read_text())
    assert told["person"] == blacklisted and told["list"] == "blacklist" and told["smallest"] in (True, False)
    assert len(told["reasons"]) == sum(line.startswith("  ") and " by rule " in line for line in out.splitlines())
    assert all(reason["source"]["id"] and reason["truth"] for reason in told["reasons"])


def test_a_life_is_written_in_its_form_and_drawn_on_a_page(say, blacklisted) -> None:
    code, out, _ = say("life", "article-2018", *SOME, "--person", blacklisted, "--json", "life.json", "--html", "life.html", "--all")
    assert code == 0 and "changed nothing" not in out
    life = json.loads(Path("life.json").read_text())
    jsonschema.validate(life, SCHEMA)
    assert life["person"]["id"] == blacklisted and life["days"] == 200
    assert sum(line[:11].strip().endswith("2020") for line in out.splitlines()) == len(life["marks"])
    assert blacklisted in Path("life.html").read_text()
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**life, "name": "somebody"}, SCHEMA)


def test_lives_beside_each_other_part_and_are_written_as_a_list(say, blacklisted) -> None:
    code, out, _ = say("life", "article-2018", *SOME, "--person", blacklisted, "--beside", "none", "--beside", "diff.yaml",
                       "--json", "lives.json")
    said = " ".join(out.split())
    assert code == 0 and said.count("The lives part on") == 2
    assert "under none by nobody." in said or "under none goes ahead" in said
    assert "under a-way-out, seed 1" in said and "for 10 days" in said and "diff.yaml" not in said
    lives = json.loads(Path("lives.json").read_text())
    assert [life["regime"]["id"] for life in lives] == ["article-2018", "none", "a-way-out"]
    for life in lives:
        jsonschema.validate(life, SCHEMA)
        assert life["person"]["age"] == lives[0]["person"]["age"]
    assert lives[1]["ends"]["lists"] == [] and "No score is kept." in said


def test_the_same_under_the_same_regime_does_not_part(say, blacklisted) -> None:
    code, out, _ = say("life", "article-2018", *SOME, "--person", blacklisted, "--beside", "article-2018")
    assert code == 0 and "Nothing that happens to this person differs between the two." in out


def test_changes_are_said_and_typed_again(say) -> None:
    code, out, _ = say("find", "article-2018", "age > 60", *FEW, "--off", "A07", "--set", "rules.jaywalking.points=-20",
                       "--with", "diff.yaml", "--seed", "9", "--start", "2021-03-01", "--society", "china-2020")
    command = next(line for line in out.splitlines() if "ostrakon life" in line).split("ostrakon ")[1].split()
    assert code == 0 and {"A07", "rules.jaywalking.points=-20", "diff.yaml", "2021-03-01", "9", "china-2020"} <= set(command)
    code, out, _ = say(*command)
    assert code == 0 and "under a-way-out with association.spillover=false" in " ".join(out.split())


def test_one_person_for_one_day(say) -> None:
    one = ["--people", "1", "--days", "1"]
    assert say("find", "article-2018", "age >= 0", *one)[:2][1].startswith("1 of 1 person: age >= 0")
    code, out, _ = say("life", "none", "--person", "Guangdong/0/0", *one)
    assert code == 0 and "No score is kept. The person is on no list." in " ".join(out.split())
    assert "nothing by itself" in out or "Nothing happens." in out or "by themselves" in out
    assert say("life", "none", "--person", "Henan/0/0", *one)[0] == 2


def test_a_table_never_cuts_an_address(say) -> None:
    code, out, _ = say("find", "fraud-finder-michigan", "listed", "--people", "8000", "--days", "100", "--first", "8")
    assert code == 0 and "\u2026" not in out and out.count("lakeside/0/") >= 3


def test_somebody_whom_the_regime_does_not_cover_is_said_to_be_outside(say) -> None:
    say("find", "suining-2010", "not enrolled", *FEW, "--json", "out.json")
    person = json.loads(Path("out.json").read_text())["first"][0]
    assert person["score"] is None and person["tier"] is None
    out = " ".join(say("life", "suining-2010", *FEW, "--person", person["id"])[1].split())
    assert "The regime does not cover this person." in out and "No score is kept." in out


def test_a_role_finds_somebody_or_says_that_there_is_nobody(say) -> None:
    code, out, err = say("life", "--role", "role.yaml", *FEW)
    assert code == 0 and err.startswith("An elder: Somebody is old. (assumed; A made-up work)") and "under article-2018" in out
    code, out, _ = say("find", "--role", "role.yaml", *FEW)
    assert code == 0 and "age > 60" in out
    for role in ids("role"):
        code, out, err = say("life", "--role", role, "--people", "300", "--days", "2")
        assert code == 2 and not out and "OST7103" in err and f"'{role}'" in err and "more --people" in err


@pytest.mark.slow
@pytest.mark.parametrize("role", ids("role"))
def test_a_shipped_role_finds_somebody_among_a_million(say, role: str) -> None:
    code, out, err = say("find", "--role", role, "--first", "3")
    assert code == 0 and "of 1,000,000 people" in out and "Nobody" not in out, err


LIFE, FIND, WHY = (["life", "article-2018", *FEW], ["find", "article-2018", *FEW], ["why", "article-2018", *FEW])
WHO = ["--person", "Henan/0/1"]
BAD_ROLES = {"key": ("status:", "statu:"), "status": ("assumed", "sure"), "regime": ("article-2018", "nowhere"),
             "form": ("role/1", "role/2"),
             "id": ("id: elder", "id: The Elder"), "source": ("source: a", "source: b"), "question": ("age > 60", "agee > 60"),
             "empty": ("where: age > 60", "where: ''"), "call": ("age > 60", "open('x')"), "missing": ("told: Somebody is old.\n", "")}
# (command, code, what the answer says)
MISTAKES = {
    "no address": ([*LIFE, "--person", "Henan"], "OST7101", "REGION/COMMUNITY/PERSON"),
    "an empty address": ([*LIFE, "--person", ""], "OST7101", "REGION/COMMUNITY/PERSON"),
    "a slash too many": ([*LIFE, "--person", "Henan/0/1/"], "OST7101", "REGION/COMMUNITY/PERSON"),
    "no such region": ([*LIFE, "--person", "Hennan/0/1"], "OST7101", "did you mean 'Henan'"),
    "of other people": ([*LIFE, "--person", "Henan/12/4035"], "OST7101", "other --people"),
    "beyond the last": ([*LIFE, "--person", "Henan/0/9999"], "OST7101", "allowed: 0 to 27"),
    "nobody and no role": (LIFE, "OST8001", "neither of --person and --role"),
    "somebody and a role": ([*LIFE, *WHO, "--role", "model-customer"], "OST8001", "both of --person and --role"),
    "no regime": (["life", *WHO], "OST8001", "no regime is named"),
    "no such role": (["life", "--role", "nobody"], "OST1201", "blacklisted-journalist"),
    "a regime for a role": (["life", "--role", "article-2018"], "OST1201", "no role"),
    "a role for a regime": (["life", "role.yaml", *WHO], "OST2004", "this file is a role"),
    "a role under another regime": (["life", "court-list", "--role", "model-customer", *FEW], "OST7102", "model-customer/role.yaml:10"),
    "beside nothing": ([*LIFE, *WHO, "--beside", "nowhere"], "OST1201", "no regime 'nowhere'"),
    "beside a misfit": ([*LIFE, *WHO, "--beside", "watch-list"], "OST8001", "does not fit the society 'china-2020'"),
    "beside four": ([*LIFE, *WHO, *["--beside", "none"] * 4], "OST8001", "at most 3"),
    "onto a file": ([*LIFE, *WHO, "--json", "here"], "OST8001", "exists already"),
    "onto a folder": ([*LIFE, *WHO, "--html", "folder"], "OST8001", "exists already"),
    "into no folder": ([*LIFE, *WHO, "--json", "no/where.json"], "OST8001", "is no folder"),
    "twice onto one": ([*LIFE, *WHO, "--json", "one", "--html", "one"], "OST8001", "name two files"),
    "no question": (FIND, "OST8001", "a question or --role"),
    "two questions": ([*FIND, "listed", "--role", "model-customer"], "OST8001", "of which one is needed"),
    "an empty question": ([*FIND, ""], "OST7102", "the question is empty"),
    "code for a question": ([*FIND, "__import__('os')"], "OST7102", "QUESTION:1:1"),
    "one equals sign": ([*FIND, "age = 3"], "OST7102", "== compares"),
    "a list that is none": ([*FIND, "'x' in lists"], "OST7102", "allowed: blacklist, house_arrest"),
    "what no regime does": (["find", "none", "listed", *FEW], "OST7102", "no black list"),
    "too long a question": ([*FIND, "x" * 3000], "OST7102", "3,000 characters"),
    "fewer than none": ([*FIND, "listed", "--first", "-1"], "OST8001", "from 0 to 10,000"),
    "found onto a file": ([*FIND, "listed", "--json", "here"], "OST8001", "exists already"),
    "no worker": ([*FIND, "listed", "--workers", "0"], "OST8001", "from 1 to"),
    "why nobody": (WHY, "OST8001", "a regime and --person"),
    "why not listed": ([*WHY, *WHO], "OST7104", "never put on a black list"),
    "why without lists": (["why", "rongcheng", *FEW, *WHO], "OST7104", "no black list"),
    "why on a red list": (["why", "zhima", *FEW, *WHO, "--list", "from_600"], "OST7104", "a red one is no sanction"),
    "why on another list": ([*WHY, *WHO, "--list", "blakclist"], "OST7104", "did you mean 'blacklist'"),
    "why onto a file": ([*WHY, *WHO, "--json", "here"], "OST8001", "exists already"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_answered_and_nothing_is_written(say, mistake: str) -> None:
    arguments, code_said, words = MISTAKES[mistake]
    before = sorted(path.name for path in Path().iterdir())
    code, out, err = say(*arguments)
    assert code == 2 and not out and "Traceback" not in err
    assert code_said in err and words in err and "more: docs/errors.md#" in err
    assert any(f"  {line}" in err for line in ("allowed:", "remedy:", "did you mean"))
    assert sorted(path.name for path in Path().iterdir()) == before and Path("here").read_text() == "precious"


@pytest.mark.parametrize("wrong", BAD_ROLES)
def test_a_role_that_is_wrong_is_told_at_its_line(say, wrong: str) -> None:
    old, new = BAD_ROLES[wrong]
    assert ROLE.replace(old, new) != ROLE
    Path("bad.yaml").write_text(ROLE.replace(old, new))
    code, out, err = say("life", "--role", "bad.yaml", *FEW, "--json", "new.json")
    assert code == 2 and not out and err.startswith("bad.yaml:") and not Path("new.json").exists()
    assert "allowed:" in err or "remedy:" in err or "did you mean" in err or "OST2002" in err


def test_a_role_brings_the_regime_that_lies_beside_it(say) -> None:
    Path("lesson").mkdir()
    Path("lesson/diff.yaml").write_text(DIFF)
    Path("lesson/role.yaml").write_text(ROLE.replace("regime: article-2018", "regime: diff.yaml"))
    code, out, _ = say("life", "--role", "lesson/role.yaml", *FEW)
    assert code == 0 and "under a-way-out, seed 1" in out
