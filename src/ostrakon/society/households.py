"""Households: templates of who lives with whom, and how often each occurs in a region.

Here lives the shape of families (assumed) and the fit to counts of households by generations, mean size and ages. Never
here: the drawing of any household, or the counts themselves.
"""

import math
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np

from ostrakon.errors import fail
from ostrakon.society.attributes import AGES, single_years
from ostrakon.society.census import Region
from ostrakon.society.fitting import solve
from ostrakon.spec.society import ROLES

SLOTS = 8
FREE, SAME, OTHER = 0, 1, 2
COLLECTIVE = 5              # class of collective households; 0..4 are those of Region.households
HEAD, SPOUSE, CHILD, PARENT, GRANDPARENT, GRANDCHILD, MATE, DORM = range(len(ROLES))
AGE_ROUNDS = 60
Slot = tuple[int, int, int, int]    # offset of the key, span, sex, role

_HEAD: Slot = (0, 1, FREE, HEAD)
_SPOUSE: Slot = (-3, 7, OTHER, SPOUSE)
_PARENTS: list[Slot] = [(23, 8, SAME, PARENT), (22, 8, OTHER, PARENT)]
_GRANDPARENTS: list[Slot] = [(48, 8, SAME, GRANDPARENT), (47, 8, OTHER, GRANDPARENT)]


