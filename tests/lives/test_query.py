"""The language of questions: what it accepts means what it says, and everything else is refused at its place."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.lives.query import DEEPEST, LONGEST, NAMED, NUMBERS, TRUTHS, WORDS, Facts, read

NAMES = {**dict.fromkeys(NAMED, ("a", "b")), "occupation": ("journalist", "student", "clerk"), "lists": ("blacklist", "red_list")}
N = 40
RNG = np.random.default_rng(7)
FACTS = Facts({**{name: RNG.integers(0, len(NAMES[name]), N) for name in NAMED}, **{name: RNG.integers(0, 100, N) for name in NUMBERS},
               **{name: RNG.integers(0, 2, N) for name in TRUTHS}, "lists": RNG.integers(0, 4, N)}, N)

Person = Callable[[str], int]
MEANT: dict[str, Callable[[Person], bool]] = {
    "listed": lambda p: p("listed") == 1,
    "not listed": lambda p: p("listed") == 0,
    "age > 30": lambda p: p("age") > 30,
    "30 < age": lambda p: p("age") > 30,
    "30 >= age": lambda p: p("age") <= 30,
    "age >= 30.5": lambda p: p("age") >= 30.5,
    "age > -1": lambda p: True,
    "18 <= age < 35": lambda p: 18 <= p("age") < 35,
    "age == 12 or age != 12 and denied": lambda p: p("age") == 12 or (p("age") != 12 and p("denied") == 1),
    "(listed or denied) and not recorded": lambda p: (p("listed") or p("denied")) and not p("recorded"),
    "listed or denied and not recorded": lambda p: bool(p("listed") or (p("denied") and not p("recorded"))),
    "occupation == 'student'": lambda p: p("occupation") == 1,
    "'student' == occupation": lambda p: p("occupation") == 1,
    "occupation != \"student\"": lambda p: p("occupation") != 1,
    "occupation in ('journalist', 'clerk')": lambda p: p("occupation") in (0, 2),
    "occupation not in ['clerk']": lambda p: p("occupation") != 2,
    "'red_list' in lists": lambda p: p("lists") & 2 != 0,
    "'blacklist' not in lists": lambda p: p("lists") & 1 == 0,
    "True": lambda p: True,
    "False or listed": lambda p: p("listed") == 1,
    " age > 3\nand\n\tlisted ": lambda p: p("age") > 3 and p("listed") == 1,
    "(" * 100 + "listed" + ")" * 100: lambda p: p("listed") == 1,
    "occupation == 'student' and score > 20 and not on_a_black_list": lambda p: p("occupation") == 1 and p("score") > 20 and not p(
        "on_a_black_list"),
}


@pytest.mark.parametrize("text", MEANT, ids=lambda t: " ".join(t.split())[:40])
def test_a_question_means_what_it_says(text: str) -> None:
    found = read(text, NAMES)(FACTS)
    for i in range(N):
        assert bool(found[i]) == bool(MEANT[text](lambda word, i=i: int(FACTS.of[word][i])))
    assert found.dtype == bool and found.shape == (N,)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_can_be_asked(word: str) -> None:
    text = f"{word} == 'a'" if word in NAMED and word != "occupation" else f"{word} == 'clerk'" if word == "occupation" else (
        f"{word} > 50" if word in NUMBERS else f"'red_list' in {word}" if word == "lists" else word)
    found = read(text, NAMES)(FACTS)
    assert 0 < found.sum() < N


# what is refused: the column, and what the message, what is allowed, the nearest word or the remedy says
WRONG = {
    "": (1, "empty"), "   ": (1, "empty"),
    "agee > 3": (1, "did you mean 'age'"), "listed and agee > 3": (12, "'agee' is unknown"),
    "occupation == 'jurnalist'": (15, "did you mean 'journalist'"), "occupation == journalist": (15, "a name in quotes"),
    "occupation == b'student'": (15, "a name in quotes"), "occupation == 3": (15, "a name in quotes"),
    "occupation > 'student'": (1, "== and != with a name"), "occupation in 'student'": (15, "looked for in names"),
    "occupation in ('student', 3)": (27, "a name in quotes"), "occupation in ()": (15, "looked for in names"),
    "occupation in lists": (1, "a name in quotes"),
    "__import__('os')": (1, "this form is not accepted"), "__import__('os').system('true')": (1, "this form is not accepted"),
    "listed()": (1, "this form is not accepted"), "age.real > 3": (1, "a word of the language"),
    "age.__class__ == 3": (1, "a word of the language"), "age[0] > 3": (1, "a word of the language"),
    "f'{age}' == 3": (1, "a word of the language"), "occupation == f'{age}'": (15, "a name in quotes"),
    "lambda: 1": (1, "this form is not accepted"), "[a for a in (1,)]": (1, "this form is not accepted"),
    "(age := 3) > 2": (2, "a word of the language"), "listed if denied else recorded": (1, "this form is not accepted"),
    "age + 1 > 3": (1, "a word of the language"), "age > score": (7, "a number"), "age > '3'": (7, "a number"),
    "age > --1": (7, "a number"), "age > True": (7, "a number"), "age > (1, 2)": (7, "a number"),
    "age > 1e400": (7, "digits"), "age > 1j": (7, "digits"), "age > 0x10": (7, "digits"), "age > 1_0": (7, "digits"),
    "age > 9999999999999999": (7, "digits"), "age in (1, 2)": (1, "age == 1 or age == 2"), "age": (1, "age == ..."),
    "not age": (5, "neither true nor false"), "occupation": (1, "neither true nor false"), "lists": (1, "'NAME' in lists"),
    "listed == 1": (1, "listed, or not listed"), "listed == True": (1, "listed, or not listed"), "1": (1, "not accepted"),
    "3 > 2": (1, "a word of the language"), "'a' == 'b'": (1, "a word of the language"), "None": (1, "not accepted"),
    "age is 3": (1, "this comparison"), "'x' in lists": (1, "no list is named 'x'"), "lists == 'blacklist'": (1, "'NAME' in lists"),
    "lists in ('blacklist',)": (1, "'NAME' in lists"), "'blacklist' in occupation": (16, "nothing is in 'occupation'"),
    "'red_list' in listss": (15, "did you mean 'lists'"), "() in lists": (1, "a name in quotes"),
    "age = 3": (5, "== compares"), "age => 3": (5, ">= compares"), "listed & denied": (1, "write and"), "listed | denied": (1, "write or"),
    "~listed": (1, "write not"), "listed && denied": (9, "write and"), "listed AND denied": (8, "write and"),
    "age > 3; listed": (8, "write and"), "listed and": (1, "no expression"), "(listed": (1, "no expression"),
    "occupation == 'student": (15, "no expression"), "age > 3 # listed": (9, "no comments"), "listed; import os": (7, "no expression"),
    "\u00e2ge > 3": (1, "did you mean 'age'"), "\uff41ge > 3": (1, "did you mean 'age'"), "age > \u0663": (7, "no expression"),
    "listed \u4e0a": (8, "is unknown"), "listed\0": (1, "no expression"),
    "not " * (DEEPEST + 1) + "listed": (1, "nested too deep"), "(" * 400 + "listed" + ")" * 400: (1, "no expression"),
    "not " * 490 + "listed": (1, ""),
}


@pytest.mark.parametrize("text", WRONG, ids=lambda t: ascii(t)[:40])
def test_everything_else_is_refused_at_its_place(text: str) -> None:
    with pytest.raises(OstrakonError) as error:
        read(text, NAMES)
    (problem,) = error.value.problems
    column, says = WRONG[text]
    assert problem.code == "OST7102" and problem.line == 1 and problem.allowed
    assert says in str(problem)
    if column > 1 or not says.startswith("no expression"):
        assert problem.column == column, str(problem)


def test_a_question_has_a_longest_and_a_deepest_form() -> None:
    assert read("listed" + " or listed" * ((LONGEST - 6) // 10), NAMES)(FACTS).any()
    with pytest.raises(OstrakonError, match="2,001 characters"):
        read("x" * (LONGEST + 1), NAMES)
    assert read("not " * (DEEPEST - 1) + "listed", NAMES)(FACTS).any()


def test_a_word_that_can_be_true_of_nobody_says_what_is_missing() -> None:
    with pytest.raises(OstrakonError, match="'listed' can be said of nobody: it has no black list") as error:
        read("age > 3 and listed", NAMES, {"listed": "it has no black list"})
    assert error.value.problems[0].column == 13
    assert read("age > 3 and denied", NAMES, {"listed": "it has no black list"})(FACTS).any()


def test_the_place_is_counted_in_characters() -> None:
    with pytest.raises(OstrakonError) as error:
        read("region == 'Ürümqi' and agee", {**NAMES, "region": ("Ürümqi", "b")})
    assert error.value.problems[0].column == 24


def test_the_page_on_lives_has_every_word_and_asks_only_what_can_be_asked() -> None:
    page = (Path(__file__).parents[2] / "docs" / "lives.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z_, ]+) \| .* \| `(.*)` \|$", page, re.M)
    assert [word for words, _ in rows for word in words.split(", ")] == list(WORDS)
    for _, example in rows:
        assert read(example, NAMES)(FACTS).any()
