"""Who may ask the server: this machine's own pages and nobody else; what its answers forbid a page to do."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ostrakon.web.app import make_app
from ostrakon.web.guard import COOKIE, LOOPBACK, MOST_BODY
from ostrakon.web.limits import Limits

HERE = "http://127.0.0.1:8765"


def client(token: str | None = None, **more: str) -> TestClient:
    return TestClient(make_app(Limits(), 1, frozenset(LOOPBACK), token), base_url=HERE, headers=more)


@pytest.fixture(scope="module")
def open_client() -> Iterator[TestClient]:
    yield client()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765", "", "[::2]:8765"])
def test_a_name_that_is_not_ours_is_refused(open_client: TestClient, host: str) -> None:
    assert open_client.get("/api/hello", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:1"])
def test_our_own_names_are_not(open_client: TestClient, host: str) -> None:
    assert open_client.get("/api/hello", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "file://127.0.0.1:8765"])
def test_another_site_cannot_ask(open_client: TestClient, origin: str) -> None:
    assert open_client.post("/api/check", json={"regime": "none"}, headers={"origin": origin}).status_code == 403
    with pytest.raises(WebSocketDisconnect), open_client.websocket_connect("/ws", headers={"origin": origin, "host": "127.0.0.1:8765"}):
        pass


def test_our_own_page_can_and_a_websocket_says_where_it_comes_from(open_client: TestClient) -> None:
    assert open_client.post("/api/check", json={"regime": "none"}, headers={"origin": HERE}).status_code == 200
    with open_client.websocket_connect("/ws", headers={"origin": HERE, "host": "127.0.0.1:8765"}) as socket:
        socket.send_json({"do": "stop", "slot": "x"})
    with pytest.raises(WebSocketDisconnect), open_client.websocket_connect("/ws", headers={"host": "127.0.0.1:8765"}):
        pass


def test_every_answer_forbids_what_a_page_needs_not(open_client: TestClient) -> None:
    for path in ("/", "/api/hello", "/nothing"):
        headers = open_client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_each_page_has_a_nonce_of_its_own(open_client: TestClient) -> None:
    def nonce() -> str:
        answer = open_client.get("/")
        told = re.search(r"nonce-([\w-]+)'", answer.headers["content-security-policy"])
        assert told and f'content="{told[1]}"' in answer.text
        return told[1]

    assert nonce() != nonce()


@pytest.mark.parametrize("path", ["/..%2f..%2fapp.py", "/../app.py", "/%2e%2e/app.py", "//etc/passwd", "/assets/../../app.py", "/assets"])
def test_no_path_leads_out_of_the_pages(open_client: TestClient, path: str) -> None:
    answer = open_client.get(path)
    assert answer.status_code == 404 and "import" not in answer.text


def test_a_token_is_asked_for_once_and_then_kept() -> None:
    asked = client("secret")
    assert asked.get("/api/hello").status_code == 403
    assert asked.get("/?token=wrong").status_code == 403
    first = asked.get("/?token=secret")
    assert first.status_code == 200
    cookie = first.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=secret") and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert asked.get("/api/hello").status_code == 200          # the client kept it
    assert client("secret", cookie=f"{COOKIE}=other").get("/api/hello").status_code == 403


def test_with_a_token_any_address_of_the_machine_will_do_and_no_other_name() -> None:
    asked = client("secret", cookie=f"{COOKIE}=secret")
    assert [asked.get("/api/hello", headers={"host": host}).status_code for host in ("192.168.1.5:80", "[fe80::1]:80", "evil.example")] == [
        200, 200, 403]
    assert client("secret").get("/api/hello", headers={"host": "192.168.1.5"}).status_code == 403
    assert client().get("/api/hello", headers={"host": "192.168.1.5"}).status_code == 403


def test_a_body_that_is_too_large_is_not_read(open_client: TestClient) -> None:
    assert open_client.post("/api/check", content=b"x" * (MOST_BODY + 1), headers={"content-type": "application/json"}).status_code == 413


def test_a_body_of_unsaid_length_is_not_read_to_its_end(open_client: TestClient) -> None:
    sent = []

    def endless() -> Iterator[bytes]:
        for _ in range(MOST_BODY // 1000 + 100):
            sent.append(1)
            yield b"x" * 1000

    answer = open_client.post("/api/check", content=endless(), headers={"content-type": "application/json"})
    assert "content-length" not in answer.request.headers and answer.status_code == 413


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"regime": "none"', b"\xff\xfe", b'{"regime": "\\ud800"}', b"", b"null", b"9" * 9_000])
def test_a_body_that_is_nonsense_is_refused_in_words(open_client: TestClient, body: bytes) -> None:
    answer = open_client.post("/api/check", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422 and answer.json()["problem"]["code"] == "OST9002" and "Traceback" not in answer.text


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)])
def test_what_a_browser_says_of_the_asker_is_heard(open_client: TestClient, site: str, status: int) -> None:
    assert open_client.get("/api/hello", headers={"sec-fetch-site": site}).status_code == status
    assert open_client.get("/", headers={"sec-fetch-site": site}).status_code == 200        # a link from elsewhere leads here


def test_nobody_can_make_the_server_read_a_file(open_client: TestClient) -> None:
    for source in ("/etc/passwd", "./pyproject.toml", "a/b.yaml", "..", "C:\\x.yaml", "catalog/regimes/none/regime.yaml"):
        diff = f"ostrakon: diff/1\nextends: {source}\n"
        stacked = f"ostrakon: diff/1\nextends: none\nwith: [{source}]\n"
        for body in ({"regime": source}, {"regime": "none", "with": [source]}, {"regime": "none", "society": source}, {"regime": diff},
                     {"regime": stacked}):
            found = open_client.post("/api/text" if "society" not in body else "/api/knobs", json=body)
            assert found.status_code == 422, body
            assert found.json()["problem"]["code"] in ("OST1201", "OST2001", "OST2002", "OST2003"), found.json()
            assert "root:" not in found.text


def test_a_society_or_a_role_is_no_text(open_client: TestClient) -> None:
    """A society's text may name tables of counts, which are files."""
    society = "ostrakon: society/1\nid: x\n" \
        "population: {tables: {regions: /etc/passwd, age_sex: a, education: b, jobs: c, households: d}}\n"
    world = {"regime": "none", "society": society, "people": 10, "days": 10, "seed": 1}
    for path, body in (("/api/knobs", {"regime": "none", "society": society}), ("/api/person", {"world": world, "person": "x/0/0"}),
                       ("/api/person", {"world": {**world, "society": "china-2020"}, "role": "ostrakon: role/1\nid: x\n"}),
                       ("/api/check", {"regime": f"ostrakon: regime/1\nsociety: {society!r}\n"})):
        answer = open_client.post(path, json=body)
        told = answer.json().get("problem") or answer.json()["problems"][0]
        assert told["code"] in ("OST1201", "OST2002", "OST2003", "OST2005"), told
        assert "root:" not in answer.text
