"""Small runs and a whole study from which the documents are written in tests, each made once per process."""

import re
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ostrakon import __version__
from ostrakon.cli import run_command_line
from ostrakon.report.documents import render_documents
from ostrakon.report.evidence import Evidence, evidence_of

PROBE = str(Path(__file__).parents[2] / "docs" / "reference" / "key_probe_regime.yaml")
TOWN = ("--society", "harbour-town")
# The cutoff is higher than the regime's own, for 60 days would list nobody.
LISTS = ("--set", "lists.blacklist.below=722")
HOSTILE = "# <script>alert(1)</script> | *bold* [x](javascript:y) `code` <!-- ![i](j)"


@cache
def room() -> Path:
    return Path(tempfile.mkdtemp(prefix="documents-"))


def made(where: str, *command: str) -> Path:
    """The folder of a command's results, under ``room()``."""
    folder = room() / where
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        assert run_command_line([*command, "--out", str(folder)]) == 0
    return folder


def article() -> Path:
    """article-2018 with people on its list."""
    return made("article", "run", "article-2018", *LISTS, "--people", "2000", "--days", "60")


def probe() -> Path:
    """A regime of a town in which nearly every mechanism is on, appeals too."""
    return made("probe", "run", PROBE, *TOWN, "--people", "400", "--days", "70", "--seed", "7", "--set", "amendments=[]")


def nobody_watched() -> Path:
    return made("none", "run", "none", *TOWN, "--people", "400", "--days", "30")


def study() -> Path:
    """A run with all four parts beside it, each on people of its own."""
    folder = room() / "study"
    if not folder.exists():
        shutil.copytree(probe(), folder / "run")
        unknown = room() / "unknown.yaml"
        plain = "late_bill: {kind: late_bill, dimension: conduct, points: -40}"
        text = Path(PROBE).read_text(encoding="utf-8")
        assert plain in text
        unknown.write_text(text.replace(plain, plain.replace("-40", "{value: -40, status: assumed, range: [-90, -10]}")), encoding="utf-8")
        few = (*TOWN, "--people", "400", "--seed", "5")
        made("study/changes", "compare", PROBE, "none", *few, "--days", "40")
        made("study/why", "ablate", PROBE, "--parts", "errors,spillover", *few, "--days", "40")
        made("study/unknown", "sensitivity", str(unknown), *few, "--days", "40")
        made("study/lasting", "abolish", PROBE, *few, "--on", "40", "--after", "40")
    return folder


def evidence(folder: Path) -> Evidence:
    return evidence_of(folder, __version__)


def documents(folder: Path) -> dict[str, str]:
    """The documents of a folder; those of a folder that no test may change are written once."""
    return _written(folder) if folder.is_relative_to(room()) else render_documents(evidence(folder))


@cache
def _written(folder: Path) -> dict[str, str]:
    return render_documents(evidence(folder))


def spoiled(folder: Path, where: Path) -> Path:
    """A copy that may be changed."""
    shutil.copytree(folder, where)
    return where


def headings(document: str) -> list[str]:
    """The headings as written, without the marks of their level."""
    return [line.lstrip("#").strip() for line in document.splitlines() if re.match(r"#{1,6} ", line)]


def in_order(wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """Those of ``wanted`` that are not found, each after the one before."""
    rest = iter(found)
    return [one for one in wanted if not any(one == heading for heading in rest)]
