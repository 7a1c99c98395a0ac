"""Groupings: strata, cohorts, detection classes and look-alikes as sums of one map per attribute.

Here lives the arithmetic of levels and strides. Never here: which attributes a society groups by.
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.spec.society import Society
from ostrakon.vocabulary import ATTRIBUTES, nearest

CODES = 128


def group_map(society: Society, where: str) -> np.ndarray:
    """[10,128] the map of 'strata', 'cohorts', 'classes' or 'looks'; the first attribute varies slowest.

    Codes beyond an attribute's last one never occur; they stand with the last.
    """
    out = np.zeros((len(ATTRIBUTES), CODES), np.int64)
    stride = 1
    for name in reversed(getattr(society, where)):
        base, level = level_of(society, name)
        padded = np.concatenate([level, np.full(CODES - len(level), level[-1])])
        out[ATTRIBUTES.index(base)] += padded * stride
        stride *= len(society.levels(name))
    return out


def level_of(society: Society, name: str) -> tuple[str, np.ndarray]:
    """The attribute behind an attribute or group, and the level of each of its codes."""
    if name not in society.groups:
        return name, np.arange(len(society.codes[name]))
    group = society.groups[name]
    codes = society.codes[group.of]
    out = np.full(len(codes), -1)
    rest = -1
    for i, (level, listed) in enumerate(group.levels.items()):
        if listed == "rest":
            rest = i
            continue
        for word in listed if isinstance(listed, list) else [listed]:
            at = _codes(str(word), group.of, codes, f"groups.{name}.levels.{level}")
            if (out[at] >= 0).any():
                fail("OST3001", f"groups.{name}.levels.{level}: '{word}' overlaps another level")
            out[at] = i
    out[out < 0] = rest
    if (out < 0).any():
        fail("OST3001", f"groups.{name} leaves out '{codes[int((out < 0).argmax())]}'",
             remedy="add it to a level, or make one level 'rest'")
    return group.of, out


def _codes(word: str, attribute: str, codes: tuple[str, ...], where: str) -> list[int]:
    """The codes that a word names: a code, or for age a range such as '18-34' or '60+'."""
    if attribute == "age" and not word.isdigit():
        low, dash, high = word.partition("-")
        low, high = (low, high) if dash else (word.removesuffix("+"), str(len(codes) - 1))
        if low.isdigit() and high.isdigit() and int(low) <= int(high) < len(codes):
            return list(range(int(low), int(high) + 1))
    elif word in codes:
        return [codes.index(word)]
    fail("OST3001", f"{where} names '{word}'", allowed=", ".join(codes[:40]) if attribute != "age" else "ages 0 to 100, '18-34' or '60+'",
         nearest=nearest(word, codes))
