"""Numbers that may be turned: every number of a regime and every sourced one of its society, with range, status and source.

Never here: a value that is better than another.
"""

from collections.abc import Iterator
from typing import Any

from ostrakon.spec.fit import dotted
from ostrakon.spec.load import LoadedRegime, LoadedSociety
from ostrakon.spec.sourced import Provenance
from ostrakon.spec.text import Where

LEFT_OUT = {"references", "mechanisms", "rollout", "amendments", "burn_in_days", "cohorts", "classes", "community"}
WORDS_ONLY = {"title", "summary", "note"}


def knobs(regime: LoadedRegime, society: LoadedSociety) -> list[dict[str, Any]]:
    """The regime's numbers in the order of its file, then those of the society that have a source or a status."""
    found = [_knob("regime", where, value, regime) for where, value in _numbers(regime.data)]
    for where, value in _numbers(society.data):
        if where in society.provenance:
            found.append(_knob("society", where, value, society))
    return found


def _numbers(value: Any, where: Where = ()) -> Iterator[tuple[Where, int | float]]:
    if isinstance(value, dict):
        for key, below in value.items():
            if where or key not in LEFT_OUT:
                yield from _numbers(below, (*where, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            if isinstance(below, dict):
                yield from _numbers(below, (*where, number))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield where, value


def _knob(of: str, where: Where, value: int | float, loaded: LoadedRegime | LoadedSociety) -> dict[str, Any]:
    known: Provenance = loaded.provenance.get(where, Provenance())
    low, high = known.range or _around(where, value)
    source = known.source
    work = loaded.model.references.get(source) if source else None
    cited = "; ".join(filter(None, (work.work if work else source, known.note)))
    path = dotted(where)
    return {"path": f"society.{path}" if of == "society" else path, "of": of, "title": _title(where), "value": value,
            "low": min(low, value), "high": max(high, value), "step": _step(low, high, value), "unit": _unit(where),
            "status": known.status or "unstated", "source": cited}


def _around(where: Where, value: int | float) -> tuple[float, float]:
    """A range to turn within where the file gives none: it says nothing of what is likely."""
    if isinstance(value, int):
        reach = max(10, 3 * abs(value))
        return (-reach, reach) if value < 0 or where[-1] in ("points", "above", "below", "below_score") else (0, reach)
    return (0.0, 1.0) if 0 <= value <= 1 else (0.0, 3 * value)


def _step(low: float, high: float, value: int | float) -> float:
    if isinstance(value, int) and float(low).is_integer() and float(high).is_integer():
        return max(1, round((high - low) / 200))
    wide = (high - low) or 1.0
    step = 10.0 ** -6
    while step * 500 < wide:
        step *= 10
    return step


def _unit(where: Where) -> str:
    last = str(where[-1])
    return {"points": "points", "term_days": "days", "days": "days", "delay_days": "days", "wait_days": "days", "share": "share"}.get(
        last, "days" if last.endswith("_days") else "a year" if last.endswith("_year") or last == "rate" else "")


def _title(where: Where) -> str:
    return " · ".join(str(key).replace("_", " ") for key in where)
