"""Diffs laid over a regime: the edits at once, the dated ones as amendments, and the names by which the result goes.

Never here: how a diff is read, or what is stacked on what.
"""

from ostrakon.spec.diff import Layer
from ostrakon.spec.edit import Edit, Editor
from ostrakon.spec.plain import resolved
from ostrakon.spec.text import Mark, Where
from ostrakon.spec.write import one_line

Dated = tuple[str, list[tuple[str, Mark]]]       # a date, and its changes as written with their places
NAMED = ("id", "title", "family", "summary", "society")


def lay(work: Editor, layer: Layer) -> None:
    """Apply a layer to the resolved data of the regime below. Raises OstrakonError OST1203, OST1204 or OST1206."""
    diff = layer.diff
    for name in NAMED:
        if value := getattr(diff, name):
            work.data[name] = value
            work.marks[(name,)] = layer.places.of((name,))
    for name, cited in diff.references.items():
        where: Where = ("references", name)
        work.data["references"][name] = resolved(cited)
        work.marks[where] = layer.places.of(where)
    for edit in layer.now:
        work.apply(edit)
    if layer.dated:
        _amend(work, layer)


def _amend(work: Editor, layer: Layer) -> None:
    """Add the dated changes of a layer to the amendments, in order of date."""
    found: dict[str, Dated] = {}
    places = work.places
    for i, old in enumerate(work.data["amendments"]):
        found[old["from"]] = old["from"], [(text, places.of(("amendments", i, "set", j))) for j, text in enumerate(old["set"])]
    for day, edits in layer.dated:
        found.setdefault(day, (day, []))[1].extend((_line(edit), edit.mark) for edit in edits)
    work.forget(("amendments",))
    work.data["amendments"] = [{"from": day, "set": [text for text, _ in found[day][1]]} for day in sorted(found)]
    for i, day in enumerate(sorted(found)):
        work.marks[("amendments", i)] = found[day][1][0][1]
        for j, (_, mark) in enumerate(found[day][1]):
            work.marks[("amendments", i, "set", j)] = mark


def _line(edit: Edit) -> str:
    """An edit as an override writes it."""
    if edit.how == "remove":
        return f"{edit.path}=off"
    return f"{edit.path}{'+' if edit.how == 'add' else ''}={one_line(edit.value, edit.provenance)}"
