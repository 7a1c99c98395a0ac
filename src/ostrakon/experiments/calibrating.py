"""A calibration carried out: what is asked made into targets, unknowns and a trial, what was lived told in one structure that is saved.

Here lives what the command and a notebook share. Never here: what may be a target (``targets``), the points (``generations``), their
wording (``calibrate_words``), or anything printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ostrakon.engine.bounds import whole
from ostrakon.errors import fail
from ostrakon.experiments import calibrate as experiment
from ostrakon.experiments import calibrate_words as words
from ostrakon.experiments import posterior
from ostrakon.experiments.generations import Lived, Settings, Unknown
from ostrakon.experiments.pointwise import Asked, head_of
from ostrakon.experiments.targets import Targets, read_targets, text_of

MOST = 10**6        # points, or generations
Told = dict[str, Any]


def of_targets(named: str | None, hold_out: Sequence[str]) -> dict[str, Any]:
    """What of the options follows from the targets: their text, the days and the start. Raises OstrakonError."""
    if named is None:
        fail("OST8001", "--targets is missing", allowed="a .yaml file of observed values, or a name",
             remedy="ostrakon calibrate court-list --targets court-list ...")
    text = named if "\n" in named else text_of(named)
    read = read_targets(text, "<targets>" if "\n" in named else named, tuple(hold_out))
    return {"targets_text": text, "days": str(read.days), "start": read.file.start}


@dataclass(frozen=True)
class Study:
    """A calibration as it was understood. asked: with what points are tried on."""

    asked: Asked
    unknowns: tuple[Unknown, ...]
    read: Targets
    settings: Settings
    name: str = "calibration"

    @property
    def most(self) -> int:
        """How many points there may be."""
        return self.settings.most(len(self.unknowns))

    @property
    def what(self) -> str:
        """What will be lived, in words."""
        trial, settings, n, fitted = self.asked.trial, self.settings, len(self.unknowns), len(self.read.fitted)
        held, look = len(self.read.observed) - fitted, 1 + 2 * n
        many = f"{settings.generations} generation{'s' * (settings.generations > 1)}"
        each = f"each of {trial.scenario.people:,} people for {trial.scenario.days:,} days"
        return (f"{n} unknown{'s' * (n != 1)}, {fitted} target{'s' * (fitted != 1)} to fit and {held} held out: {look:,} points to see "
                f"what moves what, then at most {many} of {settings.points:,}, {each}")

    @property
    def beyond(self) -> str:
        """What can be said before anything is lived where there are more unknowns than targets to tell them by, else nothing."""
        n, fitted = len(self.unknowns), len(self.read.fitted)
        if n <= fitted:
            return ""
        return (f"{fitted} target{'s' * (fitted != 1)} can tell {fitted} of {n} unknowns at most. When more of them move what is fitted, "
                f"that is refused after the first {1 + 2 * n:,} points; --only takes fewer.")

    @property
    def head(self) -> Told:
        """What the journal begins with: what was asked, and digests of what it was asked of."""
        plan = repr([(one.path, one.tied, one.axis.low, one.axis.high) for one in self.unknowns]) + repr(self.read.observed)
        return {**head_of(self.asked, [(plan,), (repr(self.settings),)]), "points": self.most}

    def told(self, lived: Lived) -> Told:
        """What there is to say of all points."""
        found = posterior.told(lived, self.asked.trial, self.read)
        return found | {"sentences": list(words.sentences(found))}

    def tables(self, result: Told) -> dict[str, Any]:
        """One row per target, and one per point."""
        return {self.name: words.fit_table(result), "posterior": words.posterior_table(result)}

    def write_targets(self, folder: Path) -> None:
        """The targets as they were read, into the folder. Raises OST8001."""
        try:
            (folder / "targets.yaml").write_text(self.read.text, encoding="utf-8")
        except OSError as error:
            fail("OST8001", f"{str(folder)[:200]}: {error.strerror or error}", remedy="free some space; --resume writes the results again")


def study_of(asked: Asked) -> Study:
    """What is lived. Raises OstrakonError before anything is."""
    given: Mapping[str, Any] = asked.options
    read = read_targets(given["targets_text"], asked.get("targets", ""), tuple(given["hold_out"] or ()))
    settings = experiment.settings_of(whole("--points", asked.get("points", str(experiment.POINTS)), 1, MOST),
                                      whole("--generations", asked.get("generations", str(experiment.GENERATIONS)), 1, MOST),
                                      asked.trial.seed)
    trial, unknowns = experiment.asked_of(asked.trial, read, given["of"] or "", given["only"] or (), given["without"] or (),
                                          given["tie"] or ())
    return Study(replace(asked, trial=trial), unknowns, read, settings)
