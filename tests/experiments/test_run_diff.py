"""Two saved runs: their differences, the parting against everybody's events worked through one by one, and the clause behind it."""

import json
from dataclasses import replace

import numpy as np
import pytest

from ostrakon.cli import run_command_line
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.errors import OstrakonError
from ostrakon.experiments.clauses import changed, mark_of
from ostrakon.experiments.partings import COLUMNS, NIGHT, OWNER, TIME, Names, first_difference, first_parting, happenings, parting_of
from ostrakon.experiments.run_diff import opened, run_diff
from ostrakon.kernel import trace as n
from ostrakon.lives.address import Society
from ostrakon.lives.relive import relive
from ostrakon.spec.difference import differences
from ostrakon.spec.load import load_regime, load_society

SOCIETY = load_society("china-2020")
PEOPLE, DAYS, SEED = 4000, 28, 3
QUIET = ("rules.criticism.spillover={}", "association.spillover=false")
# name -> what is changed in article-2018
RUNS = {
    "plain": (),
    "again": (),
    "titled": ("title=Another title",),
    "point": ("rules.jaywalking.points=-9",),
    "two": ("rules.jaywalking.points=-9", "rules.sensitive_search.points=-41"),
    "idle": ("lists.house_arrest.term_days=900",),
    "strict": ("lists.blacklist.below=720",),
    "quiet": QUIET,
    "loud": ("rules.criticism.spillover={close: 0.25}", "rules.foreign_product.points=-9"),
    "seed": (),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a run of RUNS, made when it is first asked for."""
    root = tmp_path_factory.mktemp("runs")

    def made(name):
        if not (root / name).exists():
            sets = [word for change in RUNS[name] for word in ("--set", change)]
            assert run_command_line(["run", "article-2018", "--people", str(PEOPLE), "--days", str(DAYS), *sets, "--seed",
                                     str(SEED + (name == "seed")), "--out", str(root / name)]) == 0
        return root / name

    return made


@pytest.fixture(scope="module")
def found(folder):
    """The difference of two of them, found once."""
    known = {}

    def of(*names):
        if names not in known:
            known[names] = run_diff(*map(folder, names))
        return known[names]

    return of


def program(*overrides, name="article-2018", days=DAYS):
    return compile_scenario(Scenario(name, people=PEOPLE, days=days, overrides=overrides, burn_in=28), None, SOCIETY)


def case(days=DAYS):
    return Scenario("article-2018", people=PEOPLE, days=days, burn_in=28)


def all_places(made):
    return list(places(made.society.tables.population, PEOPLE, 8192))


def first_charge(made, rule):
    """Worked from the baseline alone: the first record that a rule charges, as (day, time, region, community, person)."""
    number, charges = list(load_regime("article-2018").model.rules).index(rule), []
    for place in all_places(made):
        acts = {}
        for e in relive(made, case(7), SEED, place, None).events.tolist():
            if e[n.WHAT] == n.OCCASION:
                acts[e[n.PERSON], e[n.NUMBER]] = e[n.B]
            if e[n.WHAT] == n.POINTS and e[n.A] == 0 and e[n.E] == number and e[n.DAY] >= made.burn_in:
                own = e[n.OTHER] == e[n.PERSON]
                time = acts[e[n.PERSON], e[n.NUMBER]] if own else NIGHT + n.POINTS
                charges.append((e[n.DAY] - made.burn_in, time, place.region, place.number, e[n.PERSON]))
    return min(charges)


def test_one_point_more_parts_lives_at_the_first_record_that_the_rule_charges(found, folder):
    told = found("plain", "point")
    made = program()
    day, time, region, community, person = first_charge(made, "jaywalking")
    society = Society(made.society.codes["region"], made.society.tables.population, PEOPLE, 8192)
    p = told["parting"]
    assert (p["day"], p["person"]) == (day, society.write(replace(all_places(made)[0], region=region, number=community), person))
    minute = time * 1440 // 1024
    assert p["time"] == f"{minute // 60:02d}:{minute % 60:02d}"
    before, after = p["happens"]
    assert "−8 points by rule jaywalking" in before and before.replace("−8", "−9") == after
    (clause,) = told["clauses"]["alone"]
    assert (clause["path"], clause["before"], clause["after"]) == ("rules.jaywalking.points", "-8", "-9")
    assert clause["file"] == str(folder("point") / "regime.yaml")
    assert (folder("point") / "regime.yaml").read_text().splitlines()[clause["line"] - 1].strip() == "points: -9"
    assert f"that of {p['person']}" in " ".join(told["sentences"])


def test_outcomes_are_those_of_the_two_runs(found, folder):
    told = found("plain", "point")
    kept = [json.loads((folder(name) / "summary.json").read_text()) for name in ("plain", "point")]
    lost = told["outcomes"]["points_lost"]
    assert [arm["value"] for arm in lost["arms"]] == [k["outcomes"]["points_lost"]["value"] for k in kept]
    assert lost["differences"][0]["value"] == pytest.approx(lost["arms"][1]["value"] - lost["arms"][0]["value"]) and (
        lost["differences"][0]["low"] > 0)
    assert [run["tally_digests"] for run in told["runs"]] == [k["tally_digests"] for k in kept]


def test_of_two_changes_the_one_that_matters_first_is_named_and_no_other(found):
    both, one = found("plain", "two"), found("plain", "point")
    first = {rule: first_charge(program(), rule) for rule in ("jaywalking", "sensitive_search")}
    assert first["jaywalking"] < first["sensitive_search"], "else the case is none"
    assert {k: both["parting"][k] for k in ("day", "time", "person")} == {k: one["parting"][k] for k in ("day", "time", "person")}
    assert [c["path"] for c in both["clauses"]["alone"]] == ["rules.jaywalking.points"]
    assert both["clauses"]["differences"] == ["rules.sensitive_search.points", "rules.jaywalking.points"]
    assert any(s.startswith("Of 2 values that differ, 1 does so alone") for s in both["sentences"])


def test_two_clauses_that_do_it_only_together_are_found_among_three(found):
    told = found("quiet", "loud")
    c = told["clauses"]
    assert c["alone"] == [] and c["differences"] == [
        "rules.criticism.spillover.close", "rules.foreign_product.points", "association.spillover"]
    assert [x["path"] for x in c["together"]] == ["rules.criticism.spillover.close", "association.spillover"]
    assert told["parting"]["time"] == "at the end of the day" and "through a close friend" in told["parting"]["happens"][1]
    assert any(s.startswith("No clause alone") and "together" in s for s in told["sentences"])


def test_the_same_run_twice_is_the_same_count_for_count(found):
    for other in ("again", "titled"):
        told = found("plain", other)
        assert told["same"] == "tables" and told["parting"] is None and "sides" not in told
        assert told["sentences"] == ["The same, count for count: both regimes come to the same tables, and the people and their luck "
                                     "are the same."]


def test_a_change_that_nobody_meets_is_said_to_alter_no_count(found):
    told = found("plain", "idle")
    assert told["same"] == "counts" and told["values"] == ["lists.house_arrest.term_days"]
    assert told["runs"][0]["program_digest"] != told["runs"][1]["program_digest"]
    assert len(told["sentences"]) == 1 and "1 value (lists.house_arrest.term_days)" in told["sentences"][0]


def test_with_another_seed_outcomes_stand_side_by_side_and_nobody_is_paired(found, folder):
    told = found("plain", "seed")
    assert told["apart"] == [{"what": "seed", "first": SEED, "second": SEED + 1}]
    assert not told.keys() & {"sides", "who", "by"} and told["parting"] is None
    kept = [json.loads((folder(name) / "summary.json").read_text())["outcomes"]["points_lost"] for name in ("plain", "seed")]
    shown = told["outcomes"]["points_lost"]
    assert [[arm[key] for key in ("value", "low", "high")] for arm in shown["arms"]] == [[k[key] for key in ("value", "low", "high")]
                                                                                       for k in kept]
    assert "differences" not in shown and "unpaired" in told["sentences"][-1]


def test_replicates_are_paired_each_with_its_own(tmp_path):
    for name, change in (("one", "title=One"), ("other", "rules.charity.points=3")):
        assert run_command_line(["run", "article-2018", "--people", "1500", "--days", "7", "--replicates", "2", "--seed", "8",
                                 "--set", change, "--out", str(tmp_path / name)]) == 0
    told = run_diff(tmp_path / "one", tmp_path / "other", workers=1)
    assert sum(told["sides"]["listed"]["variants"][0].values()) == 1500 and told["outcomes"]["points_lost"]["arms"][0]["n"] == 3000
    assert told["parting"]["seed"] == 8 and "--seed 8" in told["parting"]["command"]
    assert [c["path"] for c in told["clauses"]["alone"]] == ["rules.charity.points"]


def test_people_named_as_listed_in_one_only_are(found, folder):
    told = found("plain", "strict")
    runs = opened(folder("plain"), folder("strict"))
    assert told["who"]["listed"]["only_first"] == {"people": 0, "first": []}
    who = told["who"]["listed"]["only_second"]
    assert who["people"] == told["sides"]["listed"]["variants"][0]["only_variant"] > 5 == len(who["first"])
    society = Society(runs[0].program.society.codes["region"], runs[0].program.society.tables.population, PEOPLE, 8192)
    for address in who["first"]:
        place, person = society.read(address)
        entered = [relive(run.program, run.scenario, SEED, place, (person,)).events for run in runs]
        assert [bool(((e[:, n.WHAT] == n.ENTRY) & (e[:, n.A] == 0) & (e[:, n.DAY] >= 28)).any()) for e in entered] == [False, True]
    assert f"People who are listed under {folder('strict')} only: {', '.join(who['first'])}" in " ".join(told["sentences"])


def test_the_search_finds_what_living_everybody_to_the_end_finds():
    """With company off lives part on the first of a month: beyond the first horizon, and in many places on one day."""
    pair, days = [program(days=60), program("association.company=off", days=60)], 60
    everywhere = all_places(pair[0])[:12]
    whole = [parting_of(*(relive(p, case(days), SEED, place, None) for p in pair)) for place in everywhere]
    wanted = min(moment for moment in whole if moment is not None)
    assert wanted.day == 31 and sum(moment is not None for moment in whole) > 3
    at = next(place for place in everywhere if place.region == wanted.region)
    others = [place for place in everywhere if place != at]
    for differing, equal, workers in ((everywhere, [], 1), (everywhere[::-1], [], 2), (others, [at], 2)):
        assert first_parting(pair, case(days), SEED, differing, equal, workers=workers) == wanted
    assert first_parting([pair[0], pair[0]], case(days), SEED, everywhere[:3], everywhere[3:5]) is None


def test_a_shorter_run_has_the_same_first_days():
    made = program("lists.blacklist.below=720")
    place = max(all_places(made), key=lambda p: p.people)
    long, short = (relive(made, case(days), SEED, place, None) for days in (DAYS, 9))
    first = long.events[long.events[:, n.DAY] < made.burn_in + 9]
    assert len(first) > 1000 and np.array_equal(first, short.events)
    assert (np.diff(long.events[:, n.DAY]) >= 0).all()


def test_numbers_that_shift_are_no_difference():
    """Without the first rule and the first channel all others have other numbers; before anybody meets those two nothing differs."""
    regime = load_regime("article-2018")
    channel, rule = next(iter(regime.model.channels)), next(iter(regime.model.rules))
    pair = program(), program(f"channels.{channel}=off", f"rules.{rule}=off")
    place = max(all_places(pair[0]), key=lambda p: p.people)
    one, other = (relive(p, case(7), SEED, place, None) for p in pair)
    names = Names(*pair)
    rows = [happenings(lived, names, True) for lived in (one, other)]
    known = names(channel), names(rule)
    touched = [r[(np.isin(r[:, n.WHAT], [n.RECORD, n.POINTS, n.SPILL]) & (r[:, n.CHANNEL] == known[0]))
                 | (np.isin(r[:, n.WHAT], [n.POINTS, n.SPILL]) & (r[:, n.E] == known[1]))] for r in rows]
    assert len(touched[0]) and not len(touched[1])
    day, time, _ = first_difference(*rows)
    assert (day, time) == min((row[n.DAY], row[TIME]) for row in touched[0].tolist())
    raw = [lived.events[lived.events[:, n.WHAT] == n.POINTS] for lived in (one, other)]
    assert set(raw[0][:, n.CHANNEL]) != set(raw[1][:, n.CHANNEL])


def row(day, time, person, what=n.FEAR, a=0):
    out = np.zeros(COLUMNS, dtype=np.int64)
    out[[n.DAY, TIME, OWNER, n.PERSON, n.WHAT, n.A]] = day, time, person, person, what, a
    return out


def rows(*some):
    return np.array(some, dtype=np.int64).reshape(-1, COLUMNS)


def test_first_differences_by_hand():
    a = rows(row(0, 5, 1), row(0, 9, 2), row(3, 4, 7), row(3, 2, 8))
    assert first_difference(a, a) is None
    assert first_difference(a, a[[1, 0, 2, 3]]) is None, "the order within a day is nobody's"
    assert first_difference(a, a[[0, 1, 2]]) == (3, 2, 8)
    assert first_difference(a, rows(*a[:2], row(3, 4, 7, a=1), row(3, 2, 8, a=1))) == (3, 2, 8), "the earlier time of the day"
    assert first_difference(a, rows(*a, a[-1])) == (3, 2, 8), "twice is not once"
    assert first_difference(a, rows(row(0, 5, 1), row(0, 9, 2), row(1, 7, 7), *a[2:])) == (1, 7, 7)
    assert first_difference(a, a[:0]) == (0, 5, 1)
    assert first_difference(a[[1, 0, 2]], rows(row(0, 9, 2), row(0, 5, 1), row(2, 3, 1))) == (2, 3, 1)


@pytest.mark.parametrize(("one", "other"), [("rongcheng", "rongcheng-village"), ("article-2018", "zhima"), ("suzhou-civility", "suqian")])
def test_all_differences_together_make_the_second_regime(one, other):
    first, second = load_regime(one), load_regime(other)
    every = list(differences(first.data, second.data))
    assert len(every) > 20 and changed(first, second, every).data == second.data
    assert first.data == load_regime(one).data, "nothing is changed by being used"


def test_a_tier_and_an_amendment_are_put_where_they_belong_and_found_in_the_file(tmp_path):
    first = load_regime("article-2018")
    file = tmp_path / "more.yaml"
    file.write_text("ostrakon: diff/1\nid: more\ntitle: More\nextends: article-2018\nadd:\n  tiers: [{name: middling, from: 600}]\n"
                    "from:\n  2020-03-01: {set: {rules.jaywalking.points: -1}}\n  2020-02-01: {set: {rules.jaywalking.points: -2}}\n")
    second = load_regime(file)
    every = [d for d in differences(first.data, second.data) if not d.is_words]
    assert [d.path for d in every] == [("tiers", "middling"), ("amendments", "2020-02-01"), ("amendments", "2020-03-01")]
    assert changed(first, second, every[::-1]).data["tiers"] == second.data["tiers"]
    assert [a["from"] for a in changed(first, second, every[::-1]).data["amendments"]] == ["2020-02-01", "2020-03-01"]
    assert changed(second, first, list(differences(second.data, first.data))).data == first.data
    assert mark_of(second, every[0].path).line == 6


def test_a_clause_that_cannot_stand_alone_is_refused():
    first, second = load_regime("article-2018"), load_regime("none")
    dimension = [d for d in differences(first.data, second.data) if d.path == ("scoring", "dimensions", "score", "maximum")]
    with pytest.raises(OstrakonError, match="OST2"):
        changed(first, second, dimension)
