"""What the tab of the browser says: each view and chapter has a title of its own, in the reader's language."""

from playwright.sync_api import Browser, expect

from ostrakon.report.messages import messages_of
from web.looking import look

VIEWS = {"story": "web-story-cover", "story/nothing": "web-story-cover", "story/machine": "web-story-title-machine",
         "city?people=1000&days=14": "web-city-title", "bench": "web-bench-title", "life": "web-life-title", "teach": "web-teach-title"}


def test_each_view_has_its_title_in_both_languages(browser: Browser, server: str) -> None:
    said: dict[str, list[str]] = {}
    for language in ("en", "zh"):
        words, seen = messages_of(language), look(browser, server, "story", language=language)
        page = seen.page
        for view, name in VIEWS.items():
            page.evaluate("(view) => { location.hash = `#/${view}` }", view)
            expect(page).to_have_title(f"{words.say(name)} · ostrakon", timeout=20_000)
            said.setdefault(language, []).append(page.title())
        page.evaluate("location.hash = '#/teach/mend'")
        expect(page).to_have_title(f"{words.say('web-story-title-mend')} · {words.say('web-teach-title')} · ostrakon")
        page.evaluate("location.hash = '#/life/Henan%2F0%2F1?people=1000&days=14'")
        expect(page).to_have_title(f"Henan/0/1 · {words.say('web-life-title')} · ostrakon")
        if language == "en":
            page.locator("header select").select_option("zh")
            expect(page).to_have_title(f"Henan/0/1 · {messages_of('zh').say('web-life-title')} · ostrakon")
        page.context.close()
    assert len(set(said["en"])) == len(set(said["zh"])) == len(VIEWS) - 1 and not set(said["en"]) & set(said["zh"])
