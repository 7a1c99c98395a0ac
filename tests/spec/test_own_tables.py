"""Tables of counts in CSV: what is read, what is refused and where, and that a file about persons is never taken.

In tests/spec/tables the folder `valid` is right; a folder `<CODE>_<mistake>` holds the files that stand in for its own.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ostrakon.errors import CODES, OstrakonError, Problem
from ostrakon.society.kept import key_of
from ostrakon.spec import sheet
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedSociety, load_society, validate
from ostrakon.spec.persons import personal
from ostrakon.spec.sourced import Provenance

CASES = Path(__file__).parent / "tables"
MISTAKES = sorted(path.name for path in CASES.iterdir() if path.name != "valid")
NORTH = ("population", "regions", "North")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the valid case."""
    return Path(shutil.copytree(CASES / "valid", tmp_path / "own"))


def load(folder: Path) -> LoadedSociety:
    return load_society(folder / "society.yaml")


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(OstrakonError) as caught:
        load(folder)
    return list(caught.value.problems)


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- what is read ---------------------------------------------------------------------------------------------------------


def test_counts_become_shares_of_people(folder: Path) -> None:
    north = load(folder).model.population.regions["North"]
    assert (north.people, north.urban, north.minority, north.male) == (40_000, 0.6, 0.1, 0.5)
    assert north.ages.male == north.ages.female
    assert (north.ages.male["0"], north.ages.male["85+"]) == (200, 300)
    assert (north.education["primary"], north.jobs["services"], north.jobs["other_work"]) == (7400, 0.2, 0)
    home = north.households
    assert (home.mean_size, home.one_person, home.one_generation) == (38_000 / 15_600, 4000 / 15_600, 0.5)
    assert (home.two_generation, home.three_generation, home.four_generation) == (6000 / 15_600, 1720 / 15_600, 80 / 15_600)
    assert home.collective == 0.05


def test_regions_stand_in_the_order_of_their_table(folder: Path) -> None:
    lines = (folder / "regions.csv").read_text().splitlines()
    (folder / "regions.csv").write_text("\n".join([lines[0], lines[2], lines[1]]))
    assert load(folder).model.regions == ("South", "North")


def test_schooling_may_be_told_by_sex(folder: Path) -> None:
    lines = (folder / "education.csv").read_text().splitlines()
    both = [(line.rsplit(",", 1), int(line.rsplit(",", 1)[1])) for line in lines[1:]]
    rows = [f"{key[0]},{sex},{n // 2}" for key, n in both for sex in ("male", "female")]
    (folder / "education.csv").write_text("\n".join(["region,education,sex,people", *rows]))
    north = load(folder).model.population.regions["North"]
    assert north.education.female["primary"] == north.education.male["primary"] == 3700


def test_below_one_percent_the_table_of_regions_decides(folder: Path) -> None:
    change(folder, "regions.csv", "North,40000", "North,40399")
    north = load(folder).model.population.regions["North"]
    assert (north.people, north.urban) == (40_399, 24_000 / 40_399)
    change(folder, "regions.csv", "North,40399", "North,40405")
    assert {p.code for p in problems(folder)} == {"OST1310"}


@pytest.mark.parametrize(("old", "new"), [("region,", "\ufeffregion,"), ("\n", "\r\n"), ("people,urban", " people , urban "),
                                          ("\n", ",,\n"), ("\n", "\n\n"), ("North,40000", '"North", "40000"')])
def test_what_spreadsheets_do_to_a_file_is_no_mistake(folder: Path, old: str, new: str) -> None:
    before = load(folder).data
    file = folder / "regions.csv"
    text = file.read_text(encoding="utf-8")
    file.write_bytes((text.replace(old, new, 1) if old == "region," else text.replace(old, new)).encode())
    assert file.read_bytes() != text.encode()
    assert load(folder).data == before


def test_the_order_of_columns_is_free(folder: Path) -> None:
    before = load(folder).data
    (folder / "regions.csv").write_text("minority,region,urban,people\n4000,North,24000,40000\n2000,South,12000,20000\n")
    assert load(folder).data == before


def test_the_resolved_form_needs_no_file(folder: Path) -> None:
    loaded = load(folder)
    text = dump(loaded)
    shutil.rmtree(folder)
    again = load_society(text)
    assert (again.data, again.provenance, again.model) == (loaded.data, loaded.provenance, loaded.model)
    assert dump(again) == text


