"""The schedule: from a regime's rollout and amendments to the Programs that follow one another, and where each holds.

Here lives the order of dates. Never here: what a community carries from one Program to the next (live.py), or a table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import Frame, Live, RegimeTables, SocietyView, build_regime_tables, frame_of, will_none
from ostrakon.numbers import p32
from ostrakon.program import Phase, neutral
from ostrakon.spec.amend import Line, amended
from ostrakon.spec.check import carried_along
from ostrakon.spec.fit import Places
from ostrakon.spec.regime import Change, Regime

Texts = tuple[str, ...]


@dataclass(frozen=True)
class Schedule:
    """The tables of the regime as written, those of nobody being watched, and the phases in order of day."""

    tables: RegimeTables
    idle: RegimeTables
    phases: tuple[Phase, ...]
    frame: Frame


@dataclass(frozen=True)
class _Step:
    """A rollout entry, or an amendment of it, before it has tables."""

    entry: int
    change: Change
    day: int
    lines: tuple[Line, ...]
    amended: bool


def schedule(regime: Regime, society: SocietyView, start: date, days: int, places: Places) -> Schedule:
    """The Programs of a run. Raises OstrakonError, told at the line of the regime that causes it."""
    steps = sorted(_steps(regime, start, days), key=lambda step: (step.day, step.amended, step.entry))
    versions: dict[Texts, Regime] = {(): regime}
    for step in steps:
        if _texts(step) not in versions:
            versions[_texts(step)] = _version(regime, step.lines, places)
    frame = frame_of(list(versions.values()))
    tables = {texts: build_regime_tables(version, society, frame) for texts, version in versions.items()}
    idle = neutral(tables[()], will_none(society))
    names = list(society.codes["region"])
    phases = tuple(_phase(step, versions[_texts(step)], tables[_texts(step)], Live(versions[_texts(step)], frame).closed, idle, names)
                   for step in steps)
    return Schedule(tables[()], idle, phases, frame)


def day_of(when: str, start: date) -> int:
    """The day of the run on which a date falls; a date before the start holds from day 0 on."""
    return max(0, (date.fromisoformat(when) - start).days)


def _steps(regime: Regime, start: date, days: int) -> Iterator[_Step]:
    """Every entry of the rollout, and beside each that holds the regime its amendments within the run; these add up."""
    dated = [(day_of(a.from_, start), [(("amendments", k, "set", j), text) for j, text in enumerate(a.overrides)])
             for k, a in enumerate(regime.amendments)]
    for i, change in enumerate(regime.rollout):
        lines: list[Line] = [(("rollout", i, "set", j), text) for j, text in enumerate(change.overrides)]
        if change.regime == "none":
            yield _Step(i, change, change.day, (), False)
            continue
        for _, more in (found for found in dated if found[0] <= change.day):
            lines += more
        yield _Step(i, change, change.day, tuple(lines), False)
        for day, more in (found for found in dated if change.day < found[0] < days):
            lines += more
            yield _Step(i, change, day, tuple(lines), True)


def _texts(step: _Step) -> Texts:
    return tuple(text for _, text in step.lines)


def _version(regime: Regime, lines: Sequence[Line], places: Places) -> Regime:
    changed, _ = amended(regime, lines, places)
    if problems := list(carried_along(regime, changed, places, lines[-1][0])):
        raise OstrakonError(*problems)
    return changed


def _phase(step: _Step, regime: Regime, tables: RegimeTables, closed: int, idle: RegimeTables, names: Sequence[str]) -> Phase:
    change = step.change
    regions = frozenset(names.index(name) for name in change.regions) if change.regions else None
    phase = Phase(step.day, p32(change.share, "rollout share"), regions, tables, entry=step.entry, amended=step.amended, closed=closed,
                  regime=regime)
    if change.regime != "none":
        return phase
    return replace(phase, tables=idle, abolition=True, keep_scores=change.keep_scores, closed=0, regime=None)
