"""What is certainly wrong with a workflow version, found before it is sent."""

import json
import re
from collections.abc import Collection, Iterator, Sequence

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.declaration.arguments import Problem
from asteroid_mcp.tools.shared.wording import one_line
from asteroid_mcp.tools.workflows.parameters import GraphFields

_NODE_TYPES = ("start", "iris", "playwright_script", "api", "url", "output")
_TRANSITION_TYPES = ("iris", "selector", "outcome_success")
_INPUT_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_SETTINGS = ("viewport_width", "viewport_height", "max_timeout_mins")
_NOT_A_TEXT = "must be a text that is not empty"
_SHOWN = 60


def version_problems(
    graph: GraphFields, settings: JsonObject, inputs: Sequence[JsonObject]
) -> list[Problem]:
    """Name everything that cannot be right, with its path; the rest is for Asteroid to judge."""
    nodes, transitions = graph["nodes"], graph["transitions"]
    return [
        *_node_problems(nodes),
        *_transition_problems(transitions, _ids(nodes)),
        *_setting_problems(settings),
        *_input_problems(inputs),
    ]


def _node_problems(nodes: Sequence[JsonObject]) -> Iterator[Problem]:
    yield from _repeated(nodes, "id", "graph.nodes")
    for place, node in enumerate(nodes):
        where = f"graph.nodes[{place}]"
        if not _is_text(node.get("name")):
            yield _wrong(f"{where}.name", _NOT_A_TEXT, node.get("name"))
        if not isinstance(node.get("properties"), dict):
            yield _wrong(f"{where}.properties", "must be an object", node.get("properties"))
        yield from _type_problems(node, where, _NODE_TYPES)
    if all(node.get("type") != "output" for node in nodes):
        yield Problem("graph.nodes", "needs a node of type output, where a run ends; has none")


def _transition_problems(
    transitions: Sequence[JsonObject], nodes: Collection[Json]
) -> Iterator[Problem]:
    yield from _repeated(transitions, "id", "graph.transitions")
    for place, transition in enumerate(transitions):
        where = f"graph.transitions[{place}]"
        yield from _type_problems(transition, where, _TRANSITION_TYPES)
        for end in ("from", "to"):
            node = transition.get(end)
            if not _is_text(node):
                yield _wrong(f"{where}.{end}", "must be the id of a node", node)
            elif node not in nodes:
                yield Problem(f"{where}.{end}", f"no node has the id {_shown(node)}")


def _type_problems(item: JsonObject, where: str, known: Collection[Json]) -> Iterator[Problem]:
    kind, properties = item.get("type"), item.get("properties")
    if kind not in known:
        yield _wrong(f"{where}.type", f"must be one of {', '.join(map(str, known))}", kind)
    elif isinstance(properties, dict) and properties.get("type", kind) != kind:
        given = properties["type"]
        yield _wrong(f"{where}.properties.type", f"must repeat the type, {kind}", given)


def _setting_problems(settings: JsonObject) -> Iterator[Problem]:
    for name in _SETTINGS:
        value = settings.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield _wrong(f"settings.{name}", "must be a whole number from 1", value)


def _input_problems(inputs: Sequence[JsonObject]) -> Iterator[Problem]:
    yield from _repeated(inputs, "name", "inputs")
    for place, declared in enumerate(inputs):
        name = declared.get("name")
        if isinstance(name, str) and name and not _INPUT_NAME.fullmatch(name):
            what = "may only hold letters, digits and _, and begins with no digit"
            yield _wrong(f"inputs[{place}].name", what, name)
        if not isinstance(declared.get("schema"), dict):
            what = 'must be an object such as {"type": "string"}'
            yield _wrong(f"inputs[{place}].schema", what, declared.get("schema"))


def _repeated(items: Sequence[JsonObject], key: str, where: str) -> Iterator[Problem]:
    first: dict[Json, int] = {}
    for place, item in enumerate(items):
        value = item.get(key)
        if not _is_text(value):
            yield _wrong(f"{where}[{place}].{key}", _NOT_A_TEXT, value)
        elif first.setdefault(value, place) != place:
            yield Problem(f"{where}[{place}].{key}", f"repeats that of {where}[{first[value]}]")


def _ids(nodes: Sequence[JsonObject]) -> frozenset[Json]:
    return frozenset(node["id"] for node in nodes if _is_text(node.get("id")))


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and value != ""


def _wrong(where: str, what: str, value: Json) -> Problem:
    """Say what a value must be, and what was given instead, if anything."""
    return Problem(where, what if value is None else f"{what}; got {_shown(value)}")


def _shown(value: Json) -> str:
    return one_line(json.dumps(value, ensure_ascii=False), _SHOWN)
