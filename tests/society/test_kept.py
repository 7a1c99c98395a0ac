"""Kept tables are the tables, whatever happens to the file that keeps them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ostrakon.society import BuiltSociety, kept, society_of
from ostrakon.spec.load import load_society
from ostrakon.spec.society import Society


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OSTRAKON_CACHE", str(tmp_path))
    return tmp_path / "societies"


@pytest.fixture(scope="module")
def model() -> Society:
    return load_society("harbour-town").model


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def assert_same(found: BuiltSociety, harbour: BuiltSociety) -> None:
    for name, want in harbour.tables._asdict().items():
        have = getattr(found.tables, name)
        assert type(have) is type(want) and np.array_equal(have, want), name
        assert not isinstance(want, np.ndarray) or (have.dtype == want.dtype and have.flags.c_contiguous and have.flags.writeable), name
    assert (found.kinds, found.strata, found.classes, found.response) == (
        harbour.kinds, harbour.strata, harbour.classes, harbour.response)


def never(model: Society) -> None:
    raise AssertionError("the tables were filled again")


def test_the_second_time_they_come_from_disk(
        folder: Path, model: Society, harbour: BuiltSociety, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(society_of(model), harbour)
    monkeypatch.setattr(kept, "tables_of", never)
    assert_same(society_of(model), harbour)
    assert only(folder).suffix == ".tables", "nothing else is left behind"


@pytest.mark.parametrize("harm", [
    lambda raw: b"", lambda raw: raw[:31], lambda raw: raw[:-1], lambda raw: raw[: len(raw) // 2], lambda raw: raw + b"x",
    lambda raw: raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:], lambda raw: bytes([raw[0] ^ 1]) + raw[1:]],
    ids=["empty", "checksum-cut", "cut", "half", "longer", "one-bit", "checksum-bit"])
def test_a_damaged_file_is_filled_again(folder: Path, model: Society, harbour: BuiltSociety, harm) -> None:
    society_of(model)
    whole = only(folder).read_bytes()
    only(folder).write_bytes(harm(whole))
    assert_same(society_of(model), harbour)
    assert only(folder).read_bytes() == whole, "it is mended"


def test_what_cannot_be_kept_is_built_all_the_same(folder: Path, model: Society, harbour: BuiltSociety) -> None:
    folder.write_text("a file where the folder should be")
    assert_same(society_of(model), harbour)


def test_another_society_has_another_file(folder: Path, model: Society) -> None:
    changed = load_society("harbour-town", ("kinds.fly.rate=9",)).model
    assert kept.key_of(model) == kept.key_of(load_society("harbour-town").model) != kept.key_of(changed)
    rates = [society_of(one).tables.rate for one in (model, changed, model)]
    assert np.array_equal(rates[0], rates[2]) and not np.array_equal(rates[0], rates[1])


def test_the_key_follows_sources_and_numpy(model: Society, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {kept.key_of(model)}
    with monkeypatch.context() as patch:
        patch.setattr(np, "__version__", "0.0")
        keys.add(kept.key_of(model))
    source = tmp_path / "source.py"
    monkeypatch.setattr(kept, "sources", lambda: [source])
    for text in ("one", "two"):
        source.write_text(text)
        keys.add(kept.key_of(model))
    assert len(keys) == 4


def test_only_so_many_are_kept(folder: Path, model: Society, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    for rate in (1, 2, 3):
        society_of(load_society("harbour-town", (f"kinds.fly.rate={rate}",)).model)
    assert len(list(folder.iterdir())) == 2


def imports(file: Path) -> Iterator[Path]:
    """The files of ostrakon that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ostrakon":
            base = kept.PACKAGE.joinpath(*(node.module or "").split(".")[1:])
            for one in (base, *(base / alias.name for alias in node.names)):
                yield from (f for f in (one.with_suffix(".py"), one / "__init__.py") if f.is_file())


def test_the_key_covers_all_code_that_tables_depend_on() -> None:
    found: set[Path] = set()
    todo = [kept.PACKAGE / "society" / "build.py"]
    while todo:
        file = todo.pop()
        if file not in found:
            found.add(file)
            todo += imports(file)
    apart = {kept.PACKAGE / name for name in ("errors.py", "keep.py", "__init__.py")}     # words, a place, names
    assert found - apart <= set(kept.sources())
    assert {f.suffix for f in kept.sources()} == {".py", ".csv"}
