"""What is lived for a page: the numbers are those of the command line, newer requests take the place of older, clients take turns."""

import struct
import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

import ostrakon
from ostrakon.engine.frames import EVER_WRONGLY, SILENT, film
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.kernel import tallies as T
from ostrakon.web import live, talk
from ostrakon.web import worlds as of_worlds
from ostrakon.web.app import make_app
from ostrakon.web.guard import LOOPBACK
from ostrakon.web.limits import Limits
from ostrakon.web.live import Living, Superseded
from ostrakon.web.pool import Pool
from ostrakon.web.protocol import Live, World
from ostrakon.web.worlds import Worlds

SET = "channels.social_media.sees.criticism=0.6"
WORLD: dict[str, Any] = {"regime": "article-2018", "with": [], "set": [SET], "off": [], "society": "china-2020", "people": 4_000,
                         "days": 120, "seed": 1, "ends": None}
BARE = {**WORLD, "regime": "none", "set": []}
ASKED: dict[str, Any] = {"do": "live", "slot": "s", "worlds": [BARE, WORLD], "outcomes": ["listed", "wrongly_listed", "chilled"],
                         "weekly": ["listed", "mean_fear"], "by": ["sex"], "coarse": True}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = make_app(Limits(people=50_000, runs=2), 2, frozenset(LOOPBACK))
    yield TestClient(app, base_url="http://127.0.0.1:8765", headers={"origin": "http://127.0.0.1:8765", "host": "127.0.0.1:8765"})


def heard(socket: Any, number: int, kind: str) -> Any:
    """The first message of this kind on this request; a failure is shown."""
    while True:
        told = socket.receive_json()
        if told["id"] == number and told["kind"] in (kind, "failed", "cancelled"):
            assert told["kind"] == kind, told
            return told


