"""The plainest society and regime there are, to be changed one field at a time by a test that knows the answer.

Here live tables worked by hand. Never here: chance; everybody has the same stratum, one kind of unlawful conduct, one
channel that sees all, one rule of -10 points, one tier, one list that nothing enters.
"""

import numpy as np

from ostrakon.mechanisms.tables import RegimeTables
from ostrakon.society.tables import SocietyTables

from .philox import stream

ALWAYS = 2**32 - 1


def array(*values):
    return np.array(values, np.int64)


def full(shape, value=0, kind=np.int64):
    return np.full(shape, value, kind)


def society(household: int = 1, per_day: float = 1.0, degrees: tuple[int, int] = (0, 0), **changes) -> SocietyTables:
    """One region; households of one size; one kind at so many occasions a day; equal degrees of ties."""
    fields = {
        "population": array(1), "p_urban": array(0), "p_minority": array(0), "p_male": array(2**31),
        "quintile_cut": full((1, 2, 5), ALWAYS), "quintile_other": full((1, 2, 5)),
        "age_cut": full((1, 2, 128), ALWAYS), "age_other": full((1, 2, 128)), "age_band": full(128),
        "edu_cut": full((1, 2, 1, 1), ALWAYS), "edu_other": full((1, 2, 1, 1)),
        "occ_cut": full((1, 2, 2, 1, 1, 1), ALWAYS), "occ_other": full((1, 2, 2, 1, 1, 1)), "p_internet": full((2, 128)),
        "template_cut": full((1, 1), ALWAYS), "template_other": full((1, 1)), "template_size": array(household),
        "template_age": array([20, 40]), "slot_offset": full((1, 8)), "slot_span": full((1, 8), 1), "slot_sex": full((1, 8)),
        "slot_role": full((1, 8)),
        "close_cut": full(64), "close_other": full(64, degrees[0]), "wide_cut": full(64), "wide_other": full(64, degrees[1]),
        "foci": array(256, 256), "disposition": full((6, 32), 4096), "response_of": full(32), "response_group": 0,
        "reach": full((1, 32)), "strata_map": full((10, 128)), "cohort_map": full((10, 128)), "class_map": full((10, 128)),
        "look_map": full((10, 128)), "n_cohorts": 1, "n_looks": 1,
        "rate": array([[int(per_day * 2**32), 0, 0, 0, 0, 0]]), "variant": array(0),
        "kind_cut": full((1, 1, 1), ALWAYS, np.uint32), "kind_other": full((1, 1, 1), 0, np.uint8),
        "group_start": array(0, 1, 1, 1, 1, 1, 1), "nature": array(0), "travel": array(0), "denial_hardship": array(0),
        "cost_yuan": array(0), "cost_minutes": array(0), "grant": full((1, 1), ALWAYS), "follow": array(-1), "follow_delay": array(1024),
        "false_wait": 1024 * 16 * 65536, "fear": full(4), "decay": full(3, 65536), "yuan_per_level": 1000}
    return SocietyTables(**(fields | changes))


def regime(**changes) -> RegimeTables:
    """Everybody is enrolled and aware and goes ahead; every act is seen and costs 10 points."""
    fields = {
        "enrol_allow": full((10, 128), 1, np.uint8), "exempt": full((10, 128), 0, np.uint8), "has_exempt": 0,
        "enrol_share": ALWAYS, "enrol_consent": ALWAYS, "aware_allow": full((10, 128), 1, np.uint8), "aware_share": ALWAYS,
        "seen_start": array(0, 1), "seen": array(0), "hit": full((1, 2, 1, 1, 1), ALWAYS, np.uint32), "wrong": full((1, 1)),
        "wrong_among": array(1), "false_on": array(0), "false_keep": full((1, 1)), "false_cut": full((1, 1), ALWAYS),
        "false_other": full((1, 1)), "review": full((1, 3)), "review_delay": array(0),
        "rule_of": full((1, 1)), "rule_dim": array(0), "rule_points": full((1, 8, 1), -10), "rule_rep": array(-1), "rule_window": array(1),
        "rule_list": array(-1), "rule_list_at": array(1), "spill_mode": full((1, 3)), "spill": full((1, 3)), "n_rep": 0,
        "dim_base": full((1, 1)), "dim_min": array(-10**8), "dim_max": array(10**8), "dim_weight": array(256),
        "recover_points": array(0), "recover_factor": array(65536), "company_dim": -1, "company_weight": 0, "company_of": 0,
        "monthly": 0, "tier_cut": array(-2**31), "tier_hyst": array(0)}
    return RegimeTables(**(fields | _one_list() | _one_standing() | changes))


def _one_list() -> dict:
    return {"list_red": array(0), "list_mode": array(0), "list_cut": array(0), "list_term": array(-1), "list_duty": array(0),
            "list_exit_mode": array(0), "list_exit": array(0), "list_allow": full((1, 10, 128), 1, np.uint8), "list_review": full((1, 3)),
            "list_grace": array(0), "appeal_on": array(0), "appeal_hazard": full((1, 1)), "appeal_allow": full((1, 10, 128), 1, np.uint8),
            "appeal_wait": array(1), "appeal_chance": full((1, 2)), "appeal_restore": array(0), "ostracism": array(0),
            "ostracism_ever": array(0), "stream_duty": array(stream("duty/l")), "stream_appeal": array(stream("appeal/l")),
            "stream_review": array(stream("list-review/l")), "stream_ostracism": array(stream("ostracism/l"))}


def _one_standing() -> dict:
    return {"deny": full((2, 1), 0, np.uint8), "boost": full((2, 1), 0, np.uint32), "save_yuan": full((2, 1)), "save_minutes": full((2, 1)),
            "flags": full(2), "household_deny": array(0), "fine": full(2), "detain": full(2), "publicised": full(2),
            "sanctions": full(2), "removes": full(2), "will": full((2, 2, 16, 16, 1), ALWAYS, np.uint32),
            "will0": full((2, 1), ALWAYS, np.uint32), "evade": full((1, 1, 1, 1, 1), 0, np.uint32), "evades": 0,
            "tie_of": 1, "tie_days": 1, "tie_levels": 1, "tie_kinds": array(0),
            "evade_channel": array(-1), "stream_detect": array(stream("detect/c")), "stream_false": array(stream("false/c")),
            "stream_false_review": array(stream("false-review/c"))}
