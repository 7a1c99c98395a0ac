"""The rows of the page of coverage: which outcomes, by which estimator, against which truth.

Here live the sections. Never here: a run, a closed form (``coverage_case``), or the counting (``coverage_count``).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from coverage_case import ARTICLE, INDEPENDENT, LISTS, LONELY, SHORES, Case, Known
from coverage_count import Drawn, Outcome, change, gap, number, one, people_in, risk

from ostrakon.measures.base import Axis, Counts

JOINED = ("points_lost", "bad_credit", "on.half", "harmed_by_association", "denials")
MIXED = (*JOINED, "misattributed", "points_to_association", "wrongly_listed", "listed_by_error")
SEVERAL = ("plain", "coast", "hills")         # regions of 13, 6 and 3 communities
SEEN_LESS = "half the chance to be seen"
WORDS = {"rare": "rare", "seldom": "seldom", "some": "some", "half": "half", "most": "most", "nearly_all": "nearly all"}


@dataclass(frozen=True)
class Section:
    """Rows under one heading. case: the name of the case that was run; collapsed: also with regions collapsed in pairs, to compare."""

    title: str
    words: str
    case: str
    outcomes: tuple[Outcome, ...]
    replicates: int = 1
    collapsed: bool = False


CASES: dict[str, Case] = {"six shores": SHORES, "six shores, independent": INDEPENDENT, "article": ARTICLE,
                          "article, one community a province": LONELY}


def listed(arm: str, name: str, truth: float, region: int | None = None) -> Outcome:
    """The share of people on a list."""
    return Outcome(f"share on list '{WORDS[name]}'", one(arm, f"on.{name}", region=region), truth,
                   people_in(arm, f"on.{name}", region=region))


def independent(known: Known) -> tuple[Outcome, ...]:
    """Shares, means, rates, totals with closed forms: people of a community are independent given the household's minority."""
    shares = [listed("alone", name, known.over(known.listed(name))) for name in LISTS]
    totals = [Outcome(f"people on list '{name}'", number("alone", f"on.{name}"), known.over(known.listed(name)) * SHORES.scenario.people,
                      people_in("alone", f"on.{name}")) for name in ("seldom", "some", "half")]
    return (*shares, Outcome("records per person", one("alone", "records"), known.records(), people_in("alone", "records")),
            Outcome("requests denied per 1,000", one("alone", "denials"), 1000 * known.denials(), people_in("alone", "denials")), *totals)


def joined() -> tuple[Outcome, ...]:
    """The same people tied to each other: what one does others pay for."""
    totals = [Outcome("people on list 'half'", number("joined", "on.half"), None, people_in("joined", "on.half"))]
    return (*(Outcome(named(name), one("joined", name), None, people_in("joined", name)) for name in MIXED), *totals)


def named(name: str) -> str:
    """A measure in words."""
    return f"share on list '{WORDS[name[3:]]}'" if name.startswith("on.") else name.replace("_", " ")


def moved(first: str, second: str, name: str) -> Callable[[Drawn], float]:
    """By how many people or events the arms differ."""
    return lambda d: abs(float((d.sides(second, name)[0] - d.sides(first, name)[0]).sum()))


def paired(known: Known) -> tuple[Outcome, ...]:
    """Differences and changes in percent between arms with the same people and luck."""
    rows = []
    for name in ("half", "some"):
        was, less = known.over(known.listed(name)), known.over(known.listed(name, 0.5))
        for arm, truth, words in (("fewer", less - was, SEEN_LESS), ("exempt", -0.01 * was, "one in a hundred exempt")):
            rows += _both(f"{named(f'on.{name}')}: {words}", arm, f"on.{name}", truth, 100 * truth / was)
    for name, words, per, closed in (("records", "records per person", 1, known.records),
                                     ("denials", "requests denied per 1,000", 1000, known.denials)):
        was, less = closed(), closed(0.5)
        rows += _both(f"{words}: {SEEN_LESS}", "fewer", name, per * (less - was), 100 * (less / was - 1))
    for name in ("points_lost", "bad_credit", "on.half", "denials"):
        rows += _both(f"{named(name)}: spillover and misattribution", "joined", name, None, None)
    return tuple(rows)


