"""What made a run: versions, platform, seed, digests, command. Never here: who ran it, or anything secret."""

import platform
import shlex
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

PACKAGES = ("numpy", "numba", "llvmlite", "pydantic", "pyarrow", "scipy")


def package_version(name: str) -> str:
    """The installed version, or 'not installed' (ostrakon run from its sources has none)."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def provenance(command: list[str], run: dict[str, Any], program_digest: str, tally_digest: str) -> dict[str, Any]:
    """All that is needed to run it again and to see that it came out the same."""
    return {
        "ostrakon": package_version("ostrakon"),
        "command": command,
        "run": run,
        "program_digest": program_digest,
        "tally_digest": tally_digest,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: package_version(name) for name in PACKAGES},
    }


def commanded(command: Sequence[str], run: dict[str, Any], program_digest: str, tally_digest: str) -> dict[str, Any]:
    """The same with the command as one line that can be typed again; of what was asked in Python, an expression."""
    made = provenance(list(command), run, program_digest, tally_digest)
    return made | {"command_line": shlex.join(made["command"])}


def words(command: str, regimes: Sequence[str], options: Mapping[str, Any]) -> list[str]:
    """The command line that asks for the same; an option that is None or empty is left out.

    >>> words("run", ["none"], {"people": 10, "set": ["a=1", "b=2"], "by": None})
    ['ostrakon', 'run', 'none', '--people', '10', '--set', 'a=1', '--set', 'b=2']
    """
    found = ["ostrakon", command, *("regime.yaml" if "\n" in one else one for one in regimes)]      # a text stands in the folder only
    for name, value in options.items():
        many = value if isinstance(value, (list, tuple)) else [value] if value not in (None, "") else []
        found += [word for one in many for word in (f"--{name}", str(one))]
    return found
