"""Tables of counts in CSV, named by a society's file under `population.tables`, become the regions of the resolved form.

Here lives the way of five tables into `population.regions`: each number as a share of people, with its place and with the
source that the file gives for its table. Never here: the form of one table (``layouts``), numbers about any country, or what
a region becomes. Below this nothing knows that there were files.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.counts import LEAST
from ostrakon.spec.find import path_of
from ostrakon.spec.fit import Places, fit
from ostrakon.spec.layouts import GENERATIONS, LAYOUTS, SEXES, Counted, Words, counted, small, wrong_columns, wrong_rows
from ostrakon.spec.part import Part
from ostrakon.spec.persons import refuse_persons
from ostrakon.spec.sheet import Sheet, read_sheet
from ostrakon.spec.society import AGE_BANDS, EDUCATIONS, JOBS, Population, Society
from ostrakon.spec.sourced import unwrap
from ostrakon.spec.text import Document, Mark, Where
from ostrakon.spec.within import NAME, unknown
from ostrakon.vocabulary import nearest

MOST_TOLD = 60              # problems of one table
APART = 0.01                # tables of one census may differ by so much, as rounding and late corrections do
AT = ("population", "tables")
FileName = Annotated[str, Field(min_length=1, max_length=200)]
Found = dict[str, Counted]


class Tables(Part):
    """The files, beside the society's file or in a folder below it; the written form alone has them."""

    regions: FileName
    age_sex: FileName
    education: FileName
    jobs: FileName
    households: FileName


class WrittenPopulation(Population):
    """The section on people as a person writes it: census, regions, or tables."""

    tables: Tables | None = Field(None, description="CSV files of counts, in place of a census or regions")


class WrittenSociety(Society):
    """A society file as a person writes it; the model of a schema."""

    population: WrittenPopulation


class _Section(Part):
    tables: Tables


class _Written(Part):
    population: _Section


def inlined(document: Document, source: str | Path) -> Document:
    """The document of a society with `population.tables` read and written out as `population.regions`; another as it is.

    source: what the document was loaded from; the files lie beside it. Raises OstrakonError: OST1301 to OST1310 for tables,
    those of reading text, and those of a section's names and sources.
    """
    section = document.data.get("population")
    if not isinstance(section, dict) or "value" in section:
        return document
    if "tables" not in section:
        _raise(_misspelt(document, section))
        return document
    names, sources = _named(document, section)
    folder, shown = _folder(document, source)
    found = _read({table: (folder, name, str(shown / name)) for table, name in names.items()}, document.marks)
    regions = _regions(found)
    _raise(problem for region in regions for part in (_within, _between) for problem in part(found, region))
    return _written(document, section, found, regions, sources)


def _raise(problems: Iterable[Problem]) -> None:
    if told := list(problems):
        raise OstrakonError(*told)


def _regions(found: Found) -> Words:
    return tuple(key[0] for key in found["regions"].rows)


def _misspelt(document: Document, section: dict[Any, Any]) -> Iterator[Problem]:
    """`tables` is no key of the model, so the model cannot propose it."""
    known = ["tables", *Population.model_fields]
    for key in section:
        if key not in known and nearest(str(key), known) == "tables":
            at = Places(document.marks, document.keys, document.file)
            yield at.problem("OST2001", ("population", key), f"'{key}' in population", key=True, allowed=", ".join(known), nearest="tables")


def _named(document: Document, section: dict[Any, Any]) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
    """The names of the files and the fields of their sources, by table."""
    places = Places(document.marks, document.keys, document.file)
    for other in ("census", "regions"):
        if section.get(other):
            _raise([places.problem("OST2006", ("population", other), f"population has '{other}' and 'tables'", key=True,
                                   allowed="one of census, regions, tables", remedy="keep one of them")])
    plain = unwrap(Document({"population": {"tables": section["tables"]}}, document.marks, document.keys, document.file))
    _raise(plain.problems)
    written = fit(_Written, plain.data, Places({**document.marks, **plain.marks}, document.keys, document.file))
    names = written.population.tables.model_dump()
    known = document.data.get("references") or {}
    _raise(unknown(places, "OST2114", (*path, "source"), one.source, known)
           for path, one in plain.provenance.items() if known and NAME.match(one.source) and one.source not in known)
    whole = plain.provenance.get(AT)
    sources = {}
    for table, name in names.items():
        if one := plain.provenance.get((*AT, table), whole):
            sources[table] = {"note": f"from {name}", **one.as_dict()}
    return names, sources


