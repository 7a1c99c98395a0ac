"""What happened to the people who are watched, in the order in which it happened (docs/model.md, section 21).

Here live the columns of an event and the noting. Never here: what an event means to a reader (``lives/``), or anything that
somebody feels: a life that is watched is the same life.
"""

from ostrakon.kernel.jit import helper

# columns of State.trace; a column that an event does not name is 0
DAY, WHAT, PERSON, KIND, NUMBER, CHANNEL, OTHER, A, B, C, D, E = range(12)
COLUMNS = 12

# NUMBER: the candidate's ordinal; with FOLLOW_UP added for a follow-up (of the parent's), with UNREAL for a false record (of the channel's)
FOLLOW_UP, UNREAL = 1 << 31, 1 << 40
RIGHT, WRONG, FALSE = range(3)                                  # truth of a record
KEPT, DROPPED, OUT_OF_SCOPE, WAITS = range(4)                   # what becomes of it
NOT_AHEAD, AHEAD, DETAINED, CHILLED, EMBOLDENED, SILENCED = range(6)    # an occasion
REFUSED, GRANTED, PRIVILEGED, DENIED = range(4)                 # a request
SELF, HOUSEHOLD, CLOSE, WIDER = range(4)                        # who somebody is to somebody
SETTLED, MONTH, RESTORED, CHANGED = range(4)                    # why a score moved
TERM_OVER, DUTY, RECOVERED, APPEALED, CLOSED = range(5)         # a way off a list

# WHAT, and its columns beside DAY, WHAT, PERSON
(OCCASION,      # KIND NUMBER; A what came of it, B tick of the day, C fear + 16 x hardship + 256 x tie level, D standing,
                #   E channel evaded or -1
 REQUEST,       # KIND NUMBER; A what came of it, B why: 1 standing, 2 confined, 4 family; C yuan, D minutes,
                #   E 1 denied wrongly + 2 without unlawful or contractual act + 4 granted to the top tier
 RECORD,        # KIND NUMBER CHANNEL; of the person on whom it falls; OTHER who acted, -1 nobody; A truth, B what becomes of it,
                #   C day on which it falls due
 POINTS,        # KIND NUMBER CHANNEL; OTHER who acted, -1 nobody or not covered; A side, B and C points in its ledgers (0 and 2,
                #   or 1 and 3), D repetition, E rule
 SPILL,         # KIND NUMBER CHANNEL; OTHER from whom; A role, B and C points in ledgers 0 and 1, D truth + 4 x (who acted + 1), E rule
 SCORE,         # A to D scores of the ledgers, E why they were taken anew; on a settlement day only when points were settled
 COMPANY,       # on the first of a month; A score before, B mean of the ties, C how many, of ledger 0; D mean in ledger 1
 TIER,          # A ledger, B before, C after
 ENTRY,         # A ledger, B list, C until or -1, D 1 by a rule; E of ledger 0: 1 wrongful, 2 by error, 4 by association, 8 without
                #   unlawful or contractual act, 16 for lawful conduct or expression, 32 for expression alone, 64 no points by own records
 EXIT,          # A ledger, B list, C way out, D days
 STOPPED,       # B list: a review stopped the entry
 LODGED,        # B list, C day of the decision
 DECIDED,       # B list, C 1 granted, D days waited
 STRUCK,        # A entity, B fine, C days of detention, D 1 sanction + 2 publicised + 4 account removed
 FEAR,          # OTHER who was sanctioned; A amount, B role of the person to them
 CUT,           # OTHER the end that is lost; A role, B 1 for good, C list, D whose listing: 0 the person's, 1 the other's
 FEELS,         # every seventh day: A fear, B hardship, C publicity
 ) = range(17)
WORDS = ("occasion request record points spill score company tier entry exit stopped lodged decided struck fear cut feels").split()


@helper
def note(c, day, what, person, kind, number, channel, other, a, b, cc, d, e):
    """One event, if there is room; the count goes on without."""
    at = c.n_trace[0]
    if at < c.trace.shape[0]:
        x = c.trace[at]
        x[0], x[1], x[2], x[3], x[4], x[5] = day, what, person, kind, number, channel
        x[6], x[7], x[8], x[9], x[10], x[11] = other, a, b, cc, d, e
    c.n_trace[0] = at + 1


@helper
def note_feelings(c, day):
    """Fear and hardship of the watched, at a week's end."""
    if c.trace.shape[0] == 0:
        return
    for person in range(c.watch.size):
        if c.watch[person]:
            note(c, day, FEELS, person, 0, 0, 0, 0, c.feel[person, 0], c.feel[person, 1], c.publicity[0], 0, 0)


@helper
def note_scores(c, day, person, why):
    note(c, day, SCORE, person, 0, 0, 0, 0, c.score[person, 0], c.score[person, 1], c.score[person, 2], c.score[person, 3], why)


@helper
def is_muted(c, channel, actor, number):
    """Whether nobody makes this record: by channel, actor (-1: a false one) and ordinal."""
    for i in range(c.mute.shape[0]):
        if c.mute[i, 0] == channel and c.mute[i, 1] == actor and c.mute[i, 2] == number:
            return True
    return False
