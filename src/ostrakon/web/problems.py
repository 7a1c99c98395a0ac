"""Problems as the page is told them: the same words as on the command line, and the place within the text that was sent.

Never here: a check, a stack trace, or the name of a file of this machine.
"""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from ostrakon.errors import OstrakonError, Problem

MOST_REASON = 1_200         # characters; a name in it may be a whole text that was sent
TEXT = "<text>"             # what the reader calls a text that is no file


def told(problem: Problem, where: str | None = None) -> dict[str, Any]:
    """A Problem in the page's shape; where: in which of the texts that were sent."""
    here = bool(problem.line) and problem.file in ("", TEXT)
    reason = problem.found + (f" (allowed: {problem.allowed})" if problem.allowed else "")
    return {"code": problem.code, "title": problem.title, "reason": _short(reason), "remedy": problem.remedy,
            "nearest": problem.nearest or None, "line": problem.line if here else None,
            "column": problem.column if here else None, "length": _length(problem) if here else None, "where": where}


def all_told(problems: Iterable[Problem], where: str | None = None) -> list[dict[str, Any]]:
    """Problems in the page's shape, in their order."""
    return [told(problem, where) for problem in problems]


def first_of(error: OstrakonError) -> dict[str, Any]:
    """The first of an error's Problems."""
    return told(error.problems[0])


def misfit(error: ValidationError) -> Problem:
    """What of a message does not fit the protocol."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return Problem("OST9002", f"{'.'.join(map(str, first['loc'])) or 'the message'}: {first['msg']}",
                   remedy="load the page again; it may be older than this server")


def _short(reason: str) -> str:
    return reason if len(reason) <= MOST_REASON else f"{reason[:MOST_REASON // 2]} ... {reason[-MOST_REASON // 2:]}"


def _length(problem: Problem) -> int:
    """How much of the line is meant: the word at the place."""
    rest = problem.text[problem.column - 1:]
    word = 0
    while word < len(rest) and (rest[word].isalnum() or rest[word] in "_-."):
        word += 1
    return max(1, word)
