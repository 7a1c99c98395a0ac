"""The regime `court-list` calibrated to published flows of the Chinese court list, written to docs/verification/calibration.md.

Here live one calibration by command, later years held out, and the page on what came of it. Never here: a target (they are in
src/ostrakon/catalog/targets/court-list.yaml), or a change of the regime. Run from the repository root: python
verification/calibration.py [GENERATIONS]. Six generations take half an hour to an hour and a half on two idle cores; stopped, it goes on
where it was, and where the folder of the calibration is whole, only the page is written.
"""

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from court_list_flows import TERM_FROM, day_of
from scipy.stats import binom

from ostrakon.cli import run_command_line
from ostrakon.results.figures import number

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "verification" / "calibration.md"
GENERATIONS = sys.argv[1] if len(sys.argv) > 1 else "6"
FOLDER = ROOT / "runs" / ("verification-calibration" + f"-{GENERATIONS}" * (GENERATIONS != "6"))
HISTORY = f"rollout=[{{day: 0, set: [lists.evaders.term_days=off]}}, {{day: {day_of(TERM_FROM)}}}]"
DUTY = "lists.evaders.duty_per_year"
COMMAND = ["calibrate", "court-list", "--targets", "court-list", "--set", HISTORY,
           "--only", "channels.evasion_findings.sees", "--only", "channels.refusal_findings.sees", "--only", DUTY,
           "--tie", f"lists.refusers.duty_per_year={DUTY}", "--people", "200000", "--points", "100", "--generations", GENERATIONS]

TEXT = """# The court list, calibrated by command

The court list of judgment defaulters alone: no city score and no commercial score is in it. `ostrakon calibrate` on three
published figures of 2018 and 2023; what else was published is held out. Written by `verification/calibration.py`. The targets
with their sources are in `src/ostrakon/catalog/targets/court-list.yaml`; [court-list.md](court-list.md) has the same figures
against closed forms, fitted by hand.

```sh
{command}
```

`{regime}` on `{society}`, {people:,} people, {days:,} days from {start}, seed {seed}: {points:,} lives. The two-year term is off
until it came into force on {term_from}. Both lists have one rate of performance: nothing published tells them apart.

**Verdict.** {fitted_met} of {fitted} fitted targets are met, {held_met} of {held} that were held out. {verdict}

## What is left of the ranges

| parameter | range in the regime | as it is | half | 5 to 95 of 100 | width left |
| --- | --- | --- | --- | --- | --- |
{parameters}

The priors are even over the ranges. The values in the regime were found by closed forms; {inside} of {unknowns} lie within 5 to
95 of 100. Correlations: {correlations}.

## Targets

Half, 5 and 95 of 100: so many calibrated lives lie below. Luck is the standard error over seeds of one life of {people:,} people,
ignorance what the ranges that are left add to it. z is from the calibrated mean to what was observed, in standard deviations of
both.

| target | published | known to | fitted as if known to | as it is | half | 5 to 95 of 100 | luck | ignorance | z |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{targets}

Published figures have companies in them, a society has not: entries are a range, from persons alone to all. Refusals count
companies too and are given as they are. No parameter of the regime moves refusals but by way of who is listed: a gate is open or
shut. [court-list.md](court-list.md) has the reasons that may stand behind their misfit.

Were every target met by chance as often as its interval says, 90 of 100, then of {targets_in_all} targets {least} or more would be
met 95 times of 100: so few can tell a gross misfit only.{one_generation}

## What it says of itself

{sentences}

## Generations

| generation | points | with all values | near the targets | tolerance | effective points |
| --- | --- | --- | --- | --- | --- |
{generations}

Near: within the tolerance of every range, and within twice the spread of every error. A tolerance of 1 is the targets' own
error, or luck where that is larger.

## What moves what

From the regime as it is to either end of a range, all else as it is, on the same people with the same luck: the larger difference.

| parameter | {names} |
| --- | {rules} |
{moves}

## What this is not

Three numbers were fitted to three figures: that they can be met says little. The regime lists at a steady rate, so that neither
growth after 2018 nor the fall of 2024 can come out of it, whatever its parameters. No value became a fact by this: those in the
regime stay assumed.
"""


ONE = """

There was one generation only: its points lie anywhere in the ranges, and those far from the targets do not count. So what is left
of the ranges is known by few points; `python verification/calibration.py` lives six generations."""


