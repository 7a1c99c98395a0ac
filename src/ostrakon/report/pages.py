"""The report and the documents of a study, written together; and whether those in a folder say what its results say.

Here lives which files these are. Never here: what stands in them (``page``, ``documents``).
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from ostrakon.report.compared import ABSENT, Compared
from ostrakon.report.documents import write_documents
from ostrakon.report.evidence import CHECKSUMS, Evidence
from ostrakon.report.page import write_report

LANGUAGES = ("en", "zh")
WRITTEN = ("odd.md", "stress.md", "fria.md", "huderia.md", "report.html", "report.zh.html", "statements.json", "statements.zh.json")


def write_pages(evidence: Evidence, folder: Path) -> None:
    """Write all of them. The same evidence gives the same bytes."""
    write_documents(evidence, folder)
    for language in LANGUAGES:
        write_report(evidence, folder, language)


def compare_pages(evidence: Evidence) -> Compared:
    """Those in the folder beside the same written again from its results, line by line; nothing where faults make them differ.

    A study that was finished, which its list of checksums says, has all of them; of another folder those that are there are compared.
    """
    found = Compared()
    is_whole = evidence.is_study and (evidence.folder / CHECKSUMS).is_file()
    there = [name for name in WRITTEN if is_whole or (evidence.folder / name).is_file()]
    if evidence.faults or not there:
        return found
    with TemporaryDirectory(prefix="ostrakon-pages-") as work:
        write_pages(evidence, Path(work))
        for name in there:
            was, now = _lines(evidence.folder / name), _lines(Path(work) / name)
            for i in range(max(len(was), len(now))):
                found.see(f"{name}#line {i + 1}", was[i] if i < len(was) else ABSENT, now[i] if i < len(now) else ABSENT)
    return found


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else []
