"""Which tests stay together when pytest-xdist shares them out (``--dist loadgroup``): those that share what is made once.

A file is a group, and so is a folder of ``TOGETHER``, whose files read the same runs, studies or tables. Without this every worker makes
all of them.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOGETHER = ("report", "results/charts", "lab", "society", "web")


def group_of(path: Path) -> str:
    """The group of a test file."""
    inside = path.relative_to(HERE).as_posix()
    return next((folder for folder in TOGETHER if inside.startswith(f"{folder}/")), inside)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test with its group, before xdist reads the marks."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group(group_of(item.path)))
