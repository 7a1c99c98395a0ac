"""Plans of points: which values of which parameters are lived, as a grid, a Latin hypercube or Sobol points.

Here lives the reading of what is to vary and the choice of points. Never here: a run, or a choice of points by what came out:
a plan is whole before the first point is lived. A parameter is a path of the regime; a point is a list of overrides.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

from ostrakon.errors import OstrakonError, fail
from ostrakon.spec.edit import Editor
from ostrakon.spec.fit import dotted, fit
from ostrakon.spec.load import LoadedRegime, LoadedSociety
from ostrakon.spec.override import read_override
from ostrakon.spec.plain import resolved
from ostrakon.spec.regime import Regime
from ostrakon.spec.society import Society
from ostrakon.spec.text import Where
from ostrakon.spec.within import within

MOST_POINTS = 1_000_000
MOST_VALUES = 10_000            # of one parameter
DIGITS = 10                     # a value between two ends is written with so many figures
DESIGNS = ("grid", "lhs", "sobol")
NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
RANGE = re.compile(rf"({NUMBER}):({NUMBER})(?::([0-9]{{1,30}}))?\Z", re.ASCII)
FORMS = "PATH=LOW:HIGH:N, PATH=VALUE,VALUE, or with --design lhs or sobol PATH=LOW:HIGH"
Values = tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """A parameter that varies: over ``values`` when there are any, else from low to high.

    whole: only whole numbers. clipped: whether the range reached beyond what the language accepts and was cut there. was: what
    the regime has. status: of where that comes from.
    """

    path: str
    values: Values = ()
    low: float = 0.0
    high: float = 0.0
    whole: bool = False
    clipped: bool = False
    was: Any = None
    status: str = ""

    def at(self, share: float) -> str:
        """The value at a share of the way from low to high, as written; of a list, the value that has this share in it.

        >>> Axis("a", low=1, high=8, whole=True).at(0.5), Axis("a", low=0, high=0.3).at(1), Axis("a", ("x", "y")).at(0.5)
        ('4', '0.3', 'y')
        """
        if self.values:
            return self.values[min(int(share * len(self.values)), len(self.values) - 1)]
        return written(min(max(self.low + share * (self.high - self.low), self.low), self.high), self.whole)

    @property
    def said(self) -> str:
        """The values or the range in words."""
        return ", ".join(self.values) if self.values else f"{self.at(0)} to {self.at(1)}"


def written(value: float, whole: bool) -> str:
    """A number as an override writes it.

    >>> written(2.6, True), written(0.1 + 0.2, False), written(1e-7, False)
    ('3', '0.3', '0.0000001')
    """
    if whole:
        return str(round(value))
    return np.format_float_positional(value + 0.0, precision=DIGITS, fractional=False, trim="-")


@dataclass(frozen=True)
class Bounds:
    """What the language accepts at a path, where that is a number."""

    low: float = -math.inf
    high: float = math.inf
    whole: bool = False


Form = type[Regime] | type[Society]


@cache
def _schema(form: Form) -> dict[str, Any]:
    return form.model_json_schema(by_alias=True)


def bounds_at(path: Where, form: Form = Regime) -> Bounds | None:
    """The bounds of a number at a path of a regime, or of a society; None where the language takes no number there."""
    whole = _schema(form)
    here = list(_options(whole, whole))
    for key in path:
        here = [one for schema in here for below in _below(schema, key) for one in _options(below, whole)]
    numbers = [s for s in here if s.get("type") in ("integer", "number")]
    if not numbers:
        return None
    low = min(s.get("minimum", s.get("exclusiveMinimum", -math.inf)) for s in numbers)
    high = max(s.get("maximum", s.get("exclusiveMaximum", math.inf)) for s in numbers)
    return Bounds(low, high, all(s["type"] == "integer" for s in numbers))


def _options(schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema itself, or what it refers to, or its alternatives."""
    if "$ref" in schema:
        yield from _options(whole["$defs"][schema["$ref"].rsplit("/", 1)[-1]], whole)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from _options(one, whole)
    else:
        yield schema


