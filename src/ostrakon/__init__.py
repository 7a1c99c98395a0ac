"""ostrakon: a simulation laboratory for social-scoring regimes. Everyone in it is synthetic.

The public names. They are imported when first used, so that checking a file needs no compiler. Two lines do everything::

    import ostrakon as ok
    run = ok.run("article-2018", people=100_000, seed=1)

``run`` shows itself; ``run.table()``, ``run.estimate("wrongly_listed", by="minority")``, ``run.chart("weekly")``, ``run.find(...)``,
``run.follow(...)`` and ``run.save(folder)`` go on from there. docs/python.md has the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ostrakon.engine.scenario import Scenario as Scenario
    from ostrakon.engine.simulate import RunTallies as RunTallies
    from ostrakon.engine.simulate import simulate as simulate
    from ostrakon.errors import OstrakonError as OstrakonError
    from ostrakon.errors import Problem as Problem
    from ostrakon.lab.difference import diff as diff
    from ostrakon.lab.experiments import ablate as ablate
    from ostrakon.lab.experiments import abolish as abolish
    from ostrakon.lab.experiments import calibrate as calibrate
    from ostrakon.lab.experiments import compare as compare
    from ostrakon.lab.experiments import precision as precision
    from ostrakon.lab.experiments import sensitivity as sensitivity
    from ostrakon.lab.experiments import sweep as sweep
    from ostrakon.lab.experiments import uncertainty as uncertainty
    from ostrakon.lab.run import Run as Run
    from ostrakon.lab.run import run as run
    from ostrakon.measures.ask import outcome as outcome
    from ostrakon.results.charts import CHARTS as CHARTS
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
    "ablate": "ostrakon.lab.experiments",
    "abolish": "ostrakon.lab.experiments",
    "calibrate": "ostrakon.lab.experiments",
    "compare": "ostrakon.lab.experiments",
    "diff": "ostrakon.lab.difference",
    "precision": "ostrakon.lab.experiments",
    "sensitivity": "ostrakon.lab.experiments",
    "sweep": "ostrakon.lab.experiments",
    "uncertainty": "ostrakon.lab.experiments",
    "Run": "ostrakon.lab.run",
    "run": "ostrakon.lab.run",
    "CHARTS": "ostrakon.results.charts",
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
