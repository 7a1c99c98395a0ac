"""What the twin's log of a community amounts to, counted as the kernel counts it: [cohort, kind or list, counter].

Here lives the translation of events into counters. Never here: anything computed by the kernel.
"""

import numpy as np

from ostrakon.kernel import tallies as T

OF_OCCASIONS = {"candidate": (T.CANDIDATES,), "detained": (T.DETAINED,), "chilled": (T.CHILLED,), "emboldened": (T.EMBOLDENED,),
                "silenced": (T.WENT, T.SILENCED), "act": (T.WENT,), "denied": (T.WENT, T.DENIED), "refused": (T.WENT, T.REFUSED),
                "privileged": (T.BOOSTED,), "granted": (T.WENT, T.GRANTED)}
OF_TRUTH = {"right": T.RECORD_RIGHT, "wrong": T.RECORD_WRONG, "false": T.RECORD_FALSE}
OF_EXITS = {"term": T.EXIT_TERM, "duty": T.EXIT_DUTY, "recovered": T.EXIT_RECOVERED, "appeal": T.EXIT_APPEAL}
OF_LISTS = {"lodged": T.LODGED, "appeal refused": T.APPEAL_REFUSED, "stopped": T.STOPPED}
FLOWS = sorted({x for some in OF_OCCASIONS.values() for x in some} | set(OF_TRUTH.values())
               | {T.DROPPED, T.OUT_OF_SCOPE, T.YUAN, T.MINUTES})
LISTS = sorted({T.ENTRIES, *OF_EXITS.values(), *OF_LISTS.values()})


def flows(twin, shape, before, on):
    """Counters of occasions, requests and records. ``before``: who was covered before day ``on``."""
    out = np.zeros(shape, dtype=np.int64)
    cohort = [p.cohort for p in twin.people]
    for name, day, *rest in twin.log:
        if name in OF_OCCASIONS:
            person, _number, kind = rest[:3]
            out[cohort[person], kind, list(OF_OCCASIONS[name])] += 1
            if name == "granted":
                out[cohort[person], kind, [T.YUAN, T.MINUTES]] += rest[3:]
        elif name in ("record", "dropped"):
            kind, _channel, _actor, target, truth = rest
            covered = before[target] if day < on else twin.people[target].enrolled
            seen = OF_TRUTH[truth] if covered else T.OUT_OF_SCOPE
            out[cohort[target], kind, seen] += 1 if name == "record" else -1
            out[cohort[target], kind, T.DROPPED] += name == "dropped"
    return out[..., FLOWS]


def lists(twin, shape):
    """Counters of the lists in the actual ledger."""
    out = np.zeros(shape, dtype=np.int64)
    cohort = [p.cohort for p in twin.people]
    for name, _day, *rest in twin.log:
        if name in ("entry", "exit") and rest[0] == 0 and rest[3:] != ["left"]:      # left at a change: no way out is counted
            counter = T.ENTRIES if name == "entry" else OF_EXITS[rest[3]]
            out[cohort[rest[2]], rest[1], counter] += 1
        elif name in OF_LISTS:
            out[cohort[rest[1]], rest[0], OF_LISTS[name]] += 1
    return out[..., LISTS]
