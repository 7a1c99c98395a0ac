"""Societies: who people are, how they are tied, and when moments arise, as integer tables.

Here live the public names of the layer. Never here: records about real people, or anything a regime decides.
"""

from ostrakon.society.build import BuiltSociety, build_society
from ostrakon.society.kept import society_of

__all__ = ["BuiltSociety", "build_society", "society_of"]
