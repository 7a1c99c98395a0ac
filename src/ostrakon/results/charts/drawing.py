"""A chart on paper: its specification, its picture in a page or a file, and the data beside it.

Here lives the passage from a specification to SVG, PDF and PNG, through vl-convert, which runs Vega inside this process and asks no
network. Never here: what a chart shows.

The SVG for a page has no width (its place gives it one), no fixed colour of letters and lines: those are CSS variables
(``theme.VARIABLES``), with the colour of paper where a page sets none. Its identifiers carry the name of the drawing, so that two can
stand on one page. The same specification gives the same bytes.
"""

import copy
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any

import vl_convert

from ostrakon.results.charts import theme
from ostrakon.results.charts.rows import as_csv

SVG = "http://www.w3.org/2000/svg"
VEGA_LITE = "6.4"
# Told to assistive technology mark by mark by Vega; here the picture is one image with a text alternative, and rows in a table.
NEEDLESS = ("role", "class", "pointer-events", "font-family")
COLOURS = {colour.lower(): f"var({name}, {colour})" for colour, name in theme.VARIABLES.items()}
FORMATS = ("svg", "pdf", "png")


@dataclass(frozen=True)
class Drawing:
    """A chart drawn: ``svg`` for a page, ``csv`` the rows that it draws, ``spec`` the Vega-Lite specification with them inside."""

    svg: str
    csv: str
    spec: dict[str, Any]

    @property
    def vega_lite(self) -> str:
        """The specification as a JSON file, which any Vega-Lite editor opens."""
        return json.dumps(self.spec, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def drawn(spec: dict[str, Any], name: str, title: str, says: str) -> Drawing:
    """A specification drawn. name: of its identifiers; title: its accessible name, which stands in files but not in the page's picture;
    says: what the picture shows, for whoever does not see it."""
    rows = rows_of(spec)
    mark = f"{name}-{hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:8]}"
    bare = {key: value for key, value in spec.items() if key != "title"}
    return Drawing(for_page(_svg(bare), mark, title or says, says), as_csv(rows), spec)


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that stand in a specification."""
    found = spec["data"]
    return list(found["values"] if "values" in found else spec["datasets"][found["name"]])


def picture(spec: dict[str, Any], format_: str, dpi: int = 300) -> bytes:
    """A file by itself: letters as text in SVG and PDF, white paper. The same specification gives the same bytes of SVG and PNG; a
    PDF has the same content, its objects under other names. dpi: of PNG, where the chart is so many inches wide as on a page
    of 96 units an inch."""
    if format_ == "svg":
        return _numbered(_svg(spec)).encode()
    call: dict[str, Any] = {"vl_version": VEGA_LITE, "allowed_base_urls": []}
    if format_ == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(copy.deepcopy(spec), **call))
    return bytes(vl_convert.vegalite_to_png(copy.deepcopy(spec), scale=72 / 96, ppi=dpi, **call))


def _svg(spec: dict[str, Any]) -> str:
    return str(vl_convert.vegalite_to_svg(copy.deepcopy(spec), vl_version=VEGA_LITE, allowed_base_urls=[]))


def _numbered(svg: str) -> str:
    """Identifiers counted from 0 in each drawing: Vega counts through all that a process draws."""
    order = list(dict.fromkeys(re.findall(r'\bid="([A-Za-z]+\d+)"', svg)))
    names = {old: f"{old.rstrip('0123456789')}{i}" for i, old in enumerate(order)}
    return re.sub(r'(\bid="|url\(#)([A-Za-z]+\d+)(?=["\)])', lambda m: m[1] + names.get(m[2], m[2]), svg)


def for_page(svg: str, mark: str, title: str, says: str) -> str:
    """The same picture for a page: see above. mark: begins every identifier."""
    root = ET.fromstring(_numbered(svg))
    view = root.get("viewBox", "")
    for key in list(root.attrib):
        del root.attrib[key]
    root.attrib.update({"viewBox": view, "role": "img", "aria-labelledby": f"{mark}-title {mark}-says",
                        "font-family": theme.FONT})
    _clean(root, mark)
    if len(root) and root[0].tag == f"{{{SVG}}}rect":       # the white paper
        root.remove(root[0])
    for i, (tag, text) in enumerate((("title", title), ("desc", says))):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{mark}-{'title' if tag == 'title' else 'says'}"})
        element.text = text
        root.insert(i, element)
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode")


def _clean(element: ET.Element, mark: str) -> None:
    """Without what draws nothing, colours by name, identifiers with their mark."""
    for child in list(element):
        path = child.tag == f"{{{SVG}}}path" and not child.get("stroke") and not child.get("fill")
        if child.get("display") == "none" or path:
            element.remove(child)
            continue
        _clean(child, mark)
        if child.tag == f"{{{SVG}}}g" and len(child) == 0:
            element.remove(child)
    if element.get("role") != "img" or "viewBox" not in element.attrib:
        for key in [key for key in element.attrib if key in NEEDLESS or key.startswith("aria-")]:
            del element.attrib[key]
    for key in ("fill", "stroke"):
        if (colour := element.get(key, "").lower()) in COLOURS:
            element.set(key, COLOURS[colour])
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    if "id" in element.attrib and not element.get("id", "").startswith(mark):
        element.set("id", f"{mark}-{element.get('id')}")
    if element.get("clip-path", "").startswith("url(#"):
        element.set("clip-path", f"url(#{mark}-{element.get('clip-path', '')[5:]}")
