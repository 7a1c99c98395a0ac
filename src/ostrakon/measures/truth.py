"""Records and lists against the truth: how much of what a regime holds is wrong, and how much of what happened it holds.

False discovery rate: wrong ones among those kept. Recall: right ones among all that there were. The truth about acts is
what people did; the truth about lists is the shadow ledger, which knows only what channels saw (an act that no channel
recorded is in no ledger).
"""

from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Composite, Counts, Labels, Measure, Pick, on_lists, told
from ostrakon.measures.records import records
from ostrakon.measures.wrongful_listing import entries
from ostrakon.results.estimate import Design

FDR = "Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57, 289-300 (the proportion; here of all records, not an expectation)"
RECALL = "van Rijsbergen 1979, Information Retrieval, 2nd ed., ch. 7"
OWN_RULES = "that the other listings are just: the norm is the regime's own rules"


def wrong(t: Tallies, labels: Labels) -> Counts:
    """[N] records that fell on the wrong person or of what never happened."""
    return np.asarray(t.flow[:, :, [k.RECORD_WRONG, k.RECORD_FALSE]].sum(axis=(1, 2)))


def _seen(labels: Labels) -> Counts:
    """[C,K] 1 where a channel can see a kind. Where nobody said, every conduct is seen by all."""
    if labels.senses is None:
        conduct = [int(nature != "request") for nature in labels.natures]
        return np.array([conduct] * len(labels.channels), dtype=np.int64).reshape(-1, len(conduct))
    return np.asarray(labels.senses.sees, dtype=np.int64)


def _by_any(labels: Labels) -> Counts:
    """[K] 1 where some channel can see a kind."""
    return np.asarray(_seen(labels).any(axis=0), dtype=np.int64)


def _acts(t: Tallies) -> Counts:
    """[N,K] people who went ahead and were not silenced."""
    return np.asarray(t.flow[:, :, k.WENT] - t.flow[:, :, k.SILENCED])


def seen_rightly(t: Tallies, labels: Labels) -> Counts:
    """[N] acts of kinds that some channel can see whose record fell on the actor."""
    return np.asarray(t.flow[:, :, k.RECORD_RIGHT] @ _by_any(labels))


def could_be_seen(t: Tallies, labels: Labels) -> Counts:
    """[N] acts of kinds that some channel can see."""
    return np.asarray(_acts(t) @ _by_any(labels))


def wrongful_entries(t: Tallies, labels: Labels) -> Counts:
    """[N] entries on black lists on days on which the shadow was not on them."""
    return on_lists(t, labels.black(), k.WRONGFUL)


def _days(which: int) -> Pick:
    return lambda t, labels: on_lists(t, labels.black(), which)


def rightly_on(t: Tallies, labels: Labels) -> Counts:
    """[N] person-days on a black list on which the shadow was on it too."""
    return np.asarray(on_lists(t, labels.black(), k.LIST_DAYS) - on_lists(t, labels.black(), k.WRONGFUL_DAYS))


MEASURES = (
    Measure(
        "false_discovery_rate",
        "Records that are wrong",
        "share of records kept that fell on the wrong person or tell what never happened",
        "share of records",
        wrong,
        records,
        counted="records on the wrong person or of what never happened",
        among="records kept",
        source=FDR,
        needs=("channels",),
        not_said="that rules gave points for them; records dropped by review or out of scope are left out",
    ),
    Measure(
        "recall",
        "Acts recorded rightly",
        "share of acts of kinds that some channel can see whose record fell on the actor",
        "share of acts",
        seen_rightly,
        could_be_seen,
        counted="records on the actor",
        among="acts of kinds that a channel can see",
        source=RECALL,
        needs=("channels",),
        not_said="acts of kinds that no channel sees; those of people out of scope count as not recorded",
    ),
    Measure(
        "wrongful_entries",
        "Listings that are wrongful",
        "share of entries on black lists on days on which the shadow ledger was not on them",
        "share of listings",
        wrongful_entries,
        entries,
        counted="wrongful entries",
        among="entries on black lists",
        source=FDR,
        needs=("black_list",),
        not_said=OWN_RULES,
    ),
    Measure(
        "wrongful_days",
        "Days listed that are wrongful",
        "share of person-days on black lists on which the shadow ledger was not on them",
        "share of person-days listed",
        _days(k.WRONGFUL_DAYS),
        _days(k.LIST_DAYS),
        counted="person-days wrongly on a black list",
        among="person-days on black lists",
        source=FDR,
        needs=("black_list",),
        not_said=OWN_RULES,
    ),
    Measure(
        "list_recall",
        "Days of the shadow's listings that are served",
        "share of the person-days that the shadow ledger spends on black lists on which the person was on them too",
        "share of the shadow's person-days",
        rightly_on,
        _days(k.SHADOW_DAYS),
        counted="person-days on a black list with the shadow",
        among="person-days that the shadow ledger spends on black lists",
        source=RECALL,
        needs=("black_list",),
        not_said="that a higher one is better; appeals granted to the rightly listed lower it",
    ),
)