def test_a_changed_table_changes_what_the_society_is_kept_under(folder: Path) -> None:
    before, same = load(folder).model, load(folder).model
    assert key_of(before) == key_of(same)
    change(folder, "jobs.csv", "North,services,8000", "North,services,8100")
    assert key_of(load(folder).model) != key_of(before)


def test_a_number_keeps_its_place_in_its_file(folder: Path) -> None:
    places = load(folder).places
    ages = places.of((*NORTH, "ages", "female", "1-4"))
    assert (Path(ages.file).name, ages.line, ages.text[ages.column - 1:]) == ("age_sex.csv", 5, "800")
    size = places.of((*NORTH, "households", "mean_size"))
    assert (Path(size.file).name, size.line, size.text[size.column - 1:]) == ("households.csv", 2, "38000,2000")


def test_a_source_of_a_table_is_that_of_its_numbers(folder: Path) -> None:
    change(folder, "society.yaml", "{regions: regions.csv", "{regions: {value: regions.csv, source: Yearbook, status: documented}")
    loaded = load(folder)
    want = Provenance(source="Yearbook", status="documented", note="from regions.csv")
    assert set(loaded.provenance) == {("population", "regions", r, k) for r in ("North", "South") for k in ("people", "urban", "minority")}
    assert set(loaded.provenance.values()) == {want}
    assert loaded.places.of((*NORTH, "urban")).text == "North,40000,24000,4000"


def test_a_source_that_is_no_reference_is_told_where_it_stands(folder: Path) -> None:
    change(folder, "society.yaml", "{regions: regions.csv", "{regions: {value: regions.csv, source: yearbok}")
    change(folder, "society.yaml", "\npopulation:", "\nreferences: {yearbook: A yearbook}\npopulation:")
    problem, = problems(folder)
    assert (problem.code, problem.nearest) == ("OST2114", "yearbook")
    assert problem.text[problem.column - 1:].startswith("yearbok")


def test_a_mistake_that_only_the_model_sees_is_told_in_the_table(folder: Path) -> None:
    change(folder, "households.csv", "South,7800,2000,3900,3000,860,40,", "South,1950,500,975,750,215,10,")
    told = [p for p in problems(folder) if p.code == "OST2005"]
    assert [(Path(p.file).name, p.line, p.path[-1]) for p in told] == [("households.csv", 3, "mean_size")]


# --- what is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_its_code_alone_and_its_place(folder: Path, name: str) -> None:
    shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
    told = problems(folder)
    assert {p.code for p in told} == {name[:7]}, "\n".join(map(str, told))
    changed = {path.name for path in (CASES / name).iterdir()}
    said = told[0]
    assert Path(said.file).name in changed
    assert said.found and (said.allowed or said.remedy)
    if name != "OST1304_empty":
        assert said.line > 0 and said.column > 0 and said.text


def test_there_is_a_case_for_every_code_of_tables() -> None:
    assert {name[:7] for name in MISTAKES} == {code for code in CODES if code.startswith("OST13")}


