"""Verification: whether a folder is as it was made, and whether living it again comes to the same numbers; if not, which and why.

Here lives what is checked, in which order, and the verdict. Never here: a repair, or a word that makes a difference small. The
command that lives a part again is given from outside, since commands stand above this layer.
"""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ostrakon.report.again import WRONG, Again, again, proof
from ostrakon.report.compared import ABSENT, Compared, at, compare_data, compare_tables
from ostrakon.report.evidence import CHECKSUMS, Evidence, Fault
from ostrakon.report.pages import compare_pages
from ostrakon.report.plan import load_plan
from ostrakon.report.sample import Sample, sample
from ostrakon.report.sheets import sheet
from ostrakon.results.provenance import PACKAGES, package_version
from ostrakon.spec.load import Loaded

STATEMENTS = ("statements.json", "statements.zh.json")
Command = Callable[[Sequence[str]], tuple[int, str]]        # exit code, and what was said of an error


@dataclass(frozen=True)
class Relived:
    """A part that was lived again, or why not. program, tallies: (in the folder, now), or None where the results have none."""

    part: str
    compared: Compared = field(default_factory=Compared)
    program: tuple[str, str] | None = None
    tallies: tuple[str, str] | None = None
    why_not: str = ""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.why_not and not self.compared.different and all(pair is None or pair[0] == pair[1]
                                                                       for pair in (self.program, self.tallies))


@dataclass(frozen=True)
class Verification:
    """All that was found. machine: how versions and platform differ; kept: what the folder itself contradicts."""

    faults: tuple[Fault, ...]
    machine: tuple[str, ...]
    kept: Compared
    seeds: tuple[str, ...] = ()
    parts: tuple[Relived, ...] = ()
    sample: Sample | None = None

    @property
    def is_same(self) -> bool:
        """Whether everything that was checked is as it was. Another machine or package is no difference by itself."""
        return (not self.faults and not self.kept.different and not self.seeds and all(part.is_same for part in self.parts)
                and (self.sample is None or self.sample.is_same))


def check_files(evidence: Evidence) -> Verification:
    """What can be told without living anything: files, versions, and whether tables and statements say what the results say."""
    kept = _statements(evidence, None)
    for part in again(evidence):
        if not part.part.startswith("lives/"):
            kept.add(_sheets(part.place, part.part if evidence.is_study else ""))
    unfinished = [Fault("missing", CHECKSUMS)] if evidence.is_study and not (evidence.folder / CHECKSUMS).is_file() else []
    return Verification((*evidence.faults, *unfinished), tuple(_machine(evidence.provenance)), kept, tuple(_seeds(evidence)))


def verify(evidence: Evidence, command: Command, say: Callable[[str], None]) -> Verification:
    """Live every part again and compare every value."""
    first, parts, fresh = check_files(evidence), [], dict[str, Any]()
    with tempfile.TemporaryDirectory(prefix="ostrakon-verify-") as work:
        for number, part in enumerate(again(evidence)):
            say(f"living {part.part} again")
            parts.append(_relive(part, command, Path(work) / str(number), evidence.is_study, fresh))
    kept = first.kept
    kept.add(_statements(evidence, fresh))
    kept.add(_pages(evidence, say))
    return Verification(first.faults, first.machine, kept, first.seeds, tuple(parts))


def verify_sample(evidence: Evidence, workers: int, say: Callable[[str], None]) -> Verification:
    """Live a few groups of the run's communities again and compare their digests."""
    first = check_files(evidence)
    say("living a few groups of communities again")
    looked = sample(evidence, workers)
    first.kept.add(_pages(evidence, say))
    return Verification(first.faults, first.machine, first.kept, first.seeds, sample=looked)


def _pages(evidence: Evidence, say: Callable[[str], None]) -> Compared:
    say("writing the report and the documents again")
    return compare_pages(evidence)


def _relive(part: Again, command: Command, out: Path, is_study: bool, fresh: dict[str, Any]) -> Relived:
    """One part, lived again at ``out``; its results go to ``fresh`` by the file's name in the study."""
    if part.why_not:
        return Relived(part.part, why_not=part.why_not)
    code, said = command(part.command(out))
    if code:
        return Relived(part.part, why_not=f"it cannot be lived again: {said.strip()[:600] or f'exit code {code}'}")
    is_life = part.part.startswith("lives/")
    name = f"{part.part}.json" if is_life else f"{part.part}/{proof(part.part, out).name}"
    name = name if is_study else name.removeprefix(f"{part.part}/")
    now = json.loads(proof(part.part, out).read_text(encoding="utf-8"))
    fresh[name] = now
    if is_life:
        return Relived(part.part, compare_data(name, _but_changes(part.found), _but_changes(now)))
    compared = compare_data(name, part.found, now, names=part.part != "changes")
    compared.add(_tables(part, out, is_study))
    was, now = ({**_provenance(place), **found} for place, found in ((part.place, part.found), (out, now)))
    return Relived(part.part, compared, _digests(was, now, "program_digest"), _digests(was, now, "counts_digest", "tally_digest"))


def _provenance(place: Path) -> Mapping[str, Any]:
    found = _read(place, "provenance.json")
    return found if isinstance(found, Mapping) else {}


