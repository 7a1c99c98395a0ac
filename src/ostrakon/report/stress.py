"""stress.md: the study by the checklist STRESS-ABS (Monks et al. 2019).

Here lives what the document says of this study: outcomes with their estimands, the arms of its parts, values that nobody knows,
versions. Never here: what the model is, which is odd.md's, or a heading (the template).
"""

from collections.abc import Iterator
from typing import Any

from ostrakon.report.facts import Facts, Md, bullets, figure, fill, joined, name, row, said_of, several, some, table, text
from ostrakon.report.odd import comparisons, on, parts
from ostrakon.results.words import duration
from ostrakon.spec.sourced import Provenance

UNSURE = ("disputed", "claimed", "assumed")     # statuses whose values are listed one by one: the model rests on them


def stress(facts: Facts) -> str:
    """The document."""
    return fill("stress.md.j2", facts, **parts(facts), comparisons=list(comparisons(facts)), outputs=outputs(facts), chart=chart(facts),
                arms=arms(facts), switched=switched(facts), unsure=unsure(facts), made=made(facts),
                composites=composites(facts), took=duration(facts.run.get("seconds", 0.0)))


def outputs(f: Facts) -> Md:
    """Every outcome of the run that is one number: what it estimates, its value and interval."""
    return table(("Measure", "What it estimates", Md("Value [95 percent interval]")),
                 [row(name(key), text(one["estimand"]), figure(one)) for key, one in f.evidence.run["outcomes"].items()])


def composites(f: Facts) -> Md:
    """The measures that are more than one number."""
    return bullets(Md(f"{name(key)}: {text(one['estimand'])}") for key, one in f.evidence.run["measures"].items())


def chart(f: Facts) -> Md:
    """The way of a record through this regime, as lines of text: each step names what this regime has for it."""
    m = f.regime.model
    seen = {kind for one in on(m.channels).values() for kind in one.sees}
    lists = on(m.lists)
    steps = (("conduct that is seen", [k for k in f.society.model.kinds if k in seen]), ("channels", list(on(m.channels))),
             ("rules", list(on(m.rules))), ("dimensions", list(m.scoring.dimensions)),
             ("tiers", [tier.name for tier in m.tiers]), ("lists", list(lists)), ("consequences", list(on(m.consequences))),
             ("laws of response", list(f.society.model.response.laws)))
    width = max(len(words) for words, _ in steps)
    lines = [f"{words.ljust(width)}  {', '.join(names) or 'none'}" for words, names in steps]
    return Md("```text\n" + f"\n{' ' * (width // 2)}|\n".join(line.replace("`", "'") for line in lines) + "\n```")


def arms(f: Facts) -> Md:
    """The regimes that the study compares, and how each is told from the baseline; '' when it compares none."""
    changes = f.evidence.changes
    if changes is None:
        return Md("")
    return table(("Arm", "Title", "Diffs and overrides"),
                 [row(name(arm["name"]), text(arm["title"]), joined([several(arm["diffs"], ""), several(arm["overrides"], "")], none="-"))
                  for arm in changes["arms"]])


def switched(f: Facts) -> Md:
    """The parts that the study switches off, and what is set for each."""
    why = f.evidence.why
    return Md("") if why is None else table(("Part", "In words", "Switched off by"), [
        row(name(part["name"]), text(part["words"]), several(part["overrides"])) for part in why["parts"]])


def unsure(f: Facts) -> Md:
    """Every number of the regime that is assumed, claimed or disputed, with its range and source."""
    return table(("Number of the regime", "Value", "Status", "Range", "Source"), _unsure(f))


def _unsure(f: Facts) -> Iterator[Md]:
    order = {status: i for i, status in enumerate(UNSURE)}
    found = [(path, one) for path, one in f.regime.provenance.items() if one.status in order]
    for path, one in sorted(found, key=lambda entry: order[entry[1].status]):
        here: Any = f.regime.data
        for key in path:
            here = here[key]
        if isinstance(here, int | float) and not isinstance(here, bool):
            yield row(name(".".join(map(str, path))), said_of(here, None), one.status, _ends(one), some(one.source or one.note))


def _ends(one: Provenance) -> Md:
    return Md(f"{one.range[0]:,.10g} to {one.range[1]:,.10g}") if one.range else Md("none given")


def made(f: Facts) -> Md:
    """Versions of what made the run; '' when its provenance cannot be read."""
    found = f.evidence.provenance
    if not found:
        return Md("")
    packages = found.get("packages", {})
    return table(("What", "Version"), [
        row("ostrakon", text(found.get("ostrakon", "not said"))), row("Python", text(found.get("python", "not said"))),
        *(row(text(key), text(value)) for key, value in packages.items()), row("Platform", text(found.get("platform", "not said")))])