def test_a_case_fails_when_nothing_is_wrong(folder: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        problems(folder)


@pytest.mark.parametrize(("name", "line", "column", "nearest", "remedy"), [
    ("OST1305_misspelt", 1, 21, "minority", ""),
    ("OST1306_region", 2, 1, "North", ""),
    ("OST1306_job", 3, 7, "professional", ""),
    ("OST1306_date", 6, 7, "", "a spreadsheet made a date of it"),
    ("OST1306_band", 2, 7, "", "split or add up the bands"),
    ("OST1307_thousands", 2, 7, "", "write 40000"),
    ("OST1304_thousands_without_quotes", 2, 20, "", "without separators"),
    ("OST1307_percent", 2, 7, "", "how many people they are"),
])
def test_the_place_the_nearest_name_and_the_remedy(folder: Path, name: str, line: int, column: int, nearest: str, remedy: str) -> None:
    shutil.copytree(CASES / name, folder, dirs_exist_ok=True)
    said = problems(folder)[0]
    assert (said.line, said.column, said.nearest) == (line, column, nearest)
    assert remedy in said.remedy


def test_a_disagreement_names_both_files_and_by_how_much(folder: Path) -> None:
    shutil.copytree(CASES / "OST1310_ages", folder, dirs_exist_ok=True)
    said = problems(folder)[0].found
    assert "40,500" in said and "regions.csv has 40,000 (1.2% more)" in said


def test_all_mistakes_of_the_tables_are_told_together(folder: Path) -> None:
    change(folder, "jobs.csv", "North,heads,800", "North,heads,x")
    change(folder, "households.csv", "South,7800", "Suoth,7800")
    assert {(Path(p.file).name, p.code) for p in problems(folder)} == {("jobs.csv", "OST1307"), ("households.csv", "OST1306")}


@pytest.mark.parametrize(("count", "codes"), [(0, []), (1, ["OST1303"]), (9, ["OST1303"]), (10, [])])
def test_zero_is_nobody_and_ten_is_enough(folder: Path, count: int, codes: list[str]) -> None:
    change(folder, "jobs.csv", "North,heads,800", f"North,heads,{count}")
    if codes:
        assert [p.code for p in problems(folder)] == codes
    else:
        assert load(folder).model.population.regions["North"].jobs["heads"] == count / 40_000


# --- people and files -----------------------------------------------------------------------------------------------------


def test_what_stands_in_rows_about_persons_is_never_repeated(folder: Path) -> None:
    for name in (name for name in MISTAKES if name.startswith("OST1302")):
        file = next((CASES / name).iterdir())
        shutil.copy(file, folder)
        words = {cell for line in file.read_text(encoding="utf-8").splitlines()[1:] for cell in line.split(",") if len(cell) > 5}
        told = str(OstrakonError(*problems(folder)))
        assert not [word for word in words if word in told]
        shutil.copy(CASES / "valid" / file.name, folder)


@pytest.mark.parametrize("column", ["Name", "first name", "ID", "person_id", "household id", "dob", "Birth date", "home_address", "Phone",
                                    "E-mail", "mobile_no", "passport", "姓名", "手机号"])
def test_columns_that_tell_persons_apart(column: str) -> None:
    assert personal(column)


@pytest.mark.parametrize("column", ["region", "region_name", "people", "age_band", "sex", "one_person", "people_in_households"])
def test_columns_that_do_not(column: str) -> None:
    assert not personal(column)


def test_many_rows_without_a_count_are_people_and_with_one_are_too_many(folder: Path) -> None:
    rows = [f"North,{age},{i}" for age in range(100) for i in range(60)]
    (folder / "age_sex.csv").write_text("\n".join(["region,age,income", *rows]))
    assert [p.code for p in problems(folder)] == ["OST1302"]
    (folder / "age_sex.csv").write_text("\n".join(["region,age_band,sex,people", *(f"{row},100" for row in rows)]))
    assert [p.code for p in problems(folder)] == ["OST1304"]


def test_a_finer_table_is_not_taken_for_people(folder: Path) -> None:
    rows = [f"North,heads,{age},50" for age in range(15, 65)]
    (folder / "jobs.csv").write_text("\n".join(["region,job,age,people", *rows]))
    assert {p.code for p in problems(folder)} == {"OST1305"}


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_not(folder: Path) -> None:
    outside = folder.parent / "regions.csv"
    (folder / "regions.csv").rename(outside)
    (folder / "regions.csv").symlink_to(outside)
    assert [p.code for p in problems(folder)] == ["OST1301"]
    (folder / "tables").mkdir()
    outside.rename(folder / "tables" / "r.csv")
    (folder / "regions.csv").unlink()
    (folder / "regions.csv").symlink_to("tables/r.csv")
    assert load(folder).model.regions == ("North", "South")


def test_a_folder_that_is_a_link_is_the_folder_it_leads_to(folder: Path) -> None:
    (folder.parent / "again").symlink_to(folder)
    assert load(folder.parent / "again").model == load(folder).model
    (folder.parent / "elsewhere").mkdir()
    shutil.copy(folder / "jobs.csv", folder.parent / "elsewhere")
    (folder / "below").symlink_to(folder.parent / "elsewhere")
    change(folder, "society.yaml", "jobs: jobs.csv", "jobs: below/jobs.csv")
    assert [p.code for p in problems(folder)] == ["OST1301"]


def test_links_in_a_ring(folder: Path) -> None:
    (folder / "jobs.csv").unlink()
    (folder / "jobs.csv").symlink_to("jobs.csv")
    assert [p.code for p in problems(folder)] == ["OST1001"]


@pytest.mark.parametrize("sort", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_told_where_it_is_named(folder: Path, sort: str) -> None:
    file = folder / "households.csv"
    file.unlink()
    if sort == "folder":
        file.mkdir()
    elif sort == "pipe":
        os.mkfifo(file)             # a reader that opened it plainly would wait for ever
    problem, = problems(folder)
    assert (problem.code, Path(problem.file).name) == ("OST1001", "society.yaml")
    assert problem.text[problem.column - 1:].startswith("households.csv")


def test_a_large_file_is_not_read_beyond_its_bound(folder: Path) -> None:
    with (folder / "jobs.csv").open("wb") as file:
        file.truncate(200_000_000_000)          # holds no blocks
    problem, = problems(folder)
    assert problem.code == "OST1002" and f"{sheet.MOST_BYTES:,}" in problem.allowed


@pytest.mark.parametrize(("raw", "code"), [(b"region,people\0", "OST1003"), ("région,people".encode("latin-1"), "OST1004")])
def test_text_that_is_no_text(folder: Path, raw: bytes, code: str) -> None:
    (folder / "jobs.csv").write_bytes(raw)
    problem, = problems(folder)
    assert (problem.code, Path(problem.file).name) == (code, "jobs.csv")


def test_a_cell_longer_than_any_name_is_refused(folder: Path) -> None:
    (folder / "jobs.csv").write_text("region,job,people\n" + "x" * 200_000 + ",heads,10\n")
    assert [p.code for p in problems(folder)] == ["OST1304"]


# --- the section in the society's file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new", "code", "nearest"), [
    ("tables: {regions:", "tabels: {regions:", "OST2001", "tables"),
    ("{regions:", "{regoins:", "OST2001", "regions"),
    ("jobs: jobs.csv, ", "", "OST2002", ""),
    ("jobs: jobs.csv", "jobs: 5", "OST2003", ""),
    ("  tables:", "  census: cn2020\n  tables:", "OST2006", ""),
    ("{regions: regions.csv", "{regions: {value: regions.csv, status: known}", "OST1101", ""),
])
def test_the_section_is_held_to_its_form(folder: Path, old: str, new: str, code: str, nearest: str) -> None:
    change(folder, "society.yaml", old, new)
    told = problems(folder)
    assert code in {p.code for p in told}
    assert next(p.nearest for p in told if p.code == code) == nearest
    assert told[0].line in (7, 8)


