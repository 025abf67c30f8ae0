"""A page as the browser prints it, read back: all texts of the page, nothing to press."""

import io
import re
import unicodedata

from playwright.sync_api import Page
from pypdf import PdfReader

OFFERED = (
    "nav a, .tds-band a, .tds-band summary, .tds-foot a, button, .tds-btn, summary, "
    ".tds-card__head .tds-link, .tds-card__foot .tds-link"
)
"""What is pressed on a screen and leads away from what is read."""
PRINTED = """(offered) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (data.trim() && parent.checkVisibility() && !parent.closest(".tds-hidden-text, script")) texts.push(data.trim());
  }
  const left = [...document.querySelectorAll(offered)].filter((each) => each.checkVisibility());
  return { texts, left: left.map((each) => each.innerText.trim()) };
}"""
PAPER_WIDTH = 624
"""Pixels between the margins of A4."""
MEASURE = """() => addEventListener("beforeprint", () => {
  window.tdsPrintedWidths = [...document.querySelectorAll("canvas")].map((each) => each.getBoundingClientRect().width);
})"""
"""How wide the drawings are when the page goes to the printer."""


def read_paper(page: Page) -> str:
    """Print the page and look at the paper; its text without any space. Paper has the title and every text of the page
    whole, and neither navigation nor buttons.
    """
    offered = page.locator(OFFERED).locator("visible=true").all_inner_texts()
    title = page.get_by_role("heading", level=1).inner_text()
    assert offered
    page.emulate_media(media="print")
    printed = page.evaluate(PRINTED, OFFERED)
    page.evaluate(MEASURE)
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.emulate_media(media="screen")
    paper = squeezed("".join(each.extract_text() for each in pages))
    texts = [squeezed(each) for each in printed["texts"]]

    assert printed["left"] == []
    assert all(width <= PAPER_WIDTH for width in page.evaluate("window.tdsPrintedWidths"))
    assert squeezed(title) in texts
    assert [each for each in texts if each not in paper] == []
    assert [each for each in offered if squeezed(each) in paper and squeezed(each) not in "".join(texts)] == []
    assert {tuple(round(float(side)) for side in each.mediabox[2:]) for each in pages} == {(595, 842)}
    return paper


def squeezed(words: str) -> str:
    """Composed letters without spaces: where lines break is the printer's affair."""
    return re.sub(r"[\s\u00ad\u200b]+", "", unicodedata.normalize("NFC", words))