def test_the_numbers_are_those_of_python(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        socket.send_json({**ASKED, "id": 1})
        told = heard(socket, 1, "results")
    assert told["stage"] == "fine" and told["people"] == 4_000
    run = ostrakon.run("article-2018", people=4_000, days=120, seed=1, set=SET)
    mine = told["worlds"][1]
    assert mine["digest"] == run.digest
    for name in ASKED["outcomes"]:
        expected = run.estimate(name)
        assert {key: mine["outcomes"][name][key] for key in ("value", "low", "high", "n")}.items() <= vars(expected).items()
    by = run.estimate("listed", by="sex")
    assert {level: one["value"] for level, one in mine["by"]["listed"]["sex"].items()} == {level: one.value for level, one in by.items()}
    assert mine["weekly"]["listed"]["value"] == run.result["weekly"]["listed"]["value"]


def test_differences_are_those_of_compare(client: TestClient) -> None:
    worlds = [{**WORLD, "set": []}, {**WORLD, "set": [], "off": ["rules.jaywalking"]}]
    with client.websocket_connect("/ws") as socket:
        socket.send_json({**ASKED, "id": 3, "worlds": worlds, "outcomes": ["records", "chilled", "points_lost"]})
        told = heard(socket, 3, "results")["differences"][0]
    compared = ostrakon.compare("article-2018", off="rules.jaywalking", people=4_000, days=120, seed=1).result["outcomes"]
    for name in ("records", "chilled", "points_lost"):
        gap = compared[name]["differences"][0]
        assert [told[name][key] for key in ("value", "low", "high")] == [gap[key] for key in ("value", "low", "high")]
    assert told["points_lost"]["value"] < 0


def test_coarse_results_come_first_and_are_of_fewer_people(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        socket.send_json({**ASKED, "id": 2, "worlds": [{**one, "people": 40_000, "days": 28} for one in ASKED["worlds"]]})
        stages = [heard(socket, 2, "results") for _ in range(2)]
    assert [(one["stage"], one["people"]) for one in stages] == [("coarse", 10_000), ("fine", 40_000)]


def test_a_newer_request_takes_the_place_of_an_older(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        for number in range(10, 16):
            socket.send_json({**ASKED, "id": number, "coarse": False, "worlds": [{**WORLD, "people": 50_000, "days": 360, "seed": number}]})
        began = time.perf_counter()
        cancelled, done = set(), None
        while done is None:
            told = socket.receive_json()
            if told["kind"] == "cancelled":
                cancelled.add(told["id"])
            elif told["kind"] == "results":
                done = told["id"]
        assert done == 15 and time.perf_counter() - began < 120
        assert cancelled <= set(range(10, 15))


def test_whoever_turns_a_number_without_rest_sees_something(client: TestClient) -> None:
    """Before, each request ended the one before it, and nothing was told until the hand rested."""
    def turned(number: int) -> dict[str, Any]:
        worlds = [{**one, "people": 50_000, "days": 364, "seed": number} for one in ASKED["worlds"]]
        return {**ASKED, "id": number, "worlds": worlds}

    with client.websocket_connect("/ws") as socket:
        told: list[Any] = []
        for number in range(700, 712):                      # each is there before the last one's coarse results can be
            socket.send_json(turned(number))
        while not told or (told[-1]["id"], told[-1]["kind"]) not in ((711, "results"), (711, "failed")) or told[-1]["stage"] != "fine":
            told.append(socket.receive_json())
    results = [(one["id"], one["stage"], one["earlier"]) for one in told if one["kind"] == "results"]
    assert results == [(700, "coarse", True), (711, "coarse", False), (711, "fine", False)]
    gone = [one["id"] for one in told if one["kind"] == "cancelled"]
    assert sorted(gone) == list(range(700, 711))            # the first after its coarse results, the others without having begun
    before = [one["id"] for one in told[:next(n for n, one in enumerate(told) if one["kind"] == "results")] if one["kind"] == "cancelled"]
    assert before == list(range(701, 711))


def test_few_people_are_told_of_though_a_newer_request_waits_and_many_are_not() -> None:
    living = Living(Worlds(), Pool(2))
    newer, heard = threading.Event(), []
    newer.set()
    living.live(Live.model_validate({**ASKED, "id": 1}), "x", threading.Event(), heard.append, newer)
    assert [(one["stage"], one["earlier"]) for one in heard if one["kind"] == "results"] == [("fine", True)]
    many = {**ASKED, "id": 2, "coarse": False, "worlds": [{**WORLD, "people": live.FEW + 1}]}
    with pytest.raises(Superseded):
        living.live(Live.model_validate(many), "x", threading.Event(), heard.append, newer)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Superseded):                         # what was stopped is stopped
        living.live(Live.model_validate({**ASKED, "id": 3}), "x", stop, heard.append, newer)
    assert {one["id"] for one in heard} == {1}


def test_a_stop_ends_what_is_under_way_and_what_waits(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        for number in (720, 721):
            socket.send_json({**ASKED, "id": number, "worlds": [{**WORLD, "people": 50_000, "days": 364, "seed": number}]})
        socket.send_json({"do": "stop", "slot": "s"})
        told = [socket.receive_json() for _ in range(2)]
        socket.send_json({**ASKED, "id": 722, "worlds": [{**WORLD, "people": 1_000}]})
        heard(socket, 722, "results")
    assert {(one["id"], one["kind"]) for one in told} == {(720, "cancelled"), (721, "cancelled")}


def test_what_is_asked_wrongly_is_refused_in_words(client: TestClient) -> None:
    wrong = [({**ASKED, "worlds": [WORLD] * 5}, "OST9001"), ({**ASKED, "worlds": [{**WORLD, "people": 10**10}]}, "OST9001"),
             ({**ASKED, "worlds": [WORLD, {**WORLD, "seed": 2}]}, "OST9002"), ({**ASKED, "outcomes": ["happiness"]}, "OST7002"),
             ({**ASKED, "by": ["star_sign"]}, "OST7001"), ({**ASKED, "worlds": [{**WORLD, "set": ["rules.x.points=1"]}]}, "OST1203"),
             ({"do": "dance"}, "OST9002"), ({**ASKED, "slot": ""}, "OST9002"), ({**ASKED, "worlds": [{**WORLD, "ends": 120}]}, "OST9001"),
             ({**ASKED, "worlds": [{**WORLD, "set": ["society.kinds.criticism.rate=2"]}, WORLD]}, "OST9002"),
             ({"do": "frame", "of": 999, "week": 0}, "OST9002")]
    with client.websocket_connect("/ws") as socket:
        for number, (message, code) in enumerate(wrong, 100):
            socket.send_json({**message, "id": number})
            while (told := socket.receive_json())["id"] != number or told["kind"] not in ("failed", "results"):
                pass
            assert told["kind"] == "failed" and told["problem"]["code"] == code, (message, told)
        socket.send_text("{")
        assert socket.receive_json()["problem"]["code"] == "OST9002"
        socket.send_json({**ASKED, "id": 300, "worlds": [WORLD]})              # and the conversation goes on
        assert heard(socket, 300, "results")["worlds"]


def test_only_so_many_runs_at_once(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        for number in range(3):
            world = {**WORLD, "people": 50_000, "days": 365, "seed": 50 + number}
            socket.send_json({**ASKED, "id": 400 + number, "slot": f"slot-{number}", "coarse": False, "worlds": [world]})
        while (told := socket.receive_json())["id"] != 402:
            pass
        assert told["problem"]["code"] == "OST9001" and "runs at once" in told["problem"]["reason"]


def test_a_regime_that_ends_is_the_same_until_then(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        socket.send_json({**ASKED, "id": 500, "worlds": [WORLD, {**WORLD, "ends": 70}], "weekly": ["listed"]})
        first, ended = (one["weekly"]["listed"]["value"] for one in heard(socket, 500, "results")["worlds"])
    assert first[:10] == ended[:10] and ended[11] == 0.0 and first[11] > 0


def test_frames_are_what_the_counts_say(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        socket.send_json({"do": "frames", "id": 600, "slot": "city", "world": WORLD})
        framed = heard(socket, 600, "framed")
        socket.send_json({"do": "frame", "id": 601, "of": 600, "week": framed["weeks"] - 1})
        data = socket.receive_bytes()
    head = struct.unpack("<4I", data[:16])
    assert head == (601, framed["weeks"] - 1, 4_000, 0) and len(data) == 16 + 3 * 4_000
    assert sum(n for region in framed["regions"] for n in region["communities"]) == 4_000
    score, standing, feeling = (np.frombuffer(data, np.uint8, 4_000, 16 + 4_000 * i) for i in range(3))
    run = ostrakon.run("article-2018", people=4_000, days=119, seed=1, set=SET)            # to the end of the last whole week
    people = run.tallies[0].total.people.sum(axis=0)
    last = run.result["weekly"]
    assert (standing & 7 != 0).sum() == round(last["listed"]["value"][-1] * 4) > 0
    assert (standing & 128 != 0).sum() == round(last["wrongly_listed"]["value"][-1] * 4)
    assert (feeling & SILENT != 0).sum() == people[T.EVER_CHILLED] and (feeling & EVER_WRONGLY != 0).sum() == people[T.EVER_WRONGLY]
    mean = framed["score"]["low"] + score.mean() / 255 * (framed["score"]["high"] - framed["score"]["low"])
    assert mean == pytest.approx(last["mean_score"]["value"][-1], abs=2)


@pytest.mark.parametrize("regime", ["article-2018", "court-list", "zhima", "none"])
def test_looking_on_changes_nothing(regime: str) -> None:
    scenario = Scenario(regime, "china-2020", people=3_000, days=100)
    program = compile_scenario(scenario)
    frames = film(scenario, program, seed=3)
    assert frames.digest == simulate(scenario, seed=3, program=program).digest
    assert frames.planes.shape == (14, 3, 3_000) and sum(people for _, people in frames.communities) == 3_000


def test_a_class_that_asks_the_same_has_it_lived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    times = []
    monkeypatch.setattr(live, "simulate", lambda *a, **k: times.append(1) or simulate(*a, **k))
    worlds = Worlds()
    living = Living(worlds, Pool(2))
    said: list[Any] = []
    asked = Live.model_validate({**ASKED, "id": 1, "coarse": False})
    threads = [threading.Thread(target=living.live, args=(asked, str(n), threading.Event(), said.append)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    results = [one for one in said if one["kind"] == "results"]
    assert len(results) == 6 and len(times) == 2                # the two worlds
    assert all(one["worlds"] == results[0]["worlds"] for one in results)


def test_whoever_waits_for_another_can_still_be_superseded() -> None:
    living = Living(Worlds(), Pool(1))
    asked = Live.model_validate({**ASKED, "id": 1})
    stop = threading.Event()
    gate = living._lived.gate(living.worlds.beside(asked.worlds)[0].key)
    heard: list[str] = []

    def ask() -> None:
        try:
            living.live(asked, "x", stop, lambda told: heard.append(told["kind"]))
        except Superseded:
            heard.append("superseded")

    with gate.lock:
        thread = threading.Thread(target=ask)
        thread.start()
        stop.set()
        thread.join(20)
    assert heard == ["superseded"]


def test_counts_that_are_kept_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_COUNTS", 1)
    living = Living(Worlds(), Pool(1))
    ready = living.worlds.beside(Live.model_validate({**ASKED, "id": 1}).worlds)
    for one in ready:
        living.lived(one, "x", threading.Event())
    assert [living._lived.peek(one.key) is None for one in ready] == [True, False]


def test_what_an_answer_was_made_of_is_packed_once_it_is_told() -> None:
    living = Living(Worlds(), Pool(2))
    said: list[Any] = []
    for number, outcomes in enumerate((["listed"], ["chilled", "listed"])):           # the second is read from what was packed
        living.live(Live.model_validate({**ASKED, "id": number, "outcomes": outcomes}), "x", threading.Event(), said.append)
        kept = [living._lived.peek(one.key) for one in living.worlds.beside(Live.model_validate({**ASKED, "id": 1}).worlds)]
        assert all(one is not None and one.groups is None and 1_000 < one.size < 2_000_000 for one in kept)
    first, second = ([one["outcomes"] for one in told["worlds"]] for told in said if told["kind"] == "results")
    assert [one["listed"] for one in first] == [one["listed"] for one in second] and first[1]["listed"]["value"] > 0
    run = ostrakon.run("article-2018", people=4_000, days=120, seed=1, set=SET)
    assert second[1]["chilled"]["value"] == run.estimate("chilled").value


def test_tables_that_are_kept_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = Worlds()
    asked = [World.model_validate({**WORLD, "set": [f"rules.jaywalking.points={-n}"]}) for n in (1, 2, 3)]
    one = worlds.ready(asked[0])
    assert one.size > 1_000_000
    monkeypatch.setattr(of_worlds, "MOST_TABLES", 2 * one.size)
    assert worlds.ready(asked[0]) is worlds.ready(asked[0]) is one
    for world in asked[1:]:
        worlds.ready(world)
    assert worlds.ready(asked[2]) is worlds.ready(asked[2]) and worlds.ready(asked[0]) is not one


def test_one_page_too_many_is_turned_away(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "MOST_TALKS", 1)
    with client.websocket_connect("/ws"):
        with pytest.raises(WebSocketDisconnect) as turned, client.websocket_connect("/ws"):
            pass
        assert turned.value.code == 1013
    with client.websocket_connect("/ws") as socket:             # and the place is free again
        socket.send_json({"do": "frame", "id": 1, "of": 2, "week": 0})
        assert socket.receive_json()["kind"] == "failed"


def test_a_page_that_says_too_much_is_heard_slowly(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "BURST", 5.0)
    with client.websocket_connect("/ws") as socket:
        began = time.perf_counter()
        for number in range(30):
            socket.send_json({"do": "frame", "id": number, "of": 2, "week": 0})
        assert {socket.receive_json()["id"] for _ in range(30)} == set(range(30))      # late, but all of them
        assert time.perf_counter() - began > 24 / talk.RATE


def test_nonsense_is_refused_and_the_conversation_goes_on(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        for text in ("[" * 200_000, "9" * 9_000, '{"do": "live", "id": {"a": 1}}', "\ud800", "null", '{"id": 1e999}', "x" * 2_000_001):
            socket.send_text(text)
            told = socket.receive_json()
            assert told["kind"] == "failed" and told["problem"]["code"] in ("OST9001", "OST9002") and isinstance(told["id"], int), text[:30]


def test_clients_take_turns() -> None:
    pool = Pool(1)
    order: list[str] = []
    gate = threading.Event()
    pool.submit("first", lambda memory: gate.wait(10))
    many = [pool.submit("greedy", lambda memory: order.append("greedy")) for _ in range(20)]
    few = [pool.submit("modest", lambda memory: order.append("modest")) for _ in range(2)]
    gate.set()
    for future in (*many, *few):
        future.result(10)
    assert [i for i, who in enumerate(order) if who == "modest"] == [1, 3]
    pool.close()
