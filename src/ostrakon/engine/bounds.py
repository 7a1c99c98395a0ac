"""What may be asked of a run, and how a refusal is worded. Never here: what a regime may say."""

import os
import re
from collections.abc import Iterable
from datetime import date

from ostrakon.errors import fail
from ostrakon.spec.load import LoadedRegime
from ostrakon.vocabulary import OFF, nearest

MOST_PEOPLE = 10**10
MOST_DAYS = 36_525
MOST_REPLICATES = 1000
MOST_WORKERS = 1024
SEEDS = 2**64
WHOLE = re.compile(r"-?[0-9]{1,40}\Z", re.ASCII)


def processors() -> int:
    """Processors that this process may use; where the system does not say, all of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def between(name: str, value: int, least: int, most: int) -> int:
    """The value, or OST8001 that names the option and what it allows."""
    if not least <= value <= most:
        fail("OST8001", f"{name} is {value:,}", allowed=f"a whole number from {least:,} to {most:,}")
    return value


def whole(name: str, text: str, least: int, most: int) -> int:
    """The whole number that a text is, as a file would read it, or OST8001 that names the option and what it allows."""
    if not WHOLE.match(text):
        allowed = f"a whole number from {least:,} to {most:,}"
        fail("OST8001", f"{name} is '{text[:40]}'", allowed=allowed, remedy="write digits only, as in 200000")
    return between(name, int(text), least, most)


def day(text: str) -> date:
    """A date written 2020-01-01, from 1900 to 2200, or OST8001."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        fail("OST8001", f"--start is '{text[:40]}'", allowed="a date such as 2020-01-01")
    if not 1900 <= found.year <= 2200:
        fail("OST8001", f"--start is {text}", allowed="a date from 1900 to 2200")
    return found


def switches(regime: LoadedRegime, names: Iterable[str]) -> tuple[str, ...]:
    """The overrides that ``--off`` stands for: a mechanism's own switch (A07), or ``PATH=off``.

    Raises OST8001 for an unknown mechanism or one without a switch.
    """
    found: list[str] = []
    mechanisms = regime.model.mechanisms
    for name in names:
        if "." in name or "=" in name:
            found.append(f"{name}={OFF}")
        elif name not in mechanisms:
            fail(
                "OST8001",
                f"--off {name[:40]}: regime '{regime.model.id}' has no such mechanism",
                allowed=", ".join(mechanisms) or "a path only",
                nearest=nearest(name, mechanisms),
                remedy="ostrakon explain lists the mechanisms; a path such as rules.jaywalking works too",
            )
        elif not mechanisms[name].switch:
            fail("OST8001", f"--off {name}: it is context and has no switch", remedy="choose another, or a path such as rules.jaywalking")
        else:
            found += mechanisms[name].switch
    return tuple(found)
