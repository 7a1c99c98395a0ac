"""What all widgets have: the module that draws them, the language, and the errors where something of this is not installed.

Never here: what one of them shows.
"""

from pathlib import Path
from typing import Any

from ostrakon.errors import fail

STATIC = Path(__file__).parent / "static"
LANGUAGES = ("en", "zh")


def widget_class() -> Any:
    """anywidget's class. Raises OST7401 without it, and OST7404 where the widgets are not built."""
    try:
        import anywidget
    except ImportError:
        fail("OST7401", "widgets need anywidget, which is not installed", remedy="pip install 'ostrakon[notebook]'")
    if not (STATIC / "widgets.js").is_file():
        fail("OST7404", f"there is no {STATIC.name}/widgets.js in the installed package",
             remedy="pip install a released wheel, or in a clone: make pages")
    return anywidget.AnyWidget


def language(name: str) -> str:
    """The language, if widgets are told in it. Raises OST7303."""
    if name not in LANGUAGES:
        fail("OST7303", f"widgets are not told in '{name[:40]}'", allowed=", ".join(LANGUAGES))
    return name


def plain(value: Any) -> Any:
    """A result as JSON has it: no tuples, no numbers of NumPy.

    >>> plain({"a": (1, None)})
    {'a': [1, None]}
    """
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value.item() if hasattr(value, "item") else value
