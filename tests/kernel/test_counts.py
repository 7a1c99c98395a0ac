"""Kernel and twin, tally for tally: everything that a community leaves behind, on societies and regimes drawn at random.

A whole run is compared, as the engine lives it: burn-in, changes of Program, abolition, the books at the end. The twin counts in
tests/reference/counts.py from docs/model.md, section 20, by name; here names become the kernel's columns. Never here: state (test_twin.py).
"""

import os
from dataclasses import dataclass, replace

import numpy as np

from kernel.columns import arrays, unlike
from kernel.test_twin import altered, without
from ostrakon.engine.live import Place, live_community
from ostrakon.errors import OstrakonError
from ostrakon.kernel import tallies as tally
from ostrakon.kernel.community import Watch
from ostrakon.program import Phase, Program, neutral
from ostrakon.vocabulary import RIGHTS
from reference.change import Crossing, change
from reference.counts import LAWFUL, UNLAWFUL, Counts
from reference.draw import REQUEST, chance, random_months, random_regime, random_society
from reference.life import Twin
from reference.occasions import Overflow

CASES = int(os.environ.get("OSTRAKON_TWIN_CASES", "250"))
SHORT_CASES, LONG_CASES, MUTED_CASES = CASES // 2, CASES // 4, CASES // 6
LONG = 2 * tally.QUARTER + 18          # days: two quarters and the days after them


@dataclass
class Case:
    """A run: what is lived, where, how long, and the Programs after the first with their days from day 0 on."""

    number: int
    s: object
    r: object
    n: int
    burn: int
    days: int
    months: list
    seed: int
    place: Place
    none: object
    later: list
    rights: list
    muted: tuple      # (channel, actor or -1, ordinal) of records that nobody makes


def draw(number: int, days: int | None = None) -> Case:
    rng = np.random.default_rng([number, 20])
    s = random_society(rng)
    quiet = days is not None and rng.random() < 0.7
    if quiet:       # else a quarter is enough for a record on everybody, and everybody is near everybody
        s = s._replace(rate=s.rate // int(rng.choice([40, 200])), false_wait=100 * s.false_wait,
                       close_other=rng.integers(0, 2, 64), wide_other=rng.integers(0, int(rng.choice([1, 2])), 64),
                       template_size=np.minimum(s.template_size, 3))
    r = random_regime(rng, s)
    n = int(rng.choice([20, 60] if quiet else [1, 2, 3, 8, 20]))
    days = int(rng.choice([1, 7, 20, 60, 100])) if days is None else days
    burn = int(rng.choice([0, 0, 3, 15]))
    place = Place(int(rng.integers(len(s.population))), int(rng.integers(1000)), n)
    none = neutral(r, chance(rng, (r.will.shape[0], 16, 16, r.will.shape[-1]), often=0.7))
    later = []
    if rng.random() < 0.5:
        closed = int(rng.integers(1 << len(r.list_red)))
        later.append((int(rng.integers(0, days)), without(altered(rng, r), closed), closed, False, False))
    if rng.random() < 0.3:
        later.append((int(rng.integers(later[0][0] if later else 0, days)), none, 0, True, bool(rng.integers(2))))
    return Case(number, s, r, n, burn, days, random_months(rng, burn + days), int(rng.integers(2**63)), place, none, later,
                [int(rng.integers(-1, len(RIGHTS))) if nature == REQUEST else -1 for nature in s.nature], ())


