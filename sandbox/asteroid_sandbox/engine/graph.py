"""A workflow's graph, read leniently: what is malformed is left out, `validation` names it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from .json_values import JsonObject, child, objects, text


@dataclass(frozen=True, slots=True)
class Node:
    """One node: `type` is start, iris, playwright_script, api, url or output."""

    id: str
    name: str
    type: str
    properties: JsonObject


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from one node to another: `type` is iris, selector or outcome_success."""

    id: str
    source: str
    target: str
    type: str
    description: str
    properties: JsonObject
    schema: JsonObject
    require_confirmation: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id and the transitions between them, in the order in which the version has them."""

    nodes: dict[str, Node]
    transitions: tuple[Transition, ...]
    _ways: dict[str, list[Transition]] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, graph: JsonObject) -> Self:
        """Build from the API's `{nodes, transitions, sticky_notes}`."""
        nodes = {node.id: node for node in map(_node, objects(graph, "nodes"))}
        transitions = tuple(map(_transition, objects(graph, "transitions")))
        ways: dict[str, list[Transition]] = {}
        for transition in transitions:
            ways.setdefault(transition.source, []).append(transition)
        return cls(nodes, transitions, ways)

    def outgoing(self, node: Node) -> list[Transition]:
        """The transitions that leave a node for one that exists."""
        return [way for way in self._ways.get(node.id, ()) if way.target in self.nodes]

    def entry(self) -> Node | None:
        """Where runs begin: the start node, else the first node nothing leads to, else the first.

        None when there are no nodes.
        """
        nodes = self.nodes.values()
        targets = {transition.target for transition in self.transitions}
        start = next((node for node in nodes if node.type == "start"), None)
        source = next((node for node in nodes if node.id not in targets), None)
        return start or source or next(iter(nodes), None)

    def reachable(self, node: Node) -> set[str]:
        """The ids of all nodes a run at `node` may come to, itself included."""
        found = {node.id}
        waiting = [node]
        while waiting:
            for way in self.outgoing(waiting.pop()):
                if way.target not in found:
                    found.add(way.target)
                    waiting.append(self.nodes[way.target])
        return found

    def has_output(self, ids: Iterable[str]) -> bool:
        """Whether one of these nodes is an Output node."""
        return any(self.nodes[id_].type == "output" for id_ in ids)


def _node(node: JsonObject) -> Node:
    return Node(text(node, "id"), text(node, "name"), text(node, "type"), child(node, "properties"))


def _transition(transition: JsonObject) -> Transition:
    return Transition(
        id=text(transition, "id"),
        source=text(transition, "from"),
        target=text(transition, "to"),
        type=text(transition, "type"),
        description=text(transition, "description"),
        properties=child(transition, "properties"),
        schema=child(transition, "schema"),
        require_confirmation=transition.get("require_confirmation") is True,
    )
