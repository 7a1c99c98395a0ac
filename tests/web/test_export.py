"""The static site: its answers are the server's; it opens from a disk and from a plain host, asks nobody else, refuses what it lacks."""

import base64
import hashlib
import json
import re
import threading
import zlib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from ostrakon import __version__
from ostrakon.cli import run_command_line
from ostrakon.report.messages import messages_of
from ostrakon.web import export as module
from ostrakon.web.app import make_app
from ostrakon.web.export import Exported, everything, export
from ostrakon.web.guard import LOOPBACK
from ostrakon.web.limits import Limits
from ostrakon.web.prepared import USUAL, Request, canonical, key_of, number, sized, turned
from ostrakon.web.protocol import World
from ostrakon.web.worlds import Worlds
from web.looking import Seen, look

VECTORS = Path(__file__).parents[2] / "web-app" / "src" / "lib" / "keys.json"
PEOPLE = 1_500
ARTICLE: Request = {"regime": "article-2018", "with": [], "set": [], "off": [], "society": "china-2020", "people": PEOPLE, "days": 365,
                    "seed": 1, "ends": None}
BARE = {**ARTICLE, "regime": "none"}
MOST_SIZE = 60_000_000      # bytes of the whole site, with its usual number of people
FRAMES = 2 * 52 * 55_000    # bytes of two years of frames of 100,000 people, measured


def is_small(request: Request) -> bool:
    """Of everything, what the views that are looked at here ask: no number turned but how many points criticism costs."""
    if request["do"] == "live":
        worlds = request["asked"]["worlds"]
        changes = [text for world in worlds for text in world.get("set", ())]
        return {world["regime"] for world in worlds} <= {"article-2018", "none"} and all(
            world["days"] == 365 and not world.get("off") for world in worlds) and all("criticism.points=" in text for text in changes)
    return request["do"] != "post" or request["body"].get("role") == "model-customer" or request["body"].get("regime") == "article-2018"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Exported]:
    folder = tmp_path_factory.mktemp("static") / "site"
    asked = [*filter(is_small, everything(PEOPLE)), {"do": "live", "asked": {"worlds": [BARE, ARTICLE], "by": ["sex"]}}]
    return folder, export(folder, PEOPLE, 2, asked=asked)


@pytest.fixture(scope="module")
def site(made: tuple[Path, Exported]) -> Path:
    return made[0]


def answer(site: Path, file: str) -> Any:
    found = re.fullmatch(r'ostrakonAnswer\("(\w+)",(.*)\)\n', (site / "data" / f"{file}.js").read_text(encoding="utf-8"))
    assert found and found[1] == file
    return json.loads(found[2])


def prepared(site: Path, request: Request) -> Any:
    return answer(site, answer(site, "index")[key_of(request)])


def test_keys_are_those_of_the_pages() -> None:
    for vector in json.loads(VECTORS.read_text(encoding="utf-8")):
        assert canonical(vector["request"]) == vector["canonical"]
    assert key_of({"do": "get"}) == key_of({"do": "get", "none": None, "nothing": []}) != key_of({"do": "get", "none": 0})


def test_numbers_of_knobs_stand_in_requests_as_a_page_would_write_them() -> None:
    asked: list[Request] = [{"set": [f"{path}={{{end}:{path}}}"]} for path in ("a.b", "c") for end in ("low", "high")]
    knobs = [{"path": "a.b", "low": 0.05, "value": 0.5, "high": 1.0}, {"path": "c", "low": -3, "value": -3, "high": 2}]
    assert list(turned(asked, knobs)) == [{"set": ["a.b=0.05"]}, {"set": ["a.b=1"]}, {"set": ["c=2"]}]
    assert (number(0.1), number(1e-6), number(2**53)) == ("0.1", "0.000001", "9007199254740992")
    assert sized({"worlds": [{"people": USUAL}, {"people": 7}]}, 50) == {"worlds": [{"people": 50}, {"people": 7}]}


