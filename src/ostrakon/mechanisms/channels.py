"""Channels: which conduct becomes known, where, and about whom; and the human who looks at records first.

Here live chances to be seen, and the review of records. Never here: whose name a record bears (attribution), or what it
costs (scoring).
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import conduct, per_class, per_region
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import p32
from ostrakon.spec.regime import Channel, ListReview


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables seen_start, seen, hit, review, review_delay, stream_detect."""
    start, seen = _seen(live, view)
    channels = list(live.channels.values())
    return {
        "seen_start": start, "seen": seen, "hit": stored_hits(live, view),
        "review": np.array([review_row(c.review, n) for n, c in live.channels.items()], np.int64).reshape(-1, 3),
        "review_delay": np.array([c.review.delay_days if c.review else 0 for c in channels], np.int64),
        "stream_detect": np.array(live.streams("detect", live.channels), np.int64),
    }


def chances(live: Live, view: SocietyView) -> np.ndarray:
    """Return [R,2,X,C,K]: the chance that a channel records an act. Raises OST4001 where multipliers lead above 1.

    chance = sees x by_urban x by_region x by_class.
    """
    regions, classes = len(view.codes["region"]), len(view.classes)
    out = np.zeros((regions, 2, classes, len(live.channels), len(view.kinds)))
    for c, (name, channel) in enumerate(live.channels.items()):
        place = f"channels.{name}"
        by_place = per_region(view, channel.by_region, f"{place}.by_region")[:, None] * _urban(view, channel)[None, :]
        cell = by_place[:, :, None] * per_class(view, channel.by_class, f"{place}.by_class")[None, None, :]
        for kind, chance in channel.sees.items():
            out[:, :, :, c, conduct(view, kind, f"{place}.sees")] = chance * cell
            if chance * cell.max(initial=0.0) > 1.0:
                fail("OST4001", f"{place}.sees.{kind} reaches {chance * cell.max():.6g} after its multipliers", allowed="at most 1")
    return out


def stored_hits(live: Live, view: SocietyView) -> np.ndarray:
    """Return the chances as p32. Each distinct value is converted once, since a channel has few."""
    exact = chances(live, view)
    names, out = list(live.channels), np.zeros(exact.shape, np.uint32)
    for c, name in enumerate(names):
        values, inverse = np.unique(exact[:, :, :, c, :], return_inverse=True)
        stored = np.array([p32(float(v), f"channels.{name}.sees") for v in values], np.uint32)
        out[:, :, :, c, :] = stored[inverse].reshape(out[:, :, :, c, :].shape)
    return out


def review_row(review: ListReview | None, place: str) -> list[int]:
    """Return [drop a wrong one, drop a right one, share looked at]; the first two lie within the third."""
    if review is None:
        return [0, 0, 0]
    looked = p32(review.share, f"{place}.review.share")
    return [min(looked, p32(review.share * part, f"{place}.review")) for part in (review.catches, review.errs)] + [looked]


def _urban(view: SocietyView, channel: Channel) -> np.ndarray:
    """Return [2] multipliers by the code of urban."""
    given = {"urban": channel.by_urban.urban, "rural": channel.by_urban.rural}
    return np.array([given[name] for name in view.codes["urban"]])


def _seen(live: Live, view: SocietyView) -> tuple[np.ndarray, np.ndarray]:
    """List the channels of each kind in the order of the file; a chance of 0 is not asked."""
    start, seen = [0], []
    for kind in view.kinds:
        seen += [c for c, channel in enumerate(live.channels.values()) if channel.sees.get(kind, 0.0) > 0.0]
        start.append(len(seen))
    return np.array(start, np.int64), np.array(seen, np.int64)