def led(number: int) -> Case:
    """A case in which a law is broken only in what follows a granted request, so that days decide on which it is the first time."""
    case = draw(number, 40)
    rng, s, r = np.random.default_rng([number, 21]), case.s, case.r
    kinds, channels = len(s.nature), len(r.wrong)
    nature, follow = rng.choice([REQUEST, REQUEST, LAWFUL], kinds), np.full(kinds, -1, np.int64)
    nature[-1] = UNLAWFUL
    for a in np.flatnonzero(nature == REQUEST):
        later = [b for b in np.flatnonzero(nature == REQUEST) if b > a]
        follow[a] = rng.choice([*later, kinds - 1]) if rng.random() < 0.5 else kinds - 1
    last = s.group_start[int(np.searchsorted(s.group_start, kinds)) - 1]
    cut, other, rate = s.kind_cut.copy(), s.kind_other.copy(), np.maximum(s.rate, 2**30) * (s.rate > 0)
    cut[..., -1], other[..., last:] = 0, 0                   # the last kind arises never by itself
    if last == kinds - 1:
        rate[..., int(np.searchsorted(s.group_start, kinds)) - 1] = 0
    s = s._replace(nature=nature, follow=follow, kind_cut=cut, kind_other=other, rate=rate, grant=np.full_like(s.grant, 2**32 - 1))
    r = r._replace(hit=np.maximum(r.hit, 2**31), will=np.maximum(r.will, 2**31), rule_of=np.maximum(r.rule_of, 0),
                   rule_list=rng.integers(-1, len(r.list_red), len(r.rule_list)), rule_list_at=np.ones_like(r.rule_list_at),
                   seen_start=channels * np.arange(kinds + 1), seen=np.tile(np.arange(channels), kinds),
                   deny=((rng.random(r.deny.shape) < 0.3) * (nature == REQUEST)).astype(np.uint8))
    s = s._replace(follow_delay=np.full(kinds, 1024))
    place = replace(case.place, people=20)
    return replace(case, s=s, r=r, n=20, place=place, later=[], rights=[-1] * kinds)


def kernel_counts(case: Case):
    """The tallies of the community as the engine leaves them, or None when something overflowed."""
    kinds = tuple(f"kind {i}" for i in range(len(case.s.nature)))
    society = type("Society", (), {"tables": case.s, "rights": np.array(case.rights), "kinds": kinds})
    phases = [Phase(0, 2**32 - 1, None, case.r)]
    for day, r, closed, abolition, keep in case.later:
        phases.append(Phase(day, 2**32 - 1, None, r, abolition, keep, entry=int(abolition), amended=not abolition, closed=closed))
    program = Program(society, case.r, case.none, tuple(phases), case.burn, (), (), ())
    try:
        return live_community(program, case.seed, case.place, case.days, np.array(case.months), 200 * case.n + 4096,
                              watch=Watch(mute=case.muted))[0]
    except OstrakonError as error:
        assert error.problems[0].code == "OST6007", error
        return None


def twin_counts(case: Case, log: list | None = None):
    """The twin after its run, its tally closed; None when a ninth follow-up was pending."""
    tiers, lists, dims, slots = (tuple(range(k)) for k in (len(case.r.tier_cut), len(case.r.list_red), len(case.r.dim_base), case.r.n_rep))
    end, at = case.burn + case.days, case.burn
    twin = Twin(case.s, case.none if case.burn else case.r, case.seed, case.place.region, case.place.number, case.n, case.months)
    twin.muted = frozenset(case.muted)
    twin.tally = Counts(twin, case.burn, ["" if right < 0 else RIGHTS[right] for right in case.rights])
    try:
        if case.burn:
            change(twin.live(0, at, True, log), at, case.r, Crossing(tiers, lists, dims, slots, erase=True))
        for day, r, closed, abolition, keep in case.later:
            day += case.burn
            twin.live(at, day, True, log)
            here = tuple(-1 if abolition or closed >> m & 1 else m for m in lists)
            erase = abolition and not keep
            change(twin, day, r, Crossing(tuple(-1 for _ in tiers) if erase else tiers, here, dims, slots, erase=erase))
            at = day
        twin.live(at, end, True, log)
    except Overflow:
        return None
    twin.tally.close(end)
    return twin


def both(case: Case):
    """The kernel's tallies after they were found equal to the twin's; None when something overflowed in both."""
    theirs, twin = kernel_counts(case), twin_counts(case)
    assert (theirs is None) == (twin is None), f"case {case.number}: one side only overflowed"
    if twin is None:
        return None
    lines = unlike(arrays(twin, theirs), theirs)
    assert not lines, f"case {case.number}, {case.days} days: " + "; ".join(lines[:20])
    return theirs


