"""``python -m ostrakon`` and the command ``ostrakon``. Nothing lives here but the way in."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from ostrakon.cli import run_command_line

    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
