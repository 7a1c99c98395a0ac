"""The plain data of a model: what a YAML file of the resolved form holds.

Here lives the way from a model back to mappings, lists and scalars. Never here: text.
"""

import datetime
import enum
from typing import Any

from pydantic import BaseModel

from ostrakon.spec.text import Key


def resolved(model: BaseModel) -> dict[Key, Any]:
    """The plain data of a model, with every default written out; keys keep their type."""
    data: dict[Key, Any] = plain_data(model.model_dump(by_alias=True))
    return data


def plain_data(value: Any) -> Any:
    """Values as a YAML file holds them: mappings, lists, text, numbers, true, false, nothing."""
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain_data(item) for item in value)
    if isinstance(value, enum.Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime.date) else value
