"""Where what was computed once is kept for the next time.

Here lives the place alone. Never here: what is kept there, or anything that could not be computed again.
"""

import os
from pathlib import Path


def cache_root() -> Path:
    """The folder of all that is kept: ``$OSTRAKON_CACHE``, or ``~/.cache/ostrakon``. It may be deleted at any time."""
    return Path(os.environ.get("OSTRAKON_CACHE", Path.home() / ".cache" / "ostrakon"))
