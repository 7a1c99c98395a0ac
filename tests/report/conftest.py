"""The small study, made once per process, without report and documents: those have tests of their own."""

from pathlib import Path

import pytest

from ostrakon.report import study as studies
from report.little import make


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Studies are finished without report and documents."""
    monkeypatch.setattr(studies, "write_pages", lambda evidence, folder: None)


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder; copy it before changing anything in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studies, "write_pages", lambda evidence, folder: None)
        return make(tmp_path_factory.mktemp("little"))
