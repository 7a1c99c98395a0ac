"""Parts: what of a regime can be switched off by name, read off the regime itself.

Here live the families of parts and the switching. Never here: the name of any regime's channel, rule or list, a run, or a
number. A part is a named set of overrides that switches something off; a claim of the regime is a part by its own switch.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ostrakon.errors import OstrakonError, fail
from ostrakon.spec.edit import Editor
from ostrakon.spec.fit import fit
from ostrakon.spec.load import LoadedRegime
from ostrakon.spec.override import read_override
from ostrakon.spec.plain import resolved
from ostrakon.spec.regime import Regime
from ostrakon.spec.within import within
from ostrakon.vocabulary import OFF, nearest

MOST_PARTS = 40
OWN_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z", re.ASCII)


@dataclass(frozen=True)
class Part:
    """What is switched: a name, what it is in words, and the overrides that switch it off."""

    name: str
    words: str
    overrides: tuple[str, ...]


@dataclass(frozen=True)
class _Feature:
    """A key that entries of a section may have, and what to write to have them without it."""

    family: str
    words: str
    section: str
    key: str
    off: str = OFF

    def found(self, regime: Regime) -> Iterator[tuple[str, str]]:
        """(name of the entry, override) of each entry that is on and has it."""
        for name, entry in _entries(regime, self.section):
            if _has(entry, self.key.split(".")):
                yield name, f"{self.section}.{name}.{self.key}={self.off}"


NO_RECOVERY = "{points_per_month: 0, yearly_factor: 1}"
FEATURES = (
    _Feature("misattribution", "records put on another person", "channels", "misattribution"),
    _Feature("false_records", "records of what never happened", "channels", "false_records"),
    _Feature("review", "human review", "channels", "review"),
    _Feature("review", "human review", "lists", "review"),
    _Feature("class_ratios", "detection that differs between classes of people", "channels", "by_class"),
    _Feature("class_ratios", "detection that differs between classes of people", "channels", "misattribution.by_class"),
    _Feature("class_ratios", "detection that differs between classes of people", "channels", "false_records.by_class"),
    _Feature("recovery", "recovery of scores", "scoring.dimensions", "recovery", NO_RECOVERY),
    _Feature("terms", "terms of listings", "lists", "term_days"),
    _Feature("duties", "leaving a list by doing one's duty", "lists", "duty_per_year"),
    _Feature("exits", "leaving a list by one's score", "lists", "leaves_at"),
    _Feature("denials", "requests denied", "consequences", "deny"),
    _Feature("household_denials", "requests denied to the household", "consequences", "household_deny"),
    _Feature("privileges", "privileges", "consequences", "privileges"),
    _Feature("silencing", "suspension of expression", "consequences", "suspend_expression"),
    _Feature("confinement", "confinement", "consequences", "confine"),
    _Feature("fines", "fines", "consequences", "fine_yuan", "0"),
    _Feature("detention", "detention", "consequences", "detain_days", "0"),
    _Feature("publicity", "publicity", "consequences", "publicise"),
    _Feature("ostracism", "ostracism", "consequences", "ostracism"),
)
# (family, what one entry is, section) of entries that can be switched off whole
SECTIONS = (("channels", "channel"), ("rules", "rule"), ("lists", "list"), ("consequences", "consequence"))
# a family of families, and its words
UNIONS = (("errors", "errors of the channels", ("misattribution", "false_records")),
          ("association", "association", ("spillover", "company")))


def parts_of(regime: LoadedRegime) -> dict[str, Part]:
    """Every part that this regime has, by name: families, one entry of a family as ``family.entry``, and claims with a switch.

    Read off the regime as it begins; what only a dated change brings in is no part.
    """
    model = regime.model
    found: dict[str, Part] = {}

    def put(name: str, words: str, override: str) -> None:
        before = found[name].overrides if name in found else ()
        found[name] = Part(name, words, (*before, override))

    for feature in FEATURES:
        for entry, override in feature.found(model):
            put(feature.family, feature.words, override)
            put(f"{feature.family}.{entry}", f"{feature.words} ({_said(entry)})", override)
    for name, words, override in _single(model):
        put(name, words, override)
    for section, one in SECTIONS:
        for entry, _ in _entries(model, section):
            put(section, f"all {section}", f"{section}.{entry}={OFF}")
            put(f"{section}.{entry}", f"the {one} {_said(entry)}", f"{section}.{entry}={OFF}")
    for union, words, families in UNIONS:
        _unite(found, union, words, families)
    claims = {name: Part(name, claim.claim, tuple(claim.switch)) for name, claim in model.mechanisms.items() if claim.switch}
    return {**dict(sorted(found.items())), **claims}


def _single(model: Regime) -> Iterator[tuple[str, str, str]]:
    """Parts whose switch is not one key of the entries of a section."""
    spills = [s for _, rule in _entries(model, "rules") for s in (rule.spillover.household, rule.spillover.close, rule.spillover.wider)]
    if model.association.spillover and any(spill is not None for spill in spills):
        yield "spillover", "points for what others did", "association.spillover=false"
    if model.association.company is not None:
        yield "company", "scores that follow those of friends", "association.company=off"
    for name in model.redress or {}:
        yield f"redress.{name}", f"appeals ({_said(name)})", f"redress.{name}={OFF}"
    if model.redress:
        yield "redress", "appeals", f"redress={OFF}"
    if model.awareness.share > 0:
        yield "awareness", "people's knowing of it", "awareness.share=0"


def _unite(found: dict[str, Part], union: str, words: str, families: Sequence[str]) -> None:
    """Add a union of families, and of their parts of one entry."""
    for name in [n for n in found if n.split(".")[0] in families]:
        entry = name.partition(".")[2]
        whole = f"{union}.{entry}" if entry else union
        before = found[whole].overrides if whole in found else ()
        found[whole] = Part(whole, f"{words} ({_said(entry)})" if entry else words, (*before, *found[name].overrides))


def _entries(regime: Regime, section: str) -> Iterator[tuple[str, Any]]:
    """(name, entry) of those that are on."""
    holder: Any = regime
    for key in section.split("."):
        holder = getattr(holder, key)
    return ((name, entry) for name, entry in holder.items() if getattr(entry, "enabled", True))


def _has(entry: Any, keys: Sequence[str]) -> bool:
    """Whether an entry has something at a key that is not what it has by default."""
    for key in keys:
        if entry is None:
            return False
        default = type(entry).model_fields[key].default
        entry, before = getattr(entry, key), entry
    return bool(entry != default and getattr(before, key) not in (None, [], {}))


def _said(name: str) -> str:
    return name.replace("_", " ")


def choose(regime: LoadedRegime, names: Iterable[str], own: Iterable[str] = ()) -> tuple[Part, ...]:
    """The parts of these names, and those written ``name=path=value`` (one name may stand several times).

    Raises OST8001 for a part that the regime does not have, one named twice, two that change the same thing, too many or none,
    and whatever an override of a part does wrong.
    """
    known = parts_of(regime)
    chosen = [_known(regime, known, name) for name in names]
    chosen += _own(own, known)
    if not chosen:
        fail("OST8001", f"no part of regime '{regime.model.id}' is named", allowed=_listed(known),
             remedy="name parts with --parts, as in --parts errors,association")
    if len(chosen) > MOST_PARTS:
        fail("OST8001", f"{len(chosen)} parts", allowed=f"at most {MOST_PARTS}")
    for i, part in enumerate(chosen):
        for other in chosen[:i]:
            _apart(other, part)
    for part in chosen:
        try:
            switched(regime, [part])
        except OstrakonError as error:
            raise OstrakonError(*(replace(p, found=f"part '{part.name}': {p.found}") for p in error.problems)) from None
    return tuple(chosen)


def _known(regime: LoadedRegime, known: dict[str, Part], name: str) -> Part:
    if name in known:
        return known[name]
    if name in regime.model.mechanisms:
        fail("OST8001", f"--parts {name}: this claim is context and has no switch", allowed=_listed(known))
    fail("OST8001", f"--parts {name[:40] or repr(name)}: regime '{regime.model.id}' has no such part", allowed=_listed(known),
         nearest=nearest(name, known), remedy="a change of your own is a part with --part NAME=PATH=VALUE")


def _listed(known: dict[str, Part]) -> str:
    """All names; the entries of a family behind it in brackets, each to be written with the family in front."""
    families: dict[str, list[str]] = {}
    for name in known:
        family, _, entry = name.partition(".")
        families.setdefault(family, []).extend([f".{entry}"] if entry else [])
    return "; ".join(family + (f" [{' '.join(entries)}]" if entries else "") for family, entries in families.items())


def _own(texts: Iterable[str], known: dict[str, Part]) -> list[Part]:
    found: dict[str, Part] = {}
    for text in texts:
        name, _, override = text.partition("=")
        if not OWN_NAME.match(name) or "=" not in override:
            fail("OST8001", f"--part {text[:80]}", allowed="NAME=PATH=VALUE, the name of small letters, digits and _",
                 remedy="as in mild=rules.late_bill.points=-5")
        if name in known:
            fail("OST8001", f"--part {name}: the regime has a part of that name", remedy="choose another name")
        before = found[name].overrides if name in found else ()
        found[name] = Part(name, _said(name), (*before, override))
    return list(found.values())


def _apart(one: Part, other: Part) -> None:
    """Refuse parts of which one would undo or repeat the other, so that what each of them adds has no meaning."""
    if one.name == other.name:
        fail("OST8001", f"the part {one.name} is named twice", remedy="keep one of them")
    for a in one.overrides:
        for b in other.overrides:
            short, long = sorted((read_override(a), read_override(b)), key=lambda edit: len(edit.words))
            same = short.words == long.words[:len(short.words)]
            if same and (short.words == long.words or short.how != "remove"):
                fail("OST8001", f"the parts {one.name} and {other.name} both change {short.path}",
                     remedy="name parts that have nothing in common")


def switched(regime: LoadedRegime, off: Iterable[Part]) -> LoadedRegime:
    """The regime with these parts off; raises OstrakonError only.

    What is set goes first, then what is removed, the deepest first, so that no order of the parts makes a difference.
    """
    edits = [read_override(text, number) for number, text in enumerate([text for part in off for text in part.overrides], 1)]
    edits.sort(key=lambda edit: (edit.how == "remove", -len(edit.words) if edit.how == "remove" else 0))
    work = Editor(Regime, regime.data, regime.places, regime.provenance)
    for edit in edits:
        work.apply(edit)
    model = fit(Regime, work.data, work.places, work.touched)
    wrong = [p for p in within(model, work.places) if not p.is_warning]
    if wrong:
        raise OstrakonError(*wrong)
    return replace(regime, model=model, data=resolved(model), provenance=work.provenance, places=work.places)


