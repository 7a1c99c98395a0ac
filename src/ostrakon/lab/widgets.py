"""What a notebook's objects put into their widgets: a run its town week by week, a life the same life without any regime, a comparison
its outcomes.

Never here: how a widget is drawn or asks (``notebook``, ``web-app/src/notebook``), or an estimate.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ostrakon.engine.frames import Frames, film
from ostrakon.engine.world import tables_of
from ostrakon.errors import fail
from ostrakon.lives.beside import parting
from ostrakon.lives.follow import follow
from ostrakon.lives.form import Life as LifeForm
from ostrakon.lives.form import Regime as RegimeForm
from ostrakon.measures.labels import labels_of
from ostrakon.notebook import widgets
from ostrakon.program import Program
from ostrakon.results.words import is_share
from ostrakon.spec.load import load_regime
from ostrakon.vocabulary import nearest

if TYPE_CHECKING:
    from ostrakon.lab.run import Run

MOST_BYTES = 600_000_000        # of frames: what a page may ask of ``serve`` too


def town(run: "Run", *, beside: bool, week: int | None, look: str, person: str, language: str) -> Any:
    """The widget of a run's town. Raises OST8001 for a week or look that there is not, or too many people times weeks."""
    size = run.scenario.people * 3 * (run.scenario.days // 7) * (1 + beside)
    if not 0 < size <= MOST_BYTES:
        fail("OST8001", f"a town of {run.scenario.people:,} people over {run.scenario.days:,} days holds {size // 10**6:,} MB",
             allowed=f"at least a week, at most {MOST_BYTES // 10**6:,} MB", remedy="run fewer people or days")
    if look not in widgets.LOOKS:
        fail("OST8001", f"there is no look '{look[:40]}'", allowed=", ".join(widgets.LOOKS), nearest=nearest(look, widgets.LOOKS))
    weeks = run.scenario.days // 7
    if week is not None and not 1 <= week <= weeks:
        fail("OST8001", f"week {week}", allowed=f"1 to {weeks}")
    lived = [(run.title, run.scenario, run.program)]
    if beside:
        lived.append((load_regime("none").model.title, *bare(run)))
    films = [film(scenario, program, seed=run.seed, workers=run.workers) for _, scenario, program in lived]
    worlds = [{"title": title, "framed": framed(one, program, run)} for one, (title, _, program) in zip(films, lived, strict=True)]
    return widgets.city(worlds, [one.planes for one in films], week=(week or weeks) - 1, look=look, person=person, told_in=language)


def bare(run: "Run") -> tuple[Any, Program]:
    """The same society without any regime, with the same luck."""
    scenario = run.scenario
    return tables_of(load_regime("none"), run.society, scenario.people, scenario.days, scenario.start, run.program.burn_in)


def framed(one: Frames, program: Program, run: "Run") -> dict[str, Any]:
    """What the pages are told of frames before they ask for a week: ``Framed`` of their protocol."""
    names = labels_of(program, run.society.model.grouping("cohorts"), run.scenario.days).regions
    regions: dict[int, list[int]] = {}
    for region, people in one.communities:
        regions.setdefault(region, []).append(people)
    r = program.regime
    start = sum(int(w) * int(np.atleast_1d(b).flat[0]) for w, b in zip(r.dim_weight, r.dim_base, strict=True)) >> 8
    return {"kind": "framed", "id": 0, "digest": one.digest, "weeks": one.weeks, "burn": program.burn_in,
            "score": {"low": one.low, "high": one.high, "start": start}, "tiers": list(program.tiers),
            "lists": [{"name": name, "red": bool(red)} for name, red in zip(program.lists, r.list_red, strict=True)],
            "regions": [{"name": names[region], "communities": sizes} for region, sizes in regions.items()]}


def without(run: "Run", person: str) -> LifeForm | None:
    """The life of somebody without any regime; None where there is none anyway."""
    if run.regime.model.id == "none":
        return None
    scenario, program = bare(run)
    titled = RegimeForm(id="none", title=load_regime("none").model.title, changes=[], program_digest=program.digest)
    return follow(program, scenario, run.seed, person, regime=titled)[0]


def life(told: LifeForm, other: LifeForm | None, language: str) -> Any:
    """The widget of a life."""
    parted = parting(told, other) if other is not None else None
    plain = [one.model_dump(mode="json", exclude_none=True) if one is not None else None for one in (told, other)]
    return widgets.life(plain[0] or {}, plain[1], parted.day if parted else None, told_in=language)


def comparison(result: Mapping[str, Any], outcome: str, language: str) -> Any:
    """The widget of a comparison. Raises OST8001 for an outcome that there is not."""
    known = result["outcomes"]
    if outcome not in known:
        fail("OST8001", f"there is no outcome '{outcome[:40]}'", allowed=", ".join(known), nearest=nearest(outcome, list(known)))
    outcomes = {name: {"title": o["title"], "estimand": o["estimand"], "arms": per_thousand(o["arms"], o["unit"]),
                       "differences": per_thousand(o["differences"], o["unit"])} for name, o in known.items()}
    sentences = [one for several in result["sentences"] for one in several]
    return widgets.comparison([arm["title"] for arm in result["arms"]], outcomes, sentences, outcome=outcome, told_in=language)


def per_thousand(estimates: Sequence[Mapping[str, Any]], unit: str) -> list[dict[str, Any]]:
    """Estimates as the charts of the pages have them; shares as so many of 1,000.

    >>> per_thousand([{"value": 0.0125, "low": None, "high": None, "n": 9}], "share of people")
    [{'value': 12.5, 'low': None, 'high': None, 'unit': 'of 1,000 people', 'n': 9, 'reason': None}]
    """
    by = 1000 if is_share(unit) else 1
    told = unit.replace("share of ", "of 1,000 ", 1) if is_share(unit) else unit
    return [{**{key: None if one.get(key) is None else one[key] * by for key in ("value", "low", "high")}, "unit": told,
             "n": one.get("n"), "reason": one.get("reason")} for one in estimates]
