"""Photograph a page at 1440 and 390 px and say what is wrong with it.

    .venv/bin/python tools/shots.py /khoi/1/ bloc                                   # signed out
    .venv/bin/python tools/shots.py /khoi/1/ bloc --login thu --dark                # signed in, dark
    .venv/bin/python tools/shots.py / home --login thu --base http://127.0.0.1:8000 # another server
    .venv/bin/python tools/shots.py / home --width 320                              # one width of your own
    .venv/bin/python tools/shots.py / home --click "text=Mục"                       # after a click
    .venv/bin/python tools/shots.py / home --lang en                                # in English
    .venv/bin/python tools/shots.py / home --pdf                                    # also the printed page

Saves var/shots/NAME-1440.png and var/shots/NAME-390.png (with `-dark`, `-en` where asked) and prints, for each width:
axe's findings, notices of the content security policy and other console messages, sideways scroll of the page, targets
smaller than 44 px (24 for links inside text). The exit status is 1 when anything was found.

`--login NAME` signs in through the login form at /tai-khoan/dang-nhap/ with the password in var/demo-password.txt.
The server must be running already: `THIDUA_DEMO=1 .venv/bin/python manage.py runserver --noreload`. It remembers
templates and static files from its start: start it again after changing one, or half a file is served.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from browser import launch
from playwright.sync_api import ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "var" / "shots"
HEIGHTS = {1440: 900, 390: 844}

WIDER_THAN_PAGE = """
() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const found = [];
  for (const each of document.querySelectorAll('body *')) {
    const box = each.getBoundingClientRect();
    if (box.right > room + 1 && !each.closest('.tds-scroll, .tds-hidden-text')) {
      found.push(`${each.tagName.toLowerCase()}.${each.className} reaches ${Math.round(box.right)} of ${room} px`);
    }
  }
  return found.slice(0, 5).concat(found.length ? [] : [`page is ${document.documentElement.scrollWidth} px wide`]);
}
"""

TOO_SMALL = """
() => {
  const found = [];
  const targets = 'a[href], button, summary, input:not([type=hidden]), select, textarea';
  for (const each of document.querySelectorAll(targets)) {
    if (each.closest('[hidden], .tds-hidden-text, .tds-skip')) continue;
    if (!each.checkVisibility({checkVisibilityCSS: true})) continue;
    const isChoice = ['checkbox', 'radio'].includes(each.type);
    const box = (isChoice ? each.closest('label') ?? each : each).getBoundingClientRect();
    if (!box.width) continue;
    const inText = each.tagName === 'A' && ['inline', 'inline-block'].includes(getComputedStyle(each).display);
    const least = inText || each.closest('.tds-crumbs, thead, .tds-errors') ? 23.5 : 44;
    if (box.height < least - 0.5) {
      const words = (each.textContent || each.name || '').trim().slice(0, 40);
      found.push(`${each.tagName.toLowerCase()} “${words}” is ${Math.round(box.height)} px high, needs ${least}`);
    }
  }
  return [...new Set(found)].slice(0, 12);
}
"""


def sign_in(page: Page, base: str, name: str) -> None:
    """Through the form, as a person does."""
    password = (ROOT / "var" / "demo-password.txt").read_text().strip()
    page.goto(f"{base}/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    with page.expect_navigation():
        page.locator("input[name=password]").press("Enter")
    if page.locator("input[name=password]").count():
        raise SystemExit(f"Could not sign in as {name}: is the name right, and var/demo-password.txt of this server?")


def look(page: Page, options: argparse.Namespace, width: int) -> list[str]:
    """One photograph and what is wrong at this width."""
    findings: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            findings.append(f"console: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: findings.append(f"script: {error}"))
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})
    answer = page.goto(f"{options.base}{options.url}")
    if answer is not None and answer.status >= 400 and not options.any_status:
        findings.append(f"status {answer.status}")
    page.wait_for_load_state("networkidle")
    for selector in options.click:
        page.locator(selector).locator("visible=true").first.click()
        page.wait_for_timeout(300)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(150)
    suffix = ("-dark" if options.dark else "") + ("" if options.lang == "vi" else f"-{options.lang}")
    SHOTS.mkdir(parents=True, exist_ok=True)
    file = SHOTS / f"{options.name}-{width}{suffix}.png"
    page.screenshot(path=str(file), full_page=not options.fold)
    print(f"{file.relative_to(ROOT)}")
    findings += [f"sideways scroll: {each}" for each in page.evaluate(WIDER_THAN_PAGE)]
    findings += [f"target: {each}" for each in page.evaluate(TOO_SMALL)]
    for violation in Axe().run(page).response["violations"]:
        places = "; ".join(" ".join(node["target"]) for node in violation["nodes"][:4])
        findings.append(f"axe {violation['impact']}: {violation['id']}: {violation['help']} ({places})")
    if options.pdf and width == 1440:
        page.pdf(path=str(file.with_suffix(".pdf")), prefer_css_page_size=True)
        print(f"{file.with_suffix('.pdf').relative_to(ROOT)}")
    return findings


def main() -> int:
    """Photograph; returns 1 when anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", help="path of the page, such as /khoi/1/")
    parser.add_argument("name", help="name of the pictures")
    parser.add_argument("--login", default="", help="user name to sign in with")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--lang", default="vi", choices=["vi", "en"])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--width", type=int, action="append", help="instead of 1440 and 390; may be repeated")
    parser.add_argument("--click", action="append", default=[], help="selector to click first; may be repeated")
    parser.add_argument("--fold", action="store_true", help="only what is seen without scrolling")
    parser.add_argument("--pdf", action="store_true", help="also the printed page")
    parser.add_argument("--any-status", action="store_true", help="an error page is what is wanted")
    options = parser.parse_args()
    status = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(
            color_scheme="dark" if options.dark else "light", locale="vi-VN", reduced_motion="reduce"
        )
        context.set_default_timeout(60_000)  # a busy machine is slow, not broken
        if options.lang != "vi":
            context.add_cookies([{"name": "django_language", "value": options.lang, "url": options.base}])
        if options.login:
            page = context.new_page()
            sign_in(page, options.base, options.login)
            page.close()
        for width in options.width or [1440, 390]:
            page = context.new_page()
            findings = look(page, options, width)
            page.close()
            status = status or int(bool(findings))
            for finding in dict.fromkeys(findings):
                print(f"  {width}: {finding}")
        browser.close()
    if not status:
        print("  nothing found")
    return status


if __name__ == "__main__":
    sys.exit(main())
