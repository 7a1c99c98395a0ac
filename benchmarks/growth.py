"""Cost as work grows: one thing is made larger at a time, all else as shipped. Prints a table; --plot FILE draws it.

    python benchmarks/growth.py [--plot docs/verification/growth.svg] [--only people days ...]

Core time (of this process, all threads) and not the clock, since other work on the machine changes that less; the least of three
seeds. Memory is the peak of a process of its own. ``article-2018`` and ``china-2020``; what is not varied is 200,000 people, 365 days,
two threads. Kinds are made more by splitting each conduct into two that share its rate, of which channels see the first; channels, cohorts
and ties by switching off or on what is there.
"""

import argparse
import copy
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

REGIME, SOCIETY, PEOPLE, DAYS, SEEDS = "article-2018", "china-2020", 200_000, 365, (1, 2, 3)
Case = dict[str, Any]


def base() -> Case:
    """What is measured when nothing is varied."""
    return {"regime": REGIME, "society": SOCIETY, "people": PEOPLE, "days": DAYS, "community_size": 8192, "workers": 2}


def with_kinds(times: int) -> str:
    """The society with every conduct split into so many kinds of a like rate in all. A regime then sees the first of them only."""
    society = resolved_society()
    kinds = {}
    for name, kind in society["kinds"].items():
        n = times if kind["nature"] != "request" and not kind["follow"] else 1
        for i in range(n):
            kinds[name if i == 0 else f"{name}_{i}"] = {**copy.deepcopy(kind), "rate": kind["rate"] / n}
    return yaml.safe_dump({**society, "kinds": kinds}, sort_keys=False)


def with_ties(times: float) -> str:
    """The society with so many times as many ties."""
    society = resolved_society()
    for layer in ("close", "wide"):
        tie = society["ties"][layer]
        society["ties"][layer] = {**tie, "mean": tie["mean"] * times, "sd": tie["sd"] * times}
    return yaml.safe_dump(society, sort_keys=False)


def with_cohorts(names: list[str]) -> str:
    """The society with other cohorts."""
    return yaml.safe_dump({**resolved_society(), "cohorts": names}, sort_keys=False)


def with_rarer_false_records() -> str:
    """The society with a ceiling of false records low enough for a community of any size (OST4005)."""
    return yaml.safe_dump({**resolved_society(), "false_ceiling": 0.06}, sort_keys=False)


def resolved_society() -> dict[str, Any]:
    from ostrakon.spec.load import load_society

    return copy.deepcopy(dict(load_society(SOCIETY).data))


def without(*channels: str) -> dict[str, Any]:
    """Arguments that switch channels off."""
    return {"off": [f"channels.{name}" for name in channels]}


CHANNELS = ("street_camera", "government_records", "medical_records", "financial_records", "browsing", "social_media")
AXES: dict[str, tuple[str, Callable[[], list[tuple[Any, Case]]]]] = {
    "people": ("people", lambda: [(n, {"people": n}) for n in (1_000, 10_000, 100_000, 1_000_000)]),
    "people, 7 days": ("people", lambda: [(n, {"people": n, "days": 7}) for n in (1_000_000, 10_000_000, 100_000_000)]),
    "days": ("days", lambda: [(n, {"days": n}) for n in (28, 91, 365, 1461)]),
    "kinds": ("kinds", lambda: [(k, {"society": with_kinds(t)}) for t, k in ((1, 29), (2, 46))]),
    "channels": ("channels", lambda: [(6 - n, without(*CHANNELS[:n])) for n in (5, 3, 0)]),
    "ties": ("ties a person", lambda: [(round(15 * t), {"society": with_ties(t)}) for t in (0.4, 1.0, 1.6)]),
    "cohorts": ("cohorts", lambda: [(2, {"society": with_cohorts(["sex"])}), (40, {}),
                                    (200, {"society": with_cohorts(["sex", "minority", "urban", "quintile", "age_group"])})]),
    # of ten million people 893,000 live in the largest province: a city with exact ties, far larger than any cache
    "community, 28 days": ("people in a community", lambda: [
        (n, {"community_size": n, "people": 10_000_000, "days": 28, "society": with_rarer_false_records()})
        for n in (1024, 8192, 65_536, 1_000_000)]),
    # what is asked of the same counts: every outcome, then by one attribute, by two and by three together
    "measures": ("values told", lambda: [(0, {"by": by}) for by in ([], ["sex"], ["sex+minority"], ["sex+minority+urban"])]),
    "workers": ("threads", lambda: [(n, {"workers": n}) for n in (1, 2)]),
}


