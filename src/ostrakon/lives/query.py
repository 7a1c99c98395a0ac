"""The small language in which people are asked for: ``occupation == 'journalist' and listed_wrongly``.

Here live its words and its reading. Nothing is evaluated but comparisons of these words: the text is parsed as an expression, and
every form that is not named here is refused. Never here: a simulation.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ostrakon.errors import OstrakonError, Problem
from ostrakon.vocabulary import nearest

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.int64]
LONGEST = 2000

# words whose value is one of some names; the names come from the society and the regime
NAMED = ("region", "urban", "sex", "minority", "education", "occupation", "quintile", "internet", "role", "tier")
NUMBERS = ("age", "score", "shadow_score", "days_listed", "times_listed_wrongly", "denials", "points_lost", "points_lost_to_others",
           "fear", "hardship", "followers", "close_friends", "household_size")
TRUTHS = ("listed", "listed_wrongly", "listed_for_speaking", "listed_innocent", "on_a_black_list", "denied", "denied_wrongly",
          "denied_innocent", "denied_for_family", "kept_silent", "recorded", "sanctioned", "account_removed", "enrolled", "aware")
WORDS = (*NAMED, *NUMBERS, *TRUTHS, "lists")
SIGNS: dict[type[ast.cmpop], str] = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
ALLOWED = "words joined by and, or, not, with ==, !=, <, <=, >, >=, in, and parentheses"


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


def read(text: str, names: Mapping[str, Sequence[str]]) -> Question:
    """The question that a text asks. names: the names of each of NAMED, and of ``lists``.

    Raises OST7102 with the place in the text, what is allowed there and the nearest right word.
    """
    if len(text) > LONGEST:
        raise OstrakonError(Problem("OST7102", f"{len(text):,} characters", allowed=f"at most {LONGEST:,}"))
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", 1) or 1
        problem = Problem("OST7102", "this is no expression", allowed=ALLOWED, text=text.strip(), column=column, line=1)
        raise OstrakonError(problem) from None
    return Question(text.strip(), _Reader(text.strip(), names).truth(tree.body))


class _Reader:
    """Turns the forms that are allowed into functions of Facts."""

    def __init__(self, text: str, names: Mapping[str, Sequence[str]]) -> None:
        self.text, self.names = text, names

    def wrong(self, node: ast.AST, found: str, allowed: str = ALLOWED, near: str = "") -> OstrakonError:
        column = len(self.text.encode()[: getattr(node, "col_offset", 0)].decode(errors="ignore")) + 1
        return OstrakonError(Problem("OST7102", found, allowed=allowed, nearest=near, text=self.text, line=1, column=column))

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
                raise self.wrong(node, f"'{word}' alone is neither true nor false", f"{word} == ..., or one of {', '.join(TRUTHS)}")
            return lambda facts: facts.of[word] != 0
        if isinstance(node, ast.Constant) and isinstance(node.value, bool):
            value = node.value
            return lambda facts: np.full(facts.n, value)
        raise self.wrong(node, "this form is not accepted")

    def word(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Name):
            raise self.wrong(node, "a word of the language is expected here", ", ".join(WORDS))
        if node.id not in WORDS:
            raise self.wrong(node, f"'{node.id[:40]}' is unknown", ", ".join(WORDS), nearest(node.id, WORDS))
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
            raise self.wrong(node, f"{word} is never '{node.value[:40]}'", ", ".join(known), nearest(node.value, known))
        return known.index(node.value)

    def membership(self, left: ast.expr, right: ast.expr) -> Callable[[Facts], Flags]:
        """``'blacklist' in lists`` or ``occupation in ('journalist', 'student')``."""
        if isinstance(right, ast.Name) and self.word(right) == "lists":
            bit = 1 << self.code("lists", left)
            return lambda facts: facts.of["lists"] & bit != 0
        word = self.word(left)
        if word not in NAMED or not isinstance(right, ast.Tuple | ast.List):
            raise self.wrong(right, f"'{word}' cannot be in this", "'NAME' in lists, or a word in ('NAME', 'NAME')")
        codes = [self.code(word, item) for item in right.elts]
        return lambda facts: np.isin(facts.of[word], codes)
