"""Hands a NamedTuple of arrays to compiled code as one pointer.

Numba passes a NamedTuple by value: with a hundred arrays each call copies kilobytes and compilation takes minutes
(measured: 486 s and 910 ns per person-day, against seconds and single nanoseconds through a pointer). A handle is a
small header of addresses and shapes; ``handle.name`` in compiled code loads one array from it, without reference counts.
The layout (names, dtypes, dimensions) is part of the type, so code is cached per layout and never per size; but a length that the
NamedTuple declares in ``FIXED`` is part of it too, so that a column's place is a constant and not a product of two loads. Arrays
named in ``APART`` may have other things between their rows, so that what is read together of one person lies together.
Uncompiled, the NamedTuple itself is used and nothing here matters.
"""

import ctypes
import operator
from array import array as row
from functools import cache
from typing import Any

import llvmlite.ir as ir
import numba
import numpy as np
from numba.core import cgutils, types
from numba.core.extending import NativeValue, models, register_model, unbox
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, lower_builtin, lower_getattr_generic, overload
from numba.np import arrayobj, numpy_support

SLOTS = 8               # words of the header per field: address or value, then up to six lengths, last the bytes from row to row
_NONE = (0,) * (SLOTS - 2)
Layout = tuple[tuple[str, str, int, tuple[int, ...], bool], ...]


class Handle:
    """Keeps the arrays alive and holds the header."""

    def __init__(self, values: Any) -> None:
        self.values = tuple(values)
        apart = getattr(values, "APART", ())
        header: list[int] = []
        kinds: list[Any] = []
        for name, value in zip(values._fields, self.values, strict=True):
            if isinstance(value, np.ndarray):
                shape = value.shape
                if not (value.flags.c_contiguous or (name in apart and value[0].flags.c_contiguous)):
                    raise TypeError("kernel arrays are C-contiguous")
                header += (_address(value), *shape, *_NONE[len(shape):], value.strides[0] if shape else 0)
                kinds.append((value.dtype, len(shape)))
            else:
                header += (int(value), *_NONE, 0)
                kinds.append(None)
        self.header = row("q", header)
        self.address = self.header.buffer_info()[0]
        # asked at every call: to build it costs 75 microseconds, to read it one
        self._numba_type_ = _type_of(type(values), values._fields, tuple(kinds))
        for name, last in getattr(values, "FIXED", {}).items():
            shape = getattr(values, name).shape
            if shape[len(shape) - len(last):] != last:
                raise TypeError(f"the last lengths of {name} are {last}")


def _said(array: np.ndarray) -> int:
    """Where an array's contents begin."""
    return int(array.__array_interface__["data"][0])


def _read(array: np.ndarray) -> int:
    """The same, read from the array itself: a tenth of the time, and there are a hundred arrays to a community."""
    return _Word.from_address(id(array) + _HEAD).value or 0


_Word, _HEAD, _one = ctypes.c_size_t, object.__basicsize__, np.empty(1)
_address = _read if _read(_one) == _said(_one) else _said


def handle(values: Any) -> Any:
    """The NamedTuple as the kernel takes it; the caller keeps the result for as long as the kernel runs."""
    return values if numba.config.DISABLE_JIT else Handle(values)


