"""The house holds: imports point one way, and the pages name only what exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "ostrakon"

# A part may import from lower rungs and from itself; parts on one rung do not know each other.
LADDER = (
    ("errors", "vocabulary", "keep"),
    ("numbers",),
    ("spec",),
    ("catalog",),
    ("society", "mechanisms"),
    ("program",),
    ("kernel",),
    ("engine",),
    ("results",),
    ("measures", "lives"),
    ("experiments", "notebook"),
    ("lab", "report"),
    ("web",),
    ("cli",),
    ("__init__", "__main__"),
)
RUNG = {part: number for number, rung in enumerate(LADDER) for part in rung}
MOST_LINES, MOST_COLUMNS = 350, 140


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST, file: Path) -> Iterator[tuple[str, int]]:
    """Every module that is imported anywhere in the file, inside functions too: (dotted name, line)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            module = node.module or ""
            yield from ((f"{module}.{alias.name}" if module == "ostrakon" else module, node.lineno) for alias in node.names)


def wrong_imports(file: Path, tree: ast.AST) -> list[str]:
    """Imports of ostrakon that do not point down."""
    here = part_of(file)
    found = []
    for name, line in imported(tree, file):
        parts = name.split(".")
        if parts[0] != "ostrakon" or len(parts) == 1 or parts[1] in (here, "__version__"):
            continue
        if parts[1] not in RUNG or RUNG[parts[1]] >= RUNG[here]:
            found.append(f"{file.relative_to(ROOT)}:{line}: {here} imports {name}")
    return found


SOURCES = sorted(PACKAGE.rglob("*.py"))


def test_every_part_has_a_rung() -> None:
    assert {part_of(file) for file in SOURCES} <= set(RUNG)


def test_imports_point_one_way() -> None:
    assert not [wrong for file in SOURCES for wrong in wrong_imports(file, ast.parse(file.read_text(encoding="utf-8")))]


def test_the_import_check_can_fail() -> None:
    tree = ast.parse("def f():\n    from ostrakon.engine import simulate\n")
    assert wrong_imports(PACKAGE / "spec" / "x.py", tree) == ["src/ostrakon/spec/x.py:2: spec imports ostrakon.engine"]


def test_only_the_kernel_knows_numba() -> None:
    outside = [file for file in SOURCES if part_of(file) != "kernel"]
    assert not [
        f"{file.name}:{line}"
        for file in outside
        for name, line in imported(ast.parse(file.read_text(encoding="utf-8")), file)
        if name.split(".")[0] in ("numba", "llvmlite")
    ]


def test_files_are_short_and_say_what_they_hold() -> None:
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= MOST_LINES, f"{file.relative_to(ROOT)} is too long"
        assert max(map(len, text.splitlines()), default=0) <= MOST_COLUMNS, f"{file.relative_to(ROOT)} has a line that is too long"
        assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{file.relative_to(ROOT)} does not say what it holds"


def pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def named_paths(page: Path) -> Iterator[str]:
    """Paths that a page names: targets of links, and words in backticks that begin with a folder of the repository."""
    text = page.read_text(encoding="utf-8")
    tops = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")}
    parts = {p.name for p in PACKAGE.iterdir() if p.is_dir()}
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target and not target.startswith("mailto:"):
            yield target
    for word in re.findall(r"`([\w./-]+)`", text):
        first = word.split("/")[0]
        if "/" in word and first in tops | parts and first != "runs":
            yield word


def exists(page: Path, name: str) -> bool:
    return any((base / name).exists() for base in (ROOT, page.parent, PACKAGE))


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_name_only_existing_paths(page: Path) -> None:
    assert not [name for name in named_paths(page) if not exists(page, name)]


def commands(page: Path) -> Iterator[list[str]]:
    """Lines of code blocks that call make or ostrakon."""
    for block in re.findall(r"```(?:sh|console|bash)?\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            words = line.strip().removeprefix("$ ").removeprefix(".venv/bin/").split("#")[0].split()
            if words and words[0] in ("make", "ostrakon"):
                yield words


def targets() -> set[str]:
    return set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_name_only_existing_commands(page: Path) -> None:
    from ostrakon.cli import app

    known = {command.name for command in app.registered_commands}
    for words in commands(page):
        if words[0] == "make":
            assert set(words[1:]) <= targets(), f"{page.name}: {' '.join(words)}"
        else:
            assert words[1] in known, f"{page.name}: {' '.join(words)}"
