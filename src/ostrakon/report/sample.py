"""A few groups of a run's communities, lived again and compared by digest: what a quick check is made of.

Here live which groups are taken and what came of it. Never here: how a group is lived (``engine/sample.py``).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ostrakon.engine.sample import relive, sizes
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.errors import OstrakonError
from ostrakon.report.again import NO_LAWS, WRONG
from ostrakon.report.evidence import CHECKSUMS, Evidence, digest_of
from ostrakon.results.groups import FILE, Row, read
from ostrakon.results.saved import run_laws

MOST_GROUPS, MOST_COMMUNITIES = 8, 32


@dataclass(frozen=True)
class Sample:
    """What was lived of what there is. program: (in the folder, made again). wrong: the groups that came out otherwise."""

    groups: int = 0
    of_groups: int = 0
    communities: int = 0
    of_communities: int = 0
    people: int = 0
    of_people: int = 0
    program: tuple[str, str] | None = None
    wrong: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def is_same(self) -> bool:
        """Whether every group that was lived came out the same."""
        return not self.why_not and not self.wrong and (self.program is None or self.program[0] == self.program[1])


def sample(evidence: Evidence, workers: int) -> Sample:
    """Live a few groups again, under the regime and on the society that lie in the folder."""
    if laws := run_laws(evidence.run):
        return Sample(why_not=f"{NO_LAWS} ({', '.join(laws)})")
    try:
        rows = read(evidence.place("run") / FILE)
    except (OSError, ValueError) as error:
        return Sample(why_not=str(error)[:200])
    if not rows:
        return Sample(why_not=f"the run has no {FILE}: it was cut short, or an older ostrakon made it")
    try:
        return _lived(evidence, rows, chosen(rows, _luck(evidence)), workers)
    except OstrakonError as error:
        return Sample(why_not=f"it cannot be lived again: {error.problems[0].code} {error.problems[0].message}")
    except WRONG as error:
        return Sample(why_not=f"its results do not say what was lived ({type(error).__name__}: {str(error)[:160]})")


def _luck(evidence: Evidence) -> str:
    """What the choice follows from: the folder's own digest, so that nobody chooses."""
    listed = evidence.folder / CHECKSUMS
    return digest_of(listed if listed.is_file() else evidence.place("run") / "summary.json")


def chosen(rows: Sequence[Row], luck: str) -> tuple[Row, ...]:
    """A few whole groups, by the order that ``luck`` gives them: as many as come to ``MOST_COMMUNITIES``, and at least one."""
    ranked = sorted(rows, key=lambda row: hashlib.sha256(f"{luck}/{row.replicate}/{row.region}/{row.group}".encode()).digest())
    found: list[Row] = []
    for row in ranked:
        if len(found) < MOST_GROUPS and sum(r.communities for r in found) + row.communities <= MOST_COMMUNITIES:
            found.append(row)
    return tuple(found) or (min(ranked, key=lambda row: row.communities),)


def _lived(evidence: Evidence, rows: Sequence[Row], mine: Sequence[Row], workers: int) -> Sample:
    run = evidence.run["run"]
    scenario = Scenario(evidence.regime.model.id, evidence.society.model.id, run["people_asked"], run["days"],
                        date.fromisoformat(run["start"]))
    program = compile_scenario(scenario, evidence.regime, evidence.society)
    real = sizes(program, scenario)
    wrong = _unknown(rows, set(real), run["replicates"])
    for replicate in sorted({row.replicate for row in mine}):
        asked = {(row.region, row.group): row for row in mine if row.replicate == replicate}
        there = relive(program, scenario, run["seed"] + replicate - 1, [key for key in asked if key in real], workers)
        for key, row in asked.items():
            if there.get(key) != row.digest or real.get(key) != (row.communities, row.people):
                wrong.append(f"{FILE}: replicate {replicate}, region {row.region}, group {row.group}: {row.digest[:16]} in the folder, "
                             f"{there.get(key, 'no such group')[:16]} now")
    return Sample(len(mine), len(rows), sum(r.communities for r in mine), sum(r.communities for r in rows), sum(r.people for r in mine),
                  sum(r.people for r in rows), (str(evidence.run.get("program_digest")), program.digest), tuple(wrong))


def _unknown(rows: Sequence[Row], real: set[tuple[int, int]], replicates: int) -> list[str]:
    """A word where the groups in the file are not all groups that so many people on this society come to."""
    there = {(row.replicate, row.region, row.group) for row in rows}
    wanted = {(i + 1, *key) for i in range(replicates) for key in real}
    return [] if there == wanted else [f"{FILE}: {len(there)} groups, where there are {len(wanted)}"]
