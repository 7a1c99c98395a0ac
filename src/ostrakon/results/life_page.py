"""The page of a life: one HTML file that stands alone, made from lives in the form ``life/1`` and nothing else.

Here live its sentences and tables. Never here: how a life is drawn (``life_drawing``), what a mark tells (``life_marks``,
``life_words``), or a request to anywhere. The page is a document without its script, which only opens, walks and names the marks.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from ostrakon.results.figures import signed
from ostrakon.results.life_drawing import draw, spans
from ostrakon.results.life_marks import (
    LANES,
    SORTS,
    Data,
    counted,
    is_quiet,
    joined,
    kept,
    lists_of,
    named,
    on,
    plain,
    points_of,
    sentence,
    sorts,
    tiered,
)
from ostrakon.results.life_words import happened, written
from ostrakon.results.page import level
from ostrakon.results.template import fill
from ostrakon.results.words import FIFTHS

# `han` is the language's code for the majority of any society, invented ones included
GROUPS = {"han": "of the majority", "minority": "of a minority"}
Parting = tuple[int | None, str]        # the day on which a life parts from the first, if it does, and the sentence on it


def titled(life: Data) -> str:
    """What the regime of a life is called: its id and what was changed in it."""
    regime = life["regime"]
    changes = regime.get("changes") or []
    return str(regime["id"]) + (f" with {joined(changes)}" if changes else "")


# -- sentences ------------------------------------------------------------------------------------------------------------------


def portrait(person: Data) -> str:
    """Who it is, in a sentence or three."""
    p = person
    of = {axis: level(axis, p[axis]) for axis in ("sex", "urban", "occupation", "education")}
    group = GROUPS.get(p["minority"], plain(p["minority"]))
    home = f"with {counted(len(p['household']), 'other', 'others')} at home" if p["household"] else "living alone"
    income = f"income {FIFTHS[p['quintile']]}" if p["quintile"] in FIFTHS else f"income {plain(p['quintile'])}"
    said = (f"A synthetic person: {of['sex']}, {p['age']}, {group}, {of['urban']} {p['region']}; "
            f"{of['occupation']}, {of['education']}, {income}; {home}, "
            f"{counted(len(p['close_friends']), 'close friend')}, {counted(p['acquaintances'], 'acquaintance')}.")
    said += "" if p["enrolled"] else " The regime does not cover this person."
    return said + ("" if p["aware"] else " This person does not know of the regime.")


def _end(life: Data) -> str:
    """Where it ends, in half a sentence."""
    e = life["ends"]
    where = f"{e['score']:,} of {life['scale']['high']:,}" if kept(life) else "no score"
    lists = f"on {joined([named(x) for x in e['lists']])}" if e["lists"] else "on no list"
    return f"with {where}, {lists}" + (", listed wrongly" if e["wrongly_listed"] else "")


def _heading(lives: Sequence[Data]) -> str:
    same = len({life["person"]["id"] for life in lives}) == 1
    if len(lives) > 3:
        return f"The same life under {len(lives)} regimes" if same else f"{len(lives)} lives on one axis"
    who = "this person" if len(lives) == 1 else "the same person" if same else "one person"
    first = f"Under {titled(lives[0])} {who} ends {_end(lives[0])}"
    return "; ".join([first, *(f"under {titled(life)} {'' if same else 'another '}{_end(life)}" for life in lives[1:])])


def ending(life: Data) -> str:
    """Where it ends, in a few sentences: score, lists, days on a black list, denials, silence, and what it cost."""
    e, last = life["ends"], on(life["start"], life["days"] - 1)
    said = [f"On {last} the score is {e['score']:,} of {life['scale']['high']:,}, {tiered(e['tier'])}"
            + (f"; without errors and without what others did it would be {e['shadow_score']:,}." if e["shadow_score"] != e["score"]
               else ", as it would be without errors and without what others did.")] if kept(life) else ["No score is kept."]
    listed = f"is on {joined([named(x) for x in e['lists']])}" if e["lists"] else "is on no list"
    spent = f" and was on a black list on {e['days_listed']:,} of {counted(life['days'], 'day')}" if e["days_listed"] else ""
    entries = sum(m["what"] == "listed" and m["listing"]["name"] in lists_of(life, "black") for m in life["marks"])
    spent = spent or (f" and was put on a black list {counted(entries, 'time')}, for no day" if entries and not e["lists"] else "")
    said.append(f"The person {listed}{spent}" + (", put there wrongly at least once." if e["wrongly_listed"] else "."))
    denied = f"{counted(e['denials'], 'request')} {'was' if e['denials'] == 1 else 'were'}" if e["denials"] else "No request was"
    said.append(f"{denied} denied; the person {'kept silent ' + counted(e['chilled'], 'time') if e['chilled'] else 'never kept silent'}.")
    return " ".join(said)


def _figures(life: Data) -> list[tuple[str, str]]:
    e = life["ends"]
    return [("Score at the end", f"{e['score']:,}" if kept(life) else "none"),
            ("Without errors and others", f"{e['shadow_score']:,}" if kept(life) else "none"),
            ("Days on a black list", f"{e['days_listed']:,}"), ("Requests denied", f"{e['denials']:,}"),
            ("Times silent", f"{e['chilled']:,}"),
            ("Points lost by own records", f"{e['points_lost']:,}"), ("Points lost through others", f"{e['points_lost_to_others']:,}")]


def _course(life: Data) -> str:
    """What the drawing shows, as a heading."""
    if not kept(life):
        return f"{counted(len(life['marks']), 'mark')} in {counted(life['days'], 'day')}, and no score"
    first, last, shadow = life["scores"][0]["score"], life["ends"]["score"], life["ends"]["shadow_score"]
    moves = f"{'falls' if last < first else 'rises'} from {first:,} to {last:,}"
    way = moves if last != first else f"ends at {last:,}, as it began"
    if shadow == last:
        return f"The score {way}"
    whose = "Errors and what others did cost" if shadow > last else "Errors and what others did give"
    return f"The score {way}. {whose} {counted(abs(shadow - last), 'point')} of it"


def _alternative(lives: Sequence[Data]) -> str:
    """The drawing in words."""
    said = []
    for life in lives:
        start, days = life["start"], life["days"]
        black = [f"on {named(name)} from {on(start, first)}" + (f" to {on(start, last - 1)}" if last < days else " on")
                 for name, first, last in spans(life) if name in lists_of(life, "black")]
        course = _course(life) if kept(life) else "No score"
        said.append(f"{titled(life)}: {course}" + (f"; {joined(black)}" if black else "") + f"; {counted(len(life['marks']), 'mark')}.")
    return " ".join(said) + " All marks are in the tables below."


# -- where lives part -------------------------------------------------------------------------------------------------------------


def _parts(lives: Sequence[Data], partings: Sequence[Parting]) -> dict[int, str]:
    """By day what the line there says."""
    found: dict[int, list[str]] = {}
    for life, (day, _) in zip(lives[1:], partings[1:], strict=True):
        if day is not None:
            found.setdefault(day, []).append(titled(life))
    lines = {day: "The lives part" if len(lives) == 2 else f"{joined(names)} part{'s' if len(names) == 1 else ''} here"
             for day, names in found.items()}
    return {day: f"{words}: {on(lives[0]['start'], day)}" for day, words in lines.items()}


# -- tables ------------------------------------------------------------------------------------------------------------------------


def _row(mark: Data, life: Data) -> dict[str, Any]:
    points = points_of(mark)
    return {"date": on(life["start"], mark["day"]), "day": f"{mark['day']:,}", "time": mark.get("time"), "said": sentence(mark),
            "happened": happened(mark, life), "written": written(mark, life), "points": signed(points["points"]) if points else "",
            "sort": sorts(mark, life)[-1], "quiet": is_quiet(mark)}


def _legend(lives: Sequence[Data]) -> list[dict[str, Any]]:
    """Lanes and their sorts of mark, how often each is there; what is nowhere is left out."""
    counts = Counter(sort for life in lives for m in life["marks"] for sort in sorts(m, life))
    return [{"title": title, "sorts": found} for lane, title in LANES.items()
            if (found := [(key, sort.label, counts[key]) for key, sort in SORTS.items() if sort.lane == lane and counts[key]])]


def _provenance(life: Data) -> list[tuple[str, str]]:
    regime = life["regime"]
    return [("regime", f"{regime['id']} ({regime['title']})"), ("changed by", joined(regime.get("changes") or []) or "-"),
            ("society", life["society"]), ("seed", str(life["seed"])), ("person", life["person"]["id"]), ("people", f"{life['people']:,}"),
            ("days", f"{life['days']:,} from {life['start']}"), ("program digest", regime["program_digest"])]


def _script() -> Markup:
    return Markup(files("ostrakon.results").joinpath("life.js").read_text(encoding="utf-8"))


def render(lives: Sequence[Data], partings: Sequence[Parting]) -> str:
    """The page as text. The same lives give the same page.

    ``lives``: the JSON form of ``lives.form.Life``, with or without keys that are null. ``partings``: for each the first day on which it
    parts from the first life, None where there is none, and the sentence on it. Raises ``ValueError`` for no life, for lives that do not
    begin on one day, and for other than one parting a life.
    """
    if not lives or len(lives) != len(partings):
        raise ValueError(f"a page needs a life, and one parting for each: there are {len(lives)} lives and {len(partings)} partings")
    if len({life["start"] for life in lives}) > 1:
        raise ValueError(f"lives on one axis begin on one day, these on {joined(sorted({life['start'] for life in lives}))}")
    script, names = _script(), [titled(life) for life in lives]
    same = len({life["person"]["id"] for life in lives}) == 1
    heads = names if same else [f"{name}: {life['person']['id']}" for name, life in zip(names, lives, strict=True)]
    return fill(
        "life.html.j2",
        heading=_heading(lives),
        person=lives[0]["person"]["id"] if same else None,
        portraits=[portrait(life["person"]) for life in (lives[:1] if same else lives)],
        partings=[said for _, said in partings if said],
        lives=[{"head": head, "title": life["regime"]["title"], "ending": ending(life), "figures": _figures(life),
                "rows": [_row(m, life) for m in life["marks"]], "provenance": _provenance(life)}
               for head, life in zip(heads, lives, strict=True)],
        course=_course(lives[0]) if len(lives) == 1 else f"Under {names[0]}: {_course(lives[0])[0].lower()}{_course(lives[0])[1:]}",
        kept=any(kept(life) for life in lives),
        listed=any(name in lists_of(life, "black") for life in lives for name, _, _ in spans(life)),
        quiet=any(is_quiet(m) for life in lives for m in life["marks"]),
        drawing=draw(lives, heads, _parts(lives, partings), _alternative(lives)),
        alternative=_alternative(lives),
        legend=_legend(lives),
        sorts=SORTS,
        script=script,
        digest=b64encode(sha256(str(script).encode()).digest()).decode(),
    )
