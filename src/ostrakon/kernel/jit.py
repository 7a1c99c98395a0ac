"""How the kernel is compiled, and where the compiled code is kept.

Numba's own file cache does not see an edit in a called function that lies in another file, so the cache folder's name
is a digest of every kernel file, the table layouts, Numba, NumPy and the processor. Nothing here knows the model.
"""

import hashlib
import platform
from pathlib import Path

import llvmlite
import numpy

from ostrakon.keep import cache_root


def cache_dir(sources: Path | None = None) -> Path:
    """Folder for compiled code, named after all that the code depends on."""
    package = Path(__file__).resolve().parent.parent if sources is None else sources
    digest = hashlib.sha256()
    files = sorted((package / "kernel").glob("*.py")) + [package / "society/tables.py", package / "mechanisms/tables.py"]
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    import numba

    host = llvmlite.binding.get_host_cpu_name() + str(sorted(llvmlite.binding.get_host_cpu_features().items()))
    for part in (numba.__version__, numpy.__version__, platform.python_version(), host, str(package)):
        digest.update(part.encode() + b"\0")
    return cache_root() / digest.hexdigest()[:16]


def _point_numba_at_cache() -> Path:
    """Tell Numba where to keep its files; must run before the first function is decorated."""
    folder = cache_dir()
    folder.mkdir(parents=True, exist_ok=True)
    import numba

    numba.config.CACHE_DIR = str(folder)
    return folder


CACHE = _point_numba_at_cache()

import numba as _numba  # noqa: E402
from numba.cpython.unsafe.numbers import leading_zeros as _leading_zeros  # noqa: E402
from numba.extending import overload as _overload  # noqa: E402

# nothing divides by zero: Numba need not ask at each division
kernel = _numba.njit(cache=True, nogil=True, boundscheck=False, error_model="numpy")
device = _numba.njit(forceinline=True, nogil=True, boundscheck=False, error_model="numpy")
helper = _numba.njit(nogil=True, boundscheck=False, error_model="numpy")


def bit_length(x):  # type: ignore[no-untyped-def]
    """Bits of a positive int64; one instruction when compiled."""
    return int(x).bit_length()


@_overload(bit_length, jit_options={"forceinline": True})
def _bit_length(x):  # type: ignore[no-untyped-def]
    return lambda x: 64 - _leading_zeros(x)


def is_warm() -> bool:
    """True when compiled code for exactly these sources is on disk."""
    return any(CACHE.rglob("*.nbc"))
