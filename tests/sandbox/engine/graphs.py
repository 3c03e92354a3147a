"""Small workflows and plans for the engine's tests."""

from datetime import UTC, datetime, timedelta

from asteroid_sandbox.engine.json_values import Json, JsonObject
from asteroid_sandbox.engine.plan import Command, CommandKind, RunPlan
from asteroid_sandbox.engine.run import RunState, observe

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = START + timedelta(days=9)


def node(name: str, kind: str, **properties: Json) -> JsonObject:
    return {
        "id": f"id-{name}",
        "name": name,
        "type": kind,
        "properties": {"type": kind, **properties},
    }


def task(name: str, instructions: str = "Look around", **properties: Json) -> JsonObject:
    return node(name, "iris", instructions=instructions, model="Asteroid Balanced", **properties)


def output(name: str = "Done", *outcomes: str, **properties: Json) -> JsonObject:
    labels: list[Json] = [*outcomes] or ["success", "failure"]
    return node(name, "output", outcomes=labels, **properties)


def start() -> JsonObject:
    return node("Start", "start")


def way(source: str, target: str, kind: str = "iris", **rest: Json) -> JsonObject:
    """A transition; `rest` goes over its fields, `name` and `selectors` into its properties."""
    properties: JsonObject = {"type": kind}
    properties |= {key: rest.pop(key) for key in ("name", "selectors") if key in rest}
    return {
        "id": f"{source}>{target}>{kind}",
        "from": f"id-{source}",
        "to": f"id-{target}",
        "type": kind,
        "require_confirmation": False,
        "properties": properties,
        **rest,
    }


def graph(nodes: list[JsonObject], ways: list[JsonObject]) -> JsonObject:
    return {"nodes": [*nodes], "transitions": [*ways], "sticky_notes": []}


def line(*nodes: JsonObject) -> JsonObject:
    """A graph in which each node leads to the next."""
    names = [str(one["name"]) for one in nodes]
    kinds = ["outcome_success" if one["type"] in SETTLED else "iris" for one in nodes]
    pairs = zip(names, names[1:], kinds[:-1], strict=False)
    return graph([*nodes], [way(one, other, kind) for one, other, kind in pairs])


SETTLED = ("url", "api", "playwright_script")


def plan_of(
    workflow: JsonObject,
    *commands: Command,
    inputs: JsonObject | None = None,
    declared: list[JsonObject] | None = None,
    minutes: Json = 30,
    files: tuple[str, ...] = (),
    execution_id: str = "execution-1",
) -> RunPlan:
    return RunPlan(
        execution_id=execution_id,
        graph=workflow,
        settings={"max_timeout_mins": minutes},
        declared_inputs=declared or [],
        inputs=inputs or {},
        context_file_names=files,
        starts_at=START,
        commands=commands,
    )


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def command(seconds: float, kind: CommandKind, message: str = "") -> Command:
    return Command(at(seconds), kind, message, "user-1" if kind == "message" else "")


def run(workflow: JsonObject, *commands: Command, **inputs: Json) -> RunState:
    """How a run of the workflow stands long after its start."""
    return observe(plan_of(workflow, *commands, inputs=inputs), LATER)


def payloads(state: RunState, kind: str = "") -> list[JsonObject]:
    found = [activity["payload"] for activity in state.activities]
    told = [payload for payload in found if isinstance(payload, dict)]
    return [payload for payload in told if kind in ("", payload["activityType"])]


def visited(state: RunState) -> list[Json]:
    return [payload["newNodeName"] for payload in payloads(state, "transitioned_node")]


def statuses(state: RunState) -> list[Json]:
    return [payload["status"] for payload in payloads(state, "status_changed")]


def closing(state: RunState) -> JsonObject:
    """The last status_changed payload."""
    return payloads(state, "status_changed")[-1]


def seconds_taken(state: RunState) -> float:
    assert state.terminal_at
    assert state.started_at
    return (state.terminal_at - state.started_at).total_seconds()


def closed(**properties: Json) -> JsonObject:
    """An object schema by the rules of structured outputs."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }
