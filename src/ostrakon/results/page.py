"""The page of a run: one HTML file that stands alone, made from the summary and nothing else.

Here live which figures are drawn and what is said about them. Never here: how a plot is drawn, a measure, or a script:
the page makes no request and runs no code.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ostrakon.results import figures as f
from ostrakon.results.burden_figures import burden_figures
from ostrakon.results.composite_figures import composite_figures
from ostrakon.results.template import fill
from ostrakon.results.words import amount, cohort, counted, duration, interval, is_share, words_of_part, worst

Summary = dict[str, Any]
Figure = dict[str, Any]
MOST_COHORTS = 10
CARDS = (
    "listed",
    "wrongly_listed",
    "still_wrongly_listed",
    "bad_credit",
    "points_to_association",
    "ever_denied",
    "chilled",
    "listed_by_error",
)
AXIS_TITLES = {
    "sex": "Sex",
    "minority": "Minority",
    "urban": "Place",
    "quintile": "Income quintile",
    "age": "Age",
    "education": "Education",
    "occupation": "Occupation",
    "internet": "Internet",
    "role": "Role in the household",
}
LEVEL_TITLES = {
    ("minority", "han"): "Han",
    **{("quintile", f"q{i}"): title for i, title in enumerate(("poorest fifth", "second", "third", "fourth", "richest fifth"), 1)},
}
CAVEATS = {
    "as_claimed": "This regime is described as a press article claims it to be; whether such a system existed is another question.",
    "as_documented": "This regime is described from the documents named in its file; what they leave open is marked assumed.",
    "study": "This regime was written for study; it describes no real place.",
}


def level(axis: str, label: str) -> str:
    """What a level of an attribute is called on the page."""
    return LEVEL_TITLES.get((axis, label), label.replace("_", " "))


def axis_title(axis: str) -> str:
    """What an attribute is called on the page, or several that are joined.

    >>> axis_title("urban"), axis_title("sex+minority")
    ('Place', 'Sex and minority')
    """
    first, *rest = (AXIS_TITLES.get(name, name.replace("_", " ").capitalize()) for name in axis.split("+"))
    return " and ".join([first, *(name.lower() for name in rest)])


def _weekly(s: Summary, heading: str, words: str, unit: str, series: Sequence[tuple[str, str]]) -> Figure:
    days = s["weekly"]["day"]
    courses = [s["weekly"][name] for name, _ in series]
    drawn = [f.Line(label, c["value"], i + 1, c["low"], c["high"]) for i, ((_, label), c) in enumerate(zip(series, courses, strict=True))]
    rows = [[f"{day:,.0f}", *(_week(c, i) for c in courses)] for i, day in enumerate(days)]
    return {
        "heading": heading,
        "words": words,
        "caption": f"{unit}, with 95 percent intervals as bands",
        "svg": f.lines(f"{heading}: {unit}", days, drawn),
        "note": "",
        "head": ["Day", *(label for _, label in series)],
        "rows": rows,
    }


def _week(course: Mapping[str, Any], i: int) -> str:
    """One week of a series, with its interval where there is one."""
    span = interval({"low": course["low"][i], "high": course["high"][i], "unit": course["unit"]})
    return f.number(course["value"][i]) + (f" ({span})" if span != "-" else "")


def _row(label: str, outcome: Mapping[str, Any], share: bool, style: int) -> f.Row:
    scale = 100.0 if share else 1.0
    low, high = outcome["low"], outcome["high"]
    return f.Row(label, outcome["value"] * scale, None if low is None else low * scale, None if high is None else high * scale, style)


def _groups(s: Summary, name: str, heading: str, words: str) -> Figure | None:
    """A measure by attribute, one block for each."""
    outcome, cuts = s["outcomes"][name], s["by"][name]
    rows: list[f.Row] = []
    table = []
    for axis, levels in cuts.items():
        known = {label: o for label, o in levels.items() if o["value"] is not None}
        if axis in ("region", "age", "occupation", "education") or len(known) < 2:
            continue
        rows.append(f.Row(axis_title(axis), None))
        for label, o in known.items():
            rows.append(_row(level(axis, label), o, is_share(outcome["unit"]), 1))
            table.append(
                [
                    f"{axis_title(axis)}: {level(axis, label)}",
                    amount(o["value"], outcome["unit"]),
                    interval({**o, "unit": outcome["unit"]}),
                    f"{o['n']:,}",
                ]
            )
        table += [[f"{axis_title(axis)}: {level(axis, label)}", o["reason"], "-", "0"] for label, o in levels.items() if "reason" in o]
    return _dots(outcome, heading, words, rows, table) if rows else None


def _disparity(s: Summary, name: str, heading: str, words: str) -> Figure | None:
    """The cohorts, intersections included, that bear most beside everybody else; and which were too small to tell of."""
    found, outcome = s["disparity"][name], s["outcomes"][name]
    told = [row for row in found["cohorts"] if row["low"] is not None]
    if not told:
        return None
    drawn = worst(found, MOST_COHORTS) or told[:MOST_COHORTS]
    small = found["excluded"]
    note = f"{len(small)} cohorts are not told of: too few people, or too few whom it befell; summary.json names each." if small else ""
    return {
        "heading": heading,
        "words": words,
        "caption": f"{outcome['title']}: times as often as among everybody else, with 95 percent intervals; 1 is no difference",
        "svg": f.dots(heading, [f.Row(cohort(row["cohort"]), row["ratio"], row["low"], row["high"], 3) for row in drawn]),
        "note": note,
        "head": ["Cohort", "Times as often", "95 % interval", "Rate", "People"],
        "rows": [[cohort(row["cohort"]) + ("" if row["clear"] else " (not clear among so many)"), f"{row['ratio']:.3g}",
                  f"{row['low']:.3g} to {row['high']:.3g}", amount(row["value"], "share"), f"{row['n']:,}"] for row in told[:40]],
    }


def _regions(s: Summary, name: str, heading: str, words: str) -> Figure | None:
    """A measure by province, highest first."""
    outcome = s["outcomes"][name]
    known = {label: o for label, o in s["by"][name]["region"].items() if o["value"] is not None}
    if len(known) < 2:
        return None
    order = sorted(known, key=lambda label: -known[label]["value"])
    rows = [_row(level("region", label), known[label], is_share(outcome["unit"]), 2) for label in order]
    table = [
        [
            level("region", label),
            amount(known[label]["value"], outcome["unit"]),
            interval({**known[label], "unit": outcome["unit"]}),
            f"{known[label]['n']:,}",
        ]
        for label in order
    ]
    return _dots(outcome, heading, words, rows, table)


def _without(rows: Sequence[f.Row]) -> str:
    """Which dots stand without an interval, and why."""
    bare = [row.label for row in rows if row.value is not None and row.low is None]
    if not bare:
        return ""
    whose = ", ".join(bare) if len(bare) < sum(row.value is not None for row in rows) else "any of these"
    why = "only one community was lived there, nothing differed between communities, or too little was counted"
    return f"No interval can be given for {whose}: {why}."


def _dots(outcome: Mapping[str, Any], heading: str, words: str, rows: list[f.Row], table: list[list[str]]) -> Figure:
    unit = "percent" if is_share(outcome["unit"]) else outcome["unit"]
    return {
        "heading": heading,
        "words": words,
        "caption": f"{outcome['title']}: {unit}, with 95 percent intervals",
        "svg": f.dots(heading, rows),
        "note": _without(rows),
        "head": ["Group", "Value", "95 % interval", "Counted"],
        "rows": table,
    }


def _tiers(s: Summary) -> Figure:
    actual, shadow = s["distributions"]["tiers"], s["distributions"]["tiers_shadow"]
    rows = []
    for tier in actual:
        name = tier.replace("_", " ")
        rows += [f.Row(name, actual[tier] * 100, style=1), f.Row("shadow", shadow[tier] * 100, style=2)]
    unit = "percent of people: as the regime has it, and in the shadow ledger below it"
    return {
        "heading": "Tiers at the end",
        "words": "Where people end, and where the same acts would have put them without error and without association.",
        "caption": unit,
        "svg": f.bars("Tiers at the end", rows),
        "note": "",
        "head": ["Tier", "Actual", "Without error and association"],
        "rows": [[t, amount(actual[t], "share"), amount(shadow[t], "share")] for t in actual],
    }


def _requests(s: Summary) -> Figure | None:
    found = {name: o for name, o in s["requests"].items() if o["value"]}
    if not found:
        return None
    order = sorted(found, key=lambda name: -found[name]["value"])
    rows = [f.Row(name.replace("_", " "), found[name]["value"], style=3) for name in order]
    return {
        "heading": "What people were turned away from",
        "words": "Requests that the regime denied and that would have been granted without it.",
        "caption": "denials per 1,000 people over the run",
        "svg": f.bars("Denials by request", rows),
        "note": "",
        "head": ["Request", "Per 1,000 people", "95 % interval"],
        "rows": [[n.replace("_", " "), f.number(found[n]["value"]), interval(found[n])] for n in order],
    }


def _channels(s: Summary) -> Figure | None:
    found = {c: v for c, v in s["channels"].items() if v["right"] + v["misattributed"] + v["false"] > 0}
    if not found:
        return None

    def wrong(v: Mapping[str, float]) -> float:
        return (v["misattributed"] + v["false"]) / (v["right"] + v["misattributed"] + v["false"])

    order = sorted(found, key=lambda c: -wrong(found[c]))
    rows = [f.Row(c.replace("_", " "), 100 * wrong(found[c]), style=4) for c in order]
    return {
        "heading": "How often each channel errs",
        "words": "Share of a channel's records that fell on the wrong person or tell of what never happened.",
        "caption": "percent of records",
        "svg": f.bars("Wrong records by channel", rows),
        "note": "",
        "head": ["Channel", "Right", "On the wrong person", "Never happened", "Points lost"],
        "rows": [
            [c.replace("_", " "), *(f.number(found[c][k]) for k in ("right", "misattributed", "false", "points_lost"))] for c in order
        ],
    }


def _figures(s: Summary) -> list[Figure]:
    drawn = [
        _weekly(
            s,
            "Who is on a list",
            "People on a black list at the end of each week, those on it wrongly, and those in the lowest tier.",
            "per 1,000 people",
            (("listed", "listed"), ("wrongly_listed", "listed wrongly"), ("bad_credit", "lowest tier")),
        ),
        _groups(
            s,
            "wrongly_listed",
            "Who is listed wrongly",
            "Wrongly by the regime's own rules: without errors and without others' records this person would not have been listed.",
        ),
        _disparity(
            s,
            "wrongly_listed",
            "Who bears more than the others",
            "Cohorts by one attribute and by several at once. Named are those that stand out even though all are looked at together.",
        ),
        _regions(s, "listed", "Province by province", "People listed at least once during the run, by province."),
        _tiers(s),
        _requests(s),
        _weekly(
            s,
            "What falls away each week",
            "Words unsaid for fear of the regime, and requests turned away, week by week.",
            "per 1,000 people and week",
            (("chilled", "words unsaid"), ("denied", "turned away")),
        ),
        _groups(s, "chilled", "Who falls silent", "Share of what people would have said without the regime and did not say."),
        _channels(s),
        *burden_figures(s),
        *composite_figures(s["measures"]),
    ]
    return [figure for figure in drawn if figure]


def _cards(s: Summary) -> list[dict[str, str]]:
    cards = []
    for name in CARDS:
        o = s["outcomes"][name]
        people = counted(o)
        span = interval(o)
        note = " · ".join(x for x in (f"{people} people" if people else o["unit"], f"95 %: {span}" if span != "-" else "") if x)
        cards.append(
            {
                "title": o["title"].removeprefix("... ").capitalize() if name != "points_to_association" else "Points lost to association",
                "value": amount(o["value"], o["unit"]),
                "note": note,
            }
        )
    return cards


def render(summary: Summary) -> str:
    """The page as text. The same summary gives the same page."""
    run = summary["run"]
    outcomes = [
        {
            "title": o["title"],
            "value": o.get("reason") or amount(o["value"], o["unit"]) + ("" if is_share(o["unit"]) else f" {o['unit']}"),
            "interval": interval(o),
            "estimand": o["estimand"],
        }
        for o in summary["outcomes"].values()
    ]
    provenance = [
        ("tally digest", summary["tally_digest"]),
        ("program digest", summary["program_digest"]),
        ("seed", run["seed"]),
        ("took", duration(run["seconds"])),
        ("ostrakon", summary["version"]),
        ("regime", summary["regime"]["id"]),
        ("society", summary["society"]["id"]),
    ]
    return fill(
        "page.html.j2",
        s=summary,
        people=f"{run['people']:,}",
        family=summary["regime"]["family"].replace("_", " "),
        cards=_cards(summary),
        part=words_of_part(run),
        caveat=CAVEATS.get(summary["regime"]["family"], ""),
        figures=_figures(summary),
        outcomes=outcomes,
        provenance=provenance,
    )
