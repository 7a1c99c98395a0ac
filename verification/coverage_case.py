"""Two cases for counting how often intervals cover the truth, and what is known of them before they are run.

Here live the regimes, societies and arms that ``coverage_of_intervals`` runs, the lives of many seeds, and the closed forms. Never here: an
interval, or a verdict.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ostrakon.engine.pair import simulate_arms
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Axis, Counts, Labels, Measure, Pick, everyone
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import HEADLINES
from ostrakon.numbers import DAYS_PER_YEAR
from ostrakon.program import Program
from ostrakon.society.tables import MINORITY
from ostrakon.spec.load import load_regime, load_society

HERE = Path(__file__).parent
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A scenario, its arms (name -> overrides, the first is the baseline), what is counted, whether by cohort, and how many seeds."""

    scenario: Scenario
    arms: dict[str, tuple[str, ...]]
    measures: tuple[Measure, ...]
    by_cohort: bool = False
    seeds: int = 1000

    def programs(self) -> list[Program]:
        """The Program of each arm."""
        return [compile_scenario(self.scenario.override(*overrides)) for overrides in self.arms.values()]


@dataclass(frozen=True)
class Lived:
    """Sums of many seeds. regions, people [G]: of each group of communities, the same for every seed.

    above, below [arm][measure]: [seed,G,N] numerators and denominators by cohort; N = 1 where cohorts are not told apart.
    """

    regions: Counts
    people: Counts
    above: dict[str, dict[str, Counts]]
    below: dict[str, dict[str, Counts]]
    axes: tuple[Axis, ...]
    region_names: tuple[str, ...]

    @property
    def seeds(self) -> int:
        """How many seeds were lived."""
        return len(next(iter(next(iter(self.above.values())).values())))


def on_list(name: str) -> Measure:
    """The share of people who are on this list when the run ends."""
    def pick(t: Tallies, labels: Labels) -> Counts:
        return np.asarray(t.lists[:, labels.lists.index(name), k.ON_AT_END])

    return Measure(f"on.{name}", f"on list '{name}'", f"share of people on list '{name}' at the end", "share of people", pick, everyone)


def headlines(*names: str) -> tuple[Measure, ...]:
    """Headline measures by name; all of them without names."""
    known = {m.name: m for m in HEADLINES}
    return tuple(known[name] for name in names) if names else HEADLINES


LISTS = ("rare", "seldom", "some", "half", "most", "nearly_all")
ALONE = ("association.spillover=false", "channels.camera.misattribution.share=0")
SHORES = Case(
    Scenario(str(HERE / "coverage_regime.yaml"), str(HERE / "coverage_society.yaml"), people=6000, days=56, community_size=250, burn_in=0),
    {
        "alone": ALONE,
        "fewer": (*ALONE, "channels.camera.sees.jaywalking=0.17", "channels.camera.sees.littering=0.17"),
        "exempt": (*ALONE, "scope.share=0.99"),
        "joined": (),
    },
    (*map(on_list, LISTS), *headlines("records", "denials", "points_lost", "misattributed", "points_to_association", "bad_credit",
                                      "harmed_by_association", "wrongly_listed", "listed_by_error")), by_cohort=True)
# The first arm alone is quick, so twice as many seeds say more about it.
INDEPENDENT = replace(SHORES, arms={"alone": ALONE}, seeds=2000)
ARTICLE = Case(
    Scenario("article-2018", "china-2020", people=12_000, days=60, community_size=256, burn_in=0, overrides=("lists.blacklist.below=715",)),
    {"article": (), "no spillover": ("association.spillover=false",)},
    headlines())


# The same people with one community in each province: what an interval is worth where no region shows a variance of its own.
LONELY = Case(replace(ARTICLE.scenario, community_size=8192), {"article": ()}, headlines())


def live_seeds(case: Case, seeds: Sequence[int], progress: Callable[[int], None] | None = None) -> Lived:
    """Live a case under every arm for each seed; one worker."""
    programs = case.programs()
    labels = labels_of(programs[0], programs[0].society.cohorts, case.scenario.days)
    parts: list[list[list[tuple[Counts, ...]]]] = []
    for number, seed in enumerate(seeds):
        lived = simulate_arms(case.scenario, programs, seed=seed, workers=1)
        keys = list(lived.sides)
        parts.append([[tuple(_by_group(pick, groups, labels, case.by_cohort) for pick in (m.numerator, m.denominator))
                       for m in case.measures] for groups in lived.arms])
        if progress is not None:
            progress(number + 1)
    people = [int(lived.arms[0][key].people[:, k.PEOPLE].sum()) for key in keys]
    above, below = ({arm: {m.name: np.array([part[i][j][side] for part in parts]) for j, m in enumerate(case.measures)}
                     for i, arm in enumerate(case.arms)} for side in (0, 1))
    return Lived(np.array([region for region, _ in keys]), np.array(people), above, below, labels.axes, labels.regions)


