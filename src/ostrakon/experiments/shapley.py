"""Shapley values: which coalitions of parts are needed, and which sum over them a part's value is.

Here lives arithmetic on coalitions. Never here: what a part is, or a run. A coalition is a whole number whose bit i says
whether part i is on. L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953), 307-317;
of pairs: M. Grabisch & M. Roubens, International Journal of Game Theory 28 (1999), 547-565; sampled orders, each with its
reverse: R. Mitchell, J. Cooper, E. Frank & G. Holmes, Journal of Machine Learning Research 23 (2022), 43.
"""

from dataclasses import dataclass
from math import factorial

import numpy as np

from ostrakon.results.estimate import Contrast, Floats

Order = tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """Coalitions of ``parts`` parts, each once, and the orders whose steps they are; without orders, all coalitions there are.

    Orders come in pairs, one and its reverse, so that chance in the one partly undoes chance in the other.
    """

    parts: int
    coalitions: tuple[int, ...]
    orders: tuple[Order, ...] = ()

    @property
    def full(self) -> int:
        """The coalition of all parts."""
        return (1 << self.parts) - 1

    @property
    def is_exact(self) -> bool:
        """Whether every order counts, not a sample of them."""
        return not self.orders

    def arms(self, *coalitions: int) -> np.ndarray:
        """Positions of coalitions in the plan."""
        where = {coalition: i for i, coalition in enumerate(self.coalitions)}
        return np.array([where[c] for c in coalitions], dtype=np.int64)


def exact(parts: int) -> Plan:
    """All 2^parts coalitions.

    >>> exact(2).coalitions
    (0, 1, 2, 3)
    """
    return Plan(parts, tuple(range(1 << parts)))


def sampled(parts: int, pairs: int, seed: int) -> Plan:
    """Pairs of orders, drawn from the seed alike on every platform, and the coalitions on their way.

    Beside those: all parts but one, and one part alone, which the effect of a single switch needs.
    """
    words = np.random.Philox(key=seed).random_raw(pairs * parts).reshape(pairs, parts)
    drawn = [tuple(row) for row in np.argsort(words, axis=1, kind="stable").tolist()]
    orders = tuple(order for one in drawn for order in (one, one[::-1]))
    full = (1 << parts) - 1
    need = {0, full, *(1 << i for i in range(parts)), *(full ^ 1 << i for i in range(parts))}
    need.update(coalition for order in orders for coalition in steps(order))
    return Plan(parts, tuple(sorted(need)), orders)


def steps(order: Order) -> list[int]:
    """The coalitions from none to all when parts join in this order.

    >>> steps((1, 0))
    [0, 2, 3]
    """
    found = [0]
    for part in order:
        found.append(found[-1] | 1 << part)
    return found


def weight(size: int, parts: int) -> float:
    """The share of all orders in which a given part joins just after a given coalition of this size.

    >>> weight(0, 3), weight(1, 3)
    (0.3333333333333333, 0.16666666666666666)
    """
    return factorial(size) * factorial(parts - size - 1) / factorial(parts)


def shapley(plan: Plan, part: int) -> Contrast:
    """The Shapley value of a part: what it adds when it joins, on average over the orders."""
    bit = 1 << part
    if plan.is_exact:
        without = [c for c in plan.coalitions if not c & bit]
        weights = [weight(c.bit_count(), plan.parts) for c in without]
    else:
        without = [_before(order, part) for order in plan.orders]
        weights = [1 / len(plan.orders)] * len(without)
    return Contrast(np.array(weights), plan.arms(*(c | bit for c in without)), plan.arms(*without))


def _before(order: Order, part: int) -> int:
    return steps(order)[order.index(part)]


def of_orders(plan: Plan, part: int, outcomes: Floats) -> tuple[float, float]:
    """Variance of a sampled Shapley value from the choice of orders, and its degrees of freedom; (0, inf) of an exact one.

    outcomes [A]: of each coalition. The pairs of orders are independent of each other; the two of a pair are not.
    """
    if plan.is_exact:
        return 0.0, float("inf")
    without = [_before(order, part) for order in plan.orders]
    gains = outcomes[plan.arms(*(c | 1 << part for c in without))] - outcomes[plan.arms(*without)]
    means = gains.reshape(-1, 2).mean(axis=1)
    return float(means.var(ddof=1) / len(means)), float(len(means) - 1)


def total(plan: Plan) -> Contrast:
    """All parts on, less all off: what the Shapley values sum to."""
    return _one(plan, plan.full, 0)


def last(plan: Plan, part: int) -> Contrast:
    """All parts on, less all but this one: the effect of switching it off alone."""
    return _one(plan, plan.full, plan.full ^ 1 << part)


def first(plan: Plan, part: int) -> Contrast:
    """This part alone on, less all off."""
    return _one(plan, 1 << part, 0)


def outcome_of(plan: Plan, coalition: int) -> Contrast:
    """The outcome of a coalition itself."""
    return Contrast(np.ones(1), plan.arms(coalition))


def _one(plan: Plan, plus: int, minus: int) -> Contrast:
    return Contrast(np.ones(1), plan.arms(plus), plan.arms(minus))


def interaction(plan: Plan, one: int, other: int) -> Contrast:
    """How much more two parts add together than each by itself, on average over what else is on (exact plans only)."""
    if not plan.is_exact:
        raise ValueError("interactions need all coalitions")
    a, b = 1 << one, 1 << other
    rest = [c for c in plan.coalitions if not c & (a | b)]
    weights = np.array([weight(c.bit_count(), plan.parts - 1) for c in rest])
    plus, minus = [c | a | b for c in rest] + rest, [c | a for c in rest] + [c | b for c in rest]
    return Contrast(np.concatenate([weights, weights]), plan.arms(*plus), plan.arms(*minus))
