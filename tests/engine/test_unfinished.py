"""The working folder: who may work there, and what it refuses."""

from pathlib import Path

import pytest

from engine.durable import work_in
from ostrakon.engine import unfinished
from ostrakon.errors import OstrakonError


def test_another_version_or_other_code_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work_in(tmp_path).close()
    with pytest.raises(OstrakonError, match=r"OST6002 .*begun with ostrakon 1, and this is 2[\s\S]*go on with ostrakon 1"):
        unfinished.reopen(tmp_path, "2")
    monkeypatch.setattr(unfinished, "code_digest", lambda: "other")
    with pytest.raises(OstrakonError, match=r"OST6002 .*code of the kernel .* and this is other"):
        unfinished.reopen(tmp_path, "1")


def test_an_edit_of_what_counts_depend_on_is_other_code(tmp_path: Path) -> None:
    for name in ("kernel/day.py", *(f"engine/{one}" for one in unfinished.CODE)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    was = unfinished.code_digest(tmp_path)
    (tmp_path / "kernel/day.py").write_text("x = 2\n")
    assert unfinished.code_digest(tmp_path) != was


@pytest.mark.parametrize("how", ["cut", "altered", "no object", "no checksum"])
def test_what_was_asked_is_never_read_damaged(tmp_path: Path, how: str) -> None:
    with unfinished.begin(tmp_path, {"version": "1", "code": unfinished.code_digest(), "seed": 11}):
        pass
    file = tmp_path / unfinished.ASKED
    text = file.read_text()
    file.write_text({"cut": text[:40], "altered": text.replace("11", "12"), "no object": "[]", "no checksum": "{}"}[how])
    with pytest.raises(OstrakonError, match="OST6003"):
        unfinished.reopen(tmp_path, "1")


def test_a_folder_of_another_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(unfinished, "FORMAT", "ostrakon unfinished/9")
        work_in(tmp_path).close()
    with pytest.raises(OstrakonError, match=r"OST6002 .*unfinished/9"):
        unfinished.reopen(tmp_path, "1")


def test_only_one_process_works_in_a_folder(tmp_path: Path) -> None:
    with work_in(tmp_path):
        for attempt in (lambda: unfinished.reopen(tmp_path, "1"), lambda: unfinished.begin(tmp_path, {})):
            with pytest.raises(OstrakonError, match="OST6004"):
                attempt()
    unfinished.reopen(tmp_path, "1").close()


def test_who_waited_for_a_folder_that_was_taken_away_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lock would be on a file that has no name any more."""
    work = work_in(tmp_path / "run.unfinished")
    real = unfinished.fcntl.flock

    def late(file: int, how: int) -> None:
        work.remove()
        real(file, how)

    monkeypatch.setattr(unfinished.fcntl, "flock", late)
    with pytest.raises(OstrakonError, match="OST6004"):
        unfinished.reopen(tmp_path / "run.unfinished", "1")


def test_an_unfinished_run_is_not_begun_over_but_what_a_killed_beginning_left_is(tmp_path: Path) -> None:
    (tmp_path / "replicate-1.checkpoint").write_bytes(b"of nobody")
    work_in(tmp_path).close()
    assert not (tmp_path / "replicate-1.checkpoint").exists()
    with pytest.raises(OstrakonError, match="OST6002"):
        unfinished.begin(tmp_path, {})
    unfinished.reopen(tmp_path, "1").close()
