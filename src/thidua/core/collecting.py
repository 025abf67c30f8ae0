"""The collector of cycles, held while much is made that holds no cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_held() -> Iterator[None]:
    """No search for cycles meanwhile. Every so many new objects Python goes over all it has for cycles; a result of
    a hundred thousand small objects without one costs half as much again in such searches. What a caller has switched
    off stays off; what another thread does in between is collected right after.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
