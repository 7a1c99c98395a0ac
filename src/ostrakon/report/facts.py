"""Small helpers of the documents: text that is only text, numbers with their intervals, and where they come from.

Here live the escaping, the wording of one number, the templates' filling, and the list of measures that a document named. Never
here: what a document says, or a number that is not in the evidence.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from ostrakon.errors import fail
from ostrakon.measures.summary import described
from ostrakon.report.evidence import Evidence, Fault
from ostrakon.results.figures import number
from ostrakon.results.page import CAVEATS
from ostrakon.results.words import amount, cohort, interval, is_share, times_as_often, worst
from ostrakon.spec.inspection import Finding, inspect, statuses
from ostrakon.spec.load import LoadedRegime, LoadedSociety
from ostrakon.spec.sourced import Provenance
from ostrakon.spec.text import Where

# What is read of each part; one without it was changed by hand, or is no such part at all.
NEEDED = {
    "changes": ("comparison.json", ("arms", "sentences", "run")), "why": ("ablation.json", ("parts", "sentences", "run")),
    "unknown": ("sensitivity.json", ("axes", "method", "sentences", "run")),
    "lasting": ("abolition.json", ("ending", "outcomes", "sentences", "run")),
}
OF_A_RUN = ("run", "outcomes", "measures", "by", "disparity", "requests", "requests_judged", "program_digest", "tally_digest", "version")
SPECIAL = "\\`*_{}[]#|~$"
PLAIN_NAME = re.compile(r"[A-Za-z0-9_.:/=,+-]+")
TURNS_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")     # would show the words after it in another order
NOT_HERE = "not in this study"
FAULTS = {"version": "made by another version of ostrakon", "stopped": "cut short: not all that was asked for was lived",
          "laws": "lived under response laws of its authors' own, which no file has",
          "changed": "not as it was when the folder was written", "missing": "missing", "unlisted": "not listed among the folder's files",
          "unreadable": "cannot be read"}


class Md(str):
    """Markdown that was written here, not text from anywhere."""


DASH = Md("-")


def text(said: object) -> Md:
    """Text in which Markdown and HTML see nothing but text, on one line.

    >>> text("a <b> *c* [d](e)"), text("- e"), text("1. f")
    ('a &lt;b&gt; \\\\*c\\\\* \\\\[d\\\\](e)', '\\\\- e', '1\\\\. f')
    """
    if isinstance(said, Md):
        return said
    seen = (c for c in " ".join(str(said).split()) if unicodedata.category(c) != "Cc" and c not in TURNS_AROUND)
    found = "".join(f"\\{c}" if c in SPECIAL else c for c in seen)
    found = re.sub(r"^(\d+)(?=[.)](\s|$))|^(?=[-+=])", r"\1\\", found.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return Md(found.replace("://", ":&#8203;//"))


def name(word: object) -> Md:
    """A name of the language in code; as text what is none.

    >>> name("no_travel"), name("a`b")
    ('`no_travel`', 'a\\\\`b')
    """
    return Md(f"`{word}`") if PLAIN_NAME.fullmatch(str(word)) else text(word)


def several(words: Iterable[object], none: str = "none") -> Md:
    """Names, one after the other; ``none`` when there are none.

    >>> several(["a", "b", "c"])
    '`a`, `b`, `c`'
    """
    return Md(", ".join(name(word) for word in words) or none)


def joined(parts: Iterable[object], between: str = "; ", none: str = "-") -> Md:
    """Texts one after the other, each escaped unless it was written here."""
    return Md(between.join(text(part) for part in parts if part)) or Md(none)


def some(said: object) -> Md:
    """Text, or a dash where there is none."""
    return text(said) if said else DASH


def plain(value: object) -> Md:
    """What a template may show by itself: text, or a number. Raises TypeError for None, which would show as a word."""
    if value is None:
        raise TypeError("a template shows a value that is not there")
    return Md(number(value)) if isinstance(value, int | float) and not isinstance(value, bool) else text(value)


def row(*cells: object) -> Md:
    """One row of a table."""
    return Md("| " + " | ".join(plain(cell) for cell in cells) + " |")


def table(head: Sequence[str], rows: Iterable[Md]) -> Md:
    """A whole table, or nothing when it has no row."""
    found = list(rows)
    return Md("\n".join([row(*head), "| " + " | ".join("---" for _ in head) + " |", *found])) if found else Md("")


def bullets(lines: Iterable[object]) -> Md:
    """A list, one line each."""
    return Md("\n".join(f"* {text(line)}" for line in lines))


def ask(question: str) -> Md:
    """A question that no run answers, with a box for the answer."""
    return Md(f"> **To be answered by people:** {text(question)}\n\n- [ ] Answer:")


def figure(found: Mapping[str, Any], unit: str = "") -> Md:
    """A value with its unit and its 95 percent interval in brackets; or why there is none.

    >>> figure({"value": 0.0063, "low": 0.005, "high": 0.008, "unit": "share of people"})
    '0.63 % of people [0.5 to 0.8 %]'
    >>> figure({"value": None, "unit": "days", "reason": "nobody was on it"})
    'not told: nobody was on it'
    """
    unit = found.get("unit") or unit
    if found.get("value") is None:
        return Md(f"not told: {text(found.get('reason') or 'there is nothing to tell it by')}")
    of = text(unit.removeprefix("share").lstrip() if is_share(unit) else unit)
    span = interval({"low": found.get("low"), "high": found.get("high"), "unit": unit})
    return Md(f"{amount(found['value'], unit)}{of and ' '}{of} [{span if span != '-' else 'no interval'}]")


@cache
def _pages() -> dict[str, str]:
    """Measure -> its page of the reference, as the page's maker writes it."""
    return {one.name: f"docs/reference/measures/{_module(one)}.md" for one in described()}


