"""A summary in the shape of a run's, small enough to read."""

from typing import Any

import pytest


def outcome(value: float | None, unit: str = "share of people", title: str = "An outcome") -> dict[str, Any]:
    low, high = (None, None) if value is None else (value * 0.9, value * 1.1)
    return {"title": title, "value": value, "low": low, "high": high, "mcse": None, "unit": unit, "estimand": "what it is", "n": 1000}


def course(values: list[float]) -> dict[str, Any]:
    low, high = [v * 0.9 for v in values], [v * 1.1 for v in values]
    return {"value": values, "low": low, "high": high, "mcse": [0.05] * len(values), "unit": "per 1,000 people", "n": 1000}


@pytest.fixture
def summary() -> dict[str, Any]:
    from ostrakon.measures.summary import CUT, HEADLINES

    cut = {"sex": {"male": outcome(0.02), "female": outcome(0.01)}, "region": {"North": outcome(0.02), "South": outcome(0.03)}}
    return {
        "format": "ostrakon run/1",
        "version": "0",
        "tally_digest": "ab" * 32,
        "tally_digests": ["ab" * 32],
        "program_digest": "cd" * 32,
        "regime": {"id": "study", "title": "A <b>title</b> & more", "summary": "Words.", "family": "study"},
        "society": {"id": "town", "title": "A town"},
        "overrides": ["rules.jaywalking.points=-10"],
        "run": {
            "people": 1000,
            "days": 14,
            "start": "2020-01-01",
            "seed": 1,
            "replicates": 1,
            "workers": 2,
            "communities": 4,
            "seconds": 1.5,
            "complete": True,
            "people_asked": 1000,
            "replicates_asked": 1,
        },
        "outcomes": {m.name: outcome(0.02, m.unit, m.title) for m in HEADLINES},
        "by": dict.fromkeys(CUT, cut),
        "requests": {"fly": outcome(1.5, "per 1,000 people"), "job": outcome(0.0, "per 1,000 people")},
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
