"""Population Monte Carlo with a likelihood that is only simulated: points drawn where earlier ones came near what was observed.

Here live the proposals, the tolerance, the weights. Never here: what a point is, or what was observed: positions, distances and
random numbers only, so that the same seed and the same distances give the same points whoever computes them, and how many at once.

The parts, each as published:

* Each generation is drawn from a mixture of normal kernels around the points so far, shaped by their weighted covariance:
  M. A. Beaumont, J.-M. Cornuet, J.-M. Marin & C. P. Robert, "Adaptive approximate Bayesian computation", Biometrika 96 (2009), 983-990.
* A point counts by how likely the observed values are around the simulated ones, given how well they are known, so that what comes
  out at tolerance 1 is exact for just that: R. D. Wilkinson, "Approximate Bayesian computation (ABC) gives exact results under the
  assumption of model error", Statistical Applications in Genetics and Molecular Biology 12 (2013), 129-141.
* The tolerance starts wide and falls as fast as the points allow, by their effective number: P. Del Moral, A. Doucet & A. Jasra,
  "An adaptive sequential Monte Carlo method for approximate Bayesian computation", Statistics and Computing 22 (2012), 1009-1020.
* No point is thrown away: each is weighted by the mixture of all proposals so far. J.-M. Cornuet, J.-M. Marin, A. Mira & C. P. Robert,
  "Adaptive multiple importance sampling", Scandinavian Journal of Statistics 39 (2012), 798-812. A tenth of each generation comes
  from the prior, which bounds the weights: T. Hesterberg, "Weighted average importance sampling and defensive mixture
  distributions", Technometrics 37 (1995), 185-194.

A position z has independent standard normal coordinates under the prior; its share of the way over a range is the normal
distribution function of it, so that no kernel reaches beyond a range. Sums are NumPy's own, not a linear algebra
library's: the last bits of those can depend on its number of threads.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri
from scipy.stats import qmc

Floats = npt.NDArray[np.float64]
WIDER = 1.0             # covariance of a kernel, in that of the points: they are of a wider tolerance than those that it is to find
FROM_PRIOR = 0.1        # of each generation after the first
CENTRES = 256           # kernels of a proposal, at most
AIM, LEAST = 0.1, 4     # effective points at a new tolerance: in points of a generation, and for each dimension and one more
WIDEST = 1e12           # tolerance, in the spreads of the targets
FURTHEST = 6.0          # a coordinate beyond it is the end of a range
LOG_ROOT = 0.5 * np.log(2.0 * np.pi)


@dataclass(frozen=True)
class Observations:
    """How observed values are known: which are flat (any value within 1 as likely), the others normal with spread 1."""

    flat: npt.NDArray[np.bool_]

    def log_likelihood(self, distances: Floats, tolerance: float) -> Floats:
        """[A] of distances [A,T], each in the spread of its value; the spreads are widened by the tolerance. nan: impossible.

        >>> Observations(np.array([False, True])).log_likelihood(np.array([[2.0, 0.5], [0.0, 3.0]]), 1.0).tolist()
        [-2.0, -inf]
        """
        scaled = distances / tolerance
        with np.errstate(invalid="ignore"):
            each = np.where(self.flat, np.where(np.abs(scaled) <= 1.0, 0.0, -np.inf), -0.5 * scaled**2)
        total: Floats = np.where(np.isnan(scaled).any(axis=1), -np.inf, each.sum(axis=1))
        return total


@dataclass(frozen=True)
class Proposal:
    """Where a generation was drawn from: the prior alone, or mixed with kernels around ``centres`` [K,D]."""

    points: int
    centres: Floats | None = None
    shares: Floats | None = None
    factor: Floats | None = None        # lower Cholesky factor of a kernel's covariance

    def log_density(self, z: Floats) -> Floats:
        """[A] of positions [A,D]."""
        prior = log_prior(z)
        if self.centres is None or self.shares is None or self.factor is None:
            return prior
        d = z.shape[1]
        straight = np.linalg.inv(self.factor)
        points, centres = (np.einsum("ij,aj->ia", straight, at) for at in (z, self.centres))
        gaps = np.zeros((len(z), len(self.centres)))
        for one, other in zip(points, centres, strict=True):
            gaps += (one[:, None] - other) ** 2
        kernels = -0.5 * gaps - d * LOG_ROOT - np.log(np.diag(self.factor)).sum()
        found: Floats = np.logaddexp(np.log(FROM_PRIOR) + prior, np.log(1 - FROM_PRIOR) + log_of_sum(kernels.T, self.shares))
        return found


def log_of_sum(logs: Floats, shares: Floats) -> Floats:
    """[A] log of a sum of exponentials [K,A], each times its share [K]."""
    top = logs.max(axis=0)
    found: Floats = top + np.log((np.exp(logs - top) * shares[:, None]).sum(axis=0))
    return found


def log_prior(z: Floats) -> Floats:
    """[A] of positions [A,D]."""
    found: Floats = -0.5 * (z**2).sum(axis=1) - z.shape[1] * LOG_ROOT
    return found


def shares_of(z: Floats) -> Floats:
    """How far over each range positions lie, 0 to 1."""
    found: Floats = ndtr(z)
    return found


def first_generation(points: int, dimensions: int, seed: int) -> tuple[Floats, Proposal]:
    """Positions [A,D] of the prior, spread evenly (Latin hypercube), and where they are from."""
    u = qmc.LatinHypercube(dimensions, rng=np.random.default_rng([seed, 0])).random(points)
    return np.clip(ndtri(u), -FURTHEST, FURTHEST), Proposal(points)


def next_generation(z: Floats, weights: Floats, points: int, seed: int, number: int) -> tuple[Floats, Proposal]:
    """Positions of generation ``number`` (1 for the second), drawn around weighted positions, and where they are from."""
    rng = np.random.default_rng([seed, number])
    middle = (z * weights[:, None]).sum(axis=0)
    spread = np.einsum("ai,aj,a->ij", z - middle, z - middle, weights)
    d = z.shape[1]
    # A direction without any spread would have no kernel: what little is added is far below what a prior spans.
    factor = np.asarray(np.linalg.cholesky(WIDER * spread + 1e-9 * np.eye(d)), dtype=np.float64)
    chosen = resampled(weights, min(CENTRES, points), rng)
    numbers, times = np.unique(chosen, return_counts=True)
    centres, shares = z[numbers], np.asarray(times / times.sum(), dtype=np.float64)
    from_prior = max(1, round(FROM_PRIOR * points))
    around = centres[rng.choice(len(centres), size=points - from_prior, p=shares)]
    steps = np.einsum("ai,ji->aj", rng.standard_normal((len(around), d)), factor)
    fresh = np.concatenate([rng.standard_normal((from_prior, d)), around + steps])
    return np.clip(fresh, -FURTHEST, FURTHEST), Proposal(points, centres, shares, factor)


def resampled(weights: Floats, n: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """[n] numbers drawn by weight, systematically: one word for all."""
    ends = np.cumsum(weights)
    at = (np.arange(n) + rng.random()) / n * ends[-1]
    found: npt.NDArray[np.int64] = np.minimum(np.searchsorted(ends, at), len(weights) - 1)
    return found


@dataclass(frozen=True)
class Weighed:
    """All points so far at a tolerance. weights [A] sum to 1; effective: so many independent points would tell as much."""

    tolerance: float
    weights: Floats
    effective: float


def near(distances: Floats, seen: Observations, tolerance: float) -> int:
    """How many points come near what was observed: of flat values within the tolerance, of normal ones within twice the spread."""
    with np.errstate(invalid="ignore"):
        return int((np.abs(distances / tolerance) <= np.where(seen.flat, 1.0, 2.0)).all(axis=1).sum())


class Population:
    """All points so far, the proposals that they were drawn from, and what each proposal makes of each point."""

    def __init__(self, seen: Observations) -> None:
        self.seen = seen
        self.z: Floats = np.zeros((0, 0))
        self.distances: Floats = np.zeros((0, len(seen.flat)))
        self.proposals: list[Proposal] = []
        self._densities: Floats = np.zeros((0, 0))      # [G,A], logs

    def add(self, z: Floats, proposal: Proposal, distances: Floats) -> None:
        """A generation: positions [A,D], where they are from, and distances [A,T] of what was simulated there, nan where nothing was."""
        before = np.array([p.log_density(z) for p in self.proposals]).reshape(len(self.proposals), len(z))
        self.z = np.concatenate([self.z.reshape(-1, z.shape[1]), z])
        self.distances = np.concatenate([self.distances, distances])
        self._densities = np.vstack([np.hstack([self._densities, before]), proposal.log_density(self.z)])
        self.proposals.append(proposal)

    def weigh(self, tolerance: float) -> Weighed:
        """The points at a tolerance: by the prior, what was observed, and where they were drawn from."""
        return self._weighed(self._base(), tolerance)

    def tighten(self, last: float) -> Weighed:
        """The points at the lowest tolerance, never below 1 nor above ``last``, at which enough of them count."""
        base, enough = self._base(), max(AIM * self.proposals[-1].points, LEAST * (self.z.shape[1] + 1))
        found = self._weighed(base, 1.0)
        if found.effective >= enough:
            return found
        low, high = 0.0, float(np.log(min(last, WIDEST)))
        for _ in range(40):
            middle = 0.5 * (low + high)
            tried = self._weighed(base, float(np.exp(middle)))
            low, high = (low, middle) if tried.effective >= enough else (middle, high)
        return self._weighed(base, float(np.exp(high)))

    def _base(self) -> Floats:
        """[A] log of the prior over the mixture of all proposals."""
        many = np.array([p.points for p in self.proposals], dtype=np.float64)
        found: Floats = log_prior(self.z) - log_of_sum(self._densities, many / many.sum())
        return found

    def _weighed(self, base: Floats, tolerance: float) -> Weighed:
        logs = base + self.seen.log_likelihood(self.distances, tolerance)
        top = float(logs.max())
        if not np.isfinite(top):
            return Weighed(tolerance, np.zeros(len(logs)), 0.0)
        weights = np.exp(logs - top)
        weights /= weights.sum()
        return Weighed(tolerance, weights, float(1.0 / (weights**2).sum()))