def _but_changes(life: Mapping[str, Any]) -> dict[str, Any]:
    """A life without what was changed of its regime: lived again, it is the resolved regime, of which nothing is changed."""
    regime = life.get("regime")
    return {**life, "regime": {k: v for k, v in regime.items() if k != "changes"} if isinstance(regime, Mapping) else regime}


def _digests(was: Mapping[str, Any], now: Mapping[str, Any], *keys: str) -> tuple[str, str] | None:
    for key in keys:
        if key in now:
            return str(was.get(key)), str(now[key])
    return None


def _tables(part: Again, out: Path, is_study: bool) -> Compared:
    """Every table of a part beside the same lived again."""
    found = Compared()
    without = frozenset({"arm", "variant"} if part.part == "changes" else ())
    for now in sorted(out.glob("*.parquet")):
        name = f"{part.part}/{now.name}" if is_study else now.name
        try:
            found.add(compare_tables(name, part.place / now.name, now, without))
        except (OSError, ValueError) as error:
            found.see(name, f"no table ({str(error)[:80]})", "a table")
    return found


def _sheets(place: Path, name: str) -> Compared:
    """Every CSV of a part beside what its Parquet says, where it has both."""
    found = Compared()
    for table in sorted(place.glob("*.parquet")):
        text = table.with_suffix(".csv")
        if name and text.is_file():
            try:
                was, now = text.read_text(encoding="utf-8").splitlines(), sheet(table).splitlines()
            except (OSError, ValueError) as error:
                found.see(f"{name}/{text.name}", f"no table ({str(error)[:80]})", "a table")
                continue
            for i in range(max(len(was), len(now))):
                found.see(f"{name}/{text.name}#line {i + 1}", was[i] if i < len(was) else ABSENT, now[i] if i < len(now) else ABSENT)
    return found


def _statements(evidence: Evidence, fresh: Mapping[str, Any] | None) -> Compared:
    """Every number of the report beside the place from which it was taken: in the folder, or in what was lived again."""
    found, results = Compared(), dict[str, Any]()
    for name in STATEMENTS:
        try:
            told = json.loads((evidence.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        for place, value, is_count in _numbers(told):
            file, _, path = place.partition("#")
            if fresh is not None and file not in fresh:
                continue
            if file not in results:
                results[file] = fresh[file] if fresh is not None else _told(evidence, file)
            now = at(results[file], path)
            found.see(f"{name}: {place}", value, len(now) if is_count and isinstance(now, Mapping | list) else now)
    return found


def _told(evidence: Evidence, file: str) -> Any:
    """A file that a statement names: the run's regime and society as they are read, with defaults; any other as it is."""
    run = evidence.place("run")
    read: dict[Path, Loaded[Any]] = {run / "regime.yaml": evidence.regime, run / "society.yaml": evidence.society}
    loaded = read.get(evidence.folder / file)
    return _read(evidence.folder, file) if loaded is None else json.loads(json.dumps(loaded.data))


def _read(folder: Path, file: str) -> Any:
    """A result within the folder; nothing for a name that leads out of it."""
    place = (folder / file).resolve()
    try:
        return json.loads(place.read_text(encoding="utf-8")) if place.is_relative_to(folder.resolve()) else ABSENT
    except (OSError, ValueError, RecursionError):
        return ABSENT


def _numbers(told: Any) -> list[tuple[str, Any, bool]]:
    """(place, value, whether it is a number of entries) of everything in the statements that says where it stands."""
    if isinstance(told, Mapping):
        place = told.get("place")
        mine = [(place, told["value"], "is" in told)] if isinstance(place, str) and "#" in place and "value" in told else []
        return mine + [found for inner in told.values() for found in _numbers(inner)]
    return [found for inner in told for found in _numbers(inner)] if isinstance(told, list) else []


def _machine(provenance: Mapping[str, Any]) -> list[str]:
    """How this machine differs from the one that made the run."""
    import platform

    packages = provenance.get("packages")
    was = {**(packages if isinstance(packages, Mapping) else {}), "Python": provenance.get("python"),
           "platform": provenance.get("platform")}
    now = {"Python": platform.python_version(), "platform": platform.platform(), **{name: package_version(name) for name in PACKAGES}}
    return [f"{name} {str(was.get(name, 'not said'))[:80]} there, {value} here" for name, value in now.items() if was.get(name) != value]


def _seeds(evidence: Evidence) -> list[str]:
    """Where plan, results and provenance disagree on what was asked: another seed, number of people, days or start."""
    said = {"run/summary.json": evidence.run.get("run", {}), "run/provenance.json": evidence.provenance.get("run", {})}
    if evidence.is_study and (evidence.folder / "study.yaml").is_file():
        try:
            plan = load_plan(evidence.folder / "study.yaml").model
            said["study.yaml"] = {"seed": plan.seed, "people_asked": plan.people, "days": plan.days, "start": plan.start}
        except WRONG:
            return ["study.yaml cannot be read as a plan"]
    found = []
    for key in ("seed", "people_asked", "days", "start"):
        values = {file: run[key] for file, run in said.items() if isinstance(run, Mapping) and key in run}
        if len({str(value) for value in values.values()}) > 1:
            found.append(f"{key.removesuffix('_asked')}: " + ", ".join(f"{value} in {file}" for file, value in values.items()))
    return found
