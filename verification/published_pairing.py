"""What pairing can save when one person in a hundred is exempt, as rows.

Here live two arms over many seeds, the ratio of variances, and how small theory lets it be. Never here: a jackknife, or the page.

Exempt a share s of n independent people at random, each of whom brings a loss X to the sum. The paired difference in the mean is the sum
of X over the exempt, with variance n s (V + (1 - s) m^2) for X of mean m and variance V; two arms with luck of their own have n V and
about n (1 - s) V. The ratio is s (1 + (1 - s) m^2 / V) / (2 - s), which is at least s / (2 - s): one in 199 for one person in a hundred.

X is all that comes of a person's own acts, to whomever it goes: under article-2018 most of it goes to friends, so that scores of people
are far from independent (the mean score of 5,000 varies over seeds as that of 700 independent people would), and yet the bound stays,
since a person who is exempt takes all of it away. It falls only when the losses X themselves go together, by a factor of up to their
design effect, and rises by what the exempt no longer receive from others. So the bound is one for independent X and no law of nature:
whether article-2018 can be under it is measured.
"""

import math
from dataclasses import replace

import numpy as np
from closed_forms_case import CASES, START, YEAR, Floats, Z
from row import Row, at_least, near

from ostrakon.engine.pair import simulate_arms
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import total_of
from ostrakon.kernel import tallies as k

SHARE, PEOPLE, SEEDS = 0.01, 5000, 100
SOURCE = "paired counterfactuals"


def means(base: Scenario, seeds: int) -> Floats:
    """[seed, arm] mean score at the end: of a scenario, and of the same with one person in a hundred exempt."""
    arms = (base, replace(base, overrides=(*base.overrides, f"scope.share={1 - SHARE}")))
    programs = [compile_scenario(arm) for arm in arms]
    return np.array([[total_of(groups).people[:, k.SCORE].sum() / base.people for groups in simulate_arms(base, programs, seed=seed).arms]
                     for seed in range(1, seeds + 1)])


def ratio(score: Floats) -> float:
    """Variance of the paired difference over that of a difference of arms with luck of their own."""
    return float(np.var(score[:, 1] - score[:, 0], ddof=1) / np.var(score, axis=0, ddof=1).sum())


def rows(people: int = PEOPLE, seeds: int = SEEDS) -> list[Row]:
    """A case in which the ratio is known, and article-2018."""
    return [_known(people // 2, 2 * seeds), _article(people, seeds)]


def _known(people: int, seeds: int) -> Row:
    days, hit = 364, 0.02
    base = Scenario(str(CASES / "company.yaml"), str(CASES / "town.yaml"), people=people, days=days, start=START, burn_in=0,
                    overrides=(f"channels.camera.sees.jaywalking={hit}",))
    m = 12 * hit * days / YEAR                          # records of a person, Poisson: m^2 / V = m
    expected = SHARE * (1 + (1 - SHARE) * m) / (2 - SHARE)
    # two variances of so many seeds; the difference is a count of few records, whose fourth moment adds the inverse of its mean
    error = Z * expected * math.sqrt((4 + 1 / (people * SHARE * m)) / (seeds - 1))
    return near(SOURCE, "variance of the paired difference in mean score over the unpaired one, independent people",
                f"`company`, `channels.camera.sees.jaywalking={hit}`, {people:,} people, {days} days, {seeds} seeds", expected,
                ratio(means(base, seeds)), error, "s (1 + (1 - s) m) / (2 - s), s = 0.01, m records a person")


def _article(people: int, seeds: int) -> Row:
    got = ratio(means(Scenario("article-2018", "china-2020", people=people, days=365, burn_in=28), seeds))
    bound = SHARE / (2 - SHARE)
    return at_least(SOURCE, "variance of the paired difference in mean score over the unpaired one, article-2018",
                    f"`article-2018` on `china-2020`, {people:,} people, 365 days, {seeds} seeds", bound, got,
                    Z * got * math.sqrt(4 / (seeds - 1)),
                    f"s / (2 - s): the least that pairing can leave when a share s is exempt at random and what each person brings about "
                    f"is independent of the rest; here it saves a factor of {1 / got:.0f}, of the 199 that can be had then")
