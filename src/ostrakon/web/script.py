"""Worlds written down for others: as Python that lives them again, and as the plan of a study.

Here live the two texts. Never here: living. Whatever a page sent becomes a literal, so that a title or a regime is data in the script as
it is here; a text is never a name of a file.
"""

from collections.abc import Sequence
from typing import Any

from ostrakon import __version__
from ostrakon.errors import fail
from ostrakon.measures.summary import HEADLINES
from ostrakon.spec.dump import dump
from ostrakon.spec.write import dump_data
from ostrakon.web.protocol import Script
from ostrakon.web.tell import demand
from ostrakon.web.worlds import Ready, sets_of

COMPARED = frozenset(measure.name for measure in HEADLINES)
SOME = ("listed", "wrongly_listed", "ever_denied", "ever_chilled")
Files = dict[str, str]


def script(asked: Script, ready: Sequence[Ready]) -> dict[str, str]:
    """Python with public names that comes to the same counts. ready: the worlds that were asked, side by side. Raises OST7001, OST7002."""
    names = list(asked.outcomes) or list(SOME)
    demand(names, asked.weekly)
    lines = [f"# {_plain(asked.title) or 'Worlds side by side'}",
             f"# Written by ostrakon serve {__version__}; the same version gives the same numbers. Everyone in it is synthetic.",
             "import ostrakon as ok", *_imports(ready), "", f"SAME = {_same(ready[0])}", f"OUTCOMES = {names!r}", "", *_reader(ready)]
    for number, one in enumerate(ready, 1):
        lines += ["", f"# {_plain(one.regime.model.title)}", f"world_{number} = {_source(one)}"]
    whole = [number for number, one in enumerate(ready, 1) if one.asked.ends is None]
    lines += [*_each(ready, asked), *(_beside(whole, names) if len(whole) > 1 and whole[0] == 1 else ())]
    return {"file": "compare.py" if len(ready) > 1 else "world.py", "text": "\n".join(lines) + "\n"}


def _plain(text: str) -> str:
    """Text for a comment: one line of what can be printed."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _imports(ready: Sequence[Ready]) -> list[str]:
    dumped = any(_is_changed(one) for one in ready) or bool(_society_sets(ready[0]))
    ended = any(one.asked.ends is not None for one in ready)
    return [*(["from ostrakon.engine.scenario import compile_scenario", "from ostrakon.experiments.abolish import ended"] if ended else ()),
            *(["from ostrakon.spec.dump import dump"] if dumped else ())]


def _same(one: Ready) -> str:
    changes = _society_sets(one)
    name = one.society.model.id
    society = f"dump(ok.load_society({name!r}, {changes!r}))" if changes else repr(name)
    return f"dict(society={society}, people={one.asked.people:_}, days={one.asked.days}, seed={one.asked.seed})"


def _society_sets(one: Ready) -> list[str]:
    return sets_of(one.asked, society=True)


def _changes(one: Ready) -> list[str]:
    """All single changes, in the order in which they were made here."""
    return [*one.switched, *_own(one)]


def _own(one: Ready) -> list[str]:
    """Changes beside what is switched off; of two of one value the later; the burn-in, where another world's is longer."""
    burn = [] if one.program.burn_in == one.regime.model.burn_in_days else [f"burn_in_days={one.program.burn_in}"]
    found: dict[str, str] = {}
    for text in (*sets_of(one.asked, society=False), *burn):
        path = text.partition("=")[0].strip()
        found.pop(path, None)
        found[text if path.endswith("+") else path] = text
    return list(found.values())


def _is_changed(one: Ready) -> bool:
    return bool(one.asked.with_ or _changes(one))


def _reader(ready: Sequence[Ready]) -> list[str]:
    if not any(_is_changed(one) for one in ready):
        return []
    return ["", "def changed(regime, changes=(), diffs=()):", '    """The text of a regime with diffs and single changes over it."""',
            "    return dump(ok.load_regime(regime, changes, diffs=diffs))", ""]


def _source(one: Ready) -> str:
    regime = literal(one.asked.regime)
    if not _is_changed(one):
        return regime
    diffs = f", diffs=[{', '.join(map(literal, one.asked.with_))}]" if one.asked.with_ else ""
    return f"changed({regime}, {_changes(one)!r}{diffs})"


