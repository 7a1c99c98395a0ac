"""What the finders look at: a regime as it is in force, on a society, with what can be reached in it.

Here live the versions of a regime that are ever in force, and the least fixpoint of what records, scores and tiers
lead to. Never here: a finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ostrakon.spec.amend import amended, versions
from ostrakon.spec.fit import Places
from ostrakon.spec.inspection.records import makers, nobody_enrolled, stops
from ostrakon.spec.inspection.scores import Moves, Pieces, meets, reachable, reached_tiers, spilled, starting_scores, worths
from ostrakon.spec.regime import Consequence, Regime, RegisterList, Rule
from ostrakon.spec.society import Society
from ostrakon.spec.text import Mark, Where


@dataclass(frozen=True, slots=True)
class Reach:
    """What can be reached under any version in force: rules that can fire, scores, tiers and lists that can be entered."""

    rules: frozenset[str]
    scores: Pieces
    tiers: frozenset[str]
    lists: frozenset[str]
    left: frozenset[str]


@dataclass(frozen=True)
class View:
    """One version of a regime in force, on a society. `places` are those of the regime's file."""

    regime: Regime
    society: Society
    places: Places
    reach: Reach

    def mark(self, path: Where) -> Mark:
        """The place of a key in the file."""
        return self.places.of(path, key=True)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules that are on and can fire."""
        return {n: r for n, r in self.regime.rules.items() if r.enabled and makers(self.regime, self.society, r)}

    @cached_property
    def lists(self) -> dict[str, RegisterList]:
        """The lists that are on and can be entered."""
        return {n: x for n, x in self.regime.lists.items() if x.enabled and n in self.reach.lists}

    @cached_property
    def sanctions(self) -> dict[str, Consequence]:
        """The consequences that are on and take something."""
        return {n: c for n, c in self.regime.consequences.items() if c.enabled and takes(c)}


def takes(c: Consequence) -> bool:
    """Whether a consequence takes something from anybody; privileges alone do not."""
    return bool(c.deny or c.suspend_expression or c.remove_account or c.confine or c.fine_yuan or c.detain_days or c.publicise
                or c.household_deny or c.ostracism)


def in_force(regime: Regime) -> list[Regime]:
    """The regime as each dated change and amendment puts it in force, each once; the regime itself when none does.

    Raises OstrakonError when an override that the regime holds is wrong; the check of the regime says so first.
    """
    out: list[Regime] = []
    for _, _, lines in versions(regime):
        found = amended(regime, lines)[0] if lines else regime
        out += [found] * (found not in out)
    return out or [regime]


def views(regime: Regime, society: Society, places: Places) -> list[View]:
    """A view of every version in force."""
    found = in_force(regime)
    reach = _reach(found, society)
    return [View(version, society, places, reach) for version in found]


def _reach(found: Sequence[Regime], society: Society) -> Reach:
    rules = [{n: r for n, r in v.rules.items() if r.enabled and makers(v, society, r)} for v in found]
    tiers = {name for v in found for name in reached_tiers(v, _starts(found))}
    while True:
        scores = reachable(found, [_moves(found, rules, tiers, name) for name in found[0].scoring.dimensions])
        if all(nobody_enrolled(v) for v in found):
            scores = _starts(found)
        more = {name for v in found for name in reached_tiers(v, scores)}
        if more <= tiers:
            break
        tiers |= more
    entered = {n for v, fire in zip(found, rules, strict=True) for n in _entered(v, fire, scores)}
    left = {n for v in found for n, x in v.lists.items() if x.enabled and _left(v, n, x, scores)}
    return Reach(frozenset(n for fire in rules for n in fire), scores, frozenset(tiers), frozenset(entered), frozenset(left))


def _starts(found: Sequence[Regime]) -> Pieces:
    return tuple(piece for v in found for piece in starting_scores(v))


def _moves(found: Sequence[Regime], rules: Sequence[dict[str, Rule]], tiers: set[str], dimension: str) -> Moves:
    deltas: set[int] = set()
    for version, fire in zip(found, rules, strict=True):
        first = next(iter(version.scoring.dimensions))
        for rule in fire.values():
            if (rule.dimension or first) == dimension:
                own = worths(rule, tiers)
                deltas |= own | (spilled(rule, own) if version.association.spillover else set())
    return Moves(frozenset(deltas - {0}))


def _entered(regime: Regime, fire: dict[str, Rule], scores: Pieces) -> set[str]:
    """Lists that somebody can be put on: named by a rule that can fire, or by a score that can be reached."""
    if nobody_enrolled(regime):
        return set()
    named = {rule.list for rule in fire.values()}
    return {n for n, x in regime.lists.items() if x.enabled and (n in named or by_score(x, scores)) and not _none_stands(x)}


def _none_stands(entry: RegisterList) -> bool:
    return stops(entry.review, right=True) and stops(entry.review, right=False)


def by_score(entry: RegisterList, scores: Pieces) -> bool:
    """Whether the cutoff of a list can be met."""
    if entry.below is not None:
        return meets(scores, None, entry.below - 1)
    return entry.at_or_above is not None and meets(scores, entry.at_or_above, None)


def _left(regime: Regime, name: str, entry: RegisterList, scores: Pieces) -> bool:
    """Whether somebody can come off a list by the regime's own rules."""
    if entry.term_days is not None or entry.duty_per_year:
        return True
    return by_recovery(entry, scores) or appeals(regime, name) > 0


def by_recovery(entry: RegisterList, scores: Pieces) -> bool:
    """Whether the score at which a list is left can be had."""
    if entry.leaves_at is None:
        return False
    return meets(scores, None, entry.leaves_at - 1) if entry.colour == "red" else meets(scores, entry.leaves_at, None)


def appeals(regime: Regime, name: str) -> float:
    """The best chance that an appeal against a list has; 0 where nobody can lodge one, or none is granted."""
    found = (regime.redress or {}).get(name)
    if found is None or found.hazard_per_year == 0 or regime.awareness.share == 0:
        return 0.0
    return max(found.success_if_wrong, found.success_if_right)
