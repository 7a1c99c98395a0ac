"""Comparing two accounts of the same community by name, so that a difference says where it is.

Here lives the comparison only. Never here: knowledge of how either side was computed.
"""

import numpy as np


def differences(one: dict, other: dict) -> list[str]:
    """A line for each name that differs or stands on one side only; empty when all is equal. Values are nested lists or arrays."""
    lines = [f"{name}: only on one side" for name in sorted(set(one) ^ set(other))]
    for name in sorted(set(one) & set(other)):
        a, b = _nested(one[name]), _nested(other[name])
        if a != b:
            lines.append(f"{name}{_where(a, b)}")
    return lines


def log_differences(one: list[tuple], other: list[tuple], show: int = 5) -> list[str]:
    """The first events, in order of their days, that stand in one log and not in the other; repeats count."""
    a, b = sorted(one, key=_by_day), sorted(other, key=_by_day)
    if a == b:
        return []
    left, right = list(a), []
    for event in b:
        if event in left:
            left.remove(event)
        else:
            right.append(event)
    return [f"only first: {event}" for event in left[:show]] + [f"only second: {event}" for event in right[:show]]


def _by_day(event: tuple) -> tuple:
    return event[1], event[0], str(event[2:])


def _nested(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    return [_nested(v) for v in value] if isinstance(value, (list, tuple)) else value.item() if isinstance(value, np.generic) else value


def _where(a, b) -> str:
    """The first place where two nested lists differ."""
    if not isinstance(a, list) or not isinstance(b, list):
        return f": {a!r} is not {b!r}"
    if len(a) != len(b):
        return f": length {len(a)} is not {len(b)}"
    i = next(i for i in range(len(a)) if a[i] != b[i])
    return f"[{i}]{_where(a[i], b[i])}"
