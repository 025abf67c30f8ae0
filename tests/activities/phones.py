"""Phones in the field, as the server meets them."""

import hashlib
import json
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse
from PIL import Image

DEVICE = "0b5c6d1e-6a0e-4c1b-9a57-0d7a8a6f2f11"
DRY = {"litres": "60", "fill": "1", "condition": "DRY"}


class Phone:
    """A phone in the field: it has the secret of its team and nothing else."""

    def __init__(self, secret: str, device: str = DEVICE) -> None:
        self.client = Client(
            headers={"Authorization": f"Field {secret}", "X-Device": device, "Accept": "application/json"}
        )

    def put(self, kind: str, body: dict[str, Any], code: UUID | None = None, **known: Any) -> Any:
        url = reverse("put_fact", args=[code or uuid4()])
        sent = json.dumps({"kind": kind, "body": body, **known})
        return self.client.put(url, sent, content_type="application/json")

    def send(self, content: bytes, code: UUID | None = None, **headers: str) -> Any:
        """A photograph; `headers` say what is known of it."""
        known = {"X-Sha256": hashlib.sha256(content).hexdigest(), "X-Faces": "yes", **headers}
        url = reverse("put_photo", args=[code or uuid4()])
        return self.client.put(url, content, content_type="image/jpeg", headers=known)


def picture(colour: str = "navy") -> bytes:
    """A small JPEG."""
    kept = BytesIO()
    Image.new("RGB", (64, 48), colour).save(kept, "JPEG")
    return kept.getvalue()
