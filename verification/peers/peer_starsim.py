"""The minimal regime in Starsim: a module with states, a Bernoulli distribution for each decision, a static network, results.

Here lives that, after Starsim's user guide: common random numbers, networks, nonstandard modules.
"""

from typing import Any

import numpy as np
import starsim as ss
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, KINDS, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary

ss.options(verbose=0)


class Regime(ss.Module):
    """Conduct, scores and the list."""

    def __init__(self) -> None:
        super().__init__()
        self.define_states(ss.FloatArr("score", default=BASE), ss.BoolState("listed"),
                           ss.FloatArr("multiplier", default=ss.random()))
        self.act = [ss.bernoulli(p=self.chance(kind), name=f"act_{name}") for kind, name in enumerate(KINDS)]
        self.detect = [ss.bernoulli(p=DETECTED, name=f"detect_{name}") for name in KINDS]
        self.acts, self.records = np.zeros(len(KINDS), int), np.zeros(len(KINDS), int)

    def init_post(self) -> None:
        """The first morning: an even number becomes a multiplier."""
        super().init_post()
        self.multiplier[:] = MULTIPLIERS[(np.array(self.multiplier) * len(MULTIPLIERS)).astype(int)]

    @staticmethod
    def chance(kind: int) -> Any:
        """Of an act of this kind on a day, by person; at most one."""
        def p(self: "Regime", sim: ss.Sim, uids: ss.uids) -> np.ndarray:
            usual = self.multiplier[uids] * RATES[kind]
            return np.where(self.listed[uids], 2 * usual, usual) if DOUBLED[kind] else usual
        return p

    def init_results(self) -> None:
        """What is kept of a day."""
        super().init_results()
        self.define_results(ss.Result("mean"), ss.Result("share"))

    def step(self) -> None:
        """A day."""
        points = np.zeros(len(self.sim.people))
        for kind in range(len(KINDS)):
            actors = self.act[kind].filter()
            seen = self.detect[kind].filter(actors)
            points[seen] += POINTS[kind]
            self.acts[kind] += len(actors)
            self.records[kind] += len(seen)
            if kind == SPILLS:
                self.spill(seen, points)
        self.score[:] = np.clip(self.score + points, LOW, HIGH)
        self.listed[:] = self.listed | (self.score < CUT)

    def spill(self, seen: ss.uids, points: np.ndarray) -> None:
        """Points for the friends of those seen."""
        edges, hit = self.sim.networks[0].edges, np.zeros(len(points), bool)
        hit[seen] = True
        np.add.at(points, edges.p2[hit[edges.p1]], SPILL)
        np.add.at(points, edges.p1[hit[edges.p2]], SPILL)

    def update_results(self) -> None:
        """The evening."""
        super().update_results()
        self.results.mean[self.ti] = self.score.mean()
        self.results.share[self.ti] = self.listed.mean()


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. Starsim runs a model in one thread; ``threads`` changes nothing."""
    town = Regime()
    sim = ss.Sim(n_agents=people, modules=town, copy_inputs=False, networks=ss.StaticNet(n_contacts=FRIENDS), start=ss.days(0),
                 dur=ss.days(days - 1), rand_seed=seed)
    sim.run()
    mean, share = np.array(town.results.mean), np.array(town.results.share)
    return summary(mean, share, mean[-1], town.listed.sum(), histogram(np.array(town.score)), town.acts, town.records)
