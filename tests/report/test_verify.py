"""What was changed in a folder is found and named, whoever hid it; what is the same is said to be, with what was looked at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ostrakon import __version__
from ostrakon.cli.verify import _quietly
from ostrakon.report import sample as samples
from ostrakon.report.compared import Compared, at, compare_data, compare_tables, same
from ostrakon.report.evidence import evidence_of
from ostrakon.report.verdict import details, reasons, verdict
from ostrakon.report.verify import Verification, check_files, verify, verify_sample
from ostrakon.results.groups import Row, read, text_of
from report.little import copy, edit, sealed

WHOLE = "The same: 3 parts lived again, and all "


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The little study was finished without report and documents; those of a whole one are verified in tests/cli/test_study.py."""
    monkeypatch.setattr("ostrakon.report.pages.WRITTEN", ())


def quick(folder: Path) -> Verification:
    return verify_sample(evidence_of(folder, __version__), 2, lambda said: None)


def full(folder: Path, version: str = __version__) -> Verification:
    return verify(evidence_of(folder, version), lambda words: _quietly(words, 2), lambda said: None)


def told(found: Verification) -> str:
    return "\n".join([verdict(found), *reasons(found), *details(found)])


def test_a_folder_that_nobody_touched_is_the_same(study: Path) -> None:
    found = full(study)
    assert found.is_same and verdict(found).startswith(WHOLE) and list(reasons(found)) == list(details(found)) == []
    assert [part.part for part in found.parts] == ["run", "lives/Beijing-0-5", "why"]
    assert all(part.compared.values > 100 for part in found.parts)
    run = found.parts[0]
    summary = json.loads((study / "run" / "summary.json").read_text())
    assert run.program == (summary["program_digest"],) * 2 and run.tallies == (summary["tally_digest"],) * 2
    assert found.kept.values > 100, "tables as CSV were compared with those as Parquet"


def test_a_quick_look_says_how_much_it_looked_at(study: Path) -> None:
    found = quick(study)
    assert found.is_same and found.sample is not None and found.sample.groups == samples.MOST_GROUPS and found.sample.of_people == 2000
    s = found.sample
    assert verdict(found) == (f"The same, as far as was looked: 8 of {s.of_groups} groups (8 of {s.of_communities} communities, "
                              f"{s.people} of 2,000 people) of the run came out alike, to the last count. Nothing else was lived again.")


def spoil_number(folder: Path) -> None:
    edit(folder / "run" / "summary.json", outcomes__points_lost__value=1.5)


def spoil_regime(folder: Path) -> None:
    file = folder / "run" / "regime.yaml"
    text = file.read_text()
    assert text.count("points: -6") >= 1
    file.write_text(text.replace("points: -6", "points: -7", 1))


def spoil_seed(folder: Path) -> None:
    edit(folder / "run" / "summary.json", run__seed=4)


def spoil_table(folder: Path) -> None:
    table = pq.read_table(folder / "why" / "parts.parquet")
    pq.write_table(table.slice(1), folder / "why" / "parts.parquet")


def spoil_life(folder: Path) -> None:
    edit(folder / "lives" / "Beijing-0-5.json", person__age=99)


CHANGED: list[tuple[Callable[[Path], None], str, tuple[str, ...]]] = [
    (spoil_number, "run/summary.json", ("/outcomes/points_lost/value: 1.5 in the folder, ", "the counts are the same and 1 value is not")),
    (spoil_regime, "run/regime.yaml", ("Program: run", "/program_digest: ")),
    (spoil_seed, "run/summary.json", ("Counts: run: other counts under the same Program", "seed: 4 in run/summary.json, 3 in run/prov")),
    (spoil_table, "why/parts.parquet", ("The folder contradicts itself", "why/parts.parquet#row 1, ")),
    (spoil_life, "lives/Beijing-0-5.json", ("lives/Beijing-0-5.json#/person/age: 99 in the folder", "lives/Beijing-0-5: the counts are")),
]


