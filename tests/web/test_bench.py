"""The bench, as a person uses it: text with mistakes, dials, two and four worlds, links, drafts, a lost connection, in every look."""

import base64
import csv
import io
import json
import re
import zlib

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

import ostrakon as ok
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime
from web.benching import DAYS, MINE, OUTCOMES, PEOPLE, SET, TWO, cells, closed, editor, link, opened, put, saved, settled
from web.looking import LOOKS, look


def test_a_mistake_is_told_at_its_line_mended_by_its_nearest_name_and_results_stay(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    before = cells(page)
    field = editor(seen, "only what changes")
    expect(field).to_contain_text(SET.partition("=")[0])            # what was turned is in the text now
    settled(page)
    assert cells(page) == before
    put(page, field, f"{MINE}\nsett:\n  channels.social_media.sees.criticism: 0.9\n")
    told = page.locator(".problems").first
    expect(told).to_contain_text("Line 6")
    expect(told).to_contain_text("OST2001")
    expect(page.locator(".cm-lintRange-error")).to_have_text("sett")
    expect(page.locator(".status")).to_contain_text("Its numbers are those of its last text without a mistake")
    assert cells(page) == before
    told.get_by_role("button", name="Use “set”").click()
    expect(page.locator(".problems")).to_have_count(0)
    expect(page.get_by_role("heading", name="Mine")).to_be_visible()
    seen.until(lambda: cells(page) != before)
    settled(page)
    closed(seen)


def test_what_may_be_written_is_offered(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    field = editor(seen, "only what changes")
    put(page, field, f"{MINE}\n")
    page.keyboard.type("rem")
    option = page.get_by_role("option", name="remove")
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    expect(field).to_contain_text("remove:")
    closed(seen)


def test_forty_mistakes_are_all_told_the_first_first(browser: Browser, server: str) -> None:
    lines, wrong = dump(load_regime("article-2018")).split("\n"), list[int]()
    for number in range(lines.index("rules:") + 1, len(lines)):
        if len(wrong) < 40 and re.match(r"    [a-z_]+:", lines[number]):
            lines[number] = lines[number].replace(":", "x:", 1)
            wrong.append(number + 1)
    seen = opened(browser, server)
    page = seen.page
    before = cells(page)
    put(page, editor(seen, "the whole regime"), "\n".join(lines))
    told = page.locator(".problems").first
    expect(told.locator("li").first).to_contain_text(f"Line {wrong[0]}")
    told.get_by_role("button", name=re.compile("^Show .* more$")).click()
    places = [int(one.removeprefix("Line ")) for one in told.locator(".place").all_inner_texts()]
    assert set(wrong) <= set(places) and places[0] == min(places)
    assert cells(page) == before
    told.get_by_role("button", name=f"Line {wrong[30]}", exact=True).first.click()
    expect(page.locator(".cm-activeLine")).to_contain_text(lines[wrong[30] - 1].strip()[:20])
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.classList.contains('cm-content')")
    closed(seen)


def test_four_worlds_and_cuts_and_the_csv_has_the_numbers_of_the_screen_and_of_compare(browser: Browser, server: str) -> None:
    seen = opened(browser, server, link([{"r": "article-2018"}, {"r": "none"}, {"r": "article-2018", "o": ["A07"]}]))
    page = seen.page
    page.get_by_role("button", name="Add a world").click()
    expect(page.locator(".cards > .card")).to_have_count(4)
    expect(page.get_by_role("button", name="Add a world")).to_have_count(0)
    page.get_by_role("button", name="Remove D").click()
    page.locator(".results summary").first.click()
    page.get_by_role("combobox", name="By", exact=True).select_option("sex")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="By group")).to_be_visible()
    settled(page)
    text = saved(page, lambda: page.get_by_role("button", name="CSV of: The numbers of all worlds").click())
    heads, *rows = list(csv.reader(io.StringIO(text)))
    assert len(heads) == 4 + 3 * 3 + 2 * 3 and {row[2] for row in rows} == {"", "sex: female", "sex: male"}
    whole = {row[1]: [float(value) if value else None for value in row[4:]] for row in rows if not row[2]}
    # On the screen: three figures of the same.
    shown = cells(page)
    for n, name in enumerate(OUTCOMES):
        for value, place in zip(shown[n], (0, 3, 6, 9, 12), strict=True):
            there = whole[name][place]
            if there is None:
                assert value == "—"
            else:
                assert float(value.replace("−", "-").replace(",", "")) == pytest.approx(there, rel=0.006, abs=1e-9)
    # And as Python has it.
    same = ok.compare("article-2018", "none", off="A07", people=PEOPLE, days=DAYS, seed=1).result
    assert [arm["name"] for arm in same["arms"]] == ["article-2018", "none", "article-2018 without A07"]
    for name in OUTCOMES:
        found = same["outcomes"][name]
        for one, place in zip((*found["arms"], *found["differences"]), (0, 3, 6, 9, 12), strict=True):
            for key, offset in (("value", 0), ("low", 1), ("high", 2)):
                assert whole[name][place + offset] == (pytest.approx(100 * one[key]) if one[key] is not None else None), (name, place, key)
    closed(seen)


