"""The crate is a Workflow Run RO-Crate by the validator's own rules, without a network, and describes every file."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ostrakon.report.crate import CONTEXT
from report.little import copy

HAS = bool(os.environ.get("OSTRAKON_NO_SKIPS"))
SCHEMA = """CreativeWork Dataset Person Organization SoftwareApplication SoftwareSourceCode CreateAction ComputerLanguage WebSite about
    name description datePublished license author hasPart mentions mainEntity identifier version url softwareVersion additionalType
    valueRequired workExample exampleOfWork contentSize encodingFormat programmingLanguage instrument endTime agent object result
    actionStatus affiliation"""
# Of the terms of https://w3id.org/ro/crate/1.1/context those that are used here, each as that context has it: the network is not asked.
TERMS = {**{word: f"http://schema.org/{word}" for word in SCHEMA.split()}, "File": "http://schema.org/MediaObject",
         "conformsTo": "http://purl.org/dc/terms/conformsTo", "ComputationalWorkflow": "https://bioschemas.org/ComputationalWorkflow",
         "FormalParameter": "https://bioschemas.org/FormalParameter", "input": "https://bioschemas.org/ComputationalWorkflow#input"}
# What a study cannot say of itself: where ostrakon is to be had, who publishes the folder, what an author belongs to.
NOT_SAID = ("The Application SHOULD have a url", "The SoftwareApplication id SHOULD be an absolute URI", "The `publisher` property",
            "The author SHOULD have a", "The organization SHOULD have a URL")


class Answer:
    """What the validator gets in place of a document from the network."""

    status_code, headers = 200, {"Content-Type": "application/ld+json"}

    def __init__(self, document: Any) -> None:
        self.document, self.text = document, json.dumps(document)
        self.content = self.text.encode()

    def json(self) -> Any:
        return self.document


@pytest.fixture
def issues(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """(folder, severity) -> what the validator finds."""
    if not HAS:
        pytest.importorskip("rocrate_validator", reason="roc-validator is not installed")
    from rocrate_validator import services
    from rocrate_validator.utils.http import HttpRequester

    asked: list[str] = []

    def get(self: Any, url: str, **more: Any) -> Answer:
        asked.append(url)
        return Answer({"@context": TERMS})

    monkeypatch.setattr(HttpRequester, "get", get, raising=False)

    def find(folder: Path, severity: str) -> list[str]:
        found = services.validate({"rocrate_uri": str(folder), "profile_identifier": "workflow-run-crate", "requirement_severity": severity,
                                   "cache_path": tmp_path / "cache", "offline": True})
        assert set(asked) <= {CONTEXT}
        return [str(issue.message) for issue in found.get_issues()]

    return find


@pytest.mark.filterwarnings("ignore")           # of the validator and what it is built on
def test_the_validator_finds_nothing_but_what_cannot_be_said(study: Path, issues: Any) -> None:
    assert [message for message in issues(study, "RECOMMENDED") if not message.startswith(NOT_SAID)] == []


@pytest.mark.filterwarnings("ignore")
def test_the_validator_finds_what_is_wrong(study: Path, issues: Any, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    crate = json.loads((spoiled / "ro-crate-metadata.json").read_text())
    root = next(e for e in crate["@graph"] if e["@id"] == "./")
    del root["mainEntity"], root["license"]
    (spoiled / "ro-crate-metadata.json").write_text(json.dumps(crate))
    found = issues(spoiled, "REQUIRED")
    assert any("mainEntity" in message for message in found) and any("license" in message for message in found)


def test_every_file_is_in_it_and_every_link_leads_somewhere(study: Path) -> None:
    graph = json.loads((study / "ro-crate-metadata.json").read_text())["@graph"]
    by_id = {entity["@id"]: entity for entity in graph}
    assert len(by_id) == len(graph)
    files = {file.relative_to(study).as_posix() for file in study.rglob("*") if file.is_file()}
    files -= {"ro-crate-metadata.json", "checksums.txt"}
    assert {part["@id"] for part in by_id["./"]["hasPart"]} == files
    assert all(int(by_id[name]["contentSize"]) == (study / name).stat().st_size for name in files)

    def links(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [value["@id"]] if set(value) == {"@id"} else [link for inner in value.values() for link in links(inner)]
        return [link for inner in value for link in links(inner)] if isinstance(value, list) else []

    loose = {link for entity in graph for link in links(entity)} - set(by_id)
    assert loose == {"https://w3id.org/ro/crate/1.1", "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"}


def test_each_command_is_an_action_with_what_it_made(study: Path) -> None:
    graph = json.loads((study / "ro-crate-metadata.json").read_text())["@graph"]
    actions = {entity["@id"]: entity for entity in graph if entity["@type"] == "CreateAction"}
    assert set(actions) == {"#study", "#run", "#lives/Beijing-0-5", "#why"}
    assert actions["#run"]["description"].startswith("ostrakon run article-2018 --with further/mild.yaml")
    assert {"@id": "why/ablation.json"} in actions["#why"]["result"]
    assert actions["#lives/Beijing-0-5"]["result"] == {"@id": "lives/Beijing-0-5.json"}
    assert all(action["actionStatus"] == "http://schema.org/CompletedActionStatus" for action in actions.values())
