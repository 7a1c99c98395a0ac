"""A small study, made once for whoever looks at it: a run under a diff with a hostile title, one life, and an ablation."""

import json
import shutil
from pathlib import Path
from typing import Any

from ostrakon.cli import run_command_line
from ostrakon.report.study import write_checksums

TITLE = '=HYPERLINK("x") <script>alert(1)</script> | *milder*'
PLAN = """\
ostrakon: study/1
title: A *small* study <b> [x](y)
question: Does it hold?
authors:
- {given: Ada, family: Example, orcid: "https://orcid.org/0000-0002-1825-0097"}
- {name: A group, affiliation: An institute}
regime: article-2018
diffs: [further/mild.yaml]
set: [rules.late_tax.points=-6]
people: 2000
days: 35
seed: 3
by: [sex, sex+minority]
lives: [Beijing/0/5]
why: {parts: [errors]}
shows: "That <i>this</i> works."
"""
MILD = f"""\
ostrakon: diff/1
id: mild
title: '{TITLE}'
extends: article-2018
set:
  rules.jaywalking.points: -6
"""


def write_plan(folder: Path, text: str = PLAN) -> Path:
    """The plan and its diff in a new folder."""
    (folder / "further").mkdir(parents=True)
    (folder / "further" / "mild.yaml").write_text(MILD, encoding="utf-8")
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    return folder / "plan.yaml"


def make(folder: Path) -> Path:
    """The study, carried out."""
    plan = write_plan(folder / "plan")
    assert run_command_line(["study", str(plan), "--out", str(folder / "study")]) == 0
    return folder / "study"


def copy(study: Path, where: Path) -> Path:
    """One that may be spoiled."""
    shutil.copytree(study, where)
    return where


def edit(file: Path, **changes: Any) -> None:
    """Change values of a JSON file by their paths, with __ for a dot."""
    data = json.loads(file.read_text(encoding="utf-8"))
    for path, value in changes.items():
        *way, last = path.split("__")
        here = data
        for key in way:
            here = here[int(key)] if isinstance(here, list) else here[key]
        here[last] = value
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def sealed(folder: Path) -> Path:
    """A folder whose list of files was made anew, as by somebody who would hide a change."""
    write_checksums(folder)
    return folder
