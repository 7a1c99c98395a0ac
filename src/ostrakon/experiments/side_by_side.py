"""The moment at which two runs part, told: what happens to that person in the one and in the other, and what to type to see more.

Here lives the passage from a moment to words. Never here: how it is found (``partings``).
"""

import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from ostrakon.engine.live import Place
from ostrakon.engine.scenario import Scenario
from ostrakon.experiments.partings import MORNING, NIGHT, Moment
from ostrakon.kernel import trace as n
from ostrakon.lives.beside import parting
from ostrakon.lives.follow import follow, society_of
from ostrakon.lives.form import Life, Mark, Regime
from ostrakon.lives.tell import clock
from ostrakon.program import Program
from ostrakon.results.life_marks import on, sentence
from ostrakon.results.saved import Saved

SORTS: dict[int, tuple[str, ...]] = {        # of an event at night the marks that tell it
    n.RECORD: ("record of another's act", "record of nothing"), n.POINTS: ("record of another's act", "record of nothing"),
    n.SPILL: ("paid for another",), n.SCORE: ("company",), n.TIER: ("tier",), n.ENTRY: ("listed",), n.EXIT: ("off a list",),
    n.STOPPED: ("listing stopped",), n.LODGED: ("appeal lodged",), n.DECIDED: ("appeal decided",), n.STRUCK: ("consequence",),
    n.FEAR: ("fear",), n.CUT: ("tie cut",)}
ANEW = ("start", "change of regime")       # why a score is taken before the day's occasions


class Lived(Protocol):
    """What of a run is needed to tell a life in it."""

    @property
    def saved(self) -> Saved: ...
    @property
    def scenario(self) -> Scenario: ...
    @property
    def program(self) -> Program: ...
    @property
    def name(self) -> str: ...


def told_parting(runs: Sequence[Lived], moment: Moment, place: Place, seed: int) -> dict[str, Any]:
    """``parting`` of a difference: day, date, time, person, seed; what happens in each run; why; and the command that shows both lives."""
    first = runs[0]
    person = society_of(first.program, first.scenario).write(place, moment.person)
    lives = [_life(run, seed, person, moment.day) for run in runs]
    date = on(first.scenario.start.isoformat(), moment.day)
    marks, parted = _differing(lives, moment), parting(*lives)
    # A life tells its marks of a night in another order, and a score is no mark: then the sentence is made here.
    fits = parted is not None and [[m] if m is not None else [] for m in (parted.first, parted.second)] == marks
    why = parted.why if parted is not None and fits else ""
    told = [_told(some, None if any(marks) else life, moment) for some, life in zip(marks, lives, strict=True)]
    if not why:
        said = "; ".join(f"under {run.name}: {words[0].lower()}{words[1:]}" for run, words in zip(runs, told, strict=True))
        why = f"The lives part on {date} (day {moment.day}). {said[0].upper()}{said[1:]}."
    return {"day": moment.day, "date": date, "time": _when(moment.time), "person": person, "seed": seed,
            "happens": told, "marks": [[m.model_dump(mode="json", exclude_none=True) for m in some] for some in marks],
            "why": why, "command": _command(runs, person, seed)}


def _life(run: Lived, seed: int, person: str, day: int) -> Life:
    """The person's life through a day."""
    regime = Regime(id=run.name, title=run.saved.summary["regime"]["title"], program_digest=run.program.digest)
    return follow(run.program, replace(run.scenario, days=day + 1), seed, person, regime=regime)[0]


def _differing(lives: Sequence[Life], moment: Moment) -> list[list[Mark]]:
    """The marks of the moment that only one of the lives has."""
    here = [[m for m in life.marks if m.day == moment.day and _is_then(m, moment.time)] for life in lives]
    return [[m for m in mine if m not in others] for mine, others in (here, here[::-1])]


def _is_then(mark: Mark, tick: int) -> bool:
    """Whether a mark is of a time: of the minute of a tick, or of one sort of what happens at night."""
    if tick >= NIGHT or tick == MORNING:
        return mark.time is None and mark.what in SORTS.get(tick - NIGHT, ())
    return mark.time == clock(tick)


def _when(tick: int) -> str:
    return "at the end of the day" if tick >= NIGHT else "before the day's occasions" if tick == MORNING else clock(tick)


def _told(marks: Sequence[Mark], life: Life | None, moment: Moment) -> str:
    """What happens at the moment; with a life, which has no mark there, the score then."""
    if marks:
        return "; ".join(sentence(m.model_dump()) for m in marks)
    scores = [] if life is None else [s for s in life.scores if s.day < moment.day or (
        s.day == moment.day and (s.why in ANEW or moment.time >= NIGHT))]
    return f"The score is {scores[-1].score:,}" if scores else "Nothing of the kind happens"


def _command(runs: Sequence[Lived], person: str, seed: int) -> str:
    """What to type to see both lives."""
    folders, asked = [run.saved.folder for run in runs], runs[0].saved.run
    return shlex.join(["ostrakon", "life", str(folders[0] / "regime.yaml"), "--person", person, "--beside", str(folders[1] / "regime.yaml"),
                       "--society", str(folders[0] / "society.yaml"), "--people", str(asked["people"]), "--days", str(asked["days"]),
                       "--start", asked["start"], "--seed", str(seed)])
