"""How picture files are laid out: where the side notes lie and where the file truly ends."""

from dataclasses import dataclass

_STANDALONE = {0x01, *range(0xD0, 0xD9)}
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9
_BOX_HEAD = 8
_LONG_BOX_HEAD = 16


@dataclass(frozen=True, slots=True)
class Segment:
    """One named part: `start` up to `end`, head included."""

    name: int | bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts before the picture's own data, and the first byte after the file's own kind."""

    segments: list[Segment]
    end: int


class BrokenLayoutError(ValueError):
    """The file ends too early or is not laid out as its kind demands."""


def layout_of_jpeg(data: bytes) -> Layout:
    """Markers up to and including the end of the image."""
    segments: list[Segment] = []
    at = 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise BrokenLayoutError
        marker = data[at + 1]
        if marker == _END_OF_IMAGE:
            return Layout(segments, at + 2)
        if marker in _STANDALONE or marker in {0x00, 0xFF}:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            raise BrokenLayoutError
        segments.append(Segment(marker, at, at + 2 + length))
        at += 2 + length


def layout_of_png(data: bytes) -> Layout:
    """Chunks up to and including IEND."""
    segments = []
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise BrokenLayoutError
        segments.append(Segment(name, at, end))
        if name == b"IEND":
            return Layout(segments, end)
        at = end
    raise BrokenLayoutError


def layout_of_boxes(data: bytes) -> Layout:
    """The boxes of a HEIC file."""
    segments = []
    at = 0
    while at + _BOX_HEAD <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
            if length < _LONG_BOX_HEAD:
                raise BrokenLayoutError
        elif length == 0:
            length = len(data) - at
        if length < _BOX_HEAD or at + length > len(data):
            break
        segments.append(Segment(data[at + 4 : at + 8], at, at + length))
        at += length
    if not segments:
        raise BrokenLayoutError
    return Layout(segments, at)


def without_jpeg_notes(data: bytes) -> bytes:
    """A JPEG without EXIF, XMP and comments, the picture itself untouched; anything else as it was."""
    if not data.startswith(b"\xff\xd8\xff"):
        return data
    try:
        layout = layout_of_jpeg(data)
    except BrokenLayoutError:
        return data
    dropped = [part for part in layout.segments if part.name in {0xE1, 0xED, 0xFE}]
    kept, at = [], 0
    for part in dropped:
        kept.append(data[at : part.start])
        at = part.end
    return b"".join([*kept, data[at:]])
