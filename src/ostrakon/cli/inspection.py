"""Printing what the inspection found: structure first, then questions for a lawyer.

Never here: how anything is found, or a word that answers a question. The short form has a table per question; the long one a
line per finding, with its place and what would make it go away.
"""

import textwrap
from collections.abc import Iterator, Sequence

from ostrakon.cli.console import out
from ostrakon.spec.inspection import Finding

MOST_ROWS = 6           # of a table in the short form
ARROW = " → "
RIGHTS = "Rights touched"
HEAD = "Questions for a lawyer (not one of them is a verdict; docs/inspection.md says what each means)"


def show(findings: Sequence[Finding], every: bool) -> None:
    """Print the findings; with ``every`` each by itself."""
    for line in lines(findings, every, out.width):
        out.print(line, markup=False, highlight=False, soft_wrap=True)


def lines(findings: Sequence[Finding], every: bool, width: int) -> Iterator[str]:
    """The lines printed for these findings, none longer than the width where words allow."""
    structural = [f for f in findings if not f.is_legal]
    legal = [f for f in findings if f.is_legal]
    if structural:
        yield from ("", "Structure")
        for group in _grouped(structural):
            yield from _structure(group, every, width)
    if legal:
        yield from ("", HEAD)
        groups = _grouped(legal)
        rights = [] if every else [group for group in groups if group[0].title.startswith(RIGHTS)]
        for group in groups:
            if group not in rights:
                yield from _group(group, every, width)
        yield from _rights(rights, width)
    if findings and not every:
        yield "Every finding with its line in the file, and what would make it go away: --all"


def _grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one sort and one provision together."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.id, str(finding.provision)), []).append(finding)
    return list(groups.values())


def _single(finding: Finding, width: int, indent: str = "  ") -> Iterator[str]:
    where = finding.place or ".".join(map(str, finding.paths[0]))
    yield from _wrap(f"{where}  {finding.title}: {finding.found}", width, indent)
    yield from _wrap(f"goes away with: {finding.goes_away}", width, f"{indent}  ")


def _structure(group: Sequence[Finding], every: bool, width: int) -> Iterator[str]:
    """A structural finding by itself; several of a sort in the short form as a table."""
    if every or len(group) == 1:
        for finding in group:
            yield from _single(finding, width)
        return
    yield from _wrap(f"{group[0].title} [{_places(group)}]", width, "  ")
    yield from _table(group, width)
    yield from _wrap(f"{group[0].group} goes away with: {group[0].goes_away}", width, "    ")


def _places(group: Sequence[Finding]) -> str:
    """The places of several findings, each file named once."""
    files: dict[str, list[str]] = {}
    for finding in group:
        file, _, line = finding.place.rpartition(":")
        files.setdefault(file, []).append(line)
    return "; ".join(f"{file}:{', '.join(dict.fromkeys(lines))}" for file, lines in files.items())


def _table(group: Sequence[Finding], width: int) -> Iterator[str]:
    rows = list(_rows(group))
    for row in rows[:MOST_ROWS]:
        yield from _wrap(row, width, "    - ")
    if len(rows) > MOST_ROWS:
        yield f"    - and {len(rows) - MOST_ROWS} more"


def _group(group: Sequence[Finding], every: bool, width: int) -> Iterator[str]:
    first = group[0]
    standing = first.provision.standing if first.provision and every else _known(first)
    yield from _wrap(f"{first.title} [{first.provision}; {standing}]", width, "  ")
    yield from _wrap(first.question, width, "    ")
    if every:
        for finding in group:
            yield from _single(finding, width, "    ")
        return
    yield from _table(group, width)


def _rights(groups: Sequence[Sequence[Finding]], width: int) -> Iterator[str]:
    """The short form of the rights touched: a row per right."""
    firsts = [group[0] for group in groups]
    heads = {f"{f.provision.instrument}; {_known(f)}" for f in firsts if f.provision}
    if groups:
        yield from _wrap(f"{RIGHTS} [{' / '.join(sorted(heads))}]", width, "  ")
    for first, group in zip(firsts, groups, strict=True):
        article = first.provision.article if first.provision else ""
        right = first.title.removeprefix(RIGHTS).strip(": ")
        yield from _wrap(f"{right} ({article}): {', '.join(dict.fromkeys(f.group for f in group))}", width, "    - ")


def _known(finding: Finding) -> str:
    """How well the provision is known, without its source where it was seen."""
    return "" if finding.provision is None else "seen" if finding.provision.is_seen else finding.provision.standing


def _rows(group: Sequence[Finding]) -> Iterator[str]:
    """One row per gist, naming the rules, lists or consequences of which it holds."""
    gists: dict[str, list[str]] = {}
    for finding in group:
        gists.setdefault(finding.group, []).append(finding.short)
    names: dict[str, list[str]] = {}
    for name, shorts in gists.items():
        names.setdefault(_joined(shorts), []).append(name)
    for gist, of in names.items():
        yield f"{', '.join(of)}: {gist}" if gist else ", ".join(of)


def _joined(shorts: Sequence[str]) -> str:
    """Gists in one line; of arrows from the same place the ends are put together."""
    ends: dict[str, list[str]] = {}
    for short in dict.fromkeys(shorts):
        start, arrow, end = short.partition(ARROW)
        ends.setdefault(start + arrow, []).append(end)
    return "; ".join(start + ", ".join(found) for start, found in ends.items())


def _wrap(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=" " * len(indent), break_long_words=False,
                         break_on_hyphens=False)
