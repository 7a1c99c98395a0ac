"""The page of a life stands alone, has every mark twice (drawn and told), tells truth beside record, and escapes what it is given."""

import copy
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, get_args

import pytest

from ostrakon.lives import form
from ostrakon.results import life_drawing as d
from ostrakon.results.life_marks import SORTS, is_quiet, sorts
from ostrakon.results.life_page import render
from ostrakon.results.life_shapes import SHAPES
from ostrakon.results.life_words import happened, written

NONE = (None, "")
VOID = {"meta", "link", "br", "img", "hr", "input"}
RULE = {"name": "speech_rule", "article": "A9", "citation": "a_source"}
OTHER = {"id": "Here/0/7", "role": "close friend"}


def occasion(day: int, **more: Any) -> dict[str, Any]:
    return {"day": day, "time": "06:00", "what": "occasion", "kind": "criticism", "nature": "expression", "answer": "went ahead",
            "tier": "middle", "lists": [], "fear": 0, "hardship": 0, "could_see": ["social_media"], **more}


def record(truth: str = "right", **more: Any) -> dict[str, Any]:
    return {"channel": "social_media", "truth": truth, "fate": "kept", "number": 1, **more}


def points(day: int, n: int, **more: Any) -> dict[str, Any]:
    return {"day": day, "points": n, "repetition": 1, "rule": RULE, **more}


MARKS: list[dict[str, Any]] = [
    occasion(1),
    occasion(2, answer="did not"),
    occasion(3, answer="kept silent", fear=4),
    occasion(3, answer="spoke up", time="07:00"),
    occasion(4, answer="stopped by a gate", lists=["shame"]),
    occasion(4, answer="detained", time="07:00"),
    occasion(10, record=record(points=points(10, -50, repetition=3, lists="shame"))),
    occasion(11, record=record("misattributed", on="Here/0/9", points_without_error=-50), evaded="street_camera"),
    occasion(12, nature="request", kind="fly", could_see=[], request={"answer": "granted", "why": [], "yuan": 800, "minutes": 90}),
    occasion(13, nature="request", kind="fly", could_see=[], request={"answer": "granted by privilege", "why": []}),
    occasion(14, nature="request", kind="fly", could_see=[], request={"answer": "refused", "why": []}),
    occasion(15, nature="request", kind="fly", could_see=[],
             request={"answer": "denied", "why": ["standing", "family"], "wrongly": True, "innocent": True}),
    {"day": 16, "what": "record of another's act", "kind": "littering", "nature": "unlawful", "truth": "misattributed",
     "record": record("misattributed", actor="Here/0/8", points=points(16, -20))},
    {"day": 17, "what": "record of nothing", "kind": "littering", "nature": "unlawful", "truth": "false",
     "record": record("false", fate="waits for review", due=19)},
    {"day": 18, "what": "paid for another", "kind": "criticism", "nature": "expression", "source": OTHER, "truth": "right",
     "points": points(18, -25)},
    {"day": 20, "what": "tier", "tier_before": "middle", "tier": "low"},
    {"day": 20, "what": "listed", "listing": {"name": "shame", "by": "score", "until": 25, "wrongful": True, "judged": ["by association"]}},
    {"day": 20, "what": "consequence", "consequence": {"of": "shame", "names": ["no_flight"], "fine_yuan": 1500, "detained_days": 2,
                                                        "sanction": True, "public": True, "account_removed": True}},
    {"day": 20, "what": "fear", "fear": 768, "source": {"id": "Here/0/5", "role": "self"}},
    {"day": 21, "what": "tie cut", "source": OTHER, "listing": {"name": "shame"}},
    {"day": 22, "what": "appeal lodged", "listing": {"name": "shame", "until": 24}},
    {"day": 24, "what": "appeal decided", "granted": True, "listing": {"name": "shame", "days": 2}},
    {"day": 24, "what": "off a list", "listing": {"name": "shame", "way_out": "appeal granted", "days": 4}},
    {"day": 25, "what": "tier", "tier_before": "low", "tier": "middle"},
    {"day": 26, "what": "listing stopped", "listing": {"name": "shame"}},
    {"day": 27, "what": "listed", "listing": {"name": "honour", "by": "rule"}},
    {"day": 28, "what": "company", "score_before": 90, "mean": 88, "ties": 6},
]


