"""A version's faults are all found at once, each with its path, and nothing else is refused."""

import json

import pytest

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.workflows.checks import version_problems
from asteroid_mcp.tools.workflows.parameters import GraphFields

SETTINGS: JsonObject = {"viewport_width": 1280, "viewport_height": 800, "max_timeout_mins": 60}


def node(node_id: str, kind: str = "url", **more: Json) -> JsonObject:
    return {"id": node_id, "name": node_id, "type": kind, "properties": {"type": kind}, **more}


def transition(origin: str, target: str) -> JsonObject:
    return {
        "id": f"{origin}-{target}",
        "from": origin,
        "to": target,
        "type": "outcome_success",
        "properties": {"type": "outcome_success"},
    }


END = node("end", "output")


def graph(*nodes: JsonObject, ways: tuple[JsonObject, ...] = ()) -> GraphFields:
    return {"nodes": [*nodes, END], "transitions": list(ways)}


def problems(
    drawn: GraphFields, settings: JsonObject = SETTINGS, inputs: tuple[JsonObject, ...] = ()
) -> list[str]:
    return [str(problem) for problem in version_problems(drawn, settings, inputs)]


def test_a_sound_version_has_no_problems() -> None:
    drawn = graph(node("a"), ways=(transition("a", "end"),))
    declared: JsonObject = {"name": "policy_number", "schema": {"type": "string"}}
    assert problems(drawn, inputs=(declared,)) == []


def test_unknown_fields_are_left_for_asteroid_to_judge() -> None:
    drawn = graph(node("a", colour="red"))
    assert problems(drawn, SETTINGS | {"new_agent_loop": True}) == []


@pytest.mark.parametrize("kind", ["start", "iris", "playwright_script", "api", "url", "output"])
def test_six_types_of_nodes_are_known(kind: str) -> None:
    assert problems(graph(node("a", kind))) == []


@pytest.mark.parametrize("kind", ["iris", "selector", "outcome_success"])
def test_three_types_of_transitions_are_known(kind: str) -> None:
    way = transition("a", "end") | {"type": kind, "properties": {"type": kind}}
    assert problems(graph(node("a"), ways=(way,))) == []


def test_unknown_types_are_named_with_those_that_are_known() -> None:
    way = transition("a", "end") | {"type": "success"}
    known = "start, iris, playwright_script, api, url, output"
    assert problems(graph(node("a", "ai"), ways=(way,))) == [
        f'graph.nodes[0].type: must be one of {known}; got "ai"',
        'graph.transitions[0].type: must be one of iris, selector, outcome_success; got "success"',
    ]


def test_a_run_needs_an_output_node_to_end_in() -> None:
    endless: GraphFields = {"nodes": [node("a")], "transitions": []}
    assert problems(endless) == [
        "graph.nodes: needs a node of type output, where a run ends; has none"
    ]


def test_what_comes_without_a_repeated_type_is_left_for_asteroid_to_judge() -> None:
    bare = transition("a", "a")
    del bare["properties"]
    drawn = graph(node("a") | {"properties": {}}, ways=(bare,))
    assert problems(drawn) == []


def test_a_repeated_id_names_both_places() -> None:
    ways = (transition("a", "b"), transition("a", "b"))
    assert problems(graph(node("a"), node("b"), node("a"), ways=ways)) == [
        "graph.nodes[2].id: repeats that of graph.nodes[0]",
        "graph.transitions[1].id: repeats that of graph.transitions[0]",
    ]


def test_a_transition_must_lead_from_node_to_node() -> None:
    lost = transition("a", "nowhere") | {"from": None}
    assert problems(graph(node("a"), ways=(lost,))) == [
        "graph.transitions[0].from: must be the id of a node",
        'graph.transitions[0].to: no node has the id "nowhere"',
    ]


@pytest.mark.parametrize("missing", ["id", "name", "type", "properties"])
def test_a_node_lacks_nothing(missing: str) -> None:
    incomplete = node("a")
    del incomplete[missing]
    [problem] = problems(graph(incomplete))
    assert problem.startswith(f"graph.nodes[0].{missing}: must be ")


@pytest.mark.parametrize("missing", ["id", "from", "to", "type"])
def test_a_transition_lacks_nothing(missing: str) -> None:
    incomplete = transition("a", "a")
    del incomplete[missing]
    [problem] = problems(graph(node("a"), ways=(incomplete,)))
    assert problem.startswith(f"graph.transitions[0].{missing}: must be ")


def test_properties_repeat_the_type() -> None:
    confused = node("a") | {"properties": {"type": "api"}}
    way = transition("a", "a") | {"properties": {"type": "iris"}}
    assert problems(graph(confused, ways=(way,))) == [
        'graph.nodes[0].properties.type: must repeat the type, url; got "api"',
        'graph.transitions[0].properties.type: must repeat the type, outcome_success; got "iris"',
    ]


@pytest.mark.parametrize("value", ["1280", 12.5, True, 0, -5])
@pytest.mark.parametrize("name", list(SETTINGS))
def test_three_settings_are_whole_numbers_from_1(name: str, value: str | float) -> None:
    assert problems(graph(), SETTINGS | {name: value}) == [
        f"settings.{name}: must be a whole number from 1; got {json.dumps(value)}"
    ]


@pytest.mark.parametrize("name", list(SETTINGS))
def test_three_settings_must_be_given(name: str) -> None:
    rest = {each: value for each, value in SETTINGS.items() if each != name}
    assert problems(graph(), rest) == [f"settings.{name}: must be a whole number from 1"]


def test_inputs_have_names_of_their_own_that_fit_a_placeholder() -> None:
    shape: JsonObject = {"type": "string"}
    declared: tuple[JsonObject, ...] = (
        {"name": "policy", "schema": shape},
        {"name": "policy", "schema": shape},
        {"name": "1st-policy", "schema": shape},
        {"schema": shape},
        {"name": "bare"},
    )
    fits = "may only hold letters, digits and _, and begins with no digit"
    assert problems(graph(), inputs=declared) == [
        "inputs[1].name: repeats that of inputs[0]",
        "inputs[3].name: must be a text that is not empty",
        f'inputs[2].name: {fits}; got "1st-policy"',
        'inputs[4].schema: must be an object such as {"type": "string"}',
    ]


def test_what_was_given_is_shown_in_short() -> None:
    [problem] = problems(graph(node("a", properties=["x" * 100])))
    assert problem.startswith('graph.nodes[0].properties: must be an object; got ["xxx')
    assert len(problem) < 120


def test_all_problems_are_told_at_once() -> None:
    drawn = graph(node("a", name=None), ways=(transition("a", "b"),))
    told = problems(drawn, {}, ({"name": "x"},))
    assert [line.partition(":")[0] for line in told] == [
        "graph.nodes[0].name",
        "graph.transitions[0].to",
        "settings.viewport_width",
        "settings.viewport_height",
        "settings.max_timeout_mins",
        "inputs[0].schema",
    ]
