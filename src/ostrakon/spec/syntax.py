"""What the YAML parser complains of, said so that the mistake and its remedy can be seen.

Here live the words for the parser's refusals, and which of its two places shows the mistake. Never here: reading, or what
this project refuses beyond YAML.
"""

from typing import Any

# a part of the parser's words, what was found, the remedy
SAID = (
    ("tab character", "a tab in the indentation", "indent with spaces, not tabs"),
    ("simple key", "a key without ':'", "write 'key: value', with a space after the colon"),
    ("could not find expected ':'", "a key without ':'", "write 'key: value', with a space after the colon"),
    ("mapping values are not allowed", "a ':' where no key can be",
     "put quotes around text with ': ' in it, and indent keys of one section alike"),
    ("did not find expected key", "what stands here is no key of the section above",
     "check the indentation, and the quotes and brackets before it"),
    ("'-' indicator", "what stands here is no item of the list above", "begin each item with '-', and indent all of them alike"),
    ("block sequence entries are not allowed", "a list with '-' cannot begin here", "begin it on the line below, or write [a, b]"),
    ("node content", "a value is missing here", "write a value, or take the bracket, comma or line out"),
    ("unknown escape character", "an unknown escape in double quotes", "write two backslashes for one, or use single quotes"),
    ("invalid Unicode character escape", "an escape that is no character", "write the character itself"),
    ("<document start>", "what stands here belongs to no section", "begin every section in the first column"),
    ("alphabetic or numeric", "a '&' or '*' begins the name of an anchor or alias", "put quotes around text that begins so"),
    ("comment or line break", "text after '|' or '>'", "begin the text on the line below"),
)
CLOSED = {"]": "list", "}": "mapping"}


def after_quote(quoted: Any, place: Any) -> tuple[str, str, Any] | None:
    """(found, remedy, place) of an error that follows a text in quotes on its last line; None when there is none such.

    quoted: the last value read in quotes, or None; place: where the parser gave up.
    """
    if quoted is None or place is None or quoted.end_mark.line != place.line:
        return None
    if quoted.start_mark.line < place.line:
        return f"the quote opened here is closed only on line {place.line + 1}", "close it where the text ends", quoted.start_mark
    return "text after a closing quote", "put all of it in quotes; a quote within single quotes is written twice", place


def said(error: Any, ends: bool, at: str) -> tuple[str, str, bool]:
    """(found, remedy, whether the earlier of its two places shows the mistake) of a parser's error.

    ends: whether the later place is the end of the text; at: the character there, or ''.
    """
    words, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    if "end of stream" in words and "quoted" in context:
        return "the quote opened here is never closed", "close it with the same quote", True
    for bracket, what in CLOSED.items():
        if f"or '{bracket}'" in words:
            return _open(error, bracket, what, ends)
    if "cannot start any token" in words:
        return _start(at)
    if "expected key" in words and at and at in "]}:":
        if at == ":":
            return "a ':' without a key", "write the key before it", False
        return f"a '{at}' that closes nothing", "take it out", False
    for part, found, remedy in SAID:
        if part in words or part in context:
            return found, remedy, "simple key" in context
    return words or str(error).splitlines()[0], "check indentation, colons and quotes", False


def _open(error: Any, bracket: str, what: str, ends: bool) -> tuple[str, str, bool]:
    if ends:
        return f"the {what} opened here is never closed", f"close it with '{bracket}'", True
    first, last = error.context_mark.line, error.problem_mark.line
    where = "that is open here" if first == last else f"opened on line {first + 1}"
    return f"neither ',' nor '{bracket}' in the {what} {where}", f"close it with '{bracket}', or put a comma between its parts", False


def _start(at: str) -> tuple[str, str, bool]:
    if at == "\t":
        return "a tab in the indentation", "indent with spaces, not tabs", False
    return f"no word can begin with {at}", "put quotes around it", False
