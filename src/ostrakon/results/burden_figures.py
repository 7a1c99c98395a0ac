"""The page's sections on what befalls people: rights, wrongful denials, silence by distance, and what is held against the truth.

Here live which of their numbers are drawn, and the sentences over them. Never here: how a plot is drawn, or a computation.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ostrakon.results import figures as f
from ostrakon.results.words import amount, interval, is_share

Figure = dict[str, Any]
Told = Mapping[str, Any]
NOTHING: Told = {"reason": "not in this summary"}


def burden_figures(s: Told) -> list[Figure]:
    """A section for each of these that has something to show."""
    makers: tuple[Callable[[Told], Figure | None], ...] = (_rights, _denials, _silence, _channels, _lists, _amplification)
    return [figure for make in makers if (figure := make(s))]


def _row(label: str, told: Told, style: int) -> f.Row:
    scale = 100.0 if is_share(told["unit"]) else 1.0
    value, low, high = (None if told[end] is None else told[end] * scale for end in ("value", "low", "high"))
    return f.Row(label.replace("_", " "), value, low, high, style)


def _cells(label: str, told: Told) -> list[str]:
    """Name, value, interval and count; where there is no value, the reason."""
    if told["value"] is None:
        return [label.replace("_", " "), told.get("reason", "-"), "-", f"{told['n']:,}"]
    return [label.replace("_", " "), amount(told["value"], told["unit"]), interval(dict(told)), f"{told['n']:,}"]


def _figure(heading: str, words: str, caption: str, told: Mapping[str, Told], style: int, note: str = "") -> Figure | None:
    """Dots for all that have a value, and a table of all."""
    known = {label: one for label, one in told.items() if one["value"] is not None}
    if not any(one["value"] for one in known.values()):
        return None
    return {"heading": heading, "words": words, "caption": f"{caption}, with 95 percent intervals", "note": note,
            "svg": f.dots(heading, [_row(label, one, style) for label, one in known.items()]),
            "head": ["What", "Value", "95 % interval", "Counted"], "rows": [_cells(label, one) for label, one in told.items()]}


def _rights(s: Told) -> Figure | None:
    told = {o["title"]: o for name, o in s["outcomes"].items() if name.startswith("rights.")}
    restricted = [label for label, one in told.items() if one["value"]]
    if not restricted:
        return None
    highest = max(told[label]["value"] for label in restricted)
    *others, last = (label for label in restricted if told[label]["value"] == highest)
    most = f"{', '.join(others)} and {last}".capitalize() if others else last
    return _figure(
        f"{most} {'are' if others else 'is'} restricted on the most days",
        "Days of a standing that denies a request which touches the right, whether or not the person asked for anything on them; "
        "family: days on which a list of another member denies to the household.",
        "person-days restricted per 1,000 people over the run", told, 3)


def _denials(s: Told) -> Figure | None:
    whole, beside = s["outcomes"]["wrongful_denial_share"], s["outcomes"]["denials_no_breach"]
    if not whole["value"]:
        return None
    return _figure(
        f"{amount(whole['value'], 'share')} of denials would not have come without error and association",
        "Share of the denials of each request that the gate would not have made with the tier and lists of the shadow ledger.",
        "percent of denials", s["requests_judged"].get("wrongful_denial_share", {}), 3,
        note=f"Beside it: {amount(beside['value'], 'share')} of all denials met people who had done nothing unlawful and broken no "
             "contract in the run so far.")


def _silence(s: Told) -> Figure | None:
    told = s["measures"].get("silence_by_distance", NOTHING)
    if "reason" in told:
        return None
    rows = {f"at {step} step{'s' * (step != '1')}" if step[0].isdigit() else step: one["silent"] for step, one in told["untouched"].items()}
    rows["all others"] = told["others"]["silent"]
    share = amount(told["all_untouched"]["silent"]["value"], "share")
    return _figure(
        "Silence reaches people whom the regime never touched",
        "People neither recorded nor sanctioned so far, by households and ties to the nearest sanctioned person: the share of "
        f"person-quarters in which they kept silent at least once; {share} of all of them.",
        "percent of person-quarters", rows, 2)


def _channels(s: Told) -> Figure | None:
    told = s["measures"].get("channels_truth", NOTHING)
    if "reason" in told:
        return None
    return _figure(
        "How much of what happens each channel records rightly",
        "Share of the acts that a channel could have seen of which it has a right record; an act that another channel recorded first "
        "counts against it.",
        "percent of acts", {name: one["recall"] for name, one in told["channels"].items()}, 4)


def _lists(s: Told) -> Figure | None:
    told = s["measures"].get("lists_truth", NOTHING)
    if "reason" in told:
        return None
    words = (("wrongful_entries", "entries that are wrongful"), ("wrongful_days", "days that are wrongful"),
             ("recall", "days of the shadow that are served"))
    return _figure(
        "Lists against the shadow ledger",
        "Beside what the same acts and records without error and without association would have listed.",
        "percent", {f"{name}: {what}": one[key] for name, one in told["each_list"].items() for key, what in words}, 1)


def _amplification(s: Told) -> Figure | None:
    told = s["measures"].get("amplification", NOTHING)
    if "reason" in told:
        return None
    words = {"wrongly_listed": "listed wrongly", "recorded_wrongly": "recorded wrongly"}
    return _figure(
        "How much of a sensor's bias reaches people",
        "Times as often as those with whom the channel errs least, over the ratio of the channel's own error: 1 is in proportion, "
        "less is diluted, more is added to.",
        "ratio of ratios", {f"{name}: {what}": row[key] for name, row in told["contrasts"].items() for key, what in words.items()}, 4)
