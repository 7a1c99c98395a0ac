"""The terminal: printing, complaining, and progress. Never here: anything about a regime."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from ostrakon.errors import OstrakonError

WIDE = 100
STOPPED = 130  # exit code after Ctrl-C
STOPPED_AND_SAID = 1130  # the same, when the command has already said what it did about it

out = Console(highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def complain(error: OstrakonError) -> None:
    """Print every Problem to standard error, as text and not as markup."""
    print(str(error), file=sys.stderr)


class Rate(ProgressColumn):
    """Person-days lived per second."""

    def __init__(self, days: int) -> None:
        super().__init__()
        self.days = days

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        if not task.speed:
            return Text("")
        return Text(f"{task.speed * self.days / 1e6:,.1f} million person-days/s", style="dim")


@contextmanager
def progress(people: int, days: int, title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with rate and time left on a terminal; nothing elsewhere. Yields ``progress(done, people)``."""
    if not err.is_terminal:
        yield lambda done, total: None
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        Rate(days),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    ) as bars:
        task = bars.add_task(title, total=people)
        last = 0.0

        def show(done: int, total: int) -> None:
            nonlocal last
            # Redrawn at most ten times a second: small communities finish faster than that.
            if done == total or time.monotonic() - last > 0.1:
                last = time.monotonic()
                bars.update(task, completed=done)

        yield show


@contextmanager
def steps(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for work of many parts on a terminal; nothing elsewhere. Yields ``show(done, of)``; how many there are may grow."""
    if not err.is_terminal:
        yield lambda done, of: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:.0f} of {task.total:.0f}"), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        task = bars.add_task(title, total=1)
        yield lambda done, of: bars.update(task, completed=done, total=of)
