"""Closed forms of occasions, channels, errors, review and scope.

Here live these rows. Never here: points, lists, or what they do.
"""

import math

import numpy as np
from closed_forms_case import DAYS, PEOPLE, YEAR, Case, Floats, Z, binomial, live, live_seeds, poisson, share
from row import Row, exact, near
from scipy.special import gammainc
from scipy.stats import gamma

from ostrakon.kernel import tallies as k

OCCASIONS, CHANNELS, ERRORS, WHO = "occasions", "channels", "errors and review", "scope"
CAMERAS = tuple(f"camera_{i}" for i in range(1, 6))


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows of this file."""
    case = live("watch", people=people)
    return [*_occasions(case), *_detection(case), *_misattribution(case), *_review(case), *_false(case), *_look_alikes(people),
            *_disposition(people), *_scope(people)]


def _occasions(case: Case) -> list[Row]:
    """Poisson counts: by kind, by stratum, thinned from a ceiling."""
    years = case.days / YEAR
    men = case.people(sex="male")
    found = []
    for kind, who, rate, note in (
            ("jaywalking", {}, 12, "people x rate x days / 365"),
            ("littering", {"sex": "male"}, 6 * 1.5, "men x rate x multiplier of men x days / 365"),
            ("volunteering", {"sex": "male"}, 0, "multiplier 0: none"),
            ("late_bill", {}, 4, "asked for 1 of a ceiling of 3: candidates thinned to the base rate")):
        n = men if who else case.n
        expected = n * rate * years
        found.append(near(OCCASIONS, f"occasions of '{kind}'{' of men' if who else ''}", case.setting, expected,
                          case.flow(k.WENT, kind, **who), poisson(expected), note))
    expected = case.n * 12 * years
    found.append(near(OCCASIONS, "candidates of 'late_bill'", case.setting, expected, case.flow(k.CANDIDATES, "late_bill"),
                      poisson(expected), "people x rate x ceiling x days / 365"))
    return found


def _detection(case: Case) -> list[Row]:
    """An act is asked of n channels in order; classes and places multiply the chance of one."""
    acts, f = case.flow(k.WENT, "jaywalking"), 0.1
    any_of = 1 - (1 - f) ** len(CAMERAS)
    third = f * (1 - f) ** 2
    found = [near(CHANNELS, "share of acts recorded by any of 5 cameras", case.setting, any_of,
                  case.channel(k.CH_RIGHT, *CAMERAS) / acts, share(acts, any_of), "1 - (1 - f)^n with f = 0.1, n = 5"),
             near(CHANNELS, "share of acts recorded by the third camera", case.setting, third,
                  case.channel(k.CH_RIGHT, CAMERAS[2]) / acts, share(acts, third), "f (1 - f)^2: only what two others missed")]
    for minority, urban, p in (("minority", "rural", 0.4 * 1.5 * 0.5), ("han", "urban", 0.4)):
        who = {"minority": minority, "urban": urban}
        seen, done = case.flow(k.RECORD_RIGHT, "littering", **who), case.flow(k.WENT, "littering", **who)
        found.append(near(CHANNELS, f"records of acts ({minority}, {urban})", case.setting, done * p, seen, binomial(done, p),
                          "acts x chance x multiplier of the class x multiplier of the place"))
    return found


def _misattribution(case: Case) -> list[Row]:
    """Who pays for acts of women when a camera errs among the whole community."""
    case = live("watch", "channels.gate.review=null", people=min(case.n, 16_000), size=16_384)
    right, wrong = case.channel(k.CH_RIGHT, "gate"), case.channel(k.CH_WRONG, "gate")
    men = hits = 0.0
    for t in case.run.groups.values():
        here = case.flow(k.WENT, "volunteering", t)
        men += here * case.people(tallies=t, sex="male") / (case.people(tallies=t) - 1)
        hits += here
    on_men, on_all = case.flow(k.RECORD_WRONG, "volunteering", sex="male"), case.flow(k.RECORD_WRONG, "volunteering")
    return [near(ERRORS, "share of hits put on somebody else", case.setting, 0.3, wrong / (right + wrong), share(right + wrong, 0.3),
                 "the declared share"),
            near(ERRORS, "share of misattributed acts of women that falls on men", case.setting, men / hits, on_men / on_all,
                 share(on_all, men / hits), "men / (people - 1) of the community: everybody but the actor is equally likely")]


def _review(case: Case) -> list[Row]:
    """Review drops wrong records with 0.5 x 0.8 and right ones with 0.5 x 0.1, and makes others late."""
    right, wrong, dropped = (case.channel(c, "gate") for c in (k.CH_RIGHT, k.CH_WRONG, k.CH_DROPPED))
    hits, gone = right + wrong + dropped, 0.3 * 0.4 + 0.7 * 0.05
    left_wrong = 0.3 * 0.6 / (1 - gone)
    late_wrong, late_right = (0.5 - 0.4) / 0.6, (0.5 - 0.05) / 0.95
    late = left_wrong * late_wrong + (1 - left_wrong) * late_right
    only = live("watch", "rules.littering.enabled=false", *(f"channels.{c}.enabled=false" for c in (*CAMERAS, "tips", "files")),
                people=case.n)
    days, records = only.people(k.LAG_DAYS), only.people(k.LAG_RECORDS)
    # all but the last ten days: a late record that has not fallen due by the end of the run is not in the mean
    seen = only.days / ((only.days - 10) * late + only.days * (1 - late))
    expected = 10 * late * seen * (only.days - 10) / only.days
    return [near(ERRORS, "share of hits that review drops", case.setting, gone, dropped / hits, share(hits, gone),
                 "0.3 x 0.5 x 0.8 + 0.7 x 0.5 x 0.1"),
            near(ERRORS, "share of records left that are wrong", case.setting, left_wrong, wrong / (right + wrong),
                 share(right + wrong, left_wrong), "0.3 x 0.6 / (0.3 x 0.6 + 0.7 x 0.95)"),
            near(ERRORS, "mean days from act to points, of a tenth-day review", only.setting, expected, days / records,
                 10 * share(records, late),
                 "10 x share of the records left that were looked at; those not yet due at the end are not counted")]


def _false(case: Case) -> list[Row]:
    """Records of what never happened: a Poisson process of each community, thinned by class, with a mixture of kinds."""
    years = case.days / YEAR
    found = []
    for minority, rate in (("han", 0.12), ("minority", 0.24)):
        n = case.people(minority=minority)
        expected, who = n * rate * years, {"minority": minority}
        got = case.flow(k.RECORD_FALSE, "smoking", **who) + case.flow(k.RECORD_FALSE, "late_bill", **who)
        found.append(near(ERRORS, f"false records ({minority})", case.setting, expected, got, poisson(expected),
                          "people of the class x rate x multiplier x days / 365"))
    total, smoking = case.channel(k.CH_FALSE, "tips"), case.flow(k.RECORD_FALSE, "smoking")
    found.append(near(ERRORS, "share of false records that say 'smoking'", case.setting, 0.75, smoking / total, share(total, 0.75),
                      "weight over the sum of weights: 3 / (1 + 3)"))
    return [*found, _dispersion(case.n), _crowded(case.n)]


def _crowded(people: int) -> Row:
    """Waits are whole ticks of 1/1024 day, of a mean in whole sixteenths of one: where they are short, the records are more."""
    seeds, ceiling = range(1, 5), 20
    cases = live_seeds("watch", "channels.tips.false_records={per_person_year: 1, of: {smoking: 1}}", people=people // 2, seeds=seeds,
                       society=(f"false_ceiling={ceiling}",))
    wanted = got = expected = 0.0
    for case in cases:
        for t in case.run.groups.values():
            n = case.people(tallies=t)          # a region of so few people is one community or several of one size
            each = n / -(-n // 8192)
            mean = 16 * 1024 * YEAR / (ceiling * each)
            ticks = math.floor(mean) / 16
            stored = math.exp(-0.5 / ticks) / -math.expm1(-1 / ticks)
            wanted += n * case.days / YEAR
            expected += n * case.days / YEAR * (mean / 16) / stored
            got += int(t.chan[case.run.program.channels.index("tips"), k.CH_FALSE])
    return near(ERRORS, f"false records under a ceiling of {ceiling}, by the exact page", cases[0].setting, expected, got,
                poisson(expected),
                f"people x rate x days / 365 x mean wait / stored mean wait: {expected / wanted - 1:.1%} more than asked for, since "
                "waits are whole ticks; below 0.03 percent under a ceiling of 0.2 in communities of 8,192")


def _dispersion(people: int) -> Row:
    """A Poisson count varies from community to community as its mean."""
    cases = live_seeds("watch", people=people // 10, size=people // 200, seeds=range(1, 11))
    chi = freedom = 0.0
    for case in cases:
        counts = np.array([t.chan[case.run.program.channels.index("tips"), k.CH_FALSE] for t in case.run.groups.values()], float)
        sizes = np.array([t.people[:, k.PEOPLE].sum() for t in case.run.groups.values()], float)
        mean = sizes * counts.sum() / sizes.sum()
        chi, freedom = chi + float(((counts - mean) ** 2 / mean).sum()), freedom + len(counts) - 1
    return near(ERRORS, f"dispersion of false records over {len(cases[0].run.groups)} communities", cases[0].setting, 1.0, chi / freedom,
                Z * math.sqrt(2 / freedom), "a Poisson count varies as its mean: chi-square over its degrees of freedom is 1")


def _look_alikes(people: int) -> list[Row]:
    """Nobody to be taken for keeps the record with the actor; nobody of another class is hit."""
    size, q = 10, (0.9, 0.1)
    case = live("watch", "channels.gate.review=null", "channels.gate.misattribution.among=look_alike", people=people // 20 * 20, size=size)
    right, wrong = case.channel(k.CH_RIGHT, "gate"), case.channel(k.CH_WRONG, "gate")
    company = 1 - sum(p * (1 - p) ** (size - 1) for p in q)
    expected, hits = 0.3 * company, right + wrong
    each = hits / case.n            # the same person's hits share their company
    error = Z * math.sqrt((expected * (1 - expected) + each * 2 * 0.09 * company * (1 - company)) / hits)
    offline = live("watch", "channels.files.misattribution={share: 0.5, among: look_alike}", people=people,
                   society=("kinds.littering.by={internet: {yes: 0}}",))
    return [near(ERRORS, "share of hits put on a look-alike, communities of ten", case.setting, expected, wrong / hits, error,
                 "0.3 x (1 - sum of q (1 - q)^9) over classes of shares 0.9 and 0.1: alone in the class, the actor keeps the record"),
            exact(ERRORS, "misattributed acts of people offline that fall on people online", offline.setting, 0,
                  offline.flow(k.RECORD_WRONG, "littering", internet="yes"), "never outside the class of look-alikes")]


def gamma_bins(sd: float, bins: int = 32) -> Floats:
    """Means of a gamma law of mean 1 within bins of equal chance."""
    shape = 1 / sd**2
    ends = np.array([*gamma.ppf(np.arange(bins) / bins, shape), np.inf])
    below = np.array([1.0 if math.isinf(x) else gammainc(shape + 1, x) for x in ends])
    return np.asarray(np.diff(below) * bins)


def _disposition(people: int) -> list[Row]:
    """A latent multiplier leaves the mean alone and spreads the rest."""
    off = tuple(f"channels.{c}.enabled=false" for c in (*CAMERAS, "tips", "files"))
    case = live("watch", *off, "channels.gate.misattribution=null", "channels.gate.review=null", people=people, days=DAYS // 4,
                society=("kinds.volunteering.rate=0",))
    bins, years = gamma_bins(1.0), case.days / YEAR
    met = float(np.mean(1 - np.exp(-10 * 0.5 * years * bins)))
    mean = case.n * 10 * years
    error = Z * math.sqrt(mean + case.n * (10 * years) ** 2 * float(np.var(bins)))
    return [near(OCCASIONS, "occasions of 'smoking', disposition gamma with sd 1", case.setting, mean, case.flow(k.WENT, "smoking"), error,
                 "people x rate x days / 365: a disposition has the mean 1"),
            near(CHANNELS, "share of people with a record of 'smoking'", case.setting, met, case.people(k.RECORDED_EVER) / case.n,
                 share(case.n, met), "1 - mean of exp(-5 d t) over 32 bins of a gamma law")]


def _scope(people: int) -> list[Row]:
    """Enrolment by share and consent; records on the others are dropped and counted."""
    case = live("watch", "scope.share=0.8", "scope.consent=0.5", people=people)
    seen, out = case.channel(k.CH_RIGHT, *CAMERAS), case.channel(k.CH_OUT_OF_SCOPE, *CAMERAS)
    each = (seen + out) / case.n
    error = Z * math.sqrt(0.24 * (1 + each) / (seen + out))
    return [near(WHO, "people enrolled", case.setting, 0.4 * case.n, case.people(k.ENROLLED), binomial(case.n, 0.4), "0.8 x 0.5 of all"),
            near(WHO, "share of hits dropped as out of scope", case.setting, 0.6, out / (seen + out), error,
                 "1 - 0.8 x 0.5; hits of one person go together")]