def least_met(n: int) -> int:
    """Of n intervals that each cover 90 of 100, how many do so at least in 95 of 100 cases (binomial)."""
    return int(binom.ppf(0.05, n, 0.9))


def found() -> dict[str, Any]:
    """The calibration, from its folder where it is finished."""
    whole = FOLDER / "calibration.json"
    if not whole.exists():
        going_on = (FOLDER / "points.jsonl").exists()
        asked = ["calibrate", "--resume", str(FOLDER)] if going_on else [*COMMAND, "--out", str(FOLDER)]
        if run_command_line([*asked, "--yes"]) != 0:
            raise SystemExit("the calibration did not come to its end")
    result: dict[str, Any] = json.loads(whole.read_text(encoding="utf-8"))
    return result


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(cells) + " |"


def known(target: dict[str, Any], spread: float) -> str:
    """How well a target is known, or was taken to be: plus or minus half a range, or a standard error."""
    return f"± {number(spread)}" if target["within"] else f"error {number(spread)}"


def targets(result: dict[str, Any]) -> Iterator[str]:
    """Rows of all targets, those held out last."""
    for one in sorted(result["fit"], key=lambda target: bool(target["held_out"])):
        told = one["predicted"]
        yield row(f"{one['name']}{', held out' if one['held_out'] else ''}", number(one["value"]), known(one, one["spread_given"]),
                  "-" if one["held_out"] else known(one, one["spread_used"]), number(one["as_is"]), number(told["p50"]),
                  f"{number(told['p5'])} to {number(told['p95'])}", number(told["luck"]), number(told["ignorance"]), f"{one['z']:+.1f}")


def parameters(result: dict[str, Any]) -> Iterator[str]:
    """Rows of what was calibrated."""
    for one in result["posterior"]:
        low, high = one["range"]
        yield row(", ".join(f"`{path}`" for path in (one["path"], *one["tied"])), f"{number(low)} to {number(high)}", number(one["was"]),
                  number(one["p50"]), f"{number(one['p5'])} to {number(one['p95'])}", f"{100 * one['narrowed']:.0f} %")


def correlations(result: dict[str, Any]) -> str:
    """Each pair once."""
    names = [one["path"] for one in result["posterior"]]
    return "; ".join(f"`{names[j]}` and `{names[i]}` {result['correlation'][i][j]:+.2f}" for i in range(len(names)) for j in range(i))


def verdict(result: dict[str, Any]) -> str:
    """What the targets left of the ranges, in a sentence."""
    widest = max(result["posterior"], key=lambda one: float(one["narrowed"]))
    missed = [one["name"] for one in result["fit"] if not one["met"]]
    said = f"Not met: {', '.join(missed)}. " if missed else ""
    return f"{said}Least was learnt of `{widest['path']}`, of whose width {100 * widest['narrowed']:.0f} percent is left."


def page(result: dict[str, Any]) -> str:
    """The page, as Markdown."""
    run, fit = result["run"], result["fit"]
    names = [one["name"] for one in fit]
    counts = {f"{sort}{met}": sum(one["held_out"] is (sort == "held") and (not met or bool(one["met"])) for one in fit)
              for sort in ("fitted", "held") for met in ("", "_met")}
    moves = [row(f"`{one['path']}`", *(number(one["targets"][name]["by"]) for name in names)) for one in result["moves"]]
    steps = [row(str(step["generation"]), str(step["points"]), str(step["with_values"]), str(step["accepted"]), number(step["tolerance"]),
                 f"{step['effective']:.0f}") for step in result["generations"]]
    inside = sum(one["p5"] <= one["was"] <= one["p95"] for one in result["posterior"])
    return TEXT.format(
        command=shlex.join(["ostrakon", *COMMAND]), regime=result["regime"]["id"], society=result["society"]["id"], people=run["people"],
        days=run["days"], start=run["start"], seed=run["seed"], points=run["points"], term_from=TERM_FROM, verdict=verdict(result),
        **counts, targets_in_all=len(fit), least=least_met(len(fit)), one_generation=ONE * (len(steps) == 1),
        parameters="\n".join(parameters(result)), inside=inside,
        unknowns=len(result["posterior"]), correlations=correlations(result), targets="\n".join(targets(result)),
        sentences="\n".join(f"* {said}" for said in result["sentences"]), generations="\n".join(steps), names=" | ".join(names),
        rules=" | ".join("---" for _ in names), moves="\n".join(moves))


def main() -> int:
    """Calibrate, or take what is there, and write the page."""
    PAGE.write_text(page(found()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
