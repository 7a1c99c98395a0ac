"""Mechanisms: a regime's sections, each turned into integer tables by one file.

``build_regime_tables`` is all that the layers above need, beside ``Live`` and ``Frame`` (the order of names) and ``will_none``. Never
here: the society (it is seen through ``view.py``), or anything compiled.
"""

from ostrakon.mechanisms.build import build_regime_tables
from ostrakon.mechanisms.live import Frame, Live, frame_of
from ostrakon.mechanisms.response import will_none
from ostrakon.mechanisms.tables import RegimeTables
from ostrakon.mechanisms.view import SocietyView

__all__ = ["Frame", "Live", "RegimeTables", "SocietyView", "build_regime_tables", "frame_of", "will_none"]
