"""Pictures are drawn anew: nothing of the original's bytes is served, so no place, no camera, no hidden payload."""

import io
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from thidua.documents.inspection import limits
from thidua.documents.inspection.kinds import require_no_markup, require_single
from thidua.documents.inspection.layouts import BrokenLayoutError, layout_of_boxes, layout_of_jpeg, layout_of_png
from thidua.documents.inspection.verdicts import HEIC, JPEG, PNG, RefusalError, Verdict

_FORMATS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), HEIC: ("HEIF",)}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_LAYOUTS = {JPEG: layout_of_jpeg, PNG: layout_of_png, HEIC: layout_of_boxes}
_NOTES = {*range(0xE1, 0xF0), 0xFE, b"tEXt", b"iTXt", b"eXIf"}
"""Where pictures carry words: application segments and comments of JPEG, text chunks of PNG."""
Image.MAX_IMAGE_PIXELS = limits.PIXELS


def inspect_picture(path: Path, media_type: str, folder: Path) -> Verdict:
    """Check the picture and draw the served and the small copy into `folder`; HEIC becomes JPEG."""
    _require_no_stowaway(path, media_type)
    if media_type == HEIC:  # each file starts a process of its own: most need no second library
        from pi_heif.as_plugin import register_heif_opener  # noqa: PLC0415

        register_heif_opener(thumbnails=False)
    try:
        with Image.open(path, formats=_FORMATS[media_type]) as opened:
            width, height = opened.size
            if width * height > limits.PIXELS or max(width, height) > limits.SIDE:
                raise RefusalError("too_many_pixels", width=width, height=height)
            opened.load()
            picture = _in_srgb(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusalError("too_many_pixels") from error
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, EOFError, RuntimeError) as error:
        raise RefusalError("broken") from error
    served_type = PNG if media_type == PNG else JPEG
    served = _within(picture, limits.SERVED_SIDE)
    small = _within(_flat(picture), limits.SMALL_SIDE)
    served_name = f"served.{'png' if served_type == PNG else 'jpg'}"
    if served_type == PNG:
        _bare(served).save(folder / served_name, "PNG", optimize=True)
    else:
        _bare(_flat(served)).save(folder / served_name, "JPEG", quality=88, optimize=True, progressive=True)
    _bare(small).save(folder / "small.jpg", "JPEG", quality=80, optimize=True, progressive=True)
    return Verdict(
        media_type=media_type,
        served_name=served_name,
        served_type=served_type,
        small_name="small.jpg",
        width=served.width,
        height=served.height,
    )


def _require_no_stowaway(path: Path, media_type: str) -> None:
    """No other kind of file behind the picture, no markup in its side notes."""
    data = path.read_bytes()
    try:
        layout = _LAYOUTS[media_type](data)
    except BrokenLayoutError as error:
        raise RefusalError("broken") from error
    require_single(path, after=layout.end)
    if media_type != HEIC:
        require_no_markup(data[part.start : part.end] for part in layout.segments if part.name in _NOTES)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """In the colours of every screen: a phone's own colour profile is applied, then left behind."""
    profile = picture.info.get("icc_profile")
    if picture.mode in {"I", "I;16", "I;16B", "F"}:
        picture = picture.convert("L")
    if picture.mode in {"P", "PA", "LA", "1"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info or "A" in picture.mode else "RGB")
    if profile and picture.mode in {"RGB", "RGBA", "L", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, _SRGB, outputMode="RGBA" if picture.mode == "RGBA" else "RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return picture if picture.mode in {"RGB", "RGBA"} else picture.convert("RGB")


def _flat(picture: Image.Image) -> Image.Image:
    """On white where it was transparent."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _within(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture
    return ImageOps.contain(picture, (side, side), Image.Resampling.LANCZOS)


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels alone."""
    picture.info = {}
    return picture
