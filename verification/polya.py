"""Pólya's urn against the simulation, by way of two people who grow independently.

Here live its rows. A person's score is the balls of one colour, which grow by one at a rate in proportion to their number. By
Athreya & Karlin 1968 two such people, seen when they have n balls together, are an urn that began with one ball of each
colour. Never here: the page.
"""

import math

import numpy as np
from closed_forms_case import YEAR, Case, Floats, Z, binomial, live
from row import Row, near, out_of_reach

SOURCE = "Eggenberger & Pólya 1923"
PEOPLE, DAYS, TOP = 40_000, 1825, 16
RATE = 3.5                      # of the request at which a score of 16 is granted always
SOCIETY = (f"kinds.good_loan.rate={RATE}", "kinds.bad_loan.rate=0")


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows."""
    case = live("urn", people=people, days=DAYS, town="borrowers", society=SOCIETY)
    counts = np.concatenate([[0.0], case.total.tiers.sum(axis=0)])
    shrink = math.exp(-RATE / TOP * (DAYS - 1) / YEAR)              # a loan of the last day is repaid after the end
    geometric = [near(SOURCE, f"people with {n} balls of a colour", case.setting, case.n * p, float(counts[n]), binomial(case.n, p),
                      "geometric: people x e (1 - e)^(n - 1), e = exp(-growth x time)")
                 for n, p in ((n, shrink * (1 - shrink) ** (n - 1)) for n in (1, 2, 4, 8))]
    return [*geometric, *(_share(case, counts, n) for n in (4, 8, 15)),
            out_of_reach(SOURCE, "an urn drawn once a day, inside one community",
                         "the share of one colour would have to set the chance of the "
                         "next draw for everybody. A regime reads scores of persons and no count of a community; a channel whose attention "
                         "follows its own records would do")]


def _share(case: Case, counts: Floats, n: int) -> Row:
    """Of all pairs of people with n balls together: the variance of the share of one, which is uniform on 1/n ... (n - 1)/n."""
    a = np.arange(1, n)
    weight = counts[a] * counts[n - a]
    apart = (a / n - 0.5) ** 2
    got = float(weight @ apart / weight.sum())
    slope = 2 * counts[n - a] * (apart - got) / weight.sum()        # by the count of each number of balls
    error = Z * math.sqrt(float(counts[a] @ slope**2))
    return near(SOURCE, f"variance of the share of one colour among {n} balls", case.setting, (1 - 2 / n) / 12, got, error,
                f"(1 - 2 / n) / 12, on the way to 1/12 = {1 / 12:.4f} of the uniform law; all pairs of people")
