"""Several formulas in place of a regime: the same generations, weights and words, with posteriors that are known."""

from dataclasses import dataclass, field

import numpy as np

from ostrakon.errors import fail
from ostrakon.experiments.generations import Unknown
from ostrakon.experiments.plan import Axis
from ostrakon.experiments.points import Prepared
from ostrakon.experiments.targets import Observed, Target
from ostrakon.measures.base import Measure
from ostrakon.results.estimate import design

GROUPS = 6


def unknown(name: str, low: float = 0.0, high: float = 1.0, was: float = 0.5, whole: bool = False) -> Unknown:
    return Unknown(Axis(name, low=low, high=high, was=was, status="assumed", whole=whole))


def target(name: str, value: float, error: float | None = None, within: list[float] | None = None, held: bool = False) -> Observed:
    found = Target(outcome=name, to=10, value=value, unit="ratio", error=error, within=within, status="reported", source="A. Author, 2020",
                   hold_out=held)
    return Observed(name, found, 1, 10, "A. Author, 2020")


@dataclass
class FormulaTrial:
    """Of each name in ``formulas`` a value made of the unknowns' values, in six groups, each with luck of so much times its size.

    nothing: values at which there is nothing to divide by; invalid: values that are refused. lived: the calls made.
    """

    formulas: dict
    names: tuple
    as_is: tuple
    luck: float = 0.0
    seed: int = 1
    invalid: object = None
    nothing: object = None
    lived: list = field(default_factory=list)

    @property
    def measures(self):
        return tuple(Measure(name, name, name, "ratio", None, None, "rate") for name in self.formulas)

    @property
    def plan(self):
        return design([0] * GROUPS, [1] * GROUPS)

    def prepare(self, overrides):
        given = dict(text.split("=") for text in overrides)
        draw = int(given.pop("draw", 0))
        values = tuple(float(given.get(name, was)) for name, was in zip(self.names, self.as_is, strict=True))
        if self.invalid is not None and self.invalid(*values):
            fail("OST2005", f"{values}")
        return Prepared(repr((draw, values)), lambda: self.live(draw, values))

    def live(self, draw, values):
        self.lived.append(values)
        rng = np.random.default_rng([self.seed, draw])
        below = 0.0 if self.nothing is not None and self.nothing(*values) else 1.0
        return {name: [(formula(*values) + self.luck * GROUPS**0.5 * rng.standard_normal(GROUPS)).tolist(), [below] * GROUPS]
                for name, formula in self.formulas.items()}
