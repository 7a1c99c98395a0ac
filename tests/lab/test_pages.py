"""The page on Python and the example: what they say runs."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


def test_the_examples_of_the_page_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    found = blocks(ROOT / "docs" / "python.md")
    assert len(found) >= 6
    for block in found:
        exec(compile(block, "docs/python.md", "exec"), names)
    assert (tmp_path / "a-run" / "summary.json").is_file() and "life" in names


def test_the_examples_of_the_page_on_experiments_run_with_fewer_people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                                       capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    found = blocks(ROOT / "docs" / "experiments.md")
    assert len(found) >= 3
    for block in found:
        fewer, n = re.subn(r"people=[\d_]+", "people=600", block)
        assert n
        exec(compile(fewer, "docs/experiments.md", "exec"), {})
        assert len(capsys.readouterr().out.splitlines()) > 2
    assert (tmp_path / "runs" / "one-more" / "summary.json").is_file()


def test_the_example_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("first_look", ROOT / "examples" / "first_look.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(tmp_path, 3000)
    printed = capsys.readouterr().out
    assert "Under none instead of article-2018:" in printed and "q1:" in printed
    assert {p.name for p in tmp_path.iterdir()} == {"run", "changes", "weekly.svg", "rights.svg", "changes.svg"}
