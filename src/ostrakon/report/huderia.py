"""huderia.md: a run by the questions of HUDERIA, the Council of Europe's methodology: scale, scope, probability, reversibility.

Here lives which measures stand for which question, and right by right what of the regime restricts it. Never here: a judgement of how
grave anything is, or a rating; the document leaves those to people.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ostrakon.measures.exit_time import EVERY
from ostrakon.measures.rights import COUNTED
from ostrakon.report.facts import DASH, Facts, Md, bullets, figure, fill, joined, name, row, said_of, several, table, text
from ostrakon.report.odd import does, on, parts, takes, ways_out

# What a right rests on beside its person-days: measures of the run, and outcomes of an abolition.
BESIDE = {
    "expression": ("chilled", "silenced", "ever_chilled", "silent_untouched"),
    "family": ("harmed_by_association", "bystanders", "bystanders_per_sanctioned"),
}
AFTER = {"expression": ("chilled", "silenced", "conduct.expression"), "account": ("reach_lost",), "family": ("ties_cut",),
         "liberty": ("detained",)}
AMPLIFIED = {"recorded_wrongly": "recorded wrongly", "wrongly_listed": "listed wrongly"}


def huderia(facts: Facts) -> str:
    """The document."""
    return fill("huderia.md.j2", facts, **parts(facts), **rights(facts), exits=exits(facts), returns=returns(facts), left=left(facts),
                sentences=sentences(facts), lived=lived(facts),
                worst=worst(facts, ("sanctioned", "wrongly_listed", "denied_wrongly", "recorded")), amplified=amplified(facts))


def restricted_by(f: Facts) -> dict[str, list[str]]:
    """Right -> the consequences of the regime's file that restrict it, those switched off left out."""
    found: dict[str, list[str]] = {right: [] for right in COUNTED}
    society = f.society.model.kinds
    for key, one in on(f.regime.model.consequences).items():
        touched: set[str | None] = {society[kind].right for kind in one.deny}
        touched |= {kind.right for kind in society.values() if one.confine and kind.travel}
        touched |= {"expression"} if one.suspend_expression or one.remove_account else set()
        touched |= {"account"} if one.remove_account else set()
        touched |= {"liberty"} if one.detain_days else set()
        touched |= {"family"} if one.household_deny or one.ostracism else set()
        for right in found:
            if right in touched:
                found[right].append(key)
    return found


def rights(f: Facts) -> dict[str, Any]:
    """touched: (right, its lines) of those that the regime restricts or the run counted days of; untouched: the others by name."""
    by = restricted_by(f)
    counted = {right for right in COUNTED if f.has_value.get(f"rights.{right}", 0) > 0}
    touched = [right for right in COUNTED if by[right] or right in counted]
    return {"touched": [(right.capitalize(), bullets(_of_right(f, right, by[right]))) for right in touched],
            "untouched": several(right for right in COUNTED if right not in touched), "others": others(f, by)}


def others(f: Facts, by: Mapping[str, list[str]]) -> Md:
    """Consequences that take something and restrict none of the rights that are counted in days."""
    told = {key for keys in by.values() for key in keys}
    left_over = [(key, one) for key, one in on(f.regime.model.consequences).items() if takes(one) and key not in told]
    denied = {key: f"; requests denied: {joined(_denied(f, kind) for kind in one.deny)}" if one.deny else "" for key, one in left_over}
    return bullets(Md(f"{text(one.right or 'no right named')}: {_by(f, key)}{denied[key]}") for key, one in left_over)


def _of_right(f: Facts, right: str, by: list[str]) -> Iterator[Md]:
    m = f.regime.model
    held = list(dict.fromkeys(place for key in by for place in (*m.consequences[key].tiers, *m.consequences[key].lists)))
    yield Md("**What restricts it**: " + joined((_by(f, key) for key in by), none="nothing in the file as on the first day"))
    yield Md(f"**Scale**: {f.told(f'rights.{right}')}; {f.told(f'rights_yearly.{right}')}")
    denied = [kind for kind, one in f.society.model.kinds.items() if one.right == right and kind in f.evidence.run["requests"]]
    if any(f.evidence.run["requests"][kind]["value"] for kind in denied):
        yield Md("**Scope**, requests denied: " + joined(_denied(f, kind) for kind in denied if f.evidence.run["requests"][kind]["value"]))
    if right in BESIDE:
        yield Md("**Scope and probability**: " + joined(f.told(measure) for measure in BESIDE[right]))
    lists = [key for key in held if key in m.lists]
    if lists:
        yield Md("**Reversibility**, ways out: " + joined(Md(f"{name(key)}: {ways_out(f, key, m.lists[key])}") for key in lists))
    if any(f.regime.model.consequences[key].remove_account for key in by):
        yield Md("**Reversibility**, the account: once removed it does not come back in the model, whatever becomes of the listing")
    if f.evidence.lasting is not None:
        names = [*AFTER.get(right, ()), *(f"requests.{kind}" for kind in denied)]
        after = [Md(f"{text(one['title'].lower())}: {_left(one)}") for key in names
                 if (one := f.evidence.lasting["outcomes"].get(key)) and _moved(one)]
        yield Md("**Reversibility**, when the regime ends: " + joined(after, none="no outcome of this right that is told was moved"))


