"""The minimal regime in Mesa: persons on the nodes of a network, two stages a day, a data collector.

Here lives that, after Mesa's overview, its how-to on staged activation and its example of a virus on a network.
"""

from typing import Any

import mesa
import networkx as nx
from mesa.discrete_space import Cell, FixedAgent, Network
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary

WORTH = POINTS.tolist()


class Person(FixedAgent):
    """Somebody with a score."""

    def __init__(self, model: "Town", cell: Cell) -> None:
        super().__init__(model)
        self.cell = cell
        self.score, self.points, self.listed = BASE, 0, False
        multiplier = self.random.choice(MULTIPLIERS.tolist())
        self.chances = [multiplier * rate for rate in RATES.tolist()]

    def act(self) -> None:
        """A day of conduct; at most one act of a kind."""
        for kind, chance in enumerate(self.chances):
            if self.random.random() < chance:
                self.model.acts[kind] += 1
                if self.random.random() < DETECTED:
                    self.be_seen(kind)

    def be_seen(self, kind: int) -> None:
        """Points for the act, and for friends."""
        self.model.records[kind] += 1
        self.points += WORTH[kind]
        if kind == SPILLS:
            for friend in self.cell.neighborhood.agents:
                friend.points += SPILL

    def settle(self) -> None:
        """The evening: points are added, and the low are listed."""
        self.score = min(HIGH, max(LOW, self.score + self.points))
        self.points = 0
        if self.score < CUT and not self.listed:
            self.listed = True
            self.chances = [2 * chance if double else chance for chance, double in zip(self.chances, DOUBLED, strict=True)]


class Town(mesa.Model):
    """Everybody."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.acts, self.records = [0] * len(RATES), [0] * len(RATES)
        self.grid = Network(nx.fast_gnp_random_graph(people, FRIENDS / (people - 1), seed=seed), capacity=1, random=self.random)
        Person.create_agents(self, people, list(self.grid.all_cells))
        self.datacollector = mesa.DataCollector(model_reporters={
            "mean": lambda town: sum(town.agents.get("score")) / people, "listed": lambda town: sum(town.agents.get("listed")) / people})

    def step(self) -> None:
        """A day."""
        self.agents.do("act")
        self.agents.do("settle")
        self.datacollector.collect(self)


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. Mesa runs in one thread; ``threads`` changes nothing."""
    town = Town(people, seed)
    for _ in range(days):
        town.step()
    course = town.datacollector.get_model_vars_dataframe()
    ever = sum(town.agents.get("listed"))
    return summary(course["mean"], course["listed"], course["mean"].iloc[-1], ever, histogram(town.agents.get("score")), town.acts,
                   town.records)
