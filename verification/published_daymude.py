"""Daymude, Axelrod & Forrest (2025), Strategic Analysis of Dissent and Self-Censorship, against the law `best_response`.

Here live their formulas (written anew from the paper: arXiv:2509.03731, code at Zenodo 10.5281/zenodo.15150163), a society of
grades, and their authority that learns. It lives here alone: nothing in the language adapts a regime to what people do.
"""

import math
from dataclasses import dataclass
from functools import cache
from statistics import median

import numpy as np
import numpy.typing as npt
import yaml
from closed_forms_case import CASES, START, Z
from row import Row, exact, near

from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import RunTallies, simulate
from ostrakon.kernel import tallies as k
from ostrakon.mechanisms.response.best_response import choices

Floats = npt.NDArray[np.float64]
SOURCE = "Daymude, Axelrod & Forrest 2025"
DESIRE, PEOPLE, ROUNDS, WINDOW, BELOW, REACH = 0.25, 10_000, 5_000, 500, 0.25, 0.05
SPAN = 10_000                       # of the score, in points
FORMS = ("uniform", "proportional")
TRIALS, MEDIAN = 30, 0.15           # as many as in the published ensembles; tolerance of their medians, as a share


@dataclass(frozen=True)
class Policy:
    """Tolerance, severity and surveillance of an authority."""

    tau: float
    psi: float
    nu: float

    def seen(self, grades: Floats) -> Floats:
        """Chance that an act of a grade is observed and not tolerated."""
        return np.where(grades > self.tau, self.nu + (1 - self.nu) * grades, 0.0)

    def punished(self, grades: Floats, form: str) -> Floats:
        """What an act costs when it is."""
        return self.psi * (np.ones_like(grades) if form == "uniform" else np.maximum(grades - self.tau, 0.0))

    def points(self, grades: Floats, form: str) -> tuple[Floats, float]:
        """The same as points of a rule, whole numbers, and what the whole score is worth then: the dearest grade takes all of it."""
        cost = self.punished(grades, form)
        stake = float(cost.max()) or 1.0
        return np.round(SPAN * cost / stake), stake


# The published rule


def critical(boldness: float, policy: Policy, form: str) -> float:
    """The desire that parts defiance and self-censorship (their equations 5 to 8)."""
    tau, psi, nu = policy.tau, policy.psi, policy.nu
    if form == "uniform":
        return (boldness * tau + nu * psi) / (boldness - (1 - nu) * psi)
    return (tau + (boldness - nu * psi) / ((1 - nu) * psi)) / 2


def published_action(desire: float, boldness: float, policy: Policy, form: str) -> float:
    """What they say somebody does, for surveillance below 1."""
    d = critical(boldness, policy, form)
    if form == "uniform":
        defies = desire <= policy.tau or (boldness > (1 - policy.nu) * policy.psi and desire > d)
        return desire if defies else policy.tau
    return desire if desire <= policy.tau else min(desire, max(policy.tau, d))


# People in grades


def truncated_scale(mean: float) -> float:
    """Scale of an exponential law that, cut at 1, has this mean (below a half)."""
    low, high = mean, 1e3
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if middle - 1 / math.expm1(1 / middle) < mean else (low, middle)
    return low


def desires(count: int) -> tuple[Floats, Floats]:
    """Grades of equal width, and the share of people whose desire is nearest to each; the nearest to 0 has nothing to say."""
    grades, scale = np.arange(1, count + 1) / count, truncated_scale(DESIRE)
    edges = np.minimum(1.0, np.append(grades - 0.5 / count, 1.0))
    return grades, np.diff(np.expm1(-edges / scale) / math.expm1(-1 / scale))


def boldnesses(count: int, mean: float) -> Floats:
    """Means of an exponential law within so many classes of equal share."""
    lower = -np.log1p(-np.arange(count) / count)
    total = np.append((1 + lower) * np.exp(-lower), 0.0)
    return mean * count * -np.diff(total)


