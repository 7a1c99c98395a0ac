"""Closed forms of response and of what a listing does: laws, fear, hardship, publicity, gates, fines, ostracism, abolition.

Nearly all stand on ``everybody.yaml``: everybody is listed in the evening of day 0, so that what holds from day 1 on is the
same for all. Here live these rows. Never here: how anybody comes to be listed otherwise.
"""

import math

import numpy as np
from closed_forms_case import PEOPLE, YEAR, Case, Z, binomial, live, live_seeds, poisson, share
from row import Row, exact, near

from ostrakon import outcome
from ostrakon.kernel import tallies as k
from ostrakon.vocabulary import RIGHTS

LAW, MOOD, GATE, TIE, INTERVAL = "response", "fear and hardship", "consequences", "ties and households", "intervals"
LAWS = "response.laws=[deterrence, hardship]"
AFRAID = ("fear.own=5", LAWS, "response.fear_effect={expression: 0.2}")


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows of this file."""
    return [*_stakes(people), *_reward(people), *_hardship(people), *_fear(people), *_boldness(people), *_evasion(people),
            *_publicity(people),
            *_decay(people), *_gates(people), *_speech(people), *_follow(people), *_family(people), *_ostracism(people),
            *_abolition(people),
            *_jackknife(people)]


def listed(what: str) -> str:
    """The change that makes being listed do this."""
    return f"consequences.listed={{lists: [everybody], {what}}}"


def _count(case: Case, source: str, what: str, counter: int, kind: str, mean: float, note: str) -> Row:
    return near(source, what, case.setting, mean, case.flow(counter, kind), poisson(mean), note)


def _stakes(people: int) -> list[Row]:
    """Deterrence: exp(-coefficient x surveillance x severity), among the aware."""
    society = ("response.laws=[deterrence]", "response.deterrence=8")
    m = math.exp(-8 * 0.25 * 0.25)
    found = []
    for aware in (1.0, 0.6):
        case = live("everybody", *(() if aware == 1 else (f"awareness.share={aware}",)), people=people, society=society)
        each = 12 * case.days / YEAR
        mean = case.n * each * (aware * m + 1 - aware)
        error = Z * math.sqrt(mean + case.n * aware * (1 - aware) * (each * (1 - m)) ** 2)
        found.append(near(LAW, f"occasions of 'jaywalking' that go ahead, {aware:.0%} aware", case.setting, mean, case.flow(k.WENT,
                                                                                                                            "jaywalking"),
                          error, "people x rate x (a exp(-8 x 0.25 x 50 / 200) + 1 - a)"))
    return found


def _reward(people: int) -> list[Row]:
    """Reward: 1 + coefficient x surveillance x reward, at most the ceiling."""
    found = []
    for coefficient, m in ((10, 2.0), (60, 4.0)):
        case = live("everybody", people=people, society=("response.laws=[deterrence]", f"response.reward={coefficient}"))
        mean = case.people(sex="female") * 6 * m * case.days / YEAR
        found.append(_count(case, LAW, f"occasions of 'volunteering', reward {coefficient}", k.WENT, "volunteering", mean,
                            f"women x rate x min(4, 1 + {coefficient} x 0.5 x 40 / 200)"))
    return found


def _hardship(people: int) -> list[Row]:
    """Hardship by fines, and people short of money who pay late."""
    found = []
    for yuan, m in ((5000, 2.5), (10_000, 3.0)):
        case = live("everybody", listed(f"fine_yuan: {yuan}"), people=people, society=("response.laws=[hardship]", "response.hardship=0.3"))
        mean = case.n * 4 * (1 + m * (case.days - 1)) / YEAR
        found += [_count(case, LAW, f"occasions of 'late_bill' after a fine of {yuan:,}", k.WENT, "late_bill", mean,
                         f"people x rate x (1 + (days - 1) min(3, 1 + 0.3 x {yuan} / 1000)) / 365"),
                  exact(MOOD, f"fines of {yuan:,} in all", case.setting, case.n * yuan, case.people(k.FINES),
                        "people x fine: one entry each")]
    return found


def _fear(people: int) -> list[Row]:
    """Fear: exp(-effect x level), and the chilled are the rest."""
    case = live("everybody", listed("deny: [fly]"), people=people, society=AFRAID)
    each, m = case.n * 20 / YEAR, math.exp(-0.2 * 5)
    return [_count(case, LAW, "criticism uttered at fear 5", k.WENT, "criticism", each * (1 + (case.days - 1) * m),
                   "people x rate x (1 + (days - 1) exp(-0.2 x 5)) / 365"),
            _count(case, LAW, "criticism chilled at fear 5", k.CHILLED, "criticism", each * (case.days - 1) * (1 - m),
                   "people x rate x (days - 1) (1 - exp(-0.2 x 5)) / 365")]


def _boldness(people: int) -> list[Row]:
    """Two response classes of equal chance."""
    case = live("everybody", listed("deny: [fly]"), people=people, society=(*AFRAID, "response.boldness=[1.5, 0.5]"))
    each = 20 * (case.days - 1) / YEAR
    ms = (math.exp(-1.5), math.exp(-0.5))
    mean = case.n * (each * sum(ms) / 2 + 20 / YEAR)
    error = Z * math.sqrt(mean + case.n * (each * (ms[1] - ms[0]) / 2) ** 2)
    return [near(LAW, "criticism uttered by two classes of boldness", case.setting, mean, case.flow(k.WENT, "criticism"), error,
                 "the mean of exp(-0.2 x 5 x 1.5) and exp(-0.2 x 5 x 0.5)")]


def _evasion(people: int) -> list[Row]:
    """A share of the willing goes ahead unseen."""
    case = live("everybody", listed("deny: [fly]"), people=people,
                society=("fear.own=5", "response.evasion={jaywalking: {channel: camera, share_per_level: 0.1}}"))
    went, evaded = case.flow(k.WENT, "jaywalking"), case.flow(k.EVADED, "jaywalking")
    p = 0.5 * (case.days - 1) / case.days
    seen = 0.25 * (1 - p)
    return [near(LAW, "share of acts that evade the camera at fear 5", case.setting, p, evaded / went, share(went, p),
                 "0.1 x 5, from day 1 on"),
            near(LAW, "share of acts recorded beside evasion", case.setting, seen, case.flow(k.RECORD_RIGHT, "jaywalking") / went,
                 share(went, seen), "0.25 x (1 - share evading)")]


def _publicity(people: int) -> list[Row]:
    """Publicity: floor(c x entries x 8192 / people) in a community, at most 15 levels."""
    town = ("fear.publicity=0.00390625", LAWS, "response.fear_effect={expression: 0.1}")
    full = live("everybody", listed("publicise: true"), people=people, society=("fear.publicity=1", *town[1:]))
    mean = full.n * 20 * (1 + (full.days - 1) * math.exp(-1.5)) / YEAR
    found = [_count(full, MOOD, "criticism uttered under saturated publicity", k.WENT, "criticism", mean,
                    "people x rate x (1 + (days - 1) exp(-0.1 x 15)) / 365: everybody's entry counts, 15 levels are the most")]
    case = live("everybody", "lists.everybody.where={internet: 'no'}", listed("publicise: true"), people=min(people, 16_000), society=town)
    mean, levels = 0.0, []
    for t in case.run.groups.values():
        n = case.people(tallies=t)
        level = (int(t.lists[:, 0, k.ENTRIES].sum()) * 8192 // n) >> 8
        levels.append(level)
        mean += n * 20 * (1 + (case.days - 1) * math.exp(-0.1 * level)) / YEAR
    found.append(_count(case, MOOD, "criticism uttered under publicity of one person in ten", k.WENT, "criticism", mean,
                        f"level floor(floor(entries x 8192 / people) / 256) of each community: {', '.join(map(str, levels))}"))
    return found


def kept(value: int, factor: float, weeks: int) -> int:
    """Fear or hardship after so many weeks."""
    for _ in range(weeks):
        value = (value * round(factor * 65536)) >> 16
    return value


def _decay(people: int) -> list[Row]:
    """Whole numbers that shrink every seventh day; the cap of 4,095."""
    town = ("fear.own=10", "fear.weekly_decay=0.9", "hardship.weekly_decay=0.8")
    case = live("everybody", listed("fine_yuan: 7000, deny: [fly]"), people=people // 4, days=70,
                society=(*town, "kinds.fly.denial_hardship=0"))
    top = live("everybody", listed("deny: [fly]"), people=people // 4, days=70, society=("fear.own=15", "fear.household=15"))
    one = top.n * 15 * 256
    most = top.people(k.FEAR)
    alone = 0.15
    return [exact(MOOD, "fear after ten weeks, in 1/256 levels", case.setting, case.n * kept(2560, 0.9, 10), case.people(k.FEAR),
                  "people x (10 x 256, ten times (v x factor) >> 16)"),
            exact(MOOD, "hardship after ten weeks, in 1/256 levels", case.setting, case.n * kept(7 * 256, 0.8, 10), case.people(k.HARDSHIP),
                  "people x (7 x 256, ten times (v x factor) >> 16)"),
            near(MOOD, "people whose fear is at the cap", top.setting, top.n * (1 - alone), (most - one) / (4095 - 3840),
                 2 * binomial(top.n, alone), "people x share who do not live alone, 0.85: 15 levels from oneself and 15 from another, "
                 "capped at 4,095; households go together, so twice the tolerance of independent people")]


def _gates(people: int) -> list[Row]:
    """What is denied, refused, privileged; person-days restricted; days in detention."""
    case = live("everybody", listed("deny: [fly], privileges: {loan: {chance: 0.9}}"), people=people)
    years, rest = case.days / YEAR, (case.days - 1) / YEAR
    held = live("everybody", listed("detain_days: 50"), people=people)
    return [_count(case, GATE, "requests to fly denied", k.DENIED, "fly", case.n * 12 * 0.75 * rest,
                   "people x rate x grant chance x (days - 1) / 365: a denial counts when the word would have granted it"),
            _count(case, GATE, "requests to fly refused", k.REFUSED, "fly", case.n * 12 * 0.25 * years,
                   "people x rate x (1 - grant chance)"),
            _count(case, GATE, "loans granted", k.GRANTED, "loan", case.n * 6 * (0.9 * rest + 0.6 / YEAR),
                   "people x rate x the higher of both chances, 0.9"),
            _count(case, GATE, "... of which by privilege", k.BOOSTED, "loan", case.n * 6 * 0.3 * rest, "people x rate x (0.9 - 0.6)"),
            exact(GATE, "person-days without freedom of movement", case.setting, case.n * case.days,
                  int(case.total.rights[:, RIGHTS.index("movement")].sum()), "people x days: each evening from day 0 on"),
            exact(GATE, "days of detention", held.setting, held.n * 50, held.people(k.DETAINED_DAYS), "people x 50"),
            _count(held, GATE, "occasions of 'jaywalking' lost to detention", k.DETAINED, "jaywalking", held.n * 12 * 50 / YEAR,
                   "people x rate x 50 / 365")]


def _speech(people: int) -> list[Row]:
    """Suspension silences; an account is removed once."""
    case = live("everybody", listed("suspend_expression: true, remove_account: true"), people=people)
    return [_count(case, GATE, "criticism silenced", k.SILENCED, "criticism", case.n * 20 * (case.days - 1) / YEAR,
                   "people x rate x (days - 1) / 365"),
            exact(GATE, "person-days without an account", case.setting, case.n * case.days, case.people(k.REMOVED_DAYS), "people x days")]


def _follow(people: int) -> list[Row]:
    """A granted loan brings a repayment after 20 days."""
    case = live("everybody", people=people)
    return [_count(case, GATE, "repayments that loans bring", k.CANDIDATES, "repayment", case.n * 6 * 0.6 * (case.days - 20) / YEAR,
                   "people x rate x grant chance x (days - 20) / 365")]


def _family(people: int) -> list[Row]:
    """Those who live with somebody listed, and fear for the household."""
    case = live("everybody", "lists.everybody.where={internet: 'no'}",
                listed("household_deny: [fly]"), people=people, days=28)
    p = 0.4 * 0.1 + 0.45 * (1 - 0.9**2)
    afraid = live("everybody", listed("deny: [fly]"), people=people, days=28, society=("fear.household=1",))
    spread = math.sqrt((0.3 * 1.3**2 + 0.4 * 0.6**2 + 0.3 * 2.1**2) / 2 / afraid.n)
    return [near(TIE, "share of person-days in the household of somebody listed", case.setting, p,
                 case.people(k.FAMILY_DAYS) / (case.n * case.days), math.sqrt(3) * share(case.n, p),
                 "0.4 x 0.1 + 0.45 x (1 - 0.9^2): people in households of 2 and 3, one in ten listed; design effect at most 3"),
            near(TIE, "mean fear for the household, in levels", afraid.setting, 1.3, afraid.people(k.FEAR) / 256 / afraid.n, Z * spread,
                 "E[s (s - 1)] / E[s]: a level from each other member")]


def _ostracism(people: int) -> list[Row]:
    """Each tie is cut by one word."""
    every = live("everybody", listed("ostracism: {chance: 1}"), people=people // 4, days=7)
    some = live("everybody", listed("ostracism: {chance: 0.3}"), people=people // 4, days=7)
    ties = every.people(k.TIES_CUT)
    return [near(TIE, "ties cut when both ends are listed on one day", some.setting, ties * 0.3, some.people(k.TIES_CUT), binomial(ties,
                                                                                                                                   0.3),
                 "ties x chance: one word per pair and day; the ties are those that a chance of 1 cuts")]


def _abolition(people: int) -> list[Row]:
    """Listings end, gates open, scores are erased, fear goes on by its own law."""
    end = "rollout=[{day: 0}, {day: 100, regime: none}]"
    town = ("fear.own=10", "fear.weekly_decay=0.9")
    case = live("everybody", end, listed("deny: [fly]"), people=people, days=210, society=town)
    return [exact(GATE, "person-days listed, abolished on day 100", case.setting, case.n * 100, case.listed(k.LIST_DAYS, "everybody"),
                  "people x 100"),
            _count(case, GATE, "denials, abolished on day 100", k.DENIED, "fly", case.n * 12 * 0.75 * 99 / YEAR,
                   "people x rate x 0.75 x 99 / 365"),
            exact(GATE, "sum of scores after abolition", case.setting, 0, case.people(k.SCORE), "erased"),
            exact(MOOD, "fear 110 days after abolition, in 1/256 levels", case.setting, case.n * kept(2560, 0.9, 30), case.people(k.FEAR),
                  "people x (2,560, thirty times (v x factor) >> 16): it does not end with the regime")]


def _jackknife(people: int) -> list[Row]:
    """The interval of a share of independent people is that of a binomial."""
    seeds = range(1, 41)
    cases = live_seeds("register", "rules.rumour.enabled=false", people=people // 10, size=people // 200, days=182, seeds=seeds)
    p = 1 - math.exp(-12 * 0.1 * 182 / YEAR)
    told = [outcome(case.run, "listed") for case in cases]
    ratio = float(np.mean([t["mcse"] ** 2 for t in told])) / (p * (1 - p) / cases[0].n)
    freedom = len(cases) * (len(cases[0].run.groups) - len(cases[0].run.program.society.tables.population))
    covered = sum(t["low"] <= p <= t["high"] for t in told)
    return [near(INTERVAL, "variance by jackknife over that of a binomial", cases[0].setting, 1.0, ratio, Z * math.sqrt(2 / freedom),
                 f"p (1 - p) / people, p = 1 - exp(-1.2 x 182 / 365); {freedom} degrees of freedom"),
            near(INTERVAL, "intervals of 95 percent that hold the share", cases[0].setting, 0.95 * len(cases), covered,
                 binomial(len(cases), 0.95), "seeds x 0.95")]
