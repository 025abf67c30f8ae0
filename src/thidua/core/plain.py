"""YAML text → plain data whose numbers stay as written, with the line of every value.

Numbers and days are kept as text: 0.1 stays exact, an impossible day reaches the check that names it. A key written
twice, an alias (a file could fold itself into a cycle) and a file too large or too deep are faults.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

Path = tuple[str | int, ...]
"""The way to a value in plain data: ("criteria", 0, "max")."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the text itself: a code whose sentence each part of the core has, and where."""

    code: str
    data: Mapping[str, object] = field(default_factory=dict, hash=False)
    path: Path = ()
    line: int | None = None


LARGEST: Final = 500_000
"""Characters: some thirty times the largest table held; read in three seconds at worst."""
DEEPEST: Final = 40

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where the wheel carries it: the parser in Python takes many times as long."""

_BOOLEANS: Final = {"yes": True, "true": True, "no": False, "false": False}


class Lines(dict[Path, int]):
    """Path → line, counted from 1."""

    def of(self, path: Path) -> int | None:
        """The line of a path, or of the nearest thing around it."""
        while path and path not in self:
            path = path[:-1]
        return self.get(path)


def read_plain(text: str) -> tuple[Any, Lines, list[Fault]]:
    """The data, the line of each path, and what is wrong with the text itself."""
    lines, faults = Lines(), list[Fault]()
    if len(text) > LARGEST:
        return None, lines, [Fault("too_large", {"thousands": LARGEST // 1000}, line=1)]
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark is not None else 1
                return None, lines, [Fault("too_deep", line=line)]
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark is not None else 1
                return None, lines, [Fault("alias", line=line)]
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        why = getattr(error, "problem", None) or error
        return None, lines, [Fault("not_yaml", {"why": why}, line=line)]
    if node is None:
        return None, lines, [Fault("empty", line=1)]
    return _build(node, (), lines, faults), lines, faults


def _build(node: yaml.Node, path: Path, lines: Lines, faults: list[Fault]) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if isinstance(node, yaml.SequenceNode):
        return [_build(each, (*path, at), lines, faults) for at, each in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, path, lines, faults)
    value = str(node.value)
    if getattr(node, "style", None):
        return value
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return _BOOLEANS.get(value.lower(), value) if node.tag == "tag:yaml.org,2002:bool" else value


def _build_mapping(node: yaml.MappingNode, path: Path, lines: Lines, faults: list[Fault]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(Fault("bad_key", {}, path, line))
            continue
        key = str(key_node.value)
        if key in built:
            faults.append(Fault("key_twice", {"key": key}, (*path, key), line))
            continue
        built[key] = _build(value_node, (*path, key), lines, faults)
        lines[(*path, key)] = line
    return built
