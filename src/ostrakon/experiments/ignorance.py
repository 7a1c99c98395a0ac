"""A sensitivity study in sentences and rows: what it is that we do not know, and how much it matters beside luck.

Here lives wording from numbers. Never here: a number that the study does not hold, or a sum of ignorance and luck: ranges say
what is not known of a regime, standard errors what another seed would change, and no one number stands for both.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ostrakon.experiments.sweep import cell, counted, refusals

Told = Mapping[str, Any]
NAMED = 5           # parameters that sentences name
LEAST = 0.005       # of the variance, for a parameter to be named
WIDE = 28           # characters of a path on a line
ROUGH = 0.05        # so far may an index be off before it is said that there are too few points
HEADINGS = {
    "tornado": ("Parameter", "range", "as it is", "at low", "at high", "ignorance", "luck"),
    "morris": ("Parameter", "range", "moves it by", "95 % interval", "sigma", "luck"),
    "sobol": ("Parameter", "range", "alone (S1)", "in all (ST)", "luck of ST"),
}
MEANING = {
    "tornado": ("Ignorance: from the lowest to the highest value over the range, all else as it is. Luck: standard error of that "
                "difference over seeds. They are of two kinds and are not added up."),
    "morris": ("Moves it by: mean absolute effect over the whole range (mu*), wherever the other unknowns stand; its interval is over the "
               "trajectories chosen. Sigma: how much that depends on the others. Luck: standard error of mu* over seeds. They are of "
               "different kinds and are not added up."),
    "sobol": ("Percent of the variance that the ranges together give the outcome; its interval is over the points chosen. Luck: standard "
              "error over seeds, in percent. They are of different kinds and are not added up."),
}


def sentences(study: Told, name: str) -> Iterator[str]:
    """The sentences on one outcome."""
    outcome = study["outcomes"][name]
    yield from {"tornado": _tornado, "morris": _morris, "sobol": _sobol}[study["method"]](study, outcome)
    luck = outcome["as_is"]["mcse"]
    if luck is not None:
        yield f"Luck, another seed, moves the outcome of the regime as it is by {cell(luck, outcome['unit'])} (standard error)."
    yield from refusals(study["points"])
    clipped = [axis["path"] for axis in study["axes"] if axis["clipped"]]
    if clipped:
        yield f"Ranges that reach beyond what the language accepts were cut there: {', '.join(clipped)}."


def _title(outcome: Told) -> str:
    title = str(outcome["title"]).removeprefix("... ")
    return f"'{title[0].lower()}{title[1:]}'"


def _about(row: Told, place: int) -> str:
    return f"What we do not know about {row['path']} matters {'most' if place == 0 else 'next'}"


def _tornado(study: Told, outcome: Told) -> Iterator[str]:
    rows = outcome["parameters"]
    clear = [row for row in rows if row["clear"]]
    for i, row in enumerate(clear[:NAMED]):
        low, high = (_end(end, outcome["unit"], short=n == 0) for n, end in enumerate(row["ends"]))
        now = cell(outcome["as_is"]["value"], outcome["unit"])
        yield f"{_about(row, i)}: it moves {_title(outcome)} from {low} to {high} ({now} with {row['was']}, as it is)."
    if not clear:
        yield f"None of the {len(rows)} unknowns moves {_title(outcome)} by what could be told from luck with so many people."
    idle = [row["path"] for row in rows if row["idle"]]
    still = [row for row in rows if row["ignorance"] == 0 and not row["idle"] and not any(end["refused"] for end in row["ends"])]
    unclear = [row for row in rows if row["ignorance"] and not row["clear"]]
    if idle:
        yield f"{_many(idle)} no table by {'itself' if len(idle) == 1 else 'themselves'}, and so nothing at all: {', '.join(idle)}."
    if still:
        yield f"{_many(still)} not one count of it at either end, all else as it is."
    if unclear:
        yield f"{_many(unclear)} it by less than could be told from luck with so many people."


def _many(rows: Sequence[Any]) -> str:
    return f"{len(rows)} of the unknowns change{'s' if len(rows) == 1 else ''}"


def _end(end: Told, unit: str, short: bool) -> str:
    said = "no value" if end["value"] is None else counted(end["value"], unit, short)
    return f"{said} at {end['at']}"


def _morris(study: Told, outcome: Told) -> Iterator[str]:
    rows = [row for row in outcome["parameters"] if row["mu_star"]["value"] is not None]
    if not rows:
        yield _too_few(outcome)
        return
    for i, row in enumerate(row for row in rows[:NAMED] if row["mu_star"]["value"] > 0):
        yield (f"{_about(row, i)}: over its range it moves {_title(outcome)} by "
               f"{counted(row['mu_star']['value'], outcome['unit'])}{_interval(row['mu_star'], outcome['unit'])} on average, wherever the "
               "other unknowns stand.")
    still = [row for row in rows if row["mu_star"]["value"] == 0]
    if still:
        yield f"{_many(still)} not one count of it in any of {outcome['blocks']['kept']} trajectories."
    yield from _dropped(outcome, "trajectories")


def _sobol(study: Told, outcome: Told) -> Iterator[str]:
    rows = [row for row in outcome["parameters"] if row["ST"]["value"] is not None]
    if not rows:
        yield _too_few(outcome)
        return
    found = outcome["spread"]
    yield (f"Over the ranges {_title(outcome)} lies between {counted(found['low'], outcome['unit'], True)} and "
           f"{counted(found['high'], outcome['unit'])}.")
    clear = [row for row in rows if row["ST"]["low"] > 0 and row["ST"]["value"] >= LEAST]
    for i, row in enumerate(clear[:NAMED]):
        yield (f"{_about(row, i)}: {_percent(row['ST'])} of the variance over the ranges goes with it, "
               f"{_percent(row['S1'])} with it alone.")
    if not clear:
        yield "No unknown's share of the variance can be told from nothing with so few points."
    if any(row["S1"]["value"] > row["ST"]["value"] + ROUGH for row in rows):
        yield "What goes with a parameter alone comes out above what goes with it in all, which cannot be: take more points with --size."
    yield from _dropped(outcome, "base points")


def _too_few(outcome: Told) -> str:
    blocks = outcome["blocks"]
    if blocks["kept"] == blocks["all"]:
        return f"{_title(outcome)} is the same at every point, so that there is nothing to share out."
    return (f"Only {blocks['kept']} of {blocks['all']} parts of the plan have a value at every point. Indices of those would be of "
            "another space, so none are given: leave a parameter out, with --without, that makes points invalid.")


def _dropped(outcome: Told, what: str) -> Iterator[str]:
    blocks = outcome["blocks"]
    if gone := blocks["all"] - blocks["kept"]:
        yield f"{gone} of {blocks['all']} {what} hold a point without a value and were left out: what is said is of where all is valid."


def _percent(index: Told) -> str:
    if index["value"] is None:
        return "-"
    value, low, high = (str(round(index[key] * 100)) for key in ("value", "low", "high"))
    return f"{value} % [{low} to {high}]"


def _interval(index: Told, unit: str) -> str:
    return "" if index["low"] is None else f" [{cell(max(index['low'], 0.0), unit)} to {cell(index['high'], unit)}]"


def table(study: Told, name: str) -> list[tuple[str, ...]]:
    """Rows under ``HEADINGS``; of a tornado those that moved the outcome or could not be tried."""
    outcome, ranges = study["outcomes"][name], {axis["path"]: axis for axis in study["axes"]}
    unit, rows = outcome["unit"], []
    for row in outcome["parameters"]:
        low, high = ranges[row["path"]]["range"]
        head = broken(row["path"]), f"{low:g} to {high:g}"
        if study["method"] == "tornado":
            if row["ignorance"] == 0 and not any(end["refused"] for end in row["ends"]):
                continue
            ends = [end["refused"]["code"] if end["refused"] else cell(end["value"], unit) for end in row["ends"]]
            rows.append((*head, str(row["was"]), *ends, cell(row["ignorance"], unit), cell(row["luck"], unit)))
        elif study["method"] == "morris":
            mu, sigma = row["mu_star"], row["sigma"]
            ends_of = "-" if mu["low"] is None else f"{cell(max(mu['low'], 0.0), unit)} to {cell(mu['high'], unit)}"
            rows.append((*head, cell(mu["value"], unit), ends_of, cell(sigma["value"], unit), cell(mu["mcse"], unit)))
        else:
            rows.append((*head, *(_percent(row[index]) for index in ("S1", "ST")), _cell_of_share(row["ST"]["mcse"])))
    return rows


def broken(path: str) -> str:
    """A path over several lines, broken at its dots.

    >>> broken("channels.government_records.false_records.of.late_tax").splitlines()
    ['channels.government_records.', '  false_records.of.late_tax']
    """
    lines = [""]
    for word in path.split("."):
        if lines[-1] and len(lines[-1]) + len(word) > WIDE:
            lines.append("  ")
        lines[-1] += f"{word}."
    return "\n".join(lines)[:-1]


def _cell_of_share(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.1f} %"
