from asteroid_sandbox.engine.graph import Graph
from asteroid_sandbox.engine.json_values import JsonObject

from .graphs import graph, line, output, start, task, way


def entry_of(workflow: JsonObject) -> str:
    entry = Graph.read(workflow).entry()
    return entry.name if entry else ""


def test_a_run_begins_at_the_start_node() -> None:
    assert entry_of(line(task("A"), output(), start())) == "Start"


def test_without_a_start_it_begins_where_nothing_leads() -> None:
    workflow = graph([output(), task("A"), task("B")], [way("B", "A"), way("A", "Done")])
    assert entry_of(workflow) == "B"


def test_in_a_ring_it_begins_at_the_first_node() -> None:
    assert entry_of(graph([task("A"), task("B")], [way("A", "B"), way("B", "A")])) == "A"


def test_an_empty_graph_begins_nowhere() -> None:
    assert not entry_of({})


def test_ways_to_nodes_that_do_not_exist_are_no_ways() -> None:
    read = Graph.read(graph([task("A")], [way("A", "Gone")]))
    assert read.outgoing(read.nodes["id-A"]) == []


def test_reachable_nodes_are_found_through_rings() -> None:
    ways = [way("A", "B"), way("B", "A"), way("B", "Done")]
    read = Graph.read(graph([task("A"), task("B"), task("C"), output()], ways))
    found = read.reachable(read.nodes["id-A"])
    assert found == {"id-A", "id-B", "id-Done"}
    assert read.has_output(found)
    assert not read.has_output({"id-C"})


def test_malformed_parts_are_left_out() -> None:
    read = Graph.read({"nodes": [5, {"id": "x", "name": 7, "properties": []}], "transitions": "no"})
    assert [(found.id, found.name, found.properties) for found in read.nodes.values()] == [
        ("x", "", {})
    ]
    assert read.transitions == ()
