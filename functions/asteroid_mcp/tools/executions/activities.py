"""An activity of an execution's log in one line, in our words."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Literal

from asteroid_mcp.asteroid.models import Activity, Json, JsonObject
from asteroid_mcp.tools.executions.payloads import object_in, objects_in, text_in, texts_in
from asteroid_mcp.tools.executions.status_changes import Option, reason_in
from asteroid_mcp.tools.shared.wording import one_line, quoted

type ActivityType = Literal[
    "status_changed",
    "transitioned_node",
    "reasoning",
    "action_started",
    "action_completed",
    "action_failed",
    "user_message_received",
    "file_added",
    "step_started",
    "step_completed",
    "generic",
    "terminal",
    "todos_updated",
    "playwright_script_generated",
    "script_variables_substituted",
    "input_schema_resolved",
    "output_schema_resolved",
    "compaction_started",
    "compaction_performed",
    "workflow_updated",
]

LINE_CHARACTERS = 300
_INFO_CHARACTERS = 80


def activity_line(activity: Activity, *, dated: bool = True) -> str:
    """Say when it was, of which type it is and what happened, in at most 300 characters of it.

    Undated, it begins with the time of day. A file's presignedUrl, where the payload still has
    it, follows in full.
    """
    payload = activity["payload"]
    kind = text_in(payload, "activityType") or "activity"
    what = one_line(what_happened(payload), LINE_CHARACTERS)
    time = activity["timestamp"] if dated else activity["timestamp"].partition("T")[2]
    head = f"{time} {kind}"
    url = text_in(payload, "presignedUrl")
    return " ".join(filter(None, [f"{head}: {what}" if what else head, url]))


def what_happened(payload: JsonObject) -> str:
    """Answer what the payload tells; a type that is not known tells what it can of itself."""
    tell = _TELLERS.get(text_in(payload, "activityType"), _unknown)
    return tell(payload)


def _status_changed(payload: JsonObject) -> str:
    outcome = text_in(object_in(payload, "completedPayload"), "outcome")
    status = text_in(payload, "status") + (f" with outcome {quoted(outcome)}" if outcome else "")
    reason = reason_in(payload)
    options = ", ".join(map(_option, reason.options))
    told = ": ".join(filter(None, [status, str(reason)]))
    return f"{told} [{options}]" if options else told


def _option(option: Option) -> str:
    description = option.get("description")
    return f"{option['label']} ({description})" if description else option["label"]


def _transitioned_node(payload: JsonObject) -> str:
    kinds = ", ".join(_present(payload, "newNodeType", "newNodeExecutionMode"))
    by = text_in(payload, "transitionType")
    entered = f"enters {_named(payload, 'newNodeName')} ({kinds})" + (f" by {by}" if by else "")
    outputs = [text_in(item, "name") for item in objects_in(payload, "fromNodeOutput")]
    handed_on = f"handed on {', '.join(outputs)}" if outputs else ""
    return "; ".join(filter(None, [entered, handed_on, text_in(payload, "fromNodeSummary")]))


def _action(payload: JsonObject) -> str:
    name, message = text_in(payload, "actionName"), text_in(payload, "message")
    said = f"{name}: {message}"
    facts = _short_facts(object_in(payload, "info"), said)
    return f"{said} ({facts})" if facts else said


def _short_facts(info: JsonObject, said: str) -> str:
    """Answer the facts that fit a line: whatever is one short value and was not yet said."""
    return ", ".join(
        f"{name} {value}"
        for name in info
        if 0 < len(value := text_in(info, name)) <= _INFO_CHARACTERS
        and not (isinstance(info[name], str) and value in said)
    )


def _file_added(payload: JsonObject) -> str:
    name, kind, size, source, file_id = (
        text_in(payload, field)
        for field in ("fileName", "mimeType", "fileSize", "source", "fileId")
    )
    return f"{name} ({kind}, {size} bytes, by {source}), file {file_id}"


def _script_generated(payload: JsonObject) -> str:
    size = len(text_in(payload, "script"))
    verb = "rewritten" if text_in(payload, "oldScript") else "written"
    context = text_in(payload, "context")
    return f"script of {size} characters {verb} for {_named(payload, 'nodeName')}: {context}"


def _script_variables(payload: JsonObject) -> str:
    script = f"{text_in(payload, 'scriptFileName')} of {_named(payload, 'nodeName')}"
    names = ", ".join(texts_in(payload, "placeholders")) or "nothing"
    return f"{script}: {names} {'filled in' if payload.get('substituted') else 'left as it was'}"


def _schema_resolved(payload: JsonObject) -> str:
    names = ", ".join(texts_in(payload, "properties")) or "nothing"
    return f"{_named(payload, 'nodeName')} got {names}"


def _step(payload: JsonObject) -> str:
    return f"step {text_in(payload, 'stepNumber')}"


def _todos(payload: JsonObject) -> str:
    todos = objects_in(payload, "todos")
    counts = Counter(text_in(todo, "status") for todo in todos)
    tally = ", ".join(f"{count} {status}" for status, count in counts.items()) or "empty"
    now = [text_in(todo, "content") for todo in todos if todo.get("status") == "in_progress"]
    return f"{tally}; now: {', '.join(now)}" if now else tally


def _workflow_updated(payload: JsonObject) -> str:
    return ", ".join(map(_workflow_change, objects_in(payload, "workflowUpdate")))


def _workflow_change(change: JsonObject) -> str:
    verb = text_in(change, "updateType")
    if node := object_in(change, "nodeDetails"):
        return f"{verb} node {_named(node, 'nodeName')}"
    return f"{verb} {'a transition' if change.get('transitionDetails') else 'the rules'}"


def _compaction_performed(payload: JsonObject) -> str:
    tokens, took = text_in(payload, "summaryTokens"), text_in(payload, "durationMs")
    return f"the agent's memory was summed up in {tokens} tokens, in {took} ms"


def _unknown(payload: JsonObject) -> str:
    summary = text_in(object_in(payload, "display"), "summaryText")
    said = text_in(payload, "activityType")
    return summary or text_in(payload, "message") or _short_facts(payload, said)


def _present(payload: Mapping[str, Json], *names: str) -> list[str]:
    return list(filter(None, (text_in(payload, name) for name in names)))


def _named(payload: Mapping[str, Json], name: str) -> str:
    return quoted(text_in(payload, name))


_TELLERS: Mapping[str, Callable[[JsonObject], str]] = {
    "action_completed": _action,
    "action_failed": _action,
    "action_started": _action,
    "compaction_performed": _compaction_performed,
    "compaction_started": lambda _: "the agent's memory is being summed up",
    "file_added": _file_added,
    "generic": lambda payload: text_in(payload, "message"),
    "input_schema_resolved": _schema_resolved,
    "output_schema_resolved": _schema_resolved,
    "playwright_script_generated": _script_generated,
    "reasoning": lambda payload: text_in(payload, "reasoning"),
    "script_variables_substituted": _script_variables,
    "status_changed": _status_changed,
    "step_completed": _step,
    "step_started": _step,
    "terminal": lambda payload: "; ".join(_present(payload, "reason", "message")),
    "todos_updated": _todos,
    "transitioned_node": _transitioned_node,
    "user_message_received": lambda payload: text_in(payload, "message"),
    "workflow_updated": _workflow_updated,
}