def test_answers_are_those_of_the_server(site: Path) -> None:
    client = TestClient(make_app(Limits(people=PEOPLE), 2, frozenset(LOOPBACK)), base_url="http://127.0.0.1:8765",
                        headers={"origin": "http://127.0.0.1:8765", "host": "127.0.0.1:8765"})
    assert prepared(site, {"do": "get", "path": "/api/hello"}) == client.get("/api/hello").json()
    regime = {"regime": "article-2018", "with": [], "set": [], "off": [], "society": "china-2020"}
    person = {"world": ARTICLE, "role": "model-customer"}
    for path, body in (("/api/check", regime), ("/api/knobs", regime), ("/api/person", person)):
        assert prepared(site, {"do": "post", "path": path, "body": body}) == client.post(path, json=body).json()
    found = prepared(site, {"do": "post", "path": "/api/person", "body": person})
    who = {"world": ARTICLE, "person": found["life"]["person"]["id"]}
    assert prepared(site, {"do": "post", "path": "/api/person", "body": who}) == found
    with client.websocket_connect("/ws", headers={"origin": "http://127.0.0.1:8765"}) as socket:
        asked = {"do": "live", "id": 0, "slot": "s", "worlds": [BARE, ARTICLE], "outcomes": ["listed", "chilled"], "weekly": ["listed"],
                 "by": ["sex"], "coarse": False}
        socket.send_json(asked)
        while (told := socket.receive_json())["kind"] == "progress":
            pass
        socket.send_json({"do": "frames", "id": 1, "slot": "f", "world": {**BARE, "burn": 28}})
        while (framed := socket.receive_json())["kind"] == "progress":
            pass
        socket.send_json({"do": "frame", "id": 2, "of": 1, "week": 51})
        frame = socket.receive_bytes()[16:]
    results = prepared(site, {"do": "live", "worlds": asked["worlds"]})
    cut = prepared(site, {"do": "cut", "worlds": asked["worlds"], "by": "sex"})
    assert told["kind"] == "results"
    for mine, theirs, levels in zip(results["worlds"], told["worlds"], cut, strict=True):
        assert mine["digest"] == theirs["digest"] and mine["weekly"]["listed"] == theirs["weekly"]["listed"]
        assert {name: mine["outcomes"][name] for name in asked["outcomes"]} == theirs["outcomes"]
        assert {name: levels[name] for name in asked["outcomes"]} == theirs["by"]
    assert results["differences"][0]["chilled"] == told["differences"][0]["chilled"]
    film = {"do": "frames", "world": {**BARE, "burn": 28}}
    assert prepared(site, film) == {**framed, "id": 0}
    assert zlib.decompress(base64.b64decode(prepared(site, {"do": "frame", "of": key_of(film), "week": 51}))) == frame


def test_the_manifest_tells_all(made: tuple[Path, Exported]) -> None:
    site, told = made
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["ostrakon"], manifest["version"], manifest["people"]) == ("site/1", __version__, PEOPLE)
    files = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file() and file.name != "manifest.json"}
    assert manifest["files"] == {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}
    assert len(manifest["asked"]) == told.answers and {one["key"] for one in manifest["asked"]} <= answer(site, "index").keys()
    assert all(one["key"] == key_of(one["request"]) for one in manifest["asked"])
    lived = [one for one in manifest["asked"] if one["request"]["do"] in ("live", "frames")]
    assert lived and all(re.fullmatch(r"[0-9a-f]{64}", digest) for one in lived for digest in one["digests"])
    assert told.size == sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) and told.refused == 0
    assert "synthetic" in (site / "README.txt").read_text(encoding="utf-8")


def test_it_is_small_enough_to_carry(site: Path) -> None:
    lists = sum(request["do"] == "live" for request in everything(PEOPLE))
    largest = max((site / "data" / f"{file}.js").stat().st_size for file in set(answer(site, "index").values()))
    assert lists > 20 and lists * largest + FRAMES < MOST_SIZE


def test_the_same_site_comes_again(tmp_path: Path) -> None:
    few = {**ARTICLE, "people": 300}
    asked: list[Request] = [{"do": "live", "asked": {"worlds": [few]}}, {"do": "frames", "world": few}]
    for name, workers in (("a", 1), ("b", 2)):
        export(tmp_path / name, 300, workers, asked=asked)
    one, other = ({file.relative_to(tmp_path / name): file.read_bytes() for file in (tmp_path / name).rglob("*.*")} for name in "ab")
    assert one == other and len(one) > 55


def test_ctrl_c_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("ostrakon.web.live.simulate", lambda *_, **__: type("Ended", (), {"complete": False, "groups": {}}))
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "site", 300, 1, asked=[{"do": "live", "asked": {"worlds": [{**ARTICLE, "people": 300}]}}])
    monkeypatch.setattr("ostrakon.web.live.film", end)
    with pytest.raises(KeyboardInterrupt):
        export(tmp_path / "site", 300, 1, asked=[{"do": "frames", "world": {**ARTICLE, "people": 300}}])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_nothing_that_the_views_ask_for_would_be_refused() -> None:
    worlds = Worlds()
    for request in everything(USUAL):
        if request["do"] == "live":
            worlds.beside([World.model_validate(one) for one in request["asked"]["worlds"]])


