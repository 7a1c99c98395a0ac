"""The closed word lists that every layer shares, spelled once.

Here live words that are part of the language of the model (docs/model.md), and the search for the nearest right word.
Never here: names that a regime or a society declares (kinds, channels, lists ...), or any number.
"""

from collections.abc import Iterable
from difflib import get_close_matches

STATUSES = ("documented", "reported", "claimed", "disputed", "assumed")
NATURES = ("unlawful", "contractual", "lawful", "expression", "prosocial", "request")
ATTRIBUTES = ("region", "urban", "age", "sex", "minority", "education", "occupation", "quintile", "internet", "role")
LEDGERS = ("actual", "no-error", "no-association", "shadow")
RIGHTS = ("movement", "expression", "work", "education", "credit", "housing")
UPDATES = ("daily", "monthly")
RESTORES = ("listing", "points", "record")

OFF = "off"         # the override value that switches an entry off


def nearest(word: str, words: Iterable[str]) -> str:
    """The word of `words` most like `word`, or '' when none is near.

    >>> nearest("jaywaking", ["jaywalking", "theft"])
    'jaywalking'
    """
    # two letters that change places in a word of three leave two thirds alike; in longer words that much is chance
    cutoff = 0.6 if len(word) <= 4 else 0.72
    found = get_close_matches(word[:200], [str(w) for w in words], n=1, cutoff=cutoff)
    return found[0] if found else ""
