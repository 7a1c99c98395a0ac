"""Runs as a whole: what must not change a number, what must, and what a switched-off cause leaves behind."""

import os
import pickle
import re
import shutil
import subprocess
import sys
import tracemalloc
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import ostrakon
from ostrakon.engine.live import live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places, region_sizes, simulate
from ostrakon.errors import OstrakonError
from ostrakon.kernel import tallies as T
from ostrakon.kernel.community import BITS, STANDING, WANT
from ostrakon.kernel.jit import cache_dir

CHANNELS = ("street_camera", "government_records", "medical_records", "financial_records", "browsing", "social_media")
FALSE = ("street_camera", "government_records", "financial_records")
STRICT = ("lists.blacklist.below=715",)         # so that a short run lists many
PERFECT = (tuple(f"channels.{c}.misattribution.share=0" for c in CHANNELS)
           + tuple(f"channels.{c}.false_records=off" for c in FALSE))
ALONE = ("association.spillover=false", "association.company=off")


def scenario(*overrides, people=12_000, days=84, community_size=1000, **more):
    return Scenario("article-2018", people=people, days=days, community_size=community_size, overrides=overrides, **more)


PROBE = Path(__file__).resolve().parents[2] / "docs/reference/key_probe_regime.yaml"


@cache
def run(*overrides, people=12_000, days=84, workers=2, seed=3):
    return simulate(scenario(*overrides, people=people, days=days, burn_in=7), seed=seed, workers=workers)


def lists(result):
    """[LISTS] over cohorts and lists."""
    return result.total.lists.sum(axis=(0, 1))


def test_workers_change_no_number():
    digests = {run(people=4000, days=35, workers=w).digest for w in (1, 2, 3)}
    assert len(digests) == 1


def test_the_same_community_counts_the_same_again():
    """Twice in one process, with other memory in between: nothing is read that was not written."""
    plan = scenario(*STRICT, days=35, burn_in=7)
    program = compile_scenario(plan)
    place = next(places(program.society.tables.population, 12_000, 1000))
    first = live_community(program, 3, place, 35, plan.month_first(7))[0]
    for size in (1, 1000, 100_000):
        other = np.full(size, 0x7F, np.uint8)
        again = live_community(program, 3, place, 35, plan.month_first(7))[0]
        assert other.size and all((a == b).all() for a, b in zip(first, again, strict=True))


def test_the_weekly_series_ends_at_the_totals():
    total = run(*STRICT).total
    assert (total.series[-1, :T.FLOWS] == total.flow.sum(axis=(0, 1))).all()
    assert total.series[-1, T.S_ENTRIES] == total.lists[..., T.ENTRIES].sum() > 0
    assert (np.diff(total.series[:, T.S_ENTRIES]) >= 0).all()


def test_a_seed_and_a_rule_change_numbers():
    base = run(people=4000, days=35).digest
    assert run(people=4000, days=35, seed=4).digest != base
    assert run("rules.jaywalking.points=-9", people=4000, days=35).digest != base


PLAIN = """
import sys
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import simulate
print(simulate(Scenario("article-2018", people=60, days=20, burn_in=5, overrides=tuple(sys.argv[1:])), seed=9, workers=1).digest)
"""


