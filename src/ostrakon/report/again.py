"""Each part of a folder as a command that lives it again, from the regime and the society that lie in the folder itself.

Here lives that reading of results. Never here: the catalogue, the plan, or the words that once made the folder: what is lived again
is what the results say of themselves, so that a plan that says something else is found out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ostrakon.errors import OstrakonError
from ostrakon.report.adopt import FILES, known_parts, plan_data, regime_files
from ostrakon.report.evidence import Evidence
from ostrakon.report.plan import Plan
from ostrakon.report.steps import steps_of
from ostrakon.results.saved import run_laws

Found = Mapping[str, Any]
NO_LAWS = "it was lived under response laws of its authors' own, which no file has"
WRONG = (OSError, KeyError, TypeError, ValueError, AttributeError, IndexError, ValidationError, OstrakonError)


@dataclass(frozen=True)
class Again:
    """A part that is to be lived again. place: its folder, or its file; words: the command without where it writes.

    why_not: why there is no command, or ''.
    """

    part: str
    found: Found
    place: Path
    words: tuple[str, ...] = ()
    why_not: str = ""

    def command(self, out: Path) -> tuple[str, ...]:
        """The command, with its results at ``out``."""
        return (*self.words, "--json" if self.part.startswith("lives/") else "--out", str(out))

    @property
    def seconds(self) -> float:
        """How long it took when it was made; 0 where that is not said."""
        run = self.found.get("run")
        said = run.get("seconds") if isinstance(run, dict) else 0
        return float(said) if isinstance(said, int | float) and said > 0 else 0.0


def again(evidence: Evidence) -> tuple[Again, ...]:
    """Every part that is there, the run first."""
    parts: dict[str, Found | None] = {"run": evidence.run, "changes": evidence.changes, "why": evidence.why, "lasting": evidence.lasting,
                                      "unknown": evidence.unknown}
    found = [_part(name, of, evidence.place(name)) for name, of in parts.items() if of is not None]
    lives = [_life(name, of, evidence) for name, of in (evidence.lives or {}).items()]
    return (found[0], *lives, *found[1:])


def _part(name: str, found: Found, place: Path) -> Again:
    try:
        if found["run"].get("complete") is False:
            return Again(name, found, place, why_not="it was cut short, so nobody can say which of the people were lived")
        if laws := run_laws(found):
            return Again(name, found, place, why_not=f"{NO_LAWS} ({', '.join(laws)})")
        regimes = regime_files(name, place)
        data = plan_data(name, found, [str(file) for file in regimes], str(place / "society.yaml"), known_parts(name, regimes[0]))
        step = next(step for step in steps_of(Plan.model_validate(data)) if step.part == name)
        where = {"run/regime.yaml": str(regimes[0]), "run/society.yaml": str(place / "society.yaml")}
        words = step.said(lambda path: where.get(path, ""))
        return Again(name, found, place, words[:words.index("--out")])
    except WRONG as error:
        return Again(name, found, place, why_not=f"its results do not say what was lived ({type(error).__name__}: {str(error)[:160]})")


def _life(name: str, found: Found, evidence: Evidence) -> Again:
    """A life under the regime of the run; the person by address, since looking for somebody in a role takes a run."""
    place, run = evidence.folder / "lives" / f"{name}.json", evidence.place("run")
    try:
        words = ("life", str(run / "regime.yaml"), "--society", str(run / "society.yaml"), "--person", str(found["person"]["id"]),
                 "--people", str(int(found["people"])), "--days", str(int(found["days"])), "--start", str(found["start"]),
                 "--seed", str(int(found["seed"])))
        return Again(f"lives/{name}", found, place, words)
    except WRONG as error:
        return Again(f"lives/{name}", found, place, why_not=f"it does not say whose it is ({type(error).__name__})")


def proof(part: str, out: Path) -> Path:
    """Where a part that was lived again has its results."""
    return out if part.startswith("lives/") else out / FILES[part]
