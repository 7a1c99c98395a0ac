"""The requests that a static site has prepared: under which key each answer is kept, and the list of what the views ask for.

Here live the keys, the same as those of ``web-app/src/lib/key.ts``, and the reading of the views' list. Never here: an answer.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

USUAL = 100_000             # people of the worlds that the pages show unless told otherwise: ARTICLE of the pages
OFFSET, PRIME = 0xCBF29CE484222325, 0x100000001B3       # of FNV-1a with 64 bits: draft-eastlake-fnv, section 5
NUMBER = re.compile(r"\{(low|value|high):([^{}]+)\}")

Request = dict[str, Any]


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces; what is null or an empty list is left out, since it asks for nothing."""
    return json.dumps(_lean(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _lean(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _lean(below) for key, below in value.items() if below is not None and below != []}
    return [_lean(below) for below in value] if isinstance(value, list | tuple) else value


def fnv(text: str) -> str:
    """FNV-1a of 64 bits over UTF-8, as 16 hexadecimal digits.

    >>> fnv(""), fnv("a"), fnv("foobar")
    ('cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8')
    """
    found = OFFSET
    for byte in text.encode():
        found = (found ^ byte) * PRIME % 2**64
    return f"{found:016x}"


def key_of(request: Mapping[str, Any]) -> str:
    """The key of a request."""
    return fnv(canonical(request))


def number(value: float) -> str:
    """A number as a page writes it into a setting.

    >>> number(-50), number(1.0), number(0.125), number(0.00002)
    ('-50', '1', '0.125', '0.00002')
    """
    return str(int(value)) if float(value).is_integer() else format(Decimal(repr(value)), "f")


def sized(value: Any, people: int) -> Any:
    """Requests whose worlds have ``people`` where the pages would have their usual number; any other number stays."""
    if isinstance(value, Mapping):
        return {key: people if key == "people" and below == USUAL else sized(below, people) for key, below in value.items()}
    return [sized(below, people) for below in value] if isinstance(value, list) else value


def turned(requests: Sequence[Request], knobs: Sequence[Mapping[str, Any]]) -> Iterator[Request]:
    """Requests with the numbers of knobs in the place of ``{low:PATH}``; those whose number is where it stands anyhow are left out."""
    known = {knob["path"]: knob for knob in knobs}
    for request in requests:
        text = json.dumps(request)
        named = NUMBER.findall(text)
        if all(path in known and known[path][end] != known[path]["value"] for end, path in named):
            yield json.loads(NUMBER.sub(lambda found: number(known[found[2]][found[1]]), text))


def catalogue(regimes: Sequence[tuple[str, str]], days: int = 365) -> Iterator[Request]:
    """What the bench asks of each regime (id, society): check, text and knobs, and its year beside the same people's under none."""
    for name, society in regimes:
        bare = {"regime": name, "with": [], "set": [], "off": []}
        yield {"do": "post", "path": "/api/text", "body": bare}
        for path in ("/api/check", "/api/knobs"):
            yield {"do": "post", "path": path, "body": {**bare, "society": society}}
        worlds = [{"regime": one, "society": society, "people": USUAL, "days": days, "seed": 1} for one in dict.fromkeys(("none", name))]
        yield {"do": "live", "asked": {"worlds": worlds, "by": []}}
