"""YAML that remembers lines: text to plain Python data, and the place of every value.

Here lives the reading of untrusted text: what is refused and how words become values. Never here: what a regime or a
society may say. Data come from the parser's events one by one, so a refusal costs no more than the text read so far,
and no object is ever built from a tag.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.syntax import after_quote, said

MOST_BYTES = 1_000_000      # the largest file read; the largest society of the catalogue is well below
MOST_DEPTH = 32
INT64 = 2**63

Key = str | int
Where = tuple[Key, ...]

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\Z")
_UNPRINTABLE = re.compile("[^\t -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None,
          "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place: line and column from 1, the source line, and the file's name."""

    line: int
    column: int
    text: str
    file: str = ""

    def problem(self, code: str, found: str, **fields: Any) -> Problem:
        """A Problem at this place."""
        return Problem(code, found, file=self.file, line=self.line, column=self.column, text=self.text, **fields)


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says: plain data, the place of each value by its path, and of each key in `keys`."""

    data: dict[Key, Any]
    marks: dict[Where, Mark]
    keys: dict[Where, Mark]
    file: str


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most `MOST_BYTES`; never reads more than one byte beyond. Raises OST1001, OST1002."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OstrakonError(Problem("OST1001", reason, file=str(path), remedy="check the path and its permissions")) from None
    if len(raw) > MOST_BYTES:
        raise OstrakonError(_too_large(str(path)))
    return raw


def _too_large(file: str) -> Problem:
    return Problem("OST1002", f"more than {MOST_BYTES:,} bytes", f"at most {MOST_BYTES:,} bytes", "split or shorten it", file)


def decode(raw: bytes, file: str) -> str:
    """The text of bytes in UTF-8, with or without a byte order mark. Raises OST1003, OST1004."""
    if b"\0" in raw:
        at = raw.index(b"\0")
        wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        remedy = "it looks like UTF-16; save it as UTF-8" if wide else "save it as text, or give another file"
        raise OstrakonError(Problem("OST1003", f"a NUL byte at offset {at}", "text in UTF-8", remedy, file, *_place(raw, at)))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = raw.index(error.object[error.start:], error.start)     # of the whole; the codec leaves a byte order mark out
        found = f"byte 0x{raw[at]:02x} at offset {at}"
        raise OstrakonError(Problem("OST1004", found, "text in UTF-8", "save the file as UTF-8", file, *_place(raw, at))) from None


def _place(raw: bytes, at: int) -> tuple[int, int, str]:
    """Line, column and text of the line of a byte; before it all is text."""
    before = _BREAKS.split(raw[:at].removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace"))
    rest = _BREAKS.split(raw[at:at + 400].replace(b"\0", b"\xff").decode("utf-8", "replace"))[0]
    return len(before), len(before[-1]) + 1, before[-1] + rest


def read_path(path: Path, file: str = "") -> Document:
    """The document of a file. Raises OstrakonError only."""
    name = file or str(path)
    return read_text(decode(read_bytes(path), name), name)


def read_text(text: str, file: str = "<text>") -> Document:
    """The document of a text. Raises OstrakonError only.

    >>> read_text("a: [1, no, 012, 2020-01-01, 1e3]").data
    {'a': [1, 'no', '012', '2020-01-01', 1000.0]}
    """
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise OstrakonError(Problem("OST1004", f"half a surrogate pair at {error.start}", "text in UTF-8", file=file)) from None
    if len(raw) > MOST_BYTES:
        raise OstrakonError(_too_large(file))
    decode(raw, file)
    return _Reader(text.removeprefix("\ufeff"), file).read()


def resolve_plain(word: str) -> Any:
    """The value of an unquoted word: null, true, false, a decimal number, or the word itself; raises ValueError when not finite.

    Only decimal numbers without leading zeros are numbers: 012, 0x1F, 1_000 and 1:30 stay words, as do yes, no, on, off
    and dates, so that nothing is read otherwise than it looks.
    """
    if word in _WORDS:
        return _WORDS[word]
    if _NOT_FINITE.match(word):
        raise ValueError(word)
    if _INT.match(word):
        number = int(word) if len(word) <= 20 else INT64
        if not -INT64 <= number < INT64:
            raise ValueError(word)
        return number
    if _FLOAT.match(word):
        value = float(word)
        if value in (float("inf"), float("-inf")):
            raise ValueError(word)
        return value
    return word


class _Reader:
    """One pass over the events of one text."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        # splits where YAML ends lines, and keeps the numbering of the parser
        self.lines = _BREAKS.split(text)
        self.marks: dict[Where, Mark] = {}
        self.keys: dict[Where, Mark] = {}
        self.quoted: Any = None                             # the value read last, if it stood in quotes

    def mark(self, place: Any) -> Mark:
        if place is None:
            return Mark(0, 0, "", self.file)
        if place.line >= len(self.lines):                   # the parser ends a last line that has no end
            return Mark(len(self.lines), len(self.lines[-1]) + 1, self.lines[-1], self.file)
        return Mark(place.line + 1, place.column + 1, self.lines[place.line], self.file)

    def refuse(self, code: str, place: Any, found: str, **fields: Any) -> OstrakonError:
        return OstrakonError(self.mark(place).problem(code, found, **fields))

    def read(self) -> Document:
        try:
            loader = _PARSER(self.text)
            try:
                data = self.document(loader)
            finally:
                loader.dispose()
        except yaml.YAMLError as error:
            raise self.syntax(error) from None
        return Document(data, self.marks, self.keys, self.file)

    def syntax(self, error: yaml.YAMLError) -> OstrakonError:
        later, earlier = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
        if later is None and earlier is None:
            return OstrakonError(self.unprintable().problem("OST1005", f"{getattr(error, 'reason', None) or error}".splitlines()[0],
                                                            remedy="take the character out"))
        mark = self.mark(later or earlier)
        if told := after_quote(self.quoted, later):
            return OstrakonError(self.mark(told[2]).problem("OST1005", told[0], remedy=told[1]))
        ends = not any(self.lines[mark.line:]) and not mark.text[mark.column - 1:].strip()
        found, remedy, first = said(error, ends, mark.text[mark.column - 1:mark.column])
        return OstrakonError((self.mark(earlier) if first and earlier else mark).problem("OST1005", found, remedy=remedy))

    def unprintable(self) -> Mark:
        """The place of the first character that YAML does not take; a reader that meets one gives no place."""
        for number, line in enumerate(self.lines, 1):
            if found := _UNPRINTABLE.search(line):
                return Mark(number, found.start() + 1, line, self.file)
        return Mark(0, 0, "", self.file)

    def document(self, loader: Any) -> dict[Key, Any]:
        loader.get_event()                                  # the stream's start
        first = loader.get_event()
        if isinstance(first, yaml.StreamEndEvent):
            raise self.refuse("OST1010", None, "an empty text", allowed="keys with values",
                              remedy="begin with 'ostrakon: regime/1'; 'ostrakon new FILE' writes a regime to begin from")
        data = self.node(loader, loader.get_event(), (), 0)
        if not isinstance(data, dict):
            remedy = "a space goes after the colon of a key" if isinstance(data, str) and ":" in data else ""
            raise self.refuse("OST1010", first.end_mark, kind_of(data), allowed="keys with values", remedy=remedy)
        loader.get_event()                                  # the document's end
        after = loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refuse("OST1012", after.start_mark, "a second document", remedy="keep what stands before it, or take '---' out")
        return data

    def node(self, loader: Any, event: Any, where: Where, depth: int) -> Any:
        place = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.refuse("OST1006", place, _anchor(event), remedy="write the value out")
        if getattr(event, "tag", None):
            raise self.refuse("OST1008", place, _tag(event), remedy="leave the tag out")
        if depth > MOST_DEPTH:
            raise self.refuse("OST1011", place, f"more than {MOST_DEPTH} levels", allowed=f"at most {MOST_DEPTH} levels")
        self.marks[where] = self.mark(place)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(loader, where, depth)
        return self.mapping(loader, where, depth)

    def scalar(self, event: Any) -> Any:
        self.quoted = event if event.style in ("'", '"') else None
        if any("\ud800" <= c <= "\udfff" for c in event.value):    # an escape such as "\ud800" in quotes
            raise self.refuse("OST1005", event.start_mark, "an escape that is half a surrogate pair", allowed="whole characters")
        if event.style not in (None, "") or not event.implicit[0]:
            return event.value
        try:
            return resolve_plain(event.value)
        except ValueError:
            found = event.value if len(event.value) <= 40 else event.value[:37] + "..."
            raise self.refuse("OST1009", event.start_mark, found, allowed="finite numbers, and whole ones from -2^63 to 2^63 - 1",
                              remedy="put quotes around it when text is meant") from None

    def sequence(self, loader: Any, where: Where, depth: int) -> list[Any]:
        out: list[Any] = []
        while not isinstance(event := loader.get_event(), yaml.SequenceEndEvent):
            out.append(self.node(loader, event, (*where, len(out)), depth + 1))
        return out

    def mapping(self, loader: Any, where: Where, depth: int) -> dict[Key, Any]:
        out: dict[Key, Any] = {}
        while not isinstance(event := loader.get_event(), yaml.MappingEndEvent):
            key = self.key(event)
            here = (*where, key)
            if key in out:
                first = self.keys[here].line
                raise self.refuse("OST1007", event.start_mark, f"'{key}', first given on line {first}", remedy="keep one of them")
            self.keys[here] = self.mark(event.start_mark)
            out[key] = self.node(loader, loader.get_event(), here, depth + 1)
        return out

    def key(self, event: Any) -> Key:
        place = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.refuse("OST1006", place, _anchor(event), remedy="write the key out")
        if getattr(event, "tag", None):
            raise self.refuse("OST1008", place, _tag(event), remedy="leave the tag out")
        key = self.scalar(event) if isinstance(event, yaml.ScalarEvent) else None
        if isinstance(key, bool) or not isinstance(key, str | int):
            found = f"'{event.value[:40]}' is {kind_of(key)}" if isinstance(event, yaml.ScalarEvent) else _FLOW[type(event)]
            raise self.refuse("OST1013", place, found, allowed="a word or a whole number", remedy="put quotes around it")
        return key


_FLOW = {yaml.SequenceStartEvent: "a list", yaml.MappingStartEvent: "a mapping"}


def _anchor(event: Any) -> str:
    """An anchor or an alias as written."""
    return f"'{'*' if isinstance(event, yaml.AliasEvent) else '&'}{event.anchor[:60]}'"


def _tag(event: Any) -> str:
    """A tag as it is written most often."""
    return f"'{event.tag.replace('tag:yaml.org,2002:', '!!', 1)[:60]}'"


def kind_of(value: Any) -> str:
    """What a value is, in the words of the messages."""
    names = {dict: "a mapping", list: "a list", str: "text", bool: "true or false", int: "a whole number", float: "a number"}
    return names.get(type(value), "nothing")
