"""What callers do to executions: pause, resume, cancel, tell the agent something, delete."""

from typing import Final

from starlette.responses import Response

from asteroid_sandbox.call import Call, done, ok, said
from asteroid_sandbox.engine.plan import Command, CommandKind
from asteroid_sandbox.engine.status import accepts, phase_of
from asteroid_sandbox.executions.lookup import run_of
from asteroid_sandbox.executions.record import Run, add_command
from asteroid_sandbox.problems import bad_request, not_found
from asteroid_sandbox.workflows.versions import version_of

_COMMANDS: Final[dict[str, CommandKind]] = {
    "running": "resume",
    "paused": "pause",
    "cancelled": "cancel",
}


def update_status(call: Call) -> Response:
    """`POST /executions/{executionId}/status`: `running` resumes."""
    run, fields = run_of(call), call.fields()
    wanted = fields.choice("status", tuple(_COMMANDS), required=True)
    fields.check()
    _move(call, run, wanted or "")
    return said("Execution status updated.")


def pause(call: Call) -> Response:
    """`POST /executions/{executionId}/pause`."""
    return _moved(call, "paused")


def resume(call: Call) -> Response:
    """`POST /executions/{executionId}/resume`."""
    return _moved(call, "running")


def cancel(call: Call) -> Response:
    """`POST /executions/{executionId}/cancel`."""
    return _moved(call, "cancelled")


def add_user_message(call: Call) -> Response:
    """`POST /executions/{executionId}/user-messages`: also answers what the agent asked."""
    run, fields = run_of(call), call.fields()
    message = fields.text("message", required=True, least=1)
    fields.check()
    if not accepts(run.state.status, "message"):
        raise bad_request(
            f"A {run.state.status} execution takes no messages. Only one that is under way does."
        )
    _command(call, run, "message", message or "")
    return said("User message added.", 201)


def delete_execution(call: Call) -> Response:
    """`DELETE /executions/{executionId}`: only when it has ended; it is kept, but not shown."""
    run = run_of(call)
    if phase_of(run.state.status) != "terminal":
        raise bad_request(f"The execution is {run.state.status}: only an ended one can be deleted.")
    call.store.update("executions", run.execution.id, {"deleted_at": call.now})
    return done()


def sync_execution(call: Call) -> Response:
    """`POST /agents/{agentId}/workflows/{workflowId}/sync-execution`: refer to this version."""
    version, fields = version_of(call), call.fields()
    execution_id = fields.text("executionId", required=True)
    fields.check()
    run = run_of(call.with_path(execution=execution_id or ""))
    if run.execution.agent_id != version.agent_id:
        raise not_found("Execution")
    call.store.update("executions", run.execution.id, {"version_id": version.id})
    return ok({"executionId": run.execution.id, "workflowId": version.id})


def _moved(call: Call, wanted: str) -> Response:
    run = run_of(call)
    _move(call, run, wanted)
    return ok({"executionId": run.execution.id, "status": wanted})


def _move(call: Call, run: Run, wanted: str) -> None:
    kind = _COMMANDS[wanted]
    if not accepts(run.state.status, kind):
        raise bad_request(
            f"An execution cannot go from {run.state.status} to {wanted}. "
            f"{_possible(run.state.status)}"
        )
    _command(call, run, kind)


def _possible(status: str) -> str:
    possible = [wanted for wanted, kind in _COMMANDS.items() if accepts(status, kind)]
    if not possible:
        return "It has ended, which is final."
    return f"It can become {' or '.join(possible)}."


def _command(call: Call, run: Run, kind: CommandKind, message: str = "") -> None:
    command = Command(call.now, kind, message, call.caller.id if message else "")
    add_command(call.store, run.execution.id, command)
