"""Why: which parts of the regime an outcome comes from, and what remains when it ends.

Here lives what is told of an ablation and of an abolition. Never here: a contribution that cannot be told from nothing, as one.
"""

from collections.abc import Iterator

from ostrakon.experiments.shares import WHOLE
from ostrakon.report.chapters.base import Chapter, Figure, Node, Paragraph, Statement, Teller, all_of, chapter, clear, spread
from ostrakon.report.statements import Number, base_of


def why(teller: Teller) -> Chapter | None:
    """The chapter; None without an ablation."""
    part = teller.part("why")
    if part is None:
        return None
    blocks = [block for name in part["outcomes"].value for block in _outcome(teller, part, name)]
    run = part["run"]
    intro = teller.state("why-intro", "why-intro", people=Number(run["people"]), parts=Number(part["parts"], entries=True),
                         coalitions=Number(part["coalitions"], entries=True))
    return chapter("why", teller, Paragraph((intro,)), *blocks)


def _part_words(t: Teller, part: Node) -> dict[str, str]:
    return {one["name"]: t.text(str(one["words"])) for one in part["parts"].value}


def _outcome(t: Teller, part: Node, name: str) -> Iterator[Paragraph | Figure | None]:
    told, words = part["outcomes"][name], _part_words(t, part)
    title = t.title(name)
    if told["total"].at("value") is None:
        yield all_of(t.state(f"why-{name}", "why-no-value", outcome=title, rests_on=(told["total"],)))
        return
    found, unclear = [], []
    for key, one in told["parts"].items():
        if clear(one["shapley"]):
            found.append(_adds(t, name, key, one, words))
        else:
            unclear.append(key)
    most = max(told["parts"].value, key=lambda key: told["parts"].value[key]["shapley"]["value"] or 0.0)
    more = t.state(f"why-{name}-unclear", "why-unclear", outcome=title, parts=t.words.joined([words[key] for key in unclear]),
                   rests_on=tuple(told["parts"][key]["shapley"] for key in unclear)) if unclear else None
    yield all_of(_total(t, name, told, title), *found, more, listed=True)
    if any(one["shapley"]["value"] for one in told["parts"].value.values()):
        message = "figure-why" if clear(told["parts"][most]["shapley"]) else "figure-why-unclear"
        figure = t.state(f"figure-why-{name}", message, outcome=title, **({"part": words[most]} if message == "figure-why" else {}),
                         rests_on=(told["parts"][most]["shapley"]["value"],))
        yield Figure(f"why-{name.replace('_', '-').replace('.', '-')}", figure, t.say("alt-why"), "why", {"outcome": name}, (name,),
                     (t.say("how-shapley"),))


def _is_share(told: Node) -> bool:
    return str(told["unit"].value).startswith("share of people")


def _total(t: Teller, name: str, told: Node, title: str) -> Statement | None:
    if not _is_share(told) or told["on"].at("value") is None or not told["on"]["value"].value:
        return None
    base = base_of(max(told["on"]["value"].value, told["off"]["value"].value))
    return t.state(f"why-{name}-total", "why-total", outcome=title, of=base, n=spread(told["on"], base),
                   off=Number(told["off"]["value"], base, 0))


def _adds(t: Teller, name: str, key: str, one: Node, words: dict[str, str]) -> Statement:
    share = one.at("of_outcome")
    less = one["shapley"]["value"].value < 0
    if share is not None and clear(share) and not less and share["value"].value <= WHOLE:
        return t.state(f"why-{name}-{key}", "why-of-hundred", part=words[key], outcome=t.title(name), n=spread(share),
                       value=Number(share["value"], 1.0, 0))
    return t.state(f"why-{name}-{key}", "why-less" if less else "why-adds", part=words[key], outcome=t.title(name),
                   rests_on=(one["shapley"]["value"],))


def lasting(teller: Teller) -> Chapter | None:
    """What remains when the regime ends; None without an abolition."""
    part = teller.part("lasting")
    if part is None:
        return None
    t, run, ending = teller, part["run"], part["ending"]
    intro = t.state("lasting-intro", "lasting-intro", people=Number(run["people"]), before=Number(ending["before"]),
                    after=Number(ending["after"]))
    outcomes = {name: one for name, one in part["outcomes"].items() if one.value.get("effects")}
    left = [name for name, one in outcomes.items() if clear(one["effects"]["last"])]
    gone = [name for name, one in outcomes.items() if clear(one["effects"]["before"]) and name not in left]
    told = [t.state(f"lasting-{name}", "lasting-left", outcome=_title(t, outcomes[name]), unit=t.text(str(outcomes[name]["unit"].value)),
                    n=spread(outcomes[name]["effects"]["last"]), weeks=Number(ending["after"])) for name in left]
    back = t.state("lasting-gone", "lasting-gone", outcomes=t.words.joined([_title(t, outcomes[name]) for name in gone]),
                   weeks=Number(ending["after"]), rests_on=tuple(outcomes[name]["effects"]["last"] for name in gone)) if gone else None
    none = None if left or gone else t.state("lasting-none", "lasting-none", rests_on=(part["outcomes"],))
    return chapter("lasting", t, all_of(intro), all_of(*told, back, none, listed=True), _remains(t, part, left))


def _title(t: Teller, outcome: Node) -> str:
    return t.text(str(outcome["title"].value))


def _remains(t: Teller, part: Node, left: list[str]) -> Figure | None:
    weekly = [one for one in part["outcomes"].value.values() if one.get("weeks")]
    if not any(any(value or 0.0 for value in arm["value"]) for one in weekly for arm in one["weeks"]["arms"]):
        return None
    message = "figure-lasting-left" if left else "figure-lasting-gone"
    given = {"outcomes": t.words.joined([_title(t, part["outcomes"][name]) for name in left])} if left else {}
    title = t.state("figure-lasting", message, rests_on=tuple(part["outcomes"][name]["effects"]["last"] for name in left), **given)
    return Figure("lasting", title, t.say("alt-lasting"), "lasting", {}, (), (t.say("how-lasting"),))
