"""Fitting by proportion: tables that keep a seed's odds and meet given margins; lines of alias rows.

Here lives the arithmetic that several attributes share. Never here: any seed or margin.
"""

from collections.abc import Callable

import numpy as np

from ostrakon.errors import fail
from ostrakon.numbers import alias, p32

ROUNDS, CLOSE = 5000, 1e-9


def fit_margins(seed: np.ndarray, rows: np.ndarray, columns: np.ndarray, where: str) -> np.ndarray:
    """The table nearest to ``seed`` (in relative entropy) with the row and column sums given (Deming and Stephan 1940).

    ``columns`` are scaled to the total of ``rows``. A zero of the seed stays zero. Raises OST3001 when the margins cannot
    be met; ``where`` says whose they are.
    """
    target = columns * (rows.sum() / columns.sum())
    table = seed.astype(float)
    for _ in range(ROUNDS):
        table *= _ratio(target, table.sum(0))[None, :]
        table *= _ratio(rows, table.sum(1))[:, None]
        if np.abs(table.sum(0) - target).max() <= CLOSE * rows.sum():
            return table
    worst = int(np.abs(table.sum(0) - target).argmax())
    fail("OST3001", f"{where}: the margins cannot be met; column {worst} is {table.sum(0)[worst]:.6g} for {target[worst]:.6g}")


def _ratio(want: np.ndarray, have: np.ndarray) -> np.ndarray:
    out = np.zeros(want.shape)
    np.divide(want, have, out=out, where=have > 0)
    return out


def solve(f: Callable[[float], float], low: float, high: float) -> float:
    """The root of a rising function between two bounds, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return (low + high) / 2


def alias_rows(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Alias rows over the last axis; a row of zeros, which is never drawn, becomes an even one."""
    flat = weights.reshape(-1, weights.shape[-1])
    cut, other = np.empty(flat.shape, np.int64), np.empty(flat.shape, np.int64)
    known: dict[bytes, int] = {}
    for i, row in enumerate(flat):
        first = known.setdefault(row.tobytes(), i)
        if first < i:
            cut[i], other[i] = cut[first], other[first]
        else:
            cut[i], other[i] = alias([float(w) for w in (row if row.sum() > 0 else np.ones_like(row))])
    return cut.reshape(weights.shape), other.reshape(weights.shape)


def chances(values: np.ndarray, where: str) -> np.ndarray:
    """Chances as p32, element by element."""
    return np.array([p32(float(v), where) for v in np.ravel(values)], np.int64).reshape(np.shape(values))
