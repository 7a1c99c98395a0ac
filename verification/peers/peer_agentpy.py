"""The minimal regime in agentpy: a list of persons, a network, variables recorded each day.

Here lives that, after agentpy's reference and its example of a virus on a network.
"""

from typing import Any

import agentpy as ap
import networkx as nx
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary

WORTH = POINTS.tolist()


class Person(ap.Agent):
    """Somebody with a score."""

    def setup(self) -> None:
        """The first morning."""
        self.score, self.points, self.listed = BASE, 0, False
        multiplier = self.model.random.choice(MULTIPLIERS.tolist())
        self.chances = [multiplier * rate for rate in RATES.tolist()]

    def act(self) -> None:
        """A day of conduct; at most one act of a kind."""
        random = self.model.random.random
        for kind, chance in enumerate(self.chances):
            if random() < chance:
                self.model.acts[kind] += 1
                if random() < DETECTED:
                    self.be_seen(kind)

    def be_seen(self, kind: int) -> None:
        """Points for the act, and for friends."""
        self.model.records[kind] += 1
        self.points += WORTH[kind]
        if kind == SPILLS:
            for friend in self.model.network.neighbors(self):
                friend.points += SPILL

    def settle(self) -> None:
        """The evening: points are added, and the low are listed."""
        self.score = min(HIGH, max(LOW, self.score + self.points))
        self.points = 0
        if self.score < CUT and not self.listed:
            self.listed = True
            self.chances = [2 * chance if double else chance for chance, double in zip(self.chances, DOUBLED, strict=True)]


class Town(ap.Model):
    """Everybody."""

    def setup(self) -> None:
        """Persons and their friends."""
        people = self.p.people
        self.acts, self.records = [0] * len(RATES), [0] * len(RATES)
        self.persons = ap.AgentList(self, people, Person)
        graph = nx.fast_gnp_random_graph(people, FRIENDS / (people - 1), seed=self.p.seed)
        self.network = ap.Network(self, graph)
        self.network.add_agents(self.persons, self.network.nodes)

    def step(self) -> None:
        """A day."""
        self.persons.act()
        self.persons.settle()

    def update(self) -> None:
        """What is recorded, the first morning included."""
        self.record("mean", sum(self.persons.score) / self.p.people)
        self.record("share", sum(self.persons.listed) / self.p.people)


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. agentpy runs a model in one thread; ``threads`` changes nothing."""
    town = Town({"people": people, "steps": days, "seed": seed})
    course = town.run(display=False).variables.Town.loc[1:]
    ever = sum(town.persons.listed)
    return summary(course["mean"], course["share"], course["mean"].iloc[-1], ever, histogram(list(town.persons.score)), town.acts,
                   town.records)
