"""How a listing ends: lists without a way off, and lists that only the wrongly listed leave.

Here live structural findings about exits. Never here: how long a listing lasts in a run (a measure), or whether it should.
An abolition ends every listing; it is no way off while the regime is in force, and is not counted.
"""

from collections.abc import Iterator

from ostrakon.spec.inspection.finding import Finding
from ostrakon.spec.inspection.view import View, appeals, by_recovery
from ostrakon.spec.regime import RegisterList
from ostrakon.spec.text import Where

WAYS = "lists.{0} with term_days, duty_per_year or a leaves_at in reach"


def lists_without_exit(view: View) -> Iterator[Finding]:
    """Lists that can be entered and have no way off: no term, no duty, no score that can be had, no appeal."""
    for name, entry in view.lists.items():
        path: Where = ("lists", name)
        if name not in view.reach.left:
            lost = "exit score" if entry.leaves_at is None else f"way to the exit score {entry.leaves_at}"
            yield Finding("list_without_exit", "List without exit", name, (path,), view.mark(path),
                          f"{name} has no term, no duty, no {lost}, no appeal.",
                          f"{WAYS.format(name)}, or redress.{name}", short=f"no term, no duty, no {lost}, no appeal")
        elif _only_if_wrong(view, name, entry):
            where: Where = ("redress", name)
            yield Finding("exit_if_wrong_only", "List that only the wrongly listed leave", name, (path, where), view.mark(path),
                          f"only an appeal leads off {name}, and none of the rightly listed is granted one: they stay for ever.",
                          f"{WAYS.format(name)}, or redress.{name}.success_if_right above 0",
                          short="only by an appeal that none of the rightly listed is granted")


def _only_if_wrong(view: View, name: str, entry: RegisterList) -> bool:
    other = entry.term_days is not None or entry.duty_per_year or by_recovery(entry, view.reach.scores)
    return not other and appeals(view.regime, name) > 0 and (view.regime.redress or {})[name].success_if_right == 0
