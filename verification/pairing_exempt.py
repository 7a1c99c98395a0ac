"""One person in a hundred exempt from monitoring: how much of the variance of a difference pairing leaves, and how little it can leave.

Here live the two arms over many seeds, what of their difference is whose, and closed forms, as rows. Never here: a jackknife, or the page.

Exempt each of n people with the chance s. The paired difference in the mean score is then the sum of X over the exempt, by n: X is all
that a person's being watched brings about, to whomever it goes. Its variance is s (E[X^2] - s E[X]^2) / n. Two arms with luck of their own
have about (2 - s) V / n, V being the variance of what one person's acts bring about. So the ratio is

    s (E[X^2] - s E[X]^2) / ((2 - s) V)     and at least     s / (2 - s),

one in 199 for s = 0.01, where what one person brings about is independent of what others do. It rises by E[X], since how many are exempt
varies too, and by what the exempt no longer receive from friends, which is in X and not in V.

Nothing in this is chance that a better pairing could take out. Where arms are paired exactly (tests/experiments/test_pairing.py: whom
the exempt do not reach is the same to the bit) the difference is the effect, and varies because it matters who is exempt and what these do.
"""

import json
import math
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from closed_forms_case import CASES, START, YEAR, Floats, Z
from row import Row, at_least, near

from ostrakon.engine.live import build, live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.kernel.memory import Memory
from ostrakon.program import streams

PEERS = Path(__file__).parent / "peers"
sys.path.insert(0, str(PEERS))

import minimal  # noqa: E402

SHARE, PEOPLE, SEEDS, ASKED = 0.01, 5000, 400, 1 / 300
SOURCE = "one person in a hundred exempt"
WHAT = "variance of the paired difference in mean score over the unpaired one"
WIDE = ("scoring.dimensions.score.base=500000", "scoring.dimensions.score.maximum=1000000")     # nobody is clipped, nobody listed
WITH, WITHOUT, OWN, OTHERS, EXEMPT = range(5)


def means(base: Scenario, seeds: Sequence[int]) -> Floats:
    """[seed, 5]: mean score when all are watched and when some are exempt; the part of the difference that is the exempt people's own, and
    others'; how many are exempt."""
    arms = (base, replace(base, overrides=(*base.overrides, f"scope.share={1 - SHARE}")))
    programs = [compile_scenario(arm) for arm in arms]
    first = base.month_first(programs[0].burn_in)
    return np.array([sum(_community(programs, seed, place, base, first) for place in
                         places(programs[0].society.tables.population, base.people, base.community_size)) for seed in seeds])


def _community(programs: Sequence, seed: int, place, base: Scenario, first: np.ndarray) -> Floats:  # type: ignore[no-untyped-def, type-arg]
    people, memory = build(programs[0], seed, place, streams()), Memory()
    score, watched = [], []
    for program in programs:
        state = live_community(program, seed, place, base.days, first, memory=memory, people=people)[2]
        score.append(np.asarray(state.score)[:, 0].astype(float))
        watched.append(np.array(state.enrolled, dtype=bool))
    exempt, gained = watched[0] & ~watched[1], score[1] - score[0]
    sums = [score[0].sum(), score[1].sum(), gained[exempt].sum(), gained[~exempt].sum()]
    return np.array([*(x / base.people for x in sums), exempt.sum()])


def unpaired(score: Floats) -> float:
    """Variance of a difference of arms with people and luck of their own."""
    return float(np.var(score[:, [WITH, WITHOUT]], axis=0, ddof=1).sum())


def ratio(score: Floats) -> float:
    """Variance of the paired difference over that."""
    return float(np.var(score[:, WITHOUT] - score[:, WITH], ddof=1)) / unpaired(score)


def error(expected: float, seeds: int, count: float = math.inf) -> float:
    """So many standard errors of such a ratio: two variances of so many seeds, the one of the difference with the fourth moment of a sum
    of so many independent parts."""
    return Z * expected * math.sqrt((4 + 1 / count) / (seeds - 1))