@dataclass(frozen=True)
class Template:
    """One form of household: its class (generations), the head's ages as [low, low + span), the members, an assumed weight."""

    kind: int
    low: int
    span: int
    weight: float
    slots: list[Slot] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Members, the head included."""
        return len(self.slots)


def _child(n: int) -> Slot:
    """The n-th child is three years younger than the one before; the first is 23 to 31 years younger than the head."""
    return (-31 - 3 * n, 9, FREE, CHILD)


def _windows(kind: int, bounds: tuple[int, ...], weight: float, slots: list[Slot]) -> list[Template]:
    return [Template(kind, low, high - low, weight, slots) for low, high in pairwise(bounds)]


def _build() -> list[Template]:
    out = _windows(0, (18, 25, 32, 40, 50, 60, 70, 88), 1.0, [_HEAD])
    out += _windows(1, (22, 30, 40, 50, 60, 70, 86), 0.86, [_HEAD, _SPOUSE])
    out += _windows(1, (18, 26, 40), 0.05, [_HEAD, (-4, 9, SAME, MATE)])
    out += _windows(1, (18, 26, 40), 0.04, [_HEAD] + [(-4, 9, SAME, MATE)] * 2)
    pair = [_HEAD, _SPOUSE]
    out += _windows(2, (28, 40, 52, 66, 86), 0.25, [_HEAD, _child(0)])
    for children, share in ((1, .42), (2, .26), (3, .06), (4, .01)):
        out += _windows(2, (25, 32, 39, 46, 54, 66, 80)[:7 if children < 3 else 5], share, pair + [_child(n) for n in range(children)])
    # grandparents who raise a grandchild count as two generations
    out += _windows(2, (50, 58, 66, 75), .03, [*pair, (-58, 9, FREE, GRANDCHILD)])
    for children, parents, share in ((1, 1, .3), (1, 2, .32), (2, 1, .16), (2, 2, .18), (3, 2, .04)):
        members = pair + [_child(n) for n in range(children)] + _PARENTS[:parents]
        out += _windows(3, (25, 32, 39, 46, 56), share, members)
    out += _windows(3, (28, 40, 52), .06, [_HEAD, _child(0), _PARENTS[0]])
    for children, parents, grand, share in ((1, 1, 1, .25), (1, 2, 1, .35), (2, 2, 1, .25), (2, 2, 2, .15)):
        out += _windows(4, (24, 30, 36), share, pair + [_child(n) for n in range(children)] + _PARENTS[:parents] + _GRANDPARENTS[:grand])
    return [*out, Template(COLLECTIVE, 18, 13, 1.0, [(0, 1, FREE, DORM)] + [(-3, 7, SAME, DORM)] * (SLOTS - 1))]


TEMPLATES = _build()
KIND = np.array([t.kind for t in TEMPLATES])
SIZE = np.array([t.size for t in TEMPLATES])
CELL = np.unique(KIND * (SLOTS + 1) + SIZE, return_inverse=True)[1]     # number of the class and size of each template
FIVES = np.arange(AGES) // 5


@cache
def keys() -> np.ndarray:
    """[T,128] expected members of each key."""
    out = np.zeros((len(TEMPLATES), AGES))
    for i, template in enumerate(TEMPLATES):
        for head in range(template.low, template.low + template.span):
            for offset, span, _, _ in template.slots:
                for jitter in range(span):
                    out[i, min(AGES - 1, max(0, head + offset + jitter))] += 1 / (template.span * span)
    return out


def household_weights(region: Region) -> np.ndarray:
    """[T] households of each template in a region.

    The counts by generations and the mean size are exact: within each class the assumed mix of sizes is tilted by
    exp(x * size), one x for the region. Within class and size the ages of heads are then weighted so that the members'
    keys come near the region's ages. Raises OST3001 when no tilt gives the mean size.
    """
    sizes = _tilted(region)
    target = single_years(region.age_sex).sum(0)
    weights = sizes.copy()
    at, want = _keys_by_fives(), np.bincount(FIVES, weights=target / target.sum())
    asked = _by_cell(sizes)
    for _ in range(AGE_ROUNDS):
        have = weights @ at
        ratio = np.divide(want * have.sum(), have, out=np.zeros_like(want), where=have > 0)
        weights *= (at @ ratio) / SIZE
        total = _by_cell(weights)
        held = total > 0
        weights = np.where(held[CELL], weights * np.divide(asked, total, out=np.zeros_like(asked), where=held)[CELL], sizes)
    return weights


@cache
def _keys_by_fives() -> np.ndarray:
    """[T,26] expected members of each five years of keys."""
    return np.array([np.bincount(FIVES, weights=row) for row in keys()])


@cache
def _members_of_cells() -> list[tuple[np.ndarray, np.ndarray]]:
    """Cells with equally many templates, as (cells, [cells, templates]): sums over rows of one length need no loop over cells."""
    members = [np.flatnonzero(cell == CELL) for cell in range(CELL.max() + 1)]
    lengths = sorted({len(m) for m in members})
    alike = [[cell for cell, m in enumerate(members) if len(m) == n] for n in lengths]
    return [(np.array(cells), np.array([members[cell] for cell in cells])) for cells in alike]


def _by_cell(weights: np.ndarray) -> np.ndarray:
    """Households of each class and size."""
    out = np.zeros(CELL.max() + 1)
    for cells, members in _members_of_cells():
        out[cells] = weights[members].sum(1)
    return out


def _tilted(region: Region) -> np.ndarray:
    base = np.array([t.weight for t in TEMPLATES])
    kinds = np.arange(len(region.households))[:, None] == KIND

    def mix(tilt: float) -> np.ndarray:
        moved = np.where(kinds, base * np.exp(tilt * (SIZE - 4)), 0)
        return np.asarray((moved * (region.households / moved.sum(1))[:, None]).sum(0))

    def people(tilt: float) -> float:
        return float((mix(tilt) * SIZE).sum())

    if not people(-20) < region.household_people < people(20):
        fail("OST3001", f"region '{region.name}' has {region.mean_size:.3f} people per household",
             allowed=f"{people(-20) / region.households.sum():.3f} to {people(20) / region.households.sum():.3f} for its generations")
    out = mix(solve(lambda x: people(x) - region.household_people, -20, 20))
    out[KIND == COLLECTIVE] = max(0.0, region.people - region.household_people) / SLOTS
    return out


def male_share(region: Region, weights: np.ndarray) -> float:
    """The chance that a free slot is male, so that all people have the region's sex ratio: couples add one of each sex.

    Raises OST3001 when there are too many couples for the ratio.
    """
    other = np.array([sum(sex == OTHER for _, _, sex, _ in t.slots) for t in TEMPLATES])
    paired = float(weights @ other / (weights @ SIZE))
    share = (region.male - paired) / (1 - 2 * paired) if paired < 0.5 else math.nan
    if not 0 <= share <= 1:
        fail("OST3001", f"region '{region.name}': {paired:.3f} of people are spouses, which leaves no room for {region.male:.3f} male")
    return share


def slot_tables() -> dict[str, np.ndarray]:
    """The template tables of SocietyTables, by name."""
    shape = (len(TEMPLATES), SLOTS)
    out = {name: np.zeros(shape, np.int64) for name in ("slot_offset", "slot_sex", "slot_role")}
    out["slot_span"] = np.ones(shape, np.int64)
    for t, template in enumerate(TEMPLATES):
        for m, slot in enumerate(template.slots):
            for name, value in zip(("slot_offset", "slot_span", "slot_sex", "slot_role"), slot, strict=True):
                out[name][t, m] = value
    out["template_size"] = SIZE.astype(np.int64)
    out["template_age"] = np.array([[t.low, t.span] for t in TEMPLATES], np.int64)
    return out
