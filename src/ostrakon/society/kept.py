"""Tables of a society, kept on disk between runs: filling them takes longer than starting everything else.

Here live the name of a kept file, its writing and its checking. Never here: how a table is filled, or what it means. A file
is named after all that its tables depend on and opens with a checksum of what follows, so that a stale, cut or damaged
one is filled again and never read.
"""

import hashlib
import io
import os
import platform
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from ostrakon.keep import cache_root
from ostrakon.society.build import BuiltSociety, build_society, tables_of
from ostrakon.society.census import DATA
from ostrakon.society.tables import SocietyTables
from ostrakon.spec.society import Society

MOST_KEPT = 16          # files; a study of many societies would otherwise fill the disk
PACKAGE = Path(__file__).resolve().parent.parent


def society_of(model: Society) -> BuiltSociety:
    """The same as `build_society`, with tables from disk where they are kept there; else they are kept now."""
    file = cache_root() / "societies" / f"{key_of(model)}.tables"
    tables = _read(file)
    if tables is None:
        tables = tables_of(model)
        with suppress(OSError):         # a disk that is full or may not be written costs time and nothing else
            _write(file, tables)
    return build_society(model, tables)


def sources() -> list[Path]:
    """Every file on which tables depend beside the model: code and census."""
    code = [*(PACKAGE / "society").glob("*.py"), *(PACKAGE / "spec").glob("*.py")]
    return [*sorted(code), PACKAGE / "numbers.py", PACKAGE / "vocabulary.py", *sorted(DATA.iterdir())]


def key_of(model: Society) -> str:
    """A digest of the model, the sources, and what computes."""
    digest = hashlib.sha256(model.model_dump_json().encode())
    for file in sources():
        digest.update(f"\0{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    digest.update("\0".join((np.__version__, platform.python_version(), platform.machine())).encode())
    return digest.hexdigest()


def _read(file: Path) -> SocietyTables | None:
    """The tables of a file; None when there is none, or when it is not as it was written."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    body = raw[32:]
    if hashlib.sha256(body).digest() != raw[:32]:
        return None
    with np.load(io.BytesIO(body), allow_pickle=False) as found:
        arrays = [found[name] for name in SocietyTables._fields]
    tables: list[Any] = [int(array) if array.ndim == 0 else array for array in arrays]
    return SocietyTables(*tables)


def _write(file: Path, tables: SocietyTables) -> None:
    """Write beside the file and rename, so that nobody ever reads half of it."""
    body = io.BytesIO()
    arrays: dict[str, Any] = tables._asdict()
    np.savez(body, **arrays)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(hashlib.sha256(body.getvalue()).digest() + body.getvalue())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for old in sorted(file.parent.glob("*.tables"), key=lambda one: one.stat().st_mtime)[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
