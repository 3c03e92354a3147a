"""How much of a version one answer shows: all of it, or the nodes that fit and how to go on."""

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypedDict

from asteroid_mcp.asteroid.workflow_models import Graph, Node, Workflow
from asteroid_mcp.tools.shared.wording import quoted

MOST_NODE_IDS = 200


class NodeLine(TypedDict):
    """A node of a graph, by name."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a version.

    `only_nodes` where some nodes were asked for; `is_large` where all of it does not fit into one
    answer; `next_ids` are the nodes of the next one, `not_found` says what was asked for in vain.
    """

    nodes: Sequence[Node]
    names: Sequence[NodeLine] = ()
    only_nodes: bool = False
    is_large: bool = False
    next_ids: Sequence[str] = ()
    not_found: Sequence[str] = ()

    @property
    def is_part(self) -> bool:
        """Whether some of the version is left out."""
        return self.only_nodes or self.is_large


def view_of(workflow: Workflow, asked: Collection[str] | None, characters: int) -> View:
    """Choose what an answer of so many characters shows; `asked` are ids or names of nodes."""
    graph = workflow["graph"]
    room = characters * 8 // 10 - 2_000  # The rest is for the first line and the next steps.
    is_large = _size(workflow) > room
    if asked is None:
        return _beginning(workflow, room) if is_large else View(graph["nodes"])
    found, not_found = _find(graph["nodes"], asked)
    if not is_large:
        return View(found, _named(graph), only_nodes=True, not_found=not_found)
    shown = _that_fit(graph, found, room)
    after = _next_ids(graph, found[len(shown) :] or _behind(graph, shown), room)
    return View(shown, only_nodes=True, is_large=True, next_ids=after, not_found=not_found)


def part_of(graph: Graph, nodes: Iterable[Node]) -> Graph:
    """Answer these nodes with the transitions that begin or end at them."""
    ids = {node["id"] for node in nodes}
    return {
        "nodes": [node for node in graph["nodes"] if node["id"] in ids],
        "transitions": [
            each for each in graph["transitions"] if each["from"] in ids or each["to"] in ids
        ],
        "sticky_notes": [],
    }


def _beginning(workflow: Workflow, room: int) -> View:
    graph = workflow["graph"]
    quarter = room // 4
    left = max(2 * quarter, room - _size({**workflow, "graph": {}}))
    names = _leading(_named(graph), left - quarter)
    shown = _that_fit(graph, graph["nodes"], left - _size(names))
    after = graph["nodes"][len(shown) :]
    return View(shown, names, is_large=True, next_ids=_next_ids(graph, after, room))


def _find(nodes: Sequence[Node], asked: Collection[str]) -> tuple[list[Node], list[str]]:
    count = Counter(node["name"] for node in nodes)
    ids = {node["name"]: node["id"] for node in nodes if count[node["name"]] == 1}
    ids |= {node["id"]: node["id"] for node in nodes}
    wanted = {ids.get(each) for each in asked}
    return (
        [node for node in nodes if node["id"] in wanted],
        [_in_vain(each, count[each]) for each in asked if each not in ids],
    )


def _in_vain(asked: str, count: int) -> str:
    return f"{quoted(asked)} ({f'{count} nodes have this name' if count else 'unknown'})"


def _named(graph: Graph) -> list[NodeLine]:
    return [
        {"id": each["id"], "name": each["name"], "type": each["type"]} for each in graph["nodes"]
    ]


def _behind(graph: Graph, shown: Sequence[Node]) -> Sequence[Node]:
    """Answer the nodes after the last of those shown."""
    ids = {node["id"] for node in shown}
    places = [place for place, node in enumerate(graph["nodes"]) if node["id"] in ids]
    return graph["nodes"][places[-1] + 1 :] if places else ()


def _next_ids(graph: Graph, nodes: Sequence[Node], room: int) -> Sequence[str]:
    ids = [node["id"] for node in _that_fit(graph, nodes, room)][:MOST_NODE_IDS]
    return _leading(ids, room // 8) or ids[:1]


def _that_fit(graph: Graph, nodes: Sequence[Node], room: int) -> Sequence[Node]:
    """Answer the first of the nodes, at least one, that fit with the transitions at them."""
    return nodes[: max(1, _how_many(_sizes(graph, nodes), room))]


def _sizes(graph: Graph, nodes: Iterable[Node]) -> Iterator[int]:
    """Answer the size of each node with those transitions at it that none before it has."""
    ways: defaultdict[str, set[int]] = defaultdict(set)
    for place, way in enumerate(graph["transitions"]):
        ways[way["from"]].add(place)
        ways[way["to"]].add(place)
    told: set[int] = set()
    for node in nodes:
        fresh = ways[node["id"]] - told
        told |= fresh
        yield _size(node) + sum(_size(graph["transitions"][place]) for place in fresh)


def _leading[Item](items: Sequence[Item], room: int) -> Sequence[Item]:
    return items[: _how_many(map(_size, items), room)]


def _how_many(sizes: Iterable[int], room: int) -> int:
    return bisect_right([*accumulate(sizes)], room)


def _size(value: object) -> int:
    """Answer the characters that a value takes within an array of an answer."""
    return len(json.dumps(value, ensure_ascii=False)) + len(", ")
