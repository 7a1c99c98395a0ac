"""The regime `court-list` against published flows of the Chinese court list, written to docs/verification/court-list.md.

Here live the runs that show target by target what came of the calibration; its closed forms are in court_list_flows.py. Later
years and performed obligations are shown beside and never fitted. Never here: a number of any society, a city scheme, a
commercial score. Run from the repository root: python verification/court_list.py
"""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import court_list_flows as f
import numpy as np
import numpy.typing as npt

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import RunTallies, simulate
from ostrakon.kernel import tallies as k
from ostrakon.results.estimate import Design, Estimate, design, ratio, total
from ostrakon.spec.load import load_regime, load_society

PAGE = Path(__file__).parents[1] / "docs" / "verification" / "court-list.md"
PEOPLE, SEED = 4_000_000, 1
ENDS = (2018, 2019, 2023, 2024, 2025, 2026)                 # a run ends on the last day before each of these years
STOCKS = ("on", "people")
HISTORY = f"rollout=[{{day: 0, set: [lists.evaders.term_days=off]}}, {{day: {f.day_of(f.TERM_FROM)}}}]"

TEXT = """# The court list against published flows

Only the court list of judgment defaulters stands here. City scores and commercial scores are other schemes with other
figures; none is mixed in. Written by `verification/court_list.py`, closed forms in `verification/court_list_flows.py`.
`{regime}` on `{society}`, {people:,} people, seed {seed}. Intervals are 95 percent, for Monte Carlo error alone.

**Verdict.** {met} of {of} targets are met. Not met: {missed}. The numbers in the regime {same}.
Three numbers were fitted to three targets, so meeting those three shows that the arithmetic is right, not that the world is
so. Refusals were predicted, and {holding} of the two predictions hold{s}.

## Targets

| target | what | published | range | simulated | verdict | how |
| --- | --- | --- | --- | --- | --- | --- |
{targets}

A target is met when the interval and the range have a number in common. C10 (6,908 persons on a travel list of its own) is
another list and is not simulated. C11 is the rule itself: the term in the regime is {term} days.

## What was moved, and how

Only numbers of the regime that are marked `assumed` there; nothing of the society.

* **Performance**, {duty} a year on both lists. In 2018 no term had run out, so exits are performances: the rate r at which
  1 - exp(-r age), averaged over the ages of 2018, is {c04:.3f} is {rate:.4f}.
* **Share of entries with a term** (items 2 to 6 of article 1). With that rate, performances over entries in 2023 are {c05:.4f}
  when {share:.4f} of entries have a term. The share is held by two chances: {evasion} of the first channel, {refusal} of the second.
* **Chance of a finding**, p in all. The society's rate of the conduct makes {entries} million acts a year, companies included,
  while nobody is watched; the stakes of being listed deter by exp(-{deterrence:g} p). p exp(-{deterrence:g} p) = {persons:.4f}, the
  share of persons among the listed in January 2014, gives p = {seen:.3f}. Only the product of rate and chance is known.

Misfit of the society: with p = 1 it yields at most {best:.2f} million entries. To reach {entries} million persons its rate of
`court_defiance` would have to rise by {rise:.0f} percent, {rise_fits} its range.

Misfit of requests: those of the listed would have to be multiplied by {air:.1f} (`fly`) and {rail:.2f} (`high_speed_rail`),
companies added in proportion. As rates of the whole society the first lies {air_fits}, the second {rail_fits} the range
given there. No number of the regime moves refusals: a gate is open or shut. Three reasons are plausible, none is shown: who
knows of the ban asks less often (no law of response here touches requests); the ban spares ordinary seats of some fast trains; heads of
listed companies, who fly more, are barred as well and are missing here.

## How the comparison was made fair

* The age of the list decides how many can leave it. Burn-in passes under no regime and would leave it empty. So a run begins on
  {first}, the list's first day, and the term comes into force on {term_from} as it did. That those listed before then
  got no term is assumed.
* A year is the difference of two runs of one seed that end a year apart: the same people, the same luck.
* Entries are a steady stream in the simulation; the published count grew more slowly at first and faster later.
* The society has persons only, published figures count companies. "Companies added" divides by the share of persons.

## Held out

Later years and performed obligations were never fitted. The conduct is steady here, so neither growth nor the fall of 2024
can be met; that {off} of these rows are more than a quarter off is what the calibration is worth outside its own years.

| what | published | simulated, persons | companies added |
| --- | --- | --- | --- |
{held_out}

## The published count

{count_2017} and {entries} million less exits of at most {exits} million make {low:.1f} to {high:.1f} million at the end of 2018; nearly
{count_2018:.1f} was published. It behaves like a cumulative count of entries, not like a stock (C07). So flows were fitted, and refusals
stand per published entry. In million, companies added:

| | published | simulated, entries so far | simulated, on the list |
| --- | --- | --- | --- |
{counts}

## Other readings of the same figures

Two ratios do not settle two numbers beyond doubt. By the closed forms:

| reading | performance a year | share with a term |
| --- | --- | --- |
{readings}

Were those whose term runs out counted among the repaired of 2023, the calibrated numbers would give {with_terms:.2f} and not {c05:.2f};
with one rate for both lists no share would do, for without any term the ratio is {without:.2f} already.

## Sources of the figures

2018: National Public Credit Information Centre, annual report, in People's Daily Online 2019-02-15 and the South China Morning
Post. Counts: Supreme People's Court, in Xinhua 2016-09-25 (3.08 million at the end of 2015), China Daily 2018-01-13 and Shanghai
Daily 2019-03-04. 2024: work report 2025, in People's Daily 2025-10-29 (2.457 million entries, down 23.4 percent; 2.821 million
repaired, up 35.4 percent), from which 2023 is worked out. Performed: Global Times 2019-03-13 ("in 2018" by another paper),
People's Daily 2025-12-09 (over 18 million since 2013). Persons and companies: ECNS 2014-01-17. All are second hand, by press.
"""


