"""The small study, made once per process."""

from pathlib import Path

import pytest

from report.little import make


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder; copy it before changing anything in it."""
    return make(tmp_path_factory.mktemp("little"))