def _both(words: str, arm: str, name: str, truth: float | None, percent: float | None) -> list[Outcome]:
    args = ("alone", arm, name)
    return [Outcome(f"{words}, difference", gap(*args), truth, moved(*args)),
            Outcome(f"{words}, percent", change(*args), percent, moved(*args))]


def cohorts(known: Known, minority: Counts) -> tuple[Outcome, ...]:
    """Risk ratios of the minority against everybody else."""
    rows = [Outcome(f"{named(f'on.{name}')}, people independent", risk("alone", f"on.{name}", minority),
                    known.over(known.listed(name), 1) / known.over(known.listed(name), 0), people_in("alone", f"on.{name}", minority))
            for name in ("seldom", "some", "half")]
    return (*rows, *(Outcome(f"{named(name)}, people tied", risk("joined", name, minority), None, people_in("joined", name, minority))
                     for name in ("bad_credit", "on.half", "wrongly_listed")))


def provinces(known: Known) -> tuple[Outcome, ...]:
    """Shares within regions of ten, six and three groups of communities, as the cut by province gives them."""
    rows = []
    for region in SEVERAL:
        number_of = list(known.society.population.regions).index(region)
        for name in ("some", "half"):
            row = listed("alone", name, known.over(known.listed(name), region=number_of), number_of)
            rows.append(Outcome(f"{region}: {row.name}", row.ends, row.truth, row.events))
        rows.append(Outcome(f"{region}: bad credit, people tied", one("joined", "bad_credit", region=number_of), None,
                            people_in("joined", "bad_credit", region=number_of)))
    return tuple(rows)


def headlines(case: Case) -> tuple[Outcome, ...]:
    """Every headline measure of the first arm of a case."""
    arm = next(iter(case.arms))
    return tuple(Outcome(named(m.name), one(arm, m.name), None, people_in(arm, m.name)) for m in case.measures)


def without_spillover() -> tuple[Outcome, ...]:
    """Every headline measure without spillover, less that of the article."""
    return tuple(Outcome(named(m.name), gap("article", "no spillover", m.name), None, moved("article", "no spillover", m.name))
                 for m in ARTICLE.measures)


def sections(axis: Axis) -> tuple[Section, ...]:
    """All of the page, in its order. axis: the attribute minority of the cohorts of six shores."""
    known = Known()
    minority = np.flatnonzero(axis.of == axis.labels.index("minority"))
    return (
        Section("Shares, means, rates and totals: people independent", "Closed forms are the truth.", "six shores, independent",
                independent(known), collapsed=True),
        Section("The same where people are not independent",
                "Household and close friends share the points, a fifth of the camera's records falls on somebody else of the community.",
                "six shores", joined(), collapsed=True),
        Section("Paired differences, and changes in percent", "Arms with the same people and luck.", "six shores", paired(known)),
        Section("Risk ratios of a cohort", "The minority against everybody else.", "six shores", cohorts(known, minority)),
        Section("Provinces: few groups", "Ten, six and three groups of communities: 9, 5 and 2 degrees of freedom.", "six shores",
                provinces(known)),
        Section("Two replicates pooled: people independent", "Each set is two seeds; a region of one community has two groups then.",
                "six shores, independent", independent(known), replicates=2),
        Section("Two replicates pooled: people tied", "As above.", "six shores", joined(), replicates=2),
        Section("`article-2018` on `china-2020`", "Every headline measure.", "article", headlines(ARTICLE), collapsed=True),
        Section("`article-2018`: paired differences without spillover", "Every headline measure.", "article", without_spillover()),
        Section("`article-2018` with one community in each province", "No province shows a variance of its own: they are collapsed.",
                "article, one community a province", headlines(LONELY)),
    )


def as_collapsed(d: Drawn) -> Drawn:
    """The same sums when regions of one group are always collapsed."""
    return replace(d, plan=replace(d.plan, region=None))
