"""Degrees and foci of ties.

Here lives how many ties people bring and where they meet. Never here: who is tied to whom, which the kernel draws.
"""

import math

import numpy as np

from ostrakon.society.fitting import alias_rows, solve
from ostrakon.spec.society import Foci, Layer

DEGREES = 64


def degree_shares(layer: Layer) -> np.ndarray:
    """[64] chance of each degree: negative binomial with the variance asked for, cut at ``most``, the mean kept.

    A standard deviation at or below that of a Poisson law gives the Poisson law; a mean of 0 gives no ties. The spread
    after the cut is a little under the one asked for.
    """
    if layer.mean == 0 or layer.most == 0:
        return np.array([1.0] + [0.0] * (DEGREES - 1))
    room = layer.most - 1e-9
    extra = layer.sd ** 2 - layer.mean
    size = layer.mean ** 2 / extra if extra > 1e-9 else math.inf
    grid = np.arange(DEGREES)

    def cut(mean: float) -> np.ndarray:
        logs = np.array([_log_chance(int(k), mean, size) for k in grid])
        shares = np.where(grid <= layer.most, np.exp(logs - logs.max()), 0)
        return np.asarray(shares / shares.sum())

    return cut(solve(lambda m: float(cut(m) @ grid) - min(layer.mean, room), 1e-9, 1000.0))


def _log_chance(k: int, mean: float, size: float) -> float:
    """Log chance of k up to a constant that does not depend on k."""
    if math.isinf(size):
        return k * math.log(mean) - math.lgamma(k + 1)
    return math.lgamma(k + size) - math.lgamma(k + 1) + k * math.log(mean / (mean + size))


def tie_tables(close: Layer, wide: Layer, foci: Foci) -> dict[str, np.ndarray]:
    """The tie tables of SocietyTables, by name."""
    out = {}
    for name, layer in (("close", close), ("wide", wide)):
        out[f"{name}_cut"], out[f"{name}_other"] = alias_rows(degree_shares(layer))
    near = min(256, round(foci.nearness * 256))
    out["foci"] = np.array([near, min(256, near + round(foci.age * 256))], np.int64)
    return out
