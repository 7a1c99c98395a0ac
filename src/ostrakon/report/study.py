"""A study: a plan carried out into one folder, part by part, and the folder finished so that anybody can check it.

Here lives the order of things: what is read before anything is lived, which parts are left, and what is written at the end. Never
here: what a part does. Its command is given from outside as a function, since commands stand above this layer.

A part is finished when its own file of results is there, and every command makes that file appear last. So a second call goes on where
a first was stopped or killed. checksums.txt is written last of all: a folder without it is not finished.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import chdir, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from json import loads
from pathlib import Path
from typing import Any

from ostrakon.errors import fail
from ostrakon.report.citation import citation, licence
from ostrakon.report.crate import Crate, write_crate
from ostrakon.report.evidence import CHECKSUMS, digest_of, evidence_of
from ostrakon.report.pages import WRITTEN, write_pages
from ostrakon.report.plan import LoadedPlan
from ostrakon.report.readme import readme
from ostrakon.report.reproduce import FILE as SCRIPT
from ostrakon.report.reproduce import script
from ostrakon.report.sheets import write_sheets
from ostrakon.report.specification import DIFFERENCE, difference, files_of
from ostrakon.report.steps import Step, is_address, steps_of
from ostrakon.results.folder import working_folder
from ostrakon.spec.check import demand
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_role, load_society

PLAN = "study.yaml"
RESUMED = {"unknown": "sensitivity", "lasting": "abolish", "why": "ablate"}      # keep what is finished of them in their own folder
KEPT_BESIDE = ("run", "changes")                                                # keep it beside that
NOT_SAVED = 2
Command = Callable[[Sequence[str]], int]


@dataclass(frozen=True)
class Study:
    """A plan with all that it names read and checked, and the folder that it will have. files: as ``specification.files_of``."""

    plan: LoadedPlan
    regime: LoadedRegime
    society: LoadedSociety
    files: dict[str, Path]
    folder: Path

    @property
    def steps(self) -> tuple[Step, ...]:
        """All commands."""
        return steps_of(self.plan.model)


def read_study(plan: LoadedPlan, folder: Path, switches: Callable[[LoadedRegime, Sequence[str]], tuple[str, ...]]) -> Study:
    """Read everything that a plan names, so that nothing is found wrong only after hours. Raises OstrakonError.

    switches: what ``--off NAME`` stands for, as overrides.
    """
    p = plan.model
    files = files_of(plan)              # first, since it tells a name that leads nowhere at its line of the plan
    diffs = tuple(plan.place(name) for name in p.diffs)
    off = switches(load_regime(plan.place(p.regime), diffs=diffs), p.off) if p.off else ()
    regime = load_regime(plan.place(p.regime), (*off, *p.set), len(off), diffs)
    society = load_society(plan.place(p.society) if p.society else regime.model.society, tuple(p.set_society), 0)
    if not p.society:
        files |= files_of(plan, regime.model.society)
    demand(regime.model, society.model, regime.places)
    for variant in p.changes.variants if p.changes else ():
        found = load_regime(plan.place(variant))
        demand(found.model, society.model, found.places)
    for switch in p.changes.off if p.changes else ():
        load_regime(plan.place(p.regime), (*off, *p.set, *switches(regime, [switch])), diffs=diffs)
    for who in p.lives:
        if not is_address(who):
            load_role(plan.place(who))
    _check_parts(plan, regime)
    return Study(plan, regime, society, files, folder)


def _check_parts(plan: LoadedPlan, regime: LoadedRegime) -> None:
    """Names of parts, outcomes and unknowns, as their commands check them."""
    from ostrakon.experiments.ablate import measures_of
    from ostrakon.experiments.abolish import ending
    from ostrakon.experiments.parts import choose
    from ostrakon.experiments.sensitivity import demand_salib, unknowns

    p = plan.model
    if p.why:
        choose(regime, p.why.parts, p.why.own)
        measures_of(p.why.outcomes)
    if p.unknown:
        measures_of(p.unknown.outcomes)
        demand_salib(p.unknown.method)
        unknowns(regime, p.unknown.only, p.unknown.without)
    if p.lasting:
        ending(p.lasting.on, p.lasting.after)


def begin(study: Study) -> None:
    """Make the folder, or see that it is one of the same plan. Raises OST7302 when it is of another, or of something else."""
    folder, files = study.folder, {PLAN: study.plan.file, **study.files}
    if folder.exists() and any(folder.iterdir()):
        _demand_same(folder, study)
        return
    try:
        for name, file in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(study.plan.raw if name == PLAN else file.read_bytes())
        if text := difference(study.regime):
            (folder / DIFFERENCE).parent.mkdir(exist_ok=True)
            (folder / DIFFERENCE).write_text(text, encoding="utf-8")
    except OSError as error:
        fail("OST8001", f"--out {str(folder)[:200]}: {error.strerror or error}", remedy="name a folder in a place of your own")


def _demand_same(folder: Path, study: Study) -> None:
    if not (folder / PLAN).is_file():
        fail("OST7302", f"{str(folder)[:200]} is not empty, and no study", remedy="name a folder that does not exist yet, with --out")
    for name, file in {PLAN: study.plan.file, **study.files}.items():
        wanted = study.plan.raw if name == PLAN else file.read_bytes()
        if not (folder / name).is_file() or (folder / name).read_bytes() != wanted:
            fail("OST7302", f"{str(folder)[:200]} holds another study: its {name} is not the one of this plan",
                 remedy="name another folder with --out; to begin again, remove it")


def is_finished(folder: Path) -> bool:
    """Whether everything was written: the list of files is the last."""
    return (folder / CHECKSUMS).is_file()


def left(study: Study, version: str) -> list[Step]:
    """The commands that are still to be carried out. Raises OST7203 for a part that another version made."""
    return [step for step in study.steps if not _is_done(step, study.folder, version)]


def _is_done(step: Step, folder: Path, version: str) -> bool:
    """Whether a part is there, whole as far as it can be."""
    proof = folder / step.proof
    if not proof.is_file():
        return False
    found: dict[str, Any] = {}
    with suppress(OSError, ValueError, RecursionError):
        read = loads(proof.read_text(encoding="utf-8"))
        found = read if isinstance(read, dict) else {}
    if found.get("version", version) != version:
        fail("OST7203", f"{str(proof)[:200]} was made by ostrakon {str(found['version'])[:40]}, and this is {version}",
             remedy="go on with the ostrakon that began the study, or begin again in another folder")
    if found.get("run", {}).get("complete") is not False:
        return True
    return step.part == "run" and not working_folder(folder / "run").exists()       # cut short, and nothing to go on with


def carry_out(study: Study, todo: Sequence[Step], command: Command, say: Callable[[str], None], workers: str | None = None) -> int:
    """Carry out commands in the study's folder; 0, or the exit code of the first that did not end well or whose results are not there."""
    for number, step in enumerate(todo, 1):
        (study.folder / step.proof).parent.parent.mkdir(parents=True, exist_ok=True)
        if step.part.startswith("lives/"):
            (study.folder / "lives").mkdir(exist_ok=True)
        words = _words(step, study.folder)
        if workers is not None and step.words[0] != "life":
            words = (*words, "--workers", workers)
        say(f"{number} of {len(todo)}: ostrakon {' '.join(words)}")
        with chdir(study.folder):
            code = command(words)
        if code:
            return code
        if not (study.folder / step.proof).is_file():       # a full disk: the command has said so, and printed what it found
            return NOT_SAVED
    return 0