def literal(text: str) -> str:
    """A literal of Python that is this text; of several lines where it has several and all can be printed."""
    rows = text.split("\n")
    if len(rows) == 1 or not all(row.isprintable() for row in rows):
        return repr(text)
    inside = text.replace("\\", "\\\\").replace('"', '\\"') if '"""' in text or text.endswith('"') else text.replace("\\", "\\\\")
    return f'"""\\\n{inside}"""'


def _each(ready: Sequence[Ready], asked: Script) -> list[str]:
    """Every world by itself: outcomes, cuts, series."""
    lines: list[str] = []
    for number, one in enumerate(ready, 1):
        name = f"run_{number}"
        if one.asked.ends is None:
            lines += ["", f"{name} = ok.run(world_{number}, **SAME)", f"print({name})", "for name in OUTCOMES:",
                      f"    print(name, {name}.result['outcomes'][name]['value'])"]
            lines += [f"print('by {by}', {{name: {name}.measure(name, by={by!r}) for name in OUTCOMES}})" for by in asked.by]
            lines += [f"print({series!r}, {name}.result['weekly'][{series!r}]['value'])" for series in asked.weekly]
            continue
        lines += ["", f"# the regime ends on day {one.asked.ends}",
                  f"scenario = ok.Scenario(world_{number}, **{{key: value for key, value in SAME.items() if key != 'seed'}})",
                  f"{name} = ok.simulate(scenario, seed=SAME['seed'], program=ended(compile_scenario(scenario), {one.asked.ends}))",
                  f"for name in OUTCOMES:\n    print(name, ok.outcome({name}, name))"]
    return lines


def _beside(whole: Sequence[int], names: Sequence[str]) -> list[str]:
    """The same people with the same luck: differences from the first."""
    told = [name for name in names if name in COMPARED]
    return ["", "# the same people with the same luck under each: what differs from the first, with 95 % intervals",
            f"compared = ok.compare({', '.join(f'world_{number}' for number in whole)}, **SAME)", "for variant in compared.variants:",
            "    print(variant)", "    print(*compared.told(variant), sep='\\n')",
            *([f"for name in {told!r}:", "    told = compared.result['outcomes'][name]",
               "    print(name, [difference['value'] for difference in told['differences']])"] if told else ())]


def plan(title: str, ready: Sequence[Ready]) -> Files:
    """The files of a study's plan: the first world that is some regime is the one that the study is of; the others are its variants.

    Raises OST9002 for a world whose regime ends, which a comparison has none of.
    """
    if any(one.asked.ends is not None for one in ready):
        fail("OST9002", "a world whose regime ends on a day cannot stand in a study's comparison",
             remedy="leave it out; ostrakon abolish lives such worlds, and a plan has a part for it: lasting")
    main = next((one for one in ready if one.regime.model.id != "none"), ready[0])
    others = [one for one in ready if one is not main]
    files: Files = {}

    def kept(name: str, text: str) -> str:
        if "\n" not in text:
            return text
        files[name] = text
        return name

    asked = main.asked
    found: dict[Any, Any] = {
        "ostrakon": "study/1", "title": _plain(title)[:300] or main.regime.model.title, "regime": kept("worlds/regime.yaml", asked.regime),
        "diffs": [kept(f"worlds/diff-{i}.yaml", text) for i, text in enumerate(asked.with_, 1)], "set": _own(main),
        "off": list(asked.off), "society": main.society.model.id, "set_society": _society_sets(main), "people": asked.people,
        "days": asked.days, "seed": asked.seed}
    variants = [_variant(one, number, files) for number, one in enumerate(others, 1)]
    if variants:
        found["changes"] = {"variants": variants}
    files["study.yaml"] = dump_data({key: value for key, value in found.items() if value != []})
    return files


def _variant(one: Ready, number: int, files: Files) -> str:
    """An id of the catalogue where nothing is changed, or the file of the regime as resolved. The burn-in is that of the study's regime."""
    changed = one.asked.with_ or one.switched or sets_of(one.asked, society=False)
    if "\n" not in one.asked.regime and not changed:
        return one.asked.regime
    name = f"worlds/variant-{number}.yaml"
    files[name] = dump(one.regime) if changed else one.asked.regime
    return name
