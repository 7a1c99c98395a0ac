"""Finding the catalogue's entries by id: a folder each, `regimes/<id>/regime.yaml`, and so for societies and roles.

Here lives the one place that knows where the catalogue lies, and whether an entry is to be taken as provisional. Never here:
reading those files, or code for any one entry.
"""

import re
from pathlib import Path

from ostrakon.errors import fail
from ostrakon.vocabulary import nearest

CATALOG = Path(__file__).resolve().parent.parent / "catalog"
FOLDERS = {"regime": "regimes", "society": "societies", "role": "roles"}
ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\Z")


def ids(sort: str) -> list[str]:
    """The ids of the catalogue's entries of a sort ('regime', 'society' or 'role'), in alphabetical order."""
    return sorted(path.parent.name for path in (CATALOG / FOLDERS[sort]).glob(f"*/{sort}.yaml"))


def path_of(sort: str, name: str) -> Path:
    """The file of a catalogue entry. Raises OstrakonError OST1201 with the nearest id when there is none."""
    path = CATALOG / FOLDERS[sort] / name / f"{sort}.yaml"
    if ID.match(name) and path.is_file():
        return path
    known = ids(sort)
    fail("OST1201", f"no {sort} '{name[:80]}'", allowed=", ".join(known) or "none yet", nearest=nearest(name, known),
         remedy="give an id of the catalogue or the path of a .yaml file")


def is_provisional(name: str, sort: str = "regime") -> bool:
    """Whether an entry has no second reading, or one that does not agree; what is invented needs none. Raises as `path_of`."""
    # Here, not above: it reads the entry, for which this module is needed first.
    from ostrakon.spec.second_reading import PROVISIONAL, status

    return status(sort, name) == PROVISIONAL
