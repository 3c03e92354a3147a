"""A version as a directory of files.

settings.json                    viewport and timeout
environment.json                 where the agent works
inputs.json                      the declared inputs
rules.md                         the rules
graph.json                       nodes and transitions, without the instructions
nodes/<name>/instructions.md     an AI Task's instructions; <name> as in `log-in`
anything else                    a file of the version
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from asteroid_sandbox.engine.json_values import Json, JsonObject, child, objects, text
from asteroid_sandbox.workflows.versions import BROWSER, Version

STRUCTURAL: Final = ("environment.json", "graph.json", "inputs.json", "rules.md", "settings.json")
_INSTRUCTIONS: Final = re.compile(r"nodes/[^/]+/instructions\.md")


class BadFileError(Exception):
    """A structural file that cannot be read; `path` is the file's."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(detail)
        self.path = path
        self.detail = detail


def is_structural(path: str) -> bool:
    """Whether a path is part of the version's structure rather than a file of its own."""
    return path in STRUCTURAL or _INSTRUCTIONS.fullmatch(path) is not None


def structural_files(version: Version) -> dict[str, str]:
    """The version's structure as texts by path."""
    files = {
        "environment.json": _written(version.environment or BROWSER),
        "graph.json": _written(_graph_without_instructions(version.graph)),
        "inputs.json": _written([*version.inputs]),
        "rules.md": version.rules,
        "settings.json": _written(version.settings),
    }
    nodes = objects(version.graph, "nodes")
    return files | {
        _path_of(node): text(child(node, "properties"), "instructions")
        for node in nodes
        if node.get("type") == "iris"
    }


def with_structure(version: Version, writes: Mapping[str, str]) -> Version:
    """The version with these texts written over it; raises BadFileError naming the first bad one.

    A node that graph.json no longer has takes its instructions with it; one that was renamed keeps
    them.
    """
    files = {**structural_files(version), **writes}
    graph = _object("graph.json", files)
    before = {text(node, "id"): node for node in objects(version.graph, "nodes")}
    nodes = [
        _instructed(node, before.get(text(node, "id"), {}), writes)
        for node in objects(graph, "nodes")
    ]
    _refuse_homeless(nodes, writes)
    return replace(
        version,
        rules=files["rules.md"],
        graph={**graph, "nodes": [*nodes]},
        settings=_object("settings.json", files),
        environment=_object("environment.json", files),
        inputs=_inputs(files),
    )


def _refuse_homeless(nodes: list[JsonObject], writes: Mapping[str, str]) -> None:
    known = {_path_of(node) for node in nodes if node.get("type") == "iris"}
    for path in writes:
        if path not in STRUCTURAL and path not in known:
            raise BadFileError(path, "belongs to no AI Task in graph.json")


def _graph_without_instructions(graph: JsonObject) -> JsonObject:
    nodes = [_without_instructions(node) for node in objects(graph, "nodes")]
    return {**graph, "nodes": [*nodes]}


def _without_instructions(node: JsonObject) -> JsonObject:
    if node.get("type") != "iris":
        return node
    kept = {key: value for key, value in child(node, "properties").items() if key != "instructions"}
    return {**node, "properties": kept}


def _instructed(node: JsonObject, before: JsonObject, writes: Mapping[str, str]) -> JsonObject:
    if node.get("type") != "iris":
        return node
    properties = child(node, "properties")
    kept = text(properties, "instructions") or text(child(before, "properties"), "instructions")
    instructions = writes.get(_path_of(node), kept)
    return {**node, "properties": {**properties, "instructions": instructions}}


def _path_of(node: JsonObject) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text(node, "name").lower()).strip("-")
    return f"nodes/{slug or text(node, 'id')}/instructions.md"


def _inputs(files: Mapping[str, str]) -> list[JsonObject]:
    value = _read("inputs.json", files)
    if not isinstance(value, list):
        raise BadFileError("inputs.json", "must hold an array of objects")
    found = [item for item in value if isinstance(item, dict)]
    if len(found) != len(value):
        raise BadFileError("inputs.json", "must hold an array of objects")
    return found


def _object(path: str, files: Mapping[str, str]) -> JsonObject:
    value = _read(path, files)
    if not isinstance(value, dict):
        raise BadFileError(path, "must hold a JSON object")
    return value


def _read(path: str, files: Mapping[str, str]) -> Json:
    try:
        value: Json = json.loads(files[path])
    except ValueError as error:
        raise BadFileError(path, f"is not valid JSON: {error}") from error
    return value


def _written(value: Json) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
