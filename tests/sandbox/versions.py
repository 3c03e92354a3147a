"""Workflow versions for the tests."""

from asteroid_sandbox.engine.json_values import Json, JsonObject


def a_version(
    instructions: str = "Greet {{.who}}.", *, outcome: str = "greeted", **extra: Json
) -> JsonObject:
    """A sound create body: a task with these instructions, then an output."""
    task: JsonObject = {"type": "iris", "instructions": instructions, "model": "Asteroid Fast"}
    nodes: list[Json] = [
        _node("start", "Start", {"type": "start"}),
        _node("task", "Greet", task),
        _node("end", "Result", {"type": "output", "outcomes": [outcome]}),
    ]
    transitions: list[Json] = [
        _transition("start", "task", "outcome_success"),
        _transition("task", "end", "iris"),
    ]
    return {
        "rules": "Be polite.",
        "graph": {"nodes": nodes, "transitions": transitions, "sticky_notes": []},
        "inputs": [{"name": "who", "schema": {"type": "string"}, "required": True}],
        "settings": {"viewport_width": 1280, "viewport_height": 800, "max_timeout_mins": 30},
        **extra,
    }


def an_unsound_version() -> JsonObject:
    """A create body whose graph has no output."""
    return a_version() | {"graph": {"nodes": [], "transitions": [], "sticky_notes": []}}


def _node(node_id: str, name: str, properties: JsonObject) -> JsonObject:
    return {"id": node_id, "name": name, "type": properties["type"], "properties": properties}


def _transition(origin: str, target: str, kind: str) -> JsonObject:
    return {
        "id": f"{origin}-{target}",
        "from": origin,
        "to": target,
        "type": kind,
        "require_confirmation": False,
        "properties": {"type": kind},
    }