def _folder(document: Document, source: str | Path) -> tuple[Path, Path]:
    """The folder of the society's file, and how it is shown in messages."""
    if isinstance(source, str) and "\n" in source:
        at = Places(document.marks, document.keys, document.file)
        _raise([at.problem("OST1301", AT, "a text names tables, and lies in no folder", key=True,
                           allowed="a society's file with its tables beside it", remedy="save the text to a file and give its path")])
    shown = Path(document.file).parent
    return (shown if document.file == str(source) else path_of("society", str(source)).parent), shown


def _read(files: dict[str, tuple[Path, str, str]], marks: dict[Where, Mark]) -> Found:
    """All tables, counted. What looks like records about people is refused first, and alone."""
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    for table, (folder, name, shown) in files.items():
        try:
            sheets[table] = read_sheet(folder, name, shown, marks.get((*AT, table)) or marks[AT])
        except OstrakonError as error:
            problems += error.problems
    persons = (refuse_persons(sheet, LAYOUTS[table].counts) for table, sheet in sheets.items())
    _raise(problem for problem in persons if problem)
    _raise([*problems, *(problem for sheet in sheets.values() for problem in sheet.problems[:MOST_TOLD])])
    _raise(problem for table, sheet in sheets.items() for problem in wrong_columns(sheet, LAYOUTS[table]))
    found = {table: counted(sheet, LAYOUTS[table]) for table, sheet in sheets.items()}
    _raise(islice(wrong_rows(found["regions"], LAYOUTS["regions"], None), MOST_TOLD))       # the others are held against its names
    _raise(problem for table, one in found.items() for problem in islice(wrong_rows(one, LAYOUTS[table], _regions(found)), MOST_TOLD))
    return found


def _within(found: Found, region: str) -> Iterator[Problem]:
    """Parts that are more than their whole, or leave so few over that these could be somebody."""
    row = (region,)
    for table, part, whole in (("regions", "urban", "people"), ("regions", "minority", "people"),
                               ("households", "one_person", "one_generation")):
        one = found[table]
        some, everything = one.count(row, part), one.count(row, whole)
        if some > everything:
            yield one.mark(row, part).problem("OST1310", f"{region}: {some:,} in '{part}', {everything:,} in '{whole}'",
                                              allowed=f"at most as many as in '{whole}'")
        elif everything - some in range(1, LEAST):
            yield small(one.mark(row, part), f"{region}: '{whole}' less '{part}' is {everything - some}")


def _apart(at: Mark, region: str, what: str, here: int, there: int, where: str) -> Iterator[Problem]:
    """The Problem of two totals that are not one."""
    if abs(here - there) > APART * there:
        share = f" ({abs(here - there) / there:.1%} {'more' if here > there else 'fewer'})" if there else ""
        yield at.problem("OST1310", f"{region}: {what} add to {here:,}, {where} {there:,}{share}", allowed="at most 1 percent apart",
                         remedy="take both from one census, with one definition of who is counted")


def _between(found: Found, region: str) -> Iterator[Problem]:
    """Totals that should be one number."""
    people, ages, schools, jobs, homes = (found[name] for name in LAYOUTS)
    row, total, elsewhere = (region,), people.count((region,)), f"those of {ages.sheet.file}"
    yield from _apart(ages.first(region), region, "the ages", ages.total(region), total, f"{people.sheet.file} has")
    for sex in SEXES if "sex" in schools.keys else ("",):
        words = (sex,) if sex else ()
        older = sum(ages.total(region, band, *words) for band in AGE_BANDS[2:]) + ages.total(region, "1-4", *words) // 2
        yield from _apart(schools.first(region), region, f"people by education{sex and f' ({sex})'}", schools.total(region, *words), older,
                          f"{elsewhere} aged 3 and over to")
    workers, adults = jobs.total(region), sum(ages.total(region, band) for band in AGE_BANDS[AGE_BANDS.index("15-19"):])
    if workers > adults:
        yield jobs.first(region).problem("OST1310", f"{region}: the jobs add to {workers:,}, {elsewhere} aged 15 and over to {adults:,}",
                                         allowed="at most as many at work as are 15", remedy="count each person in one job")
    living = sum(homes.count(row, f"people_in_{word}") for word in ("households", "collective"))
    yield from _apart(homes.mark(row, "people_in_households"), region, "people in households and collective", living, total,
                      f"{people.sheet.file} has")
    yield from _apart(homes.mark(row, "households"), region, "households by generations", sum(homes.count(row, g) for g in GENERATIONS),
                      homes.count(row, "households"), "the column 'households' has")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


