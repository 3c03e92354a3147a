"""Starting and looking at executions in the tests."""

from typing import Any

import httpx
from tests.sandbox.client import Client
from tests.sandbox.versions import a_version

from asteroid_sandbox.engine.json_values import Json
from asteroid_sandbox.seed.runs import DEMO_RUNS

RUN_IDS = {run.key: run.id for run in DEMO_RUNS}


def build(client: Client, instructions: str, **fields: Json) -> str:
    """A published agent whose task has these instructions; answers its id."""
    body = {"name": "Under test", "version": a_version(instructions), **fields}
    agent = str(client.post("/workflows", body).json()["id"])
    client.post(f"/workflows/{agent}/head/publish")
    return agent


def execute(client: Client, agent: str, **body: object) -> httpx.Response:
    """Execute an agent; it is given the input that `build` declares."""
    return client.post(f"/workflows/{agent}/execute", {"inputs": {"who": "you"}, **body})


def start(client: Client, agent: str, **body: object) -> str:
    """Execute an agent that can be executed; answers the execution's id."""
    answer = execute(client, agent, **body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["executionId"])


def look(client: Client, execution: str) -> dict[str, Any]:
    """An execution."""
    found: dict[str, Any] = client.get(f"/executions/{execution}").json()
    return found


def payloads(client: Client, execution: str) -> list[dict[str, Any]]:
    """What an execution's activities say, oldest first."""
    return [item["payload"] for item in client.get(f"/executions/{execution}/activities").json()]