def test_a_link_gives_the_same_view_and_digests_to_somebody_else(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    page.locator(".results summary").first.click()
    page.get_by_label("On a list", exact=True).check()
    settled(page)
    page.get_by_role("button", name="Share by a link").click()
    shared = page.get_by_label("The link", exact=True).input_value()
    mine = cells(page), page.locator("figcaption").all_inner_texts(), page.locator(".cards").inner_text()
    closed(seen)
    inside = json.loads(zlib.decompress(base64.urlsafe_b64decode(re.search(r"w=([\w-]+)", shared)[1] + "=="), -15))      # type: ignore[index]
    assert len(inside["g"]) == 2 and all(re.fullmatch("[0-9a-f]{64}", digest) for digest in inside["g"])
    other = opened(browser, server, shared.partition("#/")[2])
    assert (cells(other.page), other.page.locator("figcaption").all_inner_texts(), other.page.locator(".cards").inner_text()) == mine
    expect(other.page.get_by_text("The numbers are not those")).to_have_count(0)
    other.page.get_by_label("Seed of the luck").fill("2")
    other.page.keyboard.press("Tab")
    other.until(lambda: cells(other.page) != mine[0])
    assert other.page.url.endswith("#/bench")                       # it is not that link any more
    closed(other)
    inside["g"][1] = "0" * 64
    moved = opened(browser, server, link(inside["w"], g=inside["g"], v=inside["v"], m="0.0.1"))
    expect(moved.page.locator(".problems")).to_contain_text("it was made by ostrakon 0.0.1")
    expect(moved.page.locator(".problems")).to_contain_text("World B: counted then 000000000000")
    closed(moved)


@pytest.mark.parametrize(("address", "told"), [
    (TWO[:-30] + TWO[-20:], "damaged"),
    (TWO.replace("v=1", "v=7"), "version “7”"),
    (link([{"r": "atlantis"}]), "“atlantis”"),
    (link([{"r": "none"}], x=1), "does not know"),
    (link([{"r": "none"}], v={"o": ["happiness"], "k": [], "b": []}), "“happiness”"),
])
def test_a_link_that_does_not_resolve_says_why_and_changes_nothing(browser: Browser, server: str, address: str, told: str) -> None:
    seen = look(browser, server, address)
    expect(seen.page.locator(".problems").first).to_contain_text(told)
    expect(seen.page.locator(".card h2")).to_contain_text(["Nobody is watched", "Social credit"])
    closed(seen)


def test_ten_billion_people_are_refused_at_the_field_and_in_a_link(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    before = cells(seen.page)
    field = seen.page.get_by_label("People", exact=True)
    field.fill("10,000,000,000")
    field.press("Tab")
    expect(seen.page.get_by_role("alert")).to_contain_text("2,000,000")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert cells(seen.page) == before
    closed(seen)
    far = look(browser, server, link([{"r": "none"}, {"r": "article-2018"}], n=10**10))
    expect(far.page.locator(".problems")).to_contain_text("OST9001")
    closed(far)


def test_a_lost_connection_is_said_and_what_was_asked_comes_after_all(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    closed(seen)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    connections: list[WebSocketRoute] = []

    def broken(socket: WebSocketRoute) -> None:
        connections.append(socket)
        if len(connections) <= 4:
            socket.on_message(lambda _: socket.close())              # in the middle of the run, again and again
        else:
            socket.connect_to_server()

    page.route_web_socket(re.compile("/ws$"), broken)
    page.goto(f"{server}#/{TWO}")
    expect(page.locator(".status")).to_contain_text("The connection to ostrakon is lost")
    settled(page)
    assert len(connections) == 5 and cells(page)
    expect(page.locator(".status")).not_to_contain_text("lost")
    context.close()


def test_a_draft_survives_and_another_tab_is_offered_it_and_overwrites_nothing(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    field = editor(seen, "only what changes")
    mine = "ostrakon: diff/1\nid: mine\ntitle: Unsaved words\nextends: article-2018\nbroken: [\n"
    put(page, field, mine)
    expect(page.locator(".problems").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Unsaved words")).to_be_visible()
    page.get_by_role("tab", name="Text").click()
    expect(page.locator(".cm-content")).to_contain_text("broken: [")
    other = page.context.new_page()
    other.goto(f"{server}#/bench")
    offers = other.get_by_label("Drafts that are kept in this browser")
    expect(offers).to_contain_text("Unsaved words")
    other.get_by_label("Seed of the luck").fill("5")
    other.keyboard.press("Tab")
    expect(page.get_by_label("Drafts that are kept in this browser")).to_contain_text("Nobody is watched")
    expect(page.locator(".cm-content")).to_contain_text("Unsaved words")
    offers.get_by_role("button", name="Open it").first.click()
    expect(other.get_by_role("heading", name="Unsaved words")).to_be_visible()
    expect(other.get_by_label("Seed of the luck")).to_have_value("1")
    kept = page.evaluate("JSON.parse(localStorage.getItem('ostrakon-bench-drafts')).map(d => d.made.shared.seed).sort()")
    assert kept == [1, 1, 5]                                        # nothing was written over
    page.context.close()


def test_a_dial_turned_by_keys_lives_all_worlds_once_more_and_can_be_undone(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    before = cells(page)
    page.get_by_label("Search", exact=True).first.fill("rules jaywalking points")
    expect(page.get_by_role("slider", name="rules · jaywalking · points")).to_be_visible()
    page.get_by_label("Search", exact=True).first.fill("social media sees criticism")
    dial = page.get_by_role("slider", name="channels · social media · sees · criticism").first
    expect(dial).to_have_attribute("aria-valuetext", re.compile("^0.6"))
    expect(page.locator(".dial").first).to_contain_text("assumed")
    dial.focus()
    for _ in range(5):
        page.keyboard.press("PageDown")
    seen.until(lambda: cells(page) != before)
    settled(page)
    assert float(page.locator(".took").get_attribute("data-seconds") or 0) > 0
    assert page.evaluate("performance.getEntriesByName('bench-curves').length") > 0
    page.get_by_role("button", name=re.compile("^Undo: channels")).first.click()
    settled(page)
    page.get_by_label("People", exact=True).focus()
    page.keyboard.press("Alt+k")
    expect(page.get_by_role("dialog")).to_contain_text("Alt + G")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+n")
    expect(page.locator(".cards > .card")).to_have_count(3)
    page.keyboard.press("Alt+1")
    expect(page.get_by_role("heading", name="Change world A")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Switches")).to_be_focused()
    closed(seen)


def test_a_mechanism_is_switched_off_and_the_regime_abolished(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    before = cells(page)
    page.get_by_role("tab", name="Switches").click()
    page.get_by_role("checkbox", name=re.compile("^A07")).uncheck()
    expect(page.get_by_label("What is changed in B")).to_contain_text("without A07")
    page.get_by_label("Abolish all of it within the run").check()
    expect(page.get_by_label("What is changed in B")).to_contain_text("abolished on day 60")
    seen.until(lambda: cells(page) != before)
    settled(page)
    page.get_by_role("textbox", name="on day").fill("500")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("1 to 119")
    closed(seen)


def test_it_can_be_taken_away_as_python_and_as_a_study(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page = seen.page
    page.get_by_role("button", name="Open this in Python").click()
    expect(page.locator("pre")).to_contain_text("import ostrakon as ok")
    text = saved(page, lambda: page.get_by_role("button", name="Save the script").click())
    compile(text, "compare.py", "exec")
    assert text == page.locator("pre").inner_text() or text.strip() == page.locator("pre").inner_text().strip()
    page.get_by_role("button", name="Save as a study folder").click()
    expect(page.get_by_role("progressbar", name="The study is being lived and written …")).to_be_visible()
    page.locator(".going").get_by_role("button", name="Stop").click()
    expect(page.get_by_role("progressbar", name="The study is being lived and written …")).to_have_count(0)
    closed(seen)


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_in_any_look(browser: Browser, server: str, language: str, scheme: str, width: int) -> None:
    address = link([{"r": "none"}, {"r": "article-2018", "s": [SET], "o": ["A07"]}], v={"o": OUTCOMES, "k": ["mean_fear"], "b": ["sex"]})
    seen = look(browser, server, address, language=language, scheme=scheme, width=width)
    page = seen.page
    expect(page.locator(".took")).to_be_visible(timeout=60_000)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    for pane in ("says", "switches", "dials", "text"):
        page.locator(f"#tab-{pane}").click()
        if pane == "text":
            page.locator("#pane input[value=diff]").check()
            expect(page.locator(".cm-content")).to_be_visible()
        page.wait_for_timeout(400)
        assert seen.faults() == [], pane
        assert page.evaluate("document.documentElement.scrollWidth") <= width, pane
    assert not re.search(r"\[web-", page.locator("body").inner_text())
    closed(seen)