def some_muted(case: Case) -> tuple:
    """About a third of the records that are made when none is muted, false ones too, and some that nobody would make."""
    log: list = []
    twin_counts(case, log)
    rng = np.random.default_rng(case.number)
    made = [entry[2:] for entry in log if entry[0] == "made"]
    return (*(record for record in made if rng.random() < 1 / 3), (0, 0, 10**6), (0, -1, 10**6))


def differences(cases) -> list[str]:
    """What is wrong with these cases, one line a case."""
    found = []
    for case in cases:
        try:
            both(case)
        except AssertionError as wrong:
            found.append(str(wrong))
    return found


def test_kernel_and_twin_count_alike():
    assert not (wrong := differences(map(draw, range(SHORT_CASES)))), "\n".join(wrong)


def test_kernel_and_twin_count_alike_over_quarters():
    assert not (wrong := differences(draw(number, LONG) for number in range(LONG_CASES))), "\n".join(wrong)


def test_kernel_and_twin_agree_on_whose_first_breach_was_a_follow_up_of_today():
    assert not (wrong := differences(map(led, range(LONG_CASES)))), "\n".join(wrong)


def test_a_muted_record_is_muted_in_both():
    cases = map(draw, range(SHORT_CASES, SHORT_CASES + MUTED_CASES))
    assert not (wrong := differences(replace(case, muted=some_muted(case)) for case in cases)), "\n".join(wrong)


def test_muting_takes_records_away():
    fewer = 0
    for number in range(15):
        case = draw(number)
        whole, part = twin_counts(case), twin_counts(replace(case, muted=some_muted(case)))
        if whole is not None and part is not None:
            fewer += total(whole.tally.chan, "right", "wrong", "false") > total(part.tally.chan, "right", "wrong", "false")
    assert fewer >= 4


def total(counts, *names: str) -> int:
    return sum(count for (*_, name), count in counts.items() if name in names)


def test_the_cases_reach_every_counter():
    """The same cases as above, so that what is reached was compared."""
    sums: dict[str, np.ndarray] = {}
    for case in (*map(draw, range(SHORT_CASES)), *(draw(number, LONG) for number in range(LONG_CASES))):
        found = kernel_counts(case)
        for name, array in found._asdict().items() if found else ():
            sums[name] = sums.get(name, 0) + reached(name, array)
    missed = {name: np.argwhere(seen == 0).ravel().tolist() for name, seen in sums.items() if (seen == 0).any()}
    assert not missed, missed


def reached(name: str, array: np.ndarray) -> np.ndarray:
    """What random cases must reach of one kind of tally: each counter somewhere, or each of some groups of cells."""
    if name == "hist":
        return array.sum(axis=0)[:, :4].ravel()
    if name == "burden":
        return np.array([array[:, a:b].sum() for a, b in ((0, 1), (1, 16), (16, 24), (24, 32), (32, 40))])
    if name == "distance":      # nobody is sanctioned and untouched
        people, others = array[..., 0].sum(axis=0).ravel()[1:], array[..., 1:].sum(axis=(0, 2)).ravel()
        return np.concatenate([people, others])
    if name in ("trap", "moves"):
        across = array.sum(axis=0)
        both_ways = across.sum(axis=0), across.sum(axis=1)
        return np.concatenate(both_ways) if name == "trap" else np.array([across.trace(), across.sum() - across.trace()])
    if name in ("days", "tiers", "tiers_shadow"):       # as many as the regime has
        return array.sum(keepdims=True).ravel()
    if name == "scores":
        return array.sum(axis=0)[[0, 31, 63]]
    return np.abs(array).sum(axis=tuple(range(array.ndim - 1)))


def test_a_difference_is_seen_and_named():
    case = next(c for c in map(draw, range(50)) if twin_counts(c) is not None)
    theirs = kernel_counts(case)
    mine = arrays(twin_counts(case), theirs)
    mine["people"][0, tally.FAMILY_DAYS] += 1
    lines = unlike(mine, theirs)
    assert len(lines) == 1 and lines[0].startswith("people(0,) family_days: twin ")
