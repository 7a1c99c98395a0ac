"""Makes docs/reference/keys.md: every key of the language, the tables it fills, its test, and what changing it changes.

Here live the walk over the language, the comparison of tables and of runs, and the page. What is changed for each key
stands in key_probes.yaml. Never here: a list of keys or of tables; both are found. Run: python docs/reference/make_keys.py
"""

import ast
import re
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from unittest.mock import patch

import annotated_types as bounds
import numpy as np
import yaml
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from ostrakon.engine import scenario as engine
from ostrakon.engine.scenario import Scenario
from ostrakon.program import Program
from ostrakon.society.build import BuiltSociety, build_society
from ostrakon.spec.regime import Regime
from ostrakon.spec.society import Society

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGE, PROBES = HERE / "keys.md", HERE / "key_probes.yaml"
PEOPLE, DAYS, SEED = 20_000, 120, 1
MODELS: dict[str, type[BaseModel]] = {"regime": Regime, "society": Society}
PLACES = {"article": ("article-2018", "china-2020"), "harbour": (str(HERE / "key_probe_regime.yaml"), "harbour-town")}


@dataclass(frozen=True)
class Key:
    """A leaf of the language: its path with <name> and <n> for free names and places, and what the models say of it."""

    sort: str
    path: str
    type: str
    default: str
    meaning: str


@dataclass(frozen=True)
class Probe:
    """How a key is changed. ``also``: overrides of the regime in both arms, for keys of a society."""

    set: str = ""
    setup: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    place: str = "article"
    documentation: str = ""
    none: str = ""


@dataclass
class Row:
    """What was found about a key."""

    key: Key
    probe: Probe
    tables: list[str] = field(default_factory=list)
    effect: str = ""


def keys(sort: str) -> list[Key]:
    """All leaves of a regime or a society, in the order of the models."""
    return list(_leaves(sort, MODELS[sort], ""))


def _leaves(sort: str, model: type[BaseModel], base: str) -> Iterator[Key]:
    for name, info in model.model_fields.items():
        path = f"{base}{info.alias or name}"
        inner = _models(info.annotation)
        if _is_leaf(info.annotation):
            default = "required" if info.default is PydanticUndefined else _plain(info.default)
            kind = " ".join([_type(info.annotation), *_limits(info.metadata)])
            yield Key(sort, path, kind, default, info.description or "")
        for below, step in inner:
            yield from _leaves(sort, below, f"{path}{step}.")


