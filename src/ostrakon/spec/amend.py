"""A regime changed by overrides that it holds itself: dated changes, pilots with rules of their own, switches of claims.

Never here: when a change comes into force for whom, or how an override is read.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.edit import Editor
from ostrakon.spec.fit import Places, fit
from ostrakon.spec.override import read_override
from ostrakon.spec.plain import resolved
from ostrakon.spec.regime import Regime
from ostrakon.spec.text import Key, Where
from ostrakon.spec.within import within

Line = tuple[Where, str]        # where an override stands in the regime's file, and its text


def amended(regime: Regime, lines: Sequence[Line], places: Places | None = None,
            data: dict[Key, Any] | None = None) -> tuple[Regime, Places]:
    """The regime after the overrides, without its amendments, and the places of what they set: line n is the nth override.

    data: the regime resolved, from a caller who has it. Raises OstrakonError, told at the place of the override that causes it.
    """
    at = places or Places()
    work = Editor(Regime, data or resolved(regime), Places(), {})
    done: Line = ((), "")
    try:
        for number, done in enumerate(lines, 1):
            work.apply(read_override(done[1], number))
        changed = fit(Regime, {**work.data, "amendments": []}, work.places, work.touched)
        problems = [p for p in within(changed, work.places) if not p.is_warning]
    except OstrakonError as error:
        problems = list(error.problems)
    if problems:
        raise OstrakonError(*(tell(p if p.line else p.at(line=lines.index(done) + 1), lines, at) for p in problems))
    return changed, work.places


def tell(problem: Problem, lines: Sequence[Line], places: Places) -> Problem:
    """A Problem of an amended regime at the override that its line names, or else the last one."""
    where, text = lines[(problem.line or len(lines)) - 1]
    return places.problem(problem.code, where, f"{problem.found}, after the override '{text[:80]}'", allowed=problem.allowed,
                          nearest=problem.nearest, remedy=problem.remedy)


def versions(regime: Regime) -> Iterator[tuple[int, str, list[Line]]]:
    """Every version of the regime that can be in force: the number of the rollout entry, the date of the last amendment
    ('' for none), and the overrides that make it. Amendments add up."""
    for i, change in enumerate(regime.rollout):
        if change.regime == "none":
            continue
        lines: list[Line] = [(("rollout", i, "set", j), text) for j, text in enumerate(change.overrides)]
        yield i, "", list(lines)
        for k, amendment in enumerate(regime.amendments):
            lines += [(("amendments", k, "set", j), text) for j, text in enumerate(amendment.overrides)]
            yield i, amendment.from_, list(lines)
