"""``ostrakon new`` writes a file that checks clean, loses nothing, and leaves nothing behind when it is refused."""

import errno
from pathlib import Path
from typing import Any

import pytest

from ostrakon.cli import new as command
from ostrakon.cli import run_command_line
from ostrakon.cli.new import SECTIONS, TEMPLATE, begun
from ostrakon.spec.check import demand
from ostrakon.spec.find import ids, path_of
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.regime import Regime


def said(source: str | Path) -> list[tuple[str, str]]:
    loaded = load_regime(source)
    return [(p.code, p.found) for p in demand(loaded.model, load_society(loaded.model.society).model, loaded.places)]


@pytest.mark.parametrize("name", ids("regime"))
def test_every_entry_can_be_begun_from_without_new_warnings(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "my-regime.yaml"
    assert run_command_line(["new", str(file), "--from", name]) == 0
    assert capsys.readouterr().out == f"{file}: written. Next: ostrakon check {file}\n"
    assert run_command_line(["check", str(file)]) == 0
    assert said(file) == said(name)
    mine, entry = load_regime(file), load_regime(name)
    assert (mine.model.id, mine.model.title) == ("my-regime", f"A variant of {name}")
    assert {**mine.data, "id": 0, "title": 0} == {**entry.data, "id": 0, "title": 0}
    assert mine.provenance == entry.provenance


@pytest.mark.parametrize("name", ids("regime"))
def test_of_the_entry_only_id_and_title_are_changed(name: str) -> None:
    entry = path_of("regime", name).read_text(encoding="utf-8").splitlines()
    mine = begun("my-regime", name).splitlines()
    lost = [line for line in entry if line not in mine]
    assert all(line.startswith(("id:", "title:", "  ")) for line in lost) and len(lost) <= 4, lost


def test_the_template_checks_clean_and_has_every_section_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "Erster_Versuch.yaml"
    assert run_command_line(["new", str(file)]) == 0
    assert load_regime(file).model.id == "erster-versuch"
    assert said(file) == [] and load_regime(file).model.society == "china-2020"
    assert run_command_line(["check", str(file)]) == 0
    text = TEMPLATE.read_text(encoding="utf-8")
    for section in set(SECTIONS) - {"amendments", "burn_in_days", "mechanisms"}:
        assert f"\n{section}:" in text, section


def test_every_number_of_the_template_has_a_status_and_a_range() -> None:
    found = load_regime(TEMPLATE).provenance
    assert found and all(p.status == "assumed" and p.range for p in found.values())


def test_the_header_explains_the_sections_that_are_there() -> None:
    assert set(Regime.model_fields) - {"ostrakon", "id", "title", "summary", "family", "society"} <= set(SECTIONS)
    head = begun("mine", "none").split("ostrakon: regime/1")[0]
    assert "#   scoring " in head and "#   tiers " in head and "#   channels " not in head
    assert "schema/regime.schema.json" in head


def test_a_given_id_is_quoted_where_yaml_needs_it(tmp_path: Path) -> None:
    assert run_command_line(["new", str(tmp_path / "x.yaml"), "--id", "2018"]) == 0
    assert load_regime(tmp_path / "x.yaml").model.id == "2018"


REFUSED = {
    "no suffix": ["my-regime"],
    "another suffix": ["my-regime.json"],
    "no name": [".yaml"],
    "a line break": ["a\nb.yaml"],
    "no such folder": ["nowhere/x.yaml"],
    "a name too long": ["a" * 300 + ".yaml", "--id", "x"],
    "unknown entry": ["x.yaml", "--from", "article-2019"],
    "a path for an entry": ["x.yaml", "--from", "../none"],
    "a society for an entry": ["x.yaml", "--from", "china-2020"],
    "an id with a space": ["x.yaml", "--id", "my regime"],
    "an empty id": ["x.yaml", "--id", ""],
    "a long id": ["x.yaml", "--id", "a" * 61],
    "an id with capitals": ["x.yaml", "--id", "Mine"],
    "an id of the catalogue": ["x.yaml", "--id", "article-2018"],
    "a name that makes no id": ["größe.yaml"],
    "a name that is an id of the catalogue": ["none.yaml"],
}


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_leaves_nothing(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command_line(["new", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("OST") and not printed.out
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_entry_is_answered_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["new", str(tmp_path / "x.yaml"), "--from", "artcle-2018"]) == 2
    assert "did you mean 'article-2018'?" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["file", "folder", "link to nothing"])
def test_nothing_is_overwritten(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    if kind == "file":
        file.write_text("precious")
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(tmp_path / "elsewhere.yaml")
    assert run_command_line(["new", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert kind != "file" or file.read_text() == "precious"


def test_a_file_that_appears_in_the_meantime_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.yaml"
    monkeypatch.setattr(command, "begun", lambda *a: (file.write_text("precious"), begun(*a))[1])
    assert run_command_line(["new", str(file)]) == 2
    assert file.read_text() == "precious"


@pytest.mark.parametrize(("error", "code"), [(OSError(errno.ENOSPC, "No space left on device"), 2), (KeyboardInterrupt(), 130)])
def test_what_cannot_be_written_whole_is_not_there(
    error: BaseException, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Path.open

    def half(self: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        stream = whole(self, mode, *args, **kwargs)
        if mode == "x":
            write = stream.write

            def fails(text: str) -> int:
                write(text[:100])
                raise error

            stream.write = fails
        return stream

    monkeypatch.setattr(Path, "open", half)
    assert run_command_line(["new", str(tmp_path / "mine.yaml")]) == code
    assert list(tmp_path.iterdir()) == []
    assert code != 2 or "No space left on device" in capsys.readouterr().err
