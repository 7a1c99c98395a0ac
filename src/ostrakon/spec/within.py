"""What must hold inside one regime, across its sections: names that exist, tiers in order, rules that do not collide.

Here live the checks that need no society. Never here: what one section demands of itself (the models), or anything
about kinds and codes, which a society declares.
"""

import re
from collections.abc import Iterable, Iterator

from ostrakon.errors import Problem
from ostrakon.spec.fit import Places, dotted
from ostrakon.spec.idle import idle
from ostrakon.spec.regime import Regime, Rule
from ostrakon.spec.text import Where
from ostrakon.vocabulary import ATTRIBUTES, nearest

MOST_POINTS = 10_000        # assumed: no scheme on record gives or takes more at once
# where the names that a code speaks of are declared
DECLARED = {"OST2102": "channels", "OST2103": "scoring.dimensions", "OST2104": "lists", "OST2105": "tiers", "OST2114": "references",
            "OST2122": "mechanisms"}
NAME = re.compile(r"[a-z][a-z0-9_]*\Z")      # a source or citation so written is the name of a reference, not the work itself
MOST_SPANS = 10             # points beyond ten times a dimension's span are a slip of the pen


def within(regime: Regime, places: Places) -> list[Problem]:
    """Every Problem, warnings included, that one regime has by itself."""
    parts = (_references, _attributes, _tiers, _rules, _collisions, _lists, idle)
    return [problem for part in parts for problem in part(regime, places)]


def unknown(places: Places, code: str, path: Where, name: object, known: Iterable[object], key: bool = False) -> Problem:
    """The Problem of a name that is not among those known."""
    words = [str(word) for word in known]
    shown = ", ".join(words[:60]) + (" ..." if len(words) > 60 else "")
    like = nearest(str(name), words)
    return places.problem(code, path, f"'{name}' in {dotted(path[:-1])}", key=key, allowed=shown or "none is declared", nearest=like,
                          remedy=f"declare it under '{DECLARED[code]}', or leave it out here" if code in DECLARED and not like else "")


def _references(regime: Regime, places: Places) -> Iterator[Problem]:
    known = {"OST2102": list(regime.channels), "OST2103": list(regime.scoring.dimensions), "OST2104": list(regime.lists),
             "OST2105": [tier.name for tier in regime.tiers], "OST2114": list(regime.references), "OST2122": list(regime.mechanisms)}
    for code, path, name, key in _used(regime):
        if name not in known[code]:
            yield unknown(places, code, path, name, known[code], key)


def _used(regime: Regime) -> Iterator[tuple[str, Where, str, bool]]:
    """Every name that one section uses of another: code when unknown, path, name, and whether it is a key."""
    for rule_name, rule in regime.rules.items():
        at = ("rules", rule_name)
        yield from (("OST2102", (*at, "channels", i), name, False) for i, name in enumerate(rule.channels))
        yield from (("OST2105", (*at, "by_tier", name), name, True) for name in rule.by_tier)
        if rule.dimension is not None:
            yield "OST2103", (*at, "dimension"), rule.dimension, False
        if rule.list is not None:
            yield "OST2104", (*at, "list"), rule.list, False
        if rule.article is not None:
            yield "OST2122", (*at, "article"), rule.article, False
        if regime.references and NAME.match(rule.citation):
            yield "OST2114", (*at, "citation"), rule.citation, False
    for entry_name, entry in regime.consequences.items():
        here = ("consequences", entry_name)
        yield from (("OST2105", (*here, "tiers", i), name, False) for i, name in enumerate(entry.tiers))
        yield from (("OST2104", (*here, "lists", i), name, False) for i, name in enumerate(entry.lists))
    yield from (("OST2104", ("redress", name), name, True) for name in regime.redress or ())
    if regime.association.company is not None:
        yield "OST2103", ("association", "company", "dimension"), regime.association.company.dimension, False
    for claim, mechanism in regime.mechanisms.items():
        yield from (("OST2114", ("mechanisms", claim, "sources", i), name, False) for i, name in enumerate(mechanism.sources))


def wheres(regime: Regime) -> Iterator[tuple[Where, dict[str, object]]]:
    """Every predicate or mapping by attribute -> code, with its path."""
    yield ("scope", "where"), dict(regime.scope.where)
    yield ("scope", "exempt"), dict(regime.scope.exempt)
    yield ("awareness", "where"), dict(regime.awareness.where)
    for name, entry in regime.lists.items():
        yield ("lists", name, "where"), dict(entry.where)
    for name, redress in (regime.redress or {}).items():
        yield ("redress", name, "where"), dict(redress.where)
        yield ("redress", name, "hazard_by"), dict(redress.hazard_by)
    for name, dimension in regime.scoring.dimensions.items():
        yield ("scoring", "dimensions", name, "base_by"), dict(dimension.base_by)


def _attributes(regime: Regime, places: Places) -> Iterator[Problem]:
    for path, entry in wheres(regime):
        for name in entry:
            if name not in ATTRIBUTES:
                yield unknown(places, "OST2106", (*path, name), name, ATTRIBUTES, key=True)


def reach(regime: Regime) -> tuple[int, int]:
    """The lowest and highest score that the dimensions' limits allow."""
    low = high = 128
    for dimension in regime.scoring.dimensions.values():
        ends = sorted((dimension.weight * dimension.minimum, dimension.weight * dimension.maximum))
        low, high = low + ends[0], high + ends[1]
    return low >> 8, high >> 8


