"""Files of targets: what they may say, what each target counts, and what is refused as a target whatever source it has."""

from datetime import date

import numpy as np
import pytest

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.errors import OstrakonError
from ostrakon.experiments import target_counts
from ostrakon.experiments.target_counts import counted, cuts, population_of
from ostrakon.experiments.targets import SHIPPED, read_targets, text_of
from ostrakon.kernel import tallies as k
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import HEADLINES

HEAD = "ostrakon: targets/1\nid: small\ntitle: Small\nstart: 2020-01-01\nreferences: {office: An office 2021}\ntargets:\n"
GOOD = {"outcome": "entries", "to": 30, "value": 20, "error": 4, "unit": "per 1,000 people", "status": "reported", "source": "office"}


def file(**changed: object) -> str:
    """A file of one target, with keys changed, or left out where they are None."""
    return HEAD + "  one:\n" + "".join(f"    {key}: {value}\n" for key, value in {**GOOD, **changed}.items() if value is not None)


SCENARIO = Scenario("court-list", people=3000, days=60, society_overrides=("kinds.court_defiance.rate=0.5",))
PROGRAM = compile_scenario(SCENARIO)
LABELS = labels_of(PROGRAM, PROGRAM.society.cohorts, 60)


def of(text: str):
    return counted(read_targets(text), LABELS, population_of(PROGRAM))


def test_days_are_dates_or_numbers_from_one() -> None:
    one, = read_targets(file(**{"from": "2020-01-11", "to": "2020-01-30"})).observed
    assert (one.first, one.last) == (11, 30)
    one, = read_targets(file(**{"from": 11, "to": 30})).observed
    assert (one.first, one.last, one.cited) == (11, 30, "An office 2021")
    found = of(file(**{"from": 11, "to": 30}))[0]
    assert (found.before, found.last) == (10, 30) and list(cuts([found])) == [10, 30]
    assert read_targets(file()).start == date(2020, 1, 1)


def test_an_error_and_a_range() -> None:
    one, = read_targets(file()).observed
    assert (one.centre, one.spread, one.flat, one.held) == (20, 4, False, False)
    beside = "  two: {outcome: exits, to: 9, value: 1, error: 1, unit: people, status: reported, source: office}\n"
    one = read_targets(file(error=None, within="[18, 26]", hold_out="true") + beside).observed[0]
    assert (one.centre, one.spread, one.flat, one.held) == (22, 4, True, True)


def test_counts_are_those_of_a_run() -> None:
    run = simulate(SCENARIO, seed=2, program=PROGRAM)
    t, population = run.total, population_of(PROGRAM)
    exits = t.lists[:, :, [k.EXIT_TERM, k.EXIT_DUTY, k.EXIT_RECOVERED, k.EXIT_APPEAL]].sum()
    fly = t.flow[:, LABELS.kinds.index("fly"), k.DENIED].sum()
    entries, evaders = t.lists[:, :, k.ENTRIES].sum(), t.lists[:, LABELS.lists.index("evaders"), k.ENTRIES].sum()
    records = t.flow[:, :, [k.RECORD_RIGHT, k.RECORD_WRONG, k.RECORD_FALSE]].sum()
    assert entries > evaders > 0 and records >= entries
    expected = [
        (file(), 1000 * entries / 3000), (file(lists="[evaders]"), 1000 * evaders / 3000),
        (file(unit="million"), entries * population / 3000 / 1e6), (file(unit="people"), entries * population / 3000),
        (file(unit="share of people"), entries / 3000), (file(outcome="exits", per="entries", unit="ratio"), exits / entries),
        (file(outcome="denials.fly"), 1000 * fly / 3000), (file(outcome="records"), 1000 * records / 3000),
        (file(outcome="on_list", to=None, on=60), 1000 * t.lists[:, :, k.ON_AT_END].sum() / 3000),
        (file(outcome="listed", unit="share of people", to=None, on=60), t.people[:, k.EVER_LISTED].sum() / 3000)]
    for text, value in expected:
        found, = of(text)
        above, below = (np.asarray(pick(t, LABELS)).sum() for pick in (found.measure.numerator, found.measure.denominator))
        assert found.measure.per * above / below == pytest.approx(value), text