def _below(schema: dict[str, Any], key: str | int) -> Iterator[dict[str, Any]]:
    if isinstance(key, int) and "items" in schema:
        yield schema["items"]
    elif str(key) in schema.get("properties", {}):
        yield schema["properties"][str(key)]
    else:
        yield from schema.get("patternProperties", {}).values()
        if isinstance(schema.get("additionalProperties"), dict):
            yield schema["additionalProperties"]


def found_at(loaded: LoadedRegime | LoadedSociety, path: str, option: str) -> tuple[Where, Any]:
    """The place that a path names, and what is there. Raises OstrakonError for a path that does not exist."""
    editor = Editor(type(loaded.model), loaded.data, loaded.places, loaded.provenance)
    try:
        where = editor.find(read_override(f"{path}=0"))
        return where, editor.at(where)
    except OstrakonError as error:
        raise OstrakonError(*(p.at(file="", line=0, column=0, text="", found=f"{option} {path}: {p.found}")
                              for p in error.problems)) from None


def read_axes(regime: LoadedRegime, texts: Iterable[str], design: str) -> tuple[Axis, ...]:
    """What ``--vary`` asks for. Raises OstrakonError before anything runs: unknown paths, ranges upside down, one thing twice."""
    axes = tuple(_axis(regime, text, design) for text in texts)
    if not axes:
        fail("OST8001", "nothing varies", allowed=FORMS, remedy="name a parameter, as in --vary rules.jaywalking.points=-40:-4:5")
    for i, axis in enumerate(axes):
        for other in axes[:i]:
            short, long = sorted((axis.path, other.path), key=len)
            if short == long or long.startswith(f"{short}."):
                fail("OST8001", f"--vary {axis.path}: --vary {other.path} changes the same", remedy="keep one of them")
    return axes


def _axis(regime: LoadedRegime, text: str, design: str) -> Axis:
    path, equals, asked = text.partition("=")
    if not equals or not path.strip() or not asked.strip():
        fail("OST8001", f"--vary {text[:80]}", allowed=FORMS)
    where, was = found_at(regime, path.strip(), "--vary")
    name, matched = dotted(where), RANGE.match(asked.strip())
    if matched is None:
        return _listed(name, asked, was)
    if (matched[3] is None) is (design == "grid"):
        remedy = "say how many values: LOW:HIGH:N" if design == "grid" else "leave N out; --points says how many points there are"
        fail("OST8001", f"--vary {name}={asked.strip()}", allowed=FORMS, remedy=remedy)
    axis = over(where, was, float(matched[1]), float(matched[2]), "--vary")
    return axis if matched[3] is None else replace(axis, values=_evenly(axis, int(matched[3])))


def _listed(path: str, asked: str, was: Any) -> Axis:
    """A parameter over values as they are written; whether each is valid is seen when its turn comes."""
    values = tuple(value.strip() for value in asked.split(","))
    if not all(values) or any(c in asked for c in "[]{}"):
        fail("OST8001", f"--vary {path}={asked[:80]}", allowed=FORMS, remedy="separate single values with commas")
    if len(set(values)) < len(values):
        fail("OST8001", f"--vary {path}={asked[:80]}: a value stands there twice", remedy="keep one of them")
    if any(":" in value for value in values):
        fail("OST8001", f"--vary {path}={asked[:80]}: this is no range of numbers", allowed=FORMS)
    return Axis(path, values, was=was)


def _evenly(axis: Axis, n: int) -> Values:
    """So many values from low to high, each once: of whole numbers there may be fewer."""
    if not 2 <= n <= MOST_VALUES:
        fail("OST8001", f"--vary {axis.path}: {n:,} values", allowed=f"2 to {MOST_VALUES:,}")
    return tuple(dict.fromkeys(axis.at(i / (n - 1)) for i in range(n)))


