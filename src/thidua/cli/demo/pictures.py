"""Neutral pictures of our own for the demo's albums: a hall, a speaker's desk, a beach, drawn from a few shapes.

Nobody is shown. They stand where a bloc would put its photographs, so that order, captions and alt text can be seen.
"""

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIZE = (1200, 800)
WALL, FLOOR, WOOD, RED, GOLD, PALE = "#E9E1D4", "#C9BBA6", "#8A6A45", "#8B1A1F", "#C8962E", "#FAF7F2"
SKY, SEA, SAND, GREEN = "#CFE3EC", "#5E93A8", "#E6D3A8", "#4F7A5A"


def draw_hall(name: str) -> ContentFile[bytes]:
    """Rows of tables before a stage."""
    picture, pen = _begin(WALL)
    pen.rectangle((0, 520, *SIZE), fill=FLOOR)
    pen.rectangle((260, 120, 940, 380), fill=RED)
    pen.rectangle((300, 160, 900, 180), fill=GOLD)
    for row in range(4):
        width = 520 + row * 160
        left = (SIZE[0] - width) // 2
        top = 470 + row * 80
        pen.rectangle((left, top, left + width, top + 34), fill=WOOD)
        pen.rectangle((left, top, left + width, top + 6), fill=PALE)
    return _finish(picture, name)


def draw_desk(name: str, shift: int) -> ContentFile[bytes]:
    """An empty speaker's desk with its microphone; `shift` moves the view so that no two are alike."""
    picture, pen = _begin(WALL)
    pen.rectangle((0, 600, *SIZE), fill=FLOOR)
    pen.rectangle((80 + shift, 90, 1120 - shift, 430), fill=RED)
    pen.rectangle((120 + shift, 130, 1080 - shift, 146), fill=GOLD)
    left = 430 + shift
    pen.polygon([(left, 430), (left + 300, 430), (left + 260, 720), (left + 40, 720)], fill=WOOD)
    pen.rectangle((left - 10, 410, left + 310, 436), fill=GOLD)
    pen.line([(left + 150, 410), (left + 190, 330)], fill="#231D18", width=8)
    pen.ellipse((left + 176, 306, left + 206, 336), fill="#231D18")
    return _finish(picture, name)


def draw_beach(name: str, bags: int) -> ContentFile[bytes]:
    """A beach with filled bags in a row."""
    picture, pen = _begin(SKY)
    pen.rectangle((0, 300, SIZE[0], 520), fill=SEA)
    pen.polygon([(0, 520), (SIZE[0], 460), SIZE, (0, SIZE[1])], fill=SAND)
    pen.polygon([(820, 300), (1000, 150), (1200, 260), (1200, 300)], fill=GREEN)
    for number in range(bags):
        left = 140 + number * 150
        pen.ellipse((left, 590, left + 110, 720), fill=PALE, outline=WOOD, width=5)
        pen.polygon([(left + 40, 596), (left + 70, 596), (left + 64, 560), (left + 46, 560)], fill=RED)
    return _finish(picture, name)


def _begin(colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, colour)
    return picture, ImageDraw.Draw(picture)


def _finish(picture: Image.Image, name: str) -> ContentFile[bytes]:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=82)
    return ContentFile(stream.getvalue(), name=name)