# --- Runs: one life of the list from its first day ------------------------------------------------------------------------
@dataclass(frozen=True)
class Counted:
    """Counts by group of communities, [G] each, since the list opened or within a year. per_run: millions for each person."""

    values: dict[str, npt.NDArray[np.int64]]
    plan: Design
    per_run: float

    def millions(self, name: str) -> Estimate:
        """A count, for the nation."""
        return total(self.values[name] * self.per_run, self.plan, unit="million", estimand=name)

    def over(self, above: str, below: str) -> Estimate:
        """One count over another."""
        return ratio(self.values[above], self.values[below], self.plan, unit="ratio", estimand=f"{above} over {below}", scale="rate")

    def plus(self, **more: npt.NDArray[np.int64]) -> "Counted":
        """The same with more counts."""
        return Counted(self.values | more, self.plan, self.per_run)

    def since(self, earlier: "Counted") -> "Counted":
        """What came after an earlier day; stocks stay as they are."""
        later = {name: value if name in STOCKS else value - earlier.values[name] for name, value in self.values.items()}
        return Counted(later, self.plan, self.per_run)


def count(run: RunTallies) -> Counted:
    """The counts of a run, both lists added."""
    kinds, groups = list(run.program.society.kinds), list(run.groups.values())
    picked = {"entries": k.ENTRIES, "duty": k.EXIT_DUTY, "term": k.EXIT_TERM, "appeal": k.EXIT_APPEAL, "on": k.ON_AT_END}
    values = {name: np.array([t.lists[:, :, number].sum() for t in groups]) for name, number in picked.items()}
    values |= {kind: np.array([t.flow[:, kinds.index(kind), k.DENIED].sum() for t in groups]) for kind in ("fly", "high_speed_rail")}
    values["people"] = np.array([t.people[:, k.PEOPLE].sum() for t in groups])
    plan = design([region for region, _ in run.groups], values["people"].tolist())
    return Counted(values, plan, float(run.program.society.tables.population.sum()) / run.people / 1e6)


def lived(until: date, people: int = PEOPLE, overrides: tuple[str, ...] = ()) -> Counted:
    """The list from its first day to the day before ``until``, the term coming into force when it did."""
    scenario = Scenario(f.REGIME, f.SOCIETY, people=people, days=f.day_of(until), start=f.FIRST, overrides=(*overrides, HISTORY))
    return count(simulate(scenario, seed=SEED, program=compile_scenario(scenario)))


