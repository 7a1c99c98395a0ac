"""``ostrakon figure``: a chart of a saved run or experiment as a picture, with its specification and its data beside it.

Here lives the command. Never here: what a chart shows (``results/charts``).
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from ostrakon.cli.bounds import whole
from ostrakon.cli.console import out
from ostrakon.errors import OstrakonError, fail
from ostrakon.results.file import REMEDY, check_new
from ostrakon.vocabulary import nearest

# the picture itself first; its ending says its format
FORMATS = ("svg", "pdf", "png")


def figure(
    folder: Annotated[Path, typer.Argument(help="The folder of a run, an experiment or a study.", metavar="FOLDER")],
    name: Annotated[str | None, typer.Argument(help="Which chart: weekly, cohorts, changes ...", metavar="NAME")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Say which charts there are of this folder, and why not the others.")] = False,
    format_: Annotated[str | None, typer.Option("--format", help="svg, pdf or png [default: svg].", metavar="FORMAT")] = None,
    measure: Annotated[list[str] | None, typer.Option(help="Which outcome or series. Repeat where several fit.", metavar="MEASURE")] = None,
    by: Annotated[str | None, typer.Option(help="Of cohorts: the levels of this attribute.", metavar="ATTRIBUTE")] = None,
    variant: Annotated[
        list[str] | None, typer.Option(help="Of changes and sides: only this variant. Repeat for more.", metavar="NAME")
    ] = None,
    of: Annotated[str | None, typer.Option(help="Of exit: this list instead of all black lists.", metavar="LIST")] = None,
    title: Annotated[str | None, typer.Option(help="A sentence over the chart.", metavar="TEXT")] = None,
    width: Annotated[str, typer.Option(help="Of the picture, in units of 1/96 inch.", metavar="N")] = "600",
    dpi: Annotated[str, typer.Option(help="Points per inch of a png.", metavar="N")] = "300",
    out_file: Annotated[
        Path | None, typer.Option("--out", help="A new file for the picture; the others beside it [default: NAME.FORMAT].", metavar="FILE")
    ] = None,
) -> int:
    """Draw a chart of a saved run, experiment or study: the picture, its Vega-Lite specification and its data as CSV."""
    wide, points = whole("--width", width, 300, 2000), whole("--dpi", dpi, 30, 1200)
    from ostrakon.results import charts
    from ostrakon.results.charts.folder import parts_of, told

    parts = parts_of(folder)
    if list_ or name is None:
        if name is not None:
            fail("OST8001", f"--list with {name[:40]}", allowed="one of them")
        _list(parts)
        return 0
    kind = charts.kind_of(name)
    files = _files(name, _format(format_, out_file), out_file)
    options = {**_options(name, kind.options, measure or [], by, variant or [], of), **_limits(folder, kind.options)}
    part = parts.get(kind.needs)
    under = told(part) if part is not None else ""
    drawing = charts.draw(name, parts, title=title or _sentence(kind.shows), note=under, width=wide, **options)
    _write({files["picture"]: charts.picture(drawing.spec, files["picture"].suffix[1:], points),
            files["spec"]: drawing.vega_lite.encode(), files["data"]: drawing.csv.encode()})
    for word, file in (("Picture", "picture"), ("Chart", "spec"), ("Data", "data")):
        out.print(f"{word:<9} {escape(str(files[file]))}", soft_wrap=True)
    return 0


def _sentence(shows: str) -> str:
    return shows[:1].upper() + shows[1:]


def _format(given: str | None, file: Path | None) -> str:
    """The format, as given or as the file's name ends."""
    ending = file.suffix[1:].lower() if file is not None else ""
    said = given or ending or "svg"
    if said not in FORMATS:
        fail("OST8001", f"{'--format' if given else '--out ends with'} {said[:20]}", allowed=", ".join(FORMATS),
             nearest=nearest(said, FORMATS))
    if given and ending and given != ending:
        fail("OST8001", f"--format {given} with --out {str(file)[:80]}", remedy="leave --format out, or let the name end with it")
    return said


def _files(name: str, format_: str, file: Path | None) -> dict[str, Path]:
    """Where the three files go; each must be free."""
    stem = file.with_suffix("") if file is not None else Path(name)
    files = {"picture": stem.with_name(f"{stem.name}.{format_}"), "spec": stem.with_name(f"{stem.name}.vl.json"),
             "data": stem.with_name(f"{stem.name}.csv")}
    for one in files.values():
        check_new(one, "--out")
    return files


def _options(name: str, taken: tuple[str, ...], measure: list[str], by: str | None, variants: list[str], of: str | None) -> dict[str, Any]:
    """Options of the command as the chart knows them; what it does not know is refused."""
    one = next((key for key in ("measure", "outcome") if key in taken), "measures")
    if len(measure) > 1 and one != "measures":
        fail("OST8001", f"--measure is given {len(measure)} times", allowed=f"once with {name}")
    given = {"--measure": (one, (measure if one == "measures" else measure[0]) if measure else None), "--by": ("by", by),
             "--variant": ("variants", variants or None), "--of": ("of", of)}
    for option, (key, value) in given.items():
        if value is not None and key not in taken:
            fail("OST8001", f"{option} with {name}", remedy="leave it out; ostrakon figure --help says which charts take it")
    return {key: value for key, value in given.values() if value is not None}


def _limits(folder: Path, taken: tuple[str, ...]) -> dict[str, Any]:
    """The lowest and highest score that there can be, where the folder has its regime."""
    if "limits" not in taken:
        return {}
    from ostrakon.results.charts.spread import limits_of
    from ostrakon.spec.load import load_regime

    for file in (folder / "regime.yaml", folder / "run" / "regime.yaml"):
        if file.is_file():
            dimensions = load_regime(str(file)).model.scoring.dimensions.values()
            return {"limits": limits_of((d.weight, d.minimum, d.maximum) for d in dimensions)}
    return {}


def _list(parts: Mapping[str, Any]) -> None:
    """Every chart, what it shows, and what it takes; or why it cannot be drawn of this folder."""
    from ostrakon.results.charts import CHARTS, why_not

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("Chart", "shows", "takes"):
        table.add_column(heading, overflow="fold")
    takes = {"measures": "--measure ...", "measure": "--measure", "outcome": "--measure", "by": "--by", "variants": "--variant ...",
             "of": "--of"}
    missing = []
    for name, kind in CHARTS.items():
        reason = why_not(name, parts)
        if reason:
            missing.append((name, reason))
        else:
            table.add_row(name, escape(kind.shows), escape(" ".join(takes[o] for o in kind.options if o in takes)))
    out.print(table)
    if missing:
        out.print("\nNot of this folder:", style="bold")
        for name, reason in missing:
            out.print(f"  {name:<14} {escape(reason)}")


def _write(files: Mapping[Path, bytes]) -> None:
    """All of them or none. Raises OST8001."""
    written: list[Path] = []
    try:
        for file, content in files.items():
            with file.open("xb") as stream:     # exclusive: nothing that has appeared meanwhile is written over
                written.append(file)
                stream.write(content)
    except BaseException as error:
        for file in written:
            with suppress(OSError):
                file.unlink()
        if isinstance(error, OSError) and not isinstance(error, OstrakonError):
            fail("OST8001", f"{str(file)[:200]} cannot be written: {error.strerror or error}", remedy=REMEDY)
        raise
