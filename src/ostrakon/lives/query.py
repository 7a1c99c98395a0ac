"""The small language in which people are asked for: ``occupation == 'journalist' and listed_wrongly``.

Here live its words and its reading. Nothing is evaluated but comparisons of these words: the text is parsed as an expression, and
every form that is not named here is refused. Never here: a simulation.
"""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ostrakon.errors import OstrakonError, Problem
from ostrakon.vocabulary import nearest

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.int64]
LONGEST, DEEPEST = 2000, 60
PLAIN_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?\Z", re.ASCII)

# words whose value is one of some names; the names come from the society and the regime
NAMED = ("region", "urban", "sex", "minority", "education", "occupation", "quintile", "internet", "role", "tier")
NUMBERS = ("age", "score", "shadow_score", "days_listed", "times_listed_wrongly", "denials", "points_lost", "points_lost_to_others",
           "fear", "hardship", "followers", "close_friends", "household_size")
TRUTHS = ("listed", "listed_wrongly", "listed_for_speaking", "listed_innocent", "on_a_black_list", "denied", "denied_wrongly",
          "denied_innocent", "denied_for_family", "kept_silent", "recorded", "sanctioned", "account_removed", "enrolled", "aware")
WORDS = (*NAMED, *NUMBERS, *TRUTHS, "lists")
SIGNS: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
ALLOWED = "words joined by and, or, not, with ==, !=, <, <=, >, >=, in, and parentheses"
EXAMPLE = "as in occupation == 'journalist' and listed_wrongly"
MEANT = {"=": "== compares", "=>": ">= compares", "=<": "<= compares", "&": "write and", "&&": "write and", "|": "write or",
         "||": "write or", "!": "write not", "<>": "write !=", ";": "write and", "AND": "write and", "OR": "write or",
         "NOT": "write not", "IN": "write in"}


@dataclass(frozen=True)
class Facts:
    """What is known of the people of a community, by word: [n] codes of NAMED, NUMBERS, TRUTHS as 0 or 1, bits of ``lists``."""

    of: Mapping[str, Values]
    n: int


@dataclass(frozen=True)
class Question:
    """A question that has been read: whom it is true of, [n] bool."""

    text: str
    ask: Callable[[Facts], Flags]

    def __call__(self, facts: Facts) -> Flags:
        return self.ask(facts)


def read(text: str, names: Mapping[str, Sequence[str]], without: Mapping[str, str] | None = None) -> Question:
    """The question that a text asks. names: the names of each of NAMED, and of ``lists``. without: words that can be true of nobody
    under the regime, each with what the regime lacks.

    Raises OST7102 with the place in the text, what is allowed there and the nearest right word.
    """
    if len(text) > LONGEST:
        raise OstrakonError(Problem("OST7102", f"{len(text):,} characters", allowed=f"at most {LONGEST:,}"))
    line = re.sub(r"[\r\n\t]", " ", text).strip()
    reader = _Reader(line, names, without or {})
    if not line:
        raise reader.at(0, "the question is empty")
    reader.demand_plain()
    try:
        tree = ast.parse(line, mode="eval")
    except SyntaxError as error:
        raise reader.unreadable((error.offset or 1) - 1) from None
    except (ValueError, RecursionError, MemoryError):
        raise reader.at(0, "this is no expression") from None
    if _depth(tree) > DEEPEST:
        raise reader.at(0, "the question is nested too deep", f"at most {DEEPEST} deep")
    return Question(line, reader.truth(tree.body))


