"""Plain data as YAML text that this project's reader takes back as it was.

Here lives the writing of text. Never here: what is written, or models.
"""

from typing import Any

import yaml

from ostrakon.spec.sourced import Provenance, is_sourced
from ostrakon.spec.text import Where, resolve_plain


class _Dumper(yaml.SafeDumper):
    """Writes words in quotes when this project's reader would take them for something else; never an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, word: str) -> yaml.ScalarNode:
    try:
        plain = isinstance(resolve_plain(word), str)
    except ValueError:
        plain = False
    style = None if plain and word.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", word, style=style)


def _number(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    digits = repr(value)                      # reads back as the same number
    if "e" in digits and "." not in digits:
        digits = digits.replace("e", ".0e")   # without a point the emitter would add a tag
    return dumper.represent_scalar("tag:yaml.org,2002:float", digits)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _number)


def dump_data(data: Any, provenance: dict[Where, Provenance] | None = None) -> str:
    """Plain data as YAML text."""
    return yaml.dump(_wrap(data, (), provenance or {}), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def one_line(value: Any, provenance: dict[Where, Provenance] | None = None) -> str:
    """A value on one line, as an override writes it."""
    return yaml.dump([_wrap(value, (), provenance or {}, root=False)], Dumper=_Dumper, sort_keys=False, allow_unicode=True,
                     width=10**9, default_flow_style=True).strip()[1:-1]


def _wrap(value: Any, path: Where, provenance: dict[Where, Provenance], root: bool = True) -> Any:
    inner = value
    if isinstance(value, dict):
        inner = {key: _wrap(item, (*path, key), provenance, False) for key, item in value.items()}
    elif isinstance(value, list):
        inner = [_wrap(item, (*path, i), provenance, False) for i, item in enumerate(value)]
    if path in provenance:
        return {"value": inner, **provenance[path].as_dict()}
    return {"value": inner} if not root and is_sourced(value) else inner
