"""A published chain of loans against the simulation: D'Amour et al. 2020.

Here live its rows: where scores end under a lender who lends to all, and whom the lender who asks for better odds shuts out.
Never here: the page. Two requests stand for one loan, since a request has one follow-up: those that will be repaid and those
that will not, in the proportion of the score.
"""

import numpy as np
from closed_forms_case import YEAR, Case, Floats, binomial, live
from row import Row, exact, near
from scipy.stats import skellam

SOURCE = "D'Amour et al. 2020, Fairness is not static"
REPAY = (0.1, 0.2, 0.45, 0.6, 0.65, 0.7, 0.7)
PUBLISHED = (0.5148, 0.0644, 0.0234, 0.0263, 0.0451, 0.0978, 0.2282)     # stationary scores 1 to 7, to four places
ROUNDING = 5e-5
CUTOFF = 3                      # scores of which fewer than half repay
PEOPLE, LONG, RATE = 20_000, 40_000, 3.0
OPEN = (f"kinds.good_loan.rate={RATE:g}", f"kinds.bad_loan.rate={RATE:g}")


def chain(daily: float, cutoff: int = 0) -> Floats:
    """[49, 49] a day of (score yesterday, score today): loans of a day, asked for at yesterday's score, count on the next."""
    out = np.zeros((49, 49))
    for before in range(7):
        lends = before >= cutoff
        up, down = daily * REPAY[before], daily * (1 - REPAY[before])
        for now in range(7):
            if lends:
                law = [float(skellam.pmf(to - now, up, down)) for to in range(7)]
                law[0], law[6] = float(skellam.cdf(-now, up, down)), float(skellam.sf(5 - now, up, down))
            else:
                law = [float(to == now) for to in range(7)]
            out[before * 7 + now, now * 7:now * 7 + 7] = law
    return out


def after(daily: float, days: int, start: Floats, cutoff: int = 0) -> Floats:
    """[7] shares by score after so many days, from shares by score."""
    state = np.zeros(49)
    state[np.arange(7) * 8] = start
    return np.asarray((state @ np.linalg.matrix_power(chain(daily, cutoff), days)).reshape(7, 7).sum(axis=0))


def scores(case: Case) -> Floats:
    """[7] people by score at the end."""
    return np.asarray(case.total.tiers.sum(axis=0), float)


def rows(people: int = PEOPLE, days: int = LONG) -> list[Row]:
    """All rows."""
    return [*_everybody(people, days), *_better_odds(people)]


def _everybody(people: int, days: int) -> list[Row]:
    case = live("lending", people=people, days=days, town="borrowers", society=OPEN)
    exactly = after(RATE / YEAR, days, np.array([0.5, 0, 0, 0, 0, 0, 0.5]))
    got = scores(case)
    return [near(SOURCE, f"share of people at score {i + 1}, lending to all", case.setting, p, got[i] / case.n,
                 binomial(case.n, p) / case.n + ROUNDING,
                 f"stationary law of the reflecting chain; by whole days, as simulated, {exactly[i]:.4f}")
            for i, p in enumerate(PUBLISHED)]


def _better_odds(people: int) -> list[Row]:
    start = ("consequences.refuses.enabled=true", "scoring.dimensions.credit.base_by={sex: {male: 7, female: 7}}",
             "scoring.dimensions.credit.base=7")
    found = []
    for days in (730, 1460):
        case = live("lending", *start, people=people, days=days, town="borrowers", society=("kinds.good_loan.rate=12",
                                                                                            "kinds.bad_loan.rate=12"))
        p = float(after(12 / YEAR, days, np.eye(7)[6], CUTOFF)[:CUTOFF].sum())
        found.append(near(SOURCE, f"people shut out after {days:,} days, lending from one half on", case.setting, case.n * p,
                          scores(case)[:CUTOFF].sum(), binomial(case.n, p), "the absorbing chain of the publication by whole days"))
    case = live("lending", *start, people=people, days=14_600, town="borrowers", society=("kinds.good_loan.rate=60",
                                                                                          "kinds.bad_loan.rate=60"))
    found.append(exact(SOURCE, "people shut out in the limit, lending from one half on", case.setting, case.n, scores(case)[:CUTOFF].sum(),
                       "appendix A.2: the lender who asks for the best odds ends with nobody eligible"))
    return found
