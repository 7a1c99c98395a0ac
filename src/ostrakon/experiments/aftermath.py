"""What remains of a regime in sentences and rows.

Here lives wording from numbers. Never here: a number that the abolition does not hold, or a word on whether what remains is good.
A sentence is written only when the interval of its difference leaves out 0; the rest is named together.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from ostrakon.results.figures import number

Told = Mapping[str, Any]
HEADINGS = ("Outcome", "under it", "first", "last", "95 % interval", "left, %", "back")
ENDS_OF = ("value", "low", "high", "mcse")
MOST = 8                # outcomes that sentences name one by one
MEANING = ("Differences are from the society in which the regime never was, the same people with the same luck. Under it: in the last "
           "four weeks of the regime, a flow as the mean of a week. First, last: over the first and the last four weeks without it. Of "
           "fear, hardship, lists and credit: at the end of the last week under it, of the first without it, and of the last. Left: of the "
           "difference under it.")
CAUTION = ("Back: the week without it from which on no weekly difference can be told from chance with so many people; with more people "
           "it comes later, and of twenty intervals one leaves out 0 by chance.")


def sentences(found: Told) -> Iterator[str]:
    """What there is to say, the largest remains first."""
    ending, outcomes = found["ending"], found["outcomes"]
    if ending["by_itself"] is not None:
        yield f"By its own rollout the regime has ended on day {ending['by_itself']:,}, before this end."
    remaining = [o for o in outcomes.values() if _clear(o["effects"]["last"])]
    remaining.sort(key=lambda o: -1.0 if o["left"]["value"] is None else o["left"]["value"], reverse=True)
    for o in remaining[:MOST]:
        yield _remains(o, ending)
    if more := remaining[MOST:]:
        yield f"So it is with {_names(more)}."
    gone = [o for o in outcomes.values() if o not in remaining and _clear(o["effects"]["before"]) and not _never(o)]
    for o in gone[:MOST]:
        yield _went(o)
    if more := gone[MOST:]:
        yield f"Nor can a difference be told in {_names(more)}."
    if at_once := [o for o in outcomes.values() if _never(o) and o["effects"]["before"]["value"]]:
        yield f"Exactly as if it had never been, from the first week without it: {_names(at_once)}."
    if same := [o for o in outcomes.values() if not any(o["effects"][part]["value"] for part in ("before", "first", "last"))]:
        yield f"The same before and after as in the society without the regime, to the last count: {_names(same)}."
    if unclear := [o for o in outcomes.values() if o not in remaining and o not in gone and o not in same and not _never(o)]:
        yield f"Not to be told from chance with so many people, under the regime or after it: {_names(unclear)}."
    if ending["ties"] is None:
        yield "Some lists cut ties for good and some until the listing ends; how many of those cut are gone for good is not counted apart."


def _clear(gap: Told) -> bool:
    return gap["low"] is not None and not gap["low"] <= 0 <= gap["high"]


def _never(o: Told) -> bool:
    """Whether after the end nothing differs at all, in any week that is told."""
    later = [o["effects"]["first"], o["effects"]["last"]]
    return not any(gap["value"] for gap in later) and (o["weeks"] is None or o["back"] == 1)


def _names(outcomes: Sequence[Told]) -> str:
    """Their titles; those of one sort (``Requests made: fly``, ``Requests made: loan``) together.

    >>> _names([{"title": "Fear"}, {"title": "Conduct: lawful"}, {"title": "Conduct: unlawful"}])
    'fear; conduct (lawful, unlawful)'
    """
    sorts: dict[str, list[str]] = {}
    for o in outcomes:
        sort, _, name = _title(o).partition(": ")
        sorts.setdefault(sort, []).extend([name] if name else [])
    return "; ".join(f"{sort} ({', '.join(names)})" if names else sort for sort, names in sorts.items())


def _title(o: Told) -> str:
    title = str(o["title"])
    return title[0].lower() + title[1:]


def _with(gap: Told, scale: float = 1.0) -> str:
    """A size and its interval, without its sign."""
    ends = sorted(abs(gap[end]) * scale for end in ("low", "high"))
    return f"{number(abs(gap['value']) * scale)} [{number(ends[0])} to {number(ends[1])}]"


def _more(gap: Told) -> str:
    return "more" if gap["value"] > 0 else "less"


def _remains(o: Told, ending: Told) -> str:
    """Of an outcome that still differs at the end."""
    last, weeks = o["effects"]["last"], ending["weeks"] - ending["after"]
    said = f"{o['title']}, {weeks} weeks on: {_with(last)} {o['unit']} {_more(last)} than where the regime never was"
    if o["left"]["value"] is not None:
        said += f"; {_share(o['left'])} of the difference under it"
    if o["left_of_going_on"]["value"] is not None:
        said += f", {_share(o['left_of_going_on'])} of what it would be had it gone on"
    return said + "."


def _share(share: Told) -> str:
    """A share in percent; below 0 when the difference has turned round."""
    ends = "" if share["low"] is None else f" [{number(share['low'] * 100)} to {number(share['high'] * 100)}]"
    return f"{number(share['value'] * 100)} percent{ends}"


def _went(o: Told) -> str:
    """Of an outcome that differed under the regime and at the end no longer can be told to."""
    before = o["effects"]["before"]
    said = f"{o['title']}: {_with(before)} {o['unit']} {_more(before)} under the regime"
    if o["back"] is not None:
        return said + f"; from week {o['back']} without it no difference can be told from chance."
    return said + ("; in the last four weeks there is none, to the last count." if o["effects"]["last"]["value"] == 0 else
                   "; in the last four weeks no difference can be told from chance.")


def table(found: Told) -> list[tuple[str, ...]]:
    """Rows under ``HEADINGS``, of what can be told from chance in any part."""
    rows = []
    for o in found["outcomes"].values():
        gaps, left = o["effects"], o["left"]
        if not any(_clear(gap) for gap in gaps.values()):
            continue
        last = gaps["last"]
        ends = "-" if last["low"] is None else f"{_signed(last['low'])} to {_signed(last['high'])}"
        week = "-" if o["weeks"] is None else "not" if o["back"] is None else str(o["back"])
        rows.append((f"{o['title']}\n  {o['unit']}", *(_signed(gaps[part]["value"]) for part in gaps),
                     ends, "-" if left["value"] is None else number(left["value"] * 100), week))
    return rows


def _signed(value: float | None) -> str:
    return "-" if value is None else number(value) if value <= 0 else f"+{number(value)}"


def arrow_table(found: Told) -> pa.Table:
    """One row per outcome and week, and per stretch of weeks: all arms, and the difference from the society without the regime.

    Weeks are counted from the end of the regime: 1 is the first whole week without it, 0 the last whole week under it.
    """
    words = [("outcome", pa.string()), ("unit", pa.string()), ("stretch", pa.string()), ("week", pa.int64())]
    numbers = [f"{arm.replace(' ', '_')}_{end}" for arm in (*found["arms"], "difference") for end in ENDS_OF]
    schema = pa.schema([*words, *((name, pa.float64()) for name in numbers)])
    return pa.Table.from_pylist([row for name, o in found["outcomes"].items() for row in _rows(name, o, found)], schema=schema)


def _rows(name: str, o: Told, found: Told) -> Iterator[dict[str, Any]]:
    head, ending, arms = {"outcome": name, "unit": o["unit"]}, found["ending"], [arm.replace(" ", "_") for arm in found["arms"]]
    for stretch, levels in o["levels"].items():
        numbers = dict(zip((*arms, "difference"), (*levels, o["effects"][stretch]), strict=True))
        yield {**head, "stretch": stretch, "week": None, **{f"{arm}_{end}": one[end] for arm, one in numbers.items() for end in ENDS_OF}}
    for i, gap in enumerate(o["weeks"]["differences"] if o["weeks"] else ()):
        week = i + 1 - (ending["before"] if i < ending["before"] else ending["after"])
        if ending["before"] <= i < ending["after"]:
            continue                                    # the week in which it ends is of both
        of_arms = {f"{arm}_{end}": of[end][i] for arm, of in zip(arms, o["weeks"]["arms"], strict=True) for end in ENDS_OF}
        yield {**head, "stretch": "week", "week": week, **of_arms, **{f"difference_{end}": gap[end] for end in ENDS_OF}}
