"""What a community leaves behind: integer counts, and nothing about any one person.

Here stand the names of all counters. Counts are added over communities; measures are functions of them.
N cohorts, K kinds, C channels, L lists, T tiers, St standings, W weeks.
"""

from typing import NamedTuple

import numpy as np

# flow[cohort, kind, ...]: of the actor for what people do, of the person on whom a record falls for records and points
(CANDIDATES, DETAINED, WENT, CHILLED, EMBOLDENED, SILENCED, DENIED, REFUSED, GRANTED, BOOSTED, GRANTED_TOP, YUAN, MINUTES,
 EVADED, RECORD_RIGHT, RECORD_WRONG, RECORD_FALSE, OUT_OF_SCOPE, DROPPED, LOST, GAINED, SPILL_LOST, SPILL_GAINED,
 LOST_NO_ERROR, SPILL_LOST_NO_ERROR, LOST_SHADOW) = range(26)
FLOWS = 26

# chan[channel, ...]: records by what they are, points lost through the channel (ledger actual, spillover included)
CH_RIGHT, CH_WRONG, CH_FALSE, CH_OUT_OF_SCOPE, CH_DROPPED, CH_LOST = range(6)
CHANNELS = 6

# lists[cohort, list, ...]: entries and person-days in the actual ledger
(ENTRIES, WRONGFUL, BY_ERROR, BY_ASSOCIATION, NO_UNLAWFUL, LAWFUL_ONLY, EXPRESSION_ONLY, NOTHING_OWN, EXIT_TERM, EXIT_DUTY,
 EXIT_RECOVERED, EXIT_APPEAL, LODGED, APPEAL_GRANTED, APPEAL_REFUSED, LIST_DAYS, WRONGFUL_DAYS, STOPPED, EVER, EVER_WRONGFUL,
 EVER_EXPRESSION_ONLY, ON_AT_END, WRONGFUL_AT_END, EVER_NO_UNLAWFUL, EXIT_DAYS, APPEAL_DAYS) = range(26)
LISTS = 26

# people[cohort, ...]
(PEOPLE, ENROLLED, EVER_LISTED, EVER_WRONGLY, SCORE, SCORE_SHADOW, REACH_LOST, REACH_DAYS, FINES, DETAINED_DAYS, LAG_DAYS,
 LAG_RECORDS, FEAR, HARDSHIP, EVER_DENIED, EVER_CHILLED, LOST_BY_UNINVOLVED, HARMED_BY_ASSOCIATION, WRONGLY_AT_END,
 LISTED_AT_END, TIES_CUT, SANCTIONS) = range(22)
PERSONS = 22

# series[week, ...]: flows summed over cohorts and kinds, cumulative within the community, then stocks at the week's end
S_FLOWS = FLOWS
S_LISTED, S_WRONGLY, S_BOTTOM, S_SCORE, S_FEAR, S_HARDSHIP, S_ENTRIES = range(S_FLOWS, S_FLOWS + 7)
SERIES = S_FLOWS + 7

# hist[cohort, which, bin]: people by days listed, by denials, by wrongful listings; bin 0 none, bin b: 2**(b-1) .. 2**b - 1
H_DAYS, H_DENIALS, H_WRONGFUL = range(3)
HISTS, HIST_BINS, SCORE_BINS = 3, 16, 64

FLOW_NAMES = ("candidates detained went chilled emboldened silenced denied refused granted boosted granted_top yuan minutes "
              "evaded record_right record_wrong record_false out_of_scope dropped lost gained spill_lost spill_gained "
              "lost_no_error spill_lost_no_error lost_shadow").split()


class Tallies(NamedTuple):
    flow: np.ndarray        # [N,K,FLOWS]
    chan: np.ndarray        # [C,CHANNELS]
    days: np.ndarray        # [N,St] person-days by standing
    lists: np.ndarray       # [N,L,LISTS]
    people: np.ndarray      # [N,PERSONS]
    tiers: np.ndarray       # [N,T] people by tier at the end, actual ledger
    tiers_shadow: np.ndarray  # [N,T] the same in the shadow ledger
    scores: np.ndarray      # [N,SCORE_BINS] people by final score, bins of equal width over the limits
    hist: np.ndarray        # [N,HISTS,HIST_BINS]
    series: np.ndarray      # [W,SERIES]


def empty(n_cohorts: int, kinds: int, channels: int, lists: int, tiers: int, weeks: int) -> Tallies:
    """Zeroed tallies of the shapes above, int64."""
    def zero(*shape: int) -> np.ndarray:
        return np.zeros(shape, dtype=np.int64)

    n = n_cohorts
    return Tallies(zero(n, kinds, FLOWS), zero(channels, CHANNELS), zero(n, tiers << lists), zero(n, lists, LISTS),
                   zero(n, PERSONS), zero(n, tiers), zero(n, tiers), zero(n, SCORE_BINS), zero(n, HISTS, HIST_BINS),
                   zero(weeks, SERIES))


def kernel_form(t: Tallies) -> Tallies:
    """An empty copy with flow as [FLOWS,N,K]: a day touches few counters of many cohorts, which then lie close together."""
    return t._replace(flow=np.zeros(np.moveaxis(t.flow, -1, 0).shape, dtype=np.int64))


def plain_form(t: Tallies) -> Tallies:
    """The counts of ``kernel_form`` as [N,K,FLOWS]."""
    return t._replace(flow=np.ascontiguousarray(np.moveaxis(t.flow, 0, -1)))
