"""What a page is told of regimes without living anybody: the catalogue, checks, the text, the sentences.

Never here: a table, or a kernel: all of it can be asked at each keystroke.
"""

from typing import Any

from ostrakon import __version__
from ostrakon.errors import OstrakonError
from ostrakon.measures.series import SERIES
from ostrakon.spec.dump import dump
from ostrakon.spec.explained import parts
from ostrakon.spec.find import ids
from ostrakon.spec.load import load_regime, load_role, load_society, validate
from ostrakon.spec.text import read_text
from ostrakon.web.knobs import knobs
from ostrakon.web.limits import Limits
from ostrakon.web.problems import all_told
from ostrakon.web.protocol import MOST_TEXT, Regime
from ostrakon.web.tell import outcomes
from ostrakon.web.worlds import Worlds

MOST_PROBLEMS = 200


def hello(limits: Limits) -> dict[str, Any]:
    """What there is to choose from, and within which limits."""
    regimes = [load_regime(name) for name in ids("regime")]
    found = [{"id": name, "title": loaded.model.title, "summary": loaded.model.summary, "kind": loaded.model.family,
              "society": loaded.model.society}
             for name, loaded in zip(ids("regime"), regimes, strict=True)]
    stacked = {name for name, loaded in zip(ids("regime"), regimes, strict=True) if loaded.diffs}
    societies = [load_society(name).model for name in ids("society")]
    roles = [(name, load_role(name).model) for name in ids("role")]
    return {
        "version": __version__,
        "regimes": [entry for entry in found if entry["id"] not in stacked],
        "diffs": [entry for entry in found if entry["id"] in stacked],
        "societies": [{"id": s.id, "title": s.title, "summary": s.summary, "kind": "society"} for s in societies],
        "attributes": {s.id: list(s.cohorts) for s in societies},
        "roles": [{"id": name, "title": r.title, "summary": r.told, "kind": r.status, "regime": r.regime, "note": r.note, "source": r.cited}
                  for name, r in roles],
        "outcomes": [{"name": m.name, "title": m.title, "unit": m.unit, "estimand": m.estimand} for m in outcomes().values()],
        "weekly": [{"name": name, "title": name.replace("_", " "), "unit": s.unit, "estimand": ""} for name, s in SERIES.items()],
        "limits": {"people": limits.people, "days": limits.days, "arms": limits.arms, "runs": limits.runs, "text": MOST_TEXT},
    }


def checked(worlds: Worlds, asked: Regime) -> dict[str, Any]:
    """What is wrong with a regime, each thing at its place; and what it says if nothing is."""
    nothing: dict[str, Any] = {"title": "", "says": [], "mechanisms": [], "digest": None}
    for where, text in (("regime", asked.regime), *((f"with.{i}", text) for i, text in enumerate(asked.with_))):
        if "\n" in text and (found := [p for p in validate(text) if not p.is_warning]):
            return {"problems": all_told(found[:MOST_PROBLEMS], where), "warnings": [], **nothing}
    try:
        regime, _, warnings = worlds.checked(asked)
    except OstrakonError as error:
        where = "regime" if not asked.with_ and not asked.set and not asked.off else _where(asked)
        return {"problems": all_told(error.problems[:MOST_PROBLEMS], where), "warnings": [], **nothing}
    return {"problems": [], "warnings": all_told(warnings, "regime"), "title": regime.model.title, "digest": None,
            "says": [{"heading": heading, "sentences": sentences} for heading, sentences in parts(regime.model)],
            "mechanisms": [{"id": name, "claim": m.claim, "verdict": m.verdict, "switch": bool(m.switch)}
                           for name, m in regime.model.mechanisms.items()]}


def _where(asked: Regime) -> str:
    return "set" if asked.set else "off" if asked.off else "with"


def text_of(worlds: Worlds, asked: Regime) -> dict[str, Any]:
    """The regime resolved, as YAML; one of the catalogue without changes as it is written."""
    regime = worlds.regime(asked)
    return {"text": dump(regime)}


def knobs_of(worlds: Worlds, asked: Regime) -> list[dict[str, Any]]:
    """Numbers that may be turned."""
    regime, society, _ = worlds.checked(asked)
    return knobs(regime, society)


def form_of(text: str) -> str:
    """Whether a text calls itself a regime or a diff."""
    return str(read_text(text).data.get("ostrakon", "")).partition("/")[0]
