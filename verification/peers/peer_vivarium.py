"""The minimal regime in Vivarium: components, a state table, randomness streams, values computed by pipelines.

Here lives that, after Vivarium's tutorials (disease model, boids). It has no ties between simulants: friends are kept by the component that
needs them, as the boids' neighbours are.
"""

from typing import Any

import numpy as np
import pandas as pd
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, KINDS, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary
from vivarium import Component, InteractiveContext
from vivarium.framework.engine import Builder
from vivarium.framework.event import Event
from vivarium.framework.population import SimulantData


class Conduct(Component):
    """What people do and who sees it: points of the day."""

    def setup(self, builder: Builder) -> None:
        """Streams, columns, pipelines."""
        self.draws, self.ties = builder.randomness.get_stream("conduct"), builder.randomness.get_stream("ties")
        for kind, name in enumerate(KINDS):
            builder.value.register_attribute_producer(f"{name}.chance", source=self.usual(kind), required_resources=["multiplier"])
        builder.population.register_initializer(initializer=self.initialize, columns=["multiplier", "points"],
                                                required_resources=[self.draws, self.ties])
        self.acts, self.records = np.zeros(len(KINDS), int), np.zeros(len(KINDS), int)

    def initialize(self, born: SimulantData) -> None:
        """Multipliers and friends."""
        multiplier = self.draws.choice(born.index, list(MULTIPLIERS), additional_key="multiplier")
        self.population_view.initialize(pd.DataFrame({"multiplier": multiplier.astype(float), "points": 0}, index=born.index))
        pairs = pd.RangeIndex(len(born.index))
        times = int(np.ceil(FRIENDS / 2))
        ends = [np.concatenate([self.ties.get_draw(pairs, f"{end}_{i}") for i in range(times)]) for end in ("one", "other")]
        one, other = (np.minimum(end[:round(len(pairs) * FRIENDS / 2)] * len(pairs), len(pairs) - 1).astype(int) for end in ends)
        apart = one != other
        one, other = one[apart], other[apart]
        self.friends = pd.Series(np.concatenate([other, one]), index=np.concatenate([one, other]))

    def usual(self, kind: int) -> Any:
        """The chance of an act of this kind on a day, at most one, of people who are not listed."""
        return lambda index: self.population_view.get(index, "multiplier") * RATES[kind]

    def on_time_step(self, event: Event) -> None:
        """A day."""
        points = pd.Series(0, index=event.index)
        for kind, name in enumerate(KINDS):
            chance = self.population_view.get(event.index, f"{name}.chance")
            actors = self.draws.filter_for_probability(event.index, chance, name)
            seen = self.draws.filter_for_probability(actors, DETECTED, f"{name}_detected")
            points[seen] += POINTS[kind]
            self.acts[kind] += len(actors)
            self.records[kind] += len(seen)
            if kind == SPILLS:
                reached = self.friends[self.friends.index.isin(seen)].value_counts()
                points[reached.index] += SPILL * reached
        self.population_view.update("points", lambda _: points)


class Scoring(Component):
    """Scores, the list, and what the list does to conduct."""

    def setup(self, builder: Builder) -> None:
        """Columns, and two rates that the list doubles."""
        builder.population.register_initializer(initializer=self.initialize, columns=["score", "listed"], required_resources=[])
        for name, double in zip(KINDS, DOUBLED, strict=True):
            if double:
                builder.value.register_attribute_modifier(f"{name}.chance", modifier=self.more, required_resources=["listed"])
        self.course: list[tuple[float, float]] = []

    def initialize(self, born: SimulantData) -> None:
        """The first morning."""
        self.population_view.initialize(pd.DataFrame({"score": BASE, "listed": False}, index=born.index))

    def more(self, index: pd.Index, chance: pd.Series) -> pd.Series:
        """Twice as often in the listed."""
        return chance * (1 + self.population_view.get(index, "listed"))

    def on_time_step_cleanup(self, event: Event) -> None:
        """The evening: points are added, and the low are listed."""
        points = self.population_view.get(event.index, "points")

        def settled(now: pd.DataFrame) -> pd.DataFrame:
            now["score"] = (now["score"] + points).clip(LOW, HIGH)
            now["listed"] |= now["score"] < CUT
            return now

        self.population_view.update(["score", "listed"], settled)

    def on_collect_metrics(self, event: Event) -> None:
        """What is kept of a day."""
        now = self.population_view.get(event.index, ["score", "listed"])
        self.course.append((now["score"].mean(), now["listed"].mean()))


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. Vivarium runs a model in one thread; ``threads`` changes nothing."""
    conduct, scoring = Conduct(), Scoring()
    # each draw is of a block for map_size simulants, at least ten times the population: here not more
    world = InteractiveContext(components=[conduct, scoring], logging_verbosity=0, configuration={
        "population": {"population_size": people}, "randomness": {"random_seed": seed, "map_size": 1}, "time": {"step_size": 1}})
    world.take_steps(days, with_logging=False)
    mean, share = np.array(scoring.course).T
    end = world.get_population(["score", "listed"])
    return summary(mean, share, mean[-1], end["listed"].sum(), histogram(end["score"]), conduct.acts, conduct.records)
