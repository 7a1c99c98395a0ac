"""ostrakon: a simulation laboratory for social-scoring regimes. Everyone in it is synthetic.

The public names. They are imported when first used, so that checking a file needs no compiler.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ostrakon.engine.scenario import Scenario as Scenario
    from ostrakon.engine.simulate import RunTallies as RunTallies
    from ostrakon.engine.simulate import simulate as simulate
    from ostrakon.errors import OstrakonError as OstrakonError
    from ostrakon.errors import Problem as Problem
    from ostrakon.measures.ask import outcome as outcome
    from ostrakon.results.estimate import Estimate as Estimate
    from ostrakon.spec.check import check as check
    from ostrakon.spec.load import load_regime as load_regime
    from ostrakon.spec.load import load_society as load_society
    from ostrakon.spec.load import validate as validate

__version__ = "0.1.0"

_HOME = {
    "Scenario": "ostrakon.engine.scenario",
    "RunTallies": "ostrakon.engine.simulate",
    "simulate": "ostrakon.engine.simulate",
    "OstrakonError": "ostrakon.errors",
    "Problem": "ostrakon.errors",
    "outcome": "ostrakon.measures.ask",
    "Estimate": "ostrakon.results.estimate",
    "check": "ostrakon.spec.check",
    "load_regime": "ostrakon.spec.load",
    "load_society": "ostrakon.spec.load",
    "validate": "ostrakon.spec.load",
}
__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'ostrakon' has no attribute {name!r}; it has {', '.join(sorted(_HOME))}")
    return getattr(import_module(_HOME[name]), name)