def _channel_counts(t: Tallies, labels: Labels) -> Counts:
    """[1,C,4] wrong records, records kept, right records, acts that the channel could see; nobody counts these by cohort."""
    right, other, false = (t.chan[:, i] for i in (k.CH_RIGHT, k.CH_WRONG, k.CH_FALSE))
    return np.stack([other + false, right + other + false, right, _seen(labels) @ _acts(t).sum(axis=0)], axis=1)[None]


def _channels(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    return {"channels": {
        name: {"false_discovery_rate": told(counts[:, c, 0], counts[:, c, 1], plan, among="records kept", unit="share of records"),
               "recall": told(counts[:, c, 2], counts[:, c, 3], plan, among="acts of kinds that the channel can see",
                               unit="share of acts")}
        for c, name in enumerate(labels.channels)}}


def _kind_counts(t: Tallies, labels: Labels) -> Counts:
    return np.stack([t.flow[:, :, k.RECORD_RIGHT], _acts(t)], axis=2)


def _kinds(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    seen = np.flatnonzero(_by_any(labels)).tolist()
    return {"kinds": {
        labels.kinds[i]: told(counts[:, i, 0], counts[:, i, 1], plan, among=f"acts of '{labels.kinds[i]}'", unit="share of acts")
        for i in seen}}


LIST_COLUMNS = (k.ENTRIES, k.WRONGFUL, k.LIST_DAYS, k.WRONGFUL_DAYS, k.SHADOW_DAYS)


def _list_counts(t: Tallies, labels: Labels) -> Counts:
    return np.asarray(t.lists[:, :, list(LIST_COLUMNS)])


def _lists(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    found = {}
    for i, name in enumerate(labels.lists):
        entered, wrongful, days, wrongful_days, shadow = (counts[:, i, column] for column in range(len(LIST_COLUMNS)))
        found[name] = {"red": labels.red[i],
                       "wrongful_entries": told(wrongful, entered, plan, among="entries", unit="share of listings"),
                       "wrongful_days": told(wrongful_days, days, plan, among="person-days on it", unit="share of person-days listed"),
                       "recall": told(days - wrongful_days, shadow, plan, among="person-days that the shadow ledger spends on it",
                                 unit="share of the shadow's person-days")}
    return {"each_list": found}


COMPOSITES = (
    Composite(
        "channels_truth",
        "Each channel against the truth",
        "of each channel the share of its records that are wrong, and the share of the acts that it can see of which it has a right record",
        "shares of records and of acts",
        _channel_counts,
        _channels,
        whole=True,
        counted="wrong records; records on the actor",
        among="records kept; acts of kinds that the channel can see",
        formula="(wrong + false) / kept; right / acts",
        source=f"{FDR}; {RECALL}",
        needs=("channels",),
        not_said="how a channel would do alone: an act that another one recorded first counts against it",
    ),
    Composite(
        "kinds_truth",
        "Each kind of act against the truth",
        "of each kind that a channel can see the share of acts whose record fell on the actor",
        "share of acts",
        _kind_counts,
        _kinds,
        counted="records on the actor, of all channels together",
        among="acts of the kind",
        formula="right / acts",
        source=RECALL,
        needs=("channels",),
        not_said="which channel recorded them",
    ),
    Composite(
        "lists_truth",
        "Each list against the shadow ledger",
        "of each list the share of entries and of person-days that the shadow ledger does not have, and the share of the shadow's "
        "person-days on it that are served",
        "shares of entries and of person-days",
        _list_counts,
        _lists,
        counted="wrongful entries; wrongful person-days; the other person-days",
        among="entries; person-days on it; person-days that the shadow ledger spends on it",
        formula="wrongful / entries; wrongful days / days; (days - wrongful days) / shadow days",
        source=f"{FDR}; {RECALL}",
        needs=("any_list",),
        not_said="that the other listings are just; a red list is read like a black one",
    ),
)
