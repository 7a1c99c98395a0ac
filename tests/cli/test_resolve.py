"""``ostrakon resolve`` prints the resolved form alone, and resolving that changes no byte."""

from pathlib import Path

import pytest

from ostrakon.cli import run_command_line
from ostrakon.spec.find import ids, path_of
from ostrakon.spec.load import load_regime, load_society

CASES = Path(__file__).parents[2] / "spec-cases" / "valid"
FILES = [("regime", name) for name in ids("regime")] + [("society", name) for name in ids("society")]
FILES += [("society" if path.stem.startswith("society") else "regime", str(path)) for path in sorted(CASES.glob("*.yaml"))]


def printed(capfdbinary: pytest.CaptureFixture[bytes], sort: str, name: str, *more: str) -> bytes:
    assert run_command_line(["resolve", name, *(["--society"] if sort == "society" else []), *more]) == 0
    out, err = capfdbinary.readouterr()
    assert err == b""
    return out


@pytest.mark.parametrize(("sort", "name"), FILES, ids=lambda word: Path(word).stem)
def test_what_is_printed_is_valid_input_and_resolves_to_the_same_bytes(
    sort: str, name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    first = printed(capfdbinary, sort, name)
    file = tmp_path / "resolved.yaml"
    file.write_bytes(first)
    load = load_society if sort == "society" else load_regime
    assert load(file).data == load(name).data and load(file).provenance == load(name).provenance
    assert printed(capfdbinary, sort, str(file)) == first


def test_defaults_are_written_out_and_overrides_applied(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    out = printed(capfdbinary, "regime", "none", "--set", "scope.share=0.25").decode()
    assert "update: daily\n" in out and "  share: 0.25\n" in out and "burn_in_days: 0\n" in out
    assert "update" not in path_of("regime", "none").read_text(encoding="utf-8")


def test_a_number_that_is_set_loses_its_old_source(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "  share:\n    value: 1.0\n    source: article" in printed(capfdbinary, "regime", "article-2018").decode()
    assert "  share: 0.5\n" in printed(capfdbinary, "regime", "article-2018", "--set", "scope.share=0.5").decode()


@pytest.mark.parametrize("arguments", [
    ["article-2019"], ["missing.yaml"], ["article-2018", "--society"], ["china-2020"], ["none", "--set", "scope.shar=1"],
    ["none", "--set", "scope.share=1", "--set", "scope.share=0"], ["none", "--set", "scope.share=2"],
])
def test_what_cannot_be_resolved_prints_nothing(arguments: list[str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_command_line(["resolve", *arguments]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b"" and b"OST" in err