def test_uncompiled_kernel_counts_the_same(tmp_path):
    source = str(Path(ostrakon.__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": source, "NUMBA_DISABLE_JIT": "1", "OSTRAKON_CACHE": str(tmp_path)}
    plain = subprocess.run([sys.executable, "-c", PLAIN, *STRICT], env=env, capture_output=True, text=True, timeout=300)
    assert plain.returncode == 0, plain.stderr[-2000:]
    compiled = simulate(Scenario("article-2018", people=60, days=20, burn_in=5, overrides=STRICT), seed=9, workers=1)
    assert plain.stdout.strip() == compiled.digest


@pytest.mark.parametrize("people", [1, 60, 999, 1_000_003])
def test_regions_get_their_exact_share(people):
    population = compile_scenario(scenario()).society.tables.population
    sizes = region_sizes(population, people)
    assert sum(sizes) == people
    assert all(abs(n - int(x) * people / int(population.sum())) < 1 for n, x in zip(sizes, population, strict=True))


def test_shares_by_largest_remainder_with_ties_to_the_lower_region():
    assert region_sizes(np.array([1, 1, 1]), 4) == [2, 1, 1]
    assert region_sizes(np.array([5, 3, 2]), 10) == [5, 3, 2]
    assert region_sizes(np.array([6, 3, 1]), 6) == [4, 2, 0]


def test_communities_of_a_region_are_nearly_equal():
    found = list(places(np.array([7, 3]), 10_000, 800))
    assert sum(p.people for p in found) == 10_000 and len({(p.region, p.number) for p in found}) == len(found)
    for region in (0, 1):
        sizes = [p.people for p in found if p.region == region]
        assert max(sizes) <= 800 and max(sizes) - min(sizes) <= 1


def test_an_edited_kernel_file_has_another_cache(tmp_path):
    copy = tmp_path / "ostrakon"
    shutil.copytree(Path(ostrakon.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = cache_dir(copy)
    assert cache_dir(copy) == before
    for name in ("kernel/rng.py", "society/tables.py", "mechanisms/tables.py"):
        text = (copy / name).read_text()
        (copy / name).write_text(text + "# edited\n")
        assert cache_dir(copy) != before
        (copy / name).write_text(text)
    assert cache_dir(copy) == before


def test_the_strict_regime_errs_and_blames_by_association():
    """Without this the null tests below would hold of nothing."""
    count = lists(run(*STRICT))
    assert count[T.ENTRIES] > 100
    assert min(count[T.WRONGFUL], count[T.BY_ERROR], count[T.BY_ASSOCIATION]) > 0


def test_perfect_channels_leave_no_entry_to_error():
    result = run(*STRICT, *PERFECT)
    count = lists(result)
    assert count[T.ENTRIES] > 100 and count[T.BY_ERROR] == 0
    assert result.total.chan[:, [T.CH_WRONG, T.CH_FALSE]].sum() == 0


def test_without_association_no_entry_is_due_to_it():
    result = run(*STRICT, *ALONE)
    count = lists(result)
    assert count[T.ENTRIES] > 0 and count[T.BY_ERROR] > 0 and count[T.BY_ASSOCIATION] == 0
    assert result.total.flow[..., [T.SPILL_LOST, T.SPILL_GAINED]].sum() == 0


def test_without_errors_or_association_nobody_is_listed_wrongly():
    result = run(*STRICT, *PERFECT, *ALONE)
    count = lists(result)
    assert count[T.ENTRIES] > 0
    assert not count[[T.WRONGFUL, T.WRONGFUL_DAYS, T.EVER_WRONGFUL, T.BY_ERROR, T.BY_ASSOCIATION]].any()
    assert (result.total.tiers == result.total.tiers_shadow).all()


def test_a_rule_that_never_applies_changes_no_tally():
    blind = "channels.financial_records.sees.foreign_product=0"
    without = run(blind, people=4000, days=35)
    assert run(blind, "rules.foreign_product.enabled=true", people=4000, days=35).digest == without.digest
    assert run("rules.foreign_product.points=-40", people=4000, days=35).digest == run(people=4000, days=35).digest


def test_without_a_regime_there_is_nothing_but_life():
    result = run("rollout.0.regime=none", people=4000, days=35)
    assert not result.total.lists.any() and not result.total.chan.any()
    assert result.total.flow[..., T.WENT].sum() > 0


def test_abolition_ends_listings():
    kept = run(*STRICT)
    ended = run(*STRICT, "rollout=[{day: 0, regime: self}, {day: 60, regime: none}]")
    before, after = lists(kept), lists(ended)
    assert before[T.ON_AT_END] > 0 and after[T.ON_AT_END] == 0
    assert 0 < after[T.ENTRIES] < before[T.ENTRIES] and 0 < after[T.LIST_DAYS] < before[T.LIST_DAYS]
    upto = 60 // 7
    assert (kept.total.series[:upto] == ended.total.series[:upto]).all(), "nothing differs before that day"


def test_half_the_communities_list_fewer():
    half = lists(run(*STRICT, "rollout.0.share=0.5"))[T.ENTRIES]
    assert 0.2 < half / lists(run(*STRICT))[T.ENTRIES] < 0.8


@pytest.mark.parametrize("burn_in", [0, 21])
def test_burn_in_is_not_tallied(burn_in):
    result = simulate(scenario(people=3000, days=28, burn_in=burn_in), seed=2)
    assert result.total.days.sum() == 3000 * 28
    assert result.total.people[:, T.PEOPLE].sum() == 3000


def peak(people, size):
    """Most memory in use at once, in bytes, while so many people live in communities of at most so many: one region, all groups."""
    case = Scenario(str(PROBE), "harbour-town", people=people, days=7, burn_in=0, community_size=size)
    program = compile_scenario(case)
    simulate(case, workers=1, program=program)
    tracemalloc.start()
    try:
        simulate(case, workers=1, program=program)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_depends_on_the_community_not_on_the_people():
    small = peak(16_384, 1024)
    assert peak(65_536, 1024) < 1.3 * small
    assert peak(16_384, 4096) > 1.5 * small         # the figure is one that can move


LISTED = "lists.blacklist.below=715"


def state_after(rollout, days=90):
    """People and state of the first community of 1,000 after so many days."""
    case = scenario(LISTED, f"rollout={rollout}", people=31_000, days=days, burn_in=0)
    program = compile_scenario(case)
    place = next(p for p in places(program.society.tables.population, 31_000, 1000) if p.people > 500)
    return live_community(program, 3, place, days, case.month_first(0))[2]


def test_who_is_no_longer_covered_is_on_no_list_and_at_base():
    state = state_after("[{day: 0}, {day: 60, set: [scope.share=0.3]}]")
    outside = state.enrolled == 0
    assert 500 < outside.sum() < 1000 and (state.mark[~outside, BITS] > 0).any()
    assert (state.mark[outside, BITS:WANT] == 0).all() and (state.score[outside] == 730).all()
    assert (state.until[:, :, outside] == -1).all() and (state.mood[outside, STANDING] == state.mood[outside, STANDING][0]).all()


def test_a_return_to_the_first_rules_carries_scores_and_listings():
    changed = state_after("[{day: 0}, {day: 60, set: [rules.jaywalking.points=-9]}, {day: 61}]", days=61)
    returned = state_after("[{day: 0}, {day: 60, set: [rules.jaywalking.points=-9]}, {day: 61}]", days=62)
    was, on = changed.mark[:, BITS] > 0, returned.mark[:, BITS] > 0
    assert was.sum() > 5 and on[was].all()
    assert (changed.score[:, 0] != 730).sum() > 200 and (returned.score[:, 0] != 730).sum() >= (changed.score[:, 0] != 730).sum() - 20


def test_scores_kept_through_an_abolition_are_there_when_the_regime_returns():
    kept = state_after("[{day: 0}, {day: 60, regime: none, keep_scores: true}, {day: 61}]", days=62)
    erased = state_after("[{day: 0}, {day: 60, regime: none}, {day: 61}]", days=62)
    assert (kept.score[:, 0] != 730).sum() > 200 > 100 > (erased.score[:, 0] != 730).sum()


def test_a_dated_change_of_tiers_or_dimensions_is_refused():
    for change in ("tiers+={name: highest, from: 790}",):
        with pytest.raises(OstrakonError, match="OST2120"):
            compile_scenario(scenario(f"rollout=[{{day: 0}}, {{day: 9, set: ['{change}']}}]"))


def test_more_days_than_a_detention_can_be_stored_in_are_refused():
    with pytest.raises(ValueError, match="61,800 together"):
        compile_scenario(scenario(days=61_000, burn_in=801))
    assert compile_scenario(scenario(days=61_000, burn_in=800)).burn_in == 800


def test_a_ninth_follow_up_of_one_person_ends_the_run_with_a_code_a_place_and_a_remedy() -> None:
    often = ("kinds.loan.rate=200", "kinds.loan.grant=1", "kinds.loan.follow.after_days=300")
    with pytest.raises(OstrakonError) as caught:
        simulate(Scenario("none", "harbour-town", people=60, days=200, society_overrides=often), seed=1)
    problem = caught.value.problems[0]
    assert (problem.code, problem.path) == ("OST6007", ("kinds", "loan", "follow"))
    assert re.match(r"community \d+/\d+: a person with more than 8 follow-ups pending \(.*loan after 300 days", problem.found)
    assert "kinds.loan.follow.after_days" in problem.remedy
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems, "as it comes from a worker elsewhere"