def _is_leaf(kind: Any) -> bool:
    """A value is written here, beside or in place of a section."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _is_leaf(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return any(_is_leaf(k) for k in get_args(kind) if k is not type(None))
    return not _models(kind)


def _models(kind: Any) -> list[tuple[type[BaseModel], str]]:
    """Sections below a type, each with the step that leads there."""
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [(kind, "")]
    if origin is Annotated:
        return _models(inner[0])
    if origin in (Union, types.UnionType):
        return [found for k in inner for found in _models(k)]
    if origin in (dict, list):
        return [(model, (".<name>" if origin is dict else ".<n>") + step) for model, step in _models(inner[-1])]
    return []


def _type(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return " ".join([_type(inner[0]), *_limits(inner[1:])])
    if origin is Literal:
        return ", ".join(str(x) for x in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_type(k) for k in inner))
    if origin is dict:
        return f"{_type(inner[0])} -> {_type(inner[1])}"
    if origin is list:
        return f"list of {_type(inner[0])}"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "{" + ", ".join(kind.model_fields) + "}"
    return {float: "number", int: "whole number", bool: "true or false", str: "text", type(None): "null"}[kind]


def _limits(metadata: Any) -> list[str]:
    out = []
    for item in metadata:
        found = getattr(item, "metadata", None) or [item]
        for one in found:
            signs = {bounds.Ge: (">=", "ge"), bounds.Gt: (">", "gt"), bounds.Le: ("<=", "le"), bounds.Lt: ("<", "lt")}
            if type(one) in signs:
                sign, name = signs[type(one)]
                out.append(f"{sign} {getattr(one, name):,}")
            elif isinstance(one, bounds.MinLen):
                out.append(f"at least {one.min_length}")
            elif isinstance(one, bounds.MaxLen):
                out.append(f"at most {one.max_length}")
    return out


def _plain(value: Any) -> str:
    if value is None or value == "" or isinstance(value, bool):
        return {None: "null", "": "empty"}.get(value, str(value).lower())
    return str(value.model_dump() if isinstance(value, BaseModel) else value)


def probes() -> dict[tuple[str, str], Probe]:
    """What key_probes.yaml says, by sort and path."""
    out = {}
    for sort, entries in yaml.safe_load(PROBES.read_text(encoding="utf-8")).items():
        for path, e in entries.items():
            place = e.get("at", "article" if sort == "regime" else "harbour")
            out[sort, path] = Probe(
                e.get("set", ""), tuple(e.get("with", ())), tuple(e.get("also", ())), place, e.get("documentation", ""), e.get("none", "")
            )
    return out


def scenario(sort: str, probe: Probe, changed: bool) -> Scenario:
    """The run of one arm."""
    regime, society = PLACES[probe.place]
    mine = (*probe.setup, *((probe.set,) if changed and probe.set else ()))
    own = {"overrides": mine} if sort == "regime" else {"overrides": probe.also, "society_overrides": mine}
    return Scenario(regime, society, people=PEOPLE, days=DAYS, **own)


@lru_cache(maxsize=8)
def program(arm: Scenario) -> Program:
    """The Program of an arm, built once; arms that share a society share its tables."""
    with patch.object(engine, "society_of", lambda model: _society(model.model_dump_json())):
        return engine.compile_scenario(arm)


@lru_cache(maxsize=4)
def _society(model: str) -> BuiltSociety:
    return build_society(Society.model_validate_json(model))


def tables_filled(sort: str, probe: Probe) -> list[str]:
    """The fields of the Program that the override changes, as found by building it twice."""
    before, after = program(scenario(sort, probe, False)), program(scenario(sort, probe, True))
    out = [f"society.{n}" for n in _changed(before.society.tables, after.society.tables)]
    out += [f"regime.{n}" for n in _changed(before.regime, after.regime)]
    if before.burn_in != after.burn_in:
        out.append("program.burn_in")
    for old, new in zip(before.phases, after.phases, strict=True):
        names = ("day", "share", "regions", "abolition", "keep_scores")
        out += [f"program.phases.{n}" for n in names if getattr(old, n) != getattr(new, n)]
        if not any(x.startswith(("regime.", "society.")) for x in out) and _changed(old.tables, new.tables):
            out.append("program.phases.tables")
    return list(dict.fromkeys(out))


def _changed(before: Any, after: Any) -> list[str]:
    return [n for n, old in before._asdict().items() if not np.array_equal(old, getattr(after, n))]


def measure(probe: Probe, key: Key) -> Row:
    """The row of a key without the runs."""
    return Row(key, probe, tables_filled(key.sort, probe) if probe.set else [])


@cache
def tally_names() -> dict[str, list[str]]:
    """Names of the last axis of each tally, read from the kernel's own list."""
    tree = ast.parse((ROOT / "src/ostrakon/kernel/tallies.py").read_text(encoding="utf-8"))
    found = [
        [e.id.lower() for e in node.targets[0].elts]
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)
    ]
    return dict(zip(("flow", "chan", "lists", "people"), found, strict=False))


@cache
def totals(arm: Scenario) -> dict[str, int]:
    """All tallies of an arm summed over cohorts, kinds, channels and lists, by name."""
    from ostrakon.engine.simulate import simulate  # here, since the fast part needs no kernel

    found = simulate(arm, seed=SEED, program=program(arm)).total
    out = {}
    for tally, names in tally_names().items():
        sums = getattr(found, tally).reshape(-1, len(names)).sum(axis=0)
        out |= {f"{tally}.{name}": int(x) for name, x in zip(names, sums, strict=True)}
    for tally in ("tiers", "days"):
        out |= {f"{tally}.{i}": int(x) for i, x in enumerate(getattr(found, tally).sum(axis=0))}
    for i, row in enumerate(found.flow.sum(axis=0)):
        out |= {f"flow.{name} of kind {i}": int(x) for name, x in zip(tally_names()["flow"], row, strict=True)}
    for i, row in enumerate(found.flow.sum(axis=(1, 2))):
        out[f"flow of cohort {i}"] = int(row)
    return out


def effect(sort: str, probe: Probe) -> str:
    """The two tallies that move most, against the spread of a count; empty when none moves."""
    a, b = totals(scenario(sort, probe, False)), totals(scenario(sort, probe, True))
    moved = {n: abs(b.get(n, 0) - a.get(n, 0)) / (abs(a.get(n, 0)) + abs(b.get(n, 0)) + 1) ** 0.5 for n in {*a, *b}}
    plain = {n: x for n, x in moved.items() if " " not in n and not n.startswith("days.")}
    chosen = plain if any(plain.values()) else moved
    best = sorted((n for n, x in chosen.items() if x > 0), key=lambda n: (-chosen[n], n))[:2]
    return "; ".join(f"{n} {a.get(n, 0):,} → {b.get(n, 0):,}" for n in best)


