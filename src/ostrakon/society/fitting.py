"""Fitting by proportion: tables that keep a seed's odds and meet given margins; lines of alias rows.

Here lives the arithmetic that several attributes share. Never here: any seed or margin.
"""

from collections.abc import Callable

import numpy as np

from ostrakon.errors import fail
from ostrakon.numbers import alias_of_whole, p32

ROUNDS, CLOSE = 5000, 1e-9


def fit_margins(seed: np.ndarray, rows: np.ndarray, columns: np.ndarray, where: str) -> np.ndarray:
    """The table nearest to ``seed`` (in relative entropy) with the row and column sums given (Deming and Stephan 1940).

    ``columns`` are scaled to the total of ``rows``. A zero of the seed stays zero. Raises OST3001 when the margins cannot
    be met; ``where`` says whose they are.
    """
    target = columns * (rows.sum() / columns.sum())
    table = seed.astype(float)
    near, have = CLOSE * rows.sum(), table.sum(0)
    for _ in range(ROUNDS):
        table *= _ratio(target, have)[None, :]
        table *= _ratio(rows, table.sum(1))[:, None]
        have = table.sum(0)
        if np.abs(have - target).max() <= near:
            return table
    worst = int(np.abs(have - target).argmax())
    fail("OST3001", f"{where}: the margins cannot be met; column {worst} is {have[worst]:.6g} for {target[worst]:.6g}")


def _ratio(want: np.ndarray, have: np.ndarray) -> np.ndarray:
    out = np.zeros(want.shape)
    np.divide(want, have, out=out, where=have > 0)
    return out


def solve(f: Callable[[float], float], low: float, high: float) -> float:
    """The root of a rising function between two bounds, by halving until they are neighbouring numbers, 200 times at most."""
    for _ in range(200):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return (low + high) / 2


def alias_rows(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Alias rows over the last axis; a row of zeros, which is never drawn, becomes an even one.

    Equal rows are made once. Raises ValueError when a weight is negative or not finite.
    """
    flat = weights.astype(float).reshape(-1, weights.shape[-1])
    if not (np.isfinite(flat) & (flat >= 0)).all():
        raise ValueError("a weight is negative or not finite")
    known: dict[bytes, int] = {}
    place = [known.setdefault(row.tobytes(), len(known)) for row in flat]
    rows = np.frombuffer(b"".join(known), float).reshape(-1, flat.shape[1])
    made = np.array([alias_of_whole(row) for row in whole_rows(np.where(rows.any(axis=1, keepdims=True), rows, 1.0))], np.int64)
    return made[place, 0].reshape(weights.shape), made[place, 1].reshape(weights.shape)


def whole_rows(rows: np.ndarray) -> list[list[int]]:
    """Rows of floats, none negative, as whole numbers in the same proportions, exactly: a float is a whole number times a power of 2."""
    fraction, power = np.frexp(rows)
    lowest = power.min(1, where=fraction > 0, initial=2000)
    shift = np.where(fraction > 0, power - lowest[:, None], 0)
    exact: list[list[int]] = (np.ldexp(fraction, 53).astype(np.int64).astype(object) << shift.astype(object)).tolist()
    return exact


def chances(values: np.ndarray, where: str) -> np.ndarray:
    """Chances as p32, element by element."""
    return np.array([p32(float(v), where) for v in np.ravel(values)], np.int64).reshape(np.shape(values))
