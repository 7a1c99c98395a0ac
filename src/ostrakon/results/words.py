"""Estimates in words: how values and intervals are printed on the terminal and on the page.

Here lives formatting. Never here: a computation that a reader would want to repeat.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ostrakon.results.figures import number

Outcome = dict[str, Any]
ONCE = frozenset({"1", *(f"1.{'0' * n}" for n in range(1, 8))})        # how once is written, in however many figures
DUST = 1e-12        # what sums of halves and thirds leave of a zero; no run has one person in so many


def is_share(unit: str) -> bool:
    """Whether values in this unit are shown in percent."""
    return unit.startswith("share")


def amount(value: float | None, unit: str, figures: int = 3) -> str:
    """One value in its unit.

    >>> amount(0.06321, "share of people"), amount(None, "people"), amount(12.0, "per 1,000 people")
    ('6.32 %', '-', '12')
    """
    if value is None:
        return "-"
    value = 0.0 if abs(value) < DUST else value
    if not is_share(unit):
        return number(value, figures)
    percent = value * 100
    if figures > 3:
        return f"{number(percent, figures)} %"
    return f"{percent:.3g} %" if abs(percent) < 99.95 and percent != 0 else f"{percent:.0f} %"


def interval(outcome: Outcome) -> str:
    """The interval, or a dash where there is none. A narrow one has more figures, so that its ends differ.

    >>> interval({"low": 0.01, "high": 0.02, "unit": "share of people"}), interval({"low": 40.3161, "high": 40.3244, "unit": "points"})
    ('1 to 2 %', '40.316 to 40.324')
    """
    if outcome.get("low") is None or outcome.get("high") is None:
        return "-"
    low, high = apart(outcome["low"], outcome["high"], lambda value, figures: amount(value, outcome["unit"], figures))
    return f"{low.removesuffix(' %')} to {high}"


def apart(low: float, high: float, told: Callable[[float, int], str]) -> tuple[str, str]:
    """Both as they are told, in as many figures from three to seven as set them apart."""
    for figures in range(3, 8):
        if told(low, figures) != told(high, figures) or low == high:
            break
    return told(low, figures), told(high, figures)


def times_as_often(row: Mapping[str, Any]) -> str:
    """How much more often something befalls a cohort than everybody else, with its interval; figures enough that neither reads as once.

    >>> times_as_often({"ratio": 2.1, "low": 1.98, "high": 2.2})
    '2.1 times as often as everybody else [1.98 to 2.2]'
    >>> times_as_often({"ratio": 1.0003, "low": 1.0001, "high": 1.0008})
    '1.0003 times as often as everybody else [1.0001 to 1.0008]'
    >>> times_as_often({"ratio": 2.0, "low": 2.0, "high": 2.0})
    '2 times as often as everybody else [2 to 2]'
    """
    for figures in range(3, 8):
        ratio, low, high = (number(row[name], figures) for name in ("ratio", "low", "high"))
        if row["low"] == row["high"] or (low != high and ONCE.isdisjoint((ratio, low, high))):
            break
    return f"{ratio} times as often as everybody else [{low} to {high}]"


def counted(outcome: Outcome) -> str:
    """The count of people behind a share, or ''."""
    count = outcome.get("count")
    return f"{count['value']:,.0f}" if count and count["value"] is not None else ""


ADJECTIVES = ("urban", "minority")          # attributes whose levels stand before the noun, in this order
NOUNS = {("sex", "female"): "women and girls", ("sex", "male"): "men and boys"}
FIFTHS = {f"q{i}": f"of the {word} fifth" for i, word in enumerate(("poorest", "second", "third", "fourth", "richest"), 1)}


def cohort(levels: Mapping[str, str]) -> str:
    """What people of a cohort are called.

    >>> cohort({"sex": "female", "minority": "minority", "urban": "rural", "quintile": "q1"})
    'rural minority women and girls of the poorest fifth'
    >>> cohort({"age_group": "old"}), cohort({"minority": "han"})
    ('people of age group old', 'Han people')
    """
    before = [{"han": "Han"}.get(levels[name], levels[name]) for name in ADJECTIVES if name in levels]
    noun = NOUNS.get(("sex", levels.get("sex", "")), "people")
    after = [FIFTHS.get(level, f"of income {level}") if name == "quintile" else f"of {name.replace('_', ' ')} {level.replace('_', ' ')}"
             for name, level in levels.items() if name not in (*ADJECTIVES, "sex")]
    return " ".join([*before, noun, *after])


def worst(disparity: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """The cohorts that clearly bear more than everybody else, the highest ratio first; none that lies in another or holds one."""
    found: list[dict[str, Any]] = []
    for row in disparity["cohorts"]:
        mine = row["cohort"].items()
        nested = any(mine <= r["cohort"].items() or mine >= r["cohort"].items() for r in found)
        if row["clear"] and row["ratio"] > 1 and not nested:
            found.append(row)
    return found[:most]


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