def _words(step: Step, folder: Path) -> tuple[str, ...]:
    """The command, or the one that goes on with what an earlier call of it left."""
    place = folder / step.part
    if step.part in KEPT_BESIDE and working_folder(place).exists():
        return ("resume", step.part)
    if step.part in RESUMED and (place / "points.jsonl").is_file():
        return (RESUMED[step.part], "--resume", step.part, "--yes")
    if step.part == "changes" and place.exists():
        shutil.rmtree(place)            # cut short, and nothing beside it to go on with
    return step.said()


def finish(folder: Path, plan: LoadedPlan, version: str) -> None:
    """Write what is made of the parts: tables as CSV, documents, report, citation, crate, and the list of files last."""
    for name in (CHECKSUMS, *WRITTEN):
        (folder / name).unlink(missing_ok=True)         # of an earlier call that was stopped here
    steps = steps_of(plan.model)
    _write(folder / SCRIPT, script(steps, version))
    (folder / SCRIPT).chmod(0o755)
    write_sheets(folder)
    evidence = evidence_of(folder, version)
    _write(folder / "CITATION.cff", citation(plan.model, str(evidence.run.get("program_digest", "")), version))
    _write(folder / "LICENSE", licence(plan.model))
    write_pages(evidence, folder)
    _write(folder / "README.md", readme(plan.model, evidence, folder, version))
    made = datetime.now(UTC).date().isoformat()
    write_crate(folder, Crate(plan.model, steps, version, made, evidence.faults))
    write_checksums(folder)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def write_checksums(folder: Path) -> None:
    """Write checksums.txt of every other file, under its own name only when it is whole."""
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    lines = [f"{digest_of(folder / name)}  {name}\n" for name in names if name != CHECKSUMS]
    part = folder.with_name(f".{folder.name}.{CHECKSUMS}")
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(folder / CHECKSUMS)
