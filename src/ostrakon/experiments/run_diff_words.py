"""The difference of two runs in sentences, and its clauses as plain data.

Here lives wording from what was found. Never here: a number that the difference does not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ostrakon.experiments.clauses import Found, mark_of
from ostrakon.experiments.sentences import sentences as of_outcomes
from ostrakon.spec.difference import ABSENT, Difference
from ostrakon.spec.fit import dotted
from ostrakon.spec.load import LoadedRegime
from ostrakon.spec.write import one_line

Told = Mapping[str, Any]
MOST_WIDE, MOST_PATHS = 60, 8
ONLY = {"listed": "are listed", "wrongly_listed": "are listed wrongly", "ever_denied": "are turned away", "ever_chilled": "keep silent"}


def sentences(found: Told) -> Iterator[str]:
    """Everything that is said, in the order in which a reader asks. found: as ``run_diff`` has it, but for the sentences."""
    for part in (_apart, _same, _outcomes, _who, _parting, _clauses):
        yield from part(found)


def _apart(found: Told) -> Iterator[str]:
    """Why people cannot be paired, and what is left to say."""
    if not found["apart"]:
        return
    a, b = (run["name"] for run in found["runs"])
    for one in found["apart"]:
        first, second = (str(one[key]) if one["what"] == "seed" else _plain(one[key]) for key in ("first", "second"))
        said = f"{one['what'].capitalize()}: {first} in {a}, {second} in {b}"
        if one["what"] == "society":
            said += f" ({_list(one['paths'])})" if one["paths"] else ""
        yield f"{said}."
    yield ("So nobody in the one is the same person with the same luck in the other: outcomes stand side by side, unpaired, a difference "
           "between them may be chance, and nobody can be said to change sides. ostrakon compare lives regimes on the same people.")


def _plain(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _same(found: Told) -> Iterator[str]:
    if found["same"] == "tables":
        yield "The same, count for count: both regimes come to the same tables, and the people and their luck are the same."
    elif found["same"] == "counts":
        n, paths = len(found["values"]), found["values"]
        yield (f"The same, count for count. The regimes differ in {n} {'value' if n == 1 else 'values'} ({_list(paths)}), of which nothing "
               "came that is counted; single lives were not looked at.")


def _outcomes(found: Told) -> Iterator[str]:
    if "sides" in found:
        yield from of_outcomes({**found, "arms": found["runs"]}, 0)


def _who(found: Told) -> Iterator[str]:
    """The first people whom a fate met in one run only."""
    for fate, who in found.get("who", {}).items():
        said = [f"under {run['name']} only: {', '.join(one['first'])}{_more(one)}"
                for run, one in zip(found["runs"], (who["only_first"], who["only_second"]), strict=True) if one["people"]]
        if said:
            yield f"People who {ONLY[fate]} {'; '.join(said)}."


def _more(one: Mapping[str, Any]) -> str:
    left = one["people"] - len(one["first"])
    return f" and {left:,} more" if left else ""


def _parting(found: Told) -> Iterator[str]:
    if "sides" not in found:
        return
    p = found["parting"]
    if p is None:
        yield "No life parts in anything that is told of it: what differs is what the ledgers beside the actual one count."
        return
    yield f"The first life to part, of all, is that of {p['person']} (seed {p['seed']}), {_at(p['time'])}. {p['why']}"


def _at(time: str) -> str:
    return f"at {time}" if time[:1].isdigit() else time


def _clauses(found: Told) -> Iterator[str]:
    """Which clause makes the lives part."""
    c = found["clauses"]
    if c is None:
        return
    total = len(c["differences"])
    if c["alone"]:
        for one in c["alone"]:
            yield f"This clause alone makes them part there: {_clause(one, found)}."
        if total > 1:
            yield f"Of {total:,} values that differ, {len(c['alone'])} {'does' if len(c['alone']) == 1 else 'do'} so alone{_rest(c)}."
    elif c["together"]:
        yield f"No clause alone makes them part there; these two together do: {' and '.join(_clause(one, found) for one in c['together'])}."
    else:
        yield f"No clause alone makes them part there{_rest(c)}; all {total:,} values that differ together do."


def _rest(c: Mapping[str, Any]) -> str:
    """What else the trials came to."""
    said = [f"{c['idle']:,} change no table by themselves"] * bool(c["idle"])
    said += [f"{len(c['refused']):,} cannot stand alone"] * bool(c["refused"])
    said += [f"{c['untried']:,} {'set was' if c['untried'] == 1 else 'sets were'} not tried"] * bool(c["untried"])
    return f" ({', '.join(said)})" if said else ""


def _clause(one: Mapping[str, Any], found: Told) -> str:
    a, b = (run["name"] for run in found["runs"])
    return f"{one['path']}, {one['before']} under {a} and {one['after']} under {b} ({one['file']}:{one['line']})"


def plain_clauses(found: Found, first: LoadedRegime, second: LoadedRegime) -> dict[str, Any]:
    """``clauses`` of a difference: the values that differ, and of those that make lives part also where they stand."""
    def told(some: Sequence[Difference]) -> list[dict[str, Any]]:
        return [_with_place(d, first, second) for d in some]

    return {"differences": [dotted(d.path) for d in found.clauses], "alone": told(found.alone), "together": told(found.together),
            "refused": found.refused, "idle": found.idle, "untried": found.untried}


def _with_place(d: Difference, first: LoadedRegime, second: LoadedRegime) -> dict[str, Any]:
    """A difference with both values and its line: in the second file, or in the first where the second has nothing there."""
    mark = mark_of(first if d.after is ABSENT else second, d.path)
    return {"path": dotted(d.path), "before": _value(d.before), "after": _value(d.after), "file": mark.file, "line": mark.line}


def _value(value: Any) -> str:
    if value is ABSENT:
        return "nothing"
    text = "none" if value is None else one_line(value)
    return text if len(text) <= MOST_WIDE else text[:MOST_WIDE - 4] + " ..."


def _list(paths: Sequence[str]) -> str:
    return ", ".join(paths[:MOST_PATHS]) + (" ..." if len(paths) > MOST_PATHS else "")
