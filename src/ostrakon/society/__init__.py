"""Societies: who people are, how they are tied, and when moments arise, as integer tables.

Here live the public names of the layer. Never here: records about real people, or anything a regime decides.
"""

from ostrakon.society.build import BuiltSociety, build_society

__all__ = ["BuiltSociety", "build_society"]
