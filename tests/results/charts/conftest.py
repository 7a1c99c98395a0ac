"""A small study lived once: a run, a comparison, an ablation, a sensitivity analysis and an abolition."""

import json
from pathlib import Path
from typing import Any

import pytest

from ostrakon.cli import run_command_line

# Much is seen, so that even few people are listed and afraid within weeks.
SEEN = ["--set", "channels.social_media.sees.criticism=0.6"]
SMALL = ["--people", "2000", "--seed", "1"]
COMMANDS = {
    "run": ["run", "article-2018", *SMALL, "--days", "200", *SEEN],
    "changes": ["compare", "article-2018", "none", "--off", "A07", *SMALL, "--days", "200"],
    "why": ["ablate", "article-2018", "--parts", "errors,spillover", *SMALL, "--days", "90", *SEEN, "--yes"],
    "unknown": ["sensitivity", "article-2018", *SMALL, "--days", "90", "--only", "channels.social_media.sees.criticism", "--yes"],
    "lasting": ["abolish", "article-2018", *SMALL, "--on", "70", "--after", "70", *SEEN, "--yes"],
}
FILES = {"run": "summary.json", "changes": "comparison.json", "why": "ablation.json", "unknown": "sensitivity.json",
         "lasting": "abolition.json"}


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("study")
    for part, command in COMMANDS.items():
        assert run_command_line([*command, "--out", str(root / part)]) == 0
    return root


@pytest.fixture
def parts(study: Path) -> dict[str, Any]:
    """Read anew for each test, which may spoil it."""
    return {part: json.loads((study / part / file).read_text()) for part, file in FILES.items()}