def _module(one: Any) -> str:
    maker = getattr(one, "numerator", None) or one.take
    return str(maker.__module__).rpartition(".")[2]


@dataclass
class Facts:
    """Evidence as the templates ask for it. used: the measures that were named so far, name -> (title, estimand)."""

    evidence: Evidence
    used: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def regime(self) -> LoadedRegime:
        """The regime of the run."""
        return self.evidence.regime

    @property
    def society(self) -> LoadedSociety:
        """The society of the run."""
        return self.evidence.society

    @property
    def run(self) -> Mapping[str, Any]:
        """What the run says of itself: people, days, seed ..."""
        return dict(self.evidence.run["run"])

    @property
    def has_value(self) -> Mapping[str, Any]:
        """Outcome -> its value, of those that have one."""
        return {key: found["value"] for key, found in self.evidence.run["outcomes"].items() if found["value"] is not None}

    @property
    def caveat(self) -> Md:
        """What the family of the regime means for a reader."""
        return text(CAVEATS[self.regime.model.family])

    @property
    def faults(self) -> list[Md]:
        """What is wrong with the folder, the gravest first."""
        return [fault_words(fault) for fault in self.evidence.faults]

    def told(self, measure: str) -> Md:
        """An outcome of the run: number, interval, and the name of the measure."""
        found = self.evidence.run["outcomes"].get(measure)
        if found is None:
            return Md(f"not in this run ({name(measure)})")
        self.used[measure] = (str(found["title"]), str(found["estimand"]))
        return Md(f"{figure(found)} ({name(measure)})")

    def within(self, measure: str, *keys: str) -> Mapping[str, Any]:
        """An estimate inside a measure that holds several; {} when it is not there."""
        here: Any = self.evidence.run["measures"].get(measure, {})
        if here:
            self.used[measure] = (str(here["title"]), str(here["estimand"]))
        for key in keys:
            here = here.get(key, {}) if isinstance(here, Mapping) else {}
        return dict(here)

    def inside(self, measure: str, *keys: str) -> Md:
        """The same in words; where the whole measure has no value, its reason."""
        found = self.within(measure, *keys) or self.within(measure)
        return Md(f"{figure(found if 'value' in found else {'value': None})} ({name(measure)})")

    def number(self, of: str, *path: Any) -> Md:
        """A number of the regime or the society, with its status and range. of: ``regime`` or ``society``."""
        loaded: Any = self.regime if of == "regime" else self.society
        here: Any = loaded.data
        for key in path:
            here = here[key]
        return said_of(here, status_of(loaded.provenance, path))

    def findings(self) -> list[Finding]:
        """What the specification itself says: structure, and questions of law."""
        return inspect(self.regime.model, self.society.model)

    def counted(self, of: str) -> Md:
        """How many numbers have which status."""
        return text(statuses(self.regime if of == "regime" else self.society))

    def measures(self) -> Md:
        """The measures named so far: what each estimates, and the page that defines it."""
        pages = _pages()
        return bullets(Md(f"{name(key)}, {text(title.removeprefix('... ').lower())}: {text(estimand)}"
                          + (f" ({name(pages[key])})" if key in pages else ""))
                       for key, (title, estimand) in sorted(self.used.items()))

    def worst(self, measure: str, most: int = 5) -> list[Md]:
        """The cohorts that clearly bear more than everybody else, with ratio, interval, rate and people."""
        found = self.evidence.run["disparity"].get(measure)
        outcome = self.evidence.run["outcomes"].get(measure)
        if found is None or outcome is None:
            return []
        self.used[measure] = (str(outcome["title"]), str(outcome["estimand"]))
        return [Md(f"{text(cohort(one['cohort']))}: {times_as_often(one)}; "
                   f"{amount(one['value'], 'share')} of {one['n']:,} ({name(measure)})")
                for one in worst(found, most)]

    def untold(self, measure: str) -> tuple[int, int]:
        """How many cohorts a disparity tells of, and how many it leaves out for being too small."""
        found = self.evidence.run["disparity"].get(measure, {"cohorts": [], "excluded": []})
        return len(found["cohorts"]), len(found["excluded"])


