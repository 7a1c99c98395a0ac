"""What differs between two regimes, and why a difference may come to nothing."""

from pathlib import Path

import pytest
import yaml

from ostrakon.spec.check import check
from ostrakon.spec.difference import Difference, differences, why_nothing
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.text import Where

ROOT = Path(__file__).parents[2]
FULL = ROOT / "spec-cases" / "valid" / "full.yaml"


def between(*overrides: str) -> list[Difference]:
    changed = load_regime(FULL, overrides)
    assert changed.base is not None
    return list(differences(changed.base.data, changed.data))


@pytest.mark.parametrize(("override", "path", "before", "after"), [
    ("rules.posting.points=-9", ("rules", "posting", "points"), -50, -9),
    ("tiers.middle.from=620", ("tiers", "middle", "from"), 600, 620),
    ("channels.camera=off", ("channels", "camera", "enabled"), True, False),
    ("consequences.bad_list.deny+=hotel", ("consequences", "bad_list", "deny"), ["fly"], ["fly", "hotel"]),
])
def test_each_value_that_differs_is_found_once(override: str, path: Where, before: object, after: object) -> None:
    assert between(override) == [Difference(path, before, after)]


def test_a_tier_that_is_added_moves_no_other() -> None:
    assert [d.path for d in between("tiers+={name: fair, from: 700}")] == [("tiers", "fair")]


def why(*overrides: str) -> list[str]:
    changed, society = load_regime(FULL, overrides), load_society(ROOT / "spec-cases" / "valid" / "society_small.yaml")
    assert changed.base is not None
    found = list(differences(changed.base.data, changed.data))
    return list(why_nothing(found, changed.base.data, changed.data, check(changed.model, society.model, changed.places)))


def test_why_a_change_comes_to_nothing_is_said() -> None:
    assert why("rules.posting.points=-50") == ["it sets only what is there already"]
    assert why("title=Other", "consequences.bad_list.context=x") == [
        "title, consequences.bad_list.context: words for readers, which fill no table"]
    assert why("amendments+={from: 2031-01-01, set: [update=monthly]}") == ["amendments.2031-01-01: the run ends before that date"]


def test_an_entry_that_is_off_in_both_is_named() -> None:
    base = load_regime(FULL, ["rules.posting=off"]).data
    after = load_regime(FULL, ["rules.posting=off", "rules.posting.points=-9"]).data
    assert list(why_nothing(list(differences(base, after)), base, after, [])) == ["rules.posting.points: rules.posting is switched off"]


def test_words_are_those_that_the_page_of_keys_calls_documentation() -> None:
    probes = yaml.safe_load((ROOT / "docs/reference/key_probes.yaml").read_text())["regime"]
    named = {key: bool(probe.get("documentation")) for key, probe in probes.items()}
    for key, documentation in named.items():
        path = tuple(part.strip("<>") for part in key.split("."))
        assert Difference(path, 0, 1).is_words == documentation, key
