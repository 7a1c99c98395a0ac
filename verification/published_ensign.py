"""Ensign, Friedler, Neville, Scheidegger & Venkatasubramanian (2018), Runaway Feedback Loops in Predictive Policing.

A patrol goes each day to one of two precincts, by what was found there so far. Here lives their urn, which chooses; where the patrol
went is then told to a regime as a schedule, day by day, and lived again. Nothing in the language allocates by past records: see
docs/decisions/0009-laws-that-read-ties.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import yaml
from closed_forms_case import CASES, START, Z
from row import Row, exact, near

from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.kernel import tallies as k
from ostrakon.kernel import trace as n
from ostrakon.kernel.community import Watch
from ostrakon.program import Program

SOURCE = "Ensign et al. 2018"
RATES, PRIOR = (3.68511, 2.816466), (609.0, 379.0)      # found a day in precinct A (town) and B (country); found before
PEOPLE, DAYS = 1000, 1000
FOUND = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Urn:
    """How the patrol is sent. decay: forgotten of the past in a day; corrected: a find counts by the chance of the other precinct."""

    name: str
    decay: float
    corrected: bool
    mean: float         # published: share of precinct A in the urn after 1,000 days
    sd: float

    def walk(self, found: FOUND, rng: np.random.Generator) -> tuple[float, npt.NDArray[np.bool_]]:
        """The share of precinct A in the end, and the days on which the patrol was there. found: [days,2], had it been in both."""
        a, b = PRIOR
        there = np.zeros(len(found), np.bool_)
        for day, (in_a, in_b) in enumerate(found.tolist()):
            p = a / (a + b)
            there[day] = rng.random() < p
            more = (in_a, 0) if there[day] else (0, in_b)
            if self.corrected:
                more = (rng.binomial(more[0], 1 - p), rng.binomial(more[1], p))
            a, b = a * (1 - self.decay) + more[0], b * (1 - self.decay) + more[1]
        return a / (a + b), there


URNS = (Urn("naive, nothing forgotten", 0.0, False, 0.702, 0.024), Urn("naive, a hundredth forgotten a day", 0.01, False, 0.932, 0.05),
        Urn("corrected, a hundredth forgotten a day", 0.01, True, 0.568, 0.048))


def regime(there: Sequence[bool] | None) -> str:
    """A patrol in both precincts, or in the one that each day's entry of the schedule names."""
    def entry(day: int, in_town: bool) -> dict[str, object]:
        return {"day": day, "set": [f"channels.patrol.by_urban={{urban: {int(in_town)}, rural: {int(not in_town)}}}"]}
    moves = [] if there is None else [entry(day, bool(x)) for day, x in enumerate(there) if day == 0 or x != there[day - 1]]
    data = {"ostrakon": "regime/1", "id": "patrol", "title": "A patrol", "summary": "It sees all where it is.", "family": "study",
            "channels": {"patrol": {"context": "street", "sees": {"incident": 1.0}}}, "tiers": [{"name": "all"}],
            "scoring": {"dimensions": {"score": {"base": 0, "minimum": 0, "maximum": 0}}}}
    return yaml.safe_dump(data | ({"rollout": moves} if moves else {}))


def society() -> tuple[str, ...]:
    """Changes to cases/town.yaml: one kind, whose rate in town and country makes the published numbers a day."""
    a, b = (rate * 365 / (PEOPLE / 2) for rate in RATES)
    return ("strata=[urban]", f"kinds={{incident: {{nature: unlawful, rate: {a}, by: {{urban: {{rural: {b / a}}}}}}}}}")


def scenario(there: Sequence[bool] | None = None) -> Scenario:
    """A thousand days of one community under a patrol."""
    return Scenario(regime(there), str(CASES / "town.yaml"), people=2 * PEOPLE, days=DAYS, start=START, burn_in=0,
                    society_overrides=society())


def found_in_both(program: Program, number: int) -> FOUND:
    """What a patrol in both precincts would find: [days,2]."""
    _, p, state = live_community(program, 1, Place(0, number, PEOPLE), DAYS, scenario().month_first(0), watch=Watch(None, 200 * PEOPLE))
    assert state.n_trace[0] <= len(state.trace), "events were left out"
    out = np.zeros((DAYS, 2), np.int64)
    events = state.trace[: state.n_trace[0]]
    records = events[events[:, n.WHAT] == n.RECORD]
    np.add.at(out, (records[:, n.DAY], 1 - p.attr[1, records[:, n.PERSON]].astype(np.int64)), 1)
    return out


def rows(communities: int = 400, replayed: int = 3) -> list[Row]:
    """All rows of the publication."""
    program = compile_scenario(scenario())
    found = [found_in_both(program, number) for number in range(communities)]
    setting = f"{communities} communities of {PEOPLE:,} people, {DAYS:,} days; 609 and 379 found before"
    days = communities * DAYS
    mean = np.mean([x.mean(0) for x in found], axis=0)
    out = [near(SOURCE, f"incidents a day in precinct {name}", setting, rate, float(got), Z * math.sqrt(rate / days) + 2 * rate / PEOPLE,
                "the household at the border of town and country counts as town")
           for name, rate, got in zip("AB", RATES, mean, strict=True)]
    for urn in URNS:
        walks = [urn.walk(x, np.random.default_rng([number, 5])) for number, x in enumerate(found)]
        shares = np.array([share for share, _ in walks])
        out.append(near(SOURCE, f"mean share of precinct A in the urn: {urn.name}", setting, urn.mean, float(shares.mean()),
                        Z * urn.sd / math.sqrt(communities) + 0.001, "true share of incidents 0.567; half a digit of the published figure"))
        for number in range(replayed):
            out.append(_replayed(urn, number, found[number], walks[number][1]))
    return out


def _replayed(urn: Urn, number: int, found: FOUND, there: npt.NDArray[np.bool_]) -> Row:
    """The kernel under the schedule of one walk finds what the urn was told, since luck has an address."""
    plan = scenario(there.tolist())
    counts = live_community(compile_scenario(plan), 1, Place(0, number, PEOPLE), DAYS, plan.month_first(0))[0]
    moves = int((there[1:] != there[:-1]).sum())
    return exact(SOURCE, f"records under the schedule of one patrol: {urn.name}", f"community {number}, {moves} changes of precinct",
                 int(np.where(there, found[:, 0], found[:, 1]).sum()), int(counts.chan[:, k.CH_RIGHT].sum()),
                 "a regime with a dated change for each")
