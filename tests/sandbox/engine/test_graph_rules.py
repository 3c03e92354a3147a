from collections.abc import Callable

import pytest

from asteroid_sandbox.engine.json_values import JsonObject

from .bodies import only, told, version
from .graphs import graph, line, node, output, start, task, way


def test_selector_transitions_have_a_name_and_selectors() -> None:
    nodes = [task("A"), output()]
    good = way("A", "Done", "selector", name="inbox", selectors=["#mail"])
    assert told(version(graph(nodes, [good]))) == []
    bad = way("A", "Done", "selector", selectors=[])
    assert [path for _, path, _ in told(version(graph(nodes, [bad])))] == [
        "transitions/A>Done>selector/properties/name",
        "transitions/A>Done>selector/properties/selectors",
    ]


def rename(name: str) -> Callable[[JsonObject], JsonObject]:
    return lambda made: {**made, "name": name}


@pytest.mark.parametrize("name", ["Log_in", "Anmelden: Öl", "a/b"])
def test_a_nodes_name_holds_letters_digits_spaces_and_hyphens(name: str) -> None:
    severity, path, message = only(version(graph([rename(name)(output())], [])))
    assert (severity, path) == ("error", f"nodes/{name}/name")
    assert "letters, digits, spaces and hyphens" in message


def test_an_unknown_type_of_node_is_told_with_the_known_ones() -> None:
    severity, path, message = only(version(line(node("A", "vesta"), output())))
    assert (severity, path) == ("error", "nodes/A/type")
    assert "start, iris, playwright_script, api, url, output" in message


def test_an_unknown_type_of_transition_is_told_with_the_known_ones() -> None:
    broken = way("A", "Done", "teleport")
    severity, path, message = only(version(graph([task("A"), output()], [broken])))
    assert (severity, path) == ("error", "transitions/A>Done>teleport/type")
    assert "iris, selector, outcome_success" in message


def test_a_transition_repeats_its_type_and_says_whether_to_confirm() -> None:
    broken = way("A", "Done", properties={}, require_confirmation="no")
    issues = told(version(graph([task("A"), output()], [broken])))
    assert [path for _, path, _ in issues] == [
        "transitions/A>Done>iris/require_confirmation",
        "transitions/A>Done>iris/properties/type",
    ]


def test_a_transition_without_a_type_is_told_once() -> None:
    broken = way("A", "Done")
    del broken["type"]
    assert only(version(graph([task("A"), output()], [broken])))[1].endswith("iris/type")


def test_dangling_transitions_are_told_by_their_end() -> None:
    ways = [way("A", "Done"), way("A", "Gone"), way("Lost", "Done")]
    issues = told(version(graph([task("A"), output()], ways)))
    assert [(severity, path) for severity, path, _ in issues] == [
        ("error", "transitions/A>Gone>iris/to"),
        ("error", "transitions/Lost>Done>iris/from"),
    ]
    assert "id-Gone" in issues[0][2]


def test_ids_are_used_once() -> None:
    nodes = [task("A"), {**task("B"), "id": "id-A"}, output()]
    ways = [way("A", "Done"), way("A", "Done")]
    issues = told(version(graph(nodes, ways)))
    assert [path for _, path, _ in issues] == ["nodes/id-A", "transitions/A>Done>iris"]
    assert "used 2 times" in issues[0][2]


def test_names_that_are_used_twice_are_a_warning() -> None:
    nodes = [task("A"), {**task("A"), "id": "other"}, output()]
    ways = [way("A", "Done"), {**way("A", "Done"), "id": "second", "from": "other"}]
    assert only(version(graph(nodes, ways)))[:2] == ("warning", "nodes/A")


def test_a_graph_without_an_output_is_told() -> None:
    issues = told(version(line(task("A"))))
    assert ("error", "nodes", "A workflow needs an output node to end in") in issues


def test_a_graph_whose_outputs_cannot_be_reached_is_told() -> None:
    issues = told(version(graph([start(), output()], [])))
    assert issues == [("error", "nodes", 'No output node can be reached from "Start"')]


def test_one_output_out_of_reach_is_a_warning() -> None:
    workflow = graph([start(), output(), output("Other")], [way("Start", "Done")])
    assert only(version(workflow))[:2] == ("warning", "nodes/Other")


def test_an_ai_node_without_a_way_to_an_output_is_a_warning() -> None:
    ways = [way("A", "B"), way("A", "Done")]
    severity, path, message = only(version(graph([task("A"), task("B"), output()], ways)))
    assert (severity, path) == ("warning", "nodes/B")
    assert "to an output" in message


def test_a_second_start_is_told() -> None:
    nodes = [start(), {**start(), "id": "second", "name": "Again"}, output()]
    assert only(version(graph(nodes, [way("Start", "Done")])))[:2] == ("error", "nodes/Again")


def test_a_way_back_to_the_start_is_a_warning() -> None:
    ways = [way("Start", "A"), way("A", "Start"), way("A", "Done")]
    issue = only(version(graph([start(), task("A"), output()], ways)))
    assert issue[:2] == ("warning", "transitions/A>Start>iris/to")


def test_an_ai_node_left_by_outcome_success_is_a_warning() -> None:
    workflow = graph([task("A"), output()], [way("A", "Done", "outcome_success")])
    assert only(version(workflow))[:2] == ("warning", "transitions/A>Done>outcome_success/type")


def test_a_note_says_something() -> None:
    workflow: JsonObject = {**line(output()), "sticky_notes": [{"id": "note"}]}
    assert only(version(workflow))[:2] == ("error", "sticky_notes/0/content")


def test_properties_that_are_missing_are_told_once() -> None:
    nodes, ways = [task("A"), output()], [way("A", "Done")]
    del nodes[0]["properties"]
    del ways[0]["properties"]
    assert [path for _, path, _ in told(version(graph(nodes, ways)))] == [
        "nodes/A/properties",
        "transitions/A>Done>iris/properties",
    ]
