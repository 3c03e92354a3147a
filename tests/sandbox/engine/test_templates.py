from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.templates import effective_inputs, names_used, substitute

from .graphs import graph, node, task

DECLARED: JsonObject = {"name": "dob", "schema": {"type": "string"}, "required": True}
VALUES: JsonObject = {"name": "Robin", "count": 3, "open": True, "list": [1, "a"]}


def test_placeholders_are_found_with_or_without_spaces_and_trim_marks() -> None:
    assert names_used("{{.first}} {{ .second }} {{- .third -}} {{.first}}") == [
        "first",
        "second",
        "third",
    ]


def test_names_inside_control_actions_are_found_too() -> None:
    assert names_used("{{if .urgent}}now{{end}}{{range .items}}x{{end}}{{eq (.a) .b}}") == [
        "urgent",
        "items",
        "a",
        "b",
    ]


def test_a_dot_inside_a_word_is_no_name() -> None:
    assert names_used("{{.patient.name}} plain .text {{end}}") == ["patient"]


def test_names_are_found_anywhere_in_a_value_but_not_in_its_keys() -> None:
    assert names_used({"{{.key}}": [1, "{{.a}}", {"x": "{{.b}}"}, None]}) == ["a", "b"]


def test_values_are_filled_in_as_they_read() -> None:
    text = "{{.name}}, {{ .count }}, {{.open}}, {{-.list-}}"
    assert substitute(text, VALUES) == 'Robin, 3, true, [1, "a"]'


def test_a_name_without_a_value_becomes_empty() -> None:
    assert substitute("<{{.missing}}{{.null}}>", {"null": None}) == "<>"


def test_control_actions_are_left_as_they_stand() -> None:
    text = "{{if .urgent}}now{{end}}"
    assert substitute(text, {"urgent": True}) == text


def test_undeclared_names_become_optional_strings_after_the_declared_ones() -> None:
    workflow = graph([task("A", "{{.dob}} {{.name}}"), node("B", "url", url="{{.page}}")], [])
    assert effective_inputs({"inputs": [DECLARED], "graph": workflow}) == [
        DECLARED,
        {"name": "name", "schema": {"type": "string"}, "required": False},
        {"name": "page", "schema": {"type": "string"}, "required": False},
    ]


def test_a_version_without_a_graph_has_its_declared_inputs_only() -> None:
    assert effective_inputs({}) == []
