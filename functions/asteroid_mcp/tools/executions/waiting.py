"""Waiting, briefly, for an execution to end or to need someone, and finding out why it did."""

from dataclasses import replace

from asteroid_mcp.asteroid.errors import AsteroidError
from asteroid_mcp.asteroid.executions import get_execution, list_activities
from asteroid_mcp.asteroid.models import Execution
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.executions.status_changes import Reason, node_reached, reason_for
from asteroid_mcp.tools.executions.story import is_settled

LONGEST_WAIT_SECONDS = 20
_POLL_SECONDS = 2.0
_KEPT_SECONDS = 5.0
"""Time of the call's deadline that waiting leaves for the last look and the log."""

_NEWEST = 100
_STOPPED = frozenset({"failed", "cancelled"})
_TOLD_BY_THE_LOG = _STOPPED | {"paused_by_agent", "awaiting_confirmation"}


async def settled_execution(call: Call, execution_id: str, wait_seconds: int) -> Execution:
    """Answer the execution once it is settled, or as it is when the wait or the call runs out."""
    execution = await get_execution(call.api, execution_id=execution_id)
    left = float(wait_seconds)
    while not is_settled(execution):
        pause = min(_POLL_SECONDS, left, call.api.deadline.remaining() - _KEPT_SECONDS)
        if pause <= 0:
            break
        await call.sleep(pause)
        left -= pause
        execution = await get_execution(call.api, execution_id=execution_id)
    return execution


async def reason_of(call: Call, execution: Execution) -> Reason:
    """Answer why the execution is in its status: what it says itself, else what its log says.

    The log also tells at which node it stopped. The execution is known by now, so a log that
    cannot be read leaves only that unknown.
    """
    result = execution.get("executionResult")
    own = Reason((result and result.get("reasoning")) or "")
    status = execution["status"]
    if status not in _TOLD_BY_THE_LOG:
        return own
    try:
        newest = await list_activities(
            call.api, execution_id=execution["id"], order="desc", limit=_NEWEST
        )
    except AsteroidError:
        return own
    told = reason_for(status, newest)
    node = node_reached(newest) if status in _STOPPED else ""
    return replace(told, text=own.text or told.text, node=node)
