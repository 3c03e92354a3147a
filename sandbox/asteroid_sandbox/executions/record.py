"""An execution as it is kept, and the commands that callers gave to it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.plan import Command, CommandKind, RunPlan
from asteroid_sandbox.engine.run import RunState
from asteroid_sandbox.store import Store
from asteroid_sandbox.workflows.versions import Version, version_by_id

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Execution:
    """An execution. `starts_at` is None while it is queued.

    `run_version_id` is the version that it runs; `version_id` the one that it refers to, which
    syncing can change. One that `is_exclusive` got its profile from a group and has it for itself.
    """

    id: str
    organization_id: str
    agent_id: str
    version_id: str
    run_version_id: str
    profile_id: str | None
    profile_name: str | None
    inputs: JsonObject
    metadata: dict[str, str]
    options: JsonObject
    trigger: JsonObject
    labels: list[JsonObject]
    comments: list[JsonObject]
    context_names: list[str]
    parent_id: str | None
    created_at: datetime
    is_exclusive: bool
    starts_at: datetime | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Run:
    """An execution and how it stands now."""

    execution: Execution
    state: RunState


def keep_execution(store: Store, execution: Execution) -> None:
    """Store a new execution."""
    store.insert(
        "executions",
        {
            "id": execution.id,
            "organization_id": execution.organization_id,
            "agent_id": execution.agent_id,
            "version_id": execution.version_id,
            "run_version_id": execution.run_version_id,
            "profile_id": execution.profile_id,
            "profile_name": execution.profile_name,
            "inputs": execution.inputs,
            "metadata": {**execution.metadata},
            "options": execution.options,
            "trigger": execution.trigger,
            "labels": execution.labels,
            "comments": execution.comments,
            "context_names": execution.context_names,
            "parent_id": execution.parent_id,
            "created_at": execution.created_at,
            "is_exclusive": execution.is_exclusive,
            "starts_at": execution.starts_at,
            "deleted_at": execution.deleted_at,
        },
    )


def find_execution(store: Store, execution_id: str) -> Execution | None:
    """An execution by its id; a deleted one is not found."""
    return store.row(
        Execution, "SELECT * FROM executions WHERE id = ? AND deleted_at IS NULL", execution_id
    )


def executions_of(store: Store, organization_id: str) -> list[Execution]:
    """Every execution of an organization that was not deleted."""
    return store.rows(
        Execution,
        "SELECT * FROM executions WHERE organization_id = ? AND deleted_at IS NULL"
        " ORDER BY created_at, rowid",
        organization_id,
    )


def queued_executions(store: Store) -> list[Execution]:
    """Every execution that waits for capacity or was cancelled while it waited, oldest first."""
    return store.rows(
        Execution,
        "SELECT * FROM executions WHERE starts_at IS NULL ORDER BY created_at, rowid",
    )


def commands_of(store: Store, execution_id: str) -> tuple[Command, ...]:
    """What callers did to an execution, in order."""
    found = store.rows(
        _command,
        "SELECT at, kind, message, user_id FROM commands WHERE execution_id = ? ORDER BY number",
        execution_id,
    )
    return tuple(found)


def add_command(store: Store, execution_id: str, command: Command) -> None:
    """Keep what a caller did to an execution."""
    store.insert(
        "commands",
        {
            "execution_id": execution_id,
            "at": command.at,
            "kind": command.kind,
            "message": command.message,
            "user_id": command.user_id,
        },
    )


def plan_of(store: Store, execution: Execution) -> RunPlan:
    """What the execution's course is computed from."""
    version = version_by_id(store, execution.run_version_id)
    return _plan(execution, version, commands_of(store, execution.id))


def _plan(execution: Execution, version: Version, commands: tuple[Command, ...]) -> RunPlan:
    return RunPlan(
        execution_id=execution.id,
        graph=version.graph,
        settings=version.settings,
        declared_inputs=version.inputs,
        inputs=execution.inputs,
        context_file_names=tuple(execution.context_names),
        starts_at=execution.starts_at or _NEVER,
        commands=commands,
    )


def _command(at: datetime, kind: CommandKind, message: str, user_id: str) -> Command:
    return Command(at, kind, message, user_id)
