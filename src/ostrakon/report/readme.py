"""README.md of a study's folder: what is in here, how to check it, and what it cannot show. In plain words, for whoever finds it.

Never here: a number of the results, which are in the report.
"""

from collections.abc import Iterator
from pathlib import Path

from ostrakon.report.evidence import Evidence, Fault
from ostrakon.report.plan import LICENCES, Plan
from ostrakon.spec.inspection.statuses import statuses

WHAT = (
    ("report.html", "the report, in English; opens in any browser and asks nothing of any network"),
    ("report.zh.html", "the report, in Chinese"),
    ("statements.json", "every statement of the report, each number with its place in this folder"),
    ("study.yaml", "the plan that all of this was made from"),
    ("specification", "what the plan names of ostrakon's catalogue, as written; `difference.txt`: what was changed of the regime"),
    ("run", "the run: the regime and the society as resolved, all outcomes (`summary.json`; tables as Parquet and CSV), versions, seed"),
    ("changes", "what would change it: other regimes for the same people with the same luck"),
    ("why", "what comes from what: parts of the regime switched off, alone and together"),
    ("unknown", "what is not known of the regime, and how far that moves the outcomes"),
    ("lasting", "what remains when the regime ends"),
    ("lives", "single lives in full"),
    ("odd.md", "the model described by the ODD protocol"),
    ("stress.md", "the study described by the STRESS checklist"),
    ("fria.md", "a fundamental rights impact assessment, with what only people can answer left open"),
    ("huderia.md", "the questions of HUDERIA, likewise"),
    ("reproduce.sh", "the commands that made this, to be run again"),
    ("ro-crate-metadata.json", "the same as a Workflow Run RO-Crate, for machines"),
    ("CITATION.cff", "how to cite it"),
    ("LICENSE", "what may be done with it"),
    ("checksums.txt", "SHA-256 of every file"),
)
FAULTS = {"version": "made by another version of ostrakon", "stopped": "cut short", "changed": "changed since it was made",
          "laws": "lived under response laws of its authors' own, which no file has", "missing": "missing",
          "unlisted": "not in the list of files", "unreadable": "cannot be read"}


def plain(text: str) -> str:
    """Text in which Markdown and HTML see nothing but text, on one line.

    >>> plain("a <b> *c* [d](e)")
    'a &lt;b&gt; \\\\*c\\\\* \\\\[d\\\\](e)'
    """
    found = "".join(f"\\{c}" if c in "\\`*_{}[]#|~" else c for c in " ".join(text.split()))
    return found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fault_words(fault: Fault) -> str:
    """A fault in words."""
    return f"{fault.file}: {FAULTS.get(fault.kind, fault.kind)}{f' ({fault.detail})' if fault.detail else ''}"


def readme(plan: Plan, evidence: Evidence, folder: Path, version: str) -> str:
    """The page; it names what is in the folder by then, and what will be there at the end."""
    return "\n".join([*_head(plan, evidence), *_inside(folder), *_check(version), *_limits(plan, evidence)]) + "\n"


def _head(plan: Plan, evidence: Evidence) -> Iterator[str]:
    yield from (f"# {plain(plan.title)}", "")
    if evidence.faults:
        yield "**Something is wrong with this folder:**"
        yield from ("", *(f"* {plain(fault_words(fault))}" for fault in evidence.faults), "")
    yield from (f"> {plain(plan.question)}", "") if plan.question else ()
    run = evidence.run["run"]
    yield (f"A study of the regime *{plain(str(evidence.run['regime']['title']))}* on a synthetic society "
           f"({plain(str(evidence.run['society']['title']))}): {run['people']:,} people, {run['days']:,} days from {run['start']}, "
           f"seed {run['seed']}. Everyone in it is synthetic; it says nothing of any real person.")
    yield from ("", f"By {', '.join(plain(author.said) for author in plan.authors) or 'authors who are not named'}. "
                    f"Licence: {plan.licence} ({LICENCES[plan.licence][1]}).", "")


def _inside(folder: Path) -> Iterator[str]:
    yield from ("## What is in here", "", "| | |", "| --- | --- |")
    written_last = ("README.md", "ro-crate-metadata.json", "checksums.txt")
    yield from (f"| `{name}` | {what} |" for name, what in WHAT if (folder / name).exists() or name in written_last)
    yield from ("", "Everything is plain text, HTML, Parquet or CSV and opens without ostrakon. Cells of text in a CSV file that begin "
                "with `=`, `+`, `-`, `@`, a tab or a line break have an apostrophe before them, so that no spreadsheet takes them for a "
                "formula; the Parquet file beside it has the text to the letter. In `reproduce.sh` a name without a path is an entry of "
                "ostrakon's catalogue; `run/regime.yaml` and `run/society.yaml` hold everything, and need no catalogue.", "")


def _check(version: str) -> Iterator[str]:
    yield from ("## How to check it", "", "```sh", "sha256sum -c checksums.txt     # nothing was changed",
                "ostrakon verify .              # lives it again and compares every number",
                "ostrakon verify . --quick      # lives a few groups of communities again",
                "./reproduce.sh /tmp/again      # the commands alone", "```", "",
                f"The last three need ostrakon {version}. The same version and seed give the same counts on any machine.", "")


def _limits(plan: Plan, evidence: Evidence) -> Iterator[str]:
    found = statuses(evidence.regime)
    yield from ("## What it cannot show", "",
                "* What happened to anyone. People, days and luck are computed; a regime is as its file describes it.",
                "* That the regime is described rightly. Intervals cover chance alone. Of the numbers in its file: "
                f"{found}.",
                "* What the model leaves out: docs/model.md of ostrakon says what that is.", "")
    for heading, text in (("What its authors say it shows", plan.shows), ("What its authors say it cannot show", plan.cannot_show)):
        if text.strip():
            yield from (f"### {heading}", "", "*In their words:*", "", f"> {plain(text)}", "")
