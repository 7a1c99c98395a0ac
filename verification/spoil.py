"""Ways of spoiling a text of the language, and the texts to begin from: the cases of spec-cases/.

Here live the operations of the fuzzers, each a function of a text and two whole numbers, so that chance and shrinking stay with
whoever calls. Never here: what must hold of a spoiled text.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ostrakon.spec.diff import Diff
from ostrakon.spec.marginals import WrittenSociety
from ostrakon.spec.regime import Regime
from ostrakon.spec.shape import fields, is_model, options

CASES = Path(__file__).resolve().parents[1] / "spec-cases"


def _declared() -> list[str]:
    """Every key and every word of a closed list that the models declare."""
    found: dict[Any, None] = {Regime: None, WrittenSociety: None, Diff: None}
    words: dict[str, None] = {}
    queue = list(found)
    for one in queue:
        for key, annotation in fields(one).items():
            words[key] = None
            leaves = [annotation]
            for leaf in leaves:
                for kind in options(leaf):
                    inner = getattr(kind, "__args__", ())
                    words |= dict.fromkeys(x for x in inner if isinstance(x, str))
                    leaves += [x for x in inner if not isinstance(x, str)]
                    if is_model(kind) and kind not in found:
                        found[kind] = None
                        queue.append(kind)
    return list(words)


ODD = [
    "", "null", "~", "true", "-1", "0", "1.5", "1e308", "-1e-320", "9223372036854775807", "9223372036854775808", ".nan", "x",
    "'", '"', "[]", "{}", "[", "]", "{", "}", "[[", ": ", "- ", "? ", "# ", "&a ", "*a", "!!int ", "%", "@", "|", ">", "---",
    "...", "\t", "\n", "\r", "\0", "\ufeff", "\u2028", "\x85", "\u202e", "e\u0301", "\U0001f441", "\ud800", "诚信", "\u0130",
    "\ufb01", "\u00bd", "\uff10", "{value: 1}", "{value: {value: 1}}", "value",
    "{value: 0.5, status: assumed, range: [0, 1]}", "{value: x, source: law}", "{fixed: 3}", "2020-02-30", "18+", "90-80",
    "1_000", "0x1F", "60%", "0,5", "rules.posting=off", "tiers.0.from=-5", "tiers+={name: x, from: 5}", "a.b=[1, {c: d}]",
    "scoring.dimensions=off", "off", "none"]
NUMBERS = ["0", "1", "-1", "2", "0.5", "256", "-256", "1000000", "-1000001", "3650",
           "1e-9", "0.30000000000000004", "-0.0", "4294967296", "7"]
WORDS = [*ODD, *_declared()]
CORPUS = [raw.decode() for path in sorted(CASES.rglob("*.yaml")) if path.parent.name in ("valid", "invalid", "parts")
          for raw in [path.read_bytes()] if path.name not in ("OST1003_utf_16.yaml", "OST1004_gbk.yaml", "OST1004_latin_1.yaml")]

Operation = Callable[[str, int, int], str]


def _lines(change: Callable[[list[str], int, int], None]) -> Operation:
    """An operation on lines from one on lists of them; `at` is the number of a line, `extra` free."""
    def operation(words: str, at: int, extra: int) -> str:
        lines = words.split("\n")
        change(lines, at % len(lines), extra)
        return "\n".join(lines)
    return operation


def _swap(lines: list[str], at: int, extra: int) -> None:
    other = extra % len(lines)
    lines[at], lines[other] = lines[other], lines[at]


def _splice(lines: list[str], at: int, extra: int) -> None:
    other = CORPUS[extra % len(CORPUS)].split("\n")
    first = extra // len(CORPUS) % len(other)
    lines[at:at] = other[first:first + 1 + extra % 5]


def _nest(words: str, at: int, extra: int) -> str:
    start, end = _word_at(words, at)
    opened, closed = [("[", "]"), ("{value: ", "}"), ("{a: ", "}"), ('"', '"'), ("{value: ", ", status: assumed}")][extra % 5]
    depth = 1 + extra // 5 % 40 * (extra % 7 == 0)
    return words[:start] + opened * depth + words[start:end] + closed * depth + words[end:]


def _word_at(words: str, at: int) -> tuple[int, int]:
    """The place of a word of a text."""
    found = list(re.finditer(r"[^\s,:\[\]{}]+", words))
    return found[at % len(found)].span() if found else (0, len(words))


def _replace(words: str, at: int, extra: int) -> str:
    start, end = _word_at(words, at)
    return words[:start] + WORDS[extra % len(WORDS)] + words[end:]


def _copy_word(words: str, at: int, extra: int) -> str:
    (start, end), (first, last) = _word_at(words, at), _word_at(words, extra)
    return words[:start] + words[first:last] + words[end:]


def _number(words: str, at: int, extra: int) -> str:
    found = list(re.finditer(r"-?[0-9.]+", words))
    if not found:
        return words
    start, end = found[at % len(found)].span()
    return words[:start] + NUMBERS[extra % len(NUMBERS)] + words[end:]


def _cut(words: str, at: int, extra: int) -> str:
    start = at % (len(words) + 1)
    return words[:start] + words[start + 1 + extra % 40:]


def _insert(words: str, at: int, extra: int) -> str:
    start = at % (len(words) + 1)
    return words[:start] + WORDS[extra % len(WORDS)] + words[start:]


def _flip(words: str, at: int, extra: int) -> str:
    start = at % (len(words) + 1)
    return words[:start] + "".join(map(chr, [32 + extra % 95])) + words[start + 1:]


OPERATIONS: tuple[Operation, ...] = (
    _lines(lambda lines, at, extra: lines.__delitem__(slice(at, at + 1 + extra % 2))),
    _lines(lambda lines, at, extra: lines.insert(at, lines[extra % len(lines)])),
    _lines(_swap), _lines(_splice), _lines(lambda lines, at, extra: lines.__setitem__(at, " " * (extra % 5) + lines[at].lstrip(" "))),
    _nest, _replace, _replace, _copy_word, _number, _number, _cut, _insert, _flip)
Step = tuple[int, int, int]


def spoiled(words: str, steps: list[Step]) -> str:
    """A text after operations: the number of each, its place, and what it does there."""
    for number, at, extra in steps:
        words = OPERATIONS[number % len(OPERATIONS)](words, at, extra)[:50_000]
    return words
