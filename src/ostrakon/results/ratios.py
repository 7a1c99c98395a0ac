"""Many ratios of one design at once: what ``estimate.ratio`` gives for each, without asking for each.

Here lives the passage from tables of sums to Estimates. Never here: which sums make an outcome, or how an interval is made.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ostrakon.results.estimate import Design, Estimate, Floats, Scale, interval, standard_errors

Kind = tuple[str, str, Scale, float]        # unit, estimand, scale, per: as of an Estimate


def many_ratios(numerator: npt.ArrayLike, denominator: npt.ArrayLike, plan: Design, kinds: Sequence[Kind]) -> list[list[Estimate]]:
    """[M] rows of L estimates from sums [M,L,G] in the order of the design; kinds: what each row is.

    The same as ``ratio`` of each, up to the order in which sums are taken.
    """
    above, below = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    if not above.size:
        return [[] for _ in kinds]
    whole = below.sum(axis=-1)
    value = above.sum(axis=-1) / np.where(whole > 0, whole, 1.0)
    errors, freedom = standard_errors(above, below, plan)
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    for scale in {scale for _, _, scale, _ in kinds}:
        rows = np.array([kind[2] == scale for kind in kinds])
        known = rows[:, None] & np.isfinite(errors)
        low[known], high[known] = interval(value[known], errors[known], freedom[known], scale)
    return [_row(kind, *(table[m] for table in (value, low, high, errors, whole))) for m, kind in enumerate(kinds)]


def _row(kind: Kind, value: Floats, low: Floats, high: Floats, errors: Floats, whole: Floats) -> list[Estimate]:
    unit, estimand, _, per = kind
    found = []
    for at, below, above, error, n in zip(value.tolist(), low.tolist(), high.tolist(), errors.tolist(), whole.tolist(), strict=True):
        if round(n) <= 0:
            found.append(Estimate(None, None, None, None, unit, estimand, 0))
        elif np.isnan(error):
            found.append(Estimate(at * per, None, None, None, unit, estimand, round(n)))
        else:
            found.append(Estimate(at * per, below * per, above * per, error * per, unit, estimand, round(n)))
    return found
