"""What the story says is what its runs say: sentences and figures hold the numbers of the same run asked for in Python.

Here live the numbers, and claims of the text that could become untrue when the catalogue changes. Never here: how one goes through it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import ostrakon as ok
from ostrakon.lab.run import Run
from web.looking import Seen, look
from web.test_story import LONG, quiet, step

WRITTEN = r"([\d,.]+) \(([\d,.]+) to ([\d,.]+)\)"


@cache
def run(*changes: str, off: tuple[str, ...] = ()) -> Run:
    scenario: Any = {"people": 100_000, "days": 365, "seed": 1}
    if changes:
        scenario["set"] = list(changes)
    if off:
        scenario["off"] = list(off)
    return ok.run("article-2018", **scenario)


def of(name: str, per: float, *changes: str, off: tuple[str, ...] = ()) -> list[float]:
    """(value, low, high) of an outcome of the run that the story shows, per so many."""
    e = run(*changes, off=off).estimate(name)
    return [per * float(x) for x in (e.value, e.low, e.high)]


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    seen = look(browser, server, "story")
    seen.page.set_default_timeout(LONG)
    yield seen.page
    assert seen.errors == [] and seen.foreign == []
    seen.page.context.close()


def text(page: Page, server: str, chapter: str, n: int) -> str:
    page.goto(f"{server}#/story/{chapter}")
    one = step(page, n)
    quiet(page)
    return str(one.inner_text())


def written(said: str) -> list[list[float]]:
    return [[float(x.replace(",", "")) for x in found] for found in re.findall(WRITTEN, said)]


def near(said: list[float], meant: list[float]) -> bool:
    """Equal in the three figures that are shown."""
    return said == [pytest.approx(x, rel=0.006) for x in meant]


def test_chapter_2_tells_the_run(page: Page, server: str) -> None:
    listed, wrongly, share = written(text(page, server, "machine", 1))
    assert near(listed, of("listed", 1000)) and near(wrongly, of("wrongly_listed", 1000)) and near(share, of("wrongful_share", 100))
    last = written(text(page, server, "machine", 3))
    meant = [("listed_by_error", 100), ("listed_by_association", 100), ("listed_for_expression", 100), ("false_discovery_rate", 1000),
             ("recall", 100)]
    assert all(near(said, of(name, per)) for said, (name, per) in zip(last, meant, strict=True))
    assert not near(wrongly, of("listed", 1000))


def test_the_bet_is_held_against_the_same_number(page: Page, server: str) -> None:
    page.goto(f"{server}#/story/machine")
    page.reload()
    page.get_by_role("spinbutton").fill("121")
    page.get_by_role("button", name="I bet").click()
    found = page.locator(".bet .found")
    expect(found).to_contain_text("In this run it is", timeout=LONG)
    value = of("wrongly_listed", 1000)
    assert near(written(found.inner_text())[0], value)
    times = re.search(r"Your bet is ([\d.]+) times as much", found.inner_text())
    assert times and float(times[1]) == pytest.approx(121 / value[0], rel=0.006)


def test_a_turned_number_tells_the_run_so_turned(page: Page, server: str) -> None:
    page.goto(f"{server}#/story/machine")
    step(page, 2)
    quiet(page)
    one = page.get_by_role("slider", name="Points for a recorded criticism")
    one.focus()
    for key in "100":
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator(".change")).to_contain_text("As you set it", timeout=LONG)
    quiet(page)
    yours, claimed, gap = written(page.locator(".change").inner_text())
    assert near(yours, of("wrongly_listed", 1000, "rules.criticism.points=-100")) and near(claimed, of("wrongly_listed", 1000))
    assert gap[0] == pytest.approx(yours[0] - claimed[0], rel=0.01) and gap[1] > 0


def test_chapter_4_tells_the_run_with_association_and_without(page: Page, server: str) -> None:
    harmed, share, sanctioned, ratio = written(text(page, server, "friends", 1))
    assert near(harmed, of("harmed_by_association", 1000)) and near(share, of("points_to_association", 100))
    assert near(sanctioned, of("sanctioned", 1000)) and near(ratio, of("bystanders_per_sanctioned", 1))
    alone = written(text(page, server, "friends", 2))[0]
    assert near(alone, of("wrongly_listed", 1000, off=("A07",)))


def test_chapter_5_tells_the_run(page: Page, server: str) -> None:
    chilled, stopped, people = written(text(page, server, "silence", 1))
    assert near(chilled, of("chilled", 1000)) and near(stopped, of("silenced", 1000)) and near(people, of("ever_chilled", 1000))
    untouched, touched = written(text(page, server, "silence", 2))
    assert near(untouched, of("silent_untouched", 1000)) and near(touched, of("silent_touched", 1000))


def test_what_the_teachers_sheet_says_of_silence_is_so() -> None:
    """Few words go missing as claimed, many with another number: chapter 5's button."""
    assert of("chilled", 1000)[2] < 10 < 50 < of("chilled", 1000, "rules.criticism.list_from=1")[1]
    assert of("silent_untouched", 1000)[2] < of("silent_untouched", 1000, "rules.criticism.list_from=1")[1]


