"""Nothing that is written in a preset goes unheard: a part of verification/mutations.py, and that it can fail."""

import sys
from pathlib import Path
from zlib import crc32

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "verification"))

import mutations as m

from ostrakon.spec.find import ids

ONE_IN = 12         # of all mutations, by a fixed hash of the mutated text; the page has them all


@pytest.mark.parametrize("name", ids("regime"))
def test_no_mutation_of_a_preset_is_met_with_silence(name: str) -> None:
    base, judged, text = m.preset(name), 0, m.text_of(name)
    for mutation in m.mutations(text):
        if crc32(mutation.text.encode()) % ONE_IN == 0:
            sort, words = m.judge(base, mutation.text)
            judged += 1
            assert sort in m.SORTS and sort != "silence", f"{name}:{mutation.line}: {mutation.how} '{mutation.what}': {words}"
    assert judged or len(text) < 2000


def test_every_preset_stands_on_the_page_without_silence() -> None:
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in m.PAGE.read_text().splitlines() if line.startswith("| ")]
    assert [row[0] for row in rows[2::2]] == [*ids("regime"), "all"]
    assert {row[-2] for row in rows[2:]} == {"0"}


def test_each_value_and_each_line_is_taken_once() -> None:
    text = "a: 1\n# words\nb: {c: true, d: [x, 'y']}\n"
    assert [(x.how, x.line, x.what) for x in m.mutations(text)] == [
        ("delete", 1, "a: 1"), ("delete", 3, "b: {c: true, d: [x, 'y']}"),
        ("alter", 1, "1"), ("alter", 3, "true"), ("alter", 3, "x"), ("alter", 3, "'y'")]
    assert [x.text.splitlines()[-1] for x in m.mutations(text)][3:] == ["b: {c: false, d: [x, 'y']}", "b: {c: true, d: [xx, 'y']}",
                                                                         "b: {c: true, d: [x, 'yx']}"]


def test_silence_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    base = m.preset("article-2018")
    monkeypatch.setattr(m, "tables", lambda loaded, society: base.digest)
    assert m.judge(base, m.text_of("article-2018").replace("value: -50,", "value: -51,"))[0] == "silence"
