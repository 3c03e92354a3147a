"""Payloads of an execution's activities, in the shapes of `GET .../executions/{id}/activities`."""

from datetime import timedelta
from typing import Final

from .actions import Action
from .files import ProducedFile
from .graph import Node, Transition
from .json_values import Json, JsonObject
from .steering import Question

_DETAILS: Final = {
    "completed": "completedPayload",
    "failed": "failedPayload",
    "cancelled": "cancelledPayload",
    "paused": "pausedPayload",
    "paused_by_agent": "pausedPayload",
    "awaiting_confirmation": "awaitingConfirmationPayload",
}


def status_changed(status: str, details: JsonObject) -> JsonObject:
    """The status an execution entered, with the payload that belongs to it."""
    payload: JsonObject = {"activityType": "status_changed", "status": status}
    if status in _DETAILS:
        payload[_DETAILS[status]] = details
    return payload


def terminal(status: str) -> JsonObject:
    """The last activity of every execution."""
    reason = "error" if status == "failed" else "complete"
    return {"activityType": "terminal", "reason": reason, "message": f"Execution {status}"}


def generic(message: str) -> JsonObject:
    """A plain remark."""
    return {"activityType": "generic", "message": message}


def reasoning(thought: str) -> JsonObject:
    """What the agent thinks before it acts."""
    return {"activityType": "reasoning", "reasoning": thought}


def step_started(number: int) -> JsonObject:
    """A step begins; steps count from 1 through the whole run."""
    return {"activityType": "step_started", "stepNumber": number}


def step_completed(number: int) -> JsonObject:
    """A step is over, whether or not its action succeeded."""
    return {"activityType": "step_completed", "stepNumber": number}


def action_started(action: Action, action_id: str) -> JsonObject:
    """An action begins; `info` only for those actions for which the API has one."""
    payload = _action("action_started", action.message, action, action_id)
    return payload | _info(action.name, action.asked)


def action_completed(action: Action, action_id: str, took: timedelta) -> JsonObject:
    """An action succeeded; `duration` in milliseconds."""
    payload = _action("action_completed", f"Done: {action.message}", action, action_id)
    payload["duration"] = milliseconds(took)
    return payload | _info(action.name, action.found)


def action_failed(action: Action, action_id: str, took: timedelta, reason: str) -> JsonObject:
    """An action failed, and why; `duration` in milliseconds."""
    payload = _action("action_failed", reason, action, action_id)
    payload["duration"] = milliseconds(took)
    return payload


def transitioned(
    node: Node, via: Transition | None, took: timedelta, handed_on: JsonObject, summary: str
) -> JsonObject:
    """A node is entered: `via` None for the first; the time is the node's that was left."""
    payload: JsonObject = {
        "activityType": "transitioned_node",
        "newNodeUUID": node.id,
        "newNodeName": node.name,
        "newNodeType": node.type,
    }
    if node.type == "iris":
        payload["newNodeExecutionMode"] = "scripted" if is_scripted(node) else "default"
    if via is None:
        return payload
    return payload | {
        "fromNodeDuration": milliseconds(took),
        "transitionType": via.type,
        "fromNodeOutput": [{"name": name, "value": handed_on[name]} for name in handed_on],
        "fromNodeSummary": summary,
    }


def input_schema_resolved(node: Node, resolved: JsonObject) -> JsonObject:
    """The values an AI Task's input schema was given."""
    names: list[Json] = list(resolved)
    return {
        "activityType": "input_schema_resolved",
        "nodeId": node.id,
        "nodeName": node.name,
        "properties": names,
        "resolved": resolved,
    }


def script_variables_substituted(node: Node, file_name: str, variables: JsonObject) -> JsonObject:
    """The placeholders that were filled into a script."""
    names: list[Json] = list(variables)
    return {
        "activityType": "script_variables_substituted",
        "nodeId": node.id,
        "nodeName": node.name,
        "scriptFileName": file_name,
        "placeholders": names,
        "variables": variables,
        "substituted": True,
    }


def user_message_received(message: str, user_id: str) -> JsonObject:
    """Somebody wrote to the agent."""
    return {"activityType": "user_message_received", "message": message, "userUUID": user_id}


def file_added(file: ProducedFile, url: str) -> JsonObject:
    """The agent made a file, to be had at `url`."""
    return {
        "activityType": "file_added",
        "fileId": file.id,
        "fileName": file.name,
        "mimeType": file.mime_type,
        "fileSize": len(file.content),
        "source": "agent",
        "presignedUrl": url,
    }


def question_details(question: Question, node_name: str) -> JsonObject:
    """The pausedPayload of an agent that asks its user something."""
    options: list[Json] = [{"label": option, "description": ""} for option in question.options]
    asked: JsonObject = {
        "question": question.text,
        "header": node_name,
        "options": options,
        "multiSelect": False,
    }
    return {"reason": question.text, "question": {"questions": [asked]}}


def is_scripted(node: Node) -> bool:
    """Whether an AI Task has a script to run before its model is asked."""
    own = ("script_filepath", "playwright_script_properties")
    return node.type == "iris" and any(node.properties.get(key) for key in own)


def milliseconds(time: timedelta) -> int:
    """A time as the API writes durations inside activities."""
    return round(time.total_seconds() * 1000)


def _info(action_name: str, fields: JsonObject) -> JsonObject:
    return {"info": {"actionName": action_name, **fields}} if fields else {}


def _action(kind: str, message: str, action: Action, action_id: str) -> JsonObject:
    return {
        "activityType": kind,
        "message": message,
        "actionName": action.name,
        "actionId": action_id,
    }
