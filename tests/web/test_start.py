"""Starting and ending the server: what is lacking is said, a taken port too, and Ctrl-C ends it at once whatever is under way."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from ostrakon.cli import run_command_line
from ostrakon.cli import serve as command
from ostrakon.errors import OstrakonError
from ostrakon.web import start
from ostrakon.web.limits import Limits

WORLD: dict[str, Any] = {"regime": "article-2018", "with": [], "set": [], "off": [], "society": "china-2020",
                         "people": 2_000_000, "days": 3_000, "seed": 1, "ends": None}


def begin(*words: str) -> tuple[subprocess.Popen[str], str]:
    """(a server, its address)."""
    started = subprocess.Popen([sys.executable, "-m", "ostrakon", "serve", "--port", "0", "--no-open", "--workers", "1", *words],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert started.stdout is not None
    found = next((found[0] for line in started.stdout if (found := re.search(r"http://\S+", line))), "")
    return started, found


@pytest.fixture
def busy() -> Iterator[socket.socket]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken


def test_ctrl_c_ends_it_at_once_while_much_is_lived() -> None:
    server, address = begin()
    with server:
        address = address.rstrip("/")
        with connect(address.replace("http", "ws", 1) + "/ws", origin=address) as talk:     # type: ignore[arg-type]
            asked = {"do": "live", "id": 1, "slot": "a", "worlds": [WORLD], "outcomes": ["listed"], "coarse": False}
            talk.send(json.dumps(asked))
            talk.send(json.dumps({"do": "frames", "id": 2, "slot": "b", "world": {**WORLD, "people": 200_000, "days": 700}}))
            assert json.loads(talk.recv(120))["kind"] == "progress"
            began = time.monotonic()
            server.send_signal(signal.SIGINT)
            try:
                _, said = server.communicate(timeout=60)
            finally:
                server.kill()
        assert server.returncode == 0, said
        assert "Traceback" not in said
        assert time.monotonic() - began < 45        # one community of 8,192 people for 3,000 days, on a busy machine


def test_another_address_has_a_token_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("uvicorn")
    monkeypatch.setattr(start, "warm", lambda: None)
    said: list[str] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda *a, **k: None)
    start.serve("0.0.0.0", 0, Limits(), 1, said.append, False)
    start.serve("127.0.0.1", 0, Limits(), 1, said.append, False)
    assert re.search(rf"//{re.escape(socket.gethostname())}:\d+/\?token=[\w-]{{30,}}$", said[0])
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", said[1])


def test_a_port_that_is_taken_is_said(busy: socket.socket) -> None:
    with pytest.raises(OstrakonError) as refused:
        start.bound("127.0.0.1", busy.getsockname()[1])
    assert refused.value.problems[0].code == "OST9004" and "--port" in refused.value.problems[0].remedy


def test_pages_that_are_not_built_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(start, "STATIC", tmp_path)
    with pytest.raises(OstrakonError) as refused:
        start.serve("127.0.0.1", 0, Limits(), 1, print, False)
    assert refused.value.problems[0].code == "OST9003" and "make serve" in refused.value.problems[0].remedy


def test_an_extra_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "NEEDED", ("fastapi", "no_such_package"))
    assert run_command_line(["serve"]) == 2
    said = capsys.readouterr().err
    assert "OST7401" in said and "ostrakon[web]" in said and "no_such_package" in said


@pytest.mark.parametrize("words", [["--port", "70000"], ["--port", "x"], ["--people-limit", "0"], ["--workers", "0"]])
def test_wrong_options_are_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["serve", *words]) == 2
    assert "OST8001" in capsys.readouterr().err