def status_of(provenance: Mapping[Where, Provenance], path: Where) -> Provenance | None:
    """Where the value at a path comes from; what stands on a section covers what is in it."""
    return next((provenance[path[:n]] for n in range(len(path), 0, -1) if path[:n] in provenance), None)


def said_of(value: object, found: Provenance | None) -> Md:
    """A value with its status and range in words; nothing beside it where the file gives none.

    >>> said_of(0.02, Provenance(status="assumed", range=(0.001, 0.2)))
    '0.02 (assumed, 0.001 to 0.2)'
    """
    shown = Md(f"{value:,.10g}") if isinstance(value, int | float) and not isinstance(value, bool) else plain(value)
    words = [found.status if found else "", f"{found.range[0]:,.10g} to {found.range[1]:,.10g}" if found and found.range else ""]
    return Md(f"{shown} ({', '.join(word for word in words if word)})") if any(words) else shown


def fault_words(fault: Fault) -> Md:
    """A fault of a folder in words."""
    return Md(f"{name(fault.file)}: {text(FAULTS.get(fault.kind, fault.kind))}{f' ({text(fault.detail)})' if fault.detail else ''}")


def facts_of(evidence: Evidence) -> Facts:
    """The facts of a folder. A part that lacks what a document reads of it counts as a fault and not as a part; a run: OST7301."""
    if lacks := [key for key in OF_A_RUN if key not in evidence.run]:
        fail("OST7301", f"the run's summary lacks {', '.join(lacks)}", remedy="the file was changed: run it again")
    wrong = {part: Fault("unreadable", f"{part}/{file}", f"lacks {', '.join(lacks)}") for part, (file, keys) in NEEDED.items()
             if (found := getattr(evidence, part)) is not None and (lacks := [key for key in keys if key not in found])}
    gone: dict[str, Any] = dict.fromkeys(wrong)
    return Facts(replace(evidence, **gone, faults=(*evidence.faults, *wrong.values())))


def _source(template: str) -> str:
    return files("ostrakon.report").joinpath(template).read_text(encoding="utf-8")


def fill(template: str, facts: Facts, **values: Any) -> str:
    """A document from its template. Every value is escaped unless it is Markdown made here; the same evidence gives the same text."""
    environment = Environment(autoescape=False, finalize=plain, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                              loader=FunctionLoader(_source))
    given = {"f": facts, "ask": ask, "text": text, "name": name, "several": several, "bullets": bullets, "joined": joined,
             "regime": facts.regime.model, "society": facts.society.model, "run": facts.run, "not_here": NOT_HERE}
    found = environment.get_template(template).render(**given, **values)
    return re.sub(r"\n{3,}", "\n\n", found).strip() + "\n"
