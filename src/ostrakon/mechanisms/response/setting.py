"""What a response law is told: the society's own settings, and of the regime its surveillance and severity alone.

Here live these figures and how they follow from a regime. Never here: a law.
"""

from dataclasses import dataclass, replace

import numpy as np

from ostrakon.mechanisms.channels import chances
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.scoring import points, rule_of
from ostrakon.mechanisms.view import ResponseView, SocietyView
from ostrakon.vocabulary import NATURES

LEVELS = 16         # fear and hardship are read as whole levels 0..15


@dataclass(frozen=True)
class Setting:
    """What a law may read. Axes of what it returns: [2Z response classes, 1 or standings, fear, hardship, kinds], or one more before
    them: the tie level, ``response.ties.levels`` of them.

    The first Z classes are aware, the last Z are the same people unaware: for them fear, surveillance, severity and
    reward are nil (``aware`` is 0).
    """

    response: ResponseView
    kinds: tuple[str, ...]          # [K]
    natures: tuple[str, ...]        # [K]
    ceilings: np.ndarray            # [K]
    rates: np.ndarray               # [K] base rates per person-year, where no stratum multiplies them
    boldness: np.ndarray            # [2Z]
    aware: np.ndarray               # [2Z] 1.0 or 0.0
    surveillance: np.ndarray        # [K] mean chance that an act is recorded
    severity: np.ndarray            # [K] what a record takes, as a share of the score's range
    reward: np.ndarray              # [K] what a record gives, as a share of the score's range

    def of(self, *natures: str) -> np.ndarray:
        """Return [K]: 1.0 for kinds of these natures, else 0.0."""
        return np.array([float(n in natures) for n in self.natures])

    def effect(self, by_nature: dict[str, float]) -> np.ndarray:
        """Return [K]: a coefficient by nature; 0 unless given."""
        return np.array([float(by_nature.get(n, 0.0)) for n in self.natures])

    def unwatched(self) -> "Setting":
        """The same people under no regime."""
        nil = np.zeros(len(self.natures))
        return replace(self, surveillance=nil, severity=nil, reward=nil)


def setting(live: Live, view: SocietyView) -> Setting:
    """Return what the laws are told of this regime."""
    severity, reward = stakes(live, view)
    return replace(unwatched(view), surveillance=surveillance(live, view), severity=severity, reward=reward)


def unwatched(view: SocietyView) -> Setting:
    """Return what the laws are told where no regime is."""
    classes, nil = len(view.response.boldness), np.zeros(len(view.kinds))
    return Setting(response=view.response, kinds=tuple(view.kinds), natures=tuple(NATURES[int(n)] for n in view.tables.nature),
                   ceilings=np.array(view.ceilings, float), rates=np.array(view.rates, float),
                   boldness=np.tile(np.array(view.response.boldness, float), 2), aware=np.repeat([1.0, 0.0], classes),
                   surveillance=nil, severity=nil, reward=nil)


def surveillance(live: Live, view: SocietyView) -> np.ndarray:
    """Return [K]: the chance that at least one channel records an act, over the population by place.

    Regions weigh by population, town and country by their shares; detection classes weigh alike, since people know the
    camera and not its ratios.
    """
    seen = 1.0 - np.prod(1.0 - chances(live, view), axis=3)
    urban = np.asarray(view.tables.p_urban, float) / 2**32
    share = np.array([urban if name == "urban" else 1.0 - urban for name in view.codes["urban"]]).T
    weight = share * (np.asarray(view.tables.population, float) / np.sum(view.tables.population))[:, None]
    return np.asarray(np.einsum("ru,ruxk->k", weight, seen) / len(view.classes))


def stakes(live: Live, view: SocietyView) -> tuple[np.ndarray, np.ndarray]:
    """Return (severity [K], reward [K]): the most that one record of a kind takes or gives, over the score's range.

    A rule that puts on a list at the first record has severity 1. Rules that no live channel feeds count for nothing.
    """
    dims = list(live.dimensions.values())
    span = sum(abs(d.weight) * (d.maximum - d.minimum) for d in dims) or 1
    rules, rows = list(live.rules.items()), rule_of(live, view)
    severity, reward = np.zeros(len(view.kinds)), np.zeros(len(view.kinds))
    for c, channel in enumerate(live.channels.values()):
        for k, kind in enumerate(view.kinds):
            if rows[c, k] < 0 or not channel.sees.get(kind):
                continue
            name, rule = rules[rows[c, k]]
            moved = points(live, rule) * dims[live.dimension_of(name, rule)].weight / span
            named = rule.list if rule.list is not None and live.has("lists", rule.list) else None
            listed = named is not None and rule.list_from == 1 and live.lists[named].colour == "black"
            severity[k] = max(severity[k], 1.0 if listed else min(1.0, max(0.0, -moved.min())))
            reward[k] = max(reward[k], min(1.0, max(0.0, moved.max())))
    return severity, reward
