"""People found by what they are and what befell them.

Here lives the search through a society: every community is lived, and asked when it has ended. Never here: the language of the
question (``query``), or a life (``tell``).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ostrakon.engine.crew import each
from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import places
from ostrakon.kernel import occasions as o
from ostrakon.kernel.community import BITS, FEAR, HARD, TIER, People, State
from ostrakon.kernel.memory import Memory
from ostrakon.lives.follow import society_of
from ostrakon.lives.query import NAMED, Facts, Question
from ostrakon.lives.query import read as read_question
from ostrakon.mechanisms.tables import CONFINED
from ostrakon.program import Program
from ostrakon.vocabulary import ATTRIBUTES

LEVEL = 256
Each = Callable[[Iterator[Place], Callable[[Place, Memory], Any]], Iterator[tuple[Place, Any]]]
EVER = {"listed": o.E_LISTED, "listed_wrongly": o.E_WRONG, "listed_for_speaking": o.E_SPOKE, "listed_innocent": o.E_LAWFUL,
        "denied": o.E_DENIED, "denied_wrongly": o.E_DENIED_WRONGLY, "denied_innocent": o.E_DENIED_INNOCENT, "denied_for_family": o.E_FAMILY,
        "kept_silent": o.E_CHILLED, "recorded": o.E_RECORDED, "sanctioned": o.E_SANCTIONED}


@dataclass(frozen=True)
class Met:
    """Somebody whom a question is true of: the address, and the facts that a list of people shows."""

    id: str
    age: int
    sex: str
    urban: str
    occupation: str
    enrolled: bool
    score: int | None           # None where no score is kept of the person
    tier: str | None
    lists: tuple[str, ...]
    days_listed: int


@dataclass(frozen=True)
class Found:
    """matched of people asked about; the first of them in order of their addresses; whether all were asked."""

    question: str
    matched: int
    people: int
    first: tuple[Met, ...]
    complete: bool


def names_of(program: Program) -> dict[str, tuple[str, ...]]:
    """The names that a question can use, by word."""
    codes = {name: tuple(program.society.codes[name]) for name in NAMED if name != "tier"}
    return {**codes, "tier": program.tiers, "lists": program.lists}


def question(text: str, program: Program) -> Question:
    """A question in the words of this society and regime. Raises OST7102, also for a word that can be true of nobody under the regime."""
    return read_question(text, names_of(program), lacking(program))


def has_score(program: Program) -> bool:
    """Whether a score is kept: at some time there is more than one that somebody can have."""
    return any(bool(((r.dim_max > r.dim_min) & (r.dim_weight != 0)).any()) for r in (phase.tables for phase in program.phases))


def lacking(program: Program) -> dict[str, str]:
    """Words that no question can use under this regime, each with what the regime lacks."""
    tables = [phase.tables for phase in program.phases]
    denies = any(bool(r.deny.any() or r.household_deny.any() or (r.flags & CONFINED).any()) for r in tables)
    known = {"it has no black list": (("listed", "listed_wrongly", "listed_for_speaking", "listed_innocent", "on_a_black_list",
                                       "days_listed", "times_listed_wrongly"), any(not red for red in program.regime.list_red)),
             "it has no list": (("lists",), bool(program.lists)),
             "it keeps no score": (("score", "shadow_score", "points_lost", "points_lost_to_others"), has_score(program)),
             "it denies nothing": (("denied", "denied_wrongly", "denied_innocent", "denials"), denies),
             "it denies nothing on account of the family": (("denied_for_family",), any(bool(r.household_deny.any()) for r in tables)),
             "it removes no account": (("account_removed",), any(bool(r.removes.any()) for r in tables))}
    return {word: reason for reason, (words, there) in known.items() if not there for word in words}


def find(program: Program, scenario: Scenario, seed: int, asked: Question, *, most: int = 20, workers: int | Each = 2,
         progress: Callable[[int, int], None] | None = None) -> Found:
    """Live the whole society and ask. ``most``: how many people are named. Ctrl-C ends it with what was asked so far.

    workers: so many threads, or whoever visits communities as ``crew.each`` does.
    """
    month_first = scenario.month_first(program.burn_in)
    black = sum(1 << m for m, red in enumerate(program.regime.list_red) if not red)
    named: list[tuple[Place, int, Met]] = []
    matched = people = 0
    complete = True

    def one(place: Place, memory: Memory) -> tuple[int, list[tuple[int, Met]]]:
        _, here, state = live_community(program, seed, place, scenario.days, month_first, memory=memory)
        who = np.flatnonzero(asked(facts_of(here, state, black)))
        return len(who), [(int(i), met(program, scenario, place, here, state, int(i))) for i in who[:most]]

    try:
        todo = places(program.society.tables.population, scenario.people, scenario.community_size)
        for place, (count, some) in each(todo, one, workers) if isinstance(workers, int) else workers(todo, one):
            matched, people = matched + count, people + place.people
            named = sorted([*named, *((place, i, m) for i, m in some)], key=lambda x: (x[0].region, x[0].number, x[1]))[:most]
            if progress is not None:
                progress(people, scenario.people)
    except KeyboardInterrupt:
        complete = False
    return Found(asked.text, matched, people, tuple(m for _, _, m in named), complete)


def facts_of(p: People, c: State, black: int) -> Facts:
    """What is known of a community's people after the last day. black: bits of the black lists."""
    n = len(p.stratum)

    def whole(array: np.ndarray) -> np.ndarray:
        return np.asarray(array).astype(np.int64)

    of: Mapping[str, np.ndarray] = {
        **{name: whole(p.attr[a]) for a, name in enumerate(ATTRIBUTES)},
        **{name: whole(c.ever & bit) for name, bit in EVER.items()},
        "tier": whole(c.mark[:, TIER]), "lists": whole(c.mark[:, BITS]), "on_a_black_list": whole(c.mark[:, BITS] & black),
        "score": whole(c.score[:, 0]), "shadow_score": whole(c.score[:, 3]), "days_listed": whole(c.days_listed),
        "times_listed_wrongly": whole(c.times_wrong), "denials": whole(c.denials), "points_lost": whole(c.own_lost),
        "points_lost_to_others": whole(c.spill_lost), "fear": whole(c.feel[:, FEAR]) // LEVEL, "hardship": whole(c.feel[:, HARD]) // LEVEL,
        "followers": whole(p.reach), "close_friends": whole(p.close_end[:n] - p.close_start[:n]),
        "household_size": whole(p.home[:, 1] - p.home[:, 0]), "account_removed": whole(c.removed), "enrolled": whole(c.enrolled),
        "aware": whole(c.aware)}
    return Facts(of, n)


def met(program: Program, scenario: Scenario, place: Place, p: People, c: State, i: int) -> Met:
    """What a list of people shows of one of them."""
    codes = {name: program.society.codes[name][int(p.attr[ATTRIBUTES.index(name), i])] for name in ("sex", "urban", "occupation")}
    bits = int(c.mark[i, BITS])
    enrolled = bool(c.enrolled[i])
    kept = enrolled and has_score(program)
    return Met(id=society_of(program, scenario).write(place, i), age=int(p.attr[ATTRIBUTES.index("age"), i]), **codes,
               enrolled=enrolled, score=int(c.score[i, 0]) if kept else None, tier=program.tiers[int(c.mark[i, TIER])] if kept else None,
               lists=tuple(name for m, name in enumerate(program.lists) if bits >> m & 1), days_listed=int(c.days_listed[i]))