def regime(grades: Floats, policy: Policy, form: str) -> str:
    """The policy in the language: one channel sees a grade with its chance, and a rule for each grade above tolerance takes points."""
    points = [-int(x) for x in policy.points(grades, form)[0]]
    seen = policy.seen(grades).tolist()
    rules = {f"r{j}": {"kind": f"say_{j}", "points": points[j]} for j in range(len(grades)) if points[j] and seen[j]}
    sees = {f"say_{j}": seen[j] for j in range(len(grades)) if seen[j]} or {"say_0": 0.0}
    return yaml.safe_dump({
        "ostrakon": "regime/1", "id": "authority", "title": "An authority", "summary": "A policy of the publication.", "family": "study",
        "channels": {"net": {"context": "speech", "sees": sees}}, "rules": rules, "tiers": [{"name": "all"}],
        "scoring": {"dimensions": {"score": {"base": SPAN, "minimum": 0, "maximum": SPAN, "recovery": {"yearly_factor": 1.0}}}}})


def society(grades: Floats, shares: Floats, worth: Floats, rate: float, stake: float) -> tuple[str, ...]:
    """Changes to cases/town.yaml: kinds that are grades, and classes of boldness that are dealt. rate: wishes per person and year."""
    kinds = {f"say_{j}": {"nature": "expression", "rate": float(rate * shares[j]), "ceiling": 20.0} for j in range(len(grades))}
    section = {"laws": ["best_response"], "group": "dealt", "boldness": [1.0] * len(worth), "best_response": {
        "grades": {f"say_{j}": float(grades[j]) for j in range(len(grades))}, "worth": worth.tolist(), "stake": stake}}
    return tuple(f"{name}={yaml.safe_dump(value, default_flow_style=True, width=10**6).strip()}"
                 for name, value in (("kinds", kinds), ("response", section)))


# Rows


def rows(people: int = 40_000, trials: int = TRIALS) -> list[Row]:
    """All rows of the publication."""
    return [*critical_points(), *fixed_policies(people), kernel_keeps_silent(), *ensembles(trials), *path(people)]


def critical_points() -> list[Row]:
    """Between which of two grades the law begins to choose the upper one; a millionth apart where the choice is a continuum."""
    found = []
    for figure, form, policy, published in (
            ("1A", "uniform", Policy(0.25, 0.6, 0.2), 0.711538), ("2A", "proportional", Policy(0.25, 1.0, 0.2), 0.625),
            ("3", "uniform", Policy(0.25, 0.6, 0.5), 0.785714), ("3", "proportional", Policy(0.25, 1.5, 0.5), 0.291667)):
        rising, low, high = form == "uniform", 0.25, 1.0
        while high - low > 1e-8:
            x = (low + high) / 2
            grades = np.array([0.25 if rising else x - 1e-6, x])
            cost = policy.seen(grades) * policy.punished(grades, form)
            upper = choices(grades, np.array([1.0]), cost[None])[0, 1] == 1
            low, high = (low, x) if upper == rising else (x, high)
        found.append(near(SOURCE, f"critical desire, {form} punishment (figure {figure})", f"boldness 1, {policy}", published, low, 1e-6,
                          "the grade at which the law turns"))
    return found


def fixed_policies(people: int) -> list[Row]:
    """The kernel under one policy: everybody's grades, against the published rule grade by grade and class by class."""
    (grades, shares), worth = desires(16), boldnesses(8, 2.0)
    found = []
    for form, policy in ((FORMS[0], Policy(0.25, 0.6, 0.2)), (FORMS[0], Policy(0.0, 1.5, 0.5)), (FORMS[1], Policy(0.25, 1.0, 0.2)),
                         (FORMS[1], Policy(0.125, 3.0, 0.1))):
        expected, coarse = np.zeros(len(grades)), 0.0
        for z, d in np.ndindex(len(worth), len(grades)):
            said = published_action(grades[d], worth[z], policy, form)
            nearest = int(np.argmin(np.abs(grades - said)))
            coarse += 0.0 if said == 0 else abs(grades[nearest] - said) * shares[d] / len(worth)
            expected[nearest] += 0.0 if said == 0 else shares[d] / len(worth)
        run = lived(grades, shares, worth, policy, form, people)
        wishes, acts = people * 18.0, said_by_grade(run, len(grades))
        desired = wishes * float(shares @ grades)
        error = Z * math.sqrt(wishes * float(expected @ grades ** 2)) / desired + 2 * coarse / float(shares @ grades)
        setting = f"16 grades, 8 classes of mean boldness 2, {policy}, {people:,} people, 365 days"
        note = "the published choice, summed over grades and classes" + ("; the tolerance has the grades' width" if coarse else "")
        found.append(near(SOURCE, f"expressed over desired, {form} punishment", setting, float(expected @ grades) * wishes / desired,
                          float(acts @ grades) / desired, error, note))
        seen = float(acts @ policy.seen(grades))
        found.append(near(SOURCE, f"acts observed and punished, {form} punishment", "the same run", seen, records(run),
                          Z * math.sqrt(seen + 1), "acts of each grade x (nu + (1 - nu) a), above tolerance"))
    return found


