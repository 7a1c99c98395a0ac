"""Granovetter (1978), Threshold Models of Collective Behavior, against the law `joining` and a law of one's own.

Here live his two crowds of a hundred, one normal crowd of a hundred whose limit is known, and a large one without. A *share at which
one joins* is what he calls a threshold. Never here: the law itself.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import yaml
from closed_forms_case import CASES, START
from row import Row, exact, near

from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.kernel.occasions import ACTED
from ostrakon.mechanisms.response.setting import Setting

SOURCE = "Granovetter 1978"
CROWD, MEAN, CRITICAL = 100, 25.0, 12.2220      # of the normal crowd, in people of a hundred; the largest sd with a low fixed point
DAYS = 28               # of a period: at one chance a day, somebody has none in exp(-27) of all periods
LEVELS = 128            # of the large crowd


@dataclass(frozen=True)
class NormalCrowd:
    """A law of one's own: everybody's share at which they join is drawn anew each period from a normal law.

    One acts in a period when one goes ahead at one of its chances at least, so each chance is 1 - (1 - F) ** (1 / chances) in the mean
    over a Poisson number: -ln(1 - F) / mean number.
    """

    sd: float

    def __call__(self, told: Setting) -> np.ndarray:
        seen = (np.arange(LEVELS) + 0.5) / (LEVELS - 1) * 100
        joins = np.array([NormalDist(MEAN, self.sd).cdf(x) for x in seen])
        chance = np.minimum(1.0, -np.log1p(-np.minimum(joins, 1 - 1e-15)) / DAYS)
        riot = np.array([kind == "riot" for kind in told.kinds], float)
        return np.asarray(1.0 + (chance[:, None, None, None, None, None] - 1.0) * riot)


def society(laws: Sequence[str], at: Sequence[float], levels: int) -> tuple[str, ...]:
    """Changes to cases/town.yaml: one kind, at which everybody has a chance a day, and everybody looks at everybody else."""
    section = {"laws": list(laws), "group": "dealt", "boldness": [1.0] * len(at), "joining": {"at": list(at)},
               "ties": {"of": "community", "days": DAYS, "levels": levels, "kinds": ["riot"]}}
    return tuple(f"{name}={yaml.safe_dump(value, default_flow_style=True, width=10**6).strip()}" for name, value in
                 (("kinds", {"riot": {"nature": "expression", "rate": 365}}), ("response", section)))


def joined(people: int, periods: int, changes: tuple[str, ...], own: dict[str, NormalCrowd], seed: int = 1) -> int:
    """How many of a closed community act in the last of so many periods, which the run leaves a day before its end."""
    days = periods * DAYS - 1
    scenario = Scenario("none", str(CASES / "town.yaml"), people=2 * people, days=days, start=START, society_overrides=changes,
                        burn_in=0, laws=own)
    state = live_community(compile_scenario(scenario), seed, Place(0, 0, people), days, scenario.month_first(0))[2]
    return int((state.acted & ACTED > 0).sum())


def crowd(numbers: Sequence[float], periods: int = CROWD + 2) -> int:
    """A hundred people, each of whom joins when so many others have."""
    at = [min(1.0, max(0.0, number / (CROWD - 1))) for number in numbers]
    return joined(CROWD, periods, society(["joining"], at, CROWD), {})


def settled(numbers: Sequence[float]) -> int:
    """What theory says of them: from nobody, those join whose number is reached, until nobody more does."""
    acting: set[int] = set()
    while True:
        now = {i for i, number in enumerate(numbers) if sum(j != i for j in acting) >= number - 1e-9}
        if now == acting:
            return len(now)
        acting = now


def normal(sd: float) -> list[float]:
    """A hundred numbers that lie as a normal law does: its quantiles at (i + 1/2) / 100, none above 99."""
    law = NormalDist(MEAN, sd)
    return [min(CROWD - 1.0, max(0.0, law.inv_cdf((i + 0.5) / CROWD))) for i in range(CROWD)]


def rows(people: int = 8192, steps: int = 7) -> list[Row]:
    """All rows of the publication."""
    setting = "100 people, each tied to all others, of 100 response classes that are dealt; 100 tie levels; one chance a day, 28 days"
    even = list(range(CROWD))
    found = [exact(SOURCE, "people who join, with the numbers 0, 1, 2 ... 99", setting, 100, crowd(even)),
             exact(SOURCE, "people who join, with the number 1 replaced by 2", setting, 1, crowd([0, 2, *even[2:]]))]
    found += [exact(SOURCE, f"people who join, normal numbers of mean 25 and sd {sd:g}", setting, settled(normal(sd)), crowd(normal(sd)),
                    "the fixed point of these hundred numbers") for sd in (8.0, 12.0, 13.5, 16.0)]
    return [*found, _critical(people, steps)]


def _critical(people: int, steps: int) -> Row:
    """The sd below which a large crowd stays small, found by halving between 9 and 16."""
    low, high = 9.0, 16.0
    for _ in range(steps):
        sd = (low + high) / 2
        many = joined(people, 60, society(["indifferent"], [0.5], LEVELS), {"crowd": NormalCrowd(sd)}) > people / 2
        low, high = (low, sd) if many else (sd, high)
    return near(SOURCE, "critical sd of normal numbers of mean 25", f"{people:,} people who draw their numbers anew each period: a law of "
                f"one's own; {LEVELS} tie levels", CRITICAL, (low + high) / 2, _width(people) + 7 / 2 ** (steps + 1),
                "rounding to tie levels moves the mean by half a level at most, chance by 4 standard errors of the share that joins; "
                "both times the slope of the critical sd in the mean, and half the last step")


def _width(people: int) -> float:
    """Tolerance of the critical sd. It is proportional to the mean, nearly: the cut at 0 changes little."""
    share = NormalDist(MEAN, CRITICAL).cdf(6.0)
    return CRITICAL / MEAN * 100 * (0.5 / (LEVELS - 1) + 4 * math.sqrt(share / people))
