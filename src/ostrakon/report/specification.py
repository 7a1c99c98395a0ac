"""The specification of a study as it was written: which files that is, and how the regime that is run differs from them.

Here lives the closure over what a plan names: diffs and what they extend, tables of counts beside a society, roles, and entries
of the catalogue. Never here: the resolved form, which the run itself leaves.

A plan's own files lie in its folder or below it and keep their place in the study's folder, so that the plan that lies in there
can be carried out again. Entries of the catalogue are copied to ``specification/`` for whoever has no such catalogue.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from ostrakon.errors import OstrakonError
from ostrakon.report.plan import LoadedPlan
from ostrakon.report.steps import named_files
from ostrakon.spec.difference import ABSENT, differences
from ostrakon.spec.find import path_of
from ostrakon.spec.fit import dotted
from ostrakon.spec.load import LoadedRegime
from ostrakon.spec.source import locate
from ostrakon.spec.stack import stack
from ostrakon.spec.text import Where, read_path
from ostrakon.spec.write import one_line

COPIES = "specification"
DIFFERENCE = f"{COPIES}/difference.txt"
KEPT = frozenset({"run", "changes", "why", "unknown", "lasting", "lives"})      # folders that the parts make


def files_of(plan: LoadedPlan, society: str = "") -> dict[str, Path]:
    """Where each file stands in the study's folder, and where it comes from. society: the regime's own, where the plan names none.

    Raises OstrakonError: OST7302 at the line of the plan that names a file outside its folder, and those of reading.
    """
    found: dict[str, Path] = {}
    more: list[tuple[str, str, Where]] = [("society", society, ("regime",))] if society else []
    for sort, name, at in [*named_files(plan.model), *more]:
        try:
            found |= {_name(plan, file, at): file for file in _behind(sort, plan.place(name))}
        except OstrakonError as error:
            raise OstrakonError(*(p if p.line else plan.places.problem(p.code, at, p.found, allowed=p.allowed, remedy=p.remedy,
                                                                      nearest=p.nearest) for p in error.problems)) from None
    return found


def _behind(sort: str, name: str) -> Iterator[Path]:
    """All files that a name comes down to."""
    if sort == "regime":
        below = stack(name)
        for origin in (below.origin, *(layer.origin for layer in below.layers)):
            yield _file("regime", origin)
        return
    file = _file(sort, locate(sort, name)[0])
    yield file
    if sort == "society":
        population = read_path(file).data.get("population")
        tables = population.get("tables") if isinstance(population, dict) else None
        yield from (Path(os.path.realpath(file.parent / str(table))) for table in _values(tables))


def _values(tables: object) -> Iterator[object]:
    """The names of tables, each alone or with its source."""
    named = tables.get("value", tables) if isinstance(tables, dict) else None
    for table in named.values() if isinstance(named, dict) else ():
        yield table.get("value") if isinstance(table, dict) else table


def _file(sort: str, origin: str) -> Path:
    return Path(origin) if os.path.isabs(origin) else path_of(sort, origin)


def _name(plan: LoadedPlan, file: Path, at: Where) -> str:
    """Where a file stands in the study's folder."""
    catalogue = path_of("regime", "none").parents[2]
    if file.is_relative_to(catalogue):
        return f"{COPIES}/{file.relative_to(catalogue).as_posix()}"
    home = Path(os.path.realpath(plan.folder))
    if not file.is_relative_to(home):
        _refuse(plan, at, f"{file.name} lies outside the folder of the plan", "a study is one folder: put it beside the plan, or below it")
    name = file.relative_to(home).as_posix()
    if name.split("/")[0] in KEPT:
        _refuse(plan, at, f"{name} lies where a part of the study will", f"put it elsewhere: {', '.join(sorted(KEPT))} are taken")
    if "/" not in name and not name.endswith((".yaml", ".yml")):
        _refuse(plan, at, f"{name} lies among the study's own files", "put tables in a folder of their own")
    if name == "study.yaml":
        _refuse(plan, at, "study.yaml is the plan's name in the study's folder", "give the file another name")
    return name


def _refuse(plan: LoadedPlan, at: Where, found: str, remedy: str) -> NoReturn:
    raise OstrakonError(plan.places.problem("OST7302", at, found, remedy=remedy))


def difference(regime: LoadedRegime) -> str:
    """What diffs, switches and settings made of the regime as written, a line for each value; '' where nothing was changed."""
    if regime.base is None:
        return ""
    lines = [f"What is run, against {regime.base.model.id} as written: path, value there, value here.", ""]
    lines += [f"{dotted(d.path)}\n  - {_said(d.before)}\n  + {_said(d.after)}" for d in differences(regime.base.data, regime.data)]
    return "\n".join(lines) + "\n"


def _said(value: object) -> str:
    return "not there" if value is ABSENT else one_line(value)
