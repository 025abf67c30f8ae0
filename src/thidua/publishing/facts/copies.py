"""Where the copy of a published picture lies, as long as anybody may see it."""

from dataclasses import dataclass
from pathlib import Path

from thidua.documents.enums import FileState, MediaType
from thidua.documents.storage import absolute
from thidua.publishing.models import PublishedPicture


@dataclass(frozen=True, slots=True)
class Copy:
    """A file below `MEDIA_ROOT` and what it is, as HTTP says it."""

    path: Path
    media_type: str


def copy_of(picture: PublishedPicture, *, is_small: bool) -> Copy | None:
    """The picture as large as it is published, or small; None once it is gone, or its page, or the file it came of."""
    path = absolute(picture.small_path if is_small else picture.path)
    is_gone = picture.gone_at is not None or picture.file.state == FileState.ERASED
    if is_gone or not picture.snapshot.stands or not path.is_file():
        return None
    return Copy(path, MediaType.JPEG.value if is_small else picture.media_type)
