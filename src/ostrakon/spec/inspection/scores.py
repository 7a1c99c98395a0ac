"""Which scores people can have, at the widest: bounds that no sequence of records, drift, company or spillover leaves.

Here lives set arithmetic over scores. The sets hold every score that can be reached and may hold more, so that "nobody can
have this score" is certain and "somebody can" is not. Never here: how likely a score is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd

from ostrakon.spec.regime import Dimension, Fixed, Regime, Rule, Tier

Pieces = tuple[range, ...]
REPEATS = 8             # records within the window that are told apart
MOST_ROUNDS = 64        # after so many widenings by company a dimension is taken to reach its limits


@dataclass(frozen=True, slots=True)
class Moves:
    """What can be added to one dimension at once, without 0."""

    deltas: frozenset[int]

    @property
    def falls(self) -> bool:
        """Whether it can fall."""
        return any(d < 0 for d in self.deltas)

    @property
    def rises(self) -> bool:
        """Whether it can rise."""
        return any(d > 0 for d in self.deltas)


def meets(pieces: Pieces, low: int | None, high: int | None) -> bool:
    """Whether a set holds a score from low to high; None is no bound.

    >>> meets((range(10, 41, 10),), 31, 39), meets((range(10, 41, 10),), 31, None)
    (False, True)
    """
    for piece in pieces:
        first = piece[0] if low is None or low <= piece[0] else piece[0] - (piece[0] - low) // piece.step * piece.step
        if first <= piece[-1] and (high is None or first <= high):
            return True
    return False


def worths(rule: Rule, tiers: Iterable[str]) -> set[int]:
    """The points that a record can be worth to its target in one of these tiers, 0 included."""
    steps = rule.repetition.points[:REPEATS] if rule.repetition else []
    return {points for tier in tiers for points in ([rule.by_tier[tier]] if tier in rule.by_tier else steps or [rule.points])}


def spilled(rule: Rule, points: Iterable[int]) -> set[int]:
    """The points that go to others, given what the record is worth: a share in 1/256 rounded toward zero, or fixed."""
    out: set[int] = set()
    for spill in (rule.spillover.household, rule.spillover.close, rule.spillover.wider):
        if isinstance(spill, Fixed):
            out.add(spill.fixed)
        elif spill is not None:
            part = round(spill * 256)
            out |= {abs(p * part) // 256 * (1 if p * part >= 0 else -1) for p in points}
    return out


def bases(dimension: Dimension) -> set[int]:
    """Where people start in a dimension."""
    return {dimension.base, *(base for by in dimension.base_by.values() for base in by.values())}


def score_of(regime: Regime, values: Sequence[int]) -> int:
    """The score of a value per dimension."""
    dimensions = regime.scoring.dimensions.values()
    return (sum(d.weight * v for d, v in zip(dimensions, values, strict=True)) + 128) >> 8


def reachable(versions: Sequence[Regime], moves: Sequence[Moves]) -> Pieces:
    """Every score that people can have under these versions of a regime, given the moves of each dimension."""
    one = versions[0]
    drift = one.association.company is not None or any(_recovers(d) for d in one.scoring.dimensions.values())
    if len(versions) == 1 and len(moves) == 1 and not drift:
        return _grid(next(iter(one.scoring.dimensions.values())), moves[0])
    hulls = [_hull([list(v.scoring.dimensions.values())[i] for v in versions], move) for i, move in enumerate(moves)]
    hulls = _with_company(versions, hulls)
    return tuple(range(low, high + 1) for low, high in (_interval(v, hulls) for v in versions))


def _recovers(dimension: Dimension) -> bool:
    return dimension.recovery.points_per_month > 0 or dimension.recovery.yearly_factor < 1


def _grid(dimension: Dimension, move: Moves) -> Pieces:
    """Values of one dimension that nothing but points moves: multiples of their common divisor from a base or from a limit."""
    starts, low, high = bases(dimension), dimension.minimum, dimension.maximum
    if not move.deltas:
        return tuple(range(b, b + 1) for b in sorted(starts))
    step = gcd(*move.deltas)
    anchors = starts | ({low} if move.falls else set()) | ({high} if move.rises else set())
    return tuple(
        range(low + (a - low) % step if move.falls else a, (high if move.rises else a) + 1, step) for a in sorted(anchors)
    )


def _hull(same: Sequence[Dimension], move: Moves) -> tuple[int, int]:
    """Lowest and highest value of one dimension over its versions."""
    starts = set().union(*(bases(d) for d in same))
    # values that a later version brings to its own limits lie between these ends too, since its base does
    low = min(d.minimum for d in same) if move.falls else min(starts)
    return low, max(d.maximum for d in same) if move.rises else max(starts)


def _interval(regime: Regime, hulls: Sequence[tuple[int, int]]) -> tuple[int, int]:
    weights = [d.weight for d in regime.scoring.dimensions.values()]
    low = score_of(regime, [hull[w < 0] for hull, w in zip(hulls, weights, strict=True)])
    high = score_of(regime, [hull[w >= 0] for hull, w in zip(hulls, weights, strict=True)])
    return low, high


def _with_company(versions: Sequence[Regime], hulls: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The hulls widened by company, which draws a dimension toward scores of others."""
    for turn in range(MOST_ROUNDS + 1):
        before = list(hulls)
        for regime in versions:
            if company := regime.association.company:
                i = list(regime.scoring.dimensions).index(company.dimension)
                d = regime.scoring.dimensions[company.dimension]
                low, high = _interval(regime, hulls) if turn < MOST_ROUNDS else (d.minimum, d.maximum)
                hulls[i] = (min(hulls[i][0], max(low, d.minimum)), max(hulls[i][1], min(high, d.maximum)))
        if hulls == before:
            break
    return hulls


def first_tier(regime: Regime, score: int) -> int:
    """The tier in which somebody starts with this score: the highest whose cutoff it reaches."""
    return max(i for i, tier in enumerate(regime.tiers) if tier.from_ is None or score >= tier.from_)


def starting_scores(regime: Regime) -> Pieces:
    """Scores at the start: each base of one dimension, or all between the ends of what several dimensions' bases can give."""
    dims = list(regime.scoring.dimensions.values())
    if len(dims) == 1:
        return tuple(range(b, b + 1) for b in sorted(bases(dims[0])))
    low, high = _interval(regime, [(min(bases(d)), max(bases(d))) for d in dims])
    return (range(low, high + 1),)


def reached_tiers(regime: Regime, pieces: Pieces) -> set[str]:
    """Tiers that somebody can be in: where one starts, falls to from above, or climbs to from below."""
    tiers, found = regime.tiers, starting_tiers(regime)
    while True:
        more = {i for i in range(len(tiers)) if i not in found and _enters(tiers, pieces, found, i)}
        if not more:
            return {tiers[i].name for i in found}
        found |= more


def starting_tiers(regime: Regime) -> set[int]:
    """The tiers in which somebody starts, by number."""
    return {i for piece in starting_scores(regime) for i in range(first_tier(regime, piece[0]), first_tier(regime, piece[-1]) + 1)}


def _enters(tiers: Sequence[Tier], pieces: Pieces, found: set[int], i: int) -> bool:
    above = tiers[i + 1] if i + 1 < len(tiers) else None
    cut, top = tiers[i].from_, above.from_ - 1 if above and above.from_ is not None else None
    falls = any(j > i for j in found) and meets(pieces, cut, top)
    climb = None if cut is None else cut + tiers[i].hysteresis
    stays = None if top is None or above is None else top + above.hysteresis
    return falls or (any(j < i for j in found) and meets(pieces, climb, stays))
