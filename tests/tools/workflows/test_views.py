"""How much of a version one answer shows, whatever its size."""

import json
from itertools import pairwise
from typing import cast

import pytest

from asteroid_mcp.asteroid.workflow_models import Node, Transition, Workflow
from asteroid_mcp.tools.workflows.views import MOST_NODE_IDS, View, part_of, view_of

CHARACTERS = 60_000


def node(number: int, words: int = 100) -> Node:
    return {
        "id": f"{number:08}-0000-4000-8000-000000000000",
        "name": f"Step {number}",
        "type": "iris",
        "properties": {"type": "iris", "instructions": "look " * words},
    }


def way(number: int, origin: Node, target: Node) -> Transition:
    return {"id": f"way-{number}", "from": origin["id"], "to": target["id"], "type": "iris"}


def version(nodes: list[Node], ways: list[Transition] | None = None, rules: str = "") -> Workflow:
    line = [way(place, *pair) for place, pair in enumerate(pairwise(nodes))]
    return {
        "id": "version-1",
        "agentId": "agent-1",
        "rules": rules,
        "graph": {"nodes": nodes, "transitions": line if ways is None else ways},
        "settings": {},
        "isPublished": False,
        "createdAt": "2026-01-01T00:00:00Z",
    }


def size(workflow: Workflow, view: View) -> int:
    """The characters of what is shown, and of the ids in the next step."""
    shown = [part_of(workflow["graph"], view.nodes), view.names, view.next_ids]
    return len(json.dumps(shown))


def ids(nodes: list[Node]) -> list[str]:
    return [each["id"] for each in nodes]


@pytest.fixture
def large() -> Workflow:
    return version([node(number) for number in range(302)])


def test_what_fits_is_shown_whole() -> None:
    few = version([node(number) for number in range(5)])
    view = view_of(few, None, CHARACTERS)
    assert view == View(few["graph"]["nodes"])
    assert not view.is_part


def test_of_a_large_graph_the_first_nodes_are_shown_and_all_are_named(large: Workflow) -> None:
    view = view_of(large, None, CHARACTERS)
    nodes = large["graph"]["nodes"]
    assert view.is_large
    assert 10 < len(view.nodes) < 302
    assert view.nodes == nodes[: len(view.nodes)]
    assert [each["id"] for each in view.names] == ids(nodes)
    assert size(large, view) < CHARACTERS - 3_000


def test_transitions_are_shown_with_a_node_at_either_end(large: Workflow) -> None:
    graph = large["graph"]
    part = part_of(graph, graph["nodes"][10:12])
    assert [each["id"] for each in part["transitions"]] == ["way-9", "way-10", "way-11"]
    assert part["nodes"] == graph["nodes"][10:12]


@pytest.mark.parametrize("characters", [10_000, 20_000, CHARACTERS, 200_000])
def test_reading_on_shows_every_node_once_and_each_promise_fits(
    large: Workflow, characters: int
) -> None:
    view = view_of(large, None, characters)
    seen = ids(list(view.nodes))
    while view.next_ids:
        assert len(view.next_ids) <= MOST_NODE_IDS
        promised = list(view.next_ids)
        view = view_of(large, promised, characters)
        assert ids(list(view.nodes)) == promised
        assert view.names == ()
        assert size(large, view) < characters - 3_000
        seen += promised
    assert seen == ids(large["graph"]["nodes"])


def test_more_nodes_than_fit_are_continued_with_the_rest_of_them(large: Workflow) -> None:
    asked = ids(large["graph"]["nodes"])[100:300]
    view = view_of(large, asked, CHARACTERS)
    shown = ids(list(view.nodes))
    assert shown == asked[: len(shown)]
    assert list(view.next_ids) == asked[len(shown) : len(shown) + len(view.next_ids)]


def test_a_node_that_is_larger_than_an_answer_is_shown_alone() -> None:
    nodes = [node(0), node(1, words=20_000), node(2)]
    workflow = version(nodes)
    view = view_of(workflow, None, CHARACTERS)
    assert (view.nodes, list(view.next_ids)) == (nodes[:1], ids(nodes[1:2]))
    alone = view_of(workflow, view.next_ids, CHARACTERS)
    assert (alone.nodes, list(alone.next_ids)) == (nodes[1:2], ids(nodes[2:]))


def test_names_of_very_many_nodes_leave_room_for_nodes() -> None:
    workflow = version([node(number) for number in range(2_000)])
    view = view_of(workflow, None, CHARACTERS)
    assert 300 < len(view.names) < 2_000
    assert len(view.nodes) > 10


def test_long_rules_leave_room_for_nodes_and_names() -> None:
    workflow = version([node(number) for number in range(20)], rules="Be kind. " * 10_000)
    view = view_of(workflow, None, CHARACTERS)
    assert len(view.names) == 20
    assert len(view.nodes) > 10


def test_a_node_in_the_middle_of_many_ways_is_counted_with_them() -> None:
    nodes = [node(number, words=1) for number in range(400)]
    ways = [way(number, nodes[0], each) for number, each in enumerate(nodes[1:])]
    view = view_of(version(nodes, ways), None, CHARACTERS)
    assert view.nodes == nodes[:1]


def test_nodes_are_found_by_their_names_where_these_are_unique() -> None:
    nodes = [node(number) for number in range(4)]
    nodes[3]["name"] = nodes[2]["name"]
    view = view_of(version(nodes), ["Step 1", nodes[3]["id"], "Step 2", "Step 9"], CHARACTERS)
    assert view.nodes == [nodes[1], nodes[3]]
    assert view.not_found == ['"Step 2" (2 nodes have this name)', '"Step 9" (unknown)']
    assert len(view.names) == 4


def test_where_nothing_was_found_nothing_follows(large: Workflow) -> None:
    view = view_of(large, ["nowhere"], CHARACTERS)
    assert cast("list[Node]", view.nodes) == []
    assert (list(view.next_ids), view.not_found) == ([], ['"nowhere" (unknown)'])
