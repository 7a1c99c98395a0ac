"""Standing: tiers and lists, how one gets in and out of them without an appeal.

Here live cutoffs, terms, duties and the review of listings. Never here: what a standing means (consequences), or appeals
(redress).
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.channels import review_row
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import mask
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import daily, p32
from ostrakon.spec.regime import RegisterList

LOWEST = -2**31
NO_CUTOFF, BELOW, AT_OR_ABOVE = range(3)
NO_EXIT, EXIT_AT_OR_ABOVE, EXIT_BELOW = range(3)


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables monthly, tier_*, list_* and the streams of lists."""
    return _tiers(live) | _lists(live, view) | {
        "stream_duty": np.array(live.streams("duty", live.lists), np.int64),
        "stream_review": np.array(live.streams("list-review", live.lists), np.int64),
    }


def _tiers(live: Live) -> dict[str, object]:
    tiers = live.regime.tiers
    cuts = [LOWEST if t.from_ is None else t.from_ for t in tiers]
    if cuts[0] != LOWEST or cuts != sorted(set(cuts)):
        fail("OST4001", f"tiers begin at {[t.from_ for t in tiers]}", allowed="none for the worst, then rising")
    return {
        "monthly": int(live.regime.update == "monthly"),
        "tier_cut": np.array(cuts, np.int64),
        "tier_hyst": np.array([t.hysteresis for t in tiers], np.int64),
    }


def _lists(live: Live, view: SocietyView) -> dict[str, object]:
    lists = live.lists
    cutoffs = [_cutoff(x) for x in lists.values()]
    exits = [_exit(x) for x in lists.values()]
    allow = [mask(view, x.where, f"lists.{n}.where") for n, x in lists.items()]
    return {
        "list_red": np.array([int(x.colour == "red") for x in lists.values()], np.int64),
        "list_mode": np.array([mode for mode, _ in cutoffs], np.int64),
        "list_cut": np.array([cut for _, cut in cutoffs], np.int64),
        "list_term": np.array([-1 if x.term_days is None else x.term_days for x in lists.values()], np.int64),
        "list_duty": np.array([p32(daily(x.duty_per_year or 0.0), f"lists.{n}.duty_per_year") for n, x in lists.items()], np.int64),
        "list_exit_mode": np.array([mode for mode, _ in exits], np.int64),
        "list_exit": np.array([score for _, score in exits], np.int64),
        "list_allow": np.array(allow, np.uint8).reshape(-1, 10, 128),
        "list_review": np.array([review_row(x.review, f"lists.{n}") for n, x in lists.items()], np.int64).reshape(-1, 3),
        "list_grace": np.array([x.grace_days for x in lists.values()], np.int64),
    }


def _cutoff(entry: RegisterList) -> tuple[int, int]:
    if entry.below is not None:
        return BELOW, entry.below
    return (NO_CUTOFF, 0) if entry.at_or_above is None else (AT_OR_ABOVE, entry.at_or_above)


def _exit(entry: RegisterList) -> tuple[int, int]:
    """A black list is left by a score that has risen, a red one by a score that has fallen."""
    if entry.leaves_at is None:
        return NO_EXIT, 0
    return EXIT_BELOW if entry.colour == "red" else EXIT_AT_OR_ABOVE, entry.leaves_at
