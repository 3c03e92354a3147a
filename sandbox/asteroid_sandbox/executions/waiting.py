"""Waiting for an execution's end within one request."""

from typing import Final

from starlette.responses import Response

from asteroid_sandbox.call import Call, accepted, ok
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.status import phase_of
from asteroid_sandbox.executions.lookup import run_of
from asteroid_sandbox.executions.record import Run
from asteroid_sandbox.executions.starting import start_from_agent
from asteroid_sandbox.words.current import result_of, without_gaps

LONGEST_WAIT: Final = 25
_INTERVAL: Final = 0.25
_WAITS_FOR_SOMEBODY: Final = ("paused", "paused_by_agent", "awaiting_confirmation")


async def execute_and_wait(call: Call) -> Response:
    """`POST /workflows/{workflowId}/execute/sync`: 200 when it ended in time, else 202."""
    fields = call.fields()
    timeout = fields.whole("timeoutSeconds", least=1, most=LONGEST_WAIT) or LONGEST_WAIT
    fields.check()
    with call.store.transaction():
        run = start_from_agent(call)
    return await _wait(call.with_path(execution=run.execution.id), run, timeout)


async def wait_for_execution(call: Call) -> Response:
    """`GET /executions/{executionId}/sync`: 202 also when it waits for somebody."""
    timeout = call.query.whole("timeoutSeconds", least=1, most=LONGEST_WAIT) or LONGEST_WAIT
    call.query.check()
    with call.store.transaction():
        run = run_of(call)
    return await _wait(call, run, timeout)


async def _wait(call: Call, run: Run, seconds: float) -> Response:
    waited = 0.0
    while waited < seconds and _is_on_its_way(run):
        await call.sandbox.sleep(_INTERVAL)
        waited += _INTERVAL
        with call.store.transaction():
            run = run_of(call.at(call.sandbox.clock.now()))
    if phase_of(run.state.status) == "terminal":
        return ok(_told(run))
    return accepted(_told(run))


def _is_on_its_way(run: Run) -> bool:
    status = run.state.status
    return phase_of(status) != "terminal" and status not in _WAITS_FOR_SOMEBODY


def _told(run: Run) -> JsonObject:
    return without_gaps(
        {
            "executionId": run.execution.id,
            "status": run.state.status,
            "executionResult": result_of(run),
        }
    )