def measured(case: Case) -> dict[str, float]:
    """In a process of its own, compiled beforehand."""
    done = subprocess.run([sys.executable, __file__, "--case", json.dumps({**base(), **case})], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return json.loads(done.stdout.splitlines()[-1])


def one(case: Case) -> dict[str, float]:
    """Core ns and clock ns per person-day lived, the least of three; peak memory; candidates and records per person-day."""
    from ostrakon.engine.bounds import switches
    from ostrakon.engine.scenario import Scenario, compile_scenario
    from ostrakon.engine.simulate import simulate
    from ostrakon.kernel import tallies as T
    from ostrakon.spec.load import load_regime

    off = switches(load_regime(case["regime"]), case.get("off", []))
    scenario = Scenario(case["regime"], case["society"], people=case["people"], days=case["days"], overrides=off,
                        community_size=case["community_size"])
    program = compile_scenario(scenario)
    simulate(Scenario(REGIME, people=2000, days=28), workers=1)
    lived = case["people"] * (case["days"] + program.burn_in)
    core, wall = [], []
    for seed in SEEDS if lived < 5e8 else SEEDS[:1]:
        began, spent = time.perf_counter(), time.process_time()
        result = simulate(scenario, seed=seed, workers=case["workers"], program=program)
        values = told(result, case["by"]) if "by" in case else 0
        core.append(time.process_time() - spent)
        wall.append(time.perf_counter() - began)
    flow = result.total.flow.sum(axis=(0, 1)) / (case["people"] * case["days"])
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 2**10
    return {"core": min(core) / lived * 1e9, "wall": min(wall) / lived * 1e9, "seconds": min(wall), "peak": peak,
            "candidates": float(flow[T.CANDIDATES]), "records": float(flow[[T.RECORD_RIGHT, T.RECORD_WRONG, T.RECORD_FALSE]].sum()),
            "values": values, "cohorts": int(program.society.tables.n_cohorts), "kinds": len(program.society.tables.nature)}


def told(result: Any, by: list[str]) -> int:
    """Tell every outcome of a run, cut so; how many values that were."""
    from ostrakon.measures.cuts import cut
    from ostrakon.measures.labels import labels_of
    from ostrakon.measures.summary import reduce_run, summarise
    from ostrakon.spec.load import load_society

    labels = labels_of(result.program, load_society(SOCIETY).model.grouping("cohorts"), result.days)
    axes = [cut(one, labels.axes) for one in by]
    return json.dumps(summarise([reduce_run(result.groups, labels, axes)], labels, axes)).count('"value"')


def draw(found: dict[str, list[tuple[Any, dict[str, float]]]], file: Path) -> None:
    """Core time per person-day along every axis, and peak memory along the number of people."""
    import altair as alt
    import vl_convert

    rows = [{"axis": axis, "at": float(at), "ns": m["core"], "MiB": m["peak"]} for axis, points in found.items() for at, m in points]
    chart = alt.Chart(alt.Data(values=rows)).mark_line(point=True).encode(
        x=alt.X("at:Q", scale=alt.Scale(type="log"), title=None), y=alt.Y("ns:Q", title="core ns per person-day"),
    ).properties(width=180, height=130).facet(alt.Facet("axis:N", title=None), columns=3).resolve_scale(x="independent", y="independent")
    file.write_text(vl_convert.vegalite_to_svg(chart.to_json()), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", help=argparse.SUPPRESS)
    parser.add_argument("--only", nargs="+", choices=sorted(AXES), default=list(AXES), metavar="AXIS")
    parser.add_argument("--plot", type=Path, metavar="FILE")
    asked = parser.parse_args()
    if asked.case:
        print(json.dumps(one(json.loads(asked.case))))
        return
    found: dict[str, list[tuple[Any, dict[str, float]]]] = {}
    for axis in asked.only:
        what, cases = AXES[axis]
        print(f"\n{what:>24} {'seconds':>9} {'core ns/p-day':>14} {'ns/p-day':>9} {'peak MiB':>9} {'cand./p-day':>12} {'rec./p-day':>11}")
        for at, case in cases():
            m = measured(case)
            at = {"kinds": m["kinds"], "cohorts": m["cohorts"], "measures": m["values"]}.get(axis, at)
            found.setdefault(axis, []).append((at, m))
            print(f"{at:>24,} {m['seconds']:>9.2f} {m['core']:>14.2f} {m['wall']:>9.2f} {m['peak']:>9,.0f} {m['candidates']:>12.4f} "
                  f"{m['records']:>11.5f}", flush=True)
    if asked.plot:
        draw(found, asked.plot)


if __name__ == "__main__":
    main()
