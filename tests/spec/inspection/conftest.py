"""A small regime whose findings are known by hand, and what the inspection says of it after changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.spec.check import check
from ostrakon.spec.inspection import Finding, inspect
from ostrakon.spec.load import load_regime, load_society

SOCIETY = Path(__file__).parents[3] / "spec-cases" / "valid" / "society_small.yaml"

# From 100, five records of jaywalking lead below 60, onto `bad`, for 30 days; a human looks at every record.
REGIME = """\
ostrakon: regime/1
id: quiet
title: A quiet regime
summary: One of each, so that a change makes one finding.
family: study
channels:
  camera: {context: street, sees: {jaywalking: 0.5}, review: {share: 1, catches: 0.5}}
  office: {context: work, sees: {posting: 0.2, volunteering: 0.3}, review: {share: 1, catches: 0.5}}
scoring:
  dimensions:
    conduct: {base: 100, minimum: 0, maximum: 200}
rules:
  jaywalking: {kind: jaywalking, points: -10}
  volunteering: {kind: volunteering, points: 5}
tiers:
  - {name: low}
  - {name: middle, from: 50}
  - {name: high, from: 150}
lists:
  bad: {below: 60, term_days: 30}
consequences:
  no_flight: {lists: [bad], deny: [fly], context: street}
redress:
  bad: {hazard_per_year: 1, success_if_wrong: 0.5, success_if_right: 0.1}
"""

Look = Callable[..., list[Finding]]


@pytest.fixture
def look() -> Look:
    """look(*overrides, society=[...], text=...): the findings. What stops a run stops the test."""

    def findings(*overrides: str, society: tuple[str, ...] = (), text: str = REGIME) -> list[Finding]:
        regime, found = load_regime(text, overrides), load_society(SOCIETY, society)
        if wrong := [p for p in check(regime.model, found.model, regime.places) if not p.is_warning]:
            raise OstrakonError(*wrong)
        return inspect(regime.model, found.model, regime.places)

    return findings
