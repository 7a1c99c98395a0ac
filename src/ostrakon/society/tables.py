"""The society as integer lookup tables: who people are and when occasions arise.

Here lives the shape of the tables and their meaning; how they are filled stands in the sibling modules; how they are
read stands in ``kernel/``. Never here: a number about China, or anything a regime decides.

Conventions: ``p32`` is a chance as round(p * 2**32), where 2**32 - 1 means always. An *alias row* of K entries is a pair
``cut`` (p32-like, 0..2**32 - 1) and ``other``: with word w, j = (w * K) >> 32 and f = (w * K) & 0xFFFFFFFF; the result
is j when f < cut[j], else other[j] (Walker 1977). All arrays are int64 unless a type is given.
"""

from typing import NamedTuple

import numpy as np

ATTRIBUTES = ("region", "urban", "age", "sex", "minority", "education", "occupation", "quintile", "internet", "role")
REGION, URBAN, AGE, SEX, MINORITY, EDUCATION, OCCUPATION, QUINTILE, INTERNET, ROLE = range(10)
GROUPS = 6          # disposition groups
BINS = 32           # equiprobable bins of a disposition
SLOTS = 8           # most members of a household template
CODES = 128         # an attribute's value is a code 0..127
DEGREES = 64        # a degree is 0..63

Table = np.ndarray


class SocietyTables(NamedTuple):
    """Tables of a society. R regions, S strata, K kinds, T templates, E, O: education and occupation codes."""

    population: Table       # [R] census count, used for exact shares
    p_urban: Table          # [R] p32
    p_minority: Table       # [R] p32
    p_male: Table           # [R] p32, for slots whose sex is free
    quintile_cut: Table     # [R,2,5] alias rows by region, urban
    quintile_other: Table
    age_cut: Table          # [R,2,128] alias rows by region, sex (0 male, 1 female)
    age_other: Table
    age_band: Table         # [128] age -> band used by education and occupation rows
    edu_cut: Table          # [R,2,bands,E] alias rows by region, sex, band
    edu_other: Table
    occ_cut: Table          # [R,2,2,bands,E,O] alias rows by region, sex, urban, band, education
    occ_other: Table
    p_internet: Table       # [2,128] p32 by urban, age
    template_cut: Table     # [R,T] alias rows
    template_other: Table
    template_size: Table    # [T] 1..8
    template_age: Table     # [T,2] lowest head key, number of head keys
    slot_offset: Table      # [T,8] key of a member = head key + offset + index(jitter word, span)
    slot_span: Table        # [T,8] >= 1
    slot_sex: Table         # [T,8] 0 free, 1 as the head, 2 other than the head
    slot_role: Table        # [T,8] code of role
    close_cut: Table        # [64] alias row of the degree of close ties
    close_other: Table
    wide_cut: Table         # [64] the same for the wider circle
    wide_other: Table
    foci: Table             # [2] stub focus: low byte < foci[0] nearness, < foci[1] age, else education
    disposition: Table      # [6,32] multiplier by group and bin, 4096 = 1
    response_of: Table      # [32] response class by bin of the group response_group, or dealt to people in turn
    response_group: int     # -1: dealt
    reach: Table            # [O,32] followers by occupation and bin
    strata_map: Table       # [10,128] a grouping: index = sum over attributes of map[a, code]
    cohort_map: Table       # [10,128]
    class_map: Table        # [10,128] detection class
    look_map: Table         # [10,128] look-alike class
    n_cohorts: int
    n_looks: int
    rate: Table             # [V,S,6] candidates per day * 2**32 before dispositions; V variants
    variant: Table          # [R] which variant a region uses
    kind_cut: Table         # [V,S,K] uint32 alias row of each group over its kinds, entries group_start[g]..group_start[g+1]
    kind_other: Table       # [V,S,K] uint8, offset within the group
    group_start: Table      # [7] kinds are numbered group by group
    nature: Table           # [K] 0 unlawful 1 contractual 2 lawful 3 expression 4 prosocial 5 request
    travel: Table           # [K] 1 for a travel request
    denial_hardship: Table  # [K] 1/256 level of hardship a denial adds
    cost_yuan: Table        # [K] what a granted request costs
    cost_minutes: Table     # [K]
    grant: Table            # [S,K] p32
    follow: Table           # [K] kind that follows a granted request, or -1
    follow_delay: Table     # [K] ticks, at least 1024
    false_wait: int         # mean ticks * 16 * 65536 between false-record candidates of one channel for one person
    fear: Table             # [4] 1/256 level: own, household, close, publicity per entry
    decay: Table            # [3] weekly factor / 65536: fear, hardship, publicity
    yuan_per_level: int     # a fine of so many yuan adds one level of hardship
