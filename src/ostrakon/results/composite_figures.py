"""The page's sections on what is more than one ratio: time to exit, moves between tiers, the way back, concentration.

Here live which of their numbers are drawn, and the sentences over them. Never here: how a plot is drawn, or a computation.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ostrakon.results import figures as f
from ostrakon.results import plots
from ostrakon.results.words import amount, interval

Figure = dict[str, Any]
Told = Mapping[str, Any]
WEEK = 7


def composite_figures(measures: Told) -> list[Figure]:
    """A section for each of these that has something to show."""
    makers = {"exit_time": _exit, "mobility": _mobility, "poverty_trap": _trap, "concentration": _concentration}
    return [figure for name, make in makers.items() if name in measures and "reason" not in measures[name]
            for figure in make(measures[name])]


def _number(told: Told) -> list[str]:
    """Value, interval and count of a row; where there is no value, the reason."""
    if told["value"] is None:
        return [told["reason"], "-", f"{told['n']:,}"]
    return [amount(told["value"], told["unit"]) + (f" {told['unit']}" if told["unit"] == "days" else ""), interval(dict(told)),
            f"{told['n']:,}"]


def _figure(heading: str, words: str, caption: str, svg: Any, rows: list[list[str]], head: list[str] | None = None,
            note: str = "") -> Figure:
    return {"heading": heading, "words": words, "caption": caption, "svg": svg, "note": note,
            "head": head or ["What", "Value", "95 % interval", "Counted"], "rows": rows}


def _line(label: str, told: Told, style: int) -> f.Line:
    """The part of a survival curve that is known, in percent."""
    longer = told["longer"]
    known = [i for i, value in enumerate(longer["value"]) if value is not None]
    low, high = ([None if longer[end][i] is None else 100 * longer[end][i] for i in known] for end in ("low", "high"))
    return f.Line(label, [100 * longer["value"][i] for i in known], style, low, high)


def _exit(told: Told) -> Iterator[Figure]:
    """One curve for all listings and one for the wrongful ones, over all black lists."""
    here = {whose: one for whose, one in next(iter(told["lists"].values())).items() if "reason" not in one}
    if not here:
        return
    lines = [_line({"all": "all", "wrongful": "wrongful"}[whose], one, {"all": 1, "wrongful": 2}[whose]) for whose, one in here.items()]
    longest = max(len(line.values) for line in lines)
    rows = [[f"{name.replace('_', ' ')}, {whose}: {what}", *_number(one[key])]
            for name, sorts in told["lists"].items() for whose, one in sorts.items() if "reason" not in one
            for key, what in (("median", "half have ended after"), ("still_listed_after_one_year", "still listed after a year"),
                              ("still_listed_after_two_years", "after two years"), ("never_restored", "not ended in the run"))]
    first = here.get("all", next(iter(here.values())))
    half = first["median"]["value"]
    heading = (f"Half of the listings have ended after {half:,.0f} days" if half is not None
               else f"{amount(first['never_restored']['value'], 'share')} of the listings have not ended when the run does")
    yield _figure(heading, "Of the listings of the run, how many last longer. Those that the end of the run cut short count as "
                  "long as they were seen (Kaplan and Meier).", "percent of listings that last longer, with 95 percent intervals as bands",
                  f.lines(heading, [WEEK * i for i in range(longest)], [_filled(line, longest) for line in lines]), rows,
                  note="" if "wrongful" in here else "No listing was wrongful.")


def _filled(line: f.Line, longest: int) -> f.Line:
    """Of one length with the others: a curve that ends is held where it ends, without a band."""
    rest = longest - len(line.values)
    low, high = ([*ends, *[None] * rest] for ends in (line.low, line.high))
    return f.Line(line.label, [*line.values, *[line.values[-1]] * rest], line.style, low, high)


def _mobility(told: Told) -> Iterator[Figure]:
    names = [tier.replace("_", " ") for tier in told["tiers"]]
    rows = [[told[key]["estimand"], *_number(told[key])] for key in (
        "up", "down", "leave_bottom_four_weeks", "leave_bottom_one_year", "above_bottom_after_one_year", "shorrocks")]
    leaves = told["leave_bottom_four_weeks"]["value"]
    heading = (f"{amount(leaves, 'share')} of the lowest tier are in a better one four weeks later" if leaves is not None
               else "Nobody was seen in the lowest tier")
    yield _figure(heading, "Where people of each tier are four weeks later, by snapshots.", "percent of the people of each row's tier",
                  plots.heat(heading, names, told["matrix"]["value"], 2), rows)


def _trap(told: Told) -> Iterator[Figure]:
    back = {state: one for state, one in told["days_to_return"].items() if one["n"]}
    rows = [[state, *_number(one)] for state, one in told["days_to_return"].items()]
    known = [state for state, one in back.items() if one["value"] is not None]
    stuck = [state for state, one in back.items() if one["value"] is None]
    commonest = max(known, key=lambda state: int(back[state]["n"]), default="")
    heading = (f"From '{commonest}' the way back takes {f.number(back[commonest]['value'])} days on average" if commonest
               else "Nobody was seen to return from sanctions and hardship" if stuck else "Nobody was seen sanctioned or in hardship")
    yield _figure(heading, "Where people in each state of standing and hardship are four weeks later. The days of return are reckoned as "
                  "if the next state depended on the present one alone.", "percent of the people of each row's state",
                  plots.heat(heading, told["states"], told["matrix"]["value"], 3), rows,
                  ["From", "Days to return", "95 % interval", "Seen"],
                  f"Never seen to return: {'; '.join(stuck)}." if stuck else "")


def _concentration(told: Told) -> Iterator[Figure]:
    curve = told["lorenz"]
    rows = [[told[key]["estimand"], *_number(told[key])] for key in ("gini", "gini_of_sanctioned", "top_1_percent", "touched")]
    heading = f"The most burdened 1 percent of people bear {amount(told['top_1_percent']['value'], 'share')} of all days under sanction"
    line = f.Line(f"Gini {told['gini']['value']:.2f}", curve["value"], 4, curve["low"], curve["high"])
    yield _figure(heading, "Days under sanction that the least burdened bear, people in rising order (Lorenz).",
                  "share of all days under sanction, with 95 percent intervals as a band",
                  plots.shares(heading, curve["people"], line, ("share of people, least burdened first", "share of days")), rows)
