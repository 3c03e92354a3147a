"""What a graph's nodes and transitions must be, and where they must lead."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from .graph import Graph, Node, Transition
from .issues import (
    Field,
    Issues,
    a_list,
    an_object,
    any_text,
    error,
    field_issues,
    flag,
    one_of,
    some_text,
    warning,
)
from .json_values import JsonObject, child, objects, text
from .node_rules import FIELDS, property_issues

_NAME: Final = re.compile(r"[A-Za-z0-9 -]+")
_GRAPH: Final = (a_list("nodes"), a_list("transitions"), a_list("sticky_notes"))
_NODE: Final = (
    some_text("id"),
    some_text("name"),
    one_of("type", *FIELDS),
    an_object("properties"),
)
_STICKY_NOTE: Final = (some_text("id"), any_text("content"))
_TRANSITION: Final = (
    some_text("id"),
    some_text("from"),
    some_text("to"),
    one_of("type", "iris", "selector", "outcome_success"),
    flag("require_confirmation"),
    any_text("description", required=False),
    an_object("schema", required=False),
    an_object("properties"),
)


def _is_selectors(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


_SELECTOR: Final = (
    some_text("name"),
    Field("selectors", "a list of at least one selector", _is_selectors),
)


def graph_issues(graph: JsonObject) -> Issues:
    """All that is wrong with a graph, parts first, then where they lead."""
    yield from field_issues(graph, _GRAPH, "graph")
    for node in objects(graph, "nodes"):
        yield from _node_issues(node)
    for transition in objects(graph, "transitions"):
        yield from _transition_issues(transition)
    for index, note in enumerate(objects(graph, "sticky_notes")):
        yield from field_issues(note, _STICKY_NOTE, "sticky_notes", str(index))
    for kind in ("nodes", "transitions"):
        yield from _duplicates(objects(graph, kind), kind)
    yield from _lead(Graph.read(graph))


def _node_issues(node: JsonObject) -> Issues:
    path = ("nodes", text(node, "name") or text(node, "id"))
    yield from field_issues(node, _NODE, *path)
    name = text(node, "name")
    if name and not _NAME.fullmatch(name):
        yield error("A name holds letters, digits, spaces and hyphens only", *path, "name")
    if text(node, "type") in FIELDS and isinstance(node.get("properties"), dict):
        yield from property_issues(text(node, "type"), child(node, "properties"), *path)


def _transition_issues(transition: JsonObject) -> Issues:
    path = ("transitions", text(transition, "id"))
    yield from field_issues(transition, _TRANSITION, *path)
    kind, properties = text(transition, "type"), child(transition, "properties")
    if not kind or not isinstance(transition.get("properties"), dict):
        return
    if text(properties, "type") != kind:
        message = f'"type" must repeat the transition\'s type, "{kind}"'
        yield error(message, *path, "properties", "type")
    if kind == "selector":
        yield from field_issues(properties, _SELECTOR, *path, "properties")


def _duplicates(parts: list[JsonObject], kind: str) -> Issues:
    for id_, count in Counter(text(part, "id") for part in parts).items():
        if count > 1:
            yield error(f'The id "{id_}" is used {count} times', kind, id_)
    names = Counter(text(part, "name") for part in parts if "name" in part)
    for name, count in names.items():
        if count > 1:
            yield warning(f'{count} nodes are named "{name}"', kind, name)


def _lead(graph: Graph) -> Issues:
    for transition in graph.transitions:
        yield from _dangling(graph, transition)
    yield from _beginnings(graph)
    yield from _outputs(graph)
    yield from _dead_ends(graph)


def _dangling(graph: Graph, transition: Transition) -> Issues:
    path = ("transitions", transition.id)
    for end, node_id in (("from", transition.source), ("to", transition.target)):
        if node_id and node_id not in graph.nodes:
            yield error(f'It leads {end} "{node_id}", which is no node of the graph', *path, end)
    source = graph.nodes.get(transition.source)
    if source and not _suits(source, transition):
        yield warning(f'A {source.type} node is not left by "{transition.type}"', *path, "type")
    target = graph.nodes.get(transition.target)
    if target and target.type == "start":
        yield warning("It leads back to the start", *path, "to")


def _suits(source: Node, transition: Transition) -> bool:
    if source.type == "start":
        return True
    settled = source.type in ("url", "api", "playwright_script")
    return settled or transition.type != "outcome_success"


def _beginnings(graph: Graph) -> Issues:
    starts = [node for node in graph.nodes.values() if node.type == "start"]
    for extra in starts[1:]:
        yield error("A graph has one start node only", "nodes", extra.name)


def _outputs(graph: Graph) -> Iterator[JsonObject]:
    outputs = [node for node in graph.nodes.values() if node.type == "output"]
    entry = graph.entry()
    if not outputs or entry is None:
        yield error("A workflow needs an output node to end in", "nodes")
        return
    found = graph.reachable(entry)
    unseen = [node for node in outputs if node.id not in found]
    if len(unseen) == len(outputs):
        yield error(f'No output node can be reached from "{entry.name}"', "nodes")
        return
    for node in unseen:
        yield warning("No way leads to this output node", "nodes", node.name)


def _dead_ends(graph: Graph) -> Issues:
    for node in graph.nodes.values():
        if node.type == "iris" and not graph.has_output(graph.reachable(node)):
            yield warning("No way leads from this AI node to an output", "nodes", node.name)
