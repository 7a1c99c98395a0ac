"""What would change it: other regimes on the same people with the same luck, and who changes sides.

Here lives what is told of paired differences. Never here: a difference that has no interval, or one that does not leave out 0, told as one.
"""

from collections.abc import Iterator

from ostrakon.report.chapters.base import (
    NOTHING,
    Cell,
    Chapter,
    Figure,
    Heading,
    Listing,
    Node,
    Paragraph,
    Statement,
    Teller,
    all_of,
    chapter,
    clear,
    spread,
)
from ostrakon.report.messages import slug
from ostrakon.report.statements import Number, base_of

TOLD = ("wrongly_listed", "listed", "bad_credit", "ever_denied", "ever_chilled", "harmed_by_association")


def changes(teller: Teller) -> Chapter | None:
    """The chapter; None without a comparison."""
    part = teller.part("changes")
    if part is None:
        return None
    variants = range(1, len(part["arms"].value))
    blocks = [block for i in variants for block in _variant(teller, part, i)]
    return chapter("changes", teller, _intro(teller, part), *blocks, _figure(teller, part), _sides(teller, part))


def clearest(teller: Teller, id_: str) -> Statement | None:
    """The weightiest outcome that a variant which is not the end of the regime clearly changes, as a finding."""
    part = teller.part("changes")
    if part is None:
        return None
    variants = [i for i, arm in enumerate(part["arms"].value) if i and arm["name"] != NOTHING]
    told = (_difference(teller, part, outcome, i, id_) for outcome in TOLD for i in variants)
    return next((one for one in told if one is not None), None)


def _intro(t: Teller, part: Node) -> Paragraph:
    run = part["run"]
    return Paragraph((t.state("changes-intro", "changes-intro", people=Number(run["people"]), days=Number(run["days"])),))


def _arm(t: Teller, part: Node, i: int) -> str:
    """What a variant is called in a sentence."""
    return t.arm(str(part["arms"][i]["name"].value), str(part["arms"][0]["name"].value))


def _variant(t: Teller, part: Node, i: int) -> Iterator[Heading | Listing | Paragraph | None]:
    found = [_difference(t, part, outcome, i, f"changes-{i}-{outcome}") for outcome in TOLD]
    silent = [outcome for outcome, told in zip(TOLD, found, strict=True)
              if told is None and part["outcomes"].at(outcome, "differences") is not None]
    yield Heading(_arm(t, part, i))
    yield _claim(t, part, i)
    more = None
    if silent:
        more = t.state(f"changes-{i}-unclear", "changes-unclear", what=t.words.joined([t.title(outcome) for outcome in silent]),
                       rests_on=tuple(part["outcomes"][outcome]["differences"][i - 1] for outcome in silent))
    yield all_of(*found, more, listed=True)


def _claim(t: Teller, part: Node, i: int) -> Listing | None:
    """The claim of the regime's file that a variant does without, in its words; the title of one that has a file of its own."""
    arm = part["arms"][i].value
    code = str(arm["name"]).rpartition(" without ")[2]
    found = t.evidence.regime.model.mechanisms.get(code)
    if found is not None:
        return Listing((Cell(found.claim, t.is_foreign),), t.say("changes-claim", code=code))
    if code != arm["name"] or code == NOTHING:
        return None
    return Listing((Cell(t.words.title(str(arm["title"])), t.is_foreign and not t.words.has(f"name-{slug(str(arm['title']))}")),),
                   t.say("regime-summary"))


def _difference(t: Teller, part: Node, outcome: str, i: int, id_: str) -> Statement | None:
    told = part["outcomes"].at(outcome, "differences")
    gap = None if told is None else told[i - 1]
    if gap is None or not clear(gap):
        return None
    arms = part["outcomes"][outcome]["arms"]
    base = base_of(max(arms[0]["value"].value, arms[i]["value"].value))
    less = gap["value"].value < 0
    message = f"change-{outcome.replace('_', '-')}-{'fewer' if less else 'more'}"
    digits = 0 if base * abs(gap["value"].value) >= 2 else 1
    return t.state(id_, message, arm=_arm(t, part, i), of=base, n=spread(gap, base, bare=True, swap=less),
                   before=Number(arms[0]["value"], base, digits), after=Number(arms[i]["value"], base, digits))


def _figure(t: Teller, part: Node) -> Figure | None:
    told = [outcome for outcome in TOLD if any(gap["value"] for gap in part["outcomes"][outcome]["differences"].value)]
    if not told:
        return None
    arms = Number(part["outcomes"][told[0]]["differences"], entries=True)
    title = clearest(t, "figure-changes") or t.state("figure-changes", "figure-changes", arms=arms, people=Number(part["run"]["people"]))
    return Figure("changes", title, t.say("alt-changes"), "changes", {"measures": tuple(told)}, tuple(told), (t.say("how-paired"),))


def _sides(t: Teller, part: Node) -> Figure | None:
    sides = part.at("sides", "listed", "variants")
    if sides is None or not any(one["only_baseline"] + one["only_variant"] for one in sides.value):
        return None
    cells, arms = sides.value, part["arms"].value
    i = max(range(len(cells)), key=lambda i: (arms[i + 1]["name"] != NOTHING, cells[i]["only_baseline"] + cells[i]["only_variant"]))
    title = t.state("figure-sides", "figure-sides", arm=_arm(t, part, i + 1), off=Number(sides[i]["only_baseline"]),
                    on=Number(sides[i]["only_variant"]))
    return Figure("sides", title, t.say("alt-sides"), "sides", {}, (), (t.say("how-sides"),))
