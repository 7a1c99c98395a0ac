"""Building a community (section 18), one plain step at a time.

Here live the people of one community, their households and their ties. Never here: a regime, except for who is in its
scope, and a day.
"""

from .arithmetic import alias, clamp, happens, index, plain
from .philox import Chance, stream

HOUSEHOLD, SLOT, PERSON, CLOSE, WIDE, SCOPE = (stream(s) for s in ("household", "slot", "person", "close", "wide", "scope"))
FOCUS_NEAR, FOCUS_AGE, FOCUS_EDUCATION = range(3)


def shares(population, people: int) -> list[int]:
    """N_r by largest remainder; ties go to the lower region."""
    weights = [int(p) for p in population]
    total = sum(weights)
    got = [people * w // total for w in weights]
    by_remainder = sorted(range(len(weights)), key=lambda r: (-(people * weights[r] % total), r))
    for r in by_remainder[: people - sum(got)]:
        got[r] += 1
    return got


def community_sizes(people: int, most: int) -> list[int]:
    """The sizes of the communities of a region of so many people."""
    m = -(-people // most)
    return [(k + 1) * people // m - k * people // m for k in range(m)]


class Person:
    """Who somebody is. The fields are named as on the page and filled by Town, step by step."""

    def __init__(self, number: int) -> None:
        self.id = number
        self.household = -1
        self.region = self.urban = self.age = self.sex = self.minority = 0
        self.education = self.occupation = self.quintile = self.internet = self.role = 0
        self.key = 0
        self.among_equals = 0
        self.bins: list[int] = []
        self.thresholds: list[int] = []
        self.scale = 0                     # 0: no candidates ever
        self.ties: tuple[set[int], set[int]] = (set(), set())

    @property
    def codes(self) -> tuple[int, ...]:
        """The ten attributes in the order of ATTRIBUTES."""
        return (self.region, self.urban, self.age, self.sex, self.minority,
                self.education, self.occupation, self.quintile, self.internet, self.role)

    def allowed(self, table) -> bool:
        """Whether every attribute's code is in the table."""
        return all(table[a][code] for a, code in enumerate(self.codes))

    def group(self, table) -> int:
        """The index of this person in a grouping."""
        return sum(table[a][code] for a, code in enumerate(self.codes))


class Town:
    """A community of n people: `people`, `households` (lists of ids), and each person's `ties` (close, wide)."""

    def __init__(self, society, seed: int, region: int, community: int, n: int) -> None:
        self.s, self.region, self.n = plain(society), region, n
        self.chance = Chance(seed, region, community)
        self.people = [Person(p) for p in range(n)]
        self.households: list[list[int]] = []
        self._households()
        self._ages()
        for p in self.people:
            self._attributes(p)
            self._groupings(p)
            self._rates(p)
        for layer in (0, 1):
            self._ties(layer)

    # Steps 1 and 2: households and their slots

    def _households(self) -> None:
        s, r, first = self.s, self.region, 0
        while first < self.n:
            h = len(self.households)
            w = self.chance.block(HOUSEHOLD, h, 0)
            t = alias(w[0], s.template_cut[r], s.template_other[r])
            size = min(s.template_size[t], self.n - first)
            urban = int(first * 2**32 < s.p_urban[r] * self.n)
            minority = int(happens(w[2], s.p_minority[r]))
            quintile = alias(w[3], s.quintile_cut[r][urban], s.quintile_other[r][urban])
            head_key = s.template_age[t][0] + index(w[1], s.template_age[t][1])
            head_sex = 0 if happens(self.chance.block(HOUSEHOLD, h, 1)[0], s.p_male[r]) else 1
            members = self.people[first:first + size]
            for m, p in enumerate(members):
                p.household, p.region, p.urban, p.minority, p.quintile = h, r, urban, minority, quintile
                self._slot(p, t, m, head_key, head_sex)
            self.households.append([p.id for p in members])
            first += size

    def _slot(self, p: Person, t: int, m: int, head_key: int, head_sex: int) -> None:
        s = self.s
        w = self.chance.block(SLOT, p.id, 0)
        p.key = clamp(head_key + s.slot_offset[t][m] + index(w[0], s.slot_span[t][m]), 0, 127)
        p.among_equals = w[2] >> 21
        p.role = s.slot_role[t][m]
        if m == 0 or s.slot_sex[t][m] == 1:
            p.sex = head_sex
        elif s.slot_sex[t][m] == 2:
            p.sex = 1 - head_sex
        else:
            p.sex = 0 if happens(w[1], s.p_male[self.region]) else 1

    # Step 3: the drawn ages are dealt to the keys

    def _ages(self) -> None:
        s, r = self.s, self.region
        for sex in (0, 1):
            those = [p for p in self.people if p.sex == sex]
            ages = sorted(alias(self.chance.block(PERSON, p.id, 0)[0], s.age_cut[r][sex], s.age_other[r][sex]) for p in those)
            for p, age in zip(sorted(those, key=lambda p: (p.key, p.among_equals, p.id)), ages, strict=True):
                p.age = age

    # Steps 4 and 5: attributes and bins

    def _attributes(self, p: Person) -> None:
        s, r = self.s, self.region
        band = s.age_band[p.age]
        _, w1, w2, w3 = self.chance.block(PERSON, p.id, 0)
        p.education = alias(w1, s.edu_cut[r][p.sex][band], s.edu_other[r][p.sex][band])
        p.occupation = alias(w2, s.occ_cut[r][p.sex][p.urban][band][p.education], s.occ_other[r][p.sex][p.urban][band][p.education])
        p.internet = int(happens(w3, s.p_internet[p.urban][p.age]))
        b0, b1, b2, b3 = self.chance.block(PERSON, p.id, 1)
        p.bins = [(b0 >> (5 * g)) & 31 for g in range(6)]
        p.reach = s.reach[p.occupation][b1 >> 27]
        p.response = s.response_of[p.bins[s.response_group] if s.response_group >= 0 else p.id % len(s.response_of)]
        p.degrees = (alias(b2, s.close_cut, s.close_other), alias(b3, s.wide_cut, s.wide_other))

    # Step 6

    def _groupings(self, p: Person) -> None:
        p.stratum, p.cohort = p.group(self.s.strata_map), p.group(self.s.cohort_map)
        p.detection_class, p.look = p.group(self.s.class_map), p.group(self.s.look_map)

    # Step 7

    def _rates(self, p: Person) -> None:
        s = self.s
        rate = s.rate[s.variant[self.region]][p.stratum]
        a = [(rate[g] * s.disposition[g][p.bins[g]]) >> 12 for g in range(6)]
        total = sum(a)
        if total == 0:
            p.thresholds, p.scale = [2**32] * 5, 0
            return
        p.thresholds = [(sum(a[:g + 1]) * 2**24 // total) * 2**8 for g in range(5)]
        p.scale = min(2**32 - 1, (1024 * 16 * 2**32) // total)

    # Step 8: ties

    def _stub_key(self, p: Person, x: int) -> int:
        b, y = x & 255, x >> 16
        if b < self.s.foci[0]:
            near = clamp(p.id + ((y * 65) >> 16) - 32, 0, self.n - 1)
            return FOCUS_NEAR << 16 | near * 65535 // self.n
        if b < self.s.foci[1]:
            return FOCUS_AGE << 16 | clamp(p.age + (((y >> 8) * 5) >> 8) - 2, 0, 127) << 9 | (y & 511)
        return FOCUS_EDUCATION << 16 | p.education << 13 | (y & 8191)

    def _stubs(self, layer: int) -> list[tuple[int, int, int]]:
        stubs = []
        for p in self.people:
            for i in range(p.degrees[layer]):
                x = self.chance.block((CLOSE, WIDE)[layer], p.id, i // 4)[i % 4]
                stubs.append((self._stub_key(p, x), p.id, i))
        return sorted(stubs)

    def _ties(self, layer: int) -> None:
        stubs = self._stubs(layer)
        used = [False] * len(stubs)
        for i, (_, a, _) in enumerate(stubs):
            if used[i]:
                continue
            for j in range(i + 1, min(i + 9, len(stubs))):
                b = stubs[j][1]
                if not used[j] and self._acceptable(a, b):
                    used[i] = used[j] = True
                    self.people[a].ties[layer].add(b)
                    self.people[b].ties[layer].add(a)
                    break

    def _acceptable(self, a: int, b: int) -> bool:
        p, q = self.people[a], self.people[b]
        return a != b and p.household != q.household and b not in p.ties[0] and b not in p.ties[1]

    # Step 9: scope, which is the only thing here that a regime decides

    def scope(self, r) -> None:
        """Sets `enrolled`, `aware` and `z` (the response class, with Z added for the unaware) of everybody."""
        classes = len(r.will) // (2 * r.tie_levels)
        for p in self.people:
            w = self.chance.block(SCOPE, p.id, 0)
            exempt = bool(r.has_exempt) and p.allowed(r.exempt)
            p.enrolled = p.allowed(r.enrol_allow) and not exempt and happens(w[0], r.enrol_share) and happens(w[1], r.enrol_consent)
            p.aware = p.allowed(r.aware_allow) and happens(w[2], r.aware_share)
            p.z = p.response if p.aware else p.response + classes

    def arrays(self) -> dict[str, list]:
        """The community as arrays by name, in id order; ties as lists of sorted ids."""
        names = ("household", "region", "urban", "age", "sex", "minority", "education", "occupation", "quintile", "internet", "role",
                 "key", "bins", "reach", "response", "stratum", "cohort", "detection_class", "look", "thresholds", "scale")
        out = {name: [getattr(p, name) for p in self.people] for name in names}
        out["close"] = [sorted(p.ties[0]) for p in self.people]
        out["wide"] = [sorted(p.ties[1]) for p in self.people]
        return out
