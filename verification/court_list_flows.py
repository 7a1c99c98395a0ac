"""Published flows of the Chinese court list, and the closed forms that turn three of them into numbers of `court-list`.

Here lives a steady stream of entries, each leaving at the rate of its list, solved for that rate, for the share of entries with
a term and for the chance of a finding. Never here: a run, a page, a figure of a city scheme or of a commercial score.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from ostrakon.spec.load import load_regime, load_society

REGIME, SOCIETY = "court-list", "china-2020"
FIRST, TERM_FROM = date(2013, 10, 1), date(2017, 5, 1)      # the list opens; the two-year term comes into force
TERM, YEAR = 730, 365.0
# Millions, as published; the page says by whom. 2023 is worked out from 2024 and its change.
ENTRIES_2018, ENTRIES_2024 = 2.614, 2.457
ALL_ENTRIES_2018, ALL_EXITS_2018 = 3.594, 2.1752            # of all blacklists together
ENTRIES_2023, REPAIRED_2023, REPAIRED_2024 = 2.457 / (1 - 0.234), 2.821 / 1.354, 2.821
COUNT_2015, COUNT_2017, COUNT_2018 = 3.08, 9.59, 13.0
AIR_2018, RAIL_2018 = 17.46 - 9.36, 5.47 - 3.67
PERFORMED_2018, PERFORMED_2025 = 3.51, 18.0
PERSONS = 46_500 / (46_500 + 9_400)                         # of those listed in January 2014, the share who were no company
C04, C05 = ALL_EXITS_2018 / ALL_ENTRIES_2018, REPAIRED_2023 / ENTRIES_2023
C05_ROUNDED = 2.8205 / 1.3545 / (2.4575 / 0.7655), 2.8215 / 1.3535 / (2.4565 / 0.7665)
C04_LOW, C04_HIGH = (ALL_EXITS_2018 - (ALL_ENTRIES_2018 - ENTRIES_2018)) / ENTRIES_2018, ALL_EXITS_2018 / ENTRIES_2018

Floats = npt.NDArray[np.float64]
Flow = Callable[[Floats], Floats]


def day_of(when: date) -> int:
    """Days since the list opened."""
    return (when - FIRST).days


def leavers(rate: float, year: int, term: bool, since: date = FIRST, until: date | None = None, flow: Flow = np.ones_like) -> float:
    """Of entries between two days, those who perform their duty within a year, per year's worth of entries in that year.

    rate a year; term: whether the listing ends after TERM days. Entries are taken at the middle of each day, with density
    ``flow`` of the day. Nobody is listed twice, which overstates by about 1 percent.
    """
    start, end = day_of(date(year, 1, 1)), day_of(date(year + 1, 1, 1))
    at = np.arange(day_of(since), min(end, day_of(until or date.max)), dtype=np.float64) + 0.5
    longest = TERM if term else np.inf
    before, after = (np.clip(moment - at, 0.0, longest) * rate / YEAR for moment in (start, end))
    within = np.arange(start, end, dtype=np.float64) + 0.5
    return float(((np.exp(-before) - np.exp(-after)) * flow(at)).sum() / flow(within).sum())


def duty_rate(exits: float = C04, flow: Flow = np.ones_like) -> float:
    """The rate of performance at which exits over entries in 2018 are ``exits``: no term has run out before May 2019."""
    return float(brentq(lambda rate: leavers(rate, 2018, False, flow=flow) - exits, 1e-4, 20.0))


def timed_share(rate: float, repaired: float = C05, old_term: bool = False, flow: Flow = np.ones_like) -> float:
    """The share of entries with a term at which performances over entries in 2023 are ``repaired``; linear, so solved at once.

    old_term: whether those listed before the term was introduced have left by 2023 all the same.
    """
    endless = leavers(rate, 2023, False, flow=flow)
    timed = leavers(rate, 2023, True, since=TERM_FROM, flow=flow)
    if not old_term:
        timed += leavers(rate, 2023, False, until=TERM_FROM, flow=flow)
    return (endless - repaired) / (endless - timed)


def detection(share: float, coefficient: float) -> float:
    """The chance p of a listing with p exp(-coefficient p) = ``share`` of the society's own rate; nan when 1 is too little."""
    asked = [p * np.exp(-coefficient * p) - share for p in (0.0, 1.0)]
    return float(brentq(lambda p: p * np.exp(-coefficient * p) - share, 0.0, 1.0)) if asked[1] >= 0 else float("nan")


def chances(seen: float, timed: float) -> tuple[float, float]:
    """Chances of the two channels in turn: of all acts ``seen * timed`` by the first, the rest of what is seen by the second."""
    first = seen * timed
    return first, seen * (1 - timed) / (1 - first)


@dataclass(frozen=True)
class Derived:
    """The calibrated numbers, as derived or as they stand in the regime."""

    evasion: float
    refusal: float
    duty: float


def deterrence() -> float:
    """How much the society's law takes from conduct for a chance of 1 to be listed."""
    return float(load_society(SOCIETY).model.response.deterrence)


def derive() -> Derived:
    """From C01 (persons), C04 and C05."""
    rate = duty_rate()
    return Derived(*chances(detection(PERSONS, deterrence()), timed_share(rate)), rate)


def in_file() -> tuple[Derived, bool]:
    """The same numbers in the regime; and whether both lists have one rate of performance."""
    r = load_regime(REGIME).model
    duties = [r.lists[name].duty_per_year or 0.0 for name in ("evaders", "refusers")]
    seen = [r.channels[name].sees["court_defiance"] for name in ("evasion_findings", "refusal_findings")]
    return Derived(seen[0], seen[1], duties[0]), duties[0] == duties[1]


def agrees(file: Derived, derived: Derived) -> bool:
    """Whether the file holds the derived numbers to three digits after the point."""
    return all(abs(a - b) <= 0.0005 for a, b in zip(vars(file).values(), vars(derived).values(), strict=True))


def published_flow(at: Floats) -> Floats:
    """Entries a day had the published count been cumulative until 2017, then as published for 2018 and 2023 on a straight line."""
    edges = [day_of(when) for when in (FIRST, date(2016, 1, 1), date(2018, 1, 1))]
    levels = (COUNT_2015 / (edges[1] - edges[0]), (COUNT_2017 - COUNT_2015) / (edges[2] - edges[1]))
    slope = (ENTRIES_2023 - ENTRIES_2018) / (5 * YEAR)
    later = (ENTRIES_2018 + slope * np.maximum(at - day_of(date(2018, 7, 1)), 0.0)) / YEAR
    return np.where(at < edges[1], levels[0], np.where(at < edges[2], levels[1], later))


def readings() -> list[tuple[str, float, float]]:
    """Other readings of the same figures: what is read otherwise, the rate of performance, the share with a term."""
    rate, grown = duty_rate(), duty_rate(flow=published_flow)
    return [
        ("as calibrated", rate, timed_share(rate)),
        ("those listed before May 2017 got the term too and had left by 2023", rate, timed_share(rate, old_term=True)),
        ("entries grew as the published counts did", grown, timed_share(grown, flow=published_flow)),
        *[(f"in 2018 the other blacklists lost {lost}", duty_rate(exits), timed_share(duty_rate(exits)))
          for lost, exits in (("as many as they gained", C04_LOW), ("nobody", C04_HIGH))]]


def with_terms(rate: float, timed: float) -> float:
    """Exits over entries in 2023 if those whose term runs out were counted as repaired."""
    old = leavers(rate, 2023, False, until=TERM_FROM)
    return timed * (1.0 + old) + (1.0 - timed) * leavers(rate, 2023, False)
