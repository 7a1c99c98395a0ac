"""A small regime on harbour town for the tests of lives: few records, every error, lists by rule and by score, and no fear.

Under the law ``indifferent``, without spillover, company or a gate on speech or loans, nobody acts otherwise for being recorded or
listed. So a community lived again without some records is exactly what the person's dossier says.
"""

from ostrakon.engine.live import Place
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.lives.relive import Lived, relive

REGIME = """
ostrakon: regime/1
id: small
title: A small regime
summary: A regime for tests, on which every number is assumed.
family: study
society: harbour-town
update: daily
channels:
  camera:
    context: street
    sees: {jaywalking: 0.05}
    misattribution: {share: 0.3, among: look_alike}
  bank:
    context: credit
    sees: {late_bill: 0.8}
    misattribution: {share: 0.1, among: community}
    false_records: {per_person_year: 0.2, of: {late_bill: 1}}
  press:
    context: speech
    sees: {criticism: 0.3, volunteering: 0.9}
scoring:
  dimensions:
    conduct: {base: 100, minimum: 0, maximum: 140, recovery: {points_per_month: 1}}
rules:
  jaywalking: {kind: jaywalking, points: -12, by_tier: {low: 0, good: -12}}
  late_bill: {kind: late_bill, points: -5, repetition: {window_days: 60, points: [-5, -20]}}
  criticism: {kind: criticism, points: 0, list: muted, list_from: 2, repetition: {window_days: 90}}
  volunteering: {kind: volunteering, points: 6}
tiers:
  - {name: low}
  - {name: good, from: 90}
lists:
  debtors: {colour: black, below: 78, leaves_at: 90}
  muted: {colour: black, term_days: 0}
  honoured: {colour: red, at_or_above: 112}
consequences:
  no_flight: {lists: [debtors], deny: [fly]}
"""


def scenario(*overrides: str, days: int = 360, text: str = REGIME) -> Scenario:
    """The small regime, changed or not, on the whole town."""
    return Scenario(text, people=400, days=days, overrides=overrides, society_overrides=("response.laws=[indifferent]",))


def lived_town(asked: Scenario, seed: int = 1) -> Lived:
    """The larger of the town's two communities, everybody watched."""
    program = compile_scenario(asked)
    return relive(program, asked, seed, Place(0, 0, 240), None)