def life(**more: Any) -> dict[str, Any]:
    """A life with a mark of every sort; it has the form, so that a mark no life can have is no mark of these tests."""
    made = {
        "ostrakon": "life/1", "note": "Everyone is synthetic.", "society": "a-society", "seed": 5, "people": 1000, "days": 30,
        "start": "2021-01-01", "regime": {"id": "a-regime", "title": "A regime", "changes": [], "program_digest": "abc"},
        "scale": {"low": 0, "high": 200, "tiers": [["low", None], ["middle", 60]],
                  "lists": [["shame", "black", 40], ["honour", "red", None]]},
        "person": {"id": "Here/0/5", "region": "Here", "urban": "urban", "age": 33, "sex": "female", "minority": "han",
                   "education": "primary", "occupation": "clerk", "quintile": "q2", "internet": "yes", "role": "single",
                   "detection_class": "one", "enrolled": True, "aware": False, "followers": 3, "household": [{"id": "Here/0/6"}],
                   "close_friends": [OTHER], "acquaintances": 4},
        "scores": [{"day": 0, "score": 100, "no_error": 100, "no_association": 100, "shadow": 100, "why": "start"},
                   {"day": 10, "score": 50, "no_error": 70, "no_association": 60, "shadow": 80, "why": "settlement"}],
        "marks": MARKS, "feelings": [],
        "ends": {"score": 50, "shadow_score": 80, "tier": "middle", "lists": ["honour"], "wrongly_listed": True, "days_listed": 4,
                 "denials": 1, "chilled": 1, "points_lost": 70, "points_lost_to_others": 25},
        **more,
    }
    form.Life.model_validate(made)
    return copy.deepcopy(made)


