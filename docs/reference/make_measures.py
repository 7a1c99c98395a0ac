"""Makes measures.md and a page for each file of measures: every measure in its own words, from the measures themselves.

Here live the pages. Never here: what a measure is (`src/ostrakon/measures`).
Run: python docs/reference/make_measures.py
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ostrakon import measures
from ostrakon.measures.base import Composite, Described, Measure
from ostrakon.measures.needs import NEEDS
from ostrakon.measures.summary import BORNE, CUT, described

FILE = Path(__file__).with_name("measures.md")
FOLDER = FILE.with_suffix("")
SCALES = {"share": "on the logit scale, so that it stays between 0 and 1", "rate": "on the log scale, so that it stays above 0",
          "plain": "symmetric"}
HEAD = """# Measures

Made by `python docs/reference/make_measures.py`; a test makes it again and compares. Here is every measure that a run tells. Numbers are
estimates over the synthetic people of a run; an interval (95 percent) covers what another seed would give, and nothing else: not whether
the regime is described rightly. How it is made: `src/ostrakon/results/jackknife.py`. What is counted, exactly: [the model](../model.md),
section 20.

Measures that are one ratio are under `outcomes` in `summary.json`, those of each request under `requests` and `requests_judged`; measures
that are more (a curve, a matrix, an index) under `measures`. Where one cannot be had its value is null and the reason stands beside it.
`ostrakon run --measure NAME` prints one in full and refuses one that the run cannot have; `--by sex+minority` cuts them by any attributes
by which the society tells cohorts apart, and a cohort with nobody in it has "no people", not zero.

| measure | what it tells | unit |
| --- | --- | --- |
{rows}
"""


def pages() -> dict[Path, str]:
    """Every page by its file: the index, and one for each file of measures."""
    known, home = described(), _homes()
    rows = "\n".join(f"| [`{m.name}`](measures/{home[m.name]}.md#{_anchor(m.name)}) | {_plain(m.title)} | {m.unit} |" for m in known)
    found = {FILE: HEAD.format(rows=rows)}
    for name in dict.fromkeys(home[m.name] for m in known):
        said = (import_module(f"ostrakon.measures.{name}").__doc__ or "").strip()
        sections = [_section(m) for m in known if home[m.name] == name]
        found[FOLDER / f"{name}.md"] = "\n".join([f"# {_plain(name.replace('_', ' '))}\n\n{said}\n",
                                                       "[All measures](../measures.md)\n", *sections])
    return found


def _homes() -> dict[str, str]:
    """The file in which each measure stands; one that another file takes over stands where it was made."""
    found: dict[str, str] = {}
    for entry in iter_modules(measures.__path__):
        module = import_module(f"ostrakon.measures.{entry.name}")
        if entry.name in ("summary", "ask"):
            continue
        for group in ("MEASURES", "YEARLY", "COMPOSITES"):
            found |= {m.name: entry.name for m in getattr(module, group, ())}
    return found


def _section(m: Described) -> str:
    facts = {"Estimand": m.estimand + ".", "Unit": m.unit + ".", "Numerator": m.counted + ".", "Denominator": m.among + ".",
             "Formula": f"`{m.formula}`.", "Source": m.source + ".", "Interval": _interval(m) + ".",
             "Needs": "; ".join(f"{NEEDS[name].words} ({NEEDS[name].remedy})" for name in m.needs) + "." if m.needs else "nothing.",
             "Told by": _cuts(m) + ".", "Does not say": m.not_said + "."}
    return f"## {m.name}\n\n{_plain(m.title)}.\n\n" + "\n".join(f"* **{name}**: {said}" for name, said in facts.items()) + "\n"


def _interval(m: Described) -> str:
    if isinstance(m, Measure):
        return SCALES[m.scale]
    return "by the jackknife of the whole statistic; `summary.json` says where there is none, and why"


def _cuts(m: Described) -> str:
    if isinstance(m, Composite):
        return "everybody together only" if m.whole else "any cohort attributes, when asked for"
    always = "each cohort attribute, province, and any combination asked for" if m.name in CUT else "any cohort attributes, when asked for"
    return always + ("; beside all others, as a ratio, for every cohort" if m.name in BORNE else "")


def _plain(title: str) -> str:
    """A title that stands alone: one that goes on from the row above it says so."""
    words = title.removeprefix("... ")
    return words[0].upper() + words[1:]


def _anchor(name: str) -> str:
    return name.replace(".", "")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