# --- The page -------------------------------------------------------------------------------------------------------------
def verdict(found: Estimate, low: float, high: float) -> str:
    """Met when the interval and the range of the target have a number in common."""
    assert found.low is not None and found.high is not None
    if found.low <= high and found.high >= low:
        return "met"
    return "not met: too " + ("low" if found.high < low else "high")


def shown(found: Estimate, digits: int = 3) -> str:
    """A value with its interval."""
    assert found.value is not None and found.low is not None and found.high is not None
    return f"{found.value:.{digits}f} ({found.low:.{digits}f} to {found.high:.{digits}f})"


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(cells) + " |"


def target(name: str, what: str, published: tuple[float, float, float], found: Estimate, how: str) -> str:
    """A row of the first table. published: the value, and the range within which it may lie."""
    value, low, high = published
    return row(name, what, f"{value:.3f}", f"{low:.3f} to {high:.3f}", shown(found), verdict(found, low, high), how)


def per_count(refused: float) -> tuple[float, float, float]:
    """Refusals in 2018 per published entry: by the mean of the counts at its ends, and the range, by either of them."""
    return refused * 2 / (f.COUNT_2017 + f.COUNT_2018), refused / f.COUNT_2018, refused / f.COUNT_2017


def targets(at: dict[int, Counted], year: dict[int, Counted]) -> list[str]:
    """Rows of the targets of the calibration: fitted, or predicted from what was fitted."""
    v = year[2018].values
    published = (at[2018].values["entries"] + at[2019].values["entries"]) // 2
    y = year[2018].plus(count=published, exits=v["duty"] + v["term"] + v["appeal"])
    z = year[2023].plus(repaired=year[2023].values["duty"] + year[2023].values["appeal"])
    air, rail = per_count(f.AIR_2018), per_count(f.RAIL_2018)
    return [
        target("C01", "entries in 2018, million", (f.ENTRIES_2018, f.ENTRIES_2018 * f.PERSONS, f.ENTRIES_2018), y.millions("entries"),
               "fitted to the lower end, persons alone; the upper end has companies in it"),
        target("C04", "exits over entries in 2018", (f.C04, f.C04_LOW, f.C04_HIGH), y.over("exits", "entries"),
               "fitted; published for all blacklists together, the range lets the others lose none or as many as they gain"),
        target("C05", "repairs over entries in 2023", (f.C05, *f.C05_ROUNDED), z.over("repaired", "entries"),
               "fitted; the range is rounding alone; a repair is read as a performance, not as a term that ran out"),
        target("C08", "air refusals in 2018 per published entry", air, y.over("fly", "count"),
               f"predicted; published {f.AIR_2018:.2f} million, simulated {shown(y.millions('fly'), 2)}"),
        target("C09", "rail refusals in 2018 per published entry", rail, y.over("high_speed_rail", "count"),
               f"predicted; published {f.RAIL_2018:.2f} million, simulated {shown(y.millions('high_speed_rail'), 2)}")]


def held_out(at: dict[int, Counted], year: dict[int, Counted]) -> tuple[list[str], int]:
    """Rows of what was never fitted, and how many of them are more than a quarter off."""
    millions = [("entries in 2023, million", f.ENTRIES_2023, year[2023].millions("entries")),
                ("entries in 2024, million", f.ENTRIES_2024, year[2024].millions("entries")),
                ("repaired in 2023, million", f.REPAIRED_2023, year[2023].millions("duty")),
                ("repaired in 2024, million", f.REPAIRED_2024, year[2024].millions("duty")),
                ("performed to the end of 2018, million", f.PERFORMED_2018, at[2019].millions("duty")),
                ("performed to the end of 2025, million (published: over)", f.PERFORMED_2025, at[2026].millions("duty"))]
    ratios = [("performed to the end of 2018 per entry until then", f.PERFORMED_2018 / f.COUNT_2018, at[2019].over("duty", "entries")),
              ("repaired over entries in 2024", f.REPAIRED_2024 / f.ENTRIES_2024, year[2024].over("duty", "entries"))]
    rows = [row(what, f"{p:.2f}", shown(found, 2), f"{whole(found):.2f}") for what, p, found in millions]
    rows += [row(what, f"{p:.2f}", shown(found, 2), "the same") for what, p, found in ratios]
    found_over_published = [whole(found) / p for _, p, found in millions] + [(found.value or 0.0) / p for _, p, found in ratios]
    return rows, sum(abs(x - 1) > 0.25 for x in found_over_published)


