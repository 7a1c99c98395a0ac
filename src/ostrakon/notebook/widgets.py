"""The three widgets. Each is made by the object of a notebook that it shows: ``run.widget()``, ``life.widget()``, ``comparison.widget()``.

Here live their traits: what is sent once, and what is asked for. Never here: how anything is drawn (``web-app/src/notebook``).
"""

import struct
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from ostrakon.notebook.base import STATIC, language, plain, widget_class

LOOKS = ("truth", "standing", "score", "fear")


@cache
def _city() -> Any:
    import traitlets as t

    class City(widget_class()):          # type: ignore[misc]
        """A town week by week. ``week``, ``look`` and ``person`` are what the reader has chosen; they can be set as well."""

        _esm, _css = STATIC / "widgets.js", STATIC / "widgets.css"
        kind = t.Unicode("city", read_only=True).tag(sync=True)
        language = t.Unicode("en").tag(sync=True)
        worlds = t.List(t.Dict()).tag(sync=True)
        week = t.Int(0, min=0).tag(sync=True)
        look = t.Enum(LOOKS, "truth").tag(sync=True)
        person = t.Unicode("").tag(sync=True)
        asked = t.List(t.Int()).tag(sync=True)          # world, week, how many-th question
        frame = t.Bytes(b"").tag(sync=True)

        def __init__(self, worlds: Sequence[Mapping[str, Any]], planes: Sequence[np.ndarray], **given: Any) -> None:
            self.planes = list(planes)
            super().__init__(worlds=plain(list(worlds)), **given)
            self.frame = packed(0, self.week, self.planes[0][self.week])

        @t.observe("asked")
        def _answer(self, change: Mapping[str, Any]) -> None:
            if len(change["new"]) != 3:
                return
            world, week, _ = change["new"]
            if 0 <= world < len(self.planes) and 0 <= week < len(self.planes[world]):
                self.frame = packed(world, week, self.planes[world][week])

    return City


@cache
def _life() -> Any:
    import traitlets as t

    class LifeWidget(widget_class()):          # type: ignore[misc]
        """A life beside the same life without any regime."""

        _esm, _css = STATIC / "widgets.js", STATIC / "widgets.css"
        kind = t.Unicode("life", read_only=True).tag(sync=True)
        language = t.Unicode("en").tag(sync=True)
        life = t.Dict().tag(sync=True)
        without = t.Dict(allow_none=True, default_value=None).tag(sync=True)
        parted = t.Int(None, allow_none=True).tag(sync=True)

    return LifeWidget


@cache
def _comparison() -> Any:
    import traitlets as t

    class ComparisonWidget(widget_class()):          # type: ignore[misc]
        """Outcomes in two or more worlds and their paired differences. ``outcome``: the one that is shown; it can be set as well."""

        _esm, _css = STATIC / "widgets.js", STATIC / "widgets.css"
        kind = t.Unicode("comparison", read_only=True).tag(sync=True)
        language = t.Unicode("en").tag(sync=True)
        arms = t.List(t.Unicode()).tag(sync=True)
        outcomes = t.Dict().tag(sync=True)
        sentences = t.List(t.Unicode()).tag(sync=True)
        outcome = t.Unicode("").tag(sync=True)

    return ComparisonWidget


def city(worlds: Sequence[Mapping[str, Any]], planes: Sequence[np.ndarray], *, week: int = 0, look: str = "truth", person: str = "",
         told_in: str = "en") -> Any:
    """The widget of one or two towns. worlds: title and ``framed`` as the pages' protocol has it; planes: [W,3,N] of each.

    Raises OST7401, OST7404, OST7303.
    """
    return _city()(worlds, planes, week=week, look=look, person=person, language=language(told_in))


def life(told: Mapping[str, Any], without: Mapping[str, Any] | None, parted: int | None, *, told_in: str = "en") -> Any:
    """The widget of a life in the form ``life/1``. Raises OST7401, OST7404, OST7303."""
    return _life()(life=plain(dict(told)), without=plain(dict(without)) if without else None, parted=parted, language=language(told_in))


def comparison(arms: Sequence[str], outcomes: Mapping[str, Any], sentences: Sequence[str], *, outcome: str, told_in: str = "en") -> Any:
    """The widget of a comparison: titles of the arms, and of each outcome title, unit, estimand, arms and differences.

    Raises OST7401, OST7404, OST7303.
    """
    return _comparison()(arms=list(arms), outcomes=plain(dict(outcomes)), sentences=list(sentences), outcome=outcome,
                         language=language(told_in))


def packed(world: int, week: int, planes: np.ndarray) -> bytes:
    """A week as bytes: u32 world, week, people and 0, little endian, then the planes; as on the pages' websocket."""
    return struct.pack("<4I", world, week, planes.shape[1], 0) + np.ascontiguousarray(planes, dtype=np.uint8).tobytes()
