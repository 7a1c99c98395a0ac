"""The documents of a study: ODD, STRESS, FRIA and HUDERIA, filled from its evidence; what needs judgement is left open.

Here lives the list of documents and their writing. Never here: what one of them says (one file and one template each).
"""

from collections.abc import Callable
from pathlib import Path

from ostrakon.report.evidence import Evidence
from ostrakon.report.facts import Facts, facts_of
from ostrakon.report.fria import fria
from ostrakon.report.huderia import huderia
from ostrakon.report.odd import odd
from ostrakon.report.stress import stress
from ostrakon.results.file import check_new, write_new

DOCUMENTS: dict[str, Callable[[Facts], str]] = {"odd.md": odd, "stress.md": stress, "fria.md": fria, "huderia.md": huderia}


def render_documents(evidence: Evidence) -> dict[str, str]:
    """Every document by the name of its file. The same evidence gives the same text. Raises OstrakonError OST7301."""
    return {file: write(facts_of(evidence)) for file, write in DOCUMENTS.items()}


def write_documents(evidence: Evidence, folder: Path) -> list[Path]:
    """Write odd.md, stress.md, fria.md and huderia.md into a folder that exists; returns the files.

    All are made before the first is written. Raises OstrakonError OST8001 when one is there already, or cannot be written.
    """
    found = render_documents(evidence)
    for file in found:
        check_new(folder / file, "the document")
    for file, said in found.items():
        write_new(folder / file, said, file)
    return [folder / file for file in found]