def over(where: Where, was: Any, low: float, high: float, option: str, status: str = "", form: Form = Regime) -> Axis:
    """A parameter over a range, cut to what the language accepts. Raises OST8001 for a range upside down or without extent."""
    path = dotted(where)

    def refuse(found: str, **more: str) -> NoReturn:
        fail("OST8001", f"{option} {path}: {found}", **more)

    if low > high:
        refuse(f"the range {low:g} to {high:g} is upside down", remedy=f"write {high:g}:{low:g}")
    bounds = bounds_at(where, form)
    if bounds is None:
        refuse("the language takes no number there", remedy="name its values one by one: PATH=VALUE,VALUE")
    cut = min(max(low, bounds.low), bounds.high), min(max(high, bounds.low), bounds.high)
    if not cut[0] < cut[1]:
        refuse(f"between {low:g} and {high:g} no two values are possible", allowed=f"{bounds.low:g} to {bounds.high:g}")
    return Axis(path, (), *cut, bounds.whole, cut != (low, high), was, status)


def size_of(axes: Sequence[Axis], design: str, points: int | None) -> int:
    """How many points a plan has, before it is made. Raises OST8001 for too many, or a number that the design cannot have."""
    n = math.prod(len(axis.values) for axis in axes) if design == "grid" else points or 0
    if design == "sobol" and n & (n - 1):
        fail("OST8001", f"--points is {n:,}", allowed="a power of 2: other numbers of Sobol points leave holes",
             remedy=f"take {1 << n.bit_length():,}")
    if n > MOST_POINTS:
        fail("OST8001", f"the plan has {n:,} points", allowed=f"at most {MOST_POINTS:,}", remedy="vary less at once, or --design sobol")
    return n


def points_of(axes: Sequence[Axis], design: str, points: int | None, seed: int) -> list[Values]:
    """The points of a plan, each as its values by parameter; no two are alike. The seed places those of lhs and sobol."""
    n = size_of(axes, design, points)
    if design == "grid":
        return [tuple(values) for values in product(*(axis.values for axis in axes))]
    sampler = qmc.LatinHypercube(len(axes), rng=seed) if design == "lhs" else qmc.Sobol(len(axes), rng=seed)
    return list(dict.fromkeys(at(axes, sampler.random(n))))


def at(axes: Sequence[Axis], shares: npt.NDArray[np.float64]) -> list[Values]:
    """Values [A][D] at shares [A,D] of the way over each range."""
    return [tuple(axis.at(share) for axis, share in zip(axes, row, strict=True)) for row in shares.tolist()]


def overrides(axes: Sequence[Axis], values: Values) -> Values:
    """A point as overrides of the regime."""
    return tuple(f"{axis.path}={value}" for axis, value in zip(axes, values, strict=True))


def varied(regime: LoadedRegime, changes: Sequence[str]) -> LoadedRegime:
    """The regime with overrides on top. Raises OstrakonError for what the language or the regime itself does not allow."""
    work = Editor(Regime, regime.data, regime.places, regime.provenance)
    for number, text in enumerate(changes, 1):
        work.apply(read_override(text, number))
    model = fit(Regime, work.data, work.places)
    if wrong := [p for p in within(model, work.places) if not p.is_warning]:
        raise OstrakonError(*wrong)
    return replace(regime, model=model, data=resolved(model), provenance=work.provenance, places=work.places)


def varied_society(society: LoadedSociety, changes: Sequence[str]) -> LoadedSociety:
    """The society with overrides on top. Raises OstrakonError for what the language does not allow."""
    work = Editor(Society, society.data, society.places, society.provenance)
    for number, text in enumerate(changes, 1):
        work.apply(read_override(text, number))
    model = fit(Society, work.data, work.places)
    return replace(society, model=model, data=resolved(model), provenance=work.provenance, places=work.places)
