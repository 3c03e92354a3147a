"""Bodies of versions for the tests of validation, and what is told about them."""

from asteroid_sandbox.engine.json_values import Json, JsonObject, strings
from asteroid_sandbox.engine.validation import validate_version

SETTINGS: JsonObject = {"viewport_width": 1280, "viewport_height": 800, "max_timeout_mins": 30}
VARIABLE: JsonObject = {"name": "sum", "type": "number", "description": "The sum"}
SCRIPT: JsonObject = {"script": "x", "llm_vars": [], "freeze_script": False}
ABILITIES: JsonObject = {"browser_use": True, "computer_use": False, "ask_user_question": True}
DECLARED: JsonObject = {"name": "dob", "schema": {"type": "string"}, "required": True}
BROWSER: JsonObject = {"type": "browser", "config": {"provider": "anchor"}}


def version(workflow: JsonObject, **rest: Json) -> JsonObject:
    return {"rules": "", "graph": workflow, "settings": SETTINGS, **rest}


def told(body: JsonObject) -> list[tuple[str, str, str]]:
    """Each issue as severity, path and message."""
    return [
        (str(issue["severity"]), "/".join(strings(issue, "path")), str(issue["message"]))
        for issue in validate_version(body)
    ]


def only(body: JsonObject) -> tuple[str, str, str]:
    (issue,) = told(body)
    return issue
