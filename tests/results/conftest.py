"""A summary in the shape of a run's and a comparison in the shape of one of regimes, small enough to read."""

from typing import Any

import pytest

RUN = {"people": 1000, "days": 14, "start": "2020-01-01", "seed": 1, "replicates": 1, "workers": 2, "communities": 4, "seconds": 1.5,
       "complete": True, "people_asked": 1000, "replicates_asked": 1}


def outcome(value: float | None, unit: str = "share of people", title: str = "An outcome") -> dict[str, Any]:
    low, high = (None, None) if value is None else (value * 0.9, value * 1.1)
    return {"title": title, "value": value, "low": low, "high": high, "mcse": None, "unit": unit, "estimand": "what it is", "n": 1000}


def course(values: list[float]) -> dict[str, Any]:
    low, high = [v * 0.9 for v in values], [v * 1.1 for v in values]
    return {"value": values, "low": low, "high": high, "mcse": [0.05] * len(values), "unit": "per 1,000 people", "n": 1000}


@pytest.fixture
def summary() -> dict[str, Any]:
    from ostrakon.measures.summary import CUT, HEADLINES, REPORTED

    cut = {"sex": {"male": outcome(0.02), "female": outcome(0.01)}, "region": {"North": outcome(0.02), "South": outcome(0.03)}}
    return {
        "format": "ostrakon run/1",
        "version": "0",
        "tally_digest": "ab" * 32,
        "tally_digests": ["ab" * 32],
        "program_digest": "cd" * 32,
        "regime": {"id": "study", "title": "A <b>title</b> & more", "summary": "Words.", "family": "study"},
        "society": {"id": "town", "title": "A town"},
        "diffs": ["a <b>.yaml"],
        "overrides": ["rules.jaywalking.points=-10"],
        "run": dict(RUN),
        "outcomes": {m.name: outcome(0.02, m.unit, m.title) for m in (*HEADLINES, *REPORTED)},
        "measures": {},
        "by": dict.fromkeys(CUT, cut),
        "disparity": {
            m: {
                "cohorts": [
                    {"cohort": {"sex": "female", "urban": "rural"}, "value": 0.03, "ratio": 3.1, "low": 2.0, "high": 4.8,
                     "n": 400, "met": 30, "clear": True},
                    {"cohort": {"sex": "female"}, "value": 0.02, "ratio": 1.5, "low": 0.9, "high": 2.5,
                     "n": 900, "met": 40, "clear": False},
                ],
                "excluded": [{"cohort": {"urban": "urban"}, "n": 100, "met": 3, "reason": "100 people; fewer than 200"}],
            }
            for m in ("listed", "wrongly_listed", "bad_credit", "ever_denied", "ever_chilled")
        },
        "requests": {"fly": outcome(1.5, "per 1,000 people"), "job": outcome(0.0, "per 1,000 people")},
        "requests_judged": {name: {"fly": outcome(0.2, "share of denials"), "job": outcome(None, "share of denials")}
                            for name in ("wrongful_denial_share", "denials_no_breach")},
        "channels": {
            "camera": {"right": 90.0, "misattributed": 8.0, "false": 2.0, "out_of_scope": 0.0, "dropped": 0.0, "points_lost": 5.0},
            "idle": dict.fromkeys(("right", "misattributed", "false", "out_of_scope", "dropped", "points_lost"), 0.0),
        },
        "distributions": {
            "tiers": {"bad": 0.1, "good": 0.9},
            "tiers_shadow": {"bad": 0.05, "good": 0.95},
            "scores": [1.0],
            "days_listed": [1.0],
            "denials": [1.0],
        },
        "weekly": {
            name: course([1.0, 2.5])
            for name in (
                "listed",
                "wrongly_listed",
                "bad_credit",
                "denied",
                "chilled",
                "silenced",
                "records",
                "points_lost",
                "mean_score",
                "mean_fear",
                "mean_hardship",
            )
        }
        | {"day": [7.0, 14.0]},
    }


def compared(values: tuple[float | None, ...], half: float = 0.001) -> dict[str, Any]:
    """One outcome in three arms; each difference has an interval of ``half`` on either side, four times as wide unpaired."""
    gaps = [None if v is None or values[0] is None else v - values[0] for v in values[1:]]
    none = {"value": None, "low": None, "high": None, "mcse": None}
    arms = [none | {"n": 0} if v is None else {"value": v, "low": v * 0.9, "high": v * 1.1, "mcse": v / 20, "n": 1000} for v in values]
    wide = [
        none | {"unpaired_mcse": None}
        if gap is None
        else {"value": gap, "low": gap - half, "high": gap + half, "mcse": half / 2, "unpaired_mcse": half * 2}
        for gap in gaps
    ]
    return {"arms": arms, "differences": wide}


def cells(neither: float, only_baseline: float, only_variant: float, both: float) -> dict[str, float]:
    return {"neither": neither, "only_baseline": only_baseline, "only_variant": only_variant, "both": both}


@pytest.fixture
def comparison() -> dict[str, Any]:
    """A baseline and two variants: under 'lenient' fewer are listed, men above all; under 'harsh' more are."""
    from ostrakon.measures.summary import CUT, HEADLINES

    cut = {"sex": {"male": compared((0.03, 0.01, 0.06)), "female": compared((0.01, 0.0098, 0.02))}}
    sides = {
        "title": "Listed at least once",
        "variants": [cells(970, 18, 2, 10), cells(955, 1, 22, 22)],
        "by": {"sex": {"male": [cells(470, 17, 1, 12), cells(455, 1, 21, 23)], "female": [cells(500, 1, 1, 0), cells(500, 0, 1, 1)]}},
    }
    arms = [("base", "as_claimed", []), ("lenient", "study", ["rules.jaywalking.points=-1"]), ("harsh & <b>", "study", [])]
    return {
        "format": "ostrakon comparison/1",
        "version": "0",
        "society": {"id": "town", "title": "A town"},
        "run": {**RUN, "burn_in": 7, "community_size": 250},
        "arms": [
            {
                "name": name,
                "title": f"Title of {name}",
                "family": family,
                "diffs": [],
                "overrides": overrides,
                "program_digest": f"{i}a" * 32,
                "tally_digest": f"{i}b" * 32,
            }
            for i, (name, family, overrides) in enumerate(arms)
        ],
        "outcomes": {
            m.name: {"title": m.title, "unit": m.unit, "estimand": m.estimand, **compared((0.02, 0.01, 0.04))} for m in HEADLINES
        },
        "by": dict.fromkeys(CUT, cut),
        "sides": dict.fromkeys(("listed", "wrongly_listed", "ever_denied", "ever_chilled"), sides),
        "sentences": [["Fewer are listed: <i>far</i> fewer."], ["More are listed.", "More are silent."]],
    }
