"""Widgets: what Python puts in comes out on the screen, what the reader chooses comes back, and weeks are fetched one by one."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import ostrakon as ok
from ostrakon.errors import OstrakonError
from ostrakon.lab.run import Run
from ostrakon.notebook import base
from ostrakon.notebook.widgets import packed

CHROMIUM = "/usr/bin/chromium"
SYNCED = ("kind", "language", "worlds", "week", "look", "person", "life", "without", "parted", "arms", "outcomes", "sentences", "outcome")
# A model as Jupyter and marimo hand it over; `asked` goes to Python and `frame` comes back as a DataView.
MODEL = """
(given) => {
  const traits = { ...given, asked: [], frame: null }, heard = {}
  window.traits = traits
  const bytes = (list) => new DataView(Uint8Array.from(list).buffer)
  return {
    get: (name) => traits[name],
    set: (name, value) => { traits[name] = value; if (name === 'asked') window.answer(value).then((list) => { traits.frame = bytes(list);
      for (const f of [...(heard['change:frame'] ?? [])]) f() }) },
    save_changes: () => {},
    on: (event, f) => { (heard[event] ??= new Set()).add(f) }, off: (event, f) => { heard[event]?.delete(f) },
  }
}
"""


@cache
def run() -> Run:
    return ok.run("article-2018", people=6_000, days=182, seed=1, set="channels.social_media.sees.criticism=0.6")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is missing")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--enable-unsafe-swiftshader"])
        yield found
        found.close()


def shown(browser: Browser, widget: Any) -> tuple[Page, list[str]]:
    """The widget in a page that has nothing else, and what went wrong or was asked of anybody."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(("blob:", "about:", "data:")) else None)

    def answer(asked: list[int]) -> list[int]:
        widget.asked = asked
        return list(widget.frame)

    page.expose_function("answer", answer)
    page.set_content("<!doctype html><html lang=en><title>notebook</title><body><main id=cell></main></body></html>")
    page.add_style_tag(content=(base.STATIC / "widgets.css").read_text(encoding="utf-8"))
    given = {name: getattr(widget, name) for name in SYNCED if hasattr(widget, name)}
    page.evaluate(f"""async ([text, given]) => {{
      const module = await import(URL.createObjectURL(new Blob([text], {{ type: 'text/javascript' }})))
      window.end = await module.default.render({{ model: ({MODEL})(given), el: document.getElementById('cell') }})
    }}""", [(base.STATIC / "widgets.js").read_text(encoding="utf-8"), json.loads(json.dumps(given))])
    return page, wrong


def test_the_town_is_the_run_s_and_weeks_are_fetched(browser: Browser) -> None:
    widget = run().widget(beside=True)
    page, wrong = shown(browser, widget)
    expect(page.locator("tfoot")).to_have_count(2, timeout=20_000)
    planes = widget.planes[0]
    assert widget.week == len(planes) - 1 == 25

    def listed(week: int) -> str:
        return f"{int((planes[week, 1] & 7 != 0).sum()):,}"

    page.get_by_label("standing", exact=True).check()
    rows = page.locator("section").first.locator("tbody tr")
    expect(rows.filter(has_text="black list").locator("td").first).to_have_text(listed(25))
    page.locator("input[type=range]").fill("11")
    expect(page.locator("caption").first).to_contain_text("week 12")
    expect(rows.filter(has_text="black list").locator("td").first).to_have_text(listed(11))
    assert listed(11) != listed(25)
    page.get_by_role("button", name="Anybody, by chance").click()
    expect(page.locator("section.card")).to_be_visible()
    chosen = page.evaluate("[traits.week, traits.look, traits.person]")
    assert chosen[:2] == [11, "standing"] and run().follow(chosen[2]).life.person.id == chosen[2]
    assert wrong == []
    page.evaluate("end()")
    expect(page.locator("#cell *")).to_have_count(0)


def test_a_life_is_drawn_beside_the_same_without_a_regime(browser: Browser) -> None:
    life = run().follow(run().find("points_lost > 0", limit=1).ids[0])
    widget = life.widget(language="zh")
    page, wrong = shown(browser, widget)
    expect(page.locator("svg.chart")).to_be_visible(timeout=20_000)
    assert page.locator('[data-mark^="0-"]').count() == len(life.told["marks"])
    assert page.locator('[data-mark^="1-"]').count() == len(widget.without["marks"])
    expect(page.locator("#cell")).to_contain_text("同一个人，没有制度")
    assert page.locator("#cell a").count() == 0 and wrong == []


def test_a_comparison_shows_what_it_holds(browser: Browser) -> None:
    compared = ok.compare("article-2018", "none", people=6_000, days=182)
    page, wrong = shown(browser, compared.widget("recorded"))
    page.locator("figure").first.get_by_text("Data").click()
    told = compared.result["outcomes"]["recorded"]["arms"][0]["value"] * 1000
    cell = page.locator("figure").first.locator("tbody tr").first.locator("td").first.inner_text()
    assert float(cell.replace(",", "")) == pytest.approx(told, rel=0.006)
    page.locator("select").select_option("chilled")
    assert page.evaluate("traits.outcome") == "chilled" and wrong == []
    expect(page.locator("#cell")).to_contain_text(compared.told("none")[0][:60])


def test_python_answers_what_is_asked_and_nothing_else() -> None:
    widget = run().widget(week=3, look="fear", person="Henan/0/1")
    assert (widget.week, widget.look, widget.person) == (2, "fear", "Henan/0/1")
    assert bytes(widget.frame) == packed(0, 2, widget.planes[0][2])
    widget.asked = [0, 7, 1]
    assert bytes(widget.frame)[:16] == np.array([0, 7, 6_000, 0], dtype="<u4").tobytes()
    before = widget.frame
    for asked in ([0, 99, 2], [5, 0, 3], [0, -1, 4], [0]):
        widget.asked = asked
        assert widget.frame == before


@pytest.mark.parametrize(("options", "code"), [({"look": "luck"}, "OST8001"), ({"week": 27}, "OST8001"), ({"language": "de"}, "OST7303")])
def test_what_there_is_not_is_refused(options: dict[str, Any], code: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        run().widget(**options)
    assert caught.value.problems[0].code == code


def test_too_large_a_town_and_an_unknown_outcome_are_refused() -> None:
    with pytest.raises(OstrakonError, match="MB"):
        ok.run("none", people=500, days=5).widget()
    with pytest.raises(OstrakonError, match="luck"):
        ok.compare("none", "none", people=500, days=14).widget("luck")


def test_widgets_that_are_not_built_are_a_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(base, "STATIC", tmp_path)
    with pytest.raises(OstrakonError) as caught:
        base.widget_class()
    assert caught.value.problems[0].code == "OST7404"


def test_without_anywidget_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "anywidget", None)
    with pytest.raises(OstrakonError) as caught:
        base.widget_class()
    assert caught.value.problems[0].code == "OST7401" and "notebook" in caught.value.problems[0].remedy
