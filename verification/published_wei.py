"""Wei, Yildirim, Van den Bulte & Dellarocas (2016), Credit Scoring with Social Network Data, against points that spill over.

A lender sees one sign of a person and one of each friend; friends are alike more often than not. The log-odds of the posterior add up
(their Lemma 8, in the case without noise), so that a score of log-odds is kept by rules alone: own points, and fixed ones for friends.
Here lives that regime and its comparison with the formula. Never here: company, which reads a mean and not a sum.
"""

import math

import numpy as np
import yaml
from closed_forms_case import CASES, START
from row import Row, at_most, exact, out_of_reach

from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.kernel import trace as n
from ostrakon.kernel.community import Watch

SOURCE = "Wei, Yildirim, Van den Bulte & Dellarocas 2016"
UNIT = 1000             # points to a unit of log-odds
SOCIETY = ("kinds={good_sign: {nature: prosocial, rate: 1.2}, bad_sign: {nature: contractual, rate: 0.5}}",)


def posterior(error: float, unlike: float, sign: int, alike: int) -> float:
    """Chance of the high type. sign: good less bad signs of one's own; alike: high less low friends; unlike: their chance of a tie."""
    return 1 / (1 + (error / (1 - error)) ** sign * ((error * unlike + 1 - error) / (error + (1 - error) * unlike)) ** -alike)


def weights(error: float, unlike: float) -> tuple[int, int]:
    """Points of a sign of one's own and of a friend's: the same formula, taken apart."""
    return (round(UNIT * math.log((1 - error) / error)),
            round(UNIT * math.log((error * unlike + 1 - error) / (error + (1 - error) * unlike))))


def regime(error: float, unlike: float) -> str:
    """Every sign is seen, moves the person's score, and that of each close friend."""
    own, friend = weights(error, unlike)
    rules = {kind: {"kind": kind, "points": sign * own, "spillover": {"close": {"fixed": sign * friend}}}
             for kind, sign in (("good_sign", 1), ("bad_sign", -1))}
    return yaml.safe_dump({
        "ostrakon": "regime/1", "id": "posterior", "title": "A posterior", "summary": "A score of log-odds.", "family": "study",
        "channels": {"files": {"context": "credit", "sees": {"good_sign": 1.0, "bad_sign": 1.0}}}, "rules": rules,
        "scoring": {"dimensions": {"log_odds": {"base": 0, "minimum": -1_000_000, "maximum": 1_000_000}}}, "tiers": [{"name": "all"}]})


def rows(people: int = 4000) -> list[Row]:
    """All rows of the publication."""
    return [*(row for case in ((0.2, 0.3), (0.35, 0.8), (0.1, 0.05)) for row in _posteriors(people, *case)),
            out_of_reach(SOURCE, "the same as a law of company", "company moves a dimension toward the mean score of one's ties; the "
                         "posterior needs their sum, since two friends who pay say more than one. Fixed points that spill over are it.")]


def _posteriors(people: int, error: float, unlike: float) -> list[Row]:
    scenario = Scenario(regime(error, unlike), str(CASES / "town.yaml"), people=2 * people, days=365, start=START, burn_in=0,
                        society_overrides=SOCIETY)
    program = compile_scenario(scenario)
    _, p, state = live_community(program, 1, Place(0, 0, people), 365, scenario.month_first(0), watch=Watch(None, 160 * people))
    assert state.n_trace[0] <= len(state.trace), "events were left out"
    signs = np.zeros(people, np.int64)
    for event in state.trace[: state.n_trace[0]]:
        if event[n.WHAT] == n.RECORD:
            signs[event[n.PERSON]] += 1 if program.society.kinds[event[n.KIND]] == "good_sign" else -1
    friends = np.array([signs[p.close[p.close_start[i]:p.close_end[i]]].sum() for i in range(people)])
    own, friend = weights(error, unlike)
    score = state.score[:, 0].astype(np.int64)
    setting = f"error {error:g}, ties between unlike types {unlike:g} as likely, {people:,} people and their close friends, 365 days"
    wanted = np.array([posterior(error, unlike, int(a), int(b)) for a, b in zip(signs, friends, strict=True)])
    got = 1 / (1 + np.exp(-score / UNIT))
    bound = float(np.max(np.abs(signs) + np.abs(friends))) * 0.5 / UNIT / 4
    single = int((np.abs(signs) == 1).sum())
    return [exact(SOURCE, "people whose score is not the sum of signs", setting, 0, int((score != own * signs + friend * friends).sum()),
                  f"own sign {own}, a friend's {friend} thousandths of log-odds; {single:,} people have one sign in balance"),
            at_most(SOURCE, "largest difference from the posterior", "the same", bound, float(np.abs(got - wanted).max()),
                    "half a point for each sign, times the steepest slope of a chance in its log-odds, 1/4")]
