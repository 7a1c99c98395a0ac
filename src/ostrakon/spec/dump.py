"""The resolved form as YAML text: complete, redundant, valid input again, and the same when dumped again.

Never here: how text is written.
"""

from typing import Any

from ostrakon.spec.load import Loaded
from ostrakon.spec.write import dump_data


def dump(loaded: Loaded[Any]) -> str:
    """The resolved form of a loaded specification; values with a source are written with it.

    `load(dump(x))` has the same data and the same sources as x, and dumps to the same text.
    """
    return dump_data(loaded.data, loaded.provenance)
