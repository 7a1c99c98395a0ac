"""Prints the blank form of a second reading: every value that an entry of the catalogue gives, asked and not told.

Here lives the form. Never here: a value, its range, status, note or source. Run: python docs/reference/make_second_reading.py ID
"""

import sys

from ostrakon.errors import OstrakonError
from ostrakon.spec.find import ids
from ostrakon.spec.load import Loaded
from ostrakon.spec.second_reading import load, questions
from ostrakon.spec.write import dump_data

HEAD = """# A second reading. Fill it in from the works themselves, without the entry, its page or its table of parameters before you.
# Save it as second_reading/values.yaml in the entry's folder.
# reader: who you are to the project (a role will do). read: the works that you had before you.
# value: what the works say.
#   Chances and shares are numbers from 0 to 1; points below 0 deduct. Who is meant is written {age: 18+, urban: [rural]}; attributes, codes
#   and kinds have their names in the society's file and in src/ostrakon/spec/society.py.
#   unknown: no work gives it. Do not guess.
#   none: a work says that there is no such thing (no term, no cutoff).
# source: the work and the place in it. note: what another reader should know; needed where you give a value that is your own estimate.
"""


def sort_of(name: str) -> str:
    """The sort of an entry; of an id that both sorts have, the regime."""
    return "society" if name not in ids("regime") and name in ids("society") else "regime"


def form(loaded: Loaded) -> str:
    """The form for an entry that is loaded."""
    asked = {q.name: {"what": f"{q.what} ({q.answer})", "value": None, "source": "", "note": ""} for q in questions(loaded)}
    return HEAD + dump_data({"entry": loaded.model.id, "reader": "", "read": [], "values": asked})


def main(names: list[str]) -> int:
    """Print the form of one entry."""
    if len(names) != 1:
        print("usage: python docs/reference/make_second_reading.py ID", file=sys.stderr)
        return 2
    try:
        print(form(load(sort_of(names[0]), names[0])), end="")
    except OstrakonError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
