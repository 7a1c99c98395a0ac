"""Exit time: how long people stay on a black list, from listings that ended and listings that were cut short.

Estimand: the share of listings that last longer than a given time. Unit: share of listings. Denominator: listings of the run
(entries with a term other than 0), all of them or the wrongful ones. Formula: S(t + 1) = S(t) (1 - d / (n - c / 2)), d ended and
c cut short in week t of their duration, n then at risk. Source: E. L. Kaplan & P. Meier, "Nonparametric estimation from
incomplete observations", JASA 53 (1958), 457-481; the half for those cut short within a week: S. J. Cutler & F. Ederer, "Maximum
utilization of the life table method in analyzing survival", Journal of Chronic Diseases 8 (1958), 699-712.
"""

from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Composite, Counts, Labels
from ostrakon.results.functional import Functional, functional
from ostrakon.results.jackknife import Design, Floats

WEEK = 7
YEARS = {"still_listed_after_one_year": (52, "share of listings that last longer than 52 weeks"),
         "still_listed_after_two_years": (104, "share of listings that last longer than 104 weeks")}
WHOSE = {"all": ((k.ENDED, k.ENDED_WRONG), (k.CENSORED, k.CENSORED_WRONG), "listings"),
         "wrongful": ((k.ENDED_WRONG,), (k.CENSORED_WRONG,), "wrongful listings")}
EVERY = "all black lists"


def spells(t: Tallies, labels: Labels) -> Counts:
    """[N,L,W+1,SPELLS] listings by list and week of their duration."""
    return t.spells


def survival(counts: Floats) -> Floats:
    """[B,W+1] share of listings that last longer than 0 ... W weeks. counts [B,W+1,2]: ended, cut short, by week of the duration.

    NaN from the week on in which nobody is at risk although not all have left.
    """
    ended, cut = counts[..., 0], counts[..., 1]
    total = ended + cut
    at_risk = np.flip(np.cumsum(np.flip(total, axis=1), axis=1), axis=1) - cut / 2
    stays = np.where(at_risk > 0, 1 - ended / np.where(at_risk > 0, at_risk, 1), np.nan)[:, :-1]
    curve = np.cumprod(np.concatenate([np.ones((len(counts), 1)), stays], axis=1), axis=1)
    # 0 stays 0 whoever is at risk later: the product would carry NaN on.
    gone = np.logical_or.accumulate(np.nan_to_num(curve, nan=1.0) <= 0, axis=1)
    return np.where(gone, 0.0, curve)


def never(counts: Floats) -> Floats:
    """[B,1] share of listings that were cut short rather than ended."""
    ended, cut = counts[..., 0].sum(axis=1), counts[..., 1].sum(axis=1)
    return np.asarray(np.where(ended + cut > 0, cut / np.maximum(ended + cut, 1), np.nan)[:, None])


def _half(curve: Functional, n: int) -> dict[str, Any]:
    """The first week by whose end half have left; its ends are where the band crosses one half (Brookmeyer & Crowley 1982)."""
    value, low, high = (np.where(np.isfinite(x), x, curve.value) for x in (curve.value, curve.low, curve.high))
    at = [_first(x <= 0.5) for x in (value, low, high)]
    told = {"value": at[0], "low": at[1], "high": at[2], "mcse": None, "unit": "days", "n": n,
            "estimand": "days by which half of the listings have ended, to the end of a week"}
    if not any(curve.no_interval[i] == "" for i in range(len(curve.value))):
        told |= {"low": None, "high": None}
    return told if at[0] is not None else told | {"low": None, "high": None, "reason": "fewer than half were seen to end"}


def _first(met: np.ndarray) -> float | None:
    return float(WEEK * int(np.argmax(met))) if met.any() else None


def _told(counts: Counts, plan: Design, words: str, days: int) -> dict[str, Any]:
    """Of one list and one sort of listings: counts [G,W+1,2]."""
    n = int(counts.sum())
    if n == 0:
        return {"value": None, "reason": f"no {words}"}
    curve = functional(survival, counts, plan, "survival")
    at_risk = np.cumsum(counts.sum(axis=(0, 2))[::-1])[::-1]
    share = functional(never, counts, plan, "share").one(
        0, "share of listings", f"share of {words} of the run that have not ended by its end", n, "")
    told = {"listings": n, "weeks": list(range(len(curve.value))), "at_risk": at_risk.tolist(), "longer": curve.many(),
            "median": _half(curve, n), "never_restored": share}
    return told | {name: _after(curve, week, estimand, n, days) for name, (week, estimand) in YEARS.items()}


def _after(curve: Functional, week: int, estimand: str, n: int, days: int) -> dict[str, Any]:
    if week >= len(curve.value):
        short = f"the run is too short: {week * WEEK} days are needed" + (f", it has {days}" if days else "")
        return {"value": None, "low": None, "high": None, "mcse": None, "unit": "share of listings", "estimand": estimand, "n": n,
                "reason": short}
    return curve.one(week, "share of listings", estimand, n, "no listing was seen for so long")


def tell(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    """By black list and over all of them, for all listings and for the wrongful ones. counts [G,L,W+1,SPELLS]."""
    black = labels.black().tolist()
    lists = {EVERY: black, **{labels.lists[i]: [i] for i in black}}
    out: dict[str, Any] = {}
    for name, numbers in lists.items():
        mine = counts[:, numbers].sum(axis=1)
        out[name] = {whose: _told(np.stack([mine[..., list(ended)].sum(axis=-1), mine[..., list(cut)].sum(axis=-1)], axis=-1),
                                  plan, words, labels.days) for whose, (ended, cut, words) in WHOSE.items()}
    return {"lists": out}


MEASURES = (
    Composite(
        "exit_time",
        "How long people stay listed",
        "share of listings on black lists that last longer than a given time",
        "share of listings",
        spells,
        tell,
        counted="listings that last longer",
        among="listings",
        formula="S(t + 1) = S(t) (1 - d / (n - c / 2)): d ended, c cut short in week t of their duration, n at risk",
        source="Kaplan & Meier 1958, JASA 53, 457-481; cut short within a week: Cutler & Ederer 1958, J. Chronic Diseases 8, 699-712; "
               "interval of the median: Brookmeyer & Crowley 1982, Biometrics 38, 29-41",
        needs=("black_list",),
        not_said="that a person is free after an exit: who is listed again counts again; listings cut short by the end of the run or "
                 "of the list are taken to go on like the others",
    ),
)
