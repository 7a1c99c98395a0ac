"""The page: what it holds of which folder, faults first, names as text, one file that asks for nothing."""

import base64
import hashlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ostrakon import __version__
from ostrakon.errors import OstrakonError
from ostrakon.report.chapters.base import Figure
from ostrakon.report.evidence import Evidence, Fault, evidence_of
from ostrakon.report.page import render, report_of, write_report
from report.telling import LANGUAGES, REGIMES, folder_of, told_of, written_folder

ALL = ["findings", "regime", "watched", "happened", "burden", "lives", "why", "changes", "lasting", "unknown", "law", "method"]
STUDY_ONLY = {"lives", "why", "changes", "lasting"}


def chapters(evidence: Evidence, language: str = "en") -> list[str]:
    return [chapter.id for chapter in report_of(evidence, language).chapters]


@pytest.fixture(scope="module")
def written() -> Path:
    """The study's report in both languages."""
    return written_folder()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_study_with_all_parts_has_all_chapters(language: str) -> None:
    assert chapters(told_of("study"), language) == ALL


@pytest.mark.parametrize("regime", REGIMES)
def test_a_run_alone_has_the_chapters_of_a_run_and_five_findings(regime: str) -> None:
    report = report_of(told_of(regime), "en")
    assert [chapter.id for chapter in report.chapters] == [name for name in ALL if name not in STUDY_ONLY]
    assert len([one for one in report.statements if one.id.startswith("found-")]) == 5


def text_of(name: str) -> dict[str, str]:
    return {one.id: one.text for one in report_of(told_of(name), "en").statements}


def test_where_nobody_is_watched_nothing_befell_anybody() -> None:
    told = text_of("none")
    assert all("Nobody" in text or "Not one" in text or "not one" in text for id_, text in told.items() if id_.startswith("found-"))
    assert "nothing" in told["regime-nothing"]


def test_a_regime_is_said_to_be_what_it_is() -> None:
    assert "as a press article claims" in text_of("study")["regime-standing"]
    assert "from documents" in text_of("court-list")["regime-standing"]
    assert "written for study" in text_of("none")["regime-standing"]


def test_a_chapter_without_evidence_is_left_out() -> None:
    evidence = replace(told_of("study"), why=None, lives=None, unknown=None)
    found = chapters(evidence)
    assert "why" not in found and "lives" not in found and "changes" in found
    assert "tornado" not in " ".join(block.id for chapter in report_of(evidence, "en").chapters for block in chapter.blocks
                                     if isinstance(block, Figure))


def test_the_same_evidence_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    (tmp_path / "report.zh.html").touch()
    write_report(told_of("study"), tmp_path)
    for name in ("report.html", "statements.json"):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def test_it_is_one_small_file_that_names_no_other(written: Path) -> None:
    for page in written.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert page.stat().st_size < 3_000_000
        assert not re.search(r'(?:src|href)="(?!#|data:|report)', text)
        assert "http://" not in text.replace("http://www.w3.org/2000/svg", "") and "@import" not in text
        assert re.search(r'url\((?!#)', text) is None


def test_the_policy_allows_its_own_style_and_script_and_nothing_else(written: Path) -> None:
    text = (written / "report.html").read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None and policy[1].startswith("default-src 'none'")
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r'\sstyle="|\son[a-z]+="', text)


def test_languages_link_to_each_other_when_both_are_there(written: Path, tmp_path: Path) -> None:
    assert 'href="report.zh.html"' in (written / "report.html").read_text(encoding="utf-8")
    assert 'href="report.html"' in (written / "report.zh.html").read_text(encoding="utf-8")
    alone = write_report(told_of("none"), tmp_path)
    assert "report.zh.html" not in alone.read_text(encoding="utf-8")


def test_every_figure_has_a_sentence_a_picture_an_alternative_numbers_files_and_its_computation(written: Path) -> None:
    text = (written / "report.html").read_text(encoding="utf-8")
    shown = text.split('<div class="shown"')[1:]
    assert len(shown) >= 12
    for figure in shown:
        assert re.search(r"<figcaption[^>]*>[^<]+[.]</figcaption>", figure), figure[:200]
        assert '<svg xmlns="http://www.w3.org/2000/svg"' in figure and "<desc" in figure and 'class="alternative"' in figure
        assert "The numbers" in figure and "<table>" in figure and "How computed" in figure
        assert 'href="data:text/csv' in figure and 'href="data:image/svg+xml' in figure


