"""The four documents together: numbers only from the evidence, text that stays text, faults first, and the command."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from ostrakon.errors import OstrakonError
from ostrakon.report import facts as facts_module
from ostrakon.report.documents import DOCUMENTS, render_documents, write_documents
from ostrakon.report.facts import Facts, figure, text
from report.documented import HOSTILE, article, documents, evidence, in_order, nobody_watched, probe, spoiled, study

REPORT = Path(facts_module.__file__).parent
# Every number that a template may hold: of headings, provisions, publications, sections of the model and its fixed parts.
TEMPLATE_NUMBERS = {
    "head.md.j2": {"95"},
    "foot.md.j2": set(),
    "odd.md.j2": {"2020", "23", "2", "7", "2013", "48", "37", "1", "3", "4", "5", "6", "8", "9", "10", "11", "12", "16", "17", "18", "19",
                  "0", "83", "105", "4x32"},
    "stress.md.j2": {"13", "1", "2019", "55", "67", "2", "3", "4", "5", "6", "11", "12", "17", "18", "19", "95", "4x32", "7", "10", "0"},
    "fria.md.j2": {"27", "1", "2024", "1689", "5", "3", "6", "13", "4", "2"},
    "huderia.md.j2": {"2024", "16", "26", "2025", "25", "2026", "225", "1", "2", "3", "4", "5", "2rev"},
}


def prose(template: str) -> str:
    """What a template says, the words in its expressions included; what they compare with is no number that is said."""
    return re.sub(r"(==|!=|<|>) \d+", "", (REPORT / template).read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", sorted(TEMPLATE_NUMBERS))
def test_a_template_holds_no_number_but_those_of_publications(template: str) -> None:
    found = set(re.findall(r"\d+", prose(template)))
    allowed = {digits for one in TEMPLATE_NUMBERS[template] for digits in re.findall(r"\d+", one)}
    assert found - allowed == set()


@pytest.mark.parametrize("module", ["facts", "odd", "stress", "fria", "huderia", "documents"])
def test_no_sentence_in_the_code_holds_a_number(module: str) -> None:
    tree = ast.parse((REPORT / f"{module}.py").read_text(encoding="utf-8"))
    docs = {id(node.body[0].value) for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and isinstance(node.body[0], ast.Expr)}
    said = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs]
    held = {node.value for node in said if re.search(r"\d", node.value) and re.search(r"[a-z] ", node.value)}
    fixed = {"Weight (of 256)", "Value [95 percent interval]"}      # the unit of weights in the language, and the level of all intervals
    assert held <= fixed


def numbers_of(document: str) -> set[str]:
    return set(re.findall(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?:e-\d+)?", document))


def test_two_runs_have_different_numbers_in_the_same_words() -> None:
    one, other = documents(article()), documents(probe())
    for file in DOCUMENTS:
        assert one[file] != other[file]
        shared = numbers_of(one[file]) & numbers_of(other[file])
        assert len(numbers_of(one[file]) - shared) > 20, file


def test_every_value_that_is_changed_in_the_run_changes_in_the_documents(tmp_path: Path) -> None:
    """Each outcome gets a value of its own; wherever a document names a measure, that value stands before it."""
    folder = spoiled(article(), tmp_path / "run")
    file = folder / "summary.json"
    summary = json.loads(file.read_text())
    marks = {}
    for i, (name, one) in enumerate(summary["outcomes"].items()):
        one |= {"value": 1000.0 + i, "low": None, "high": None, "unit": "marks", "reason": None}
        marks[name] = f"{1000 + i:,} marks [no interval]"
    file.write_text(json.dumps(summary))
    found = documents(folder)
    named = 0
    for document in (found["fria.md"], found["huderia.md"]):
        for value, measure in re.findall(r"([\d,.]+ \w+ \[[^]]*\]) \(`([\w.]+)`\)", document):
            if measure in marks:
                assert value == marks[measure]
                named += 1
    assert named > 40
    assert all(f"| `{name}` | " in found["stress.md"] and mark in found["stress.md"] for name, mark in marks.items())


def test_every_number_of_the_specification_is_that_of_the_file(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "regime.yaml"
    text = file.read_text().replace("points: -40", "points: -4711").replace("term_days: 60", "term_days: 6007")
    file.write_text(text.replace("chance: 0.1", "chance: 0.10203"))
    before, after = documents(probe())["odd.md"], documents(folder)["odd.md"]
    assert "-4711" not in before.replace(",", "")
    for number in ("-4,711", "term of 6,007 days", "0.10203"):
        assert number in after and number not in before


@pytest.mark.parametrize("title", [HOSTILE, "| a | b |\n| - | - |", "- [x] done", "1. one", "> quote", "</td></tr></table>", "&lt;b&gt;",
                                   "=====",
                                   "\u202eevil", "http://x.example/<b>"])
def test_text_stays_text(title: str) -> None:
    """What a reader sees of it is the text itself, and no element but a paragraph."""
    seen = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(str(text(title)))
    inline = [child for token in seen if token.type == "inline" for child in token.children or []]
    assert [token.type for token in seen] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in inline} <= {"text", "text_special"}
    shown = "".join(child.content for child in inline).replace("\u200b", "")
    assert shown == " ".join(title.split()).replace("\u202e", "")


def test_a_hostile_regime_makes_no_element_in_any_document(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "regime.yaml"
    words = json.dumps(HOSTILE)
    hostile = re.sub(r"^title: .*$", f"title: {words}", file.read_text(), flags=re.M)
    hostile = re.sub(r"^summary: .*\n(  .*\n)*", f"summary: {words}\n", hostile, flags=re.M)
    hostile = re.sub(r"context: (\w.*)", lambda found: f"context: {json.dumps(f'{HOSTILE} {found[1]}')}", hostile)
    file.write_text(hostile)
    plain, spoilt = documents(probe()), documents(folder)
    for name, document in spoilt.items():
        tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(document)
        inline = [child for token in tokens for child in token.children or []]
        assert not [token for token in tokens if token.type == "html_block"], name
        assert not [child for child in inline if child.type in ("html_inline", "link_open", "image")], name
        assert "alert(1)" in document
        kinds = [token.type for token in MarkdownIt("gfm-like", {"linkify": False}).parse(plain[name])]
        assert [token.type for token in tokens] == kinds, f"{name}: a row, list or heading more or less"


def test_faults_stand_on_top_of_every_document(tmp_path: Path) -> None:
    folder = spoiled(article(), tmp_path / "run")
    file = folder / "summary.json"
    summary = json.loads(file.read_text())
    summary["version"] = "0.0.7"
    summary["run"] |= {"complete": False, "people": 1000}
    file.write_text(json.dumps(summary))
    for document in documents(folder).values():
        first = document.index("**Something is wrong with the folder")
        assert first < document.index("| Regime |") < document.index("\n## ")
        assert "cut short: not all that was asked for was lived (1,000 of 2,000)" in document
        assert "made by another version of ostrakon (0.0.7)" in document
    assert not any("Something is wrong" in document for document in documents(article()).values())


@pytest.mark.parametrize("make", [article, probe, nobody_watched, study])
def test_every_document_is_made_of_any_evidence(make: Any) -> None:
    found = documents(make())
    assert list(found) == ["odd.md", "stress.md", "fria.md", "huderia.md"]
    for name, document in found.items():
        assert not re.search(r"\bNone\b(?! can| of|[.:])|\{\{|\{%|nan\b|Undefined|<built-in|\bTrue\b|\bFalse\b", document), name
        assert document.count("> **To be answered by people:**") == document.count("\n- [ ] Answer:") >= 2
        assert "synthetic" in document and "ostrakon" in document
    assert found == render_documents(evidence(make())), "the same evidence gives the same text"


def test_a_table_has_as_many_cells_in_each_row_as_in_its_head() -> None:
    for make in (article, probe, study):
        for name, document in documents(make()).items():
            for block in re.findall(r"(?:^\|.*\n)+", document, flags=re.M):
                cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
                assert len(cells) == 1, f"{name}: {block[:300]}"


def test_parts_of_a_study_are_told_and_those_that_are_not_there_are_said_not_to_be() -> None:
    with_all, alone = documents(study()), documents(article())
    whole = evidence(study())
    assert whole.changes and whole.why and whole.unknown and whole.lasting
    told = [*whole.changes["sentences"][0], *whole.why["sentences"]["wrongly_listed"], *whole.lasting["sentences"]]
    for sentence in told:
        assert str(text(sentence)) in with_all["huderia.md"]
    assert "not in this study" not in with_all["huderia.md"] + with_all["fria.md"]
    assert alone["huderia.md"].count("not in this study") == 4
    assert alone["fria.md"].count("not in this study") == 3
    assert "400 people, 40 days, seed 5" in with_all["fria.md"], "a part says on how many people it rests"


@pytest.mark.parametrize(("part", "file"), [("changes", "comparison"), ("why", "ablation"), ("unknown", "sensitivity"),
                                            ("lasting", "abolition")])
def test_a_part_that_lacks_what_is_read_of_it_is_a_fault_and_no_part(part: str, file: str, tmp_path: Path) -> None:
    folder = spoiled(study(), tmp_path / "study")
    place = folder / part / f"{file}.json"
    place.write_text(json.dumps({key: value for key, value in json.loads(place.read_text()).items() if key != "sentences"}))
    for document in documents(folder).values():
        assert f"`{part}/{file}.json`: cannot be read (lacks sentences)" in document.split("| Regime |")[0]
    assert "not in this study" in "".join(documents(folder).values())


def test_a_summary_that_lacks_its_outcomes_is_refused(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "summary.json"
    file.write_text(json.dumps({key: value for key, value in json.loads(file.read_text()).items() if key != "outcomes"}))
    with pytest.raises(OstrakonError) as caught:
        documents(folder)
    assert caught.value.problems[0].code == "OST7301" and "outcomes" in str(caught.value)


def test_a_number_always_has_an_interval_or_says_that_it_has_none() -> None:
    for document in documents(study()).values():
        for value in re.findall(r"[\d.,]+ %? ?of [a-z ]+(?: \[[^]]*\])? \(`\w", document):
            assert "[" in value


def test_figure_says_why_there_is_no_value() -> None:
    assert figure({"value": None, "reason": "nobody <b>"}) == "not told: nobody &lt;b&gt;"
    assert figure({"value": 2.0, "low": None, "high": None, "unit": "days"}) == "2 days [no interval]"


def test_measures_that_are_named_are_explained_and_their_pages_exist() -> None:
    root = Path(__file__).parents[2]
    for document in documents(probe()).values():
        named = set(re.findall(r"\] \(`([\w.]+)`\)", document))
        explained = set(re.findall(r"^\* `([\w.]+)`, ", document, flags=re.M))
        assert named <= explained
        for page in set(re.findall(r"`(docs/[\w./-]+)`", document)):
            assert (root / page).exists(), page


def test_headings_come_in_order_is_a_test_that_can_fail() -> None:
    assert in_order(["a", "b"], ["a", "x", "b"]) == []
    assert in_order(["b", "a"], ["a", "b"]) == ["a"]


def test_writing_never_goes_over_a_file(tmp_path: Path) -> None:
    found = evidence(nobody_watched())
    assert [file.name for file in write_documents(found, tmp_path)] == list(DOCUMENTS)
    assert (tmp_path / "odd.md").read_text() == documents(nobody_watched())["odd.md"]
    with pytest.raises(OstrakonError) as caught:
        write_documents(found, tmp_path)
    assert caught.value.problems[0].code == "OST8001"


def test_the_template_refuses_a_value_that_is_not_there() -> None:
    with pytest.raises(TypeError):
        facts_module.plain(None)
    with pytest.raises(KeyError):
        Facts(evidence(probe())).number("regime", "rules", "no_such_rule", "points")
