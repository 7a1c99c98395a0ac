"""What a community leaves behind: integer counts, and nothing about any one person.

Here stand the names of all counters. Counts are added over communities; measures are functions of them.
N cohorts, K kinds, C channels, L lists, T tiers, St standings, W weeks.
"""

from typing import NamedTuple

import numpy as np

# flow[cohort, kind, ...]: of the actor for what people do, of the person on whom a record falls for records and points
(CANDIDATES, DETAINED, WENT, CHILLED, EMBOLDENED, SILENCED, DENIED, REFUSED, GRANTED, BOOSTED, GRANTED_TOP, YUAN, MINUTES,
 EVADED, RECORD_RIGHT, RECORD_WRONG, RECORD_FALSE, OUT_OF_SCOPE, DROPPED, LOST, GAINED, SPILL_LOST, SPILL_GAINED,
 LOST_NO_ERROR, SPILL_LOST_NO_ERROR, LOST_SHADOW, DENIED_WRONGLY, DENIED_INNOCENT) = range(28)
FLOWS = 28

# chan[channel, ...]: records by what they are, points lost through the channel (ledger actual, spillover included)
CH_RIGHT, CH_WRONG, CH_FALSE, CH_OUT_OF_SCOPE, CH_DROPPED, CH_LOST = range(6)
CHANNELS = 6

# lists[cohort, list, ...]: entries and person-days in the actual ledger
(ENTRIES, WRONGFUL, BY_ERROR, BY_ASSOCIATION, NO_UNLAWFUL, LAWFUL_ONLY, EXPRESSION_ONLY, NOTHING_OWN, EXIT_TERM, EXIT_DUTY,
 EXIT_RECOVERED, EXIT_APPEAL, LODGED, APPEAL_GRANTED, APPEAL_REFUSED, LIST_DAYS, WRONGFUL_DAYS, STOPPED, EVER, EVER_WRONGFUL,
 EVER_EXPRESSION_ONLY, ON_AT_END, WRONGFUL_AT_END, EVER_NO_UNLAWFUL, EXIT_DAYS, APPEAL_DAYS, SHADOW_DAYS, LODGED_WRONG,
 GRANTED_WRONG, REFUSED_WRONG) = range(30)
LISTS = 30

# people[cohort, ...]
(PEOPLE, ENROLLED, EVER_LISTED, EVER_WRONGLY, SCORE, SCORE_SHADOW, REACH_LOST, REACH_DAYS, FINES, DETAINED_DAYS, LAG_DAYS,
 LAG_RECORDS, FEAR, HARDSHIP, EVER_DENIED, EVER_CHILLED, LOST_BY_UNINVOLVED, HARMED_BY_ASSOCIATION, WRONGLY_AT_END,
 LISTED_AT_END, TIES_CUT, SANCTIONS, SANCTIONED_EVER, RECORDED_EVER, BYSTANDERS, EVER_DENIED_WRONGLY, EVER_DENIED_INNOCENT,
 FAMILY_DAYS, REMOVED_DAYS) = range(29)
PERSONS = 29

# series[week, ...]: flows summed over cohorts and kinds, cumulative within the community, then stocks at the week's end
S_FLOWS = FLOWS
S_LISTED, S_WRONGLY, S_BOTTOM, S_SCORE, S_FEAR, S_HARDSHIP, S_ENTRIES = range(S_FLOWS, S_FLOWS + 7)
SERIES = S_FLOWS + 7

# hist[cohort, which, bin]: people by days listed, by denials, by wrongful listings; bin 0 none, bin b: 2**(b-1) .. 2**b - 1
H_DAYS, H_DENIALS, H_WRONGFUL = range(3)
HISTS, HIST_BINS, SCORE_BINS = 3, 16, 64

# spells[cohort, list, week of the duration, ...]: listings that ended, and that were cut short by the end of the run or of the list
ENDED, ENDED_WRONG, CENSORED, CENSORED_WRONG = range(4)
SPELLS = 4

# burden[cohort, bin, ...]: people by sanction-days (docs/model.md, section 20), and their sanction-days
B_PEOPLE, B_DAYS = range(2)
BURDEN_BINS = 88

# trap[cohort, then, now]: hardship by standing, every fourth week; distance[cohort, touched, distance, ...]: every 13th week
STATES = 8
SNAPSHOT, QUARTER = 28, 91      # days
DISTANCES, UNREACHED = 6, 5
D_PEOPLE, D_SILENT, D_CHILLED = range(3)

# rights[cohort, right]: person-days restricted, in the order of vocabulary.RIGHTS
RIGHTS = 6

FLOW_NAMES = ("candidates detained went chilled emboldened silenced denied refused granted boosted granted_top yuan minutes "
              "evaded record_right record_wrong record_false out_of_scope dropped lost gained spill_lost spill_gained "
              "lost_no_error spill_lost_no_error lost_shadow denied_wrongly denied_innocent").split()


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
    spells: np.ndarray      # [N,L,W+1,SPELLS]
    burden: np.ndarray      # [N,BURDEN_BINS,2]
    moves: np.ndarray       # [N,T,T] enrolled people by tier at a snapshot and at the next
    trap: np.ndarray        # [N,STATES,STATES]
    distance: np.ndarray    # [N,2,DISTANCES,3] touched: 0 neither recorded nor sanctioned so far
    rights: np.ndarray      # [N,RIGHTS]


def empty(n_cohorts: int, kinds: int, channels: int, lists: int, tiers: int, weeks: int) -> Tallies:
    """Zeroed tallies of the shapes above, int64."""
    def zero(*shape: int) -> np.ndarray:
        return np.zeros(shape, dtype=np.int64)

    n = n_cohorts
    return Tallies(zero(n, kinds, FLOWS), zero(channels, CHANNELS), zero(n, tiers << lists), zero(n, lists, LISTS),
                   zero(n, PERSONS), zero(n, tiers), zero(n, tiers), zero(n, SCORE_BINS), zero(n, HISTS, HIST_BINS),
                   zero(weeks, SERIES), zero(n, lists, weeks + 1, SPELLS), zero(n, BURDEN_BINS, 2), zero(n, tiers, tiers),
                   zero(n, STATES, STATES), zero(n, 2, DISTANCES, 3), zero(n, RIGHTS))


def kernel_form(t: Tallies) -> Tallies:
    """An empty copy with flow as [FLOWS,N,K]: a day touches few counters of many cohorts, which then lie close together."""
    return t._replace(flow=np.zeros(np.moveaxis(t.flow, -1, 0).shape, dtype=np.int64))


def plain_form(t: Tallies) -> Tallies:
    """The counts of ``kernel_form`` as [N,K,FLOWS]."""
    return t._replace(flow=np.ascontiguousarray(np.moveaxis(t.flow, 0, -1)))
