"""What pairing saves: the variance of a difference between arms with the same luck, over that of arms with luck of their own.

Written to docs/verification/pairing.md. Here live that table and the page. Never here: living a community, an interval, or a closed form
(``pairing_exempt``). Run from the repository root: python verification/coverage_pairing.py. Ten minutes on two quiet cores.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pairing_exempt as exempt
from closed_forms_case import Floats
from row import FAILS, Row, summary, table
from scipy.stats import chi2

from ostrakon.engine.pair import simulate_arms
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.experiments.compare import differences, reduce_arms
from ostrakon.measures.labels import labels_of

PAGE = Path(__file__).parents[1] / "docs" / "verification" / "pairing.md"
TEXT = Path(__file__).with_name("pairing_text.md")
PEOPLE, DAYS, SIZE, SEEDS = 100_000, 365, 1024, range(1, 9)
BURN_IN = 28        # that of article-2018, for all arms
ARMS = {"one in a hundred exempt": ("article-2018", ("scope.share=0.99",)),
        "no spillover": ("article-2018", ("association.spillover=false",)),
        "`none`": ("none", ())}
PEER_SEEDS = 200
OUTCOMES = ("listed", "wrongly_listed", "bad_credit", "points_lost", "ever_chilled")


def compared(people: int = PEOPLE, days: int = DAYS, seeds: range = SEEDS) -> dict[str, Any]:
    """``outcomes`` of a comparison of article-2018 with the arms, seeds pooled as replicates."""
    base = Scenario("article-2018", "china-2020", people=people, days=days, community_size=SIZE, burn_in=BURN_IN)
    arms = [base, *(replace(base, regime=name, overrides=changes) for name, changes in ARMS.values())]
    programs = [compile_scenario(arm) for arm in arms]
    runs = [simulate_arms(base, programs, seed=seed, workers=1) for seed in seeds]
    return dict(differences(reduce_arms(runs, [labels_of(p, p.society.cohorts, days) for p in programs]))["outcomes"])


def _row(outcome: dict[str, Any], number: int, name: str) -> str:
    gap, unit = outcome["differences"][number], outcome["unit"]
    per = 100.0 if unit.startswith("share") else 1.0
    if gap["mcse"] is None or gap["unpaired_mcse"] is None:
        return f"| {name} | {outcome['title']} | {gap['value'] * per:+.4f} | – | – | – | – |"
    paired, apart = gap["mcse"] * per, gap["unpaired_mcse"] * per
    share = (paired / apart) ** 2
    saved = round(100 * (1 - share), 1) + 0.0           # no minus before a nought
    cells = [name, outcome["title"], f"{gap['value'] * per:+.4f}", f"{paired:.5f}", f"{apart:.5f}", f"{saved:.1f}", f"{1 / share:.3g}"]
    return "| " + " | ".join(cells) + " |"


def whose(score: Floats) -> list[str]:
    """Lines of a table: of the paired difference, what is the exempt people's own, what is others', what is how many were exempt."""
    apart, gained = exempt.unpaired(score), score[:, exempt.WITHOUT] - score[:, exempt.WITH]
    own, others, count = (score[:, n] for n in (exempt.OWN, exempt.OTHERS, exempt.EXEMPT))
    parts = {"all of it": np.var(gained, ddof=1), "own scores of the exempt": np.var(own, ddof=1),
             "scores of others": np.var(others, ddof=1), "twice the covariance of both": 2 * np.cov(own, others)[0, 1],
             "of all of it: how many are exempt": np.corrcoef(gained, count)[0, 1] ** 2 * np.var(gained, ddof=1)}
    return ["| of the paired difference | variance over the unpaired one | one in |", "| --- | --- | --- |",
            *(f"| {name} | {float(part) / apart:.5f} | {apart / float(part):.0f} |" for name, part in parts.items())]


def section(rows: list[Row], score: Floats) -> str:
    """What is left of the variance when one person in a hundred is exempt, and why it is not less."""
    least = exempt.SHARE / (2 - exempt.SHARE)
    return TEXT.read_text(encoding="utf-8").format(
        verdict=summary(rows), got=1 / exempt.ratio(score), least=1 / least, rows="\n".join(table(rows)), z=exempt.Z,
        whose="\n".join(whose(score)), luck=100 * chance(1 / 379, least, 20))


def chance(got: float, expected: float, seeds: int) -> float:
    """How often a ratio of an expected size comes out so small over so many seeds, the unpaired variance being known (chi-square)."""
    return float(chi2.cdf((seeds - 1) * got / expected, seeds - 1))


def page(outcomes: dict[str, Any], rows_of_exempt: list[Row], score: Floats) -> str:
    """The page, as Markdown."""
    rows = [_row(outcomes[name], number, arm) for number, arm in enumerate(ARMS) for name in OUTCOMES]
    communities = f"{PEOPLE:,} people, {DAYS} days, communities of at most {SIZE:,} people, seeds {SEEDS[0]} to {SEEDS[-1]} pooled"
    return "\n".join([
        "# What pairing saves", "",
        "Arms of a comparison have the same people, occasions and luck, so what they share cancels in a difference.",
        "Here is how much of the variance that is.",
        f"`article-2018` on `china-2020` against three variants: {communities}.", "Written by `verification/coverage_pairing.py`.", "",
        "Differences and standard errors are in percentage points (points lost: points per person), and are those of the pooled seeds.",
        "`unpaired` is the standard error that the difference would have if each arm had people and luck of its own: the root of the sum",
        "of the arms' squares. Variance saved is 1 - (paired / unpaired)^2. The last column says how many times the people an unpaired",
        "comparison would need for the same precision.", "",
        "| variant | outcome | difference | paired | unpaired | variance saved, % | times the people |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *rows, "",
        "* The smaller the change, the more is saved: nearly everybody does and suffers the same in both arms.",
        "* Without spillover the outcome is so rare that the difference is nearly the baseline itself: there is little to share.",
        "* Against `none` an outcome that only a regime can bring is 0 in the other arm, without variance: nothing can be paired or saved.",
        "* A negative number would say that pairing costs: arms whose outcomes move against each other.",
        "* The variances are estimated, each with some hundreds of degrees of freedom: their ratio is known to about a tenth.", "",
        section(rows_of_exempt, score)])


def main() -> int:
    """Run the arms and write the page; 1 when a row does not hold."""
    found, score = exempt.article()
    rows = [exempt.independent(), exempt.small(), exempt.peer("numpy", "plain NumPy", PEER_SEEDS), *found]
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(compared(), rows, score), encoding="utf-8")
    return int(any(row.verdict == FAILS for row in rows))


if __name__ == "__main__":
    sys.exit(main())