@pytest.mark.parametrize(("spoil", "file", "wanted"), CHANGED, ids=lambda value: getattr(value, "__name__", ""))
def test_a_change_is_found_even_when_the_list_of_files_was_made_anew(
    spoil: Callable[[Path], None], file: str, wanted: tuple[str, ...], study: Path, tmp_path: Path
) -> None:
    spoiled = copy(study, tmp_path / "s")
    spoil(spoiled)
    first = check_files(evidence_of(spoiled, __version__))
    assert not first.is_same and [f"{fault.kind} {fault.file}" for fault in first.faults] == [f"changed {file}"]
    assert f"{file}: changed since it was made." in told(first)
    if spoil is not spoil_life:         # parts that the change does not reach are left out, to be quick
        for part in ("lives", *(() if spoil is spoil_table else ("why",))):
            for inner in (spoiled / part).iterdir():
                inner.unlink()
            (spoiled / part).rmdir()
    found = full(sealed(spoiled))
    assert not found.is_same and found.faults == () and verdict(found).startswith("Not the same: ")
    assert all(words in told(found) for words in wanted), told(found)


def test_files_that_are_missing_or_new_are_named(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    (spoiled / "why" / "parts.csv").unlink()
    (spoiled / "note.txt").write_text("hello")
    found = check_files(evidence_of(spoiled, __version__))
    assert list(reasons(found)) == ["why/parts.csv: missing.", "note.txt: not in the list of files."] and not found.is_same
    assert verdict(found) == "Not as it was made."


def test_statements_are_held_to_their_places(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    people = {"value": 2000, "place": "run/summary.json#/run/people", "printed": "2,000"}
    many = {"value": 3, "place": "why/ablation.json#/parts", "printed": "3", "is": "number of entries"}
    out = {"value": 1, "place": "../../secret.json#/a"}
    kept = {"value": -6, "place": "run/regime.yaml#/rules/jaywalking/points"}
    (tmp_path.parent / "secret.json").write_text('{"a": 1}')
    (spoiled / "statements.json").write_text(json.dumps([{"arguments": {"n": people, "m": many}, "rests_on": [out, kept]}]))
    found = check_files(evidence_of(sealed(spoiled), __version__))
    assert list(details(found)) == ["statements.json: why/ablation.json#/parts: 3 in the folder, 1 now (differs by -2)",
                     "statements.json: ../../secret.json#/a: 1 in the folder, nothing now"]
    assert not found.is_same and "The folder contradicts itself: 2 values" in told(found)


def test_a_run_that_was_cut_short_cannot_be_verified(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    edit(spoiled / "run" / "summary.json", run__complete=False, run__people=1200)
    (spoiled / "run" / "groups.csv").unlink()
    for folder in ("lives", "why"):
        for inner in (spoiled / folder).iterdir():
            inner.unlink()
        (spoiled / folder).rmdir()
    found = full(sealed(spoiled))
    assert not found.is_same and verdict(found) == "Not verified: run cannot be lived again."
    assert list(reasons(found))[:2] == ["run: cut short (1,200 of 2,000).",
                                        "run: it was cut short, so nobody can say which of the people were lived."]
    assert "has no groups.csv" in told(quick(spoiled))


def test_another_version_and_another_machine_are_said_apart(study: Path) -> None:
    found = check_files(evidence_of(study, "9.9"))
    assert not found.is_same and [fault.kind for fault in found.faults] == ["version", "version"]
    assert next(reasons(found)) == f"run: made by another version of ostrakon ({__version__})."


def test_other_packages_are_no_difference_by_themselves(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    edit(spoiled / "run" / "provenance.json", packages__numpy="1.0", platform="Elsewhere")
    found = check_files(evidence_of(sealed(spoiled), __version__))
    assert found.is_same and [line.split(" there")[0] for line in found.machine] == ["platform Elsewhere", "numpy 1.0"]


def test_groups_that_were_changed_are_found(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    file = spoiled / "run" / "groups.csv"
    rows = read(file)
    first = text_of([Row(r.replicate, r.region, r.group, r.communities, r.people, r.digest[::-1]) for r in rows])
    for text, words in ((first, "Counts: run"), (text_of(rows[1:]), f"{len(rows) - 1} groups, where there are {len(rows)}"),
                        (text_of(rows).replace(f",{rows[0].people},", f",{rows[0].people + 1},", 1), "")):
        file.write_text(text)
        found = quick(sealed(spoiled))
        assert not words or (not found.is_same and words in told(found)), told(found)
    spoil_regime(spoiled)
    assert "Program: run" in told(quick(sealed(spoiled)))


def test_the_choice_of_groups_is_nobodys() -> None:
    rows = [Row(1, region, group, 1 + region, 100, "d") for region in range(40) for group in range(10)]
    one, other = samples.chosen(rows, "a"), samples.chosen(rows, "b")
    assert one == samples.chosen(rows[::-1], "a") != other
    for found in (one, other):
        assert len(found) <= samples.MOST_GROUPS and sum(r.communities for r in found) <= samples.MOST_COMMUNITIES
    huge = [Row(1, 0, group, 500 + group, 1, "d") for group in range(10)]
    assert samples.chosen(huge, "a") == (huge[0],), "one group at least, the smallest where all are large"


def test_what_a_folder_says_leads_nowhere_else(study: Path, tmp_path: Path) -> None:
    """Names and options in a folder of somebody else's are data: none is a path out of it or a word of a command."""
    spoiled = copy(study, tmp_path / "s")
    commands: list[Any] = []

    def command(words: Any) -> tuple[int, str]:
        commands.append(list(words))
        return 2, "OST0 refused"

    edit(spoiled / "why" / "ablation.json", run__start="--help")
    edit(spoiled / "lives" / "Beijing-0-5.json", people="--yes")
    found = verify(evidence_of(spoiled, __version__), command, lambda said: None)
    assert [words[0] for words in commands] == ["run"] and commands[0][1] == str(spoiled / "run" / "regime.yaml")
    assert [part.why_not.split(" (")[0] for part in found.parts] == [
        "it cannot be lived again: OST0 refused", "it does not say whose it is", "its results do not say what was lived"]
    assert not found.is_same


def test_values_are_compared_by_place() -> None:
    was = {"a": [1, 2.0, {"x/y": None}], "run": {"seconds": 3, "people": 5}, "version": "1", "arms": [{"name": "n", "overrides": [1]}]}
    now = {"a": [1, 2.0 + 1e-12, {"x/y": 0}, 7], "run": {"seconds": 9, "people": 6}, "version": "2", "arms": [{"name": "m"}]}
    found = compare_data("f", was, now)
    assert [d.place for d in found.kept] == ["f#/a/2/x~1y", "f#/a/3", "f#/run/people", "f#/arms/0/name"] and found.different == 4
    assert compare_data("f", was, now, names=False).different == 3
    assert str(found.kept[2]) == "f#/run/people: 5 in the folder, 6 now (differs by +1)"
    long = "x" * 300
    told = str(compare_data("f", {"a": f"{long}y"}, {"a": f"{long}z"}).kept[0])
    assert told == f"f#/a: '...{'x' * 20}y' in the folder, '...{'x' * 20}z' now", "what differs is shown, however late it comes"
    assert compare_data("f", was, was).different == 0 and compare_data("f", was, was).values == found.values - 1
    assert not same(1, True) and not same("1", 1) and not same(None, 0) and same(float("nan"), float("nan"))
    assert at(was, "/a/2/x~1y") is None and at(now, "/a/3") == 7


def test_tables_are_compared_cell_by_cell(study: Path, tmp_path: Path) -> None:
    table = pq.read_table(study / "run" / "outcomes.parquet")
    column = table.column_names.index("value")
    values = table.column(column).to_pylist()
    values[2] = 0.125
    pq.write_table(table.set_column(column, "value", [values]), tmp_path / "t.parquet")
    found: Compared = compare_tables("t", study / "run" / "outcomes.parquet", tmp_path / "t.parquet")
    assert [d.place for d in found.kept] == ["t#row 3, value"] and found.values == table.num_rows * table.num_columns
