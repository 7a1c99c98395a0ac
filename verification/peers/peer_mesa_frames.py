"""The minimal regime in mesa-frames: a set of persons as a Polars frame, changed a column at a time.

Here lives that, after the user guide of mesa-frames. It has grids and no networks, so friends are a frame of pairs beside the persons. This
release has no data collector.
"""

from typing import Any

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary


class Persons(AgentSetPolars):
    """Everybody."""

    def __init__(self, model: "Town", people: int) -> None:
        super().__init__(model)
        rng = model.random
        self += pl.DataFrame({"unique_id": np.arange(people), "score": np.full(people, BASE), "listed": np.zeros(people, bool),
                              "multiplier": rng.choice(MULTIPLIERS, people)})
        one, other = rng.integers(0, people, (2, round(people * FRIENDS / 2)))
        apart = one != other
        pairs = pl.DataFrame({"unique_id": one[apart], "friend": other[apart]})
        self.friends = pl.concat([pairs, pairs.select(unique_id="friend", friend="unique_id")])

    def step(self) -> None:
        """A day: at most one act of a kind."""
        seen = []
        for kind, rate in enumerate(RATES):
            chance = pl.col("multiplier") * rate * (pl.when("listed").then(2).otherwise(1) if DOUBLED[kind] else 1)
            acts = pl.Series(self.random.random(len(self))) < chance
            acted = self.agents.filter(acts).select("unique_id", points=pl.lit(int(POINTS[kind])))
            of_them = acted.filter(pl.Series(self.random.random(len(acted))) < DETECTED)
            self.model.acts[kind] += len(acted)
            self.model.records[kind] += len(of_them)
            seen.append(of_them)
        reached = self.friends.join(seen[SPILLS], on="unique_id").select(unique_id="friend", points=pl.lit(SPILL))
        points = pl.concat([*seen, reached]).group_by("unique_id").agg(pl.col("points").sum())
        moved = self.agents.join(points, on="unique_id", how="left", maintain_order="left")["points"].fill_null(0)
        self["score"] = (self["score"] + moved).clip(LOW, HIGH)
        self["listed"] = self["listed"] | (self["score"] < CUT)


class Town(ModelDF):
    """The model."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed)
        self.acts, self.records = [0] * len(RATES), [0] * len(RATES)
        self.mean: list[float] = []
        self.share: list[float] = []
        self.persons = Persons(self, people)
        self.agents += self.persons

    def step(self) -> None:
        """A day, and what is collected of it."""
        self.agents.do("step")
        persons = self.get_agents_of_type(Persons)
        self.mean.append(persons["score"].mean())
        self.share.append(persons["listed"].mean())


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. Polars takes its number of threads from POLARS_MAX_THREADS when it is imported."""
    town = Town(people, seed)
    for _ in range(days):
        town.step()
    persons = town.get_agents_of_type(Persons)
    return summary(town.mean, town.share, town.mean[-1], persons["listed"].sum(), histogram(persons["score"].to_numpy()), town.acts,
                   town.records)
