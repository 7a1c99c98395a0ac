"""What is handed over: a script that comes to the same numbers, and a study's folder that stands by itself."""

import ast
import contextlib
import io
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime
from ostrakon.web import studies
from ostrakon.web.app import make_app
from ostrakon.web.guard import LOOPBACK
from ostrakon.web.limits import Limits
from ostrakon.web.script import literal

SIZE: dict[str, Any] = {"society": "china-2020", "people": 3_000, "days": 90, "seed": 5, "ends": None}
NONE: dict[str, Any] = {"regime": "none", "with": [], "set": [], "off": [], **SIZE}
TURNED: dict[str, Any] = {**NONE, "regime": "article-2018", "off": ["A07"],
                          "set": ["channels.social_media.sees.criticism=0.6", "rules.jaywalking.points=-30"]}
OWN: dict[str, Any] = {**NONE, "regime": dump(load_regime("article-2018"))}
MILDER = 'ostrakon: diff/1\nid: mine\ntitle: "A \\"quoted\\" \'title\'"\nextends: article-2018\nset:\n  rules.jaywalking.points: -7\n'
OVER: dict[str, Any] = {**TURNED, "with": [MILDER], "set": []}
NAMES = ["records", "chilled", "points_lost", "listed"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    here = "http://127.0.0.1:8765"
    with TestClient(make_app(Limits(people=20_000), 2, frozenset(LOOPBACK)), base_url=here, headers={"origin": here}) as found:
        yield found


def lived(client: TestClient, worlds: list[Any], **more: Any) -> Any:
    with client.websocket_connect("/ws", headers={"host": "127.0.0.1:8765"}) as socket:
        socket.send_json({"do": "live", "id": 1, "slot": "s", "worlds": worlds, "outcomes": NAMES, "coarse": False, **more})
        while (told := socket.receive_json())["kind"] != "results":
            assert told["kind"] == "progress", told
        return told


def carried_out(client: TestClient, asked: Any) -> tuple[dict[str, Any], str]:
    """(the names that the script leaves, what it printed)."""
    answer = client.post("/api/script", json=asked)
    assert answer.status_code == 200, answer.text
    space: dict[str, Any] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(answer.json()["text"], "script", "exec"), space)
    return space, printed.getvalue()


@pytest.mark.parametrize("worlds", [[NONE, TURNED], [TURNED], [OWN, OVER, NONE],
                                    [{**one, "set": [*one["set"], "society.kinds.criticism.rate=3"]} for one in (NONE, TURNED)]])
def test_the_script_comes_to_the_same_numbers(client: TestClient, worlds: list[Any]) -> None:
    told = lived(client, worlds, by=["sex"], weekly=["mean_fear"])
    space, printed = carried_out(client, {"worlds": worlds, "title": "x", "outcomes": NAMES, "by": ["sex"], "weekly": ["mean_fear"]})
    for number, one in enumerate(told["worlds"], 1):
        run = space[f"run_{number}"]
        assert run.digest == one["digest"]
        assert {name: run.result["outcomes"][name]["value"] for name in NAMES} == {name: one["outcomes"][name]["value"] for name in NAMES}
    for variant, differences in enumerate(told["differences"]):
        for name in NAMES:
            gap = space["compared"].result["outcomes"][name]["differences"][variant]
            assert [gap[key] for key in ("value", "low", "high")] == [differences[name][key] for key in ("value", "low", "high")]
    assert "by sex" in printed and str(told["worlds"][0]["weekly"]["mean_fear"]["value"]) in printed


def test_a_regime_that_ends_is_written_too(client: TestClient) -> None:
    told = lived(client, [TURNED, {**TURNED, "ends": 60}])
    space, _ = carried_out(client, {"worlds": [TURNED, {**TURNED, "ends": 60}]})
    assert space["run_2"].digest == told["worlds"][1]["digest"] != told["worlds"][0]["digest"]
    assert "compared" not in space          # a comparison has no such world


def test_nothing_that_is_sent_becomes_code(client: TestClient) -> None:
    bad = '"""\nimport os; os.abort()\n"""'
    title = "harmless\nimport os\rimport sys\x0cimport re\u2028import io"
    own = dump(load_regime("article-2018")).replace("title: ", "# " + bad.replace("\n", "\n# ") + "\ntitle: ", 1)
    answer = client.post("/api/script", json={"worlds": [{**OWN, "regime": own}], "title": title})
    tree = ast.parse(answer.json()["text"])
    assert {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names} == {"ostrakon"}


