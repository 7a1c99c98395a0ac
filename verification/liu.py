"""The delayed impact of a lender's cutoff: Liu et al. 2018.

Here live its rows. The publication's curves stand on tables of scores and repayment that carry no licence: they are left out.
What the theory says of any table is shown on an invented one. Never here: the page.
"""

import math

import numpy as np
from closed_forms_case import Z, live
from row import Row, left_out, near

from ostrakon.kernel import tallies as k

SOURCE = "Liu et al. 2018, Delayed impact of fair machine learning"
REPAY = np.array([0.25, 0.45, 0.65, 0.8, 0.95])
UP, DOWN = 75, -150
PEOPLE = 40_000
REASON = ("the curves need the distribution of a score and its repayment by group (TransRisk, United States 2003). The tables lie in "
          "public repositories without a licence of their own, taken from a report of the Federal Reserve Board of 2007; nothing found "
          "says that they may be passed on")


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows."""
    found = [_selected(people, refused) for refused in range(5)]
    found.append(_harmless(people))
    return [*found, *(left_out(SOURCE, what, REASON) for what in (
        "cutoffs of two groups: most profit 645.0 and 613.8, equal selection 480.1 and 649.2, equal opportunity 557.3 and 631.0",
        "selection rate at which a group's mean score falls (0.4263), and at which it gains most (0.2312)"))]


def _selected(people: int, refused: int) -> Row:
    """The lender refuses the lowest scores; each loan moves the mean."""
    tiers = ", ".join(f"s{i + 1}" for i in range(refused))
    shut = (f"consequences.refuses={{tiers: [{tiers}], deny: [good_loan, bad_loan]}}",) if refused else ()
    case = live("outcome_curve", *shut, people=people, days=364, town="borrowers")
    per_person = 3.0 * (case.days - 1) / 365        # loans of those selected whose follow-up falls into the run
    q = REPAY[refused:]
    mean = case.n / 5 * per_person * float((UP * q + DOWN * (1 - q)).sum())
    variance = case.n / 5 * per_person * float((UP**2 * q + DOWN**2 * (1 - q)).sum())
    # fifths are drawn: their sizes vary, and by household
    fifth = float(((UP * q + DOWN * (1 - q)) ** 2).sum()) * per_person**2 * case.n / 5 * 3
    got = sum(case.flow(k.GAINED, kind) - case.flow(k.LOST, kind) for kind in ("repaid", "defaulted"))
    return near(SOURCE, f"points that loans move when {5 - refused} of 5 scores are selected, invented chances", case.setting, mean, got,
                Z * math.sqrt(variance + fifth), f"loans x sum of (75 p - 150 (1 - p)); a person's mean {mean / case.n / per_person:+.1f}: "
                + ("more selected than the group can bear" if mean < 0 else "the group gains"))


def _harmless(people: int) -> Row:
    """At a chance of two thirds a loan moves nothing on average."""
    third = 2 / 3
    case = live("outcome_curve", f"consequences.lends_5.privileges={{good_loan: {{chance: {third}}}, bad_loan: {{chance: {1 - third}}}}}",
                "consequences.refuses={tiers: [s1, s2, s3, s4], deny: [good_loan, bad_loan]}", people=people, days=364, town="borrowers")
    loans = case.flow(k.GRANTED, "good_loan") + case.flow(k.GRANTED, "bad_loan")
    got = sum(case.flow(k.GAINED, kind) - case.flow(k.LOST, kind) for kind in ("repaid", "defaulted"))
    return near(SOURCE, "mean points that a loan moves at a chance of 2/3", case.setting, 0.0, got / loans,
                Z * math.sqrt((UP**2 * third + DOWN**2 / 3) / loans), "75 p = 150 (1 - p): below this chance loans do harm")
