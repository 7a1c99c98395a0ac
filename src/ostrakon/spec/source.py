"""Where a name leads: a catalogue id, a path or a text becomes a document.

Never here: what a document says.
"""

import os
from pathlib import Path

from ostrakon.spec.find import path_of
from ostrakon.spec.text import Document, read_path, read_text

SUFFIXES = (".yaml", ".yml")


def locate(sort: str, source: str | Path, beside: str = "") -> tuple[str, Document]:
    """(origin, document) of a catalogue id, a path, or a text with a line break; the origin tells two of them apart.

    A relative path is taken from the folder of the file `beside`, where that is one. Raises OstrakonError only.
    """
    if isinstance(source, str) and "\n" in source:
        return source, read_text(source)
    if isinstance(source, Path) or source.endswith(SUFFIXES) or "/" in source or "\\" in source:
        folder = Path(beside).parent if beside and Path(beside).is_file() else Path()
        path = folder / source
        return os.path.realpath(path), read_path(path, os.path.normpath(path) if beside else "")
    return source, read_path(path_of(sort, source), f"{source}/{sort}.yaml")


def read_source(sort: str, source: str | Path) -> Document:
    """The document of a catalogue id, a path, or a text with a line break. Raises OstrakonError only."""
    return locate(sort, source)[1]