def test_a_text_can_name_no_tables(folder: Path) -> None:
    text = (folder / "society.yaml").read_text(encoding="utf-8")
    with pytest.raises(OstrakonError) as caught:
        load_society(text)
    assert [p.code for p in caught.value.problems] == [p.code for p in validate(text, "society")] == ["OST1301"]


def test_overrides_act_on_the_regions(folder: Path) -> None:
    assert load_society(folder / "society.yaml", ["population.regions.North.urban=0.5"]).model.population.regions["North"].urban == 0.5
    with pytest.raises(OstrakonError) as caught:
        load_society(folder / "society.yaml", ["population.tables.regions=other.csv"])
    assert caught.value.problems[0].code == "OST1203"


@pytest.mark.parametrize(("ages", "code", "found"), [
    ("{male: {0-4: 1}}", "OST2002", "'female' in population.regions.North.ages"),
    ("{male: {0-4: 1}, femal: {0-4: 1}}", "OST2001", "'femal' in population.regions.North.ages"),
    ("{male: {0-4: 1}, female: {0-4: x}}", "OST2003", "population.regions.North.ages.female.0-4 is text ('x')"),
    ("{0-4: x}", "OST2003", "population.regions.North.ages.0-4 is text ('x')"),
    ("{1: 3}", "OST2006", "the key 1 in population.regions.North.ages"),
])
def test_of_one_table_or_two_a_mistake_is_told_of_the_one_meant(folder: Path, ages: str, code: str, found: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        load_society(folder / "society.yaml", [f"population.regions.North.ages={ages}"])
    told = caught.value.problems
    assert found in [p.found for p in told if p.code == code]
    assert len(told) == 1, told


def test_the_schema_of_the_written_form_knows_the_tables(folder: Path) -> None:
    from ostrakon.spec.text import read_path

    schema = json.loads((Path(__file__).parents[2] / "schema" / "society.schema.json").read_text(encoding="utf-8"))
    data = json.loads(json.dumps(read_path(folder / "society.yaml").data))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    data["population"]["tables"]["jobs"] = 5
    assert list(Draft202012Validator(schema).iter_errors(data))
