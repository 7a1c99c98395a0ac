"""A coverage-guided fuzzer of the language: whatever a file says, the answer is a model or Problems. Needs nothing but ostrakon.

Here live what must hold of any text (`faults`), and the loop that keeps an input when it reaches lines of src/ostrakon/spec that
none reached before. Never here: the ways of spoiling a text (spoil.py), or what is right in one file (spec-cases/).

    python verification/fuzz_language.py --inputs 20000 --seed 1

prints how far it came and every fault with the smallest input found for it. The same seed gives the same inputs. Atheris was
tried in its place: docs/verification/fuzzing.md says what was measured.
"""

import argparse
import random
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from ostrakon.errors import CODES, OstrakonError, Problem, render_all
from ostrakon.spec import society, text
from ostrakon.spec.check import check
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, load_society, validate

sys.path.insert(0, str(Path(__file__).resolve().parent))
from spoil import CASES, CORPUS, ODD, spoiled

SPEC = str(Path(text.__file__).parent)
# Lines of src/ostrakon/spec that a text may take: a fixed part for what it refers to, and a part for each of its characters.
# Over 82,579 inputs the most was 21 percent of this.
STEPS, STEPS_EACH = 400_000, 600
BREAKS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
# these are of a whole file, or of one that is empty
PLACELESS = {"OST1001", "OST1002", "OST1004", "OST1010", "OST1005"}


OVERRIDES = [*(word for word in ODD if "=" in word), "rules.posting.points=-3",
             "lists.bad.term_days=off", "channels.camera.sees.posting+=0.1"]


class TooManySteps(Exception):
    """A text took more lines of the language's code than one of its length may."""


