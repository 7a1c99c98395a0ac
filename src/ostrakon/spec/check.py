"""A regime against a society: every name that the regime uses of the society exists there and is of the right sort.

Here live the checks that need both. Never here: what must hold inside either one alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.amend import Line, amended, tell, versions
from ostrakon.spec.fit import Places, dotted, ordered
from ostrakon.spec.plain import resolved
from ostrakon.spec.regime import Channel, Regime
from ostrakon.spec.society import Society
from ostrakon.spec.text import Where
from ostrakon.spec.within import unknown, wheres, within
from ostrakon.vocabulary import ATTRIBUTES

AGE = re.compile(r"(\d{1,3})(\+|-(\d{1,3}))?\Z")
OLDEST = 127


def check(regime: Regime, society: Society, places: Places | None = None) -> list[Problem]:
    """Every Problem, warnings included, that the regime has by itself or on this society, in order of place.

    `places` (of the loaded regime) give the lines; without them Problems have paths only. Nothing is raised.
    """
    at = places or Places()
    found = [*within(regime, at), *_on(regime, society, at), *_switches(regime, society, at), *_idle(regime, society, at)]
    wrong = {problem.path for problem in found if not problem.is_warning}
    # a warning about a name that is wrong anyway (no channel sees a kind that does not exist) would say one mistake twice
    return ordered([problem for problem in found if not (problem.is_warning and problem.path in wrong)])


def _on(regime: Regime, society: Society, places: Places) -> list[Problem]:
    """What is wrong with the names that a regime uses of a society."""
    return [problem for part in (_kinds, _requests, _seen, _codes, _by) for problem in part(regime, society, places)]


def demand(regime: Regime, society: Society, places: Places | None = None) -> list[Problem]:
    """The warnings of `check`. Raises OstrakonError with everything else that it finds."""
    found = check(regime, society, places)
    if wrong := [problem for problem in found if not problem.is_warning]:
        raise OstrakonError(*wrong)
    return found


def demand_lived(regime: Regime, society: Society, places: Places) -> None:
    """Raise OstrakonError for what keeps a regime that is right by itself from being lived on a society.

    That is what `demand` raises but for the switches of claims: one that nobody switches decides nothing, and to try all of them takes
    longer than to fill the tables.
    """
    found = _on(regime, society, places)
    if any(lines for _, _, lines in versions(regime)):
        found += _versions(regime, places, _changing(regime, society, places))
    if wrong := [problem for problem in ordered(found) if not problem.is_warning]:
        raise OstrakonError(*wrong)


def _named_kinds(regime: Regime) -> Iterator[tuple[Where, str, bool]]:
    """Every kind of conduct or request that the regime names: path, name, whether it is a key."""
    for name, channel in regime.channels.items():
        yield from ((("channels", name, "sees", kind), kind, True) for kind in channel.sees)
        if channel.false_records:
            yield from ((("channels", name, "false_records", "of", kind), kind, True) for kind in channel.false_records.of)
    yield from ((("rules", name, "kind"), rule.kind, False) for name, rule in regime.rules.items())
    yield from _named_requests(regime)


def _named_requests(regime: Regime) -> Iterator[tuple[Where, str, bool]]:
    for name, entry in regime.consequences.items():
        at = ("consequences", name)
        yield from (((*at, "deny", i), kind, False) for i, kind in enumerate(entry.deny))
        yield from (((*at, "household_deny", i), kind, False) for i, kind in enumerate(entry.household_deny))
        yield from (((*at, "privileges", kind), kind, True) for kind in entry.privileges)


def _kinds(regime: Regime, society: Society, places: Places) -> Iterator[Problem]:
    for path, kind, key in _named_kinds(regime):
        if kind not in society.kinds:
            yield unknown(places, "OST2101", path, kind, society.kinds, key)


def _requests(regime: Regime, society: Society, places: Places) -> Iterator[Problem]:
    requests = [name for name, kind in society.kinds.items() if kind.nature == "request"]
    for path, kind, key in _named_requests(regime):
        if kind in society.kinds and kind not in requests:
            yield places.problem("OST2116", path, f"'{kind}' in {dotted(path[:-1])} is {society.kinds[kind].nature} conduct",
                                 key=key, allowed=", ".join(requests) or "the society has no requests",
                                 remedy="take it out; only a request can be denied or favoured, and 'suspend_expression' stops expression")


def _seen(regime: Regime, society: Society, places: Places) -> Iterator[Problem]:
    for name, channel in regime.channels.items():
        for part, kinds in _views(channel):
            for kind in kinds:
                if kind in society.kinds and society.kinds[kind].nature == "request":
                    path = ("channels", name, *part, kind)
                    yield places.problem("OST2111", path, f"'{kind}' in {dotted(path[:-1])}", key=True,
                                         allowed="conduct", remedy="take it out; a request is met by a consequence, not seen by a channel")


def _views(channel: Channel) -> Iterator[tuple[Where, Iterable[str]]]:
    yield ("sees",), channel.sees
    if channel.false_records:
        yield ("false_records", "of"), channel.false_records.of


def _codes(regime: Regime, society: Society, places: Places) -> Iterator[Problem]:
    """Codes of attributes in predicates, and levels in mappings by attribute."""
    for path, entry in wheres(regime):
        for attribute, wanted in entry.items():
            if attribute not in ATTRIBUTES:
                continue                                # said by `within`
            at = (*path, attribute)
            if isinstance(wanted, Mapping):
                pairs: list[tuple[Where, Any, bool]] = [((*at, code), code, True) for code in wanted]
            elif isinstance(wanted, list):
                pairs = [((*at, i), code, False) for i, code in enumerate(wanted)]
            else:
                pairs = [(at, wanted, False)]
            known = society.codes[attribute]
            yield from (unknown(places, "OST2107", where, code, _shown(attribute, known), key)
                        for where, code, key in pairs if not _is_code(attribute, code, known))


def _shown(attribute: str, known: Iterable[str]) -> Iterable[str]:
    return ("18+", "16-60", "or a number of years") if attribute == "age" else known


def _is_code(attribute: str, code: Any, known: Iterable[str]) -> bool:
    if attribute != "age":
        return str(code) in known
    found = AGE.match(str(code))
    return bool(found) and int(found[1]) <= int(found[3] or OLDEST) <= OLDEST  # type: ignore[index]


def _by(regime: Regime, society: Society, places: Places) -> Iterator[Problem]:
    """Regions and detection classes."""
    for name, channel in regime.channels.items():
        at = ("channels", name)
        yield from (unknown(places, "OST2107", (*at, "by_region", region), region, society.regions, key=True)
                    for region in channel.by_region if region not in society.regions)
        for part in ((), ("misattribution",), ("false_records",)):
            holder = getattr(channel, part[0]) if part else channel
            yield from (unknown(places, "OST2119", (*at, *part, "by_class", word), word, society.class_names, key=True)
                        for word in (holder.by_class if holder else ()) if word not in society.class_names)
    for i, change in enumerate(regime.rollout):
        yield from (unknown(places, "OST2107", ("rollout", i, "regions", j), region, society.regions)
                    for j, region in enumerate(change.regions) if region not in society.regions)


def _idle(regime: Regime, society: Society, places: Places) -> Iterator[Problem]:
    """Warnings of what has no effect on this society."""
    for name, dimension in regime.scoring.dimensions.items():
        for attribute, bases in dimension.base_by.items():
            named = {str(code) for code in bases}
            if named >= {*society.codes.get(attribute, "?")} and dimension.base not in bases.values():
                where: Where = ("scoring", "dimensions", name, "base")
                yield places.problem("OST2123", where, f"{dotted(where)}: 'base_by' gives the base of every {attribute}",
                                     remedy=f"set it to one of those, such as {next(iter(bases.values()))}")
    for name, entry in regime.consequences.items():
        for kind, privilege in entry.privileges.items():
            for what in ("yuan", "minutes") if kind in society.kinds else ():
                if getattr(privilege, f"saves_{what}") and not getattr(society.kinds[kind], f"cost_{what}"):
                    path: Where = ("consequences", name, "privileges", kind, f"saves_{what}")
                    yield places.problem("OST2123", path, f"{dotted(path)}: in society '{society.id}' a {kind} costs no {what}",
                                         remedy="take it out")
    natures = {kind.nature for kind in society.kinds.values()}
    travel = any(kind.travel for kind in society.kinds.values())
    serves = {"suspend_expression": ("expression", "expression" in natures), "confine": ("travel", travel)}
    for name, entry in regime.consequences.items():
        for key, (sort, there) in serves.items():
            if getattr(entry, key) and not there:
                at: Where = ("consequences", name, key)
                yield places.problem("OST2123", at, f"{dotted(at)}: society '{society.id}' has no kind of {sort}", remedy="take it out")


Changed = Callable[[list[Line]], tuple[Regime | None, list[Problem]]]


def _switches(regime: Regime, society: Society, places: Places) -> Iterator[Problem]:
    """Overrides that the regime itself holds (rollout, amendments, mechanisms) must give a regime again, on this society."""
    changed = _changing(regime, society, places)
    for name, mechanism in regime.mechanisms.items():
        if mechanism.switch:
            yield from changed([(("mechanisms", name, "switch", i), text) for i, text in enumerate(mechanism.switch)])[1]
    yield from _versions(regime, places, changed)


def _changing(regime: Regime, society: Society, places: Places) -> Changed:
    """What gives the regime after overrides, where there is one, and the Problems that these make, told at the override."""
    data, before = resolved(regime), {(problem.code, problem.path) for problem in _on(regime, society, Places())}

    def changed(lines: list[Line]) -> tuple[Regime | None, list[Problem]]:
        try:
            found, at = amended(regime, lines, places, data)
        except OstrakonError as error:
            return None, list(error.problems)
        return found, [tell(p, lines, places) for p in _on(found, society, at) if (p.code, p.path) not in before]

    return changed


def _versions(regime: Regime, places: Places, changed: Changed) -> Iterator[Problem]:
    """Problems of what dated changes make of the regime."""
    for _, _, lines in versions(regime):
        if lines:
            version, problems = changed(lines)
            yield from problems
            yield from carried_along(regime, version, places, lines[-1][0]) if version else ()


def carried_along(regime: Regime, changed: Regime, places: Places, path: Where) -> Iterator[Problem]:
    """OST2120 for each thing that a dated change must leave alone, because people carry it."""
    for (what, before), after in zip(_frame(regime).items(), _frame(changed).values(), strict=True):
        if before != after:
            yield places.problem("OST2120", path, f"{dotted(path)} leaves other {what}: {', '.join(after) or 'none'}",
                                 allowed=f"as from the start: {', '.join(before) or 'none'}",
                                 remedy="change their numbers; a list, a channel or a rule can be switched off and on")


def _frame(regime: Regime) -> dict[str, list[str]]:
    return {"tiers": [tier.name for tier in regime.tiers], "dimensions": list(regime.scoring.dimensions)}
