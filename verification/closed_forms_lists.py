"""Closed forms of listings: when people enter, how long they stay, how they leave, who appeals and is heard.

Here live these rows. Never here: scores, or what a listing does to people.
"""

import math

import numpy as np
from closed_forms_case import PEOPLE, YEAR, Z, binomial, live, mean_of, share
from row import Row, exact, near

from ostrakon.kernel import tallies as k

ENTRY, STAY, APPEAL = "entries", "listings and ways out", "appeals"
DAILY = 12 * 0.1 / YEAR             # records of jaywalking that reach the list, a day
QUIET = "rules.jaywalking.enabled=false"
SHUT = 'amendments=[{from: "2021-01-02", set: [lists.everybody.below=-99]}]'      # who left cannot come back by the cutoff


def chance(rate_a_year: float) -> float:
    """The chance of a day, of what happens at a constant rate."""
    return -math.expm1(-rate_a_year / YEAR)


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows of this file."""
    return [*_entries(people), *_terms(people), *_duty(people), *_duty_and_return(people), *_appeals(people), *_wrongful(people),
            *_reviewed(people)]


def _entries(people: int) -> list[Row]:
    """Nobody leaves: the day of entry is geometric."""
    case = live("register", "rules.rumour.enabled=false", people=people)
    met = 1 - math.exp(-DAILY * case.days)
    found = [near(ENTRY, "people listed", case.setting, case.n * met, case.people(k.EVER_LISTED), binomial(case.n, met),
                  "people x (1 - exp(-rate x chance x days / 365))")]
    for week in (4, 13, 26):
        p = 1 - math.exp(-DAILY * 7 * week)
        found.append(near(ENTRY, f"entries by the end of week {week}", case.setting, case.n * p,
                          int(case.total.series[week - 1, k.S_ENTRIES]), binomial(case.n, p),
                          "people x (1 - (1 - a)^(7 w)), a = 1 - exp(-daily rate)"))
    on = 1 - np.exp(-DAILY * np.arange(1, case.days + 1))
    law = np.diff(np.concatenate([[0.0], on]))                          # of the day of entry
    stay = case.days - np.arange(case.days, dtype=float)
    mean, variance = mean_of(np.append(stay, 0.0), np.append(law, 1 - on[-1]))
    found.append(near(ENTRY, "mean days before entry, cut at the end of the run", case.setting, case.days - mean,
                      case.days - case.listed(k.LIST_DAYS, "by_rule") / case.n, Z * math.sqrt(variance / case.n),
                      "days - sum over d of (1 - exp(-daily rate x (d + 1)))"))
    return found


def _terms(people: int) -> list[Row]:
    """A term of T days covers T days; a wanted entry begins it anew."""
    days, term = 364, 30
    once = live("everybody", f"lists.everybody.term_days={term}", SHUT, QUIET, people=people, days=100)
    again = live("everybody", f"lists.everybody.term_days={term}", people=people, days=days)
    none = live("everybody", "lists.everybody.term_days=0", people=people, days=days)
    case = live("register", f"lists.by_rule.term_days={term}", people=people, days=days)
    on = 1 - math.exp(-DAILY * term)
    free = math.exp(-DAILY * (term - 1))
    a = -math.expm1(-DAILY)
    entries = sum(a * math.exp(-DAILY * min(d, term - 1)) for d in range(days)) * case.n
    spread = math.sqrt(case.n * days * a * free)            # an entry bars others for days: fewer than a Poisson count would have
    return [exact(STAY, "person-days of a term of 30 days that all begin on day 0", once.setting, once.n * term,
                  once.listed(k.LIST_DAYS, "everybody"), "people x T"),
            exact(STAY, "... and all leave by the end of the term", once.setting, once.n, once.listed(k.EXIT_TERM, "everybody"), "people"),
            exact(STAY, "entries when the cutoff lists again at once", again.setting, again.n * math.ceil(days / term),
                  again.listed(k.ENTRIES, "everybody"), "people x ceil(days / T)"),
            exact(STAY, "entries of a term of 0 days", none.setting, none.n * days, none.listed(k.ENTRIES, "everybody"),
                  "people x days: an entry is counted each day"),
            exact(STAY, "person-days of a term of 0 days", none.setting, 0, none.listed(k.LIST_DAYS, "everybody"), "none"),
            near(STAY, "on the list at the end, with a term that each record begins anew", case.setting, case.n * on,
                 case.listed(k.ON_AT_END, "by_rule"), binomial(case.n, on),
                 "people x (1 - exp(-daily rate x T)): a record in the last T days"),
            near(STAY, "entries with a term that each record begins anew", case.setting, entries, case.listed(k.ENTRIES, "by_rule"),
                 Z * spread,
                 "people x sum over d of a exp(-daily rate x min(d, T - 1)): a record, and none that still holds")]


def _duty(people: int) -> list[Row]:
    """Duty performed at a constant rate: a geometric stay."""
    q, days = chance(3.0), 182
    case = live("everybody", "lists.everybody.duty_per_year=3", SHUT, QUIET, people=people, days=days)
    left = 1 - (1 - q) ** (days - 1)
    stay = np.arange(1, days, dtype=float)                             # exit on day x ends a stay of x days
    law = q * (1 - q) ** (stay - 1)
    mean, variance = mean_of(np.append(stay, float(days)), np.append(law, 1 - left))
    return [near(STAY, "exits by duty performed", case.setting, case.n * left, case.listed(k.EXIT_DUTY, "everybody"), binomial(case.n,
                                                                                                                               left),
                 "people x (1 - (1 - q)^(days - 1)), q = 1 - exp(-3 / 365)"),
            near(STAY, "mean days on the list, cut at the end of the run", case.setting, mean, case.listed(k.LIST_DAYS,
                                                                                                           "everybody") / case.n,
                 Z * math.sqrt(variance / case.n), "sum over d of (1 - q)^d")]


def _duty_and_return(people: int) -> list[Row]:
    """On and off a list as a chain of two states."""
    case = live("register", "lists.by_rule.duty_per_year=6", "channels.camera.sees.jaywalking=0.5", people=people)
    a, q = chance(12 * 0.5), chance(6.0)
    on = entries = exits = 0.0
    for _ in range(case.days):
        leave = on * q
        enter = (1 - on + leave) * a                                    # who leaves today may enter again today
        on, entries, exits = on - leave + enter, entries + enter, exits + leave
    still = a / (a + q * (1 - a))
    return [near(STAY, "on the list at the end, in and out at constant rates", case.setting, case.n * on,
                 case.listed(k.ON_AT_END, "by_rule"), binomial(case.n, on),
                 f"people x a / (a + q (1 - a)) = people x {still:.6f} in the long run; "
                 "the chain of two states run for the days"),
            near(STAY, "exits, in and out at constant rates", case.setting, case.n * exits, case.listed(k.EXIT_DUTY, "by_rule"),
                 Z * math.sqrt(case.n * exits), "people x sum over days of q x share on the list")]


def _appeals(people: int) -> list[Row]:
    """Lodged at a constant rate, once per listing, by the aware; heard after the wait."""
    h, wait, days = chance(2.0), 30, 200
    redress = "{everybody: {hazard_per_year: 2, wait_days: 30, success_if_wrong: 0.8, success_if_right: 0.3}}"
    case = live("everybody", f"redress={redress}", SHUT, QUIET, "awareness.share=0.6", people=people, days=days)
    lodged, decided = 1 - (1 - h) ** (days - 1), 1 - (1 - h) ** (days - 1 - wait)
    heard = case.listed(k.APPEAL_GRANTED, "everybody") + case.listed(k.APPEAL_REFUSED, "everybody")
    return [near(APPEAL, "appeals lodged", case.setting, case.n * 0.6 * lodged, case.listed(k.LODGED, "everybody"), binomial(case.n,
                                                                                                                             0.6 * lodged),
                 "people x share aware x (1 - (1 - h)^(days - 1)), h = 1 - exp(-2 / 365)"),
            near(APPEAL, "appeals decided", case.setting, case.n * 0.6 * decided, heard, binomial(case.n, 0.6 * decided),
                 "... lodged at least 30 days before the last day"),
            near(APPEAL, "share granted of the rightly listed", case.setting, 0.3, case.listed(k.APPEAL_GRANTED, "everybody") / heard,
                 share(heard, 0.3), "success_if_right"),
            exact(APPEAL, "days from lodging to decision, in all", case.setting, wait * heard, case.listed(k.APPEAL_DAYS, "everybody"),
                  "appeals decided x wait"),
            exact(APPEAL, "exits by appeal less appeals granted", case.setting, 0,
                  case.listed(k.EXIT_APPEAL, "everybody") - case.listed(k.APPEAL_GRANTED, "everybody"), "leaving the list ends it")]


def _wrongful(people: int) -> list[Row]:
    """Listed by false records: wrongful every time, and heard as such."""
    redress = "{by_rumour: {hazard_per_year: 6, wait_days: 20, success_if_wrong: 0.8, success_if_right: 0.3}}"
    case = live("register", f"redress={redress}", people=people)
    met = 1 - math.exp(-0.4 * case.days / YEAR)
    never = live("register", people=people)
    granted = case.listed(k.APPEAL_GRANTED, "by_rumour")
    heard = granted + case.listed(k.APPEAL_REFUSED, "by_rumour")
    return [near(ENTRY, "people listed by false records", never.setting, never.n * met, never.listed(k.ENTRIES, "by_rumour"),
                 binomial(never.n, met), "people x (1 - exp(-false records a year x days / 365))"),
            exact(ENTRY, "... of which not wrongful", never.setting, 0,
                  never.listed(k.ENTRIES, "by_rumour") - never.listed(k.WRONGFUL, "by_rumour"), "the shadow ledger has no false records"),
            near(APPEAL, "share granted of the wrongly listed", case.setting, 0.8, granted / heard, share(heard, 0.8), "success_if_wrong")]


def _reviewed(people: int) -> list[Row]:
    """A human stops a share of entries before they count."""
    review = "{share: 0.5, catches: 0.8, errs: 0.2}"
    case = live("register", f"lists.by_rule.review={review}", f"lists.by_rumour.review={review}", people=people)
    found = []
    for name, p, note in (("by_rule", 0.1, "share x errs"), ("by_rumour", 0.4, "share x catches")):
        stopped, entered = case.listed(k.STOPPED, name), case.listed(k.ENTRIES, name)
        found.append(near(ENTRY, f"share of entries stopped by review, list '{name}'", case.setting, p, stopped / (stopped + entered),
                          share(stopped + entered, p), note))
    return found

