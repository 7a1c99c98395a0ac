"""``python -m ostrakon`` and the command ``ostrakon``. Nothing lives here but the way in."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from ostrakon.cli import run_command_line

    code = run_command_line(sys.argv[1:])
    gc.freeze()     # the memory goes back as a whole; searching all of the compiler for cycles first takes half a second
    sys.exit(code)


if __name__ == "__main__":
    main()
