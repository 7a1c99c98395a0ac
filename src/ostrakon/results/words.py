"""Estimates in words: how values and intervals are printed on the terminal and on the page.

Here lives formatting. Never here: a computation that a reader would want to repeat.
"""

from typing import Any

from ostrakon.results.figures import number

Outcome = dict[str, Any]


def is_share(unit: str) -> bool:
    """Whether values in this unit are shown in percent."""
    return unit.startswith("share")


def amount(value: float | None, unit: str) -> str:
    """One value in its unit.

    >>> amount(0.06321, "share of people"), amount(None, "people"), amount(12.0, "per 1,000 people")
    ('6.32 %', '-', '12')
    """
    if value is None:
        return "-"
    if not is_share(unit):
        return number(value)
    percent = value * 100
    return f"{percent:.3g} %" if abs(percent) < 99.95 and percent != 0 else f"{percent:.0f} %"


def interval(outcome: Outcome) -> str:
    """The interval, or a dash where there is none.

    >>> interval({"low": 0.01, "high": 0.02, "unit": "share of people"})
    '1 to 2 %'
    """
    if outcome.get("low") is None or outcome.get("high") is None:
        return "-"
    unit = outcome["unit"]
    low, high = amount(outcome["low"], unit), amount(outcome["high"], unit)
    return f"{low.removesuffix(' %')} to {high}"


def counted(outcome: Outcome) -> str:
    """The count of people behind a share, or ''."""
    count = outcome.get("count")
    return f"{count['value']:,.0f}" if count and count["value"] is not None else ""


def duration(seconds: float) -> str:
    """A time in words.

    >>> duration(3.21), duration(75), duration(7300)
    ('3.2 s', '1 min 15 s', '2 h 1 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def words_of_part(run: dict[str, Any]) -> str:
    """What of a run that was stopped is in its results."""
    if run["people"] < run["people_asked"]:
        return f"Only {run['people']:,} of {run['people_asked']:,} people were lived, the first provinces: this is not the whole society."
    return f"{run['replicates']:,} of {run['replicates_asked']:,} replicates were finished."