def independent(people: int = PEOPLE // 2, seeds: int = SEEDS) -> Row:
    """People who reach nobody: X is a Poisson number of records of mean m, and so is what their acts bring about."""
    days, hit = 364, 0.02
    base = Scenario(str(CASES / "company.yaml"), str(CASES / "town.yaml"), people=people, days=days, start=START, burn_in=0,
                    overrides=(f"channels.camera.sees.jaywalking={hit}",))
    m = 12 * hit * days / YEAR
    expected = SHARE * (1 + (1 - SHARE) * m) / (2 - SHARE)
    return near(SOURCE, f"{WHAT}, independent people",
                f"`company`, `channels.camera.sees.jaywalking={hit}`, {people:,} people, {days} days, {seeds} seeds", expected,
                ratio(means(base, range(1, seeds + 1))), error(expected, seeds, people * SHARE * m),
                "s (1 + (1 - s) m) / (2 - s), s = 0.01, m records a person, which vary as their mean")


def moments(days: int, received: bool) -> tuple[float, float, float]:
    """E[X], E[X^2], V of the minimal regime where nobody is clipped or listed; received: what friends' acts cost one is in X.

    A person of multiplier M has Poisson acts and Poisson friends d, of mean f: own points c_k, and e to each friend for one kind.
    """
    records = minimal.DETECTED * minimal.RATES * days
    c, f, e, b = -minimal.POINTS.astype(float), minimal.FRIENDS, -float(minimal.SPILL), float(records[minimal.SPILLS])
    spread = float(np.mean(minimal.MULTIPLIERS ** 2))                       # E[M^2]
    own, each = float(records @ c), e * b                                   # mean of one's own points, and of a friend's share
    poisson = float(records @ c ** 2) + b * (2 * c[minimal.SPILLS] * e * f + e * e * (f + f * f))
    caused = own + each * f
    squares = poisson + spread * (caused ** 2 + each ** 2 * f)              # E[(own and sent)^2]
    if not received:
        return caused, squares, squares - caused ** 2
    crossed = each * (own * f + each * (f + f * f))                         # E[(own + sent) x received]
    taken = f * (e * e * b + each ** 2 * (spread - 1)) + each ** 2 * (f + f * f)
    return caused + each * f, squares + 2 * crossed + taken, squares - caused ** 2


def expected_minimal(days: int, received: bool) -> float:
    """The ratio for the minimal regime, to within a percent of itself: two friends who are both exempt are not told apart."""
    mean, square, v = moments(days, received)
    return SHARE * (square - SHARE * mean ** 2) / ((2 - SHARE) * v)


def small(people: int = PEOPLE, seeds: int = SEEDS, days: int = 100) -> Row:
    """The minimal regime that is written in ten programs, whose people have friends."""
    base = Scenario(str(PEERS / "ostrakon_regime.yaml"), str(PEERS / "ostrakon_society.yaml"), people=people, days=days, overrides=WIDE)
    expected = expected_minimal(days, received=True)
    return near(SOURCE, f"{WHAT}, the minimal regime of `verification/peers`", f"{people:,} people, {days} days, {seeds} seeds; nobody is "
                "clipped or listed", expected, ratio(means(base, range(1, seeds + 1))), error(expected, seeds, people * SHARE),
                "s (E[X^2] - s E[X]^2) / ((2 - s) V) from rates, points, multipliers and Poisson friends; who is exempt receives nothing "
                "from friends either")


def peer(name: str, title: str, seeds: int, python: str = sys.executable, people: int = PEOPLE, days: int = 100) -> Row:
    """The same question put to another program with the same random numbers in both arms."""
    done = subprocess.run([python, str(PEERS / "exempt.py"), name, str(people), str(days), *map(str, range(1, seeds + 1))],
                          capture_output=True, text=True, check=True)
    score = np.array([json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")])
    expected = expected_minimal(days, received=False)
    return near(SOURCE, f"{WHAT}, the minimal regime in {title}", f"{people:,} people, {days} days, {seeds} seeds", expected, ratio(score),
                error(expected, seeds, people * SHARE),
                "as above, with lists and clipping, which the formula leaves out; who is exempt still receives from friends")


def article(people: int = PEOPLE, seeds: int = SEEDS) -> tuple[list[Row], Floats]:
    """The article's regime: its ratio is above what was asked for by more than its error. Also the scores."""
    score = means(Scenario("article-2018", "china-2020", people=people, days=365, burn_in=28), range(1, seeds + 1))
    got = ratio(score)
    setting = f"`article-2018` on `china-2020`, {people:,} people, 365 days, {seeds} seeds"
    return [at_least(SOURCE, f"{WHAT}, article-2018", setting, SHARE / (2 - SHARE), got, error(got, seeds),
                     "s / (2 - s), the least where people are independent"),
            at_least(SOURCE, f"{WHAT}, article-2018, less its four standard errors", setting, ASKED, got - error(got, seeds), 0.0,
                     "1 / 300 was once asked for: out of reach when this holds")], score
