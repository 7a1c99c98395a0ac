"""Association: who pays for whom.

Here live spillover from a record to household and ties, and the pull of the company one keeps. Never here: the ties
themselves (a society's), or what a household is denied (consequences).
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import position
from ostrakon.spec.regime import Fixed, Rule

LAYERS = ("household", "close", "wider")
NONE, SHARE, FIXED = range(3)


def fill(live: Live) -> dict[str, object]:
    """Return the tables spill_mode, spill and company_*."""
    cells = [[_cell(live, name, rule, layer) for layer in LAYERS] for name, rule in live.rules.items()]
    both = np.array(cells, np.int64).reshape(-1, len(LAYERS), 2)
    return {"spill_mode": both[:, :, 0].copy(), "spill": both[:, :, 1].copy()} | _company(live)


def part256(share: float, place: str) -> int:
    """Return a share in 1/256, to the nearest. Raises OST4002 when a share that is not 0 would become 0."""
    part = round(share * 256)
    if share and not part:
        fail("OST4002", f"{place} is {share}", allowed="0, or at least 1/256 either way")
    return part


def _cell(live: Live, name: str, rule: Rule, layer: str) -> tuple[int, int]:
    """How a rule spills to one layer: (mode, amount)."""
    spill = getattr(rule.spillover, layer)
    if spill is None or not live.regime.association.spillover:
        return NONE, 0
    if isinstance(spill, Fixed):
        return FIXED, spill.fixed
    return SHARE, part256(spill, f"rules.{name}.spillover.{layer}")


def _company(live: Live) -> dict[str, object]:
    company = live.regime.association.company
    if company is None:
        return {"company_dim": -1, "company_weight": 0, "company_of": 0}
    return {
        "company_dim": position(company.dimension, live.dimensions, "association.company.dimension"),
        "company_weight": part256(company.weight, "association.company.weight"),
        "company_of": int(company.of == "all"),
    }
