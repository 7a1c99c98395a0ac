"""What mechanisms need to know of a society, spelled as a protocol so that neither layer imports the other.

Here lives the seam, and nothing else. A society that offers these attributes can carry any regime. Everything is read
only. Names of codes and classes are those a regime file uses; a code's number is its place in ``codes[attribute]``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np


class TablesView(Protocol):
    """The tables of a society that mechanisms read; shapes and units are those of the society's own tables."""

    @property
    def population(self) -> np.ndarray: ...        # [R]
    @property
    def p_urban(self) -> np.ndarray: ...           # [R] p32
    @property
    def strata_map(self) -> np.ndarray: ...        # [10,128], mixed radix: each attribute's levels times its stride
    @property
    def cohort_map(self) -> np.ndarray: ...        # [10,128], the same
    @property
    def n_cohorts(self) -> int: ...
    @property
    def rate(self) -> np.ndarray: ...              # [V,S,6]: S strata
    @property
    def nature(self) -> np.ndarray: ...            # [K], index into vocabulary.NATURES
    @property
    def travel(self) -> np.ndarray: ...            # [K]


class ResponseView(Protocol):
    """How people respond: a section of the society. The laws are multiplied; none is ``indifferent``."""

    @property
    def laws(self) -> Sequence[str]: ...           # of mechanisms.response.LAWS
    @property
    def boldness(self) -> Sequence[float]: ...     # one per response class: multiplies the effect of fear (1 = as written)
    @property
    def fear_effect(self) -> Mapping[Any, float]: ...   # nature -> kappa: exp(-kappa x fear level x boldness)
    @property
    def deterrence(self) -> float: ...             # delta: exp(-delta x surveillance x severity)
    @property
    def reward(self) -> float: ...                 # rho: prosocial x (1 + rho x surveillance x reward), up to the ceiling
    @property
    def hardship(self) -> float: ...               # eta: contractual x (1 + eta x hardship level), up to the ceiling
    @property
    def best_response(self) -> Any: ...            # None, or object with .grades (kind -> level), .worth (one per class), .stake
    @property
    def joining(self) -> Any: ...                  # None, or object with .at (one share per class), .alone
    @property
    def ties(self) -> Any: ...                     # None, or object with .of, .days, .levels, .kinds: whose acts a law may read
    @property
    def evasion(self) -> Mapping[str, Any]: ...    # kind -> object with .channel (name) and .share_per_level; {} for none


class SocietyView(Protocol):
    """A built society as mechanisms see it."""

    @property
    def tables(self) -> TablesView: ...
    @property
    def kinds(self) -> Sequence[str]: ...          # [K] ids in table order
    @property
    def ceilings(self) -> Sequence[float]: ...     # [K] highest rate / base rate, >= 1
    @property
    def rates(self) -> Sequence[float]: ...        # [K] base rate per person-year, where no stratum multiplies it
    @property
    def codes(self) -> Mapping[str, Sequence[str]]: ...  # attribute -> names; 'age' may be missing: years 0..127
    @property
    def classes(self) -> Sequence[str]: ...        # [X] detection classes
    @property
    def false_ceiling(self) -> float: ...          # most false records per channel, person and year
    @property
    def response(self) -> ResponseView: ...
    @property
    def own_laws(self) -> Mapping[str, Any]: ...   # name -> function like mechanisms.response.Law; they multiply the society's laws
