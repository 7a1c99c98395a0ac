"""A loaded regime on a loaded society made into tables, as commands ask for it. Never here: how (``engine/world.py``)."""

from ostrakon.engine.world import same_tables as same_tables
from ostrakon.engine.world import tables_of as tables_of
from ostrakon.engine.world import too_late as too_late
