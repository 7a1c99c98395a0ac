"""One synthetic person, and people of whom a question is true, for a page.

Never here: how a life is lived again, or worded (``lives``).
"""

import threading
from dataclasses import asdict
from typing import Any

from ostrakon.errors import fail
from ostrakon.lives.beside import parting
from ostrakon.lives.find import find, question
from ostrakon.lives.follow import follow
from ostrakon.lives.form import Life
from ostrakon.lives.form import Regime as RegimeForm
from ostrakon.results.life_marks import is_quiet, sentence
from ostrakon.results.life_page import ending, portrait
from ostrakon.spec.load import load_role
from ostrakon.web.pool import Pool
from ostrakon.web.protocol import Find, Person
from ostrakon.web.worlds import Kept, Ready, Worlds, plain_source

LOOK = 0.25                         # seconds between looks whether somebody still waits
MOST_WAITING = 8                    # questions at once: whole societies are asked one after the other


class People:
    """Answers about people; the latest are kept."""

    def __init__(self, worlds: Worlds, pool: Pool) -> None:
        self.worlds, self.pool = worlds, pool
        self._turn, self._waiting = threading.Lock(), threading.BoundedSemaphore(MOST_WAITING)
        self._lives: Kept[dict[str, Any]] = Kept(200)
        self._found: Kept[dict[str, Any]] = Kept(200)

    def life(self, asked: Person) -> dict[str, Any]:
        """A life, in words too, and the same person under no regime with where the two part. Raises OST7101, OST7103."""
        return self._lives.get(asked.model_dump_json(), lambda: self._life(asked))

    def _life(self, asked: Person) -> dict[str, Any]:
        here = self.worlds.ready(asked.world)
        who = asked.person or self._somebody(here, asked.role or "")
        life = _follow(here, who)
        society = [text for text in asked.world.set if text.startswith("society.")]
        bare = asked.world.model_copy(update={"regime": "none", "society": here.society.model.id, "with_": [], "set": society, "off": [],
                                              "ends": None, "burn": here.program.burn_in})
        same = here.regime.model.id == "none"
        without = None if same else _follow(self.worlds.ready(bare), who)
        parted = parting(life, without) if without is not None else None
        return {"life": _told(life), "without": _told(without) if without is not None else None,
                "parted": {"day": parted.day, "why": parted.why} if parted else None}

    def _somebody(self, here: Ready, role: str) -> str:
        found = self.find(Find(world=here.asked, where=load_role(plain_source(role, "role")).model.where, limit=1))
        if not found["people"]:
            fail("OST7103", f"nobody of {here.asked.people:,} people is in the role '{role[:80]}' under {here.regime.model.id}",
                 remedy="try another seed, or more people")
        return str(found["people"][0]["id"])

    def find(self, asked: Find, gone: threading.Event | None = None) -> dict[str, Any]:
        """How many people a question is true of, and the first of them. Raises OST7102; OST9001 once ``gone`` is set: nobody waits."""
        return self._found.get(asked.model_dump_json(), lambda: self._find(asked, gone or threading.Event()))

    def _find(self, asked: Find, gone: threading.Event) -> dict[str, Any]:
        here = self.worlds.ready(asked.world)
        read = question(asked.where, here.program)
        if not self._waiting.acquire(blocking=False):
            fail("OST9001", f"{MOST_WAITING} questions wait for an answer", remedy="ask again in a moment")
        try:
            while not self._turn.acquire(timeout=LOOK):
                _demand_there(gone)
            try:
                _demand_there(gone)
                found = find(here.program, here.scenario, asked.world.seed, read, most=asked.limit, workers=self.pool.lane("find").each,
                             progress=lambda _done, _of: _demand_there(gone))
            finally:
                self._turn.release()
        finally:
            self._waiting.release()
        return {"count": found.matched, "of": found.people, "question": found.question, "people": [asdict(one) for one in found.first]}


def _demand_there(gone: threading.Event) -> None:
    if gone.is_set():
        fail("OST9001", "nobody waits for the answer any more", remedy="ask again")


def _follow(here: Ready, who: str) -> Life:
    model = here.regime.model
    titled = RegimeForm(id=model.id, title=model.title, changes=[*here.asked.off, *here.asked.set], program_digest=here.program.digest)
    return follow(here.program, here.scenario, here.asked.seed, who, regime=titled)[0]


def _told(life: Life) -> dict[str, Any]:
    """A life as JSON, with its sentences: of each mark, of the person, of how it ends."""
    plain = life.model_dump(mode="json", exclude_none=True)
    return {**plain, "portrait": portrait(plain["person"]), "ending": ending(plain),
            "sentences": [sentence(mark) for mark in plain["marks"]], "quiet": [is_quiet(mark) for mark in plain["marks"]]}