def test_what_the_teachers_sheet_says_of_the_cameras_is_so() -> None:
    """Their errors, turned to the end, change wrongful listing less than what is read and what it costs."""
    claimed, faces = of("wrongly_listed", 1000), of("wrongly_listed", 1000, "channels.street_camera.misattribution.share=0.81")
    assert claimed[1] < faces[0] < claimed[2]
    assert of("wrongly_listed", 1000, "rules.criticism.points=-100")[1] > claimed[2]


def test_appeals_prevent_no_wrongful_entry_and_a_term_lists_again(page: Page, server: str) -> None:
    """What chapter 7 says of the limits of appeals and of terms."""
    appeals = ("redress={blacklist: {hazard_per_year: 2, wait_days: 30, success_if_wrong: 0.786, restores: points}}",
               "lists.blacklist.grace_days=365")
    claimed = of("wrongly_listed", 1000)
    assert claimed[1] < of("wrongly_listed", 1000, *appeals)[0] < claimed[2]
    assert of("still_wrongly_listed", 100, *appeals)[2] < of("still_wrongly_listed", 100)[0]
    ended = of("listed_at_end", 1000, "lists.blacklist.term_days=90")[0]
    assert ended > 0.9 * of("listed_at_end", 1000)[0]
    text(page, server, "mend", 2)
    row = page.locator("tr", has_text="on a list at the end").first
    expect(row.locator("td").nth(1)).to_contain_text(f"{ended:.3g}", timeout=LONG)
    expect(row.locator("td").last).to_have_text("0")


def test_chapter_6_gates_open_at_once_and_fear_does_not(page: Page, server: str) -> None:
    said = text(page, server, "abolish", 1)
    assert re.findall(r"in the last week, (\S+) in the next", said) == ["0", "0", "0"]
    weeks = written(text(page, server, "abolish", 2))
    assert len(weeks) == 4 and weeks[0][0] > 0 and weeks[1][0] > 0.5 * weeks[0][0] > weeks[3][0]


def test_chapter_3_follows_the_roles_and_says_what_became_of_them(page: Page, server: str) -> None:
    lives = [run().follow(role=name) for name in ("model-customer", "blacklisted-journalist")]
    for n, life in enumerate(lives):
        said = text(page, server, "lives", 1 + n)
        ends = life.life.ends
        assert f"{life.life.person.age} years" in said and f"The year ends at {ends.score} of 800 points" in said
        assert f"Days on a black list: {ends.days_listed} of 365" in said
    assert "It was a company’s score" in text(page, server, "lives", 4)


def test_chapter_8_counts_statuses_and_shows_claims_beside_the_record(page: Page, server: str) -> None:
    said = text(page, server, "known", 1)
    counts = [int(x) for x in re.findall(r"^(?:documented|reported|claimed|disputed|assumed) (\d+)$", said, re.M)]
    total = re.search(r"(\d+) of (\d+) numbers with a status are assumed", said)
    assert re.search(r"^not stated [1-9]", said, re.M)
    assert total and counts[-1] == int(total[1]) and sum(counts) == int(total[2])
    rows = page.locator("table tbody tr", has=page.locator("td[lang=en]"))
    model = run().regime.model
    assert rows.count() == len(model.mechanisms)
    assert rows.first.inner_text().split("\t")[1:] == [model.mechanisms["A01"].claim, model.mechanisms["A01"].verdict]
    links = page.locator(".kinds section")
    assert [links.nth(n).locator("li").count() for n in range(4)] == [1, 6, 2, 4]


def test_the_clerks_files_add_up_and_are_judged_by_the_truth(browser: Browser, server: str) -> None:
    seen: Seen = look(browser, server, "story/clerk")
    page = seen.page
    page.set_default_timeout(LONG)
    step(page, 1)
    cutoff = 524
    for n in range(10):
        expect(page.locator(".desk h2")).to_have_text(f"File {n + 1} of 10", timeout=LONG)
        points = [int(x.replace(",", "").replace("−", "-")) for x in page.locator(".desk td:last-child").all_inner_texts()]
        page.get_by_role("button", name="Put on the blacklist" if sum(points) < cutoff else "Leave off").click()
    step(page, 2)
    cards = page.locator(".people > li")
    assert cards.count() == 10
    agree = against = 0
    for n in range(10):
        card = cards.nth(n)
        card.locator("summary").click()
        said = card.inner_text()
        rows = [int(x.replace("−", "-")) for x in card.locator("tbody tr:not(.sum) td:last-child").all_inner_texts()]
        total, true = (int(x) for x in card.locator("tr.sum td:last-child").all_inner_texts())
        assert sum(rows) == total, said
        assert ("The machine: blacklist" in said) == (total < cutoff) and ("The truth: blacklist" in said) == (true < cutoff)
        assert ("You: blacklist" in said) == (total < cutoff)
        agree += (total < cutoff) == (true < cutoff)
        against += (total < cutoff) != (true < cutoff)
    assert against > 0
    told = page.locator("section.step").nth(2).inner_text()
    assert f"{agree} of your 10 decisions agree with the truth." in told and f"decides {against} of these 10 against the truth" in told
    assert seen.errors == []
    page.context.close()