@cache
def test_functions() -> list[tuple[str, str]]:
    """Name and source of every test function of the parts that fill and use tables."""
    out = []
    for folder in ("mechanisms", "society", "engine", "kernel", "spec"):
        for file in sorted((ROOT / "tests" / folder).rglob("test_*.py")):
            text = file.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    out.append((f"{file.relative_to(ROOT)}::{node.name}", ast.get_source_segment(text, node) or ""))
    return out


OWN_TEST = "tests/test_keys_page.py::test_a_key_fills_the_tables_that_the_page_names"


def test_of(key: Key, tables: list[str]) -> str:
    """A test by hand that writes the key and reads a table that it fills; else the test of this page, which does both."""
    leaf = [w for w in key.path.split(".") if not w.startswith("<")][-1]
    fields = [t.split(".")[-1] for t in tables]
    fit = [n for n, text in test_functions() if _has_word(text, leaf) and any(_has_word(text, f) for f in fields)]
    by_hand = [n for n in fit if n.endswith("by_hand")]
    if by_hand and leaf not in ("where", "share"):
        return by_hand[0]
    return OWN_TEST


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<![a-z0-9_]){re.escape(word)}(?![a-z0-9_])", text) is not None


HEAD = f"""# Every key of the language

This page is generated by `python docs/reference/make_keys.py`; a test builds its column of tables again and compares.

* **Tables** are measured: the Program is built with and without the override, and the fields that differ are named
  (`regime.`: `src/ostrakon/mechanisms/tables.py`, `society.`: `src/ostrakon/society/tables.py`, `program.`: `src/ostrakon/program.py`).
  A switch that takes an entry out changes every table of that size. `the same in both arms` are overrides without which the key has
  nothing to act on.
* **Effect** is measured: {PEOPLE:,} people, {DAYS} days, seed {SEED}, both arms the same but for the override. The two tallies are named
  that differ most, of those in `src/ostrakon/kernel/tallies.py`, summed over cohorts, kinds, channels and lists.
  It shows that the key acts, not how strongly it acts elsewhere.
* Keys of a regime are run on `article-2018` and `china-2020` (at *harbour*: on `docs/reference/key_probe_regime.yaml` and `harbour-town`),
  keys of a society on the latter two. The overrides and all their numbers are assumed: they serve this page only.
* **Documentation** marks keys that fill no table by design.
"""


def rows(sort: str) -> list[Row]:
    """The rows of a sort, without effects. Raises KeyError for a key without a probe."""
    known = probes()
    return [measure(known[sort, key.path], key) for key in keys(sort)]


def page() -> str:
    """The whole page; runs every arm."""
    out = [HEAD]
    for sort in MODELS:
        out.append(
            f"\n## Keys of a {sort}\n\n| key | type and bounds | default | tables | test | override | effect |\n"
            "| --- | --- | --- | --- | --- | --- | --- |"
        )
        out += [_line(row) for row in rows(sort)]
    return "\n".join(out) + "\n"


def _line(row: Row) -> str:
    key, probe = row.key, row.probe
    found = effect(key.sort, probe) if row.tables else ""
    last = found or (
        f"documentation: {probe.documentation}" if probe.documentation else f"no effect found: {probe.none or 'not known why'}"
    )
    cells = [*first_cells(key), tables_cell(row), f"`{test_of(key, row.tables)}`", override_cell(probe), last]
    print(f"{key.sort:8}{key.path:50}{cells[3][:50]:52}{last}", file=sys.stderr)
    return "| " + " | ".join(cell(c) for c in cells) + " |"


def cell(text: str) -> str:
    """Text as it stands in a table."""
    return text.replace("|", "\\|").replace("<", "&lt;") if "`" not in text else text.replace("|", "\\|")


def first_cells(key: Key) -> list[str]:
    """Path, type and default, as on the page."""
    return [f"`{key.path}`", key.type + (f". {key.meaning}" if key.meaning else ""), f"`{key.default}`"]


def tables_cell(row: Row) -> str:
    """The cell of the tables, as on the page."""
    return ", ".join(f"`{t}`" for t in row.tables) or ("documentation" if row.probe.documentation else "none")


def override_cell(probe: Probe) -> str:
    """The change and what stands in both arms."""
    both = [*probe.setup, *probe.also]
    place = "*harbour* " if probe.place == "harbour" else ""
    return (
        place + (f"`{probe.set}`" if probe.set else "its one value") + (f" (the same in both arms: `{'`, `'.join(both)}`)" if both else "")
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
