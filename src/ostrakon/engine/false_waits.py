"""False records that would come too often, because their waits are kept in whole ticks: refused before anybody lives.

Here lives how far the kernel's waits are off, by the size of a community. Never here: a rate, or a wait that is drawn.

The mean wait of a community's false-record candidates is kept as a whole number of sixteenths of a tick, rounded down, and each wait as a
whole number of ticks, the nearest. Of an exponential wait with mean m the nearest whole number has the mean 1 / (2 sinh(1 / (2 m))).
"""

import math
from collections.abc import Iterable

from ostrakon.errors import OstrakonError
from ostrakon.program import Program
from ostrakon.spec.fit import Places

SUBTICK, UNIT = 16, 65536           # of a tick, and of that again: the unit of SocietyTables.false_wait
MOST = 0.01                         # how much too often is let pass, as with chances (OST4002)


def excess(false_wait: int, people: int) -> float:
    """How much too often false-record candidates come to a community of so many people: 0.01 is one in a hundred.

    >>> round(excess(365 * 1024 * 16 * 65536, 8192), 6), round(excess(365 * 1024 * 16 * 65536 // 100, 8192), 2)
    (2e-05, 0.29)
    """
    exact = false_wait / (UNIT * SUBTICK * people)
    kept = max(1, false_wait // (UNIT * people)) / SUBTICK
    return exact * 2 * math.sinh(1 / (2 * kept)) - 1


def demand(program: Program, sizes: Iterable[int], places: Places | None = None) -> None:
    """Raise OST4005 when some channel makes false records and they would come over 1 percent too often in a community of these sizes.

    places: those of the society, for the message.
    """
    if not any(phase.tables.false_on.any() for phase in program.phases):
        return
    wait = int(program.society.tables.false_wait)
    found = sorted(sizes)
    worst = max(found, key=lambda people: excess(wait, people), default=0)
    if not worst or (much := excess(wait, worst)) <= MOST:
        return
    ceiling = program.society.false_ceiling
    # with so many people the mean is the least that is never off by more, whatever it is rounded from
    most = wait // (UNIT * _least())
    raise OstrakonError((places or Places()).problem(
        "OST4005", ("false_ceiling",), f"false_ceiling is {ceiling:g}, and in a community of {worst:,} people they would come "
        f"{100 * much:.2g} percent too often", allowed=f"{100 * MOST:g} percent",
        remedy=f"take a false_ceiling of at most {math.floor(100 * ceiling * most / found[-1]) / 100:g}, or communities of at most "
               f"{most:,} people"))


def _least() -> int:
    """The least mean in sixteenths of a tick from which on no community is off by more."""
    return next(n for n in range(1, 1000) if excess((n + 1) * UNIT - 1, 1) <= MOST)
