"""How much is too much."""

MEGABYTE = 1_000_000

FILE_SIZE = 20 * MEGABYTE
"""The largest file taken."""

PIXELS = 50_000_000
SIDE = 20_000
"""The largest picture taken: pixels in all, and on one side."""

PAGES = 500
PDF_OBJECTS = 200_000

PACKAGE_PARTS = 5_000
PACKAGE_SIZE = 200 * MEGABYTE
"""What a Word or Excel file may unpack to."""
PACKAGE_RATIO = 200
"""What it may unpack to for each byte packed, once it is over `RATIO_FREE`."""
RATIO_FREE = 10 * MEGABYTE
XML_PART = 64 * MEGABYTE

SECONDS = 30
CPU_SECONDS = 20
MEMORY = 1024 * MEGABYTE
WRITTEN = 64 * MEGABYTE
"""The largest file the inspecting process may write."""

SERVED_SIDE = 2560
SMALL_SIDE = 960
"""The longer side of the served picture, and of its small copy."""
