"""The commands that carry a study out, one for each part, from its plan alone.

Here lives the way from a plan to commands. Never here: their carrying out (``study``), or a script of them (``reproduce``).

The run comes first and leaves the regime and the society as resolved; every other command reads those, so that all parts are of
exactly one regime, whatever the catalogue says later.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ostrakon.report.evidence import PARTS
from ostrakon.report.plan import Plan

ADDRESS = re.compile(r"[^/\\]+/[0-9]{1,7}/[0-9]{1,7}\Z")


@dataclass(frozen=True)
class Made:
    """Something that the study itself makes: a path within its folder."""

    path: str


Word = str | Made


@dataclass(frozen=True)
class Step:
    """One command: ``words`` after ``ostrakon``. proof: the file that is there when it is finished, within the folder."""

    part: str
    words: tuple[Word, ...]
    proof: str

    def said(self, place: Callable[[str], str] = str) -> tuple[str, ...]:
        """The words as a command line has them. place: from a path within the study's folder to where that is."""
        return tuple(word if isinstance(word, str) else place(word.path) for word in self.words)


REGIME, SOCIETY = Made("run/regime.yaml"), Made("run/society.yaml")


def steps_of(plan: Plan) -> tuple[Step, ...]:
    """All commands in their order: what fails soonest and costs least comes first."""
    return (_run(plan), *_lives(plan), *_changes(plan), *_why(plan), *_lasting(plan), *_unknown(plan))


def life_names(plan: Plan) -> dict[str, str]:
    """For each of ``lives`` the name of its file: the role's, or the address with hyphens."""
    return {who: re.sub(r"[^\w.-]+", "-", Path(who).stem if who.endswith((".yaml", ".yml")) else who) for who in plan.lives}


def is_address(who: str) -> bool:
    """Whether one of ``lives`` is a person and not a role."""
    return bool(ADDRESS.match(who)) and not who.endswith((".yaml", ".yml"))


def _each(option: str, values: Iterable[object]) -> tuple[str, ...]:
    return tuple(word for value in values for word in (option, str(value)))


def _when(plan: Plan) -> tuple[str, ...]:
    return ("--days", str(plan.days), "--start", plan.start, "--seed", str(plan.seed))


def _run(plan: Plan) -> Step:
    society = ("--society", plan.society) if plan.society else ()
    return Step("run", ("run", plan.regime, *_each("--with", plan.diffs), *_each("--off", plan.off), *_each("--set", plan.set), *society,
                        *_each("--set-society", plan.set_society), "--people", str(plan.people), *_when(plan),
                        "--replicates", str(plan.replicates), *_each("--by", plan.by), "--out", Made("run")), "run/summary.json")


def _lives(plan: Plan) -> Iterator[Step]:
    for who, name in life_names(plan).items():
        file = f"lives/{name}.json"
        option = "--person" if is_address(who) else "--role"
        yield Step(f"lives/{name}", ("life", REGIME, "--society", SOCIETY, option, who, "--people", str(plan.people), *_when(plan),
                                     "--json", Made(file)), file)


def _changes(plan: Plan) -> Iterator[Step]:
    if (asked := plan.changes) is not None:
        yield _part("changes", ("compare", REGIME, *asked.variants, *_each("--off", asked.off), "--society", SOCIETY,
                                "--people", str(asked.people or plan.people), *_when(plan), "--replicates", str(plan.replicates)))


def _why(plan: Plan) -> Iterator[Step]:
    if (asked := plan.why) is not None:
        orders = ("--orders", str(asked.orders)) if asked.orders else ()
        parts = ("--parts", ",".join(asked.parts)) if asked.parts else ()
        yield _part("why", ("ablate", REGIME, *parts, *_each("--part", asked.own), *_each("--outcome", asked.outcomes), *orders,
                            "--society", SOCIETY, "--people", str(asked.people or plan.people), *_when(plan), "--yes"))


def _lasting(plan: Plan) -> Iterator[Step]:
    if (asked := plan.lasting) is not None:
        yield _part("lasting", ("abolish", REGIME, "--on", str(asked.on), "--after", str(asked.after), *_each("--outcome", asked.outcomes),
                                "--society", SOCIETY, "--people", str(plan.people_of_lasting), "--start", plan.start,
                                "--seed", str(plan.seed), "--yes"))


def _unknown(plan: Plan) -> Iterator[Step]:
    if (asked := plan.unknown) is not None:
        size = ("--size", str(asked.size)) if asked.size else ()
        yield _part("unknown", ("sensitivity", REGIME, *_each("--outcome", asked.outcomes), "--method", asked.method,
                                *_each("--only", asked.only), *_each("--without", asked.without), *size, "--society", SOCIETY,
                                "--people", str(plan.people_of_unknown), *_when(plan), "--yes"))


def _part(name: str, words: tuple[Word, ...]) -> Step:
    return Step(name, (*words, "--out", Made(name)), f"{name}/{PARTS[name]}")


def named_files(plan: Plan) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """(sort, name, place in the plan) of everything that the plan names by id or file: regimes, societies and roles."""
    yield "regime", plan.regime, ("regime",)
    yield from (("regime", name, ("diffs", i)) for i, name in enumerate(plan.diffs))
    if plan.society:
        yield "society", plan.society, ("society",)
    for i, name in enumerate(plan.changes.variants if plan.changes else ()):
        yield "regime", name, ("changes", "variants", i)
    yield from (("role", who, ("lives", i)) for i, who in enumerate(plan.lives) if not is_address(who))
