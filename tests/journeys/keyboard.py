"""A person without a mouse: Tab, Enter, Space, and what is typed. Where the focus is must be seen at each stop."""

from typing import Any

from playwright.sync_api import Page

from tests.journeys.conftest import Walker

MOST = 120
"""Stops of one page, at most."""
SCROLLING = 500
"""Milliseconds in which a page that follows the focus has come to rest."""
FOCUSED = """() => {
  const here = document.activeElement;
  const words = here.labels?.length ? here.labels[0].innerText : here.getAttribute("aria-label") ?? here.innerText;
  const style = getComputedStyle(here);
  const [box] = here.getClientRects();
  const middle = (start, end, most) => (Math.max(start, 0) + Math.min(end, most)) / 2;  // of what is in the window
  const there = box && document.elementFromPoint(
    middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  return {
    name: (words ?? "").replace(/\\s+/g, " ").trim(),
    isRinged: here.matches(":focus-visible") && style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2,
    isUncovered: Boolean(there) && here.contains(there),
  };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Every stop of Tab on a page, from its beginning to its end: what has the focus, and how it looks there."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return found
        found.append(page.evaluate(FOCUSED))
    return found


class Keyboard:
    """The keyboard of somebody's browser. Names are those that the page shows."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.page = walker.page

    def reach(self, name: str) -> None:
        """Tab until what is called `name` has the focus; from where the focus is now."""
        for _ in range(MOST):
            found = self.page.evaluate(FOCUSED)
            if found["name"] == name:
                self.page.wait_for_timeout(SCROLLING)
                found = self.page.evaluate(FOCUSED)
                assert found == {"name": name, "isRinged": True, "isUncovered": True}, f"{self.page.url}: {found}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST} times Tab at {self.page.url} do not reach “{name}”.")

    def type(self, label: str, words: str) -> None:
        """Write into a field."""
        self.reach(label)
        self.page.keyboard.type(words)

    def press(self, key: str, name: str) -> None:
        """Reach a link or a button, press Enter or Space there, and look at the page that comes."""
        self.reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.walker.look()
