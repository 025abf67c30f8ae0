"""Which bags are weighed for the sample: chance decides, not whoever stands at the scale, and without a network."""

import hashlib
from uuid import UUID


def is_drawn(code: UUID, one_in: int | None) -> bool:
    """Whether the bag of this code is one in so many; the phone reckons the same from the code it made.

    The code is random, so its hash is as good as a draw, and the same on every device.

    >>> [is_drawn(UUID(int=at), 4) for at in range(8)]
    [True, False, False, False, False, False, False, False]
    """
    if not one_in:
        return False
    return int.from_bytes(hashlib.sha256(str(code).encode()).digest()[:4], "big") % one_in == 0
