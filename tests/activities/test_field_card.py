"""The field card as the server gives it: the same for everybody, light enough for a phone, with all of its words."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from thidua.activities.enums import FactKind
from thidua.activities.facts.field_words import words_of_card
from thidua.activities.facts.shell import CARD, READER, WORKER, path_of, shell
from thidua.core.impact.facts import Condition, Destination, Harm
from thidua.core.impact.items import shipped_item_lists

pytestmark = [pytest.mark.django_db, pytest.mark.twice]

LARGEST_SHELL = 150_000
"""Bytes, as they travel: text by gzip, faces and pictures as they are."""
FOLDER = path_of(f"{CARD}/app.js").parent
SAID = re.compile(r"""\bsay\(\s*"([a-zA-Z_]+)"|\bsay\([^"`()]*\? "([a-zA-Z_]+)" : "([a-zA-Z_]+)\"""")
MADE = re.compile(r"""\bsay\(`([^`]*)`""")


def scripts() -> dict[str, str]:
    return {str(file.relative_to(FOLDER)): file.read_text(encoding="utf-8") for file in sorted(FOLDER.rglob("*.js"))}


def travels(name: str, body: bytes) -> int:
    return len(body) if name.endswith((".woff2", ".png")) else len(gzip.compress(body, 9))


def test_all_that_a_phone_takes_along_is_light(client: Client) -> None:
    sizes = {name: travels(name, path_of(name).read_bytes()) for name in (*shell().names, WORKER)}
    pages = ("field_card", "field_manifest", "sorting_guide", "sorting_guide_in_english")
    sizes |= {name: travels(name, client.get(reverse(name)).content) for name in pages}
    assert sum(sizes.values()) <= LARGEST_SHELL, sizes


def test_the_page_is_the_same_for_everybody_and_keeps_to_the_content_policy(client: Client) -> None:
    vietnamese = client.get(reverse("field_card"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get(reverse("field_card"))
    assert vietnamese.status_code == 200
    assert vietnamese.content == english.content
    assert "script-src 'self';" in vietnamese.headers["Content-Security-Policy"] + ";"
    assert "csrfmiddlewaretoken" not in vietnamese.content.decode()


def test_the_worker_keeps_every_file_that_the_modules_import_and_none_of_what_is_sent(client: Client) -> None:
    answer = client.get(reverse("field_worker"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    told = json.loads(answer.content.decode().split(";\n", 1)[0].removeprefix("const SHELL = "))
    assert (told["scope"], told["version"]) == (reverse("field_card"), shell().version)
    assert told["never"] == [reverse("field_assignment"), "/hien-truong/phieu/", "/hien-truong/anh/"]
    imported = {
        (FOLDER / name).parent.joinpath(found).resolve()
        for name, text in scripts().items()
        for found in re.findall(r'from "([^"]+)"', text)
    }
    kept = {path_of(name) for name in shell().names}
    assert {each for each in imported if "vendor" not in each.parts} <= kept
    assert {each.name for each in imported if "vendor" in each.parts} == {"idb.js"}
    assert path_of(READER) in kept
    for address in told["files"]:
        if address.startswith("/static/"):
            assert path_of(address.removeprefix("/static/")).is_file()
        else:
            assert client.get(address).status_code == 200


def test_the_worker_is_short_enough_to_be_read() -> None:
    assert len(path_of(WORKER).read_text().splitlines()) <= 120


def test_the_version_tells_whether_anything_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shell().version
    shell.cache_clear()
    assert shell().version == before
    assert re.fullmatch(r"[0-9a-f]{16}", before)
    with monkeypatch.context() as changed:
        changed.setattr("thidua.activities.facts.shell.COLOUR", "#000000")  # of the manifest alone
        shell.cache_clear()
        assert shell().version != before
    shell.cache_clear()


def test_the_manifest_is_the_same_for_everybody_and_its_small_picture_is_among_the_files(client: Client) -> None:
    told = client.get(reverse("field_manifest")).json()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(reverse("field_manifest")).json() == told
    assert (told["start_url"], told["scope"]) == (reverse("field_card"), reverse("field_card"))
    taken = [each["sizes"] for each in told["icons"] if each["src"] in shell().addresses]
    assert taken == ["192x192"]  # the large ones are fetched when the card is put on the home screen


def test_the_card_is_told_the_addresses_that_the_server_answers_under(client: Client) -> None:
    page = client.get(reverse("field_card")).context["page"]
    code = "0b5c6d1e-6a0e-4c1b-9a57-0d7a8a6f2f11"
    told = {name: page["urls"][name].replace("CODE", code) for name in ("records", "photos")}
    assert told == {"records": reverse("put_fact", args=[code]), "photos": reverse("put_photo", args=[code])}


def test_the_manifest_lets_a_phone_put_the_card_on_its_home_screen(client: Client) -> None:
    answer = client.get(reverse("field_manifest"))
    plain = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (plain["start_url"], plain["scope"], plain["display"]) == ("/hien-truong/", "/hien-truong/", "standalone")
    assert {icon["sizes"] for icon in plain["icons"]} == {"192x192", "512x512"}
    assert all(path_of(icon["src"].removeprefix("/static/")).is_file() for icon in plain["icons"])


def test_every_word_that_the_modules_say_is_there_in_both_languages() -> None:
    words = words_of_card()
    assert words["vi"].keys() == words["en"].keys()
    said = {key for text in scripts().values() for found in SAID.findall(text) for key in found if key}
    assert said <= words["vi"].keys(), said - words["vi"].keys()
    stems = {re.sub(r"\$\{.*", "", made) for text in scripts().values() for made in MADE.findall(text)} - {""}
    assert all(any(key.startswith(stem) for key in words["vi"]) for stem in stems), stems
    marks = {key: set(re.findall(r"\{[a-z]+\}", text)) for key, text in words["vi"].items()}
    assert marks == {key: set(re.findall(r"\{[a-z]+\}", text)) for key, text in words["en"].items()}


def test_choices_of_facts_and_pieces_of_the_lists_have_their_words() -> None:
    vietnamese = words_of_card()["vi"]
    wanted = {f"condition_{each}" for each in Condition} | {f"goes_{each}" for each in Destination}
    wanted |= {f"harm_{each}" for each in Harm}
    for (code, _version), its in shipped_item_lists().items():
        wanted |= {f"item_{code.lower()}_{item}" for item in its.items}
    assert wanted <= vietnamese.keys()
    assert {key.removeprefix("kind_") for key in vietnamese if key.startswith("kind_")} <= set(FactKind.values)
    short = shipped_item_lists()["SHORT", "1"].items
    assert {item: vietnamese[f"item_short_{item}"] for item in short} == dict(short)


def test_no_module_holds_words_of_its_own_or_markup_from_strings() -> None:
    letters = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạ-ỹ]")
    for name, text in scripts().items():
        code = re.sub(r"(?m)(^|\s)//.*$", "", text)
        assert not letters.search(code), name
        assert not re.search(r"innerHTML|insertAdjacentHTML|\beval\(|new Function|\.style\b", code), name


def test_pictures_of_the_card_are_our_own_and_few() -> None:
    assert sorted(each.name for each in Path(FOLDER).glob("*.png")) == [
        "icon-192.png",
        "icon-512.png",
        "icon-maskable-512.png",
    ]
