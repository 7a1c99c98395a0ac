"""Ctrl-C, heard between two communities: counts are never left half added, nor a file half written. Never here: what is done about it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


@contextmanager
def ctrl_c_later() -> Iterator[threading.Event]:
    """While this lasts Ctrl-C sets the event yielded and interrupts nothing; at the end, whoever heard it before hears it once.

    In another thread than the main one nothing can be interrupted, and the event is never set.
    """
    heard = threading.Event()
    before = signal.getsignal(signal.SIGINT) if threading.current_thread() is threading.main_thread() else None
    if not callable(before):
        yield heard
        return

    def hear(number: int, frame: Any) -> None:
        heard.set()

    signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)
        if heard.is_set():
            with suppress(KeyboardInterrupt):       # what was under way has stopped already, which is all that was asked for
                before(signal.SIGINT, None)
