"""fria.md: a fundamental rights impact assessment by Article 27(1) of Regulation (EU) 2024/1689, as far as a run can fill it.

Here lives which numbers go under which point, and the questions of law that the inspection asks. Never here: a verdict, an answer that
is a deployer's to give, or a number that is not in the evidence.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ostrakon.report.facts import Facts, Md, bullets, figure, fill, joined, name, row, table, text
from ostrakon.report.huderia import exits, lived, restricted_by, sentences, worst
from ostrakon.report.odd import on, parts
from ostrakon.results.page import axis_title, level
from ostrakon.spec.inspection import Finding

COHORTS = ("sanctioned", "wrongly_listed", "ever_denied", "bystanders")
# harm, the measures that stand for it, and the question that they leave open
RISKS = (
    ("Being listed wrongly, by the regime's own rules", ("wrongly_listed", "wrongful_share", "still_wrongly_listed"),
     "How many wrong listings would be too many, and who says so?"),
    ("Being listed through a fault of a channel", ("listed_by_error", "misattributed", "false_records"),
     "Can the person see the record, and whose task is it to correct it?"),
    ("Paying for what others did", ("harmed_by_association", "listed_by_association", "bystanders_per_sanctioned"),
     "On what ground does anybody answer for household and friends?"),
    ("Being listed for what breaks no law", ("listed_no_breach", "listed_for_expression"),
     "Which listed conduct may a state or firm sanction at all?"),
    ("Being turned away", ("ever_denied", "denied_wrongly", "denied_no_breach"),
     "Which of these requests is essential, and is there another way to it?"),
    ("Falling silent", ("chilled", "ever_chilled", "silenced", "silent_untouched"),
     "Is the silence of people who were never touched taken into account?"),
    ("Being recorded", ("recorded", "records"),
     "Is each sort of record needed for the purpose?"),
)


def fria(facts: Facts) -> str:
    """The document."""
    return fill("fria.md.j2", facts, **parts(facts), law=law(facts), structure=structure(facts), contexts=contexts(facts),
                cohorts=cohorts(facts), risks=risks(facts), errors=errors(facts), alone=alone(facts), exits=exits(facts),
                sentences=sentences(facts), lived=lived(facts), restricted=restricted(facts),
                worst=worst(facts, ("sanctioned", "wrongly_listed", "ever_denied", "ever_chilled", "bystanders")),
                told=joined((Md(f"{name(key)}: {told} told, {small} too small") for key in ("sanctioned", "wrongly_listed", "ever_denied")
                             for told, small in (facts.untold(key),)), none="none"))


def law(f: Facts) -> Md:
    """The questions of law, by provision: what is asked, how often, of which parts, and how well the text is known."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in f.findings():
        if one.provision is not None:
            groups.setdefault((str(one.provision), one.question), []).append(one)
    return bullets(Md(f"**{text(provision)}** ({text(found[0].provision.standing if found[0].provision else '')}). {text(question)} "
                      f"Asked {len(found)} {'time' if len(found) == 1 else 'times'}: {_gist(found)}")
                   for (provision, question), found in groups.items())


def _gist(found: list[Finding]) -> Md:
    """The parts concerned, with what is said of them in short."""
    by: dict[str, list[str]] = {}
    for one in found:
        by.setdefault(one.group, []).append(one.short)
    return joined(Md(name(group) + (f" ({joined(dict.fromkeys(filter(None, short)), ', ')})" if any(short) else ""))
                  for group, short in by.items())


def structure(f: Facts) -> Md:
    """What the specification itself shows beside law: lists without exit, one act sanctioned twice ..."""
    return bullets(Md(f"{text(one.title)}: {text(one.found)}") for one in f.findings() if one.provision is None)


def alone(f: Facts) -> Md:
    """Sanctions that some record leads to without a human having looked at every case."""
    return bullets(text(one.found) for one in f.findings() if one.id == "automated_decision")


def contexts(f: Facts) -> Md:
    """Where data come from, and what is decided by them."""
    m = f.regime.model
    rows = [row(name(key), "channel: data come from here", text(one.context)) for key, one in on(m.channels).items()]
    rows += [row(name(key), "consequence: felt here", text(one.context or "not named")) for key, one in on(m.consequences).items()]
    return table(("Part", "What it is", "Sphere of life"), rows)


def cohorts(f: Facts) -> Md:
    """How often four outcomes befall people of each level of each cohort attribute, provinces left out; '' when they befall nobody."""
    run = f.evidence.run
    known = [measure for measure in COHORTS if measure in run["by"]]
    axes = [axis for axis in run["by"].get("sanctioned", {}) if axis != "region" and "+" not in axis]
    rows = []
    for axis in axes:
        for label in run["by"]["sanctioned"][axis]:
            cells = [run["by"][measure][axis].get(label, {"value": None}) for measure in known]
            rows.append(row(text(f"{axis_title(axis)}: {level(axis, label)}"), cells[0].get("n", 0),
                            *(figure(cell, run["outcomes"][measure]["unit"]) for cell, measure in zip(cells, known, strict=True))))
    for measure in known:
        f.told(measure)
    if not any(f.has_value.get(measure) for measure in known):
        return Md("")       # a table of nothing but zeros
    return table(("Cohort", "People", *(name(measure) for measure in known)), rows)


def risks(f: Facts) -> Md:
    """Each harm with its numbers and the question that they leave."""
    return table(("Risk of harm", "In this run", "Question"),
                 [row(harm, joined(f.told(measure) for measure in measures), question) for harm, measures, question in RISKS])


def restricted(f: Facts) -> Md:
    """Days on which a right was restricted, of those that this regime restricts."""
    return bullets(Md(f"{right}: {f.told(f'rights.{right}')}, by {joined(map(name, by), ', ')}")
                   for right, by in restricted_by(f).items() if by)


def errors(f: Facts) -> Md:
    """Each channel against the truth: how many of its records are wrong, how many acts it rightly records."""
    found = f.within("channels_truth", "channels")
    return table(("Channel", "Records that are wrong", "Acts recorded rightly"), list(_errors(found)))


def _errors(found: Mapping[str, Any]) -> Iterator[Md]:
    for channel, one in found.items():
        yield row(name(channel), figure(one["false_discovery_rate"]), figure(one["recall"]))
