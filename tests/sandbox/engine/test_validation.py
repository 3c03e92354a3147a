import pytest

from asteroid_sandbox.engine.json_values import JsonObject

from .bodies import ABILITIES, BROWSER, DECLARED, SETTINGS, VARIABLE, only, told, version
from .graphs import closed, line, node, output, start, task


def everything() -> JsonObject:
    return line(
        start(),
        task(
            "AI",
            capabilities=ABILITIES,
            compression_strategies=["summary"],
            playwright_script_properties={
                "script": "",
                "llm_vars": [VARIABLE],
                "freeze_script": True,
            },
            input_schema={},
            script_filepath="./scripts/main.js",
            script_failure_action="fallback_to_ai",
            thinking_mode="enabled",
            thinking_budget_tokens=1024,
            thinking_effort="low",
            temperature=0.5,
        ),
        node("Page", "url", url="https://a.example"),
        node("Call", "api", method="PUT", url="https://a.example", body={}, headers={}),
        node("Code", "playwright_script", script="x", llm_vars=[VARIABLE]),
        output(
            "Done",
            "a" * 30,
            schema=closed(total={"type": "number"}),
            instructions="Sum up",
            instructionsEnabled=True,
            model="Asteroid Fast",
        ),
    )


def test_a_sound_version_has_no_issues() -> None:
    note: JsonObject = {"id": "note", "content": "remember"}
    body = version(
        {**everything(), "sticky_notes": [note]},
        inputs=[{**DECLARED, "description": "Birthday", "defaultValue": "2000-01-01"}],
        environmentTemplate=BROWSER,
    )
    assert told(body) == []


def test_what_a_body_must_have_is_named_when_missing() -> None:
    assert [path for _, path, _ in told({})] == ["rules", "graph", "settings"]
    empty: JsonObject = {"rules": "", "graph": {}, "settings": {}}
    assert [path for _, path, _ in told(empty)] == [
        "settings/viewport_width",
        "settings/viewport_height",
        "settings/max_timeout_mins",
        "graph/nodes",
        "graph/transitions",
        "graph/sticky_notes",
        "nodes",
    ]


@pytest.mark.parametrize(
    ("changed", "path", "words"),
    [
        ({"rules": None}, "rules", "a string"),
        ({"settings": {**SETTINGS, "viewport_width": "wide"}}, "settings/viewport_width", "whole"),
        ({"settings": {**SETTINGS, "max_timeout_mins": 0}}, "settings/max_timeout_mins", "least 1"),
        ({"settings": {**SETTINGS, "viewport_height": True}}, "settings/viewport_height", "whole"),
        ({"environmentTemplate": {**BROWSER, "type": "tv"}}, "environmentTemplate/type", "os"),
        ({"environmentTemplate": {"type": "os"}}, "environmentTemplate/config", "missing"),
        ({"inputs": "dob"}, "inputs", "a list of objects"),
        (
            {"inputs": [{**DECLARED, "name": "date of birth"}]},
            "inputs/date of birth/name",
            "digits",
        ),
        ({"inputs": [{**DECLARED, "name": "1st"}]}, "inputs/1st/name", "no digit first"),
        ({"inputs": [{**DECLARED, "name": ""}]}, "inputs/0/name", "not empty"),
        ({"inputs": [DECLARED, DECLARED]}, "inputs/dob/name", 'named "dob"'),
        ({"inputs": [{**DECLARED, "schema": "string"}]}, "inputs/dob/schema", "an object"),
        ({"inputs": [{**DECLARED, "required": "yes"}]}, "inputs/dob/required", "true or false"),
        ({"inputs": [{**DECLARED, "defaultValue": 5}]}, "inputs/dob/defaultValue", "does not fit"),
    ],
)
def test_a_broken_rule_of_the_body_is_told(changed: JsonObject, path: str, words: str) -> None:
    severity, where, message = only(version(line(task("A"), output()), **changed))
    assert (severity, where) == ("error", path)
    assert words in message


def test_an_environment_that_is_no_object_is_told() -> None:
    issue = only(version(line(output()), environmentTemplate=5))
    assert issue == ("error", "environmentTemplate", '"environmentTemplate" must be an object')


@pytest.mark.parametrize(
    "schema", [{"$ref": "#"}, {"anyOf": [{"$ref": "#"}]}, {"type": "string", "pattern": "^5"}]
)
def test_default_values_are_checked_where_that_can_be(schema: JsonObject) -> None:
    body = version(line(output()), inputs=[{**DECLARED, "schema": schema, "defaultValue": "5"}])
    assert told(body) == []
