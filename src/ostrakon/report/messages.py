"""Messages: everything that the report says, one Fluent file per language under ``messages/``.

Here lives their reading and filling. Never here: a sentence, or a choice between sentences that a number should make. Another language
is one more file: its name is the language's code. Messages whose name begins with one of ``FAMILIES`` translate text that stands in
English in the code, or in files of the catalogue; English has none of them.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast, visitor

from ostrakon.errors import fail
from ostrakon.vocabulary import nearest

FOLDER = "messages"
SOURCE = "en"                                   # the language in which the code speaks
# measure-NAME-title and so on: of measures; text-...: of charts and reasons; name-...: of kinds, channels, lists, regions ...; law-...
FAMILIES = ("measure-", "text-", "name-", "law-")



@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that there are, English first."""
    found = sorted(file.name.removesuffix(".ftl") for file in files("ostrakon.report").joinpath(FOLDER).iterdir()
                   if file.name.endswith(".ftl"))
    return (SOURCE, *(code for code in found if code != SOURCE))


def source_of(language: str) -> str:
    """The Fluent file of a language, as text. Raises OST7303 for a language that there is not."""
    if language not in languages():
        fail("OST7303", f"{language[:40]!r}", allowed=", ".join(languages()), nearest=nearest(language, languages()),
             remedy="another language is one file of messages: docs/report.md says how")
    return files("ostrakon.report").joinpath(FOLDER, f"{language}.ftl").read_text(encoding="utf-8")


def slug(text: str) -> str:
    """A text as the end of a message's name.

    >>> slug("Percent of people, enlarged"), slug("high_speed_rail")
    ('percent-of-people-enlarged', 'high-speed-rail')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def rounded(value: float, digits: int) -> Any:
    """A number for a message, with exactly so many digits after the point; its language prints it."""
    return fluent_number(round(float(value), digits) + 0.0, minimumFractionDigits=digits, maximumFractionDigits=digits)


class _Variables(visitor.Visitor):
    """What a message asks for."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:
        self.found.add(node.id.name)


def variables(source: str) -> dict[str, frozenset[str]]:
    """Of each message of a Fluent file what it asks for. Raises ``ValueError`` for a line that is no Fluent, or a name that comes twice."""
    found: dict[str, frozenset[str]] = {}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"no Fluent: {(entry.content or '')[:80]!r}")
        if isinstance(entry, ast.Message):
            if entry.id.name in found:
                raise ValueError(f"{entry.id.name} is there twice")
            asks = _Variables()
            asks.visit(entry)
            found[entry.id.name] = frozenset(asks.found)
    return found


class Messages:
    """All messages of one language."""

    def __init__(self, language: str) -> None:
        text = source_of(language)
        self.language = language
        self.variables = variables(text)
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(text))

    def has(self, message: str) -> bool:
        """Whether there is a message of this name."""
        return message in self.variables

    def say(self, message: str, **arguments: Any) -> str:
        """A message with its arguments put in. Raises ``LookupError`` for a name or an argument that is not there."""
        if not self.has(message):
            raise LookupError(f"there is no message {message} in {self.language}")
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise LookupError(f"message {message} in {self.language} holds no text")
        text, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise LookupError(f"message {message} in {self.language}: {'; '.join(map(str, errors))}")
        return str(text)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language prints it."""
        return self.say("number", value=rounded(value, digits))

    def translated(self, message: str, english: str) -> str:
        """A text of the code: the message of this name where the language has one, else the English."""
        return self.say(message) if self.has(message) else english

    def name(self, name: str) -> str:
        """What something that a regime or a society names is called; its own name in words where there is no message."""
        return self.translated(f"name-{slug(name)}", name.replace("_", " "))

    def title(self, title: str) -> str:
        """The title of a regime or a society; as its file gives it where there is no message."""
        return self.translated(f"name-{slug(title)}", title)

    def names(self, names: Iterable[str]) -> str:
        """Names one after the other, as a language joins them."""
        return self.joined([self.name(one) for one in names])

    def joined(self, parts: Iterable[str]) -> str:
        """Parts of a sentence one after the other."""
        found = list(parts)
        if len(found) < 2:
            return "".join(found)
        first = found[0]
        for part in found[1:-1]:
            first = self.say("and-so-on", first=first, next=part)
        return self.say("and-last", first=first, last=found[-1])


@cache
def messages_of(language: str) -> Messages:
    """The messages of a language. Raises OST7303."""
    return Messages(language)