def lived(grades: Floats, shares: Floats, worth: Floats, policy: Policy, form: str, people: int) -> RunTallies:
    """A year of it, with 18 wishes per person to say something, so that no grade needs more room than its ceiling of 20 gives."""
    return simulate(Scenario(regime(grades, policy, form), str(CASES / "town.yaml"), people=people, days=365, start=START,
                             society_overrides=society(grades, shares, worth, 18.0, policy.points(grades, form)[1])), seed=1)


def said_by_grade(run: RunTallies, count: int) -> Floats:
    """Acts of each grade."""
    names = run.program.society.kinds
    return np.array([run.total.flow[:, names.index(f"say_{j}"), k.WENT].sum() for j in range(count)], float)


def records(run: RunTallies) -> int:
    """Records made."""
    return int(run.total.chan[:, k.CH_RIGHT].sum())


# The authority that learns


@dataclass(frozen=True)
class Trial:
    """Expressed over desired in each round, and the policy that held in it."""

    ratio: Floats
    policies: list[Policy]

    @property
    def suppressed(self) -> int | None:
        """The first round at which what was expressed in the last 500 is below a quarter of what was desired; None: never."""
        sums = np.cumsum(np.append(0.0, self.ratio))
        low = np.flatnonzero(sums[WINDOW:] - sums[:-WINDOW] < BELOW * WINDOW)
        return int(low[0]) + WINDOW if len(low) else None


def climb(form: str, boldness: float, seed: int, count: int = 50, classes: int = 64, rounds: int = ROUNDS) -> Trial:
    """Random mutation hill climbing from a random start: one parameter moves by at most 0.05; what costs more than last round is undone.

    Cost: all that is expressed, plus all punishment. People choose by the law.
    """
    rng = np.random.default_rng([seed, FORMS.index(form), round(10 * boldness)])
    (grades, shares), worth = desires(count), boldnesses(classes, boldness)
    crowd = rng.multinomial(PEOPLE, np.append(np.repeat(shares / classes, classes), max(0.0, 1 - shares.sum())))[:-1]
    crowd = crowd.reshape(count, classes).T
    desired, bounds = float(crowd.sum(0) @ grades), ((0.0, 1.0), (1e-9, math.inf), (0.0, 1.0))
    held, last, ratio, policies = rng.random(3).tolist(), math.inf, np.empty(rounds), []
    for r in range(rounds):
        tried = list(held)
        if r:
            i = int(rng.integers(3))
            tried[i] = rng.uniform(max(bounds[i][0], tried[i] - REACH), min(bounds[i][1], tried[i] + REACH))
        policy = Policy(*tried)
        seen, punished = policy.seen(grades), policy.punished(grades, form)
        chosen = choices(grades, worth, (seen * punished)[None])
        acts = np.bincount(chosen.ravel() + 1, weights=crowd.ravel(), minlength=count + 1)[1:]
        cost = float(acts @ grades) + float(rng.binomial(acts.astype(np.int64), seen) @ punished)
        held, last = (tried if cost <= last else held), cost
        ratio[r] = float(acts @ grades) / desired
        policies.append(policy)
    return Trial(ratio, policies)


