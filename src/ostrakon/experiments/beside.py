"""Several Programs lived side by side and reduced to the outcomes that are asked for: one community after another, built once for all.

Here lives the piece of work that threads or a cluster are given. Never here: which Programs, or what is read from the counts.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ostrakon.engine.crew import Crew, crew_of, group_of
from ostrakon.engine.live import Place, build, live_community
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import places
from ostrakon.errors import OstrakonError
from ostrakon.kernel.memory import Memory
from ostrakon.measures.base import Labels, Measure
from ostrakon.measures.summary import HEADLINES
from ostrakon.program import Program, streams

Key = tuple[int, int]
Why = tuple[str, str, str, str]                 # code, what was found, what is allowed, what to do
Found = tuple[np.ndarray, dict[int, Why]]       # [A,M,2] counts of a community; why an arm could not be lived, by its number


@dataclass(frozen=True)
class Beside:
    """A piece of work: a community under every Program.

    labels, month_first: of each; outcomes: names of headline measures, which a cluster knows.
    """

    programs: tuple[Program, ...]
    labels: tuple[Labels, ...]
    outcomes: tuple[str, ...]
    seed: int
    days: int
    month_first: tuple[np.ndarray, ...]

    def live(self, place: Place, memory: Memory) -> Found:
        """Its counts. Who lives there follows from society and seed, so all arms have the same people."""
        chosen = [measure for name in self.outcomes for measure in HEADLINES if measure.name == name]
        out, failed = np.zeros((len(self.programs), len(chosen), 2), dtype=np.int64), dict[int, Why]()
        people = build(self.programs[0], self.seed, place, streams())
        for i, (program, labels, month_first) in enumerate(zip(self.programs, self.labels, self.month_first, strict=True)):
            try:
                tallies = live_community(program, self.seed, place, self.days, month_first, memory=memory, people=people)[0]
            except OstrakonError as error:
                p = error.problems[0]
                failed[i] = (p.code, p.found, p.allowed, p.remedy)
                continue
            out[i] = [[int(pick(tallies, labels).sum()) for pick in (m.numerator, m.denominator)] for m in chosen]
        return out, failed

    def join(self, total: Found, part: Found) -> Found:
        """Both added up. Of several reasons the first by its words is kept, whoever was first to have one."""
        why = {i: min(found[i] for found in (total[1], part[1]) if i in found) for i in sorted({*total[1], *part[1]})}
        return total[0] + part[0], why

    def pack(self, counts: Found) -> list[bytes]:
        """In few bytes."""
        return [np.ascontiguousarray(counts[0]).tobytes(), json.dumps(counts[1]).encode()]

    def unpack(self, blobs: list[bytes]) -> Found:
        """What was packed."""
        counts = np.frombuffer(blobs[0], np.int64).reshape(len(self.programs), -1, 2)
        return counts, {int(i): tuple(why) for i, why in json.loads(blobs[1]).items()}


def live_beside(scenario: Scenario, programs: Sequence[Program], labels: Sequence[Labels], measures: Sequence[Measure], seed: int,
                workers: int | Crew) -> tuple[dict[Key, np.ndarray], dict[int, Why]]:
    """[A,M,2] counts by (region, group of communities), in order, and why some arms could not be lived. All Programs have one society.

    Raises KeyboardInterrupt when stopped: some of the people are no arm.
    """
    work = Beside(tuple(programs), tuple(labels), tuple(m.name for m in measures), seed, scenario.days,
                  tuple(scenario.month_first(program.burn_in) for program in programs))
    groups: dict[Key, np.ndarray] = {}
    failed: dict[int, Why] = {}
    # The large communities first, so that no thread waits long for the last; those of a region stay together.
    everywhere = list(places(programs[0].society.tables.population, scenario.people, scenario.community_size))
    sizes = {place.region: place.people for place in reversed(everywhere)}
    everywhere.sort(key=lambda place: (-sizes[place.region], place.region, place.number))
    for where, (counts, why) in crew_of(workers).share(iter(everywhere), work):
        key = group_of(where[0])
        groups[key], failed = work.join((groups.get(key, np.zeros_like(counts)), failed), (counts, why))
    return dict(sorted(groups.items())), failed
