"""Loading: a catalogue id, a path or a text becomes a checked, resolved regime or society.

Here lives the order of the steps: read, unwrap sources, fit the model, override, fit again. Never here: any one step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.edit import Editor
from ostrakon.spec.find import path_of
from ostrakon.spec.fit import Places, fit, ordered
from ostrakon.spec.marginals import inlined
from ostrakon.spec.override import read_override
from ostrakon.spec.plain import resolved
from ostrakon.spec.regime import Regime
from ostrakon.spec.society import Society
from ostrakon.spec.sourced import Provenance, Unwrapped, unwrap
from ostrakon.spec.text import Document, Key, Where, read_path, read_text
from ostrakon.spec.within import NAME, unknown, within

M = TypeVar("M", bound=BaseModel)
SUFFIXES = (".yaml", ".yml")
FORMS: dict[str, type[BaseModel]] = {"regime/1": Regime, "society/1": Society}


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A specification: the model, its resolved plain data (defaults included), sources by path, places, and the file."""

    model: M
    data: dict[Key, Any]
    provenance: dict[Where, Provenance]
    places: Places
    file: str

    @property
    def marks(self) -> dict[Where, Any]:
        """The place of each value as written, by its path."""
        return self.places.marks


LoadedRegime = Loaded[Regime]
LoadedSociety = Loaded[Society]


def load_regime(source: str | Path, overrides: Sequence[str] = (), once: int | None = None) -> LoadedRegime:
    """The regime of a catalogue id, a file's path, or a YAML text (a string with a line break), with overrides applied.

    Of the overrides from number `once` on, none may undo another (OST1205); by default a later one wins, as dated changes
    need. It is not checked against a society; `ostrakon.spec.check.check` does that. Raises OstrakonError only.
    """
    return _build(Regime, read_source("regime", source), overrides, once)


def load_society(source: str | Path, overrides: Sequence[str] = (), once: int | None = None) -> LoadedSociety:
    """The society of a catalogue id, a file's path, or a YAML text, with overrides applied. Raises OstrakonError only."""
    return _build(Society, inlined(read_source("society", source), source), overrides, once)


def validate(text: str, sort: str = "regime") -> list[Problem]:
    """Everything wrong with a YAML text of a regime (or, with sort='society', a society), warnings too; never raises.

    >>> [p.code for p in validate("a: [1, 2")]
    ['OST1005']
    """
    try:
        kind: type[BaseModel] = Society if sort == "society" else Regime
        document = read_text(text)
        loaded = _build(kind, inlined(document, text + "\n") if kind is Society else document, ())
        if isinstance(loaded.model, Regime):
            return ordered(within(loaded.model, loaded.places))
    except OstrakonError as error:
        return list(error.problems)
    return []


def read_source(sort: str, source: str | Path) -> Document:
    """The document of a catalogue id, a path, or a text with a line break."""
    if isinstance(source, Path):
        return read_path(source)
    if "\n" in source:
        return read_text(source)
    if source.endswith(SUFFIXES) or "/" in source or "\\" in source:
        return read_path(Path(source))
    return read_path(path_of(sort, source), f"{source}/{sort}.yaml")


def _build(kind: type[M], document: Document, overrides: Iterable[str], once: int | None = None) -> Loaded[M]:
    plain = unwrap(document)
    places = Places(plain.marks, plain.keys, document.file)
    model = _fit_all(kind, plain, places)
    provenance = plain.provenance
    if texts := list(overrides):
        work = Editor(kind, resolved(model), places, provenance)
        for number, text in enumerate(texts, 1):
            work.apply(read_override(text, number), once is not None and number > once)
        places, provenance = work.places, work.provenance
        model = fit(kind, work.data, places)
    wrong = [p for p in within(model, places) if not p.is_warning] if isinstance(model, Regime) else []
    if wrong := [*wrong, *_sources(model, provenance, places)]:
        raise OstrakonError(*ordered(wrong))
    return Loaded(model, resolved(model), provenance, places, document.file)


def _sources(model: Any, provenance: dict[Where, Provenance], places: Places) -> Iterable[Problem]:
    """The sources that look like the name of a reference and are none."""
    for path, found in provenance.items():
        if model.references and NAME.match(found.source) and found.source not in model.references:
            yield unknown(places, "OST2114", (*path, "source"), found.source, model.references)


def _fit_all(kind: type[M], plain: Unwrapped, places: Places) -> M:
    """The model; problems of sources and of the model are reported together. A file of the other sort is told as that alone."""
    form = plain.data.get("ostrakon")
    if form in FORMS and FORMS[str(form)] is not kind:
        sort = str(form).split("/")[0]
        right = next(word for word, model in FORMS.items() if model is kind)
        raise OstrakonError(places.problem("OST2004", ("ostrakon",), f"this file is a {sort}", allowed=right,
                                           remedy=f"give a {right.split('/')[0]} here; a society goes with --society"))
    try:
        model = fit(kind, plain.data, places)
    except OstrakonError as error:
        raise OstrakonError(*ordered([*plain.problems, *error.problems])) from None
    if plain.problems:
        raise OstrakonError(*ordered(plain.problems))
    return model
