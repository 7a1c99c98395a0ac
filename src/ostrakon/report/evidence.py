"""Evidence: what a folder holds that can be reported, and what is wrong with it.

Here lives the reading of a run, or of a study folder with a run and experiments in it. Never here: a sentence, a drawing, or a
number that is not in the folder. What is damaged, cut short or of another version is read as far as it goes and named in
``faults``, so that whoever reports it says so first.

A study folder holds, each in the form in which its own command leaves it::

    study.yaml          the plan
    run/                ostrakon run            always there
    changes/            ostrakon compare        what would change it
    why/                ostrakon ablate         what comes from what
    unknown/            ostrakon sensitivity    what is not known
    lasting/            ostrakon abolish        what remains
    lives/NAME.json     ostrakon life --json
    checksums.txt       SHA-256 of every file, as sha256sum writes them

The folder of a run alone is evidence too, with nothing but the run in it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ostrakon.errors import OstrakonError, fail
from ostrakon.results.saved import FORMAT, run_laws
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

Found = Mapping[str, Any]
PARTS = {"changes": "comparison.json", "why": "ablation.json", "unknown": "sensitivity.json", "lasting": "abolition.json"}
CHECKSUMS = "checksums.txt"


@dataclass(frozen=True)
class Fault:
    """Something that is wrong with a folder. kind: version, stopped, laws, changed, missing, unlisted or unreadable. file: within
    the folder."""

    kind: str
    file: str
    detail: str = ""


@dataclass(frozen=True)
class Evidence:
    """A folder read. ``run``: as in its summary.json; ``provenance`` of the run; a part of a study that is not there is None.

    lives: name -> the life as in its JSON file. faults: the first is the gravest.
    """

    folder: Path
    run: Found
    provenance: Found
    regime: LoadedRegime
    society: LoadedSociety
    changes: Found | None = None
    why: Found | None = None
    unknown: Found | None = None
    lasting: Found | None = None
    lives: Mapping[str, Found] | None = None
    is_study: bool = False
    faults: tuple[Fault, ...] = ()

    def place(self, part: str) -> Path:
        """Where a part lies: ``run`` is the folder itself unless it is a study."""
        return self.folder / part if self.is_study else self.folder


def evidence_of(folder: Path, version: str) -> Evidence:
    """Read a folder; version: of this ostrakon. Raises OST7301 when nothing there can be reported at all."""
    is_study = (folder / "run" / "summary.json").is_file()
    place = folder / "run" if is_study else folder
    faults: list[Fault] = []
    run = _json(place / "summary.json", folder, faults)
    if run is None or run.get("format") != FORMAT:
        gone = sum(fault.kind == "missing" for fault in wrong_files(folder))
        lacks = f", and of the files in {CHECKSUMS} {gone:,} {'is' if gone == 1 else 'are'} missing" if gone else ""
        fail("OST7301", f"{str(folder)[:200]} holds no run that can be read{lacks}", allowed="the folder of a run, or of a study",
             remedy="make the whole folder again (reproduce.sh says how), and name that" if gone else
             "name the folder that ostrakon run or ostrakon study said")
    try:
        regime, society = load_regime(str(place / "regime.yaml")), load_society(str(place / "society.yaml"))
    except OstrakonError as error:
        problem = error.problems[0]
        fail("OST7301", f"{str(folder)[:200]}: the regime and the society of the run cannot be read: {problem.code} {problem.found}",
             remedy="a file of the folder was changed or is missing: run it again")
    parts = {name: _json(folder / name / file, folder, faults) if is_study and (folder / name).is_dir() else None
             for name, file in PARTS.items()}
    lives = {file.stem: found for file in sorted((folder / "lives").glob("*.json")) if (found := _json(file, folder, faults)) is not None}
    provenance = _json(place / "provenance.json", folder, faults) or {}
    laws = [Fault("laws", "run", ", ".join(names))] if (names := run_laws(run)) else []
    faults += [*_of_another(run, parts, version), *_cut_short(run, parts), *laws, *wrong_files(folder)]
    return Evidence(folder, run, provenance, regime, society, **parts, lives=lives, is_study=is_study, faults=tuple(faults))


def _json(file: Path, folder: Path, faults: list[Fault]) -> dict[str, Any] | None:
    """A mapping from a file; None, and a fault, where there is none to be had."""
    name = file.relative_to(folder).as_posix()
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault("missing", name))
        return None
    except (OSError, ValueError, RecursionError) as error:
        faults.append(Fault("unreadable", name, str(error)[:120]))
        return None
    if not isinstance(found, dict):
        faults.append(Fault("unreadable", name, "no mapping"))
        return None
    return found


def _of_another(run: Found, parts: Mapping[str, Found | None], version: str) -> list[Fault]:
    said = {"run": run, **parts}
    return [Fault("version", name, str(found.get("version"))[:40]) for name, found in said.items()
            if found is not None and found.get("version") != version]


def _cut_short(run: Found, parts: Mapping[str, Found | None]) -> list[Fault]:
    """Whatever says of itself that it is not all that was asked for."""
    said = {"run": run.get("run", {}), **{name: (found or {}).get("run", {}) for name, found in parts.items()}}
    return [Fault("stopped", name, f"{about.get('people', 0):,} of {about.get('people_asked', 0):,}") for name, about in said.items()
            if about.get("complete") is False]


def digest_of(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def wrong_files(folder: Path) -> list[Fault]:
    """Files that are not as checksums.txt says: changed, missing, or not in it. Nothing where there is no such list."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {CHECKSUMS}
    changed = [Fault("changed", name) for name in sorted(there & listed.keys()) if digest_of(folder / name) != listed[name]]
    return [*changed, *(Fault("missing", name) for name in sorted(listed.keys() - there)),
            *(Fault("unlisted", name) for name in sorted(there - listed.keys()))]