def whole(found: Estimate) -> float:
    """A count of persons with companies added in proportion."""
    assert found.value is not None
    return found.value / f.PERSONS


def fits(kind: str, factor: float) -> str:
    """Whether a request rate times a factor lies in the range that the society gives."""
    society = load_society(f.SOCIETY)
    bounds = society.provenance["kinds", kind, "rate"].range
    assert bounds is not None
    return "inside" if bounds[0] <= society.model.kinds[kind].rate * factor <= bounds[1] else "outside"


def page(at: dict[int, Counted]) -> str:
    """The page, as Markdown."""
    year = {y: at[y + 1].since(at[y]) for y in (2018, 2023, 2024)}
    rows, (file, alike), rate = targets(at, year), f.in_file(), f.duty_rate()
    share, deterrence, (later, off) = f.timed_share(rate), f.deterrence(), held_out(at, year)
    best = float(np.exp(-deterrence)) * f.ENTRIES_2018
    air, rail = (p / whole(year[2018].millions(kind)) for p, kind in ((f.AIR_2018, "fly"), (f.RAIL_2018, "high_speed_rail")))
    missed = [cells.split(" | ")[1].removesuffix(" in 2018 per published entry") for cells in rows if "| not met" in cells]
    holding = sum("refusals" in cells and "| met" in cells for cells in rows)
    return TEXT.format(
        regime=f.REGIME, society=f.SOCIETY, people=int(at[2019].values["people"].sum()), seed=SEED,
        holding={0: "none", 1: "one", 2: "both"}[holding], s="s" if holding < 2 else "",
        rise_fits=fits("court_defiance", f.ENTRIES_2018 / best),
        met=len(rows) - len(missed), of=len(rows), missed=", ".join(missed) or "none",
        same="are those derived" if alike and f.agrees(file, f.derive()) else "ARE NOT those derived",
        targets="\n".join(rows), term=load_regime(f.REGIME).model.lists["evaders"].term_days, duty=file.duty, c04=f.C04, rate=rate,
        c05=f.C05, share=share, evasion=file.evasion, refusal=file.refusal, entries=f.ENTRIES_2018, deterrence=deterrence,
        persons=f.PERSONS, seen=file.evasion + (1 - file.evasion) * file.refusal, best=best, rise=100 * (f.ENTRIES_2018 / best - 1),
        air=air, rail=rail, air_fits=fits("fly", air), rail_fits=fits("high_speed_rail", rail), first=f.FIRST, term_from=f.TERM_FROM,
        off=f"{off} of {len(later)}", held_out="\n".join(later), count_2017=f.COUNT_2017, exits=f.ALL_EXITS_2018,
        high=f.COUNT_2017 + f.ENTRIES_2018, low=f.COUNT_2017 + f.ENTRIES_2018 - f.ALL_EXITS_2018, count_2018=f.COUNT_2018,
        counts="\n".join(row(f"end of {y - 1}", f"{count:.2f}", *[f"{whole(at[y].millions(name)):.2f}" for name in ("entries", "on")])
                         for y, count in ((2018, f.COUNT_2017), (2019, f.COUNT_2018))),
        readings="\n".join(row(what, f"{r:.3f}", f"{q:.2f}") for what, r, q in f.readings()),
        with_terms=f.with_terms(rate, share), without=f.leavers(rate, 2023, False))


def main() -> int:
    """Live the list to the end of six years and write the page."""
    at = {}
    for year in ENDS:
        at[year] = lived(date(year, 1, 1))
        print(year, {name: int(value.sum()) for name, value in at[year].values.items()}, flush=True)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(at), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
