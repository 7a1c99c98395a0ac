"""A page from its template: HTML in which every value is text unless it was drawn here.

Here lives how a template is found and filled. Never here: what a page says.
"""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined


def _source(name: str) -> str:
    return files("ostrakon.results").joinpath(name).read_text(encoding="utf-8")


def fill(name: str, **values: Any) -> str:
    """The page of this template with these values. The same values give the same page.

    Raises ``jinja2.UndefinedError`` for a value that the template asks for and that is not there.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False, loader=FunctionLoader(_source))
    return environment.get_template(name).render(**values) + "\n"
