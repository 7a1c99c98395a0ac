"""Write web-app/src/lib/protocol.ts from src/ostrakon/web/protocol.py and shapes.py. Run: python web-app/make_protocol.py [--check]"""

import sys
import types
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin

from typing_extensions import get_original_bases, get_type_hints, is_typeddict

from ostrakon.web.protocol import ASKED
from ostrakon.web.shapes import ANSWERS, OPEN, Page

FILE = Path(__file__).parent / "src" / "lib" / "protocol.ts"
HEAD = """/**
 * What the page and the server say to each other. Do not edit: `python web-app/make_protocol.py` writes this file
 * from src/ostrakon/web/protocol.py (what is asked) and src/ostrakon/web/shapes.py (what is answered).
 */
"""
FRAME = """/* ---- the websocket, /ws: JSON from the page, JSON and bytes from the server ---- */

export type Ask = AskLive | AskFrames | AskFrame | AskStop

export type Told = Progress | Results | Framed | Cancelled | Failed

/**
 * Bytes of one week, little endian: u32 id, u32 week, u32 people, u32 zero, then three planes of one byte a person (engine/frames.py):
 * score (0..255 between score.low and score.high) · standing (bits 0-2: on black list 0, 1, 2...; bit 3: on a red list; bits 4-6: tier;
 * bit 7: someone who would be on no list without errors, association and lawful speech: wrongly listed) · feeling (bits 0-3: fear 0..15;
 * bit 4: kept silent this week or before; bit 5: has been turned away; bit 6: has been listed wrongly, now or before; bit 7: has done
 * something unlawful or broken a contract).
 */
export interface Frame { id: number; week: number; score: Uint8Array; standing: Uint8Array; feeling: Uint8Array }
"""
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "unknown"}


def said(kind: Any) -> Page:
    """What is said beside a type."""
    return next((one for one in getattr(kind, "__metadata__", ()) if isinstance(one, Page)), Page())


def written(kind: Any) -> str:
    """A type as TypeScript has it."""
    if (page := said(kind)).type:
        return page.type
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Annotated, NotRequired):
        return written(inner[0])
    if origin is Literal:
        return " | ".join(f"'{value}'" for value in inner)
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(written(one) for one in inner))
    if origin is list:
        item = written(inner[0])
        return f"({item})[]" if (" " in item and not item.startswith(("Record<", "{"))) or "&" in item else f"{item}[]"
    if origin is dict:
        return f"Record<{written(inner[0])}, {written(inner[1])}>"
    return PLAIN[kind] if kind in PLAIN else ASKED.get(kind, kind.__name__)


def fields(shape: Any) -> dict[str, tuple[Any, bool]]:
    """(type, whether it may be absent) of each key, those of a parent left out."""
    hints = get_type_hints(shape, include_extras=True)
    if is_typeddict(shape):
        inherited = {key for base in get_original_bases(shape) if is_typeddict(base) for key in base.__annotations__}
        return {key: (kind, key in shape.__optional_keys__) for key, kind in hints.items() if key not in inherited}
    return {field.alias or name: (hints[name], said(hints[name]).optional) for name, field in shape.model_fields.items()}


def interface(shape: Any, name: str) -> str:
    """One shape."""
    parents = [base.__name__ for base in get_original_bases(shape) if is_typeddict(base)] if is_typeddict(shape) else []
    above = f" extends {parents[0]}" if parents else ""
    lines = [f"/** {' '.join((shape.__doc__ or '').split())} */", f"export interface {name}{above} {{"]
    for key, (kind, optional) in fields(shape).items():
        if said(kind).says:
            lines.append(f"  /** {said(kind).says} */")
        lines.append(f"  {key}{'?' if optional else ''}: {written(kind)}")
    return "\n".join([*lines, *(["  [key: string]: unknown"] if shape in OPEN else []), "}"])


def text() -> str:
    """The whole file."""
    asked = [interface(shape, name) for shape, name in ASKED.items()]
    return "\n\n".join([HEAD.rstrip(), *asked, *(interface(shape, shape.__name__) for shape in ANSWERS), FRAME.rstrip()]) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(FILE.read_text(encoding="utf-8") != text())
    FILE.write_text(text(), encoding="utf-8", newline="\n")
