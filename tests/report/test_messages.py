"""Messages: the same in every language, each one used, none missing; translations of things that exist."""

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import ostrakon
from ostrakon.errors import OstrakonError
from ostrakon.measures.summary import described
from ostrakon.report import messages as module
from ostrakon.report.messages import FAMILIES, SOURCE, Messages, languages, messages_of, rounded, slug, source_of, variables
from ostrakon.report.page import render, report_of
from ostrakon.results.charts.drawing import Drawing, rows_of
from ostrakon.results.charts.rows import as_csv
from ostrakon.spec.inspection import FINDERS
from report.telling import REGIMES, told_of

ROOT = Path(ostrakon.__file__).parent
REPORT = [ROOT / "report" / name for name in ("page.py", "messages.py", "statements.py")] + sorted((ROOT / "report/chapters").glob("*.py"))
PAGES = sorted(path for kind in ("*.svelte", "*.ts") for path in (Path(__file__).parents[2] / "web-app" / "src").rglob(kind))
OTHERS = [language for language in languages() if language != SOURCE]


def own(language: str) -> dict[str, frozenset[str]]:
    """Messages of a language without translations of text of the code."""
    return {name: asks for name, asks in messages_of(language).variables.items() if not name.startswith(FAMILIES)}


def test_the_source_language_repeats_no_text_of_the_code() -> None:
    assert own(SOURCE) == messages_of(SOURCE).variables
    assert languages()[0] == SOURCE and {"en", "zh"} <= set(languages())


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_the_same_messages_that_ask_for_the_same(language: str) -> None:
    assert own(language).keys() == own(SOURCE).keys()
    assert {name: (asks, own(SOURCE)[name]) for name, asks in own(language).items() if asks != own(SOURCE)[name]} == {}