class Page(HTMLParser):
    """Raises when tags do not close in order; keeps links with what they hold, rows, the script, and every attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.links: list[dict[str, Any]] = []
        self.rows: dict[str, list[str]] = {}
        self.text: list[str] = []
        self.script = ""
        self.row: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.seen.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append({**found, "title": "", "uses": []})
        if tag == "tr":
            self.row = self.rows.setdefault(found.get("id") or "", [])
        if tag in ("td", "th"):
            self.row.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag == "use" and "a" in self.open:
            self.links[-1]["uses"].append(dict(attrs)["href"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if "script" in self.open:
            self.script += data
        if "a" in self.open and "title" in self.open:
            self.links[-1]["title"] += data
        if "td" in self.open or "th" in self.open:
            self.row[-1] += data


def all_keys(model: dict[str, Any]) -> dict[str, Any]:
    """The same life with every optional key, null where it says nothing."""
    return form.Life.model_validate(model).model_dump(mode="json")


def test_nothing_is_asked_of_any_other_machine() -> None:
    html = render([life()], [NONE])
    page = Page(html)
    assert not re.search(r"https?:|//[a-z]+\.[a-z]|@import|url\((?!#)", html)
    assert "fetch(" not in page.script and "XMLHttpRequest" not in page.script and "innerHTML" not in page.script
    for tag, attrs in page.seen:
        for name, value in attrs.items():
            assert not (name in ("href", "src", "action", "xlink:href") and not str(value).startswith("#")), (tag, name, value)
            assert not name.startswith("on"), (tag, name)
    policy = next(str(a["content"]) for tag, a in page.seen if a.get("http-equiv") == "Content-Security-Policy")
    digest = b64encode(sha256(page.script.encode()).digest()).decode()
    assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy
    assert page.script.strip()


def test_a_page_without_marks_is_small() -> None:
    assert len(render([life(marks=[])], [NONE])) < 60_000


def test_every_mark_is_drawn_once_and_told_once_and_can_be_reached() -> None:
    lives = [life(), life(marks=MARKS[:5])]
    page = Page(render(lives, [NONE, NONE]))
    wanted = [f"m{n}-{i}" for n, one in enumerate(lives) for i in range(len(one["marks"]))]
    assert [a["href"] for a in page.links] == [f"#{name}" for name in wanted]
    assert [name for name in page.rows if re.fullmatch(r"m\d+-\d+", name)] == wanted
    ids = [a["id"] for _, a in page.seen if a.get("id")]
    assert len(ids) == len(set(ids))
    for a in page.links:
        assert a["title"] and a["uses"] and "tabindex" not in a
        assert all(href[1:] in ids for href in a["uses"])


def test_every_sort_has_a_shape_of_its_own_and_every_kind_of_mark_a_sort() -> None:
    assert set(SHAPES) == set(SORTS) and len(set(SHAPES.values())) == len(SHAPES)
    one = life()
    drawn = [sort for m in one["marks"] for sort in sorts(m, one)]
    assert set(drawn) == set(SORTS)
    assert {m["what"] for m in MARKS} == set(get_args(form.What))
    assert {m["answer"] for m in MARKS if m["what"] == "occasion"} == set(get_args(form.Answer))


def test_the_legend_counts_what_is_drawn_and_offers_nothing_else() -> None:
    one = life(marks=MARKS[6:9])
    html = render([one], [NONE])
    boxes = [str(a["id"]) for tag, a in Page(html).seen if tag == "input"]
    assert boxes == ["f-ahead", "f-right", "f-misattributed", "f-granted", "f-quiet"]
    assert Counter(sort for m in one["marks"] for sort in sorts(m, one))["ahead"] == 2
    assert re.search(r"went ahead <small>2</small>", html)


def test_names_are_text() -> None:
    evil = "<img src=x onerror=1>&\"'"
    regime = {"id": f"r{evil}", "title": f"t{evil}", "changes": [f"c{evil}"], "program_digest": evil}
    rule = {"name": evil, "article": evil, "citation": evil}
    marks = [occasion(1, kind=f"k{evil}", record=record(channel=evil, on=evil, points={**points(1, -1), "rule": rule}))]
    one = life(regime=regime, marks=marks, person={**life()["person"], "id": evil, "region": evil, "occupation": evil})
    page = Page(render([one, one], [NONE, (10, f"They part. {evil}")]))
    assert not [tag for tag, _ in page.seen if tag == "img"]
    assert sum(f"k{evil}".capitalize() in text for text in page.text) >= 2
    assert f"They part. {evil}" in page.text


def test_truth_stands_beside_what_the_regime_wrote() -> None:
    one = life()
    rows = Page(render([one], [NONE])).rows

    def row(name: str) -> list[str]:
        return [" ".join(cell.split()) for cell in rows[name]]

    when, true, written_down, cost = row("m0-6")
    assert when == "11 Jan 2021day 10, 06:00" and cost == "−50"
    assert "Could be seen bysocial media" in true and "Standingtier middle, on no list" in true
    assert "Points−50, record 3 of its window" in written_down and "Rulespeech rule (a_source, A9)" in written_down
    assert "Puts onshame" in written_down and "the person's own act" in written_down
    _, true, written_down, cost = row("m0-7")
    assert "Evadedstreet camera" in true and "Here/0/9, somebody else" in written_down
    assert "Without error−50 points for this person" in written_down and cost == ""
    _, true, written_down, _ = row("m0-12")
    assert "Done byHere/0/8" in true and "an error: the wrong person" in written_down
    _, true, written_down, _ = row("m0-13")
    assert "it never happened" in true and "counts on day 19" in written_down
    _, true, written_down, _ = row("m0-14")
    assert "the act of a close friend (Here/0/7)" in true and "On account ofa close friend (Here/0/7)" in written_down
    _, true, written_down, _ = row("m0-16")
    assert "by association" in true and "Shadow score80" in true and "Score50" in written_down and "score, cutoff 40" in written_down
    assert row("m0-0")[2] == "Nothing."


def test_a_denied_request_and_a_consequence_tell_all_they_know() -> None:
    one = life()
    denied, granted, struck = (dict(written(one["marks"][n], one)) for n in (11, 8, 17))
    assert denied == {"Request": "denied", "Closed for": "standing and family", "Wrongly": "yes: the shadow's standing would not be denied",
                      "Innocent": "nothing unlawful done and no contract broken so far"}
    assert granted == {"Request": "granted", "Costs": "800 yuan and 90 minutes"}
    assert struck == {"Follows from": "shame", "From now on": "no flight", "Fine": "1,500 yuan", "Detained": "2 days",
                      "Also": "the name is made public and the account is removed"}
    assert dict(happened(one["marks"][18], one)) == {"Sanctioned": "the person", "Fear": "rises by 3 of 15 levels"}


def test_quiet_is_what_changed_nothing() -> None:
    quiet = [n for n, m in enumerate(MARKS) if is_quiet(m)]
    assert quiet == [0, 1, 8, 10, len(MARKS) - 1]
    links = Page(render([life()], [NONE])).links
    assert [n for n, a in enumerate(links) if a.get("class") == "quiet"] == quiet


def test_keys_that_are_null_say_nothing() -> None:
    assert render([all_keys(life())], [NONE]) == render([life()], [NONE])


def test_lists_are_drawn_from_the_morning_after_entry_to_the_day_of_exit() -> None:
    one = life()
    assert list(d.spans(one)) == [("shame", 21, 25), ("honour", 28, 30)]
    before = life(marks=[m for m in MARKS if m["what"] != "listed"])
    assert list(d.spans(before)) == [("shame", 0, 25), ("honour", 0, 30)]
    page = Page(render([one], [NONE]))
    axis = d.Axis("2021-01-01", 30)
    band = next(a for tag, a in page.seen if a.get("class") == "listed" and tag == "rect")
    assert (band["x"], band["width"]) == (f"{axis.x(21):.1f}", f"{axis.x(25) - axis.x(21):.1f}")
    assert sum(a.get("class") == "listed" for _, a in page.seen) == 1     # a red list has no band


def test_a_score_holds_from_the_evening_of_its_day_and_all_lives_share_its_scale() -> None:
    other = life(scores=[{**life()["scores"][0], "score": 180, "shadow": 180}])
    page = Page(render([life(), other], [NONE, NONE]))
    axis = d.Axis("2021-01-01", 30)
    first, second = [str(a["d"]) for _, a in page.seen if a.get("class") == "score"][-2:]
    corners = [tuple(map(float, corner.split())) for corner in first[1:].split("L")]
    assert [x for x, _ in corners] == [round(axis.x(day), 1) for day in (0, 11, 11, 30)]
    low, high = d.reach(life(), [life(), other])
    assert (low, high) == d.reach(other, [life(), other]) and low < 40 and high > 180
    fall = (corners[2][1] - corners[1][1]) / d.SCORE * (high - low)
    assert fall == pytest.approx(50, abs=0.2) and second != first


def test_marks_lie_at_their_time_and_what_comes_of_a_day_at_its_end() -> None:
    axis = d.Axis("2021-01-01", 30)
    links = Page(render([life()], [NONE])).links
    assert links[0]["data-x"] == f"{axis.x(1.25):.1f}"
    assert links[15]["data-x"] == f"{axis.x(21):.1f}"


def test_symbols_of_one_place_give_way_to_each_other() -> None:
    html = render([life(marks=[MARKS[14]] * 3)], [NONE])
    places = re.findall(r'class="k-paid" transform="translate\(([\d.]+) ([\d.]+)\)', html)
    assert len(places) == 3 and len(set(places)) == 3 and len({x for x, _ in places}) == 1


def test_the_line_stands_on_the_first_day_that_is_not_the_same() -> None:
    moved = [*MARKS[:6], *MARKS[7:]]
    page = Page(render([life(), life(marks=moved)], [NONE, (10, "They part because.")]))
    line = next(a for tag, a in page.seen if a.get("class") == "parting" and tag == "path")
    assert str(line["d"]).startswith(f"M{d.Axis('2021-01-01', 30).x(10):.1f} ")
    assert "The lives part: 11 Jan 2021" in page.text and "They part because." in page.text
    silent = Page(render([life(), life(marks=moved)], [NONE, NONE]))
    assert not [a for tag, a in silent.seen if a.get("class") == "parting" and tag == "path"]


def test_a_life_without_a_score_has_no_score_line() -> None:
    scale = {"low": 0, "high": 0, "tiers": [["everyone", None]], "lists": []}
    ends = {**life()["ends"], "score": 0, "shadow_score": 0, "tier": "everyone", "lists": [], "wrongly_listed": False, "days_listed": 0}
    one = life(scale=scale, ends=ends, scores=[{**life()["scores"][0], "score": 0, "shadow": 0}], marks=MARKS[:2])
    page = Page(render([one], [NONE]))
    assert not [a for _, a in page.seen if a.get("class") in ("score", "shadow", "between")]
    assert "No score is kept." in page.text and "Under a-regime this person ends with no score, on no list" in page.text


def test_somebody_without_scores_is_drawn_without_them() -> None:
    assert "No score is kept." in Page(render([life(scores=[])], [NONE])).text


def test_it_says_who_it_is_and_where_it_ends() -> None:
    text = " ".join(Page(render([life()], [NONE])).text)
    assert "Nobody here is real." in text
    assert ("A synthetic person: female, 33, of the majority, urban Here; clerk, primary, income of the second fifth; "
            "with 1 other at home, "
            "1 close friend, 4 acquaintances. This person does not know of the regime.") in text
    assert ("On 30 Jan 2021 the score is 50 of 200, tier middle; without errors and without what others did it would be 80. "
            "The person is on the list 'honour' and was on a black list on 4 of 30 days, put there wrongly at least once. "
            "1 request was denied; the person kept silent 1 time.") in text
    assert "The score falls from 100 to 50. Errors and what others did cost 30 points of it" in text


@pytest.mark.parametrize("days, words", [(20, "1 Jan"), (365, "Feb"), (3650, "2023")])
def test_the_axis_names_days_months_or_years_without_crowding(days: int, words: str) -> None:
    found = list(d.Axis("2021-01-01", days).months())
    assert words in [said for _, said in found]
    xs = [x for x, _ in found]
    assert all(b - a >= 0.85 * d.TICKS for a, b in pairwise(xs))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="1 lives and 2 partings"):
        render([life()], [NONE, NONE])
    with pytest.raises(ValueError, match="needs a life"):
        render([], [])
    with pytest.raises(ValueError, match="2021-01-01 and 2022-01-01"):
        render([life(), life(start="2022-01-01")], [NONE, NONE])