@dataclass
class Steps:
    """Lines of src/ostrakon/spec executed while it is entered: how many, and which."""

    most: int = sys.maxsize
    count: int = 0
    reached: set[tuple[str, int]] = field(default_factory=set)

    def __enter__(self) -> "Steps":
        self._before = sys.gettrace()
        sys.settrace(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _called(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._line if frame.f_code.co_filename.startswith(SPEC) else None

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        self.count += 1
        if self.count > self.most:
            raise TooManySteps(f"more than {self.most:,} lines executed")
        self.reached.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


# --- what must hold


def sort_of(words: str) -> str:
    """The sort that a text calls itself: 'society', or else 'regime' (a diff is one)."""
    return "society" if re.search(r"^ostrakon: *[\"']?society", words, re.M) else "regime"


def faults(words: str, sort: str = "") -> list[str]:
    """What does not hold of a text, in sentences; another exception than OstrakonError is raised."""
    sort = sort or sort_of(words)
    load = load_society if sort == "society" else load_regime
    said = validate(words, sort)
    out = list(_told_well(said, words))
    wrong = [problem for problem in said if not problem.is_warning]
    try:
        loaded = load(words + "\n")             # with a line break it is a text, and no path
    except OstrakonError as error:
        return [*out, *_told_well(error.problems, words + "\n"), *([] if wrong else ["loading refuses what validate takes"])]
    if wrong:
        return [*out, "loading takes what validate refuses"]
    out += _same_again(loaded, load)
    if sort == "regime":
        out += _told_well(check(loaded.model, _society(), loaded.places), words)
    return out


def override_faults(line: str) -> list[str]:
    """What does not hold of an override laid over a regime with every section."""
    try:
        loaded = load_regime(CASES / "valid" / "full.yaml", [line])
    except OstrakonError as error:
        return list(_told_well(error.problems, line, "<override>"))
    return [*_same_again(loaded, load_regime), *_told_well(check(loaded.model, _society(), loaded.places), line, "<override>")]


@cache
def _society() -> society.Society:
    return load_society(CASES / "valid" / "society_small.yaml").model


def _told_well(said: Any, words: str, file: str = "<text>") -> Iterator[str]:
    """What is wrong with Problems: a code, a place, the line shown."""
    lines = [words] if file == "<override>" else BREAKS.split(words.removeprefix("\ufeff"))
    for problem in said:
        render_all([problem])
        if problem.code not in CODES or not problem.found:
            yield f"{problem.code} says nothing"
        elif not problem.line and problem.code not in PLACELESS:
            yield f"{problem.code} has no place: {problem.found}"
        elif problem.line and problem.file == file and not _inside(problem, lines):
            yield f"{problem.code} at {problem.line}:{problem.column} is not in the text: {problem.found}"


def _inside(problem: Problem, lines: list[str]) -> bool:
    if not 1 <= problem.line <= len(lines):
        return False
    line = lines[problem.line - 1]
    shown = problem.text in ("", line) or problem.code == "OST1003"      # which shows a sign for what cannot be shown
    return 1 <= problem.column <= len(line) + 1 and shown


def _same_again(loaded: Any, load: Callable[[str], Any]) -> Iterator[str]:
    """What differs when the resolved form is read again."""
    words = dump(loaded)
    try:
        again = load(words)
    except OstrakonError as error:
        yield f"the resolved form does not load: {error.problems[0].message}"
        return
    if dump(again) != words:
        yield "the resolved form of the resolved form differs"
    if again.data != loaded.data or again.provenance != loaded.provenance:
        yield "the resolved form says something else"


# --- the loop


@dataclass
class Found:
    """What a run of the fuzzer came to; `faults` holds the smallest input for each."""

    inputs: int = 0
    loaded: int = 0
    kept: int = 0
    corpus_lines: int = 0
    lines: int = 0
    most_steps: float = 0.0
    faults: dict[str, str] = field(default_factory=dict)


def try_one(words: str, override: bool = False) -> tuple[list[str], Steps]:
    """The faults of a text, or of an override, exceptions included, and the steps that it took."""
    steps = Steps(STEPS + STEPS_EACH * len(words))
    try:
        with steps:
            return (override_faults(words) if override else faults(words)), steps
    except (Exception, RecursionError) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return [f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {str(error)[:120]}"], steps


def fuzz(inputs: int, seed: int, seconds: float = float("inf"), corpus: list[str] | None = None) -> Found:
    """Try so many inputs made from the cases, or as many as fit the seconds of this process; the same seed gives the same inputs."""
    chance, found, pool, reached = random.Random(seed), Found(), list(corpus or CORPUS), set[tuple[str, int]]()
    for words in pool:
        said, steps = try_one(words)
        _note(found, words, said, steps)
        reached |= steps.reached
    found.corpus_lines, start = len(reached), time.process_time()
    while found.inputs < inputs and time.process_time() - start < seconds:
        parent = pool[chance.randrange(len(pool))]
        override = chance.random() < 0.15
        if override:
            parent = OVERRIDES[chance.randrange(len(OVERRIDES))]
        words = spoiled(parent, [tuple(chance.randrange(2**20) for _ in range(3)) for _ in range(1 + chance.randrange(4))])  # type: ignore[misc]
        said, steps = try_one(words, override)
        found.inputs += 1
        _note(found, words, said, steps)
        if not steps.reached <= reached:
            reached |= steps.reached
            found.kept += not override
            pool += [] if override else [words] * 4             # what reaches new lines is tried more often
    found.lines = len(reached)
    return found


def _note(found: Found, words: str, said: list[str], steps: Steps) -> None:
    found.most_steps = max(found.most_steps, steps.count / (STEPS + STEPS_EACH * len(words)))
    for one in said:
        sort = re.sub(r"[0-9]+|'[^']*'", "_", one)
        if sort not in found.faults or len(words) < len(found.faults[sort]):
            found.faults[sort] = words


def main() -> None:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="of processor time")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = fuzz(asked.inputs, asked.seed, asked.seconds)
    print(f"{found.inputs:,} inputs, {found.kept} kept; {len(found.faults)} faults; most steps: {found.most_steps:.0%} of the bound; "
          f"lines of src/ostrakon/spec reached: {found.corpus_lines:,} by the cases, {found.lines:,} in all")
    for said, words in found.faults.items():
        print(f"--- {said}\n{words!r}")


if __name__ == "__main__":
    main()