class HandleType(types.Type):
    """Type of a handle: its layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        super().__init__(name=f"Handle{layout}")

    def field(self, name: str) -> tuple[int, Any, tuple[int, ...]] | None:
        for i, (field, dtype, ndim, fixed, apart) in enumerate(self.layout):
            if field == name:
                if not dtype:
                    return i, types.int64, ()
                return i, Plain(numpy_support.from_dtype(np.dtype(dtype)), ndim, "A" if apart else "C"), fixed
        return None


class Plain(types.Array):
    """Type of an array whose indices are never negative, which saves a comparison and a load of the length at each of them."""

    def __init__(self, dtype: Any, ndim: int, layout: str, readonly: bool = False, aligned: bool = True) -> None:
        super().__init__(dtype, ndim, layout, readonly, f"plain({dtype}, {ndim}d, {layout}, {readonly}, {aligned})", aligned)

    def copy(self, dtype: Any = None, ndim: Any = None, layout: Any = None, readonly: Any = None) -> Any:
        """The same with something else; a row of a plain array is plain."""
        return Plain(dtype or self.dtype, self.ndim if ndim is None else ndim, layout or self.layout,
                     not self.mutable if readonly is None else readonly, self.aligned)


register_model(Plain)(models.ArrayModel)


def fetch(array, row):  # type: ignore[no-untyped-def]
    """Ask for the first cache line of a row that will be read soon; changes nothing."""


@intrinsic
def _fetch(_context, array, row):  # type: ignore[no-untyped-def]
    def build(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
        found = arrayobj.make_array(array)(context, builder, arguments[0])
        stride = cgutils.unpack_tuple(builder, found.strides, array.ndim)[0]
        place = builder.gep(builder.bitcast(found.data, cgutils.voidptr_t), [builder.mul(stride, arguments[1])])
        word = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, word, word, word])
        ask = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        builder.call(ask, [place, word(0), word(3), word(1)])
        return context.get_dummy_value()
    return types.void(array, row), build


@overload(fetch, jit_options={"forceinline": True})
def _fetch_compiled(array, row):  # type: ignore[no-untyped-def]
    return lambda array, row: _fetch(array, row)


def _unsigned(index: Any) -> Any:
    if isinstance(index, types.BaseTuple):
        return types.Tuple([_unsigned(x) for x in index])
    return types.uintp if index is types.intp else index


@lower_builtin(operator.getitem, Plain, types.Integer)
def _get(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return arrayobj.getitem_arraynd_intp(context, builder, sig.replace(args=(sig.args[0], _unsigned(sig.args[1]))), args)


@lower_builtin(operator.getitem, Plain, types.BaseTuple)
def _get_tuple(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return arrayobj.getitem_array_tuple(context, builder, sig.replace(args=(sig.args[0], _unsigned(sig.args[1]))), args)


@lower_builtin(operator.setitem, Plain, types.Any, types.Any)
def _set(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    return arrayobj.setitem_array(context, builder, sig.replace(args=(sig.args[0], _unsigned(sig.args[1]), sig.args[2])), args)


@cache
def _type_of(form: type, names: tuple[str, ...], kinds: tuple[Any, ...]) -> HandleType:
    fixed, apart = getattr(form, "FIXED", {}), getattr(form, "APART", ())
    return HandleType(tuple((name, "", 0, (), False) if kind is None else (name, kind[0].str, kind[1], fixed.get(name, ()), name in apart)
                            for name, kind in zip(names, kinds, strict=True)))


@register_model(HandleType)
class _Model(models.OpaqueModel):
    pass


@unbox(HandleType)
def _unbox(_typ: HandleType, obj: Any, c: Any) -> NativeValue:
    number = c.pyapi.object_getattr_string(obj, "address")
    address = c.pyapi.long_as_longlong(number)
    c.pyapi.decref(number)
    return NativeValue(c.builder.inttoptr(address, cgutils.voidptr_t))


@infer_getattr
class _Attributes(AttributeTemplate):
    key = HandleType

    def generic_resolve(self, typ: HandleType, attr: str) -> Any:
        found = typ.field(attr)
        return None if found is None else found[1]


def _load(builder: Any, pointer: Any, at: int) -> Any:
    value = builder.load(builder.gep(pointer, [ir.Constant(ir.IntType(64), at)]))
    value.set_metadata("invariant.load", builder.module.add_metadata([]))
    return value


@lower_getattr_generic(HandleType)
def _getattr(context: Any, builder: Any, typ: HandleType, value: Any, attr: str) -> Any:
    i, field, fixed = typ.field(attr)  # type: ignore[misc]
    words = builder.bitcast(value, ir.IntType(64).as_pointer())
    first = _load(builder, words, i * SLOTS)
    if field is types.int64:
        return first
    array = context.make_array(field)(context, builder)
    item = context.get_abi_sizeof(context.get_data_type(field.dtype))
    shape = [_load(builder, words, i * SLOTS + 1 + d) for d in range(field.ndim - len(fixed))]
    shape += [ir.Constant(ir.IntType(64), length) for length in fixed]
    strides = [ir.Constant(ir.IntType(64), item)]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    if field.layout == "A":
        strides[0] = _load(builder, words, i * SLOTS + SLOTS - 1)
    data = builder.inttoptr(first, context.get_data_type(field.dtype).as_pointer())
    arrayobj.populate_array(array, data=data, shape=shape, strides=strides, itemsize=ir.Constant(ir.IntType(64), item), meminfo=None)
    return array._getvalue()