Leaf = tuple[str, Where, Any, dict[Where, Mark]]    # table, path in the region, value, places: () of the value, others below it


def _leaves(found: Found, region: str) -> Iterator[Leaf]:
    """A region as shares of its people; ages and schooling stay counts, which serve as weights."""
    people, ages, schools, jobs, homes = (found[name] for name in LAYOUTS)
    row, total = (region,), people.count((region,))
    yield "regions", ("people",), total, {(): people.mark(row)}
    for name in ("urban", "minority"):
        yield "regions", (name,), _share(people.count(row, name), total), {(): people.mark(row, name)}
    yield "age_sex", ("male",), _share(ages.total(region, "male"), ages.total(region)), {(): ages.first(region)}
    yield "age_sex", ("ages",), *_weights(ages, region, AGE_BANDS)
    yield "education", ("education",), *_weights(schools, region, EDUCATIONS)
    work, places = _weights(jobs, region, JOBS)
    yield "jobs", ("jobs",), {job: _share(n, total) for job, n in work.items()}, places
    for name, share, column in _homes(homes, row):
        yield "households", ("households", name), share, {(): homes.mark(row, column)}


def _weights(one: Counted, region: str, words: Words) -> tuple[dict[str, Any], dict[Where, Mark]]:
    """Counts by word, or by sex and word where the table has the sexes, and their places."""
    marks: dict[Where, Mark] = {(): one.first(region)}
    if "sex" not in one.keys:
        return ({word: one.count((region, word)) for word in words},
                marks | {(word,): one.mark((region, word)) for word in words})
    return ({sex: {word: one.count((region, word, sex)) for word in words} for sex in SEXES},
            marks | {(sex, word): one.mark((region, word, sex)) for sex in SEXES for word in words})


def _homes(homes: Counted, row: Words) -> Iterator[tuple[str, float, str]]:
    """The shares of the section on households, and the column that each stands in."""
    households = sum(homes.count(row, name) for name in GENERATIONS)
    inside, outside = homes.count(row, "people_in_households"), homes.count(row, "people_in_collective")
    yield "mean_size", _share(inside, households), "people_in_households"
    for name in ("one_person", *GENERATIONS):
        yield name, _share(homes.count(row, name), households), name
    yield "collective", _share(outside, inside + outside), "people_in_collective"


def _written(document: Document, section: dict[Any, Any], found: Found, regions: Words, sources: dict[str, dict[str, Any]]) -> Document:
    """The document with regions for tables, sourced as the tables were."""
    marks, data = dict(document.marks), dict[str, Any]()
    marks["population", "regions"] = marks[AT]
    for region in regions:
        here = data[region] = {"households": dict[str, Any]()}
        at: Where = ("population", "regions", region)
        marks[at] = marks[(*at, "households")] = found["regions"].mark((region,), "region")
        for table, path, value, places in _leaves(found, region):
            below: Where = (*at, *path, "value") if table in sources else (*at, *path)
            marks |= {(*at, *path): places[()]} | {(*below, *inner): mark for inner, mark in places.items()}
            holder: dict[str, Any] = here["households"] if len(path) > 1 else here
            holder[str(path[-1])] = {"value": value, **sources[table]} if table in sources else value
    population = {key: value for key, value in section.items() if key not in ("tables", "census", "regions")}
    return Document({**document.data, "population": {"regions": data, **population}}, marks, document.keys, document.file)