def _by(f: Facts, key: str) -> Md:
    one = f.regime.model.consequences[key]
    return Md(f"{name(key)} of {several((*one.tiers, *one.lists))} ({does(f, key, one)})")


def _denied(f: Facts, kind: str) -> Md:
    wrongful = f.evidence.run["requests_judged"].get("wrongful_denial_share", {}).get(kind, {"value": None})
    said = f", of which wrongly {figure(wrongful)}" if wrongful["value"] is not None else ""
    return Md(f"{name(kind)} {figure(f.evidence.run['requests'][kind])}{said}")


def _moved(one: Mapping[str, Any]) -> bool:
    """Whether an outcome differed from where the regime never was, under it or at the end."""
    return any(one["effects"][when]["value"] for when in ("before", "last"))


def _left(one: Mapping[str, Any]) -> Md:
    """What of an outcome's difference is left in the last weeks without the regime, and when it could no longer be told."""
    last = figure({**one["effects"]["last"], "unit": one["unit"]})
    share = one["left"]
    of = f"; of the difference under it is left {figure({**share, 'unit': 'share'})}" if share["value"] is not None else ""
    back = f"; from week {one['back']} on not to be told from chance" if one.get("back") is not None else ""
    return Md(f"difference from where it never was, in the last weeks without it: {last}{of}{back}")


def exits(f: Facts) -> Md:
    """How long listings last, by list, all and the wrongful; '' when the run tells nothing of it."""
    found = f.within("exit_time", "lists")
    rows = []
    for key, sorts in found.items():
        for whose, one in sorts.items():
            if key == EVERY and len(found) == 2:
                continue        # one list: it and all of them are the same
            told = [figure(one.get(of, one)) for of in ("median", "never_restored", "still_listed_after_one_year")]
            rows.append(row(text(key) if key == EVERY else name(key), whose, one.get("listings", 0), *told))
    return table(("List", "Listings", "How many", "Half have ended by", "Not ended by the end of the run", "Longer than a year"), rows)


def returns(f: Facts) -> Md:
    """The expected way back from each state of standing and hardship, of those that somebody was seen in."""
    found = f.within("poverty_trap", "days_to_return")
    return bullets(Md(f"from {text(state)}: {figure(one)}") for state, one in found.items() if one.get("value") is not None)


def left(f: Facts) -> Md:
    """What remains when the regime ends, for each outcome that it moved; '' when that is not in the study or nothing was moved."""
    lasting = f.evidence.lasting
    if lasting is None:
        return Md("")
    return table(("Outcome", "Under the regime", "Last weeks without it", "Left of the difference", "Back by week"), [
        row(text(one["title"]), *(figure({**one["effects"][when], "unit": one["unit"]}) for when in ("before", "last")),
            figure({**one["left"], "unit": "share"}) if one["left"]["value"] is not None else DASH,
            one["back"] if one.get("back") is not None else DASH) for one in lasting["outcomes"].values() if _moved(one)])


def lived(f: Facts) -> dict[str, Md]:
    """On how many people and days each other part of a study rests; '' for a part that is not there."""
    e = f.evidence
    found = {"changes": e.changes, "why": e.why, "unknown": e.unknown, "lasting": e.lasting}
    return {key: Md("{people:,} people, {days:,} days, seed {seed}".format(**part["run"]) if part is not None else "")
            for key, part in found.items()}


def sentences(f: Facts) -> dict[str, Md]:
    """What the other parts of a study say in their own sentences, those on a variant under its name; '' for a part that is not there."""
    e = f.evidence
    why, unknown = ([said for one in part["sentences"].values() for said in one] if part is not None else [] for part in (e.why, e.unknown))
    lasting = e.lasting["sentences"] if e.lasting is not None else []
    return {"changes": _by_variant(e.changes), **{part: bullets(said) for part, said in (("why", why), ("unknown", unknown),
                                                                                         ("lasting", lasting))}}


def _by_variant(changes: Mapping[str, Any] | None) -> Md:
    if changes is None:
        return Md("")
    variants = zip(changes["arms"][1:], changes["sentences"], strict=True)
    return Md("\n\n".join(f"Under {name(arm['name'])} ({text(arm['title'])}):\n\n{bullets(said)}" for arm, said in variants))


def worst(f: Facts, measures: tuple[str, ...]) -> Md:
    """The cohorts that clearly bear more than the others, of each of these measures."""
    return bullets(line for measure in measures for line in f.worst(measure, 3))


def amplified(f: Facts) -> Md:
    """Whether errors of a channel that falls on some classes more often grow on the way to a list; '' when no channel does."""
    return bullets(Md(f"{text(contrast)}: as declared {said_of(one['sensor'], None)} times as often; "
                      + joined(Md(f"{words} {figure(one[of])}") for of, words in AMPLIFIED.items() if of in one))
                   for contrast, one in f.within("amplification", "contrasts").items())