def _depth(tree: ast.AST) -> int:
    """How many expressions stand within each other at most."""
    deepest, todo = 0, [(tree, 0)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        todo += [(below, depth + isinstance(below, ast.expr)) for below in ast.iter_child_nodes(node)]
    return deepest


class _Reader:
    """Turns the forms that are allowed into functions of Facts."""

    def __init__(self, text: str, names: Mapping[str, Sequence[str]], without: Mapping[str, str]) -> None:
        self.text, self.names, self.without = text, names, without

    def at(self, place: int, found: str, allowed: str = ALLOWED, near: str = "", remedy: str = "") -> OstrakonError:
        """The error at a character of the text, counted from 0."""
        return OstrakonError(Problem("OST7102", found, allowed=allowed, nearest=near, text=self.text, line=1, column=place + 1,
                                     file="QUESTION", remedy=remedy or (EXAMPLE if allowed == ALLOWED else "")))

    def wrong(self, node: ast.AST, found: str, allowed: str = ALLOWED, near: str = "", remedy: str = "") -> OstrakonError:
        place = len(self.text.encode()[: getattr(node, "col_offset", 0)].decode(errors="ignore"))
        return self.at(place, found, allowed, near, remedy)

    def demand_plain(self) -> None:
        """Refuse what the parser would take or drop in silence: comments, other ways of writing numbers, letters of other scripts."""
        try:
            for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
                place = token.start[1]
                if token.type == tokenize.COMMENT:
                    raise self.at(place, "a question has no comments")
                if token.type == tokenize.NUMBER and not PLAIN_NUMBER.match(token.string):
                    raise self.at(place, f"'{token.string[:40]}' is not taken for a number", "digits, as in 770 or 0.5")
                if token.type == tokenize.NAME and not token.string.isascii():
                    raise self.at(place, f"'{token.string[:40]}' is unknown", ", ".join(WORDS), nearest(token.string, WORDS))
        except (tokenize.TokenError, SyntaxError, IndentationError):
            return                                      # the parser says where

    def unreadable(self, place: int) -> OstrakonError:
        """No expression: what stands there, and what may have been meant."""
        after = re.match(r"\s*([A-Za-z_]+|[=<>&|!;]+|.?)", self.text[place:])
        word = after[1] if after else ""
        found = f"this is no expression, from '{word}' on" if word and place else "this is no expression"
        return self.at(place, found, remedy=MEANT.get(word, ""))

    def truth(self, node: ast.expr) -> Callable[[Facts], Flags]:
        if isinstance(node, ast.BoolOp):
            parts, joined = [self.truth(value) for value in node.values], np.logical_and if isinstance(node.op, ast.And) else np.logical_or
            return lambda facts: np.asarray(joined.reduce([part(facts) for part in parts]))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self.truth(node.operand)
            return lambda facts: ~inner(facts)
        if isinstance(node, ast.Compare):
            return self.comparison(node)
        if isinstance(node, ast.Name):
            word = self.word(node)
            if word not in TRUTHS:
                how = {"lists": "'NAME' in lists"}.get(word, f"{word} == {'...' if word in NUMBERS else 'NAME in quotes'}")
                raise self.wrong(node, f"'{word}' alone is neither true nor false", f"{how}; or one of {', '.join(TRUTHS)}")
            return lambda facts: facts.of[word] != 0
        if isinstance(node, ast.Constant) and isinstance(node.value, bool):
            value = node.value
            return lambda facts: np.full(facts.n, value)
        meant = {ast.BitAnd: "write and", ast.BitOr: "write or", ast.Invert: "write not"}
        remedy = next((said for op, said in meant.items() if isinstance(getattr(node, "op", None), op)), "")
        raise self.wrong(node, "this form is not accepted", remedy=remedy)

    def word(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Name):
            raise self.wrong(node, "a word of the language is expected here", ", ".join(WORDS))
        if node.id not in WORDS:
            raise self.wrong(node, f"'{node.id[:40]}' is unknown", ", ".join(WORDS), nearest(node.id, WORDS))
        if node.id in self.without:
            raise self.wrong(node, f"'{node.id}' can be said of nobody: {self.without[node.id]}", "words for what this regime has",
                             remedy="ask under a regime that has it; ostrakon explain says what this one has")
        return node.id

    def comparison(self, node: ast.Compare) -> Callable[[Facts], Flags]:
        """A chain such as ``18 <= age < 35``: each link, joined by and."""
        ends = [node.left, *node.comparators]
        links = [self.link(a, sign, b) for a, sign, b in zip(ends, node.ops, ends[1:], strict=False)]
        return lambda facts: np.asarray(np.logical_and.reduce([link(facts) for link in links]))

    def link(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Callable[[Facts], Flags]:
        if isinstance(sign, ast.In | ast.NotIn):
            found = self.membership(left, right)
            return found if isinstance(sign, ast.In) else lambda facts: ~found(facts)
        if type(sign) not in SIGNS:
            raise self.wrong(left, "this comparison is not accepted")
        if isinstance(left, ast.Constant) and not isinstance(right, ast.Constant):
            turned: dict[type[ast.cmpop], ast.cmpop] = {ast.Lt: ast.Gt(), ast.LtE: ast.GtE(), ast.Gt: ast.Lt(), ast.GtE: ast.LtE()}
            left, right, sign = right, left, turned.get(type(sign), sign)
        word, symbol = self.word(left), SIGNS[type(sign)]
        if word in NUMBERS:
            return self.number(word, symbol, right)
        if word in NAMED and symbol in ("==", "!="):
            code = self.code(word, right)
            return (lambda facts: facts.of[word] == code) if symbol == "==" else (lambda facts: facts.of[word] != code)
        raise self.wrong(left, f"'{word}' cannot be compared by {symbol}", {
            "lists": "'NAME' in lists"}.get(word, "== and != with a name" if word in NAMED else f"{word}, or not {word}"))

    def number(self, word: str, symbol: str, node: ast.expr) -> Callable[[Facts], Flags]:
        sign = -1 if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else 1
        value = node.operand if isinstance(node, ast.UnaryOp) and sign < 0 else node
        if not isinstance(value, ast.Constant) or isinstance(value.value, bool) or not isinstance(value.value, int | float):
            raise self.wrong(node, f"'{word}' is compared with a number", "a number")
        limit = sign * value.value
        compare: dict[str, Callable[[Values], Flags]] = {
            "==": lambda x: x == limit, "!=": lambda x: x != limit, "<": lambda x: x < limit, "<=": lambda x: x <= limit,
            ">": lambda x: x > limit, ">=": lambda x: x >= limit}
        return lambda facts: np.asarray(compare[symbol](facts.of[word]))

    def code(self, word: str, node: ast.expr) -> int:
        """The number of a name."""
        known = self.names[word]
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            raise self.wrong(node, f"'{word}' is compared with a name in quotes", ", ".join(f"'{name}'" for name in known))
        if node.value not in known:
            if word == "lists":
                raise self.wrong(node, f"no list is named '{node.value[:40]}'", ", ".join(known), nearest(node.value, known))
            raise self.wrong(node, f"{word} is never '{node.value[:40]}'", ", ".join(known), nearest(node.value, known))
        return known.index(node.value)

    def membership(self, left: ast.expr, right: ast.expr) -> Callable[[Facts], Flags]:
        """``'blacklist' in lists`` or ``occupation in ('journalist', 'student')``."""
        if isinstance(right, ast.Name) and (isinstance(left, ast.Constant) or right.id == "lists"):
            if self.word(right) != "lists":
                raise self.wrong(right, f"nothing is in '{right.id}'", f"'NAME' in lists, or {right.id} == ...")
            bit = 1 << self.code("lists", left)
            return lambda facts: facts.of["lists"] & bit != 0
        word = self.word(left)
        if word not in NAMED:
            raise self.wrong(left, f"'{word}' cannot be looked for in something", "'NAME' in lists" if word == "lists" else
                             f"18 <= {word} < 35, or {word} == 1 or {word} == 2" if word in NUMBERS else f"{word}, or not {word}")
        if not isinstance(right, ast.Tuple | ast.List) or not right.elts:
            raise self.wrong(right, f"'{word}' is looked for in names", f"{word} in ('{self.names[word][0]}', '{self.names[word][-1]}')")
        codes = [self.code(word, item) for item in right.elts]
        return lambda facts: np.isin(facts.of[word], codes)
