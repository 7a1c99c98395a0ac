"""Published results that need laws of response, company or allocation: the rows of four publications.

Here lives their order. Never here: a formula, a run or a page. Seven minutes on one quiet core, nearly all of it for the ensembles.
"""

from collections.abc import Callable

import published_daymude
import published_ensign
import published_granovetter
import published_wei
from row import Row

PARTS: tuple[Callable[[], list[Row]], ...] = (published_daymude.rows, published_granovetter.rows, published_wei.rows,
                                              published_ensign.rows)


def rows() -> list[Row]:
    """All rows."""
    return [row for part in PARTS for row in part()]