def _tiers(regime: Regime, places: Places) -> Iterator[Problem]:
    low, high = reach(regime)
    seen: set[str] = set()
    before: int | None = None
    for i, tier in enumerate(regime.tiers):
        path, cut = ("tiers", i), tier.from_
        if tier.name in seen:
            yield places.problem("OST2117", (*path, "name"), f"tier '{tier.name}'", remedy="name each tier once")
        seen.add(tier.name)
        if (cut is None) != (i == 0):
            yield places.problem("OST2108", (*path, "from"), f"tier '{tier.name}' has {'no ' if i else ''}'from'",
                                 allowed="every tier but the first, the worst, has 'from'",
                                 remedy="add 'from:'" if i else "take it out, or put a worse tier first")
        if cut is None:
            continue
        if before is not None and cut <= before:
            yield places.problem("OST2108", (*path, "from"), f"'{tier.name}' from {cut}, after {before}",
                                 allowed=f"more than {before}: 'from' rises from worst to best", remedy="put the worse tier first")
        if not low < cut <= high or cut + tier.hysteresis > high:
            hysteresis = f" with hysteresis {tier.hysteresis}" if tier.hysteresis else ""
            yield places.problem("OST2109", (*path, "from"), f"'{tier.name}' from {cut}{hysteresis}",
                                 allowed=f"{low + 1} to {high}, the scores that the dimensions' limits allow")
        before = cut


def _rules(regime: Regime, places: Places) -> Iterator[Problem]:
    several = len(regime.scoring.dimensions) > 1
    for name, rule in regime.rules.items():
        if several and rule.dimension is None:
            yield places.problem("OST2118", ("rules", name), f"'{name}'", allowed=", ".join(regime.scoring.dimensions),
                                 remedy="add 'dimension:'", key=True)
        yield from _points(regime, places, name, rule)


def _points(regime: Regime, places: Places, name: str, rule: Rule) -> Iterator[Problem]:
    dimensions = regime.scoring.dimensions
    target = dimensions.get(rule.dimension or next(iter(dimensions)))
    most = min(MOST_POINTS, MOST_SPANS * (target.maximum - target.minimum)) if target else MOST_POINTS
    for path, points in _all_points(("rules", name), rule):
        if abs(points) > most:
            yield places.problem("OST2110", path, f"{dotted(path)} is {points}", allowed=f"{-most} to {most}",
                                 remedy="give fewer points, or the dimension wider limits" if most < MOST_POINTS else "give fewer points")


def _all_points(at: Where, rule: Rule) -> Iterator[tuple[Where, int]]:
    yield (*at, "points"), rule.points
    yield from (((*at, "by_tier", tier), points) for tier, points in rule.by_tier.items())
    if rule.repetition is not None:
        yield from (((*at, "repetition", "points", i), points) for i, points in enumerate(rule.repetition.points))
    for role in ("household", "close", "wider"):
        fixed = getattr(getattr(rule.spillover, role), "fixed", None)
        if fixed is not None:
            yield (*at, "spillover", role, "fixed"), fixed


def _kinds_of(regime: Regime, channel: str) -> set[str]:
    """The kinds of which a channel makes records, false ones included."""
    found = regime.channels[channel]
    return {*found.sees, *(found.false_records.of if found.false_records else ())}


def _collisions(regime: Regime, places: Places) -> Iterator[Problem]:
    taken: dict[tuple[str, str], str] = {}
    for name, rule in regime.rules.items():
        if not rule.enabled:
            continue
        asked = [c for c in rule.channels or regime.channels if c in regime.channels and regime.channels[c].enabled]
        seen = sorted({kind for c in asked for kind in _kinds_of(regime, c)})
        if rule.kind not in seen:
            yield places.problem("OST2115", ("rules", name, "kind"), f"'{name}': no channel that is enabled sees '{rule.kind}'",
                                 nearest=nearest(rule.kind, seen), allowed=", ".join(seen) or "no channel is enabled",
                                 remedy="let a channel see it, or disable the rule")
        both = next((c for c in asked if (c, rule.kind) in taken), None)
        if both is not None:
            yield places.problem("OST2112", ("rules", name), key=True,
                                 found=f"'{name}' and '{taken[both, rule.kind]}' both score {rule.kind} recorded by '{both}'",
                                 remedy="give each its own 'channels', or disable one")
        taken |= {(c, rule.kind): name for c in asked}


def _lists(regime: Regime, places: Places) -> Iterator[Problem]:
    entered = {rule.list for rule in regime.rules.values() if rule.enabled}
    for name, entry in regime.lists.items():
        if entry.enabled and entry.below is None and entry.at_or_above is None and name not in entered:
            yield places.problem("OST2113", ("lists", name), f"'{name}'", key=True,
                                 remedy="give it 'below' or 'at_or_above', or name it in a rule that is enabled")
        yield from _list_cutoffs(regime, places, name)


def _list_cutoffs(regime: Regime, places: Places, name: str) -> Iterator[Problem]:
    """Cutoffs that no score, or every score, lies beyond. `below` may lie one above the highest score: it lists everybody."""
    (low, high), entry = reach(regime), regime.lists[name]
    bounds = {"below": (low + 1, high + 1), "at_or_above": (low, high), "leaves_at": (low + 1, high)}
    for key, (least, most) in bounds.items():
        cut = getattr(entry, key)
        if cut is not None and not least <= cut <= most:
            yield places.problem("OST2121", ("lists", name, key), f"{dotted(('lists', name, key))} is {cut}",
                                 allowed=f"{least} to {most}; the dimensions' limits allow scores from {low} to {high}")
