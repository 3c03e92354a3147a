"""What is certainly wrong with a workflow version, found before it is sent."""

import re
from collections.abc import Collection, Iterator, Sequence

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.declaration.arguments import Problem
from asteroid_mcp.tools.workflows.parameters import GraphFields

_INPUT_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_SETTINGS = ("viewport_width", "viewport_height", "max_timeout_mins")
_NOT_A_TEXT = "must be a text that is not empty"


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
            yield Problem(f"{where}.name", _NOT_A_TEXT)
        if not isinstance(node.get("properties"), dict):
            yield Problem(f"{where}.properties", "must be an object")
        yield from _type_problems(node, where)


def _transition_problems(
    transitions: Sequence[JsonObject], nodes: Collection[Json]
) -> Iterator[Problem]:
    yield from _repeated(transitions, "id", "graph.transitions")
    for place, transition in enumerate(transitions):
        where = f"graph.transitions[{place}]"
        yield from _type_problems(transition, where)
        for end in ("from", "to"):
            node = transition.get(end)
            if not _is_text(node):
                yield Problem(f"{where}.{end}", "must be the id of a node")
            elif node not in nodes:
                yield Problem(f"{where}.{end}", f"no node has the id {node}")


def _type_problems(item: JsonObject, where: str) -> Iterator[Problem]:
    kind, properties = item.get("type"), item.get("properties")
    if not _is_text(kind):
        yield Problem(f"{where}.type", _NOT_A_TEXT)
    elif isinstance(properties, dict) and properties.get("type", kind) != kind:
        yield Problem(f"{where}.properties.type", f"must repeat the type, {kind}")


def _setting_problems(settings: JsonObject) -> Iterator[Problem]:
    for name in _SETTINGS:
        value = settings.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(f"settings.{name}", "must be a whole number")


def _input_problems(inputs: Sequence[JsonObject]) -> Iterator[Problem]:
    yield from _repeated(inputs, "name", "inputs")
    for place, declared in enumerate(inputs):
        name = declared.get("name")
        if isinstance(name, str) and name and not _INPUT_NAME.fullmatch(name):
            what = "may only hold letters, digits and _, and begins with no digit"
            yield Problem(f"inputs[{place}].name", what)
        if not isinstance(declared.get("schema"), dict):
            yield Problem(f"inputs[{place}].schema", 'must be an object such as {"type": "string"}')


def _repeated(items: Sequence[JsonObject], key: str, where: str) -> Iterator[Problem]:
    first: dict[Json, int] = {}
    for place, item in enumerate(items):
        value = item.get(key)
        if not _is_text(value):
            yield Problem(f"{where}[{place}].{key}", _NOT_A_TEXT)
        elif first.setdefault(value, place) != place:
            yield Problem(f"{where}[{place}].{key}", f"repeats that of {where}[{first[value]}]")


def _ids(nodes: Sequence[JsonObject]) -> frozenset[Json]:
    return frozenset(node["id"] for node in nodes if _is_text(node.get("id")))


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and value != ""
