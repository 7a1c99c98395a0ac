"""The catalogue: regimes and societies shipped as data files, found by id.

Here live data files and the names of the two functions that find them. Never here: code for any one entry, or any number.
"""

from ostrakon.spec.find import ids, path_of

__all__ = ["ids", "path_of"]
