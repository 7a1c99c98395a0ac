"""Loading: a catalogue id, a path or a text becomes a checked, resolved regime or society.

Here lives the order of the steps: read, unwrap sources, fit the model, lay diffs over it, override, fit again. Never here:
any one step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.diff import Layer
from ostrakon.spec.edit import Editor
from ostrakon.spec.fit import Places, fit, ordered
from ostrakon.spec.layers import lay
from ostrakon.spec.marginals import inlined
from ostrakon.spec.override import read_override
from ostrakon.spec.plain import resolved
from ostrakon.spec.regime import Regime
from ostrakon.spec.role import Role, sources
from ostrakon.spec.society import Society
from ostrakon.spec.source import read_source
from ostrakon.spec.sourced import Provenance, Unwrapped, unwrap
from ostrakon.spec.stack import stack, stack_of
from ostrakon.spec.text import Document, Key, Where, read_text
from ostrakon.spec.within import NAME, unknown, within

M = TypeVar("M", bound=BaseModel)
FORMS: dict[str, type[BaseModel]] = {"regime/1": Regime, "society/1": Society, "role/1": Role}


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A specification: the model, its resolved plain data (defaults included), sources by path, places, and the file.

    `base` is the same without diffs and overrides, where there are any; `diffs` are the files of the diffs.
    """

    model: M
    data: dict[Key, Any]
    provenance: dict[Where, Provenance]
    places: Places
    file: str
    base: "Loaded[M] | None" = None
    diffs: tuple[str, ...] = ()

    @property
    def marks(self) -> dict[Where, Any]:
        """The place of each value as written, by its path."""
        return self.places.marks


LoadedRegime = Loaded[Regime]
LoadedSociety = Loaded[Society]


def load_regime(source: str | Path, overrides: Sequence[str] = (), once: int | None = None,
                diffs: Sequence[str | Path] = ()) -> LoadedRegime:
    """The regime of a catalogue id, a file's path, or a YAML text (a string with a line break), with diffs and overrides applied.

    The source may itself be a diff; `diffs` are stacked on it, and no two of them may touch the same thing.

    Of the overrides from number `once` on, none may undo another (OST1205); by default a later one wins, as dated changes
    need. It is not checked against a society; `ostrakon.spec.check.check` does that. Raises OstrakonError only.
    """
    found = stack(source, diffs)
    return _build(Regime, found.base, overrides, once, found.layers)


def load_society(source: str | Path, overrides: Sequence[str] = (), once: int | None = None) -> LoadedSociety:
    """The society of a catalogue id, a file's path, or a YAML text, with overrides applied. Raises OstrakonError only."""
    return _build(Society, inlined(read_source("society", source), source), overrides, once)


def load_role(source: str | Path) -> Loaded[Role]:
    """The role of a catalogue id, a file's path, or a YAML text. Its question is read where it is asked. Raises OstrakonError only."""
    role = _build(Role, read_source("role", source), ())
    if wrong := list(sources(role.model, role.places)):
        raise OstrakonError(*wrong)
    return role


def validate(text: str, sort: str = "regime") -> list[Problem]:
    """Everything wrong with a YAML text of a regime (or, with sort='society', a society), warnings too; never raises.

    >>> [p.code for p in validate("a: [1, 2")]
    ['OST1005']
    """
    try:
        document = read_text(text)
        if sort == "society":
            _build(Society, inlined(document, text + "\n"), ())
        else:
            found = stack_of(document)
            loaded = _build(Regime, found.base, (), layers=found.layers)
            return ordered(within(loaded.model, loaded.places))
    except OstrakonError as error:
        return list(error.problems)
    return []


def _build(kind: type[M], document: Document, overrides: Iterable[str], once: int | None = None,
           layers: Sequence[Layer] = ()) -> Loaded[M]:
    plain = unwrap(document)
    places, provenance = Places(plain.marks, plain.keys, document.file), plain.provenance
    model = _fit_all(kind, plain, places)
    base = None
    if layers or (overrides := list(overrides)):
        base = Loaded(model, resolved(model), provenance, places, document.file)
        work = Editor(kind, base.data, places, provenance)
        for layer in layers:
            lay(work, layer)
        for number, text in enumerate(overrides, 1):
            work.apply(read_override(text, number), once is not None and number > once)
        places, provenance = work.places, work.provenance
        model = fit(kind, work.data, places)
    wrong = [p for p in within(model, places) if not p.is_warning] if isinstance(model, Regime) else []
    if wrong := [*wrong, *_sources(model, provenance, places)]:
        raise OstrakonError(*ordered(wrong))
    return Loaded(model, resolved(model), provenance, places, document.file, base, tuple(layer.places.file for layer in layers))


def _sources(model: Any, provenance: dict[Where, Provenance], places: Places) -> Iterable[Problem]:
    """The sources that look like the name of a reference and are none."""
    for path, found in provenance.items():
        if model.references and NAME.match(found.source) and found.source not in model.references:
            yield unknown(places, "OST2114", (*path, "source"), found.source, model.references)


def _fit_all(kind: type[M], plain: Unwrapped, places: Places) -> M:
    """The model; problems of sources and of the model are reported together. A file of the other sort is told as that alone."""
    form = plain.data.get("ostrakon")
    if isinstance(form, str) and form in FORMS and FORMS[form] is not kind:
        sort = form.split("/")[0]
        right = next(word for word, model in FORMS.items() if model is kind)
        raise OstrakonError(places.problem("OST2004", ("ostrakon",), f"this file is a {sort}", allowed=right,
                                           remedy="a society goes with --society" if sort == "society" else "give a society here"))
    try:
        model = fit(kind, plain.data, places)
    except OstrakonError as error:
        told = {problem.path for problem in error.problems}
        ranges = {problem for problem in plain.problems if problem.code == "OST1102" and problem.path[:-1] in told}     # beside no number
        raise OstrakonError(*ordered([*(p for p in plain.problems if p not in ranges), *error.problems])) from None
    if plain.problems:
        raise OstrakonError(*ordered(plain.problems))
    return model
