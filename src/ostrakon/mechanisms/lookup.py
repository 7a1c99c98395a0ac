"""From the names of a file to the numbers of tables: kinds, codes, predicates on attributes, levels of a grouping.

Here lives what every mechanism needs to look up. Never here: a mechanism.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.view import SocietyView
from ostrakon.vocabulary import ATTRIBUTES, NATURES, nearest

CODES = 128
AGE = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))?")
Where = Mapping[str, Any]


def position(name: str, names: Iterable[str], place: str) -> int:
    """Return the number of a name. Raises OST4001 with the nearest right name."""
    known = list(names)
    if name not in known:
        fail("OST4001", f"{place} names '{name}'", allowed=", ".join(known) or "none", nearest=nearest(name, known))
    return known.index(name)


def positions(names: Iterable[str], known: Sequence[str], place: str) -> list[int]:
    """Return the numbers of several names."""
    return [position(n, known, place) for n in names]


def conduct(view: SocietyView, name: str, place: str) -> int:
    """Return the number of a conduct. Raises OST4001 for an unknown kind or a request."""
    k = position(name, view.kinds, place)
    if NATURES[int(view.tables.nature[k])] == "request":
        fail("OST4001", f"{place} names the request '{name}'", allowed="conduct")
    return k


def request(view: SocietyView, name: str, place: str) -> int:
    """Return the number of a request. Raises OST4001 for an unknown kind or a conduct."""
    k = position(name, view.kinds, place)
    if NATURES[int(view.tables.nature[k])] != "request":
        fail("OST4001", f"{place} names the conduct '{name}'", allowed="a request")
    return k


def codes_of(view: SocietyView, attribute: str, word: object, place: str) -> list[int]:
    """Return the codes that a word of a file means: one name, or for age a year, '18+' or '16-60'."""
    text = str(word)
    if attribute != "age":
        return [position(text, view.codes[attribute], place)]
    found = AGE.fullmatch(text.replace(" ", ""))
    if not found:
        fail("OST4001", f"{place} names the age '{text}'", allowed="a year, '18+' or '16-60'")
    low = int(found[1])
    high = CODES - 1 if found[3] else int(found[2] or low)
    if low > high or high >= CODES:
        fail("OST4001", f"{place} names the age '{text}'", allowed=f"years 0 to {CODES - 1}, the lower first")
    return list(range(low, high + 1))


def mask(view: SocietyView, where: Where, place: str) -> np.ndarray:
    """Return [10,128] uint8: which codes of each attribute are allowed. What is not named is allowed."""
    out = np.ones((len(ATTRIBUTES), CODES), np.uint8)
    for attribute, words in where.items():
        a = position(attribute, ATTRIBUTES, place)
        out[a] = 0
        for word in words if isinstance(words, list | tuple) else [words]:
            out[a, codes_of(view, attribute, word, f"{place}.{attribute}")] = 1
    return out


def per_class(view: SocietyView, multipliers: Mapping[str, float], place: str) -> np.ndarray:
    """Return [X] multipliers by detection class; 1 unless given."""
    return _named(multipliers, view.classes, place)


def per_region(view: SocietyView, multipliers: Mapping[str, float], place: str) -> np.ndarray:
    """Return [R] multipliers by region; 1 unless given."""
    return _named(multipliers, view.codes["region"], place)


def _named(multipliers: Mapping[str, float], names: Sequence[str], place: str) -> np.ndarray:
    out = np.ones(len(names))
    for name, value in multipliers.items():
        out[position(name, names, place)] = value
    return out


def level_of(grouping: np.ndarray, n: int, attribute: str) -> tuple[np.ndarray, np.ndarray]:
    """Return (level of each code [128], level of each of the n indices [n]) of an attribute in a grouping.

    A grouping is a mixed radix: an index is the sum over attributes of level x stride. Raises OST4001 when it is none.
    """
    rows = np.asarray(grouping)
    strides = [int(r[r > 0].min()) if (r > 0).any() else 1 for r in rows]
    counts = [int(r.max()) // s + 1 for r, s in zip(rows, strides, strict=True)]
    if int(np.prod(counts)) != n or (rows % np.array(strides)[:, None]).any():
        fail("OST4001", f"a grouping of {n} has {counts} levels", allowed="a product of levels")
    a = ATTRIBUTES.index(attribute)
    return rows[a] // strides[a], (np.arange(n) // strides[a]) % counts[a]


def by_code(view: SocietyView, grouping: np.ndarray, n: int, attribute: str, values: Mapping[Any, float], default: float,
            place: str) -> np.ndarray:
    """Return [n] values by index of a grouping, given values by code of one attribute; ``default`` where none is given.

    Raises OST4001 when two codes with different values share a level, since the grouping cannot tell them apart.
    """
    position(attribute, ATTRIBUTES, place)
    of_code, of_index = level_of(grouping, n, attribute)
    wanted = np.full(CODES, float(default))
    for word, value in values.items():
        wanted[codes_of(view, attribute, word, f"{place}.{attribute}")] = value
    used = np.arange(CODES) < (len(view.codes[attribute]) if attribute in view.codes else CODES)
    out = np.empty(n)
    for level in range(int(of_index.max()) + 1):
        found = np.unique(wanted[used & (of_code == level)])
        if len(found) > 1:
            fail("OST4001", f"{place}.{attribute} differs within one group of the society", allowed="one value per group",
                 remedy="let the society's grouping tell these codes apart")
        out[of_index == level] = found[0] if len(found) else default
    return out
