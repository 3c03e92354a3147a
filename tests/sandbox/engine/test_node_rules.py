import pytest

from asteroid_sandbox.engine.json_values import Json, JsonObject

from .bodies import SCRIPT, VARIABLE, only, told, version
from .graphs import line, node, output, task


def with_task(**properties: Json) -> JsonObject:
    made = task("A")
    assert isinstance(made["properties"], dict)
    made["properties"] |= properties
    return made


def without(made: JsonObject, key: str) -> JsonObject:
    assert isinstance(made["properties"], dict)
    del made["properties"][key]
    return made


def script(**properties: Json) -> JsonObject:
    return node("A", "playwright_script", **{"script": "x", "llm_vars": [], **properties})


@pytest.mark.parametrize(
    ("broken", "path", "words"),
    [
        (without(task("A"), "instructions"), "instructions", "missing"),
        (without(task("A"), "model"), "model", "missing"),
        (with_task(model=" "), "model", "not empty"),
        (with_task(type="url"), "type", 'repeat the node\'s type, "iris"'),
        (with_task(capabilities=True), "capabilities", "an object"),
        (
            with_task(
                capabilities={"browser_use": True, "computer_use": 1, "ask_user_question": False}
            ),
            "capabilities/computer_use",
            "true or false",
        ),
        (with_task(compression_strategies=[1]), "compression_strategies", "list of strings"),
        (with_task(script_filepath="/etc/main.js"), "script_filepath", "a path inside"),
        (with_task(script_filepath="shared/main.js"), "script_filepath", "a path inside"),
        (with_task(script_filepath="a/../main.js"), "script_filepath", "a path inside"),
        (with_task(script_filepath="a//main.js"), "script_filepath", "a path inside"),
        (with_task(script_filepath="main.py"), "script_filepath", "a path inside"),
        (with_task(script_filepath="a" * 510 + ".js"), "script_filepath", "a path inside"),
        (with_task(script_filepath=5), "script_filepath", "a path inside"),
        (with_task(script_failure_action="panic"), "script_failure_action", "cancel_execution"),
        (with_task(thinking_mode="deep"), "thinking_mode", "adaptive"),
        (with_task(thinking_effort="some"), "thinking_effort", "medium"),
        (with_task(thinking_budget_tokens=0), "thinking_budget_tokens", "at least 1"),
        (
            with_task(playwright_script_properties={**SCRIPT, "freeze_script": None}),
            "playwright_script_properties/freeze_script",
            "true or false",
        ),
        (
            with_task(
                playwright_script_properties={
                    **SCRIPT,
                    "llm_vars": [{**VARIABLE, "type": "date"}],
                }
            ),
            "playwright_script_properties/llm_vars/0/type",
            "one of string, number, boolean",
        ),
        (node("A", "url"), "url", "missing"),
        (node("A", "api", method="PATCH", url="x", body={}, headers={}), "method", "one of GET"),
        (node("A", "api", method="GET", url="x", body="", headers={}), "body", "an object"),
        (script(script=1), "script", "a string"),
        (
            node("A", "playwright_script", script="", llm_vars=[{**VARIABLE, "name": ""}]),
            "llm_vars/0/name",
            "empty",
        ),
        (
            node("A", "playwright_script", script="", llm_vars=["sum"]),
            "llm_vars",
            "list of objects",
        ),
    ],
)
def test_a_broken_property_is_told_under_its_nodes_name(
    broken: JsonObject, path: str, words: str
) -> None:
    severity, where, message = only(version(line(broken, output())))
    assert (severity, where) == ("error", f"nodes/A/{path}")
    assert words in message


@pytest.mark.parametrize("outcomes", [[], "done", [""], ["a" * 31], [5]])
def test_outcomes_are_at_least_one_of_1_to_30_characters(outcomes: Json) -> None:
    severity, where, message = only(version(line(node("Done", "output", outcomes=outcomes))))
    assert (severity, where) == ("error", "nodes/Done/outcomes")
    assert "1 to 30 characters" in message


def test_every_problem_of_an_outputs_schema_is_told() -> None:
    schema: JsonObject = {"type": "object", "properties": {"a": {}}}
    issues = told(version(line(output(schema=schema))))
    assert [path for _, path, _ in issues] == ["nodes/Done/schema"] * 3
    assert "$.a: a type is missing" in issues[2][2]


def test_an_empty_output_schema_stands_for_none() -> None:
    assert told(version(line(output(schema={})))) == []
