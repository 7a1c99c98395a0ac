"""Who is watched: the synthetic society, whom the regime covers, by which channels, and how often these are wrong.

Here lives what is told of records. Never here: what follows from them.
"""

from collections.abc import Iterator

from ostrakon.report.chapters.base import Cell, Chapter, Figure, Paragraph, Statement, Table, Teller, all_of, chapter
from ostrakon.report.statements import Name, Number


def watched(teller: Teller) -> Chapter | None:
    """The chapter."""
    t, of = teller, teller.run["outcomes"].at
    return chapter("watched", t, _people(t), all_of(*_scope(t)), _channels(t),
                   all_of(t.share("watched-recorded", of("recorded")), t.rate("watched-records", of("records")),
                          t.share("watched-wrong", of("false_discovery_rate")),
                          t.share("watched-recall", of("recall")), listed=True), *_errors(t))


def _people(t: Teller) -> Paragraph:
    run = t.run["run"]
    return Paragraph((t.state("watched-people", "watched-people", society=Name(t.run["society"]["title"], True),
                              people=Number(run["people"]), communities=Number(run["communities"]), days=Number(run["days"]),
                              start=str(run["start"].value)), t.state("watched-nobody", "watched-nobody-real")))


def _scope(t: Teller) -> Iterator[Statement]:
    scope = t.evidence.regime.model.scope
    share = scope.share * scope.consent
    node = t.regime.at("scope") or t.regime
    if scope.where or scope.exempt:
        yield t.state("watched-scope", "watched-scope-some", rests_on=(node,))
    elif share >= 1:
        yield t.state("watched-scope", "watched-scope-all", rests_on=(node,))
    else:
        yield t.state("watched-scope", "watched-scope-share", share=t.words.number(100 * share, 1), rests_on=(node,))
    aware = t.regime.at("awareness", "share")
    if aware is not None and aware.value < 1:
        yield t.state("watched-aware", "watched-aware", share=Number(aware, 100, 0 if aware.value >= 0.01 else 2))


def _channels(t: Teller) -> Table | None:
    """What each channel sees, and how it errs by the regime's own numbers."""
    rows = []
    for name, channel in t.evidence.regime.model.channels.items():
        if channel.enabled:
            wrong = channel.misattribution
            rows.append((Cell(t.words.name(name)), t.cell(channel.context), Cell(t.words.names(channel.sees)),
                         Cell(t.say("percent", value=t.words.number(100 * wrong.share, 1)) if wrong else t.say("nothing"), number=True)))
    if not rows:
        return None
    return Table(t.say("table-channels"), tuple(t.say(f"head-{name}") for name in ("channel", "sphere", "sees", "on-others")), tuple(rows))


def _errors(t: Teller) -> Iterator[Figure]:
    told = t.run["measures"].at("channels_truth", "channels")
    found = {name: one["false_discovery_rate"] for name, one in told.items()} if told is not None else {}
    wrong = {name: one for name, one in found.items() if one.value.get("value")}
    if not wrong:
        return
    most = max(wrong, key=lambda name: wrong[name].value["value"])
    others = [one.value for name, one in found.items() if name != most and one.value.get("value") is not None]
    low = wrong[most].value["low"]
    first = bool(others) and low is not None and all((one["high"] or one["value"]) < low for one in others)
    title = t.share("figure-channels", wrong[most], "figure-channels" if first else "figure-channels-one", channel=t.words.name(most))
    if title is not None:
        yield Figure("channels", title, t.say("alt-channels"), "channels", {}, ("false_discovery_rate",))