def _by_group(pick: Pick, groups: dict[tuple[int, int], Tallies], labels: Labels, by_cohort: bool) -> Counts:
    found = np.array([pick(t, labels) for t in groups.values()], dtype=np.int64)
    return found if by_cohort else found.sum(axis=1, keepdims=True)


class Known:
    """Closed forms for SHORES where people are independent: expected counts, from the rates, chances and tables of the case.

    A person's acts of a kind in t days are Poisson with the mean rate x disposition x t; each is recorded with the chance of his
    region and class. So a share with a record is 1 - E exp(-mean), over the 32 equally likely bins of the disposition, and over
    who belongs to the minority, which the household draws with a chance that the table gives.
    """

    def __init__(self, case: Case = SHORES) -> None:
        self.regime = load_regime(case.scenario.regime, case.arms["alone"]).model
        self.society = load_society(str(case.scenario.society), ()).model
        self.days = case.scenario.days
        tables = case.programs()[0].society.tables
        self.p_minority = np.asarray(tables.p_minority) / 2.0**32
        self.weight = np.asarray(tables.population) / np.asarray(tables.population).sum()
        groups = list(dict.fromkeys(("diligence", "risk_taking", "outspokenness", "drinking", "prosociality", "rest")))
        self.bins = {name: np.asarray(tables.disposition[i]) / 4096 for i, name in enumerate(groups)}
        self.members = np.stack([1 - self.p_minority, self.p_minority], axis=1) * self.weight[:, None]      # [R,2] of all people
        self.codes = case.programs()[0].society.codes["minority"]
        assert MINORITY == 4 and self.codes[1] == "minority"

    def recorded(self, kind: str, factor: float = 1.0) -> Floats:
        """[R,2] records of a kind per person and day, by region and minority; ``factor`` times the chance that the case has."""
        channel = next(c for c in self.regime.channels.values() if kind in c.sees)
        by_region = np.array([channel.by_region.get(r, 1.0) for r in self.society.population.regions])
        by_class = np.array([channel.by_class.get(name, 1.0) for name in ("han", "minority")])
        return self.society.kinds[kind].rate / DAYS_PER_YEAR * channel.sees[kind] * factor * by_region[:, None] * by_class

    def share(self, kind: str, factor: float = 1.0, days: int | None = None) -> Floats:
        """[R,2] share of people with at least one record of a kind in so many days."""
        mean = self.recorded(kind, factor) * (self.days if days is None else days)
        return np.asarray(1.0 - np.exp(-mean[..., None] * self.bins[self.society.kinds[kind].group]).mean(axis=-1))

    def over(self, cells: Floats, minority: int | None = None, region: int | None = None) -> float:
        """The mean of [R,2] over all people, over a cohort, or within a region."""
        weight = self.members.copy()
        if minority is not None:
            weight[:, 1 - minority] = 0
        if region is not None:
            weight[np.arange(len(weight)) != region] = 0
        return float((cells * weight).sum() / weight.sum())

    def listed(self, name: str, factor: float = 1.0) -> Floats:
        """[R,2] share of people on a list."""
        return self.share(next(rule.kind for rule in self.regime.rules.values() if rule.list == name), factor)

    def records(self, factor: float = 1.0) -> float:
        """Records per person; ``factor`` holds for the camera."""
        seen = [(kind, factor if name == "camera" else 1.0) for name, c in self.regime.channels.items() for kind in c.sees]
        return sum(self.over(self.recorded(kind, f)) for kind, f in seen) * self.days

    def denials(self, factor: float = 1.0) -> float:
        """Requests denied per person: on day d by those with a record of jaywalking before it."""
        asked = self.society.kinds["fly"].rate / DAYS_PER_YEAR
        return asked * sum(self.over(self.share("jaywalking", factor, d)) for d in range(self.days))
