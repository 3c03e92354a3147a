"""What happened to an execution in one line, and the calls that follow."""

from collections.abc import Mapping

from asteroid_mcp.asteroid.models import Execution
from asteroid_mcp.tools.executions.status_changes import Reason
from asteroid_mcp.tools.shared.wording import duration_words, quoted

ENDED = frozenset({"completed", "failed", "cancelled"})

_REASON_CHARACTERS = 300
_MOST_OPTIONS = 10

_UNDER_WAY = (
    "executionGet {it} waitSeconds=20 waits until it ends or needs someone",
    "executionActivitiesGet {it} shows what it has done so far",
)
_PAUSE = 'executionStatusUpdate {it} status="paused" pauses it'
_CANCEL = 'executionStatusUpdate {it} status="cancelled" ends it for good'
_LEADING_UP = (
    "executionActivitiesGet {it} shows what led to it",
    "workflowGet {version} shows the version that ran",
    "workflowExecute {version} {parent} with the same inputs runs it again",
)
# The statuses in which it has ended or waits for somebody, and what follows each.
_AT_REST: Mapping[str, tuple[str, ...]] = {
    "completed": ("executionActivitiesGet {it} shows how it got there",),
    "failed": _LEADING_UP,
    "cancelled": _LEADING_UP,
    "paused": ('executionStatusUpdate {it} status="running" lets it go on', _CANCEL),
    "paused_by_agent": (
        'executionUserMessagesAdd {it} message="..." answers{options}; ask the person if in doubt',
        _CANCEL,
    ),
    "awaiting_confirmation": (
        'executionStatusUpdate {it} status="running" confirms; ask the person first',
        'executionStatusUpdate {it} status="cancelled" declines and ends it',
    ),
}


def headline(execution: Execution, reason: Reason) -> str:
    """Say the status, the outcome or the reason, how long it took, and the next useful tool."""
    why = f": {quoted(str(reason), _REASON_CHARACTERS)}" if str(reason) else ""
    purged = ", its data has been purged" if execution.get("purgedAt") else ""
    next_tool = next_calls(execution, reason)[0].split()[0]
    return f"{_state(execution, reason.node)}{purged}{why}. Next: {next_tool}"


def next_calls(execution: Execution, reason: Reason) -> tuple[str, ...]:
    """Answer the calls that usually follow, the most useful first."""
    words = {
        "it": f'executionId="{execution["id"]}"',
        "parent": f'parentExecutionId="{execution["id"]}"',
        "version": f'agentId="{execution["agentId"]}" workflowId="{execution["workflowId"]}"',
        "options": _on_offer(reason),
    }
    calls = _AT_REST[execution["status"]] if is_settled(execution) else _under_way(execution)
    return tuple(call.format(**words) for call in calls)


def follow_calls(execution_id: str) -> tuple[str, ...]:
    """Answer the calls that follow an execution while it is on its way."""
    return tuple(call.format(it=f'executionId="{execution_id}"') for call in _UNDER_WAY)


def _under_way(execution: Execution) -> tuple[str, ...]:
    return (*_UNDER_WAY, _PAUSE) if execution["status"] == "running" else _UNDER_WAY


def _on_offer(reason: Reason) -> str:
    labels = [quoted(option["label"]) for option in reason.options[:_MOST_OPTIONS]]
    return f" with {', '.join(labels)} or other words" if labels else " it"


def is_settled(execution: Execution) -> bool:
    """Say whether waiting on brings nothing: it has ended, with its result, or needs someone."""
    return execution["status"] in _AT_REST and not _lacks_result(execution)


def _state(execution: Execution, node: str) -> str:
    status = execution["status"]
    if status == "queued":
        return f"queued since {execution['createdAt']}, until there is capacity"
    if status not in _AT_REST:
        return f"{status} since {execution.get('startedAt') or execution['createdAt']}"
    outcome = (execution.get("executionResult") or {"outcome": ""})["outcome"]
    labelled = f"{status} at {quoted(node)}" if node else status
    labelled += f" with outcome {quoted(outcome)}" if outcome else ""
    if _lacks_result(execution):
        labelled += " but without a result as yet"
    duration = execution.get("duration")
    return labelled if duration is None else f"{labelled} after {duration_words(duration)}"


def _lacks_result(execution: Execution) -> bool:
    """Asteroid may say "completed" a moment before the result is there."""
    return (
        execution["status"] == "completed"
        and not execution.get("executionResult")
        and not execution.get("purgedAt")
    )
