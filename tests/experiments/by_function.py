"""A function in place of a regime: the same plans, journal and analysis, with outcomes known in closed form."""

from dataclasses import dataclass, field

import numpy as np

from ostrakon.errors import fail
from ostrakon.experiments.points import Prepared
from ostrakon.measures.base import Measure
from ostrakon.results.estimate import design

GROUPS = 6
Y = Measure("y", "Y", "the value of a function", "y", None, None, "plain")


@dataclass
class FunctionTrial:
    """y = function(values), in each of six groups with its own luck. invalid: values that are refused. lived: the calls made."""

    function: object
    names: tuple[str, ...]
    as_is: tuple[float, ...]
    luck: np.ndarray = field(default_factory=lambda: np.zeros(GROUPS))
    invalid: object = None
    lived: list = field(default_factory=list)
    measures: tuple[Measure, ...] = (Y,)

    @property
    def plan(self):
        return design([0] * GROUPS, [1] * GROUPS)

    def prepare(self, overrides):
        changed = dict(text.split("=") for text in overrides)
        values = tuple(float(changed.get(name, was)) for name, was in zip(self.names, self.as_is, strict=True))
        if self.invalid is not None and self.invalid(*values):
            fail("OST2005", f"{values}")
        return Prepared(repr(values), lambda: self.live(values))

    def live(self, values):
        self.lived.append(values)
        y = self.function(*values)
        return {"y": [[float(y + y * e) for e in self.luck], [1.0] * GROUPS]}