def test_english_text_of_files_is_marked_in_chinese(written: Path) -> None:
    text = (written / "report.zh.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in text
    summary = told_of("study").regime.model.summary
    assert f'<span lang="en">{summary}</span>' in text
    assert '<span lang="en">' not in (written / "report.html").read_text(encoding="utf-8")


def test_statements_are_listed_beside_it(written: Path) -> None:
    for language, name in zip(LANGUAGES, ("statements.json", "statements.zh.json"), strict=True):
        told = json.loads((written / name).read_text(encoding="utf-8"))
        assert [one["text"] for one in told["statements"]] == [one.text for one in report_of(told_of("study"), language).statements]
        assert told["language"] == language


def test_faults_stand_at_the_top() -> None:
    kinds = ("version", "stopped", "changed", "missing", "unlisted", "unreadable")
    faults = tuple(Fault(kind, "run/summary.json", "0.0.1") for kind in kinds)
    for language in LANGUAGES:
        report = report_of(replace(told_of("none"), faults=faults), language)
        text = render(report)
        assert text.index('id="faults"') < text.index('id="contents"')
        assert text.count("run/summary.json") >= 6
    assert 'id="faults"' not in render(report_of(told_of("none"), "en"))


def test_a_run_that_was_spoilt_is_reported_with_what_is_wrong(tmp_path: Path) -> None:
    from ostrakon.report.study import write_checksums

    folder = Path(shutil.copytree(folder_of("none"), tmp_path / "run"))
    write_checksums(folder)
    (folder / "weekly.parquet").unlink()
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    summary["run"] |= {"complete": False, "people": 10}
    summary["version"] = "0.0.1"
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    text = render(report_of(evidence_of(folder, __version__), "en"))
    for said in ("was made by version 0.0.1", "was cut short: 10 of 6,000", "summary.json was changed", "weekly.parquet is missing"):
        assert said in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heading_is_the_title_of_the_study_and_of_a_run_its_regime(language: str, written: Path) -> None:
    text = (written / ("report.html" if language == "en" else "report.zh.html")).read_text(encoding="utf-8")
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", text) == ["A study with every part"] and "<title>A study with every part" in text
    named = report_of(told_of("study"), language).teller.words.title(str(told_of("study").run["regime"]["title"]))
    assert re.search(rf'<p class="regime">[^<]+ <span[^>]*>{re.escape(named)}</span></p>', text)
    alone = render(report_of(told_of("none"), language))
    assert len(re.findall(r"<h1[^>]*>(.+?)</h1>", alone)) == 1 and 'class="regime"' not in alone


def test_arms_are_called_in_pictures_as_in_sentences(written: Path) -> None:
    for page, words in (("report.html", ("Without any regime", "Without A07")), ("report.zh.html", ("若没有任何制度", "若去掉 A07"))):
        text = (written / page).read_text(encoding="utf-8")
        for figure in ("figure-changes", "figure-sides"):
            shown = text.partition(f'id="{figure}"')[2].partition('<div class="shown"')[0]
            drawn = re.findall(r"<svg .*?</svg>", shown, re.S)
            assert len(drawn) == 2 and all(word in picture for picture in drawn for word in words)
            assert not any("article-2018 without" in picture for picture in drawn)


HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> </style> {{ 7*7 }}'


def test_markup_and_formulas_in_names_are_text(tmp_path: Path) -> None:
    evidence = told_of("study")
    run = json.loads(json.dumps(dict(evidence.run)))
    run["regime"]["title"] = run["society"]["title"] = HOSTILE
    run["overrides"] = [HOSTILE]
    changes = json.loads(json.dumps(dict(evidence.changes or {})))
    changes["arms"][1]["name"] = HOSTILE
    regime = replace(evidence.regime, model=evidence.regime.model.model_copy(update={"summary": HOSTILE}))
    hostile = replace(evidence, run=run, changes=changes, regime=regime, faults=(Fault("unreadable", HOSTILE, HOSTILE),), why=None)
    text = write_report(hostile, tmp_path).read_text(encoding="utf-8")
    assert "<script>alert" not in text and "{{ 7*7 }}" in text and "49" not in re.findall(r'<p class="regime">(.*?)</p>', text)[0]
    assert text.count("</style>") == 1 and text.count("<script>") == 1
    files = [base64.b64decode(data).decode() for data in re.findall(r"data:text/csv;charset=utf-8;base64,([^\"]+)", text)]
    assert any("HYPERLINK" in file for file in files)
    assert not any(re.search(r"(?:^|[,\n])\"?=HYPERLINK", file) for file in files)


def test_a_language_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OstrakonError) as caught:
        write_report(told_of("none"), tmp_path, "de")
    assert caught.value.problems[0].code == "OST7303" and not list(tmp_path.iterdir())