def test_what_cannot_be_exported_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def said(*words: str) -> str:
        assert run_command_line(["export", *words]) == 2
        return capsys.readouterr().err

    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("mine")
    assert "OST8001" in said("site", str(tmp_path / "full")) and (tmp_path / "full" / "x").read_text() == "mine"
    assert "OST8001" in said("page", str(tmp_path / "new")) and "OST8001" in said("site", str(tmp_path / "new"), "--people", "0")
    monkeypatch.setattr(module, "STILL", tmp_path / "nothing")
    assert "OST9003" in said("site", str(tmp_path / "new")) and not (tmp_path / "new").exists()


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    """The site on a plain host: the standard library's, which knows nothing but files."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{host.server_port}/index.html"
    host.shutdown()
    host.server_close()


@pytest.fixture(params=["disk", "host"])
def address(request: pytest.FixtureRequest, site: Path, hosted: str) -> str:
    return (site / "index.html").as_uri() if request.param == "disk" else hosted


def spotless(seen: Seen) -> None:
    assert seen.foreign == [] and seen.errors == []
    seen.page.context.close()


EN = messages_of("en")


def test_the_story_is_told_and_says_when_it_was_prepared(browser: Browser, address: str) -> None:
    seen = look(browser, address, "story/machine")
    page = seen.page
    assert f"ostrakon {__version__}" in page.get_by_label(EN.say("web-still-name")).inner_text()
    page.get_by_role("button", name=EN.say("web-story-bet-skip")).first.click()
    page.get_by_text(re.compile(r"In this run it is [\d.]+ \([\d.]+ to [\d.]+\)")).first.wait_for()
    assert page.get_by_role("alert").count() == 0
    spotless(seen)


def test_the_city_plays_beside_no_regime(browser: Browser, address: str) -> None:
    seen = look(browser, address, "city?split=1")
    page = seen.page
    page.get_by_text(EN.say("web-city-none")).first.wait_for()
    week = page.get_by_role("slider", name=EN.say("web-city-week"))
    page.get_by_role("button", name=EN.say("web-city-play"), exact=True).click()
    seen.until(lambda: int(week.input_value()) > 2)
    assert page.get_by_role("alert").count() == 0
    spotless(seen)


def test_a_life_opens(browser: Browser, address: str) -> None:
    seen = look(browser, address, f"life?role=model-customer&regime=article-2018&people={PEOPLE}")
    seen.page.locator("h1", has_text=re.compile(r"/\d+/\d+")).wait_for()
    assert seen.page.get_by_role("alert").count() == 0
    spotless(seen)


def test_the_bench_shows_results_of_the_catalogue(browser: Browser, address: str) -> None:
    seen = look(browser, address, "bench")
    seen.page.get_by_role("table").first.wait_for()
    assert seen.page.get_by_role("alert").count() == 0 and seen.page.locator(".cm-editor").count() == 0
    for name in ("people", "days", "seed"):
        field = seen.page.get_by_label(EN.say(f"web-bench-field-{name}"), exact=True)
        assert field.is_disabled()
        why = field.get_attribute("aria-describedby")
        assert seen.page.locator(f"#{why}").inner_text() == EN.say("web-bench-still-common")
    seen.page.keyboard.press("Alt+n")                   # nobody can be added by keys either
    assert seen.page.locator(".cards > .card").count() == 2
    spotless(seen)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_promises_nothing_that_needs_a_server(browser: Browser, address: str, language: str) -> None:
    words = messages_of(language)
    seen = look(browser, address, "teach", language=language)
    for view, names in (("teach", ["web-teach-lead"]), ("story", ["web-story-cover-what"]), ("bench", ["web-bench-lead"])):
        seen.page.evaluate("(view) => { location.hash = `#/${view}` }", view)
        for name in names:
            seen.page.get_by_text(words.say(f"{name}-still")).wait_for()
            assert seen.page.get_by_text(words.say(name)).count() == 0
    seen.page.context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_not_prepared_is_refused_in_its_words(browser: Browser, address: str, language: str) -> None:
    seen = look(browser, address, "city?regime=court-list&people=77", language=language)
    told = seen.page.get_by_role("alert").first
    told.wait_for()
    for name in ("web-still-not", "web-still-remedy"):
        assert messages_of(language).say(name) in told.inner_text()
    assert "OST9007" in told.inner_text()
    assert seen.foreign == [] and seen.errors == []
    assert seen.faults() == []          # axe itself reads the style sheet again, which the page's policy forbids on a disk: it says so
    seen.page.context.close()


def test_a_file_that_was_not_copied_is_named(browser: Browser, site: Path, tmp_path: Path) -> None:
    from shutil import copytree

    copy = copytree(site, tmp_path / "stick")
    file = answer(site, "index")[key_of({"do": "frames", "world": ARTICLE})]
    (copy / "data" / f"{file}.js").unlink()
    seen = look(browser, (copy / "index.html").as_uri(), "city")
    told = seen.page.get_by_role("alert").first
    told.wait_for()
    assert EN.say("web-still-lost") in told.inner_text() and f"data/{file}.js" in told.inner_text()
    seen.page.context.close()
