"""A run in Python: ``run = ostrakon.run("article-2018", people=100_000)``.

Here lives the object and what can be asked of it. Never here: an estimate, or how anybody lives.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa

from ostrakon.engine.bounds import MOST_REPLICATES, between, processors
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import RunTallies, simulate
from ostrakon.engine.world import Reading, Text, read
from ostrakon.errors import fail
from ostrakon.lab import widgets
from ostrakon.lab.shown import CAUTION, Shown, frame, listed
from ostrakon.lab.told import Telling
from ostrakon.lives.find import Found, find, question
from ostrakon.lives.follow import follow
from ostrakon.lives.form import Life as LifeForm
from ostrakon.lives.form import Regime as RegimeForm
from ostrakon.measures.ask import demand, outcome
from ostrakon.measures.labels import labels_of
from ostrakon.program import Program
from ostrakon.results import store
from ostrakon.results.estimate import Estimate
from ostrakon.results.life_marks import is_quiet, on, sentence
from ostrakon.results.life_page import ending, portrait, render
from ostrakon.results.provenance import commanded, words
from ostrakon.results.words import amount, interval, is_share
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_role

Progress = Callable[[int, int], None]
HEADLINES = ("listed", "wrongly_listed", "wrongful_share", "bad_credit", "ever_denied", "ever_chilled", "points_to_association",
             "harmed_by_association")
ALONE = {"wrongful_share": "listed wrongly, of those listed", "points_to_association": "points lost to association"}


class Run(Shown):
    """A run that was lived. ``result`` is its summary; ``tallies``: the integer counts of each replicate."""

    PART, CHART = "run", "outcomes"
    TABLES = ("outcomes", "by_cohort", "by_region", "weekly")

    def __init__(self, asked: Reading, scenario: Scenario, program: Program, replicates: int, workers: int, command: Sequence[str]) -> None:
        self.asked, self.scenario, self.program = asked, scenario, program
        self.replicates, self.workers, self.command = replicates, workers, list(command)
        self.tallies: list[RunTallies] = []
        self.groups: list[Any] = []
        self.labels = labels_of(program, asked.society.model.grouping("cohorts"), scenario.days)
        super().__init__({}, asked.warnings)

    @property
    def regime(self) -> LoadedRegime:
        """As it was read."""
        return self.asked.regime

    @property
    def society(self) -> LoadedSociety:
        """As it was read."""
        return self.asked.society

    @property
    def overrides(self) -> tuple[str, ...]:
        """Of the regime, then of the society."""
        return self.asked.overrides

    @property
    def seed(self) -> int:
        """Of the first replicate."""
        return self.asked.seed

    @property
    def digest(self) -> str:
        """Equal for two runs exactly when every count is."""
        return str(self.result["tally_digest"])

    @property
    def sentences(self) -> list[str]:
        """The headline outcomes, one a line."""
        return [f"{title}: {value} {unit}{f' [{span}]' if span != '-' else ''}" for title, value, unit, span in self._headlines()]

    def _headlines(self) -> list[tuple[str, str, str, str]]:
        found = []
        for name in HEADLINES:
            o = self.result["outcomes"][name]
            unit = o["unit"].removeprefix("share ") if is_share(o["unit"]) else o["unit"]
            value = o.get("reason") or amount(o["value"], o["unit"])
            found.append((ALONE.get(name, o["title"]).removeprefix("... ").capitalize(), value, unit, interval(o)))
        return found

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{escape(title)}</td><td>{escape(value)}</td><td>{escape(span)}</td><td>{escape(unit)}</td></tr>"
                       for title, value, unit, span in self._headlines())
        head = "<tr><th>Outcome</th><th>Value</th><th>95 % interval</th><th>Unit</th></tr>"
        return (f"<p><b>{escape(self.title)}</b><br><small>{escape(self.facts)}</small></p><table><thead>{head}</thead><tbody>{rows}"
                f"</tbody></table><p><small>{escape(CAUTION)}</small></p>")

    def _tables(self) -> dict[str, Any]:
        return store.tables(self.result)

    def _options(self, chart: str) -> dict[str, Any]:
        if chart != "scores":
            return {}
        from ostrakon.results.charts.spread import limits_of

        dimensions = self.regime.model.scoring.dimensions.values()
        return {"limits": limits_of((d.weight, d.minimum, d.maximum) for d in dimensions)}

    def measure(self, name: str, by: str = "") -> Mapping[str, Any]:
        """All that a measure says, a curve or a matrix too; by: cut by attributes ("sex", "sex+minority"), a mapping from level.

        Raises OST7001, OST7002 or OST7003 as ``ostrakon.outcome`` does.
        """
        demand(name, self.labels)
        composite = self.result["measures"].get(name)
        if not by:
            return dict(composite or self.result["outcomes"][name])
        cuts = (composite or {}).get("by", {}) if composite else self.result["by"].get(name, {})
        return dict(cuts[by]) if by in cuts else outcome(self.tallies, name, by)

    def estimate(self, name: str, by: str = "") -> Any:
        """An outcome as an Estimate (value, low, high, mcse, unit, estimand, n); with ``by`` a mapping from level to one."""
        told = self.measure(name, by)
        first = next(iter(told.values())) if by and told else told
        if "value" not in first or isinstance(first["value"], list):
            fail("OST7002", f"{name} is more than one number", remedy=f".measure({name!r}) has all of it")
        asked = demand(name, self.labels)
        return {level: _estimate(one, asked) for level, one in told.items()} if by else _estimate(told, asked)

    def find(self, text: str, limit: int = 10) -> "People":
        """Synthetic people of whom a question is true: "occupation == 'journalist' and listed_wrongly". Raises OST7102."""
        asked = question(text, self.program)
        return People(find(self.program, self.scenario, self.seed, asked, most=limit, workers=self.workers))

    def follow(self, person: str = "", *, role: str = "") -> "Life":
        """The life of somebody: an address such as ``Henan/12/4035``, or the first in a role. Raises OST7101, OST7103."""
        if bool(person) is bool(role):
            fail("OST8001", "follow needs either a person's address or a role", remedy="run.find(...) lists addresses")
        model = self.regime.model
        titled = RegimeForm(id=model.id, title=model.title, changes=list(self.overrides), program_digest=self.program.digest)
        who = person or self._somebody(role)
        return Life(follow(self.program, self.scenario, self.seed, who, regime=titled)[0], lambda: widgets.without(self, who))

    def widget(self, *, beside: bool = False, week: int | None = None, look: str = "truth", person: str = "", language: str = "en") -> Any:
        """The town of the first replicate, week by week, for a notebook; beside: the same people without any regime too.

        look: truth, standing, score or fear. Raises OST7401 and OST7404 where something is not installed, OST7303, OST8001.
        """
        return widgets.town(self, beside=beside, week=week, look=look, person=person, language=language)

    def _somebody(self, role: str) -> str:
        model = load_role(role).model
        found = self.find(model.where, 1)
        if not found.found.first:
            fail("OST7103", f"nobody of {found.found.people:,} people is in the role '{model.id}' under {self.regime.model.id}",
                 allowed=model.where, remedy="try another seed, or more people")
        return found.found.first[0].id

    def _save(self, folder: Path) -> None:
        made = commanded(self.command, self.result["run"], self.result["program_digest"], self.result["tally_digest"])
        store.write(folder, self.result, dump(self.regime), dump(self.society), made, self.groups)


def _estimate(told: Mapping[str, Any], asked: Any) -> Estimate:
    return Estimate(told["value"], told["low"], told["high"], told["mcse"], told.get("unit", asked.unit),
                    told.get("estimand", asked.estimand), told["n"])


def run(regime: str | Path, *, society: str | Path | None = None, people: int = 1_000_000, days: int = 365, start: Text = "2020-01-01",
        seed: int = 1, replicates: int = 1, set: str | Sequence[str] = (), set_society: str | Sequence[str] = (),
        with_: str | Path | Sequence[str | Path] = (), off: str | Sequence[str] = (), by: str | Sequence[str] = (),
        workers: int | None = None, progress: Progress | None = None) -> Run:
    """Live a regime on a synthetic society. The options are those of ``ostrakon run``; the same seed gives the same counts.

    regime: a name of the catalogue, a file, or the text of one. progress(people done, people in all) is called as communities finish.
    Ctrl-C ends it with what was finished: ``result["run"]["complete"]`` is then false. Raises OstrakonError for wrong input.
    """
    began, times = time.perf_counter(), between("replicates", replicates, 1, MOST_REPLICATES)
    asked = read(str(regime), society=None if society is None else str(society), people=people, days=days, start=start, seed=seed,
                 set_=listed(set), set_society=listed(set_society), with_=listed(with_), off=listed(off), replicates=times)
    scenario, program = asked.tables()
    command = words("run", [str(regime)], {
        "society": society, "people": people, "days": days, "start": start, "seed": seed, "set": listed(set),
        "set-society": listed(set_society), "with": listed(with_), "off": listed(off), "by": listed(by), "replicates": times})
    made = Run(asked, scenario, program, times, workers or processors(), command)
    telling = Telling(made, listed(by))
    for i in range(times):
        done = simulate(scenario, seed=asked.seed + i, workers=made.workers, program=program, progress=progress)
        telling.add(done)
        made.tallies += [done] if done.complete or not made.tallies else []
        if not done.complete:
            break
    if not telling.runs:
        raise KeyboardInterrupt
    made.result, made.groups = telling.summary(time.perf_counter() - began), telling.groups
    return made


class People:
    """People who were found. ``found``: how many of how many, and the first of them."""

    def __init__(self, found: Found) -> None:
        self.found = found

    @property
    def ids(self) -> list[str]:
        """Addresses, for ``Run.follow``."""
        return [one.id for one in self.found.first]

    def table(self) -> Any:
        """A polars DataFrame, one row per person."""
        rows = [{**asdict(one), "lists": ", ".join(one.lists)} for one in self.found.first]
        kinds = {"id": pa.string(), "age": pa.int64(), "sex": pa.string(), "urban": pa.string(), "occupation": pa.string(),
                 "enrolled": pa.bool_(), "score": pa.int64(), "tier": pa.string(), "lists": pa.string(), "days_listed": pa.int64()}
        return frame(pa.Table.from_pylist(rows, schema=pa.schema(list(kinds.items()))))

    def __len__(self) -> int:
        return self.found.matched

    def __repr__(self) -> str:
        lines = [f"  {one.id}  {one.age}, {one.sex}, {one.urban}, {one.occupation.replace('_', ' ')}" for one in self.found.first]
        return "\n".join([f"{self.found.matched:,} of {self.found.people:,} people: {self.found.question}", *lines])

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"


class Life:
    """A life that was followed. ``life``: as in the JSON file that ``ostrakon life --json`` writes."""

    def __init__(self, life: LifeForm, without: Callable[[], LifeForm | None] = lambda: None) -> None:
        self.life, self._without = life, without
        self.told: dict[str, Any] = life.model_dump(mode="json", exclude_none=True)

    @property
    def sentences(self) -> list[str]:
        """What changed something, day by day."""
        return [f"{on(self.life.start, mark['day'])}: {sentence(mark)}" for mark in self.told["marks"] if not is_quiet(mark)]

    @property
    def page(self) -> str:
        """Drawn, as one HTML page."""
        return render([self.told], [(None, "")])

    def widget(self, *, language: str = "en") -> Any:
        """Drawn for a notebook, beside the same life without any regime. Raises OST7401, OST7404, OST7303."""
        return widgets.life(self.life, self._without(), language)

    def save(self, file: str | Path) -> Path:
        """Write the page to a new file. Raises OST8001."""
        from ostrakon.results.file import check_new, write_new

        place = Path(file)
        check_new(place, "save")
        write_new(place, self.page, str(place))
        return place

    def __repr__(self) -> str:
        return "\n".join([self.life.person.id, portrait(self.told["person"]), "", *(f"  {one}" for one in self.sentences), "",
                          ending(self.told)])

    def _repr_html_(self) -> str:
        return (f'<iframe srcdoc="{escape(self.page)}" title="{escape(self.life.person.id)}" sandbox="allow-scripts" '
                'style="width:100%;height:40rem;border:0"></iframe>')
