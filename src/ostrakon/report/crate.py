"""ro-crate-metadata.json: a study as a Workflow Run RO-Crate 0.5, written here without a library.

Here lives the description of files, the workflow and its runs. Never here: a file that is not in the folder, a name that the plan
does not give, or a number.

The workflow is reproduce.sh; carrying it out is one action, and each command in it is another.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ostrakon.report.evidence import CHECKSUMS, Fault
from ostrakon.report.plan import LICENCES, Author, Plan
from ostrakon.report.reproduce import FILE as SCRIPT
from ostrakon.report.reproduce import line
from ostrakon.report.steps import Step

FILE = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
TYPES = {".csv": "text/csv", ".html": "text/html", ".json": "application/json", ".jsonl": "application/x-ndjson", ".md": "text/markdown",
         ".parquet": "application/vnd.apache.parquet", ".sh": "application/x-sh", ".svg": "image/svg+xml", ".txt": "text/plain",
         ".yaml": "application/yaml", ".cff": "application/yaml"}
POSIX = "https://pubs.opengroup.org/onlinepubs/9699919799/"
PLAN, SELF, SHELL, NOBODY = "study.yaml", "#ostrakon", "#sh", "#authors"
SAID = {"study.yaml": "The plan", "README.md": "What is in this folder, how to check it, and what it cannot show",
        "report.html": "The report", "odd.md": "The model by the ODD protocol", "stress.md": "The study by the STRESS checklist",
        "fria.md": "A fundamental rights impact assessment, to be answered by people", "huderia.md": "The HUDERIA questions",
        "run/regime.yaml": "The regime as resolved", "run/society.yaml": "The society as resolved",
        "run/summary.json": "All outcomes of the run", "run/groups.csv": "A digest of every group of communities"}

Entity = dict[str, Any]


@dataclass(frozen=True)
class Crate:
    """What is described. made: the day on which the folder was finished."""

    plan: Plan
    steps: Sequence[Step]
    version: str
    made: str
    faults: Sequence[Fault] = ()


def write_crate(folder: Path, crate: Crate) -> None:
    """Write the file; every other file that is in the folder by then is in it."""
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    names = [name for name in names if name not in (FILE, CHECKSUMS)]
    text = json.dumps({"@context": CONTEXT, "@graph": list(_graph(folder, crate, names))}, indent=1, ensure_ascii=False) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8")


def _graph(folder: Path, crate: Crate, names: Sequence[str]) -> Iterator[Entity]:
    actions = list(_actions(folder, crate, names))
    yield {"@id": FILE, "@type": "CreativeWork", "about": _to("./"),
           "conformsTo": [_to("https://w3id.org/ro/crate/1.1"), _to("https://w3id.org/workflowhub/workflow-ro-crate/1.0")]}
    yield _root(crate, names, actions)
    yield from ({"@id": where, "@type": "CreativeWork", "name": name, "version": version} for where, (name, version) in PROFILES.items())
    title, where = LICENCES[crate.plan.licence]
    yield {"@id": where, "@type": "CreativeWork", "name": title, "identifier": crate.plan.licence}
    yield from _authors(crate.plan)
    yield {"@id": SHELL, "@type": "ComputerLanguage", "name": "POSIX shell", "url": _to(POSIX)}
    yield {"@id": POSIX, "@type": "WebSite", "name": "The Open Group Base Specifications"}
    yield {"@id": SELF, "@type": "SoftwareApplication", "name": "ostrakon", "softwareVersion": crate.version}
    yield {"@id": "#plan", "@type": "FormalParameter", "name": "plan", "additionalType": "File", "valueRequired": True,
           "description": "the plan of the study", "workExample": _to(PLAN)}
    yield from (_file(folder, crate, name) for name in names)
    yield from actions


def _to(where: str) -> Entity:
    return {"@id": where}


def _some(items: Sequence[Entity]) -> Entity | Sequence[Entity]:
    """One thing as itself, several as a list, as RO-Crate writes them."""
    return items[0] if len(items) == 1 else items


def _root(crate: Crate, names: Sequence[str], actions: Sequence[Entity]) -> Entity:
    wrong = [f"{fault.kind}: {fault.file} {fault.detail}".strip() for fault in crate.faults]
    said = [f"What is wrong with it: {'; '.join(wrong)}."] * bool(wrong) + [crate.plan.question or crate.plan.title,
                                                                           "Everyone in it is synthetic."]
    return {"@id": "./", "@type": "Dataset", "name": crate.plan.title, "description": " ".join(said), "datePublished": crate.made,
            "license": _to(LICENCES[crate.plan.licence][1]), "author": _some(_author_ids(crate.plan)),
            "conformsTo": [_to(where) for where in PROFILES], "mainEntity": _to(SCRIPT), "hasPart": [_to(_id(name)) for name in names],
            "mentions": [_to(action["@id"]) for action in actions]}


def _author_ids(plan: Plan) -> list[Entity]:
    return [_to(_author_id(author, i)) for i, author in enumerate(plan.authors)] or [_to(NOBODY)]


def _author_id(author: Author, number: int) -> str:
    return author.orcid or f"#author-{number + 1}"


def _authors(plan: Plan) -> Iterator[Entity]:
    for i, author in enumerate(plan.authors):
        sort = "Organization" if author.name else "Person"
        more = {"affiliation": _to(f"#affiliation-{i + 1}")} if author.affiliation else {}
        yield {"@id": _author_id(author, i), "@type": sort, "name": author.said, **more}
        if author.affiliation:
            yield {"@id": f"#affiliation-{i + 1}", "@type": "Organization", "name": author.affiliation}
    if not plan.authors:
        yield {"@id": NOBODY, "@type": "Organization", "name": "Authors who are not named"}


def _id(name: str) -> str:
    """A path as a relative URI."""
    return quote(name)


def _file(folder: Path, crate: Crate, name: str) -> Entity:
    file = folder / name
    found: Entity = {"@id": _id(name), "@type": "File", "name": SAID.get(name, name), "contentSize": str(file.stat().st_size),
                     "encodingFormat": TYPES.get(file.suffix, "text/plain")}
    if name == SCRIPT:
        found |= {"@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"], "name": f"The commands of: {crate.plan.title}",
                  "programmingLanguage": _to(SHELL), "version": crate.version, "input": _to("#plan"),
                  "conformsTo": _to("https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE")}
    if name == PLAN:
        found["exampleOfWork"] = _to("#plan")
    if name == "README.md":
        found["about"] = _to("./")
    return found


def _actions(folder: Path, crate: Crate, names: Sequence[str]) -> Iterator[Entity]:
    """The study as one action, and one for every part that is there."""
    inputs = [name for name in names if name == PLAN or name.startswith("specification/")]
    made = [name for name in names if name not in (*inputs, SCRIPT)]
    yield _action("#study", f"Carrying out: {crate.plan.title}", "All commands of reproduce.sh, then the documents and the report",
                  SCRIPT, inputs, made, crate, _when(folder / "run" / "summary.json"))
    for step in crate.steps:
        mine = [name for name in names if name == step.proof or name.startswith(f"{step.part}/")]
        if (folder / step.proof).is_file():
            needs = [PLAN] if step.part == "run" else ["run/regime.yaml", "run/society.yaml"]
            yield _action(f"#{step.part}", step.part, line(step), SELF, needs, mine, crate, _when(folder / step.proof))


def _action(where: str, name: str, said: str, tool: str, inputs: Sequence[str], made: Sequence[str], crate: Crate, ended: str) -> Entity:
    stopped = any(fault.kind == "stopped" for fault in crate.faults)
    status: Mapping[str, Any] = {"actionStatus": f"http://schema.org/{'Failed' if stopped else 'Completed'}ActionStatus"}
    return {"@id": where, "@type": "CreateAction", "name": name, "description": said, "instrument": _to(tool), "endTime": ended,
            "agent": _some(_author_ids(crate.plan)), "object": _some([_to(_id(i)) for i in inputs]),
            "result": _some([_to(_id(m)) for m in made]), **status}


def _when(file: Path) -> str:
    """When a file was written."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).isoformat(timespec="seconds")
