"""How the kernel is compiled, and where the compiled code is kept.

Numba's own file cache does not see an edit in a called function that lies in another file, so the cache folder's name
is a digest of every kernel file, the table layouts, Numba, NumPy and the processor that it is made for. Nothing here knows the model.
"""

import hashlib
import platform
import struct as _struct
import sys
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

    if numba.config.CPU_NAME is None:
        host = llvmlite.binding.get_host_cpu_name() + str(sorted(llvmlite.binding.get_host_cpu_features().items()))
    else:
        host = f"{numba.config.CPU_NAME} {numba.config.CPU_FEATURES}"        # as somebody asked: code for another processor than this one
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


def _start_numba_without_blas() -> None:
    """Load Numba's array functions, which ask SciPy for a BLAS: 0.2 s of every start, for a kernel that multiplies no matrices."""
    asked = "scipy.linalg.cython_blas"
    if asked in sys.modules:
        return
    sys.modules[asked] = None  # type: ignore[assignment]     # as the import system has it: there is no such module
    try:
        import numba.np.arraymath  # noqa: F401
    finally:
        del sys.modules[asked]


CACHE = _point_numba_at_cache()
_start_numba_without_blas()

import numba as _numba  # noqa: E402
from llvmlite import ir as _ir  # noqa: E402
from numba import types as _types  # noqa: E402
from numba.cpython.unsafe.numbers import leading_zeros as _leading_zeros  # noqa: E402
from numba.extending import intrinsic as _intrinsic  # noqa: E402
from numba.extending import overload as _overload  # noqa: E402
from numba.np.arrayobj import make_array as _make_array  # noqa: E402

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


def double(x):  # type: ignore[no-untyped-def]
    """The bits of a positive number below 2**32 as a double, which is exact: its exponent tells the highest bit."""
    return _struct.unpack("<q", _struct.pack("<d", float(x)))[0]


@_intrinsic
def _double(_context, x):  # type: ignore[no-untyped-def]
    def build(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        return builder.bitcast(builder.uitofp(builder.trunc(arguments[0], _ir.IntType(32)), _ir.DoubleType()), _ir.IntType(64))
    return _types.int64(x), build


@_overload(double, jit_options={"forceinline": True})
def _double_compiled(x):  # type: ignore[no-untyped-def]
    return lambda x: _double(x)


def passed(row, person, w):  # type: ignore[no-untyped-def]
    """Bit j: the upper 24 bits of a 32-bit word are below the j-th of a row of eight uint32 below 2**31. One comparison when compiled."""
    return sum(int((w >> 8) < row[person, j]) << j for j in range(8))


@_intrinsic
def _passed(_context, array, person, w):  # type: ignore[no-untyped-def]
    def build(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        data = _make_array(array)(context, builder, arguments[0]).data
        word, eight = _ir.IntType(32), _ir.VectorType(_ir.IntType(32), 8)
        place = builder.shl(arguments[1], _ir.Constant(_ir.IntType(64), 3))
        row = builder.load(builder.bitcast(builder.gep(data, [place]), eight.as_pointer()), align=4)
        one = builder.insert_element(_ir.Constant(eight, _ir.Undefined), builder.trunc(arguments[2], word), _ir.Constant(word, 0))
        every = builder.shuffle_vector(one, _ir.Constant(eight, _ir.Undefined), _ir.Constant(eight, [0] * 8))
        upper = builder.lshr(every, _ir.Constant(eight, [8] * 8))
        return builder.zext(builder.bitcast(builder.icmp_signed(">", row, upper), _ir.IntType(8)), _ir.IntType(64))
    return _types.int64(array, person, w), build


@_overload(passed, jit_options={"forceinline": True})
def _passed_compiled(row, person, w):  # type: ignore[no-untyped-def]
    return lambda row, person, w: _passed(row, person, w)


def is_warm() -> bool:
    """True when compiled code for exactly these sources is on disk."""
    return any(CACHE.rglob("*.nbc"))