Ensemble = tuple[str, float, int, float, float | None]      # form, mean boldness; share suppressed, expressed in the end, median rounds
PUBLISHED: tuple[Ensemble, ...] = (
    ("uniform", 0.5, 1, 0.09, 515.5), ("uniform", 2.0, 1, 0.097, 807.0), ("uniform", 8.0, 0, 1.0, None),
    ("proportional", 0.5, 1, 0.089, 550.5), ("proportional", 2.0, 0, 1.0, None))


def ensembles(trials: int, rounds: int = ROUNDS, published: tuple[Ensemble, ...] = PUBLISHED) -> list[Row]:
    """Shares suppressed, what is expressed in the end, and how long it took, against the published ensembles of 30 trials."""
    found = []
    for form, boldness, suppressed, final, rounds_taken in published:
        runs = [climb(form, boldness, seed, rounds=rounds) for seed in range(trials)]
        setting = f"{form}, mean boldness {boldness:g}, mean desire 0.25, 10,000 people in 50 grades and 64 classes, {trials} random starts"
        got = [run.suppressed for run in runs]
        share, ends = sum(x is not None for x in got) / trials, np.array([run.ratio[-1] for run in runs])
        pooled = (suppressed * TRIALS + share * trials + 1) / (TRIALS + trials + 2)
        both = 1 / TRIALS + 1 / trials
        found.append(near(SOURCE, f"share of trials in which dissent is suppressed within {rounds:,} rounds", setting, suppressed, share,
                          Z * math.sqrt(pooled * (1 - pooled) * both), "suppressed: below a quarter of what is desired, over 500 rounds"))
        found.append(near(SOURCE, "expressed over desired in the last round, mean of the trials", setting, final, float(ends.mean()),
                          max(0.005, Z * float(ends.std()) * math.sqrt(both)), "the published figure has three digits"))
        if rounds_taken is not None:
            taken = [x if x is not None else rounds for x in got]
            found.append(near(SOURCE, "rounds until dissent is suppressed, median of the trials", setting, rounds_taken, median(taken),
                              MEDIAN * rounds_taken, "15 percent, as stated with the published value: half of the trials may end at 500, "
                              "the least number possible, where trials drawn anew say too little of chance"))
    return found


@cache
def _one_path() -> Trial:
    return climb("proportional", 0.5, 0)


def path(people: int) -> list[Row]:
    """One path of the authority in the language, round for round chosen beforehand: the kernel under its policies."""
    (grades, shares), worth, trial = desires(50), boldnesses(64, 0.5), _one_path()
    found = []
    for r in (0, 200, 400, 600, ROUNDS - 1):
        policy = trial.policies[r]
        points, stake = policy.points(grades, "proportional")
        chosen = choices(grades, worth, (policy.seen(grades) * points / SPAN * stake)[None])
        expected = np.array([(chosen == j).mean(0) @ shares for j in range(len(grades))])
        acts = said_by_grade(lived(grades, shares, worth, policy, "proportional", people), len(grades))
        desired, wishes = people * 18.0 * float(shares @ grades), people * 18.0
        error = Z * math.sqrt(wishes * float(expected @ grades ** 2) + 1) / desired
        setting = (f"50 grades, 64 classes of mean boldness 0.5, tolerance {policy.tau:.3f}, severity {policy.psi:.3f}, "
                   f"surveillance {policy.nu:.3f}, {people:,} people")
        found.append(near(SOURCE, f"expressed over desired under the policy of round {r:,} of one path", setting,
                          float(expected @ grades) * wishes / desired, float(acts @ grades) / desired, error,
                          "a regime file for each policy; no regime of the language learns"))
    return found


def kernel_keeps_silent() -> Row:
    """Total self-censorship: under a policy severe enough nobody says anything."""
    (grades, shares), worth = desires(16), boldnesses(8, 0.5)
    acts = said_by_grade(lived(grades, shares, worth, Policy(0.0, 20.0, 1.0), "uniform", 10_000), 16)
    return exact(SOURCE, "acts under a policy of no tolerance and full surveillance", "severity 20, 10,000 people", 0, float(acts.sum()),
                 "for any population some policy leads to total self-censorship")
