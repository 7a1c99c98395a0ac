"""Method: how the run was made, what every number of the report estimates, among whom, and how it can be made again.

Here lives the table of estimands. Never here: a measure's definition, which stands with the measure.
"""

from collections.abc import Iterator

from ostrakon.measures.base import Described
from ostrakon.measures.summary import described
from ostrakon.report.chapters.base import Cell, Chapter, Heading, Node, Statement, Table, Teller, all_of, chapter, spread
from ostrakon.report.statements import Name, Number

# The outcomes that the report tells of; the rest stand in summary.json, described on the page of measures.
TOLD = (
    "listed", "wrongly_listed", "wrongful_share", "listed_by_error", "listed_by_association", "listed_no_breach", "listed_for_expression",
    "still_wrongly_listed", "appeals_lodged", "appeals_won", "wrongful_appeals_won", "bad_credit", "sanctioned", "ever_denied", "denials",
    "denied_wrongly", "wrongful_denial_share", "denials_no_breach", "ever_chilled", "chilled", "silenced", "silent_untouched", "recorded",
    "records", "false_discovery_rate", "recall", "points_lost", "points_to_association", "harmed_by_association", "bystanders",
    "bystanders_per_sanctioned", "rights.movement", "rights.expression", "rights.work", "rights.education", "rights.credit",
    "rights.housing", "rights.family", "rights.liberty", "rights.account")


def method(teller: Teller) -> Chapter | None:
    """The chapter."""
    t = teller
    return chapter("method", t, all_of(*_run(t)), all_of(t.state("method-interval", "method-interval"),
                                                         t.state("method-shadow", "method-shadow"),
                                                         t.state("method-claim", "method-claim")),
                   _outcomes(t), Heading(t.say("heading-again")), _provenance(t))


def _run(t: Teller) -> Iterator[Statement]:
    run = t.run["run"]
    yield t.state("method-run", "method-run", people=Number(run["people"]), days=Number(run["days"]), start=str(run["start"].value),
                  communities=Number(run["communities"]), replicates=Number(run["replicates"]), seed=str(run["seed"].value),
                  society=Name(t.run["society"]["title"], True), rests_on=(run["seed"], run["start"]))
    yield t.state("method-places", "method-places")


def _outcomes(t: Teller) -> Table:
    """Value, interval, estimand, formula and denominator of every outcome told."""
    measures = {measure.name: measure for measure in described()}
    rows = [_row(t, measures[name], t.run["outcomes"][name]) for name in TOLD if name in measures and t.run["outcomes"].at(name)]
    head = tuple(t.say(f"head-{name}") for name in ("outcome", "value", "interval", "estimand", "formula", "counted"))
    return Table(t.say("table-outcomes", n=len(rows)), head, tuple(rows), folded=True)


def _row(t: Teller, measure: Described, told: Node) -> tuple[Cell, ...]:
    return (Cell(t.title(measure.name)), Cell(value_of(t, told), number=True), Cell(interval_of(t, told), number=True),
            t.of_measure(measure, "estimand"), t.of_measure(measure, "formula"), Cell(t.words.number(told["n"].value), number=True))


def _factor(told: Node) -> float:
    return 100.0 if str(told["unit"].value).startswith("share") else 1.0


def value_of(t: Teller, told: Node) -> str:
    """A value in its unit."""
    if told.at("value") is None:
        return t.say("no-value")
    found = spread(told, _factor(told)).value
    number = t.words.number(found.value, max(found.digits, 1))
    return t.say("percent", value=number) if _factor(told) > 1 else number


def interval_of(t: Teller, told: Node) -> str:
    """Its interval."""
    if told.at("low") is None or told.at("high") is None:
        return t.say("no-interval")
    found = spread(told, _factor(told))
    assert found.low is not None and found.high is not None
    low, high = (t.words.number(end.value, max(end.digits, 1)) for end in (found.low, found.high))
    return t.say("range", low=low, high=high)


def _provenance(t: Teller) -> Table:
    made = t.evidence.provenance
    found = [("version", t.run["version"].value), ("command", made.get("command_line") or " ".join(made.get("command", []))),
             ("program", t.run["program_digest"].value), ("tallies", t.run["tally_digest"].value),
             ("python", made.get("python", "")), ("platform", made.get("platform", ""))]
    rows = [(Cell(t.say(f"made-{name}")), Cell(str(value))) for name, value in found if value]
    return Table(t.say("table-made"), (t.say("head-what"), t.say("head-value")), tuple(rows))
