"""The portal reads what was published, and what is published points into nothing that is decided."""

import ast

from django.apps import apps

from tests.architecture.source import PACKAGE

READ = {"thidua.publishing", "thidua.common", "thidua.portal"}
"""What the portal may import."""
POINTED = {
    "publishing",
    "documents",
    "organisations",
    "accounts",
    "contenttypes",
    "taggit",
    "wagtailcore",
    "wagtailsearch",
}
"""Into what published things may point: who publishes, files, and the tables of the editing system."""


def test_the_portal_reads_publishing_alone() -> None:
    found = set()
    for file in (PACKAGE / "portal").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                named = [node.module or ""]
            elif isinstance(node, ast.Import):
                named = [each.name for each in node.names]
            else:
                named = []
            found |= {".".join(name.split(".")[:2]) for name in named if name.startswith("thidua.")}

    assert "thidua.publishing" in found
    assert found - READ == set()


def test_nothing_published_points_into_what_is_decided() -> None:
    pointed = {
        field.related_model._meta.app_label
        for model in apps.get_app_config("publishing").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
    }

    assert "organisations" in pointed
    assert pointed - POINTED == set()
