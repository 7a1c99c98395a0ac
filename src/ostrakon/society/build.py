"""A society file becomes tables.

Here lives the order in which the parts are filled and the object that carries them. Never here: how any part is computed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ostrakon.numbers import DAYS_PER_YEAR, p32
from ostrakon.society import attributes, dispositions, groupings, households, kinds, occupations, ties
from ostrakon.society.census import Region, regions_of
from ostrakon.society.fitting import alias_rows, chances
from ostrakon.society.tables import SocietyTables
from ostrakon.spec.response import GROUPS, Response
from ostrakon.spec.society import Society
from ostrakon.vocabulary import RIGHTS

SUBTICK, WAIT_UNIT = 16, 65536


@dataclass(frozen=True)
class BuiltSociety:
    """A society as tables, with the names behind their numbers.

    `strata`, `cohorts` and `looks` say by index what attributes each stands for; `ceilings`, base `rates`, the
    declared `gravity` (1 to 5) and `rights` (number in vocabulary.RIGHTS of the right that a request touches, -1 for none) go
    with `kinds`; no table reads the last two. `own_laws` are response laws of whoever asks for tables, by name. It holds no
    people: those are computed by the kernel from a seed.
    """

    tables: SocietyTables
    kinds: tuple[str, ...]
    ceilings: tuple[float, ...]
    rates: tuple[float, ...]
    gravity: tuple[int, ...]
    rights: tuple[int, ...]
    codes: dict[str, tuple[str, ...]]
    classes: tuple[str, ...]
    looks: list[dict[str, str]]
    strata: list[dict[str, str]]
    cohorts: list[dict[str, str]]
    false_ceiling: float
    model: Society
    own_laws: Mapping[str, Callable[[Any], np.ndarray]] = field(default_factory=dict)

    @property
    def response(self) -> Response:
        """How people respond: the society's section."""
        return self.model.response


def build_society(model: Society, tables: SocietyTables | None = None) -> BuiltSociety:
    """A society with its tables. Raises OstrakonError (OST3001, OST4002) when its figures cannot be met or stored.

    The same model gives the same tables. Nothing is drawn here. ``tables``: those of this very model, where they are known.
    """
    order = kinds.kind_order(model)
    return BuiltSociety(
        tables=tables_of(model) if tables is None else tables, kinds=order, ceilings=tuple(model.kinds[k].ceiling for k in order),
        rates=tuple(model.kinds[k].rate for k in order),
        gravity=tuple(model.kinds[k].gravity for k in order), rights=tuple(_right(model.kinds[k].right) for k in order),
        codes=model.codes, classes=model.class_names, looks=model.grouping("looks"), strata=model.grouping("strata"),
        cohorts=model.grouping("cohorts"), false_ceiling=model.false_ceiling, model=model)


def _right(name: str | None) -> int:
    return -1 if name is None else RIGHTS.index(name)


def tables_of(model: Society) -> SocietyTables:
    """The tables alone."""
    regions = regions_of(model.population)
    filled: dict[str, Any] = {**_people(model, regions), **_ties_and_dispositions(model), **_groupings(model), **_state(model),
                              **kinds.kind_tables(model)}
    filled["variant"] = np.zeros(len(regions), np.int64)    # one variant of the rates serves all regions
    return SocietyTables(**filled)


def _people(model: Society, regions: list[Region]) -> dict[str, np.ndarray]:
    section = model.population
    schooling = [attributes.education(r) for r in regions]
    jobs = [occupations.occupations(r, s, section.carved) for r, s in zip(regions, schooling, strict=True)]
    homes = [households.household_weights(r) for r in regions]
    fifths = attributes.quintiles(section.quintile_urban_ratio, regions)
    out = {
        "population": np.array([r.people for r in regions], np.int64),
        "p_urban": chances(np.array([r.urban for r in regions]), "urban share"),
        "p_minority": chances(np.array([r.minority for r in regions]), "minority share"),
        "p_male": chances(np.array([households.male_share(r, w) for r, w in zip(regions, homes, strict=True)]), "male share"),
        "age_band": attributes.band_of_age().astype(np.int64),
        "p_internet": chances(attributes.internet(section.internet, regions), "internet share"),
    } | households.slot_tables()
    rows = {"quintile": np.repeat(fifths[None], len(regions), 0), "age": np.array([attributes.single_years(r.age_sex) for r in regions]),
            "edu": np.array(schooling), "occ": np.array(jobs), "template": np.array(homes)}
    for name, weights in rows.items():
        out[f"{name}_cut"], out[f"{name}_other"] = alias_rows(weights)
    return out


def _ties_and_dispositions(model: Society) -> dict[str, np.ndarray | int]:
    out: dict[str, np.ndarray | int] = dict(ties.tie_tables(model.ties.close, model.ties.wide, model.ties.foci))
    out["disposition"] = dispositions.disposition_table({str(k): v for k, v in model.dispositions.items()})
    classes, dealt = len(model.response.boldness), model.response.group == "dealt"
    out["response_of"] = np.arange(classes) if dealt else dispositions.response_classes(classes)
    out["response_group"] = -1 if dealt else GROUPS.index(model.response.group)
    out["reach"] = dispositions.reach_table(model.reach)
    return out


def _groupings(model: Society) -> dict[str, np.ndarray | int]:
    names = {"strata_map": "strata", "cohort_map": "cohorts", "class_map": "classes", "look_map": "looks"}
    out: dict[str, np.ndarray | int] = {name: groupings.group_map(model, where) for name, where in names.items()}
    return out | {"n_cohorts": len(model.grouping("cohorts")), "n_looks": len(model.grouping("looks"))}


def _state(model: Society) -> dict[str, np.ndarray | int]:
    fear, level = model.fear, kinds.LEVEL
    mean_days = DAYS_PER_YEAR / model.false_ceiling
    decay = [fear.weekly_decay, model.hardship.weekly_decay, fear.publicity_decay]
    return {
        "false_wait": round(mean_days * kinds.TICKS * SUBTICK * WAIT_UNIT),
        "fear": np.array([round(x * level) for x in (fear.own, fear.household, fear.close, fear.publicity)], np.int64),
        "decay": np.array([p32(x, "weekly decay") + (1 << 15) >> 16 for x in decay], np.int64),
        "yuan_per_level": model.hardship.yuan_per_level,
    }