@pytest.mark.parametrize("text", ["a", "a\nb", 'x"""\ny', "back\\slash\n\\", 'ends"\nwith"', "\n", "tab\there\n", "\x00\n", "'''\n",
                                  "a\r\nb", '\n""""'])
def test_a_literal_is_its_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


def finished(client: TestClient, job: str) -> Any:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        told = client.get(f"/api/study/{job}").json()
        if told["ready"] or told["problem"]:
            return told
        assert told["bytes"] is None and 0 <= told["done"] <= told["of"]
        assert client.get(f"/api/study/{job}.zip").json()["problem"]["code"] == "OST9005"
        time.sleep(0.2)
    raise AssertionError("it takes too long")


def test_a_study_is_saved_whole(client: TestClient) -> None:
    begun = client.post("/api/study", json={"worlds": [NONE, OVER, OWN, TURNED], "title": "Who is\nlisted"})
    assert begun.status_code == 200, begun.text
    told = finished(client, begun.json()["job"])
    assert told["ready"] and told["done"] == told["of"] == 2 and told["problem"] is None
    answer = client.get(f"/api/study/{told['job']}.zip")
    assert answer.headers["content-type"] == "application/zip" and len(answer.content) == told["bytes"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = set(packed.namelist())
        assert packed.testzip() is None
        plan = packed.read("ostrakon-study/study.yaml").decode()
        summary = packed.read("ostrakon-study/run/summary.json").decode()
    assert {f"ostrakon-study/{name}" for name in ("report.html", "checksums.txt", "run/summary.json", "changes/comparison.json")} <= names
    assert "title: Who is listed" in plan and "regime: article-2018" in plan and "- none" in plan
    assert lived(client, [NONE, OVER, OWN, TURNED])["worlds"][1]["digest"] in summary        # the study is of the first that is some regime


def test_a_study_is_stopped_at_once_and_leaves_nothing(client: TestClient) -> None:
    job = client.post("/api/study", json={"worlds": [{**TURNED, "people": 20_000, "days": 3_000}]}).json()["job"]
    until = time.monotonic() + 60
    while not client.app.app.state.studies._jobs[job].process and time.monotonic() < until:     # type: ignore[attr-defined]
        time.sleep(0.05)
    folder = client.app.app.state.studies._jobs[job].folder.parent                              # type: ignore[attr-defined]
    assert folder.exists()
    told = client.post(f"/api/study/{job}/stop", json={}).json()
    assert told["problem"]["code"] == "OST9006" and not told["ready"]
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not folder.exists()


def test_a_study_that_cannot_be_is_refused_before_it_begins(client: TestClient) -> None:
    for asked, code in (({"worlds": [TURNED, {**TURNED, "ends": 60}]}, "OST9002"), ({"worlds": [{**TURNED, "people": 10**9}]}, "OST9001"),
                        ({"worlds": []}, "OST9002"), ({"worlds": [NONE] * 5}, "OST9001"),
                        ({"worlds": [{**TURNED, "set": ["rules.nothing.points=1"]}]}, "OST1203")):
        answer = client.post("/api/study", json=asked)
        assert answer.status_code == 422 and answer.json()["problem"]["code"] == code, (asked, answer.text)
    for path in ("/api/study/none", "/api/study/..", "/api/study/none.zip"):
        assert client.get(path).status_code in (404, 422)


def test_only_so_many_studies_wait(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studies, "MOST_WAITING", 1)
    asked = {"worlds": [{**TURNED, "people": 20_000, "days": 3_000}]}
    job = client.post("/api/study", json=asked).json()["job"]
    assert client.post("/api/study", json=asked).json()["problem"]["code"] == "OST9001"
    client.post(f"/api/study/{job}/stop", json={})


def test_a_study_that_takes_too_long_is_ended(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studies, "LONGEST", 0.5)
    job = client.post("/api/study", json={"worlds": [{**TURNED, "people": 20_000, "days": 3_000}]}).json()["job"]
    told = finished(client, job)
    assert told["problem"]["code"] == "OST9006" and "minutes" in told["problem"]["reason"]
