"""``ostrakon export site``: the pages with answers prepared, as a folder that any static host or a USB stick can carry.

Here lives the asking and the writing. Never here: an answer, which come from where the server has them, or what a view asks for,
which the views say themselves (``requests.json`` beside the built pages) and ``prepared`` for the catalogue.
"""

import base64
import hashlib
import json
import threading
import zlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

from ostrakon import __version__
from ostrakon.errors import CODES, OstrakonError, fail
from ostrakon.measures.series import SERIES
from ostrakon.results.folder import whole
from ostrakon.spec.find import ids
from ostrakon.spec.load import load_regime
from ostrakon.web import regimes
from ostrakon.web.limits import Limits
from ostrakon.web.live import Living, Superseded
from ostrakon.web.people import People
from ostrakon.web.pool import Pool
from ostrakon.web.prepared import Request, catalogue, key_of, sized, turned
from ostrakon.web.problems import first_of
from ostrakon.web.protocol import Find, Frame, Frames, Live, Person, Regime, World
from ostrakon.web.tell import outcomes
from ostrakon.web.worlds import Worlds

STILL = Path(__file__).parent / "still"
REQUESTS = "requests.json"
NOT_PREPARED = "OST9007"        # what the pages say of anything that is not here: web-app/src/lib/files.ts
MARK = '<meta name="ostrakon-still" content="" />'
SLOT = "site"
HEAD = 16                       # bytes before the planes of a frame
Show = Callable[[int, int], None]


@dataclass(frozen=True)
class Exported:
    """What was written. refused: requests whose answer is a Problem, as a server would give it too."""

    answers: int
    refused: int
    size: int


def demand_pages() -> None:
    """Raise OST9003 unless the pages of a static site are in the package."""
    for name in ("index.html", REQUESTS):
        if not (STILL / name).is_file():
            fail("OST9003", f"there is no {STILL.name}/{name} in the installed package",
                 remedy="in a clone: make pages, which builds them with Node 20; else install a wheel: it has them")


def export(folder: Path, people: int, workers: int, show: Show = lambda done, of: None, asked: Sequence[Request] | None = None) -> Exported:
    """Write the site into a new folder, whole or not at all; the same files each time, but for the date.

    asked: what is prepared, ``everything`` unless told. Raises OST8001, OST9003.
    """
    demand_pages()
    with whole(folder) as work:
        (work / "data").mkdir()
        site = _Site(work, people, workers)
        site.answer_all(everything(people) if asked is None else asked, show)
        return site.finish()


def everything(people: int) -> list[Request]:
    """All that the views ask for by themselves and at the stops of their numbers, each once."""
    listed: list[Request] = json.loads((STILL / REQUESTS).read_text(encoding="utf-8"))
    named = [(name, load_regime(name)) for name in ids("regime")]
    listed += catalogue([(name, regime.model.society) for name, regime in named if not regime.diffs])
    knobs = regimes.knobs_of(Worlds(), Regime.model_validate({"regime": "article-2018"}))
    found: list[Request] = sized(list(turned(listed, knobs)), people)
    return [json.loads(text) for text in dict.fromkeys(json.dumps(one) for one in found)]


