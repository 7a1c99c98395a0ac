"""Folders to be told of, each made once in a process: a study with every part, and runs of regimes of several families."""

import tempfile
from functools import cache
from pathlib import Path

from ostrakon import __version__
from ostrakon.cli import run_command_line
from ostrakon.report.evidence import Evidence, evidence_of

PLAN = """\
ostrakon: study/1
title: A study with every part
question: What does <b>it</b> do?
regime: article-2018
people: 24000
days: 91
by: [sex]
lives: [Beijing/0/5, Henan/0/7]
changes: {variants: [none], off: [A07], people: 12000}
why: {parts: [errors, association], outcomes: [bad_credit, wrongly_listed], people: 12000}
unknown: {only: [rules.criticism.points, rules.late_tax.points], outcomes: [bad_credit], people: 6000}
lasting: {on: 63, after: 28, outcomes: [fear, listed, records, conduct, requests, reach_lost, detained, emboldened], people: 6000}
set: [channels.social_media.sees.criticism=0.3]
"""
REGIMES = ("none", "court-list", "city-app", "suining-2010")
LANGUAGES = ("en", "zh")


@cache
def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="ostrakon-telling-"))


@cache
def study_folder() -> Path:
    """The study, without its report and its list of files."""
    import pytest

    from ostrakon.report import study as studies

    plan = _place() / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studies, "write_pages", lambda evidence, folder: None)
        assert run_command_line(["study", str(plan), "--out", str(_place() / "study"), "--yes"]) == 0
    return _place() / "study"


@cache
def run_folder(regime: str) -> Path:
    """A run of a regime."""
    folder = _place() / regime
    assert run_command_line(["run", regime, "--people", "6000", "--days", "35", "--out", str(folder)]) == 0
    return folder


def folder_of(name: str) -> Path:
    """``study``, or a regime's name."""
    return study_folder() if name == "study" else run_folder(name)


@cache
def written_folder() -> Path:
    """Where the study's report lies, in every language."""
    from ostrakon.report.page import write_report

    folder = _place() / "written"
    folder.mkdir()
    for language in LANGUAGES:
        write_report(told_of("study"), folder, language)
    return folder


@cache
def told_of(name: str) -> Evidence:
    """The evidence of a folder."""
    return evidence_of(folder_of(name), __version__)
