"""What a mark of a life tells when it is opened: what happened, and beside it what the regime wrote, as names and values.

Here live those names and values, from plain data in the form ``life/1``. Never here: markup, or a reason that is not in the data.
"""

from collections.abc import Iterator

from ostrakon.results.figures import signed
from ostrakon.results.life_marks import GATES, Data, choice, joined, kept, on, plain, points_of, whose

Pairs = list[tuple[str, str]]
WRONGLY = "no: without errors and without what others did not on this list"


def happened(mark: Data, life: Data) -> Pairs:
    """The truth of a mark, as names and values."""
    what = mark["what"]
    if what == "occasion":
        return list(_choice(mark))
    if what in ("record of another's act", "record of nothing"):
        actor = (mark["record"].get("actor") or "somebody else") if what != "record of nothing" else None
        return [("Act", f"{plain(mark['kind'])} ({mark['nature']})"), ("Done by", actor or "nobody: it never happened")]
    if what == "paid for another":
        true = {"right": "the act of", "misattributed": "somebody else's act, recorded as an act of",
                "false": "nothing that happened, recorded as an act of"}[mark.get("truth") or "right"]
        return [("Act", f"{plain(mark['kind'])} ({mark['nature']})"), ("Whose", f"{true} {whose(mark.get('source'))}")]
    return list(_truth_of_standing(mark, life))


def _choice(m: Data) -> Iterator[tuple[str, str]]:
    yield "Occasion", f"{plain(m['kind'])} ({m['nature']})"
    yield "Choice", choice(m)
    if m["answer"] in ("went ahead", "spoke up") and m["nature"] != "request":
        yield "Could be seen by", joined([plain(x) for x in m.get("could_see") or []]) or "no channel"
    if m.get("evaded"):
        yield "Evaded", plain(m["evaded"])
    yield "Standing", f"tier {plain(m['tier'])}, on {joined([plain(x) for x in m.get('lists') or []]) or 'no list'}"
    yield "Fear, hardship", f"{m['fear']} and {m['hardship']} of 15"


def _truth_of_standing(m: Data, life: Data) -> Iterator[tuple[str, str]]:
    if m["what"] == "company":
        yield "Ties", f"{m['ties']:,}, with a mean score of {m['mean']:,}"
    if m["what"] == "fear":
        yield "Sanctioned", whose(m.get("source"))
        yield "Fear", f"rises by {m['fear'] / 256:.2g} of 15 levels"
    if m["what"] == "tie cut":
        yield "Tie to", whose(m.get("source"))
    if m["what"] == "listed":
        yield "Rightly", WRONGLY if m["listing"].get("wrongful") else "yes, by the regime's own rules"
        if m["listing"].get("judged"):
            yield "Listed", joined(m["listing"]["judged"])
    if m["what"] in ("tier", "listed"):
        at = _score_at(life, m["day"])
        if at:
            yield "Shadow score", f"{at['shadow']:,}, without errors and without what others did"


def _score_at(life: Data, day: int) -> Data | None:
    before = [s for s in life["scores"] if s["day"] <= day]
    return before[-1] if before and kept(life) else None


def written(mark: Data, life: Data) -> Pairs:
    """What the regime has of a mark, as names and values; empty where it has nothing."""
    found = list(_record(mark["record"])) if mark.get("record") else []
    if mark.get("request"):
        found += _request(mark["request"])
    found += _points(points_of(mark))
    if mark["what"] == "paid for another":
        found.append(("On account of", whose(mark.get("source"))))
    if mark["what"] == "company":
        then = f", then {mark['score_after']:,}" if mark.get("score_after") is not None else ""
        found.append(("Score", f"{mark['score_before']:,}{then}"))
    if mark["what"] in ("tier", "listed"):
        at = _score_at(life, mark["day"])
        found += [("Score", f"{at['score']:,}")] if at else []
    if mark["what"] == "tier":
        found.append(("Tier", f"{plain(mark['tier'])}, before {plain(mark['tier_before'])}"))
    if mark.get("listing"):
        found += _listing(mark["listing"], life)
    if mark["what"] == "appeal decided":
        found.append(("Appeal", "granted" if mark["granted"] else "refused"))
    if mark.get("consequence"):
        found += _consequence(mark["consequence"])
    return found


def _record(r: Data) -> Iterator[tuple[str, str]]:
    yield "Recorded by", plain(r["channel"])
    yield "As an act of", f"{r['on']}, somebody else" if r.get("on") else "this person"
    if r["truth"] == "right":
        yield "On account of", "the person's own act"
    else:
        yield "On account of", "an error: the wrong person" if r["truth"] == "misattributed" else "an error: nothing happened"
    yield "Fate", r["fate"] + (f", counts on day {r['due']:,}" if r.get("due") is not None else "")
    if r.get("points_without_error") is not None:
        yield "Without error", f"{signed(r['points_without_error'])} points for this person"


def _points(p: Data | None) -> Iterator[tuple[str, str]]:
    if not p:
        return
    yield "Points", f"{signed(p['points'])}" + (f", record {p['repetition']} of its window" if p["repetition"] > 1 else "")
    source = [x for x in (p["rule"].get("citation"), p["rule"].get("article")) if x]
    yield "Rule", plain(p["rule"]["name"]) + (f" ({', '.join(source)})" if source else "")
    if p.get("lists"):
        yield "Puts on", plain(p["lists"])


def _request(r: Data) -> Iterator[tuple[str, str]]:
    yield "Request", GATES[r["answer"]]
    if r.get("why"):
        yield "Closed for", joined(r["why"])
    if r.get("wrongly"):
        yield "Wrongly", "yes: the shadow's standing would not be denied"
    if r.get("innocent"):
        yield "Innocent", "nothing unlawful done and no contract broken so far"
    cost = [f"{r[x]:,} {x}" for x in ("yuan", "minutes") if r.get(x)]
    if cost:
        yield "Costs", joined(cost)


def _listing(entry: Data, life: Data) -> Iterator[tuple[str, str]]:
    yield "List", plain(entry["name"])
    if entry.get("by"):
        cut = {name: cutoff for name, _, cutoff in life["scale"]["lists"]}.get(entry["name"])
        yield "Entered by", entry["by"] + (f", cutoff {cut:,}" if entry["by"] == "score" and cut is not None else "")
    if entry.get("until") is not None:
        yield "Until", on(life["start"], entry["until"])
    if entry.get("way_out"):
        yield "Way out", entry["way_out"]
    if entry.get("days") is not None:
        yield "Days", f"{entry['days']:,}"


def _consequence(c: Data) -> Iterator[tuple[str, str]]:
    yield "Follows from", plain(c["of"])
    if c["names"]:
        yield "From now on", joined([plain(x) for x in c["names"]])
    if c.get("fine_yuan"):
        yield "Fine", f"{c['fine_yuan']:,} yuan"
    if c.get("detained_days"):
        yield "Detained", f"{c['detained_days']:,} days"
    told = [words for key, words in (("public", "the name is made public"), ("account_removed", "the account is removed")) if c.get(key)]
    if told:
        yield "Also", joined(told)
