"""The events of one person made into a life: every occasion with what became of it, and everything else that happened.

Here lives the passage from twelve integers to names. Never here: a sentence, a picture, or why somebody is on a list.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import numpy as np

from ostrakon.kernel import occasions as o
from ostrakon.kernel import trace as n
from ostrakon.kernel.community import BITS, TIER
from ostrakon.lives import form as f
from ostrakon.lives.address import Society
from ostrakon.lives.relive import Lived
from ostrakon.mechanisms.consequences import entities
from ostrakon.mechanisms.live import Live, frame_of
from ostrakon.spec.regime import Rule
from ostrakon.vocabulary import ATTRIBUTES, NATURES

Event = list[int]
ANSWERS: dict[int, f.Answer] = {n.NOT_AHEAD: "did not", n.AHEAD: "went ahead", n.DETAINED: "detained", n.CHILLED: "kept silent",
                                n.EMBOLDENED: "spoke up", n.SILENCED: "stopped by a gate"}
ROLES: tuple[f.Role, ...] = get_args(f.Role)
TRUTHS: tuple[f.Truth, ...] = get_args(f.Truth)
FATES: tuple[f.Fate, ...] = ("kept", "dropped by review", "not covered", "waits for review")
GATES = ("refused", "granted", "granted by privilege", "denied")
WAYS = ("term over", "duty performed", "score recovered", "appeal granted", "list closed")
JUDGED = ("by error", "by association", "no unlawful or contractual act", "for lawful conduct or expression", "for expression alone",
          "no points by own records")
LEDGERS = ("score", "no_error", "no_association", "shadow")
WHY = ("standing", "confinement", "family")
REASONS = ("settlement", "first of the month", "appeal", "change of regime")


class Teller:
    """What it takes to tell of one person of a community that was lived with that person watched."""

    def __init__(self, lived: Lived, society: Society, person: int) -> None:
        self.lived, self.society, self.person = lived, society, person
        self.program, self.burn = lived.program, lived.program.burn_in
        self.kinds, self.lists = self.program.society.kinds, self.program.lists
        self.nature = [NATURES[int(x)] for x in self.program.society.tables.nature]
        self.company: dict[str, Any] = {}               # of the month, until the score that it made is known
        self._rules = cache(self._rules_from)
        self._entities = cache(self._entities_from)

    # Names

    def who(self, person: int, role: int | None = None) -> f.Other:
        return f.Other(id=self.society.write(self.lived.place, person), role=None if role is None else ROLES[role])

    def other(self, person: int) -> str | None:
        """The address of somebody who is not the person."""
        return None if person in (self.person, -1) else self.who(person).id

    def listed(self, bits: int) -> list[str]:
        return [name for m, name in enumerate(self.lists) if bits >> m & 1]

    def rule(self, day: int, number: int) -> f.Rule:
        name, rule = self._rules(day)[number]
        return f.Rule(name=name, article=rule.article, citation=rule.citation or None)

    def _rules_from(self, day: int) -> list[tuple[str, Rule]]:
        regime = self.lived.at(day)[1]
        return [(name, rule) for name, rule in regime.rules.items() if rule.enabled] if regime else []

    def _entities_from(self, day: int) -> dict[int, list[str]]:
        """Names of the consequences by the tier or list they hang on."""
        regime = self.lived.at(day)[1]
        found: dict[int, list[str]] = {}
        if regime:
            frame = frame_of([phase.regime for phase in self.lived.phases if phase.regime])
            live = Live(regime, frame)
            for name, consequence in live.consequences.items():
                for entity in entities(live, name, consequence):
                    found.setdefault(entity, []).append(name)
        return found

    # The life

    def mine(self) -> list[Event]:
        """Events from the start of the run on, with days of the run."""
        e = self.lived.events
        acted = (e[:, n.WHAT] == n.RECORD) & (e[:, n.OTHER] == self.person)
        e = e[(e[:, n.DAY] >= self.burn) & (acted | (e[:, n.PERSON] == self.person))].copy()
        e[:, n.DAY] -= self.burn
        return [[int(x) for x in row] for row in e]

    def scores(self, events: list[Event]) -> list[f.Score]:
        """Steps of the score; where nothing changed, none."""
        out: list[f.Score] = []
        for e in events:
            if e[n.WHAT] == n.SCORE:
                values = tuple(e[n.A : n.A + 4])
                if not out or values != (out[-1].score, out[-1].no_error, out[-1].no_association, out[-1].shadow):
                    out.append(f.Score.model_validate({"day": e[n.DAY], **dict(zip(LEDGERS, values, strict=True)),
                                                       "why": REASONS[e[n.E]] if out else "start"}))
        return out

    def feelings(self, events: list[Event]) -> list[f.Feeling]:
        return [f.Feeling(day=e[n.DAY], fear=e[n.A], hardship=e[n.B], publicity=e[n.C]) for e in events if e[n.WHAT] == n.FEELS]

    def marks(self, events: list[Event]) -> list[f.Mark]:
        """Everything that happened, a day's occasions by the clock and then what came of the day."""
        marks: list[dict[str, Any]] = []
        acts: dict[int, dict[str, Any]] = {}            # own occasions by number
        records: dict[tuple[int, int, int], dict[str, Any]] = {}     # by channel, number and actor
        for e in events:
            teller = getattr(self, "_" + n.WORDS[e[n.WHAT]], None)
            if teller:
                marks.extend(teller(e, acts, records))
        marks.sort(key=lambda m: (m["day"], m.get("time") or "99"))
        return [f.Mark.model_validate(m) for m in marks]

    def _occasion(self, e: Event, acts: dict[int, Any], records: Any) -> Iterator[dict[str, Any]]:
        tables, kind = self.lived.at(e[n.DAY])[0], e[n.KIND]
        answer = e[n.A]
        mark = {"day": e[n.DAY], "time": clock(e[n.B]), "what": "occasion", "kind": self.kinds[kind], "nature": self.nature[kind],
                "answer": ANSWERS[answer], "tier": self.program.tiers[e[n.D] >> len(self.lists)],
                "lists": self.listed(e[n.D] & ((1 << len(self.lists)) - 1)), "fear": e[n.C] & 15, "hardship": (e[n.C] >> 4) & 15}
        if tables.tie_levels > 1 and answer != n.DETAINED:
            mark["tie_level"] = e[n.C] >> 8
        if e[n.E] >= 0:
            mark["evaded"] = self.program.channels[e[n.E]]
        if answer in (n.AHEAD, n.EMBOLDENED) and self.nature[kind] != "request":
            seen = tables.seen[tables.seen_start[kind] : tables.seen_start[kind + 1]]
            mark["could_see"] = [self.program.channels[c] for c in seen if c != e[n.E]]
        acts[e[n.NUMBER]] = mark
        yield mark

    def _request(self, e: Event, acts: dict[int, Any], records: Any) -> Iterator[dict[str, Any]]:
        found: dict[str, Any] = {"answer": GATES[e[n.A]], "why": [word for i, word in enumerate(WHY) if e[n.B] >> i & 1]}
        if e[n.A] == n.DENIED:
            found |= {"wrongly": bool(e[n.E] & 1), "innocent": bool(e[n.E] & 2)}
        if e[n.A] in (n.GRANTED, n.PRIVILEGED):
            found |= {"yuan": e[n.C], "minutes": e[n.D]}
        acts[e[n.NUMBER]]["request"] = found
        return iter(())

    def _record(self, e: Event, acts: dict[int, Any], records: Any) -> Iterator[dict[str, Any]]:
        channel, number, actor = e[n.CHANNEL], e[n.NUMBER], e[n.OTHER]
        record: dict[str, Any] = {"channel": self.program.channels[channel], "truth": TRUTHS[e[n.A]], "fate": FATES[e[n.B]],
                                  "number": number & (n.UNREAL - 1), "on": self.other(e[n.PERSON]), "actor": self.other(actor)}
        if e[n.B] == n.WAITS:
            record["due"] = e[n.C] - self.burn
        records[channel, number, actor] = record
        if actor == self.person:
            acts[number]["record"] = record
            return
        yield {"day": e[n.DAY], "what": "record of nothing" if actor < 0 else "record of another's act", "kind": self.kinds[e[n.KIND]],
               "nature": self.nature[e[n.KIND]], "record": record, "truth": record["truth"]}

    def _points(self, e: Event, acts: dict[int, Any], records: Any) -> Iterator[dict[str, Any]]:
        record = self._record_of(e, records)
        if record is None:                              # made before the run, or by somebody who is not covered
            return
        if e[n.A] == 0:
            number = e[n.E]
            wanted = self._rules(e[n.DAY])[number][1]
            lists = wanted.list if wanted.list and e[n.D] >= wanted.list_from else None
            record["points"] = {"day": e[n.DAY], "points": e[n.B], "repetition": e[n.D], "rule": self.rule(e[n.DAY], number),
                                "lists": lists}
        elif record["truth"] != "right":
            record["points_without_error"] = e[n.B]
        yield from ()

    def _record_of(self, e: Event, records: Any) -> Any:
        """The record that points come of; its actor is not known to a regime that does not cover them."""
        key = e[n.CHANNEL], e[n.NUMBER]
        return records.get((*key, e[n.OTHER])) or next((r for (c, number, _), r in records.items() if (c, number) == key), None)

    def _spill(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        if e[n.B] != 0:
            yield {"day": e[n.DAY], "what": "paid for another", "kind": self.kinds[e[n.KIND]], "nature": self.nature[e[n.KIND]],
                   "source": self.who(e[n.OTHER], e[n.A]), "truth": TRUTHS[e[n.D] & 3],
                   "points": {"day": e[n.DAY], "points": e[n.B], "repetition": 1, "rule": self.rule(e[n.DAY], e[n.E])}}

    def _company(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        self.company = {"day": e[n.DAY], "what": "company", "score_before": e[n.A], "mean": e[n.B], "ties": e[n.C]}
        return iter(())

    def _score(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        """The company one keeps is told where it moved the score; the scores themselves stand apart."""
        if e[n.E] == n.MONTH and self.company.get("day") == e[n.DAY] and self.company["score_before"] != e[n.A]:
            yield {**self.company, "score_after": e[n.A]}

    def _tier(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        if e[n.A] == 0:
            yield {"day": e[n.DAY], "what": "tier", "tier_before": self.program.tiers[e[n.B]], "tier": self.program.tiers[e[n.C]]}

    def _entry(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        if e[n.A] == 0:
            term = int(self.lived.at(e[n.DAY])[0].list_term[e[n.B]])
            yield {"day": e[n.DAY], "what": "listed", "listing": {
                "name": self.lists[e[n.B]], "by": "rule" if e[n.D] else "score", "until": e[n.DAY] + term if term >= 0 else None,
                "wrongful": bool(e[n.E] & 1), "judged": [word for i, word in enumerate(JUDGED) if e[n.E] >> (i + 1) & 1]}}

    def _exit(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        if e[n.A] == 0:
            yield {"day": e[n.DAY], "what": "off a list", "listing": {"name": self.lists[e[n.B]], "way_out": WAYS[e[n.C]], "days": e[n.D]}}

    def _stopped(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        yield {"day": e[n.DAY], "what": "listing stopped", "listing": {"name": self.lists[e[n.B]]}}

    def _lodged(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        yield {"day": e[n.DAY], "what": "appeal lodged", "listing": {"name": self.lists[e[n.B]], "until": e[n.C] - self.burn}}

    def _decided(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        yield {"day": e[n.DAY], "what": "appeal decided", "listing": {"name": self.lists[e[n.B]], "days": e[n.D]}, "granted": bool(e[n.C])}

    def _struck(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        entity, tiers = e[n.A], len(self.program.tiers)
        names = self._entities(e[n.DAY]).get(entity, [])
        if names or e[n.D]:
            yield {"day": e[n.DAY], "what": "consequence", "consequence": {
                "of": self.lists[entity - tiers] if entity >= tiers else self.program.tiers[entity], "names": names, "fine_yuan": e[n.B],
                "detained_days": e[n.C], "sanction": bool(e[n.D] & 1), "public": bool(e[n.D] & 2), "account_removed": bool(e[n.D] & 4)}}

    def _fear(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        yield {"day": e[n.DAY], "what": "fear", "fear": e[n.A], "source": self.who(e[n.OTHER], e[n.B])}

    def _cut(self, e: Event, acts: Any, records: Any) -> Iterator[dict[str, Any]]:
        yield {"day": e[n.DAY], "what": "tie cut", "source": self.who(e[n.OTHER], e[n.A]), "listing": {"name": self.lists[e[n.C]]}}

    # Who it is, and how it ends

    def portrait(self) -> f.Person:
        """Who the person is."""
        p, i, society = self.lived.people, self.person, self.program.society
        codes = {name: int(p.attr[a, i]) for a, name in enumerate(ATTRIBUTES)}
        said = {name: codes[name] if name == "age" else society.codes[name][codes[name]] for name in ATTRIBUTES}
        first, last = (int(x) for x in p.home[i])
        close = sorted({int(x) for x in p.close[p.close_start[i] : p.close_end[i]]})
        return f.Person.model_validate({
            **said, "id": self.who(i).id, "detection_class": society.classes[int(p.group[i])],
            "enrolled": bool(self.lived.state.enrolled[i]), "aware": bool(self.lived.state.aware[i]), "followers": int(p.reach[i]),
            "household": [self.who(j, n.HOUSEHOLD) for j in range(first, last) if j != i],
            "close_friends": [self.who(j, n.CLOSE) for j in close], "acquaintances": int(p.wide_end[i] - p.wide_start[i])})

    def end(self, events: list[Event]) -> f.Ends:
        """Where it ends."""
        c, i = self.lived.state, self.person
        chilled = sum(1 for e in events if e[n.WHAT] == n.OCCASION and e[n.A] == n.CHILLED)
        return f.Ends(
            score=int(c.score[i, 0]), shadow_score=int(c.score[i, 3]), tier=self.program.tiers[int(c.mark[i, TIER])],
            lists=self.listed(int(c.mark[i, BITS])), wrongly_listed=bool(c.ever[i] & o.E_WRONG), days_listed=int(c.days_listed[i]),
            denials=int(c.denials[i]), chilled=chilled, points_lost=int(c.own_lost[i]), points_lost_to_others=int(c.spill_lost[i]))

    def scale(self) -> f.Scale:
        """What the score is measured by, under the regime of the last day."""
        r = self.lived.at(self.lived.scenario.days - 1)[0]
        r = self.program.regime if r is self.program.neutral else r
        low, high = (int(np.sum(r.dim_weight * x) + 128) >> 8 for x in (r.dim_min, r.dim_max))
        tiers: list[tuple[str, int | None]] = [(name, int(r.tier_cut[t]) if t else None) for t, name in enumerate(self.program.tiers)]
        lists: list[Any] = [(name, "red" if r.list_red[m] else "black", int(r.list_cut[m]) if r.list_mode[m] else None)
                            for m, name in enumerate(self.lists)]
        return f.Scale(low=low, high=high, tiers=tiers, lists=lists)


def clock(tick: int) -> str:
    """The time of day, HH:MM, of a tick, of the day or of the run: 1,024 make a day."""
    minute = tick % 1024 * 1440 // 1024
    return f"{minute // 60:02d}:{minute % 60:02d}"


def tell(lived: Lived, society: Society, person: int, regime: f.Regime, society_id: str) -> f.Life:
    """The life of somebody who was watched."""
    teller = Teller(lived, society, person)
    events = teller.mine()
    return f.Life(regime=regime, society=society_id, seed=lived.seed, people=lived.scenario.people, days=lived.scenario.days,
                  start=lived.scenario.start.isoformat(), scale=teller.scale(), person=teller.portrait(), scores=teller.scores(events),
                  marks=teller.marks(events), feelings=teller.feelings(events), ends=teller.end(events))
