"""Which records can arise at all: whether anybody ever does a kind of conduct, and which channel can record it.

Here lives the answer "never", given only when it is certain: where the specification leaves a way open, however thin, the
answer is that the record can arise. Never here: how often, or what a record is worth.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ostrakon.spec.regime import Channel, ListReview, Regime, Rule
from ostrakon.spec.society import Kind, Society


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a record cannot arise, and what would let it."""

    why: str
    opens: str


def nobody_enrolled(regime: Regime) -> bool:
    """Whether the regime enrols nobody, by its shares; predicates are not followed."""
    return regime.scope.share == 0 or regime.scope.consent == 0


def arises(society: Society, kind: str) -> bool:
    """Whether anybody can ever do this: at some place in the strata its rate is above 0, or another kind brings it."""
    found = society.kinds.get(kind)
    if found is None:
        return False
    own = _rate(society, found)
    return own or any(other.follow is not None and other.follow.kind == kind and _rate(society, other) for other in society.kinds.values())


def _rate(society: Society, kind: Kind) -> bool:
    return kind.rate > 0 and all(_most(by, society.levels(name)) > 0 for name, by in kind.by.items())


def _most(multipliers: Mapping[str, float], names: Iterable[str]) -> float:
    """The largest multiplier over all names; 1 for a name that has none."""
    return max((multipliers.get(name, 1.0) for name in names), default=1.0)


def makers(regime: Regime, society: Society, rule: Rule) -> tuple[str, ...]:
    """The channels that can make a record for this rule, in the order of the file."""
    return tuple(name for name in asked(regime, rule) if closed(regime, society, name, rule.kind) is None)


def asked(regime: Regime, rule: Rule) -> list[str]:
    """The channels whose records the rule reads, those that are off included."""
    return [name for name in rule.channels or regime.channels if name in regime.channels]


def closed(regime: Regime, society: Society, name: str, kind: str) -> Closed | None:
    """Why this channel can never make a record of this kind that counts; None when it can."""
    channel = regime.channels[name]
    if not channel.enabled:
        return Closed(f"{name} is off", f"channels.{name}.enabled=true")
    if nobody_enrolled(regime):
        return Closed("nobody is enrolled", "a scope.share and scope.consent above 0")
    hits = _no_hit(regime, society, name, kind)
    false = _false(society, channel, kind)
    if hits is not None and not false:
        return hits
    if _stands(channel, hits is None, false):
        return None
    return Closed(f"the review of {name} stops every record", f"channels.{name}.review.share below 1")


def _no_hit(regime: Regime, society: Society, name: str, kind: str) -> Closed | None:
    """Why no act is ever recorded by this channel; None when one can be."""
    channel = regime.channels[name]
    if channel.sees.get(kind, 0.0) == 0:
        return Closed(f"{name} sees none of it", f"channels.{name}.sees.{kind} above 0")
    places = max(channel.by_urban.urban, channel.by_urban.rural)
    if not (places and _most(channel.by_region, society.regions) and _most(channel.by_class, society.class_names)):
        return Closed(f"the multipliers of {name} are 0 everywhere", f"multipliers of channels.{name} above 0")
    if not arises(society, kind):
        return Closed(f"nobody in {society.id} ever does it", f"kinds.{kind}.rate above 0 in the society")
    if before := _always_first(regime, society, name, kind):
        return Closed(f"{before}, asked before {name}, records every act", f"channels.{before}.sees.{kind} below 1")
    return None


def _always_first(regime: Regime, society: Society, name: str, kind: str) -> str:
    """A channel asked earlier that records every act of this kind, so that this one is never asked; '' when there is none."""
    for earlier, channel in regime.channels.items():
        if earlier == name:
            break
        multipliers = (channel.by_urban.urban, channel.by_urban.rural, *channel.by_region.values(), *channel.by_class.values())
        evades = kind in society.response.evasion and society.response.evasion[kind].channel == earlier
        if channel.enabled and channel.sees.get(kind, 0.0) == 1 and set(multipliers) == {1.0} and not evades:
            return earlier
    return ""


def _false(society: Society, channel: Channel, kind: str) -> bool:
    """Whether the channel can make a record of this kind that never happened."""
    made = channel.false_records
    if made is None or made.per_person_year == 0 or made.of.get(kind, 0.0) == 0:
        return False
    return _most(made.by_class, society.class_names) > 0


def _stands(channel: Channel, hit: bool, false: bool) -> bool:
    """Whether a record can outlive the channel's review: a right one, or a wrong one (misattributed or false)."""
    wrong = false or (hit and channel.misattribution is not None and channel.misattribution.share > 0)
    return (hit and not stops(channel.review, right=True)) or (wrong and not stops(channel.review, right=False))


def stops(review: ListReview | None, right: bool) -> bool:
    """Whether a review stops everything that is right (or wrong)."""
    return review is not None and review.share * (review.errs if right else review.catches) == 1
