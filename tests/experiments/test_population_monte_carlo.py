"""Proposals, tolerances and weights: densities against scipy's, posteriors against exact ones on a grid, ranks over many truths.

Every seed is fixed, so that nothing alarms by chance twice; the bounds alarm falsely in less than one of 1,000 choices of seeds.
"""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import kstest, multivariate_normal, norm

from ostrakon.experiments import population_monte_carlo as pmc
from ostrakon.experiments.population_monte_carlo import Observations, Population, Proposal


def formula(u: np.ndarray) -> np.ndarray:
    """[A,3] of shares [A,2]: bent, so that no posterior is normal; the third value is known within a range only."""
    a, b = u.T
    return np.stack([a * b + 0.2 * a, a + b * b, b], axis=1)


SPREADS, FLAT = np.array([0.03, 0.05, 0.2]), np.array([False, False, True])


def calibrated(observed: np.ndarray, seed: int, points: int = 60, most: int = 8) -> tuple[Population, pmc.Weighed]:
    people, last = Population(Observations(FLAT)), pmc.WIDEST
    z, proposal = pmc.first_generation(points, 2, seed)
    for number in range(1, most + 1):
        people.add(z, proposal, (formula(pmc.shares_of(z)) - observed) / SPREADS)
        weighed = people.tighten(last)
        last = weighed.tolerance
        if last == 1 and weighed.effective >= points:
            break
        z, proposal = pmc.next_generation(people.z, weighed.weights, points, seed, number)
    return people, weighed


GRID = np.stack([axis.ravel() for axis in np.meshgrid(*[(np.arange(200) + 0.5) / 200] * 2, indexing="ij")], axis=1)
ON_GRID = formula(GRID)


def ranks(truths: int) -> tuple[np.ndarray, np.ndarray]:
    """[truths,2] how much of the posterior lies below the truth that made what was observed: as calibrated, and exactly."""
    found, exact = [], []
    for seed in range(truths):
        rng = np.random.default_rng([11, seed])
        truth = rng.random(2)
        observed = formula(truth[None])[0] + SPREADS * np.where(FLAT, rng.uniform(-1, 1, 3), rng.standard_normal(3))
        people, weighed = calibrated(observed, seed)
        found.append(weighed.weights @ (pmc.shares_of(people.z) < truth))
        away = (ON_GRID - observed) / SPREADS
        likely = np.exp(-0.5 * (away[:, :2] ** 2).sum(axis=1)) * (np.abs(away[:, 2]) <= 1)
        exact.append(likely / likely.sum() @ (truth > GRID))
    return np.array(found), np.array(exact)


def too_narrow(found: np.ndarray, exact: np.ndarray) -> float:
    """By how much ranks lie further from the middle than they should, as a share."""
    return float(((found - exact) * (exact - 0.5)).mean() / ((exact - 0.5) ** 2).mean())


def agree(found: np.ndarray, exact: np.ndarray) -> bool:
    """Whether ranks are the exact ones, as far as some hundred points can tell, and drawn neither to the middle nor to the ends."""
    off = float(np.sqrt(((found - exact) ** 2).mean()))
    print(f"ranks off by {off:.3f}, too narrow by {too_narrow(found, exact):+.3f}")
    return off < 0.06 and abs(too_narrow(found, exact)) < 0.03


def test_posteriors_are_the_exact_ones_and_ranks_uniform() -> None:
    found, exact = ranks(150)
    assert agree(found, exact)
    assert all(kstest(column, "uniform").pvalue > 0.001 for column in found.T)


def test_ranks_show_wrong_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Points counted without regard to where they were drawn from."""
    monkeypatch.setattr(Population, "_base", lambda self: np.zeros(len(self.z)))
    assert not agree(*ranks(60))


def test_ranks_show_a_wrong_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is observed taken for twice as well known as it is."""
    right = Observations.log_likelihood
    monkeypatch.setattr(Observations, "log_likelihood", lambda self, distances, tolerance: right(self, distances, tolerance / 2))
    assert not agree(*ranks(60))


def test_a_proposal_has_the_density_that_scipy_gives() -> None:
    factor = np.array([[0.5, 0.0], [0.2, 0.3]])
    centres, shares = np.array([[0.0, 1.0], [2.0, -1.0]]), np.array([0.25, 0.75])
    z = np.array([[0.3, 0.4], [2.0, -1.0], [-5.0, 5.0]])
    near = sum(s * multivariate_normal(c, factor @ factor.T).pdf(z) for s, c in zip(shares, centres, strict=True))
    whole = pmc.FROM_PRIOR * multivariate_normal(np.zeros(2), np.eye(2)).pdf(z) + (1 - pmc.FROM_PRIOR) * near
    assert np.exp(Proposal(9, centres, shares, factor).log_density(z)) == pytest.approx(whole, rel=1e-9)


def test_a_generation_is_drawn_from_the_density_that_it_says() -> None:
    z0 = np.array([[-1.0], [0.5], [1.5]])
    z, proposal = pmc.next_generation(z0, np.array([0.5, 0.2, 0.3]), 4000, 3, 1)
    assert quad(lambda x: float(np.exp(proposal.log_density(np.array([[x]]))[0])), -8, 8)[0] == pytest.approx(1, abs=1e-6)

    def below(x: np.ndarray) -> np.ndarray:
        kernels = norm.cdf((x[:, None] - proposal.centres[:, 0]) / proposal.factor[0, 0]) @ proposal.shares
        return pmc.FROM_PRIOR * norm.cdf(x) + (1 - pmc.FROM_PRIOR) * kernels

    assert kstest(z[:, 0], below).pvalue > 0.001


def test_points_follow_from_the_seed_and_from_what_was_weighed() -> None:
    z, _ = pmc.first_generation(30, 2, 5)
    weights = np.full(30, 1 / 30)
    again = [pmc.next_generation(z, weights, 30, 5, 1)[0] for _ in range(2)]
    assert (again[0] == again[1]).all() and (pmc.first_generation(30, 2, 5)[0] == z).all()
    assert all((pmc.next_generation(z, weights, 30, seed, number)[0] != again[0]).any() for seed, number in ((6, 1), (5, 2)))


def test_points_are_chosen_by_weight() -> None:
    chosen = pmc.resampled(np.array([0.0, 0.25, 0.75, 0.0]), 40, np.random.default_rng(1))
    assert np.bincount(chosen, minlength=4).tolist() == [0, 10, 30, 0]


def test_a_point_without_a_value_never_counts() -> None:
    seen = Observations(np.array([False, True]))
    logs = seen.log_likelihood(np.array([[np.nan, 0.0], [0.0, np.nan], [0.0, 0.0]]), 1e9)
    assert logs.tolist() == [-np.inf, -np.inf, 0.0]
    people = Population(seen)
    z, proposal = pmc.first_generation(20, 1, 1)
    people.add(z, proposal, np.full((20, 2), np.nan))
    assert people.tighten(pmc.WIDEST).effective == 0


def test_the_tolerance_never_rises_and_stops_at_one() -> None:
    people, last, seen = Population(Observations(FLAT)), pmc.WIDEST, []
    z, proposal = pmc.first_generation(60, 2, 4)
    for number in range(1, 7):
        people.add(z, proposal, (formula(pmc.shares_of(z)) - formula(np.array([[0.3, 0.6]]))) / SPREADS)
        weighed = people.tighten(last)
        last = weighed.tolerance
        seen.append(last)
        z, proposal = pmc.next_generation(people.z, weighed.weights, 60, 4, number)
    assert seen == sorted(seen, reverse=True) and seen[0] > 1 and seen[-1] == 1
