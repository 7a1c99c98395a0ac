"""Closed forms of scores: repetition, recovery, tiers as a Markov chain, spillover and company.

Here live these rows. Never here: lists, and what people do about it.
"""

import math
from datetime import date, timedelta

import numpy as np
from closed_forms_case import PEOPLE, START, YEAR, Case, Floats, Z, binomial, live, live_seeds, mean_of, share
from row import Row, exact, near
from scipy.stats import poisson as counts
from scipy.stats import skellam

from ostrakon.kernel import tallies as k

SCORE, TIERS, THOSE = "scores", "tiers", "association"
TOP, BASE, CUTS = 4, 2, (2, 4)          # of ladder.yaml
QUIET = ("rules.up.enabled=false", "scoring.dimensions.conduct.base=0", "scoring.dimensions.conduct.minimum=-1000000")
SHUT = 'amendments=[{from: "2021-02-01", set: [rules.down.enabled=false]}]'


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows of this file."""
    return [*_weights(people), *_repetition(people), *_factor(people), *_points(people), *_monthly(people), *_ladder(people),
            *_sticky(people),
            *_spillover(people), *_company(people)]


def firsts(start: date, days: int) -> list[int]:
    """The days of a run that are the first of a month."""
    return [d for d in range(days) if (start + timedelta(days=d)).day == 1]


def _weights(people: int) -> list[Row]:
    """Two dimensions, two weights."""
    dims = "scoring.dimensions={a: {base: 10, minimum: 0, maximum: 100, weight: 64}, b: {base: 20, minimum: 0, maximum: 100, weight: 192}}"
    case = live("ladder", dims, "rules.down.dimension=a", "rules.up.dimension=b", "rules.down.enabled=false", "rules.up.enabled=false",
                people=people // 10, days=28)
    return [exact(SCORE, "sum of scores of two weighted dimensions", case.setting, case.n * ((64 * 10 + 192 * 20 + 128) >> 8),
                  case.people(k.SCORE), "people x floor((64 x 10 + 192 x 20 + 128) / 256)")]


def _repetition(people: int) -> list[Row]:
    """The j-th record within a window: of a Poisson stream, counted by whole days."""
    window, rate, found = 30, 12 * 0.5 / YEAR, []
    for j, points in ((0, "[-1, 0]"), (1, "[0, -1, 0]"), (2, "[0, 0, -1, 0]")):
        cases = live_seeds("ladder", *QUIET, f"rules.down.repetition={{window_days: {window}, points: {points}}}", people=people // 8,
                           size=people // 160, seeds=range(1, 9))
        case = cases[0]
        # a record of the day has j before it when those of the window so far are at most j and with the day's more than j
        daily = [float(counts.cdf(j, rate * min(d, window - 1)) - counts.cdf(j, rate * (min(d, window - 1) + 1))) for d in range(case.days)]
        expected = 8 * case.n * sum(daily)
        got = np.array([case.flow(k.LOST, "jaywalking", t) for case in cases for t in case.run.groups.values()], float)
        found.append(near(SCORE, f"records with {j} before them within {window} days", cases[0].setting, expected, float(got.sum()),
                          Z * float(got.std(ddof=1)) * math.sqrt(len(got)),
                          "people x sum over days of P(N(w) <= j) - P(N(w + 1) <= j), N Poisson with so many days' mean, w = 29 "
                          "or the days so far; spread as seen over 160 communities"))
    return found


def _factor(people: int) -> list[Row]:
    """A yearly factor shrinks the distance from base by its twelfth root on each first."""
    days, factor = 335, 0.25
    case = live("ladder", *QUIET, SHUT, "rules.down.points=-10000", f"scoring.dimensions.conduct.recovery.yearly_factor={factor}",
                people=people // 4, days=days)
    times = len([d for d in firsts(START, days) if d > 30])
    stored = round(factor ** (1 / 12) * 65536) / 65536
    lost = case.flow(k.LOST, "jaywalking")
    # 16 binary places of the root, and less than a point per person and month
    return [near(SCORE, f"distance from base after {times} months of recovery, over points lost", case.setting, factor ** (times / 12),
                 -case.people(k.SCORE) / lost, case.n * times / lost + abs(factor ** (times / 12) - stored**times),
                 "factor^(months / 12); the tolerance is that of rounding to whole points and to 16 binary places")]


def _points(people: int) -> list[Row]:
    """Points a month toward base, at most to base."""
    days, step, each = 150, 7, 10
    case = live("ladder", *QUIET, SHUT, f"rules.down.points=-{each}", f"scoring.dimensions.conduct.recovery.points_per_month={step}",
                people=people,
                days=days)
    times = len([d for d in firsts(START, days) if d > 30])
    n = np.arange(40)
    law = counts.pmf(n, 12 * 0.5 * 31 / YEAR)
    mean, variance = mean_of(np.maximum(0.0, each * n - step * times), law / law.sum())
    return [near(SCORE, f"mean distance from base after {times} months of 7 points", case.setting, mean, -case.people(k.SCORE) / case.n,
                 Z * math.sqrt(variance / case.n), "sum over n of P(n) max(0, 10 n - 7 m), n Poisson of January's records")]


def _monthly(people: int) -> list[Row]:
    """Points that wait for the first of the month."""
    case = live("ladder", "update=monthly", people=people)
    marks = firsts(START, case.days)
    waits = np.array([min(m for m in marks if m >= d) - d for d in range(marks[-1] + 1)], float)
    records = case.people(k.LAG_RECORDS)
    return [near(SCORE, "mean days from record to settlement, monthly", case.setting, float(waits.mean()),
                 case.people(k.LAG_DAYS) / records,
                 Z * math.sqrt(float(waits.var()) / records), "mean over days of the days to the next first of a month")]


def chain(up: float, down: float, top: int = TOP) -> Floats:
    """[top + 1, top + 1] a day of a score with Poisson points up and down, added and clipped once."""
    matrix = np.zeros((top + 1, top + 1))
    for s in range(top + 1):
        step = skellam(up, down)
        matrix[s] = [step.pmf(to - s) for to in range(top + 1)]
        matrix[s, 0], matrix[s, top] = step.cdf(-s), step.sf(top - s - 1)
    return matrix


def with_tier(daily: Floats, cuts: tuple[int, int], hysteresis: int) -> Floats:
    """[15, 15] the same with the tier remembered: one climbs into a tier only when so much above its cutoff."""
    size = TOP + 1
    out = np.zeros((3 * size, 3 * size))
    for tier in range(3):
        for to in range(size):
            now = tier
            while now > 0 and to < cuts[now - 1]:
                now -= 1
            while now < 2 and to >= cuts[now] + hysteresis:
                now += 1
            out[tier * size:(tier + 1) * size, now * size + to] += daily[:, to]
    return out


def _tiers(case: Case, matrix: Floats, tier: int, title: str) -> list[Row]:
    """End of the run by tier, person-days by tier, and who stays in the lowest tier over four weeks."""
    size = TOP + 1
    state = np.zeros(3 * size)
    state[tier * size + BASE] = 1.0
    path = []
    for _ in range(case.days):
        state = state @ matrix
        path.append(state)
    by_tier = state.reshape(3, size).sum(1)
    ends = case.total.tiers.sum(axis=0)
    return [near(TIERS, f"people in tier {name} at the end{title}", case.setting, case.n * p, int(ends[i]), binomial(case.n, p),
                 "the chain of (tier, score) run for the days: Skellam steps, clipped once")
            for i, (name, p) in enumerate(zip(("low", "middle", "high"), by_tier, strict=True))] + [_stays(case, matrix, np.array(path),
                                                                                                           title)]


def _stays(case: Case, matrix: Floats, path: Floats, title: str) -> Row:
    """Snapshots every 28 days: of those then in the lowest tier, the share there at the next."""
    size = TOP + 1
    low = np.zeros(3 * size)
    low[:size] = 1.0
    stay = np.linalg.matrix_power(matrix, 28) @ low
    there = np.array([path[d] * low for d in range(0, case.days - 28, 28)])
    weight = there.sum(0) / there.sum()
    expected, between = mean_of(stay, weight)
    moves = case.total.moves.sum(axis=0)
    n, people = float(moves[0].sum()), case.n * float(there.sum(1).min())
    error = Z * math.sqrt(expected * (1 - expected) / n + between / people)
    return near(TIERS, f"share of the lowest tier that is there four weeks later{title}", case.setting, expected, float(moves[0, 0]) / n,
                error, "P^28 of the chain, over the snapshots; the scores of one person at several snapshots are taken to be the same")


def _ladder(people: int) -> list[Row]:
    """Tiers as a small chain, up to its stationary law."""
    case = live("ladder", people=people, days=728)
    daily = chain(4 / YEAR, 12 * 0.5 / YEAR)
    values, vectors = np.linalg.eig(daily.T)
    law = np.real(vectors[:, np.argmax(np.real(values))])
    law /= law.sum()
    found = _tiers(case, with_tier(daily, CUTS, 0), 1, "")
    low, got = float(law[:2].sum()), float(case.total.tiers.sum(axis=0)[0]) / case.n
    return [*found, near(TIERS, "share in tier low after two years, stationary law", case.setting, low, got, share(case.n, low),
                         "left eigenvector of the daily chain; second eigenvalue^728 = "
                         f"{float(np.sort(np.abs(values))[-2]) ** case.days:.1g}")]


def _sticky(people: int) -> list[Row]:
    """Hysteresis: tier low is left only at a score of 3, tier high entered only at 4."""
    tiers = "tiers=[{name: low}, {name: middle, from: 2, hysteresis: 1}, {name: high, from: 3, hysteresis: 1}]"
    case = live("ladder", tiers, people=people)
    return _tiers(case, with_tier(chain(4 / YEAR, 12 * 0.5 / YEAR), (2, 3), 1), 1, ", hysteresis")


def _spillover(people: int) -> list[Row]:
    """Each relative or tie gets a share rounded toward zero: sums follow from how many get one."""
    def lost(layer: str, amount: str) -> Case:
        return live("company", f"rules.jaywalking.spillover={{{layer}: {amount}}}", people=people // 4)

    fixed = {layer: lost(layer, "{fixed: -1}") for layer in ("household", "close", "wider")}
    found = []
    for layer, amount in (("household", 0.5), ("close", 0.3), ("wider", -0.1)):
        case, s = lost(layer, str(amount)), round(amount * 256)
        each = math.trunc(-10 * s / 256)
        counter = k.SPILL_LOST if each < 0 else k.SPILL_GAINED
        found.append(exact(THOSE, f"points spilled on {layer}", case.setting, abs(each) * fixed[layer].flow(k.SPILL_LOST, "jaywalking"),
                           case.flow(counter, "jaywalking"), f"recipients x trunc(10 x {s} / 256) = recipients x {abs(each)}"))
    every = live("company", "rules.jaywalking.spillover={household: 0.5, close: 0.3, wider: 0.1}", people=people // 4)
    total = sum(each * fixed[layer].flow(k.SPILL_LOST, "jaywalking") for layer, each in (("household", 5), ("close", 3), ("wider", 1)))
    found.append(exact(THOSE, "points spilled on all three", every.setting, total, every.flow(k.SPILL_LOST, "jaywalking"),
                       "the sum of the three: nobody has two roles"))
    home, records = fixed["household"], fixed["household"].flow(k.RECORD_RIGHT, "jaywalking")
    others, law = np.array([0.0, 1.0, 2.0]), np.array([0.3, 0.8, 0.9]) / 2
    mean, variance = mean_of(others, law)
    # records of one household go together: its size is common to them
    each = records / home.n
    found.append(near(THOSE, "relatives hit per record", home.setting, mean, home.flow(k.SPILL_LOST, "jaywalking") / records,
                      Z * math.sqrt(variance * (1 + 3 * each) / records),
                      "E[s (s - 1)] / E[s] of households of 1, 2, 3 with 0.3, 0.4, 0.3"))
    return found


def moves(a: int, b: int, weight: int, times: int, factor: float = 1.0, base: int = 0) -> int:
    """A dimension of everybody after some firsts of months: recovery, then company toward the mean of (a + b) / 2."""
    stored = round(factor ** (1 / 12) * 65536)
    for _ in range(times):
        a = base + math.trunc((a - base) * stored / 65536)
        mean = (128 * a + 128 * b + 128) >> 8
        a += math.trunc((mean - a) * weight / 256)
    return a


def _company(people: int) -> list[Row]:
    """All alike: the dimension that follows company nears the one that does not, up to rounding."""
    found = []
    for factor, title in ((1.0, ""), (0.2, ", with recovery")):
        half, recovery = "minimum: 0, maximum: 1000000, weight: 128", f"recovery: {{yearly_factor: {factor}}}"
        dims = f"scoring.dimensions={{a: {{base: 100000, {half}, {recovery}}}, b: {{base: 20000, {half}}}}}"
        days = 3650
        case = live("company", dims, "association.company={dimension: a, of: all, weight: 0.25}", "rules.jaywalking.enabled=false",
                    "rules.jaywalking.dimension=a", people=people // 40, days=days, society=("ties.close={mean: 20, sd: 1, most: 31}",))
        times = len(firsts(START, days))
        a = moves(100_000, 20_000, 64, times, factor, 100_000)
        score = (128 * a + 128 * 20_000 + 128) >> 8
        fixed = 20_000 if factor == 1 else _fixed(factor)
        found.append(exact(THOSE, f"sum of scores after {times} months of company{title}", case.setting, case.n * score,
                           case.people(k.SCORE), "people x the recursion in whole numbers; without rounding the dimension "
                           f"would come to {fixed:,.0f}, with it to {a:,}"))
    return found


def _fixed(factor: float) -> float:
    """Of v = base + f (v - base), then v + w (v / 2 + b / 2 - v) / 1."""
    f, w, base, other = factor ** (1 / 12), 0.25, 100_000.0, 20_000.0
    # x = y + w (other - y) / 2 with y = base + f (x - base)
    return ((1 - w / 2) * base * (1 - f) + w * other / 2) / (1 - (1 - w / 2) * f)
