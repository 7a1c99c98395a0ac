"""What the page is told: the catalogue, checks at their place, knobs, completions, people."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ostrakon.errors import OstrakonError
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime
from ostrakon.web.app import make_app
from ostrakon.web.complete import complete
from ostrakon.web.guard import LOOPBACK
from ostrakon.web.limits import Limits

WORLD: dict[str, Any] = {"regime": "article-2018", "with": [], "set": ["channels.social_media.sees.criticism=0.6"], "off": [],
                         "society": "china-2020", "people": 4_000, "days": 120, "seed": 1, "ends": None}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    yield TestClient(make_app(Limits(), 2, frozenset(LOOPBACK)), base_url="http://127.0.0.1:8765")


def asked(client: TestClient, path: str, body: Any) -> Any:
    answer = client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_hello_names_what_there_is(client: TestClient) -> None:
    told = client.get("/api/hello").json()
    assert "article-2018" in {one["id"] for one in told["regimes"]} and "none" in {one["id"] for one in told["regimes"]}
    assert {one["id"] for one in told["roles"]} >= {"model-customer", "blacklisted-journalist"}
    assert "wrongly_listed" in {one["name"] for one in told["outcomes"]} and "mean_fear" in {one["name"] for one in told["weekly"]}
    assert told["limits"]["arms"] == 4 and "sex" in told["attributes"]["china-2020"]


def test_a_check_says_what_a_regime_says(client: TestClient) -> None:
    told = asked(client, "/api/check", {"regime": "article-2018"})
    assert told["problems"] == [] and told["title"]
    assert {"What it sees", "The way back"} <= {part["heading"] for part in told["says"]}
    assert any(m["id"] == "A07" and m["switch"] for m in told["mechanisms"])


def test_forty_mistakes_are_forty_problems_each_at_its_line(client: TestClient) -> None:
    text = dump(load_regime("article-2018"))
    lines = text.split("\n")
    wrong = []
    for number in range(lines.index("rules:") + 1, len(lines)):
        if len(wrong) < 40 and re.match(r"    [a-z_]+:", lines[number]):           # a key of a rule
            lines[number] = lines[number].replace(":", "x:", 1)
            wrong.append(number + 1)
    assert len(wrong) == 40
    told = asked(client, "/api/check", {"regime": "\n".join(lines)})
    at = {problem["line"] for problem in told["problems"] if problem["code"] == "OST2001"}
    assert set(wrong) <= at and told["says"] == []
    nearest = {problem["nearest"] for problem in told["problems"] if problem["code"] == "OST2001"}
    assert nearest & {"points", "kind", "dimension"}


def test_a_change_that_leads_nowhere_names_the_right_one(client: TestClient) -> None:
    told = asked(client, "/api/check", {"regime": "article-2018", "set": ["rules.jaywalkin.points=-5"]})
    assert told["problems"][0]["code"] == "OST1203" and told["problems"][0]["nearest"] and told["problems"][0]["where"] == "set"


def test_knobs_are_where_their_paths_say(client: TestClient) -> None:
    told = asked(client, "/api/knobs", {"regime": "article-2018"})
    status = {one["path"]: one["status"] for one in told}
    assert set(status.values()) <= {"documented", "reported", "claimed", "disputed", "assumed", "unstated"}
    # what the file assumes it says; what it is silent on is nobody's claim, not even an assumption
    assert status["lists.blacklist.below"] == "assumed" and status["tiers.0.hysteresis"] == "unstated"
    for one in told[:40] + told[-10:]:
        assert one["low"] <= one["value"] <= one["high"] and one["step"] > 0, one
        turned = asked(client, "/api/check", {"regime": "article-2018", "set": [f"{one['path']}={one['value']}"]})
        assert turned["problems"] == [], (one, turned["problems"])


def test_completion_knows_keys_kinds_and_words() -> None:
    text = dump(load_regime("article-2018")).split("\n")
    rules = next(i for i, line in enumerate(text) if line == "rules:")
    begun = [*text[:rules + 1], "  mine:", "    "]
    labels = [one["label"] for one in complete("\n".join(begun), len(begun), 5)["options"]]
    assert {"kind: ", "points: ", "repetition: "} <= set(labels)
    begun[-1] = "    kind: jay"
    found = complete("\n".join(begun), len(begun), len(begun[-1]) + 1)
    assert found["from"] == 11 and "jaywalking" in {one["label"] for one in found["options"]}
    begun[-1] = "    channels: "
    assert "street_camera" in {one["label"] for one in complete("\n".join(begun), len(begun), len(begun[-1]) + 1)["options"]}
    assert {"daily", "monthly"} == {one["label"] for one in complete("update: ", 1, 9)["options"]}
    diff = ["ostrakon: diff/1", "extends: article-2018", "set:", "  rules.jaywalking.points: -9", "  lists.blackl"]
    told = complete("\n".join(diff), 5, len(diff[-1]) + 1)
    below = {one["label"]: one["detail"] for one in told["options"]}
    assert told["from"] == 3 and below["lists.blacklist.below: "] == "524" and below["update: "] == '"daily"'
    assert "lists.blacklist: " not in below and "rules.jaywalking.points: " not in below          # holds others; stands there already
    diff[-1] = "  update: "
    assert {"daily", "monthly"} == {one["label"] for one in complete("\n".join(diff), 5, len(diff[-1]) + 1)["options"]}
    diff[2:] = ["remove:", "  - rules.jay"]
    told = complete("\n".join(diff), 4, len(diff[-1]) + 1)
    assert told["from"] == 5 and "rules.jaywalking" in {one["label"] for one in told["options"]}
    assert complete("", 1, 1)["options"] and complete("\x00: [", 9, 9)["from"] >= 1


def test_people_are_found_and_followed(client: TestClient) -> None:
    found = asked(client, "/api/find", {"world": WORLD, "where": "listed_wrongly", "limit": 3})
    assert found["count"] >= 1 and found["of"] == 4_000
    told = asked(client, "/api/person", {"world": WORLD, "person": found["people"][0]["id"]})
    assert told["life"]["person"]["id"] == found["people"][0]["id"]
    assert len(told["life"]["sentences"]) == len(told["life"]["marks"]) == len(told["life"]["quiet"])
    assert any(mark["what"] == "listed" for mark in told["life"]["marks"])
    assert not any(mark["what"] == "listed" for mark in told["without"]["marks"]) and told["parted"]["day"] >= 0


def test_a_question_is_given_up_when_its_page_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page goes while a society is asked: that ends at the next community, nothing of it is kept, and the next question is answered."""
    ended: list[str] = []

    def endless(*_: Any, progress: Callable[[int, int], None], **__: Any) -> None:
        try:
            for done in range(400):
                progress(done, 400)
                time.sleep(0.05)
        except OstrakonError as error:
            ended.append(error.problems[0].code)
            raise

    app = make_app(Limits(), 2, frozenset(LOOPBACK))
    asks = {"world": {**WORLD, "people": 2_000}, "where": "listed_wrongly", "limit": 1}
    body = json.dumps(asks).encode()
    messages = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = {"host": "127.0.0.1:8765", "content-type": "application/json", "content-length": str(len(body))}
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http", "path": "/api/find",
             "raw_path": b"/api/find", "query_string": b"", "root_path": "", "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8765),
             "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}
    with monkeypatch.context() as patched:
        patched.setattr("ostrakon.web.people.find", endless)
        asyncio.run(app(scope, receive, send))
    assert ended == ["OST9001"]
    assert asked(TestClient(app, base_url="http://127.0.0.1:8765"), "/api/find", asks)["of"] == 2_000


@pytest.mark.parametrize(("path", "body", "code"), [
    ("/api/person", {"world": WORLD, "person": "Atlantis/1/1"}, "OST7101"),
    ("/api/person", {"world": WORLD, "role": "nobody"}, "OST1201"),
    ("/api/find", {"world": WORLD, "where": "rich and famous"}, "OST7102"),
    ("/api/find", {"world": {**WORLD, "people": 10**10}, "where": "listed"}, "OST9001"),
    ("/api/find", {"world": {**WORLD, "days": 0}, "where": "listed"}, "OST9001"),
    ("/api/find", {"world": {**WORLD, "mood": 1}, "where": "listed"}, "OST9002"),
    ("/api/find", {"world": {**WORLD, "people": -1}, "where": "listed"}, "OST9002"),
    ("/api/check", {}, "OST9002"),
    ("/api/check", {"regime": "x" * 500_000}, "OST9002"),
    ("/api/text", {"regime": "artikle-2018"}, "OST1201"),
])
def test_each_refusal_is_a_problem_in_words(client: TestClient, path: str, body: Any, code: str) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 422
    problem = answer.json()["problem"]
    assert problem["code"] == code and problem["title"] and "Traceback" not in answer.text
