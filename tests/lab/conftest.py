"""Small worlds in which something happens within weeks."""

from typing import Any

import pytest

import ostrakon as ok

SEEN = "channels.social_media.sees.criticism=0.6"


@pytest.fixture(scope="session")
def run() -> Any:
    return ok.run("article-2018", people=3000, days=120, seed=1, set=SEEN, by="sex+minority", workers=2)
