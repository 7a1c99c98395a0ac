"""Makes what each case must give: the resolved form of a valid one, the messages of an invalid one. Run: python spec-cases/make_golden.py

Here lives how a case is read: which sort of file it is, and the comment lines that say what it is loaded with. Never here: a
case, or what is right; read what this writes before it is committed.

Comment lines of a case: `# set: PATH=VALUE` (an override, applied in order), `# on: FILE` (the society in `valid` that a regime is
checked on, in place of `society_small.yaml`), `# warns: CODE` (a warning that the case is about).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ostrakon.errors import OstrakonError, Problem, render_all
from ostrakon.spec.check import check
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

CASES = Path(__file__).resolve().parent
ROOT = CASES.parent
VALID = sorted((CASES / "valid").glob("*.yaml"))
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
SOCIETY = re.compile(rb"^ostrakon: *society", re.M)


@dataclass(frozen=True)
class Case:
    """A case file as read: its text in bytes, and what its comment lines say."""

    path: Path
    raw: bytes

    def said(self, word: str) -> list[str]:
        """What the comment lines that begin with a word say, in order."""
        lines = self.raw.decode("latin-1").splitlines()
        return [line.split(":", 1)[1].strip() for line in lines if line.startswith(f"# {word}: ")]

    @property
    def is_society(self) -> bool:
        """Whether the case is a society."""
        return SOCIETY.search(self.raw) is not None

    def load(self) -> LoadedRegime | LoadedSociety:
        """The case with its overrides. Raises OstrakonError."""
        load = load_society if self.is_society else load_regime
        return load(self.path, self.said("set"), 0)

    def problems(self) -> list[Problem]:
        """Everything that is told of the case, on its society when it is a regime."""
        try:
            loaded = self.load()
        except OstrakonError as error:
            return list(error.problems)
        return [] if self.is_society else check(loaded.model, _society(*self.said("on")), loaded.places)


@cache
def _society(name: str = "society_small.yaml"):
    return load_society(CASES / "valid" / name).model


def case(path: Path) -> Case:
    """The case of a file."""
    return Case(path, path.read_bytes())


def resolved(path: Path) -> str:
    """The resolved form of a valid case."""
    return dump(case(path).load())


def messages(path: Path) -> str:
    """The messages of an invalid case as a command prints them in the repository's root."""
    return render_all(case(path).problems()).replace(f"{ROOT}/", "") + "\n"


def golden() -> Iterator[tuple[Path, Path]]:
    """Every case and the file of what it must give."""
    yield from ((path, CASES / "valid" / "resolved" / path.name) for path in VALID)
    yield from ((path, path.with_suffix(".txt")) for path in INVALID)


def text(path: Path) -> str:
    """What a case gives."""
    return resolved(path) if path.parent.name == "valid" else messages(path)


def stale() -> list[Path]:
    """Files of cases that are no more."""
    found = {*(CASES / "valid" / "resolved").iterdir(), *(CASES / "invalid").glob("*.txt")}
    return sorted(found - {held for _, held in golden()})


def main() -> None:
    """Write every file, and take out those of cases that are no more."""
    (CASES / "valid" / "resolved").mkdir(exist_ok=True)
    for path, held in golden():
        held.write_text(text(path), encoding="utf-8", newline="\n")
    for path in stale():
        path.unlink()


if __name__ == "__main__":
    main()