@pytest.mark.parametrize("changed, code, said", [
    ({"source": None}, "OST7501", "say who published it"),
    ({"source": "' '"}, "OST7501", "what nobody observed"),
    ({"source": "ofice"}, "OST2114", "did you mean 'office'"),
    ({"status": "assumed"}, "OST2004", "documented, reported, claimed, disputed"),
    ({"unit": "percent"}, "OST2004", "million"),
    ({"unit": None}, "OST2002", "'unit'"),
    ({"value": "many"}, "OST2003", "value"),
    ({"error": 0}, "OST2005", "error"),
    ({"error": None}, "OST2006", "'error' or by 'within'"),
    ({"within": "[10, 30]"}, "OST2006", "one of them"),
    ({"error": None, "within": "[30, 10]"}, "OST2006", "upside down"),
    ({"error": None, "within": "[21, 30]"}, "OST2006", "does not hold the value"),
    ({"error": None, "within": "[20, 20]"}, "OST2006", "no extent"),
    ({"to": None}, "OST2006", "'to' (and 'from'), or by 'on'"),
    ({"from": 31}, "OST2005", "ends before it begins"),
    ({"from": "2019-12-31"}, "OST2005", "before the start"),
    ({"to": "2020-02-30"}, "OST2006", "no day of the calendar"),
    ({"to": 99999}, "OST2005", ""),
    ({"outcome": "entrys"}, "OST7002", "did you mean 'entries'"),
    ({"outcome": "denials.flying"}, "OST7002", "denials.fly"),
    ({"outcome": "exit_time"}, "OST7002", "entries"),
    ({"lists": "[evader]"}, "OST2104", "did you mean 'evaders'"),
    ({"outcome": "records", "lists": "[evaders]"}, "OST2006", "is not of a list"),
    ({"per": "entrys", "unit": "ratio"}, "OST7002", "did you mean 'entries'"),
    ({"per": "on_list", "unit": "ratio"}, "OST2006", "at the end of a day"),
    ({"per": "entries"}, "OST2004", "ratio"),
    ({"outcome": "on_list"}, "OST2006", "give 'on'"),
    ({"to": None, "on": 30}, "OST2006", "is counted over days"),
    ({"outcome": "listed", "unit": "share of people"}, "OST2006", "until a day"),
    ({"outcome": "listed", "to": None, "on": 9}, "OST2004", "share of people"),
    ({"tolerance": 3}, "OST2001", "tolerance"),
])
def test_what_is_wrong_is_told_at_its_place(changed: dict, code: str, said: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        of(file(**changed))
    assert code in [p.code for p in caught.value.problems] and said in str(caught.value)
    assert all(p.line for p in caught.value.problems)


@pytest.mark.parametrize("outcome", [
    "conduct.unlawful", "conduct.expression", "chilled", "silenced", "ever_chilled", "silent_untouched", "emboldened", "fear", "compliance",
    "obedience", "expression", "Conduct.unlawful", "behaviour", "self.fear"])
def test_conduct_expression_and_fear_are_no_target_whoever_says_so(outcome: str) -> None:
    for changed in ({"outcome": outcome}, {"per": outcome}, {"outcome": outcome, "unit": None}):
        with pytest.raises(OstrakonError) as caught:
            of(file(**changed))
        assert "OST7502" in [p.code for p in caught.value.problems]


def test_no_measure_of_conduct_expression_or_fear_slips_through() -> None:
    """By what a measure counts, not by its name."""
    counted_as = {m.name: f"{m.counted} {m.among} {m.estimand}".lower() for m in HEADLINES}
    slipped = [name for name in target_counts.MEASURES if any(word in counted_as[name] for word in ("chilled", "silen", "fear"))]
    assert not slipped and "listed" in target_counts.MEASURES and "chilled" not in target_counts.MEASURES


def test_every_target_held_out_is_none() -> None:
    with pytest.raises(OstrakonError, match="OST7503"):
        read_targets(file(), hold_out=["one"])
    with pytest.raises(OstrakonError, match="did you mean 'one'"):
        read_targets(file(), hold_out=["ones"])


def test_what_comes_with_ostrakon_is_read_and_unknown_names_are_told() -> None:
    for path in SHIPPED.glob("*.yaml"):
        found = read_targets(text_of(path.stem), path.stem)
        assert found.file.id == path.stem and found.fitted
    assert counted(read_targets(text_of("court-list")), LABELS, population_of(PROGRAM))
    with pytest.raises(OstrakonError, match="did you mean 'court-list'"):
        text_of("court-lists")
    with pytest.raises(OstrakonError, match="OST1001"):
        text_of("nowhere.yaml")
