"""Page and server mean the same: the page's file is the one that is written from Python, and real answers have the shapes that are told."""

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter, ValidationError
from typing_extensions import get_type_hints, is_typeddict

from ostrakon.web import shapes
from ostrakon.web.app import make_app
from ostrakon.web.guard import LOOPBACK
from ostrakon.web.limits import Limits

ROOT = Path(__file__).parents[2]
BARE: dict[str, Any] = {"regime": "none", "with": [], "set": [], "off": [], "society": "china-2020", "people": 2_000, "days": 60,
                        "seed": 1, "ends": None}
WORLD = {**BARE, "regime": "article-2018", "set": ["channels.social_media.sees.criticism=0.6"]}


def test_the_page_has_what_python_says() -> None:
    maker = runpy.run_path(str(ROOT / "web-app" / "make_protocol.py"))
    assert maker["text"]() == maker["FILE"].read_text(encoding="utf-8"), "run: python web-app/make_protocol.py"


def test_types_are_written_as_typescript_has_them() -> None:
    written = runpy.run_path(str(ROOT / "web-app" / "make_protocol.py"))["written"]
    assert [written(kind) for kind in (list[float | None], dict[str, list[str]], int | float, shapes.Someone, list[shapes.Someone])] == [
        "(number | null)[]", "Record<string, string[]>", "number", "Record<string, unknown> & { id: string }",
        "(Record<string, unknown> & { id: string })[]"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    here = "http://127.0.0.1:8765"
    yield TestClient(make_app(Limits(), 2, frozenset(LOOPBACK)), base_url=here, headers={"origin": here, "host": "127.0.0.1:8765"})


def fits(shape: Any, answer: Any) -> None:
    """Raise ValidationError unless the answer has exactly the keys of the shape, at every depth, with values of its types."""
    TypeAdapter(shape).validate_python(answer, strict=True)
    exact(shape, answer)


def exact(kind: Any, answer: Any) -> None:
    """No key is there that is not told, save in shapes that are open."""
    if is_typeddict(kind) and isinstance(answer, dict):
        told = get_type_hints(kind, include_extras=True)
        assert kind in shapes.OPEN or set(answer) <= set(told), (kind.__name__, set(answer) - set(told))
        for key in set(answer) & set(told):
            exact(told[key], answer[key])
        return
    for inner in get_args(kind):
        if get_origin(kind) is list and isinstance(answer, list):
            for one in answer:
                exact(inner, one)
        elif get_origin(kind) is dict and isinstance(answer, dict):
            for one in answer.values():
                exact(get_args(kind)[1], one)
        elif get_origin(kind) not in (list, dict):
            exact(inner, answer)


@pytest.mark.parametrize(("shape", "path", "body"), [
    (shapes.Hello, "/api/hello", None), (shapes.Checked, "/api/check", {"regime": "article-2018"}),
    (shapes.Checked, "/api/check", {"regime": "ostrakon: regime/1\nruels: 1\n"}), (shapes.Text, "/api/text", {"regime": "none"}),
    (shapes.Completions, "/api/complete", {"text": "upd", "line": 1, "column": 4}), (list[shapes.Knob], "/api/knobs", {"regime": "zhima"}),
    (shapes.Found, "/api/find", {"world": WORLD, "where": "age > 60", "limit": 2}),
    (shapes.Lived, "/api/person", {"world": WORLD, "person": "Guangdong/0/1"}), (shapes.Script, "/api/script", {"worlds": [BARE, WORLD]})])
def test_answers_have_their_shape(client: TestClient, shape: Any, path: str, body: Any) -> None:
    answer = client.get(path) if body is None else client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    fits(shape, answer.json())


def test_what_is_lived_has_its_shape(client: TestClient) -> None:
    asked = {"do": "live", "id": 1, "slot": "s", "worlds": [BARE, WORLD], "outcomes": ["listed", "wrongful_share"],
             "weekly": ["mean_fear"], "by": ["sex"]}
    told = {"results": shapes.Results, "failed": shapes.Failed, "framed": shapes.Framed, "progress": shapes.Progress,
            "cancelled": shapes.Cancelled}
    with client.websocket_connect("/ws") as socket:
        for message, last in ((asked, "results"), ({**asked, "id": 2, "outcomes": ["x"]}, "failed"),
                              ({"do": "frames", "id": 3, "slot": "f", "world": WORLD}, "framed")):
            socket.send_json(message)
            while (answer := socket.receive_json())["kind"] != last:
                fits(told[answer["kind"]], answer)
            fits(told[last], answer)


def test_the_comparison_can_fail() -> None:
    right = {"version": "1", "people": 1}
    good = {"name": "a", "title": "b", "unit": "c", "estimand": "d"}
    fits(shapes.Outcome, good)
    for wrong in (right, {**good, "unit": 3}, {**good, "extra": "e"}):
        with pytest.raises((ValidationError, AssertionError)):
            fits(shapes.Outcome, wrong)
    with pytest.raises(AssertionError):
        fits(list[shapes.Said], [{"heading": "a", "sentences": [], "more": 1}])
