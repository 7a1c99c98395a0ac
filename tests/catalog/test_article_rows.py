"""The 31 claims of the article, row by row: switching a claim off moves what people live through, in the direction it names.

Baseline and switched arm have the same seed, so the same people and the same luck; the paired interval must leave zero
out. Rare outcomes are shown in a denser society, said beside it and the same in both arms: what is tested is the mechanism.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import pytest

from catalog import outcomes as o
from ostrakon.engine.live import Place, build, live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import RunTallies, places, simulate
from ostrakon.kernel import tallies as k
from ostrakon.kernel.occasions import E_SPOKE
from ostrakon.program import Program, streams
from ostrakon.society.tables import OCCUPATION
from ostrakon.spec.load import load_regime

REGIME = load_regime("article-2018").model
TABLE = files("ostrakon.catalog") / "data/article_mechanisms.csv"
ROWS = {row["id"]: row for row in csv.DictReader(TABLE.read_text("utf-8").splitlines())}
# Row, or part of a row, that does not move as it says: why. Bounded below; nothing else may be missing.
UNSHOWN: dict[str, str] = {
    "A28, entries wrongful by the regime's own rules":
        "nine in ten are by association, and these rise a little without errors (80,000 people: 33 entries by error fewer, 26 [8, 44] "
        "by association more): an error carries the points of the outspoken away from their own circle. Entries by error vanish, "
        "and with redress fewer are wrongly on the list at the end.",
}

# Requests that are rare, or that few of the top tier make, are made often, and three words rather than five bring arrest.
DENSE_SOCIETY = ("kinds.high_speed_rail.rate=20", "kinds.job.rate=4", "kinds.university.rate=1", "kinds.government_job.rate=4",
                 "kinds.government_job.grant=0.5")
DENSE_REGIME = ("rules.criticism.list_from=3",)

BASES = {
    "quarter": Scenario("article-2018", people=40_000, days=91, community_size=2048),
    "year": Scenario("article-2018", people=60_000, community_size=2048),
    "dense": Scenario("article-2018", people=40_000, community_size=2048, overrides=DENSE_REGIME, society_overrides=DENSE_SOCIETY),
}


@dataclass(frozen=True)
class Move:
    """An outcome, the sign of switched less baseline, and whether nothing of it is left (the fall is to nil)."""

    outcome: o.Outcome
    sign: int = -1
    nil: bool = False


EXPRESSION = ("criticism", "sensitive_search")
RECORDS = (k.RECORD_RIGHT, k.RECORD_WRONG, k.RECORD_FALSE)


def lost(kind: str, sign: int = -1) -> Move:
    return Move(o.flow(k.LOST, kinds=(kind,)), sign, nil=sign < 0)


# row -> base, outcomes that its switch moves
MOVES: dict[str, tuple[str, list[Move]]] = {
    "A01": ("year", [Move(o.bad_credit, nil=True)]),
    "A02": ("year", [Move(o.people(k.EVER_LISTED))]),
    "A03": ("quarter", [Move(o.flow(*RECORDS, kinds=("jaywalking",)))]),
    "A04": ("quarter", [Move(o.flow(*RECORDS, kinds=EXPRESSION))]),
    "A05": ("quarter", [Move(o.lost_through("government_records", "medical_records", "financial_records", "browsing"), nil=True)]),
    "A06": ("quarter", [Move(o.people(k.LAG_DAYS, k.LAG_RECORDS), +1)]),
    "A07": ("quarter", [Move(o.people(k.LOST_BY_UNINVOLVED))]),
    "A09": ("year", [Move(o.people(k.EVER_LISTED))]),
    "A10": ("quarter", [Move(o.flow(k.YUAN, kinds=("hotel", "rent_car", "rent_home")), +1)]),
    "A11": ("quarter", [Move(o.flow(k.MINUTES, kinds=("fly", "airport_lane")), +1)]),
    "A12": ("quarter", [Move(o.flow(k.YUAN, kinds=("loan",)), +1)]),
    "A13": ("dense", [Move(o.flow(k.GRANTED_TOP, kinds=("high_speed_rail",)))]),
    "A14": ("dense", [Move(o.flow(k.GRANTED_TOP, kinds=("job",)))]),
    "A15": ("dense", [Move(o.flow(k.GRANTED_TOP, kinds=("university",)))]),
    "A18": ("year", [Move(o.listing("blacklist", k.EVER_EXPRESSION_ONLY))]),
    "A19": ("quarter", [lost("jaywalking")]),
    "A20": ("year", [lost("late_bill"), Move(o.bad_credit)]),
    "A21": ("quarter", [lost("late_tax")]),
    "A22": ("quarter", [lost("heavy_alcohol_purchase")]),
    "A23": ("year", [Move(o.flow(k.DENIED, kinds=("fly", "high_speed_rail")))]),
    "A24": ("year", [Move(o.flow(k.SILENCED)), Move(o.people(k.REACH_LOST))]),
    "A25": ("dense", [Move(o.flow(k.DENIED, kinds=("government_job",)))]),
    "A26": ("dense", [Move(o.confined, nil=True)]),
    "A27": ("dense", [Move(o.people(c), nil=True) for c in (k.FINES, k.DETAINED_DAYS, k.TIES_CUT)]),
    "A28": ("year", [Move(o.listing("blacklist", k.BY_ERROR), nil=True), Move(o.listing("blacklist", k.WRONGFUL_AT_END)),
                     Move(o.listing("blacklist", k.LIST_DAYS, k.ENTRIES))]),
    "A29": ("year", [Move(o.flow(k.WENT, nature="prosocial"))]),
    "A30": ("quarter", [lost("foreign_product", +1)]),
    "A31": ("quarter", [Move(o.flow(k.GAINED), nil=True)]),
}


@cache
def run(base: str, switch: tuple[str, ...] = ()) -> RunTallies:
    """A run of a base under a switch; seed 1 in both arms. Made once."""
    return simulate(BASES[base].override(*switch), seed=1)


@pytest.mark.parametrize("row", list(MOVES))
def test_the_switch_moves_what_the_row_says(row: str) -> None:
    base, moves = MOVES[row]
    before, after = run(base), run(base, tuple(REGIME.mechanisms[row].switch))
    for move in moves:
        value, low, high = o.difference(before, after, move.outcome)
        had, left = (o.counts(arm, move.outcome)[:, 0].sum() for arm in (before, after))
        print(f"{row} {ROWS[row]['moves']}: {value:,.4g} [{low:,.4g}, {high:,.4g}], baseline {had:,.0f}")
        assert low > 0 if move.sign > 0 else high < 0
        assert not move.nil or left == 0


def test_every_row_of_the_article_is_held_and_shown() -> None:
    print(f"not shown: {UNSHOWN}")
    assert list(ROWS) == [f"A{i:02d}" for i in range(1, 32)] == list(REGIME.mechanisms)
    switched = {row for row, mechanism in REGIME.mechanisms.items() if mechanism.switch}
    assert switched == set(MOVES)
    assert set(ROWS) == switched | {"A08", "A16", "A17"}
    assert len(UNSHOWN) <= 1


def test_a08_the_legal_basis_is_in_the_references() -> None:
    sources = REGIME.mechanisms["A08"].sources
    assert sources and set(sources) <= set(REGIME.references)
    assert "2014-2020" in REGIME.references["outline_2014"]
    assert any(c.privileges for c in REGIME.consequences.values()) and any(c.deny for c in REGIME.consequences.values())


def test_a16_somebody_at_770_is_in_the_top_tier() -> None:
    program = compile_scenario(BASES["year"])
    assert 740 < program.regime.tier_cut[-1] <= 770
    for place in places(program.society.tables.population, 20_000, 2048):
        _, _, state = live_community(program, 1, place, 365, BASES["year"].month_first(program.burn_in))
        top, score = state.tier[:, 0] == len(program.tiers) - 1, state.score[:, 0]
        assert not top.any() or score[top].min() >= program.regime.tier_cut[-1]
        if (top & (score == 770)).any():
            return
    pytest.fail("nobody ends the year at 770 in the top tier")


def test_a17_the_share_with_bad_credit_is_that_of_the_article() -> None:
    t = run("year").total
    assert 0.0060 <= t.tiers[:, 0].sum() / t.people[:, k.PEOPLE].sum() <= 0.0082


def test_a23_without_the_ban_nobody_is_stopped_for_the_blacklist_and_nobody_is_worse_off() -> None:
    before, after = run("year"), run("year", tuple(REGIME.mechanisms["A23"].switch))
    assert o.difference(before, after, o.people(k.HARDSHIP))[0] <= 0


def journalists(program: Program, place: Place) -> np.ndarray:
    """Ids of the journalists of a community."""
    people = build(program, 1, place, streams())
    return np.flatnonzero(people.attr[OCCUPATION] == list(program.society.codes["occupation"]).index("journalist"))


def test_a27_a_journalist_is_listed_for_words_alone_and_sanctioned() -> None:
    scenario = BASES["year"]
    program = compile_scenario(scenario)
    first = scenario.month_first(program.burn_in)
    for place in places(program.society.tables.population, 400_000, 1024):
        them = journalists(program, place)
        if not len(them):
            continue
        _, _, state = live_community(program, 1, place, scenario.days, first)
        if (((state.ever[them] & E_SPOKE) > 0) & (state.fear[them] > 0) & (state.bits[them, 0] > 0)).any():
            return
    pytest.fail("no journalist was listed for words alone")
