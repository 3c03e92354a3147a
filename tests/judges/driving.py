"""What both drivers share. It runs in the SDK's environment: the standard library is all it has."""

import importlib
import json
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

TERMINAL = ("completed", "failed", "cancelled")
_LOOKS = 60


class SdkDriver:
    """The SDK on one server, and what was seen so far."""

    def __init__(self, base: str, host: str, key: str) -> None:
        self.sdk = importlib.import_module("asteroid_odyssey")
        self.client = self.sdk.ApiClient(
            self.sdk.Configuration(host=host, api_key={"ApiKeyAuth": key})
        )
        self.seen: dict[str, object] = {}
        self.executions = self.sdk.ExecutionApi(self.client)
        self._desk = urlsplit(base).netloc

    def finish(self, execution_id: str) -> SimpleNamespace:
        """Poll an execution to its end, the clock put forward between the looks."""
        statuses: dict[str, None] = {}
        for _ in range(_LOOKS):
            execution = self.executions.execution_get(execution_id)
            statuses[execution.status.value] = None
            if execution.status.value in TERMINAL:
                return SimpleNamespace(execution=execution, statuses=list(statuses))
            self.advance(2)
        raise TimeoutError(f"{execution_id} does not end: {list(statuses)}")

    def advance(self, seconds: float) -> None:
        """Put the sandbox's clock forward."""
        desk = HTTPConnection(self._desk)
        desk.request("POST", "/_sandbox/clock", json.dumps({"advanceSeconds": seconds}))
        if desk.getresponse().status != HTTPStatus.OK:
            raise RuntimeError("the sandbox's clock cannot be put forward")
        desk.close()

    def refused(self, call: Callable[[], object]) -> dict[str, object]:
        """What the SDK raises for a call that must be refused."""
        try:
            call()
        except self.sdk.ApiException as error:
            return {"type": type(error).__name__, "status": error.status, "body": error.body}
        raise AssertionError("the call was not refused")


def version_body(outcome: str, *inputs: str, **task: object) -> dict[str, Any]:
    """A sound version: a task that greets `who` and writes a file, then an output.

    It declares the input `who` and these others; `task` adds properties to the task.
    """
    instructions = {"instructions": "Greet {{.who}}. [[file: greeting.txt]]"}
    schema = {
        "type": "object",
        "properties": {"who": {"type": "string"}},
        "required": ["who"],
        "additionalProperties": False,
    }
    nodes = [
        _node("n1", "Start", type="start"),
        _node("n2", "Greet", type="iris", model="Asteroid Balanced", **instructions, **task),
        _node("n3", "Result", type="output", outcomes=[outcome], schema=schema),
    ]
    transitions = [_transition("n1", "n2", "outcome_success"), _transition("n2", "n3", "iris")]
    return {
        "rules": "Be polite.",
        "graph": {"nodes": nodes, "transitions": transitions, "sticky_notes": []},
        "inputs": [
            {"name": name, "schema": {"type": "string"}, "required": name == "who"}
            for name in ("who", *inputs)
        ],
        "settings": {"viewport_width": 1280, "viewport_height": 800, "max_timeout_mins": 10},
    }


def _node(node_id: str, name: str, **properties: object) -> dict[str, object]:
    return {"id": node_id, "name": name, "type": properties["type"], "properties": properties}


def _transition(origin: str, target: str, kind: str) -> dict[str, object]:
    return {
        "id": f"{origin}-{target}",
        "from": origin,
        "to": target,
        "type": kind,
        "require_confirmation": False,
        "properties": {"type": kind},
    }