@cache
def constants(file: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Texts that stand in a file, and the beginnings of those that are put together."""
    whole: set[str] = set()
    begins: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            first = node.values[0]
            begins |= {first.value} if isinstance(first, ast.Constant) and isinstance(first.value, str) else set()
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            whole.add(node.value)
    return frozenset(whole), frozenset(begins)


def in_template() -> frozenset[str]:
    text = (ROOT / "report" / "report.html.j2").read_text(encoding="utf-8")
    return frozenset(part.partition('"')[0] for part in text.split('say("')[1:])


def on_pages() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names that the pages of ``serve`` ask for, and the beginnings of those that are put together."""
    texts = [path.read_text(encoding="utf-8") for path in PAGES]
    return (frozenset(name for text in texts for name in re.findall(r"""['"`](web-[a-z0-9-]+)['"`]""", text)),
            tuple({start for text in texts for start in re.findall(r"`(web-[a-z0-9-]+-)\$\{", text)}))


def test_the_pages_ask_for_no_message_that_is_missing_and_none_of_theirs_is_unused() -> None:
    asked, begins = on_pages()
    theirs = {name for name in own(SOURCE) if name.startswith("web-")}
    assert asked and asked - theirs == set()
    assert {name for name in theirs if name not in asked and not name.startswith(begins)} == set()


def unused(names: Iterator[str] | set[str]) -> set[str]:
    """Names that nothing in the report could ask for; those of the pages of ``serve`` begin with "web-" and are not the report's."""
    names = {name for name in names if not name.startswith("web-")}
    whole = in_template().union(*(constants(file)[0] for file in REPORT))
    begins = tuple({start for file in REPORT for start in constants(file)[1] if start.endswith("-") and len(start) > 3})
    return {name for name in names if not (name in whole or name.removesuffix("-none") in whole or name.removesuffix("-all") in whole
                                           or name.removesuffix("-thousand") in whole
                                           or name.startswith(begins))}


def test_no_message_is_unused() -> None:
    assert unused(set(own(SOURCE))) == set()
    assert unused({"nobody-asks-for-this"}) == {"nobody-asks-for-this"}


def missing(file: Path) -> set[str]:
    """Names that are given to ``say``, ``state``, ``share`` or ``rate`` in a file and that no message has."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("say", "state", "share", "rate"):
            place = {"say": 0, "state": 1}.get(node.func.attr, 2 if len(node.args) > 2 else 0)
            name = node.args[place] if len(node.args) > place else None
            if isinstance(name, ast.Constant) and isinstance(name.value, str) and name.value not in own(SOURCE):
                found.add(name.value)
    return found


@pytest.mark.parametrize("file", REPORT, ids=lambda file: file.stem)
def test_no_message_is_missing(file: Path) -> None:
    assert missing(file) == set()
    assert in_template() <= own(SOURCE).keys()


def test_a_missing_message_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("t.say('yes'); t.state('x', 'not-there'); t.share('neither', told)")
    assert missing(tmp_path / "x.py") == {"not-there", "neither"}


def family(language: str, start: str) -> set[str]:
    return {name.removeprefix(start) for name in messages_of(language).variables if name.startswith(start)}


def catalogue_texts() -> Iterator[str]:
    """Every key and every text of the catalogue's files."""
    def walk(found: object) -> Iterator[str]:
        if isinstance(found, dict):
            for key, value in found.items():
                yield str(key)
                yield from walk(value)
        elif isinstance(found, list):
            for one in found:
                yield from walk(one)
        elif isinstance(found, str):
            yield found
    for file in (ROOT / "catalog").rglob("*.yaml"):
        yield from walk(yaml.safe_load(file.read_text(encoding="utf-8")))
        yield file.parent.name
    for table in ROOT.rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as opened:
            for row in csv.reader(opened):
                yield from row


def code_texts(*folders: str) -> set[str]:
    return {text for folder in folders for file in (ROOT / folder).rglob("*.py") for text in constants(file)[0]}


@pytest.mark.parametrize("language", OTHERS)
def test_translations_are_of_things_that_exist(language: str) -> None:
    measures = {f"{slug(measure.name)}-{what}" for measure in described() for what in ("title", "estimand", "formula")}
    assert family(language, "measure-") - measures == set()
    named = {slug(text) for text in catalogue_texts()} | {slug(text) for text in code_texts("society", "spec", "measures", "")}
    assert family(language, "name-") - named == set()
    kinds = {text.replace("_", "-") for text in code_texts("spec/inspection")} | {slug(text) for text in code_texts("spec/inspection")}
    rights = {f"right-{name}" for name in ("movement", "expression", "private-life", "fair-hearing", "equal-treatment")}
    assert FINDERS and {name.rpartition("-")[0] for name in family(language, "law-")} - kinds - rights == set()


@pytest.mark.parametrize("language", OTHERS)
def test_texts_of_charts_are_translated_and_no_translation_is_idle(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    plain = Messages.translated

    def listen(self: Messages, message: str, english: str) -> str:
        asked.add(message)
        return plain(self, message, english)

    monkeypatch.setattr(Messages, "translated", listen)
    # Every word of a chart is in its specification; the picture, which takes most of the time, is made of that alone.
    monkeypatch.setattr("ostrakon.results.charts.drawn", lambda spec, *told: Drawing("", as_csv(rows_of(spec)), spec))
    for name in ("study", *REGIMES):
        report = report_of(told_of(name), language)
        if name == "study":
            render(report)
    texts = {name for name in asked if name.startswith("text-")}
    lacking = {name for name in texts if name not in messages_of(language).variables} - {
        f"text-{slug(text)}" for text in ("no request of the society names the right `education`",)}
    assert lacking == set()
    known = {slug(text) for text in (*code_texts("results", "measures", "experiments"), *catalogue_texts())}
    parts = {f"text-{name}" for name in known}
    made = {name for name in family(language, "text-") if f"text-{name}" not in parts | texts}
    # Put together from parts in the code of charts: a unit in percent, a distance in steps.
    assert {name for name in made if not name.startswith(("percent", "percentage-points")) and "step" not in name
            and not name.startswith(("per-1-000", "days-per", "levels-per"))} == set()


def test_a_language_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(OstrakonError) as caught:
        source_of("de")
    problem = caught.value.problems[0]
    assert problem.code == "OST7303" and "en" in problem.allowed and "zh" in problem.allowed


def test_numbers_and_joins_as_a_language_has_them() -> None:
    en, zh = messages_of("en"), messages_of("zh")
    assert en.say("number", value=rounded(1234567.891, 1)) == zh.say("number", value=rounded(1234567.891, 1)) == "1,234,567.9"
    assert en.joined(["a", "b", "c"]) == "a, b and c" and zh.joined(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert en.joined([]) == "" and en.joined(["a"]) == "a"
    assert en.name("high_speed_rail") == "high speed rail" and zh.name("high_speed_rail") == "乘高铁"
    assert zh.name("<b>new</b>_thing") == "<b>new</b> thing"


def test_a_message_that_lacks_an_argument_or_a_text_is_an_error() -> None:
    with pytest.raises(LookupError, match="no message"):
        messages_of("en").say("not-there")
    with pytest.raises(LookupError, match="Unknown external: days"):
        messages_of("en").say("leave-term")


def test_a_file_that_is_no_fluent_or_says_a_thing_twice_is_refused() -> None:
    assert variables("a = { $x } and { $y }\n") == {"a": frozenset({"x", "y"})}
    with pytest.raises(ValueError, match="twice"):
        variables("a = 1\na = 2\n")
    with pytest.raises(ValueError, match="no Fluent"):
        variables("a = { $x\n")


def test_another_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is all that a language needs: it is listed, read and told in."""
    (tmp_path / "messages").mkdir()
    for code in ("en", "xx"):
        (tmp_path / "messages" / f"{code}.ftl").write_text(source_of("en").replace("Five findings", "FIVE" if code == "xx" else "Five"))
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    for cached in (languages, messages_of):
        cached.cache_clear()
    try:
        assert languages() == ("en", "xx")
        assert report_of(told_of("none"), "xx").chapters[0].title == "FIVE"
    finally:
        for cached in (languages, messages_of):
            cached.cache_clear()
