"""A person's browser, as little of it as a drill needs: pages, forms with their hidden fields, files."""

import hashlib
import http.client
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

HIDDEN = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
SECONDS = 120


class CutOffError(Exception):
    """The server went away before it answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was read: where it goes and what it carries unseen. Sent twice, it is the same form."""

    path: str
    hidden: Mapping[str, str]


@dataclass
class Browser:
    """One signed-in person. Not for two threads at once."""

    port: int
    session: str

    @property
    def csrf(self) -> str:
        """The cookie against forged forms: the same as long as the session."""
        return hashlib.sha256(self.session.encode()).hexdigest()[:32]

    def get(self, path: str) -> Answer:
        """Read a page."""
        return self._ask("GET", path, None, {})

    def open_form(self, path: str) -> Form:
        """Read the page of a form: its hidden fields, its token."""
        answer = self.get(path)
        if answer.status != 200:
            raise AssertionError(f"{path} answered {answer.status}:\n{answer.text[:2000]}")
        fields = [dict(ATTRIBUTE.findall(tag)) for tag in HIDDEN.findall(answer.text)]
        hidden = {
            each["name"]: unescape(each.get("value", ""))
            for each in fields
            if each.get("type") == "hidden" and "name" in each
        }
        return Form(path, hidden)

    def send(
        self, form: Form, values: Mapping[str, str], files: Mapping[str, tuple[str, bytes]] | None = None, to: str = ""
    ) -> Answer:
        """Fill in the form and press its button."""
        given = {**form.hidden, **values}
        if files is None:
            body = urlencode(given).encode()
            kind = "application/x-www-form-urlencoded"
        else:
            body, kind = _multipart(given, files)
        return self._ask("POST", to or form.path, body, {"Content-Type": kind})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            cookies = f"sessionid={self.session}; csrftoken={self.csrf}"
            connection.request(method, path, body, {"Cookie": cookies, **headers})
            response = connection.getresponse()
            return Answer(response.status, response.getheader("Location") or "", response.read().decode())
        except (OSError, http.client.HTTPException) as error:
            raise CutOffError(path) from error
        finally:
            connection.close()


def _multipart(values: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    for name, (file, data) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
        parts += [head.encode(), data, b"\r\n"]
    parts.append(f"--{edge}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={edge}"
