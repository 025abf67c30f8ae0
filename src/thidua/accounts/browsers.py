"""The line that a browser says of itself, in words that its owner recognises."""

from django.utils.translation import gettext as _

BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def describe_browser(line: str) -> str:
    """“Edge trên Windows”; parts that are not recognised are said to be unknown."""
    browser = next((name for sign, name in BROWSERS if sign in line), _("Trình duyệt chưa rõ"))
    system = next((name for sign, name in SYSTEMS if sign in line), None)
    return _("{browser} trên {system}").format(browser=browser, system=system) if system else browser