class _Site:
    """A site while it is written."""

    def __init__(self, folder: Path, people: int, workers: int) -> None:
        self.folder, self.people = folder, people
        self.limits = Limits(people=people)
        self.worlds = Worlds()
        pool = Pool(workers)
        self.of_people = People(self.worlds, pool)
        self.living = Living(self.worlds, pool)
        self.index: dict[str, str] = {}             # the file of each key
        self.files: dict[str, str] = {}             # digests
        self.asked: list[dict[str, Any]] = []
        self.refused = 0
        self.last = 0

    def answer_all(self, asked: Sequence[Request], show: Show) -> None:
        """Answer what is asked, and what follows from the answers."""
        todo = deque(asked)
        done = 0
        while todo:
            request = todo.popleft()
            try:
                found = self._answer(request)
            except Superseded:
                raise KeyboardInterrupt from None       # nobody else asks here: Ctrl-C ended the run under way
            done += 1
            show(done, done + len(todo))
            each = request.get("each")
            if each:
                todo.extend({"do": "post", "path": each["path"], "body": {**each["body"], each["as"]: one[each["key"]]}}
                            for one in found.get(each["of"], ()))

    def _answer(self, request: Request) -> Any:
        do = request["do"]
        try:
            if do == "live":
                return self._live(request["asked"])
            if do == "frames":
                return self._frames(request)
            answer = self._post(request["path"], request["body"]) if do == "post" else regimes.hello(self.limits)
        except OstrakonError as error:
            self.refused += 1
            answer = {"problem": first_of(error)}
        named: Request = {name: request[name] for name in ("do", "path", "body", "worlds", "world") if name in request}
        if do == "live":
            named = {"do": "live", "worlds": request["asked"]["worlds"]}
        self._keep(named, answer)
        if request.get("path") == "/api/person" and "problem" not in answer:
            # the same life under the person's own address: the page of a role leads there
            body = {name: value for name, value in request["body"].items() if name != "role"}
            self._keep({**named, "body": {**body, "person": answer["life"]["person"]["id"]}}, answer)
        return answer

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        match path:
            case "/api/check":
                return regimes.checked(self.worlds, Regime.model_validate(body))
            case "/api/text":
                return regimes.text_of(self.worlds, Regime.model_validate(body))
            case "/api/knobs":
                return regimes.knobs_of(self.worlds, Regime.model_validate(body))
            case "/api/find":
                return self.of_people.find(Find.model_validate(body))
            case "/api/person":
                return self.of_people.life(Person.model_validate(body))
        raise ValueError(f"a static site has no answer to {path}")

    def _live(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Worlds with all outcomes and series, so that a page can choose among them; cuts in files of their own."""
        worlds, cuts, heard = asked["worlds"], list(asked.get("by", ())), list[dict[str, Any]]()
        live = Live(do="live", id=0, slot=SLOT, worlds=[World.model_validate(one) for one in worlds], outcomes=list(outcomes()),
                    weekly=list(SERIES), by=cuts, coarse=False)
        self.living.live(live, SLOT, threading.Event(), heard.append)
        results = heard[-1]
        results["milliseconds"] = 0                 # of no use to a reader here, and other on each machine
        for cut in cuts:
            self._keep({"do": "cut", "worlds": worlds, "by": cut},
                       [{name: {axis: levels for axis, levels in axes.items() if axis == cut} for name, axes in world["by"].items()}
                        for world in results["worlds"]])
        for world in results["worlds"]:
            world["by"] = {}
        self._keep({"do": "live", "worlds": worlds}, results, [world["digest"] for world in results["worlds"]])
        return results

    def _frames(self, request: Request) -> dict[str, Any]:
        """The weeks of a world; beside another it has as many days before the first as that one, so that luck is the same."""
        world = dict(request["world"])
        if "beside" in request:
            world["burn"] = self.worlds.ready(World.model_validate(request["beside"])).program.burn_in
        asked, heard = {"do": "frames", "world": world}, list[dict[str, Any]]()
        self.last += 1
        number = self.last
        ask = Frames(do="frames", id=number, slot=SLOT, world=World.model_validate(world))
        self.living.frames(ask, SLOT, threading.Event(), heard.append)
        framed = {**heard[-1], "id": 0}
        for week in range(framed["weeks"]):
            planes = self.living.frame(SLOT, Frame(do="frame", id=0, of=number, week=week))[HEAD:]
            packed = base64.b64encode(zlib.compress(planes, 6)).decode()
            self._keep({"do": "frame", "of": key_of(asked), "week": week}, packed, listed=False)
        self._keep(asked, framed, [framed["digest"]])
        return framed

    def _keep(self, request: Request, answer: Any, digests: list[str] | None = None, *, listed: bool = True) -> None:
        """Write an answer under the request's key; one that is there already under another is named again."""
        key, text = key_of(request), json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        content = hashlib.sha256(text.encode()).hexdigest()[:16]
        if key in self.index:
            return
        self.index[key] = self.files.setdefault(content, key)
        if self.index[key] == key:
            self._write(key, text)
        if listed:
            self.asked.append({"key": key, "request": request, **({"digests": digests} if digests else {})})

    def _write(self, name: str, text: str) -> None:
        (self.folder / "data" / f"{name}.js").write_text(f'ostrakonAnswer("{name}",{text})\n', encoding="utf-8")

    def finish(self) -> Exported:
        """Write what belongs to all: the page, the index, the manifest, what to read first."""
        self._write("index", json.dumps(self.index, separators=(",", ":")))
        made = date.today().isoformat()
        site = {"version": __version__, "made": made, "people": self.people}
        for file in sorted(STILL.iterdir()):
            if file.name not in ("index.html", REQUESTS):
                copyfile(file, self.folder / file.name)
        page = (STILL / "index.html").read_text(encoding="utf-8")
        said = json.dumps(site).replace('"', "&quot;")
        (self.folder / "index.html").write_text(page.replace(MARK, MARK.replace('content=""', f'content="{said}"')), encoding="utf-8")
        (self.folder / "README.txt").write_text(README.format(**site), encoding="utf-8")
        held = {file.relative_to(self.folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in self._files()}
        manifest = {"ostrakon": "site/1", **site, "everyone_is_synthetic": True, "asked": self.asked, "files": held}
        (self.folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return Exported(len(self.asked), self.refused, sum(file.stat().st_size for file in self._files()))

    def _files(self) -> list[Path]:
        """All that is the site's own: the mark of a folder that is being written is hidden."""
        return [file for file in sorted(self.folder.rglob("*")) if file.is_file() and not file.name.startswith(".")]


README = f"""\
ostrakon: a static site
=======================

Prepared on {{made}} by ostrakon {{version}}, with {{people:,}} synthetic people in each world of the usual size.

To read it: open index.html in a browser. It works from this folder, from a USB stick and from any web server that
gives out files; it needs no network and asks for nothing but the files beside it.

Everyone in it is synthetic: computed from a seed and from published tables of counts. Nothing here tells of a real
person, and nothing decides about anyone.

What it is: the pages of `ostrakon serve` with answers prepared beforehand. Numbers can be turned to where they were
prepared. What was not prepared is refused with the code {NOT_PREPARED} ({CODES[NOT_PREPARED]}). For everything else,
on a machine of your own: pip install 'ostrakon[web]', then ostrakon serve.

To check it: manifest.json has the version, each request with its seed and the digests of its counts, and the
SHA-256 of each file. ostrakon of the same version gives the same counts for the same request on any machine.
"""
