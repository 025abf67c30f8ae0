"""YAML as plain text, lists and mappings: no number is read as binary, no key stands there twice, nothing is shared."""

from __future__ import annotations

from typing import Any

import yaml

from thidua.core.impact.errors import ImpactError


class _Loader(yaml.BaseLoader):
    """Every scalar is text; a key that stands there twice and an alias are refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        seen = set()
        for key in keys:
            if not isinstance(key, str) or key in seen:
                raise ImpactError("duplicate_key", {"key": key})
            seen.add(key)
        return super().construct_mapping(node, deep=True)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise ImpactError("alias")
        return super().compose_node(parent, index)


def read_plain(text: str) -> Any:
    """What the text says. Raises `ImpactError`: not_yaml, duplicate_key, alias."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 — a BaseLoader makes text only
    except (yaml.YAMLError, RecursionError) as error:
        raise ImpactError("not_yaml", {"detail": str(error).splitlines()[0]}) from None
