"""Phones in the field, as the server meets them."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

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
