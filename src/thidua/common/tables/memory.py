"""The collector of cycles rests while a table is read or written.

All rows of a table live until its end. Python looks among them for garbage again and again, finds none, and takes
about half of the time (`make bench NAME=import_people`). What is not in a cycle is still freed at once.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_at_work: list[int] = []
"""One entry for each table that is being read or written now."""


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection of cycles within the block; with several threads, until the last of them is through."""
    with _lock:
        _at_work.append(1)
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _at_work.pop()
            if not _at_work:
                gc.enable()
