"""Chains: what follows from a table of moves when the next state depends on the present one alone.

Here lives that arithmetic, for many tables at once. Never here: which states, or whether people move like that.
"""

import numpy as np
import numpy.typing as npt

from ostrakon.results.jackknife import Floats

Flags = npt.NDArray[np.bool_]


def chances(moves: Floats) -> Floats:
    """[B,S,S] chance of each move, from moves [B,S,S] by state then and now; a row in which nobody was is NaN."""
    people = moves.sum(axis=-1, keepdims=True)
    return np.where(people > 0, moves / np.where(people > 0, people, 1.0), np.nan)


def after(moves: Floats, times: int) -> Floats:
    """[B,S,S] chance of each state after so many moves; NaN where a state was entered from which no move was seen."""
    p = _closed(moves)
    out = np.broadcast_to(np.eye(p.shape[-1]), p.shape)
    for _ in range(times):
        out = out @ np.nan_to_num(p)
    return np.where(_meets(p, np.asarray(np.isnan(p).any(axis=-1)))[..., None], np.nan, out)


def moves_until(moves: Floats, target: int) -> Floats:
    """[B,S] expected number of moves until the target is first entered; inf where it may never be, NaN where nobody was seen to move.

    By the fundamental matrix (I - Q)^-1, Q the chances among all other states (J. G. Kemeny & J. L. Snell, Finite Markov Chains,
    1960, chapter 3). 0 from the target itself.
    """
    p = _closed(moves)
    states = p.shape[-1]
    known = np.nan_to_num(p)
    home = np.broadcast_to(np.arange(states) == target, known.shape[:-1])
    lost = ~_meets(known, home)
    never = _meets(_without(known, target), lost)
    unseen = moves.sum(axis=-1) == 0
    q = np.where(never[..., None] | home[..., None, :], 0.0, known)
    q[..., target, :] = 0.0
    found = np.linalg.solve(np.eye(states) - q, np.where(home, 0.0, 1.0)[..., None])[..., 0]
    return np.where(unseen & ~home, np.nan, np.where(never, np.inf, found))


def _closed(moves: Floats) -> Floats:
    """Chances, where a state that nobody was in or entered stays by itself: it concerns nobody."""
    p = chances(moves)
    idle = (moves.sum(axis=-1) == 0) & (moves.sum(axis=-2) == 0)
    return np.where(idle[..., None], np.eye(p.shape[-1]), p)


def _without(p: Floats, target: int) -> Floats:
    """The same chances, the target left by nobody."""
    out = p.copy()
    out[..., target, :] = 0.0
    return out


def _meets(p: Floats, wanted: Flags) -> Flags:
    """[B,S] whether a wanted state [B,S] can be reached, in no move or more."""
    step = np.nan_to_num(p) > 0
    met = wanted.copy()
    for _ in range(p.shape[-1]):
        met = met | (step & met[..., None, :]).any(axis=-1)
    return np.asarray(met)
