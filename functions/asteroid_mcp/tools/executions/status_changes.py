"""Why an execution is in the status that it is in, as its log tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, NotRequired, TypedDict

from asteroid_mcp.asteroid.models import Activity, Json, JsonObject
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.executions.payloads import object_in, objects_in, text_in

_DETAILS: Mapping[str, str] = {
    "completed": "completedPayload",
    "failed": "failedPayload",
    "cancelled": "cancelledPayload",
    "paused": "pausedPayload",
    "paused_by_agent": "pausedPayload",
    "awaiting_confirmation": "awaitingConfirmationPayload",
}
_CANCELLED_BECAUSE: Mapping[str, str] = {
    "timeout": "it ran out of time (timeout)",
    "max_steps": "it took too many steps (max_steps)",
    "user_requested": "somebody asked for it (user_requested)",
    "script_failed": "a script failed (script_failed)",
    "no_activity": "nothing happened for too long (no_activity)",
    "budget_exceeded": "its budget was spent (budget_exceeded)",
    "no_warm_environment": "no environment was ready for it (no_warm_environment)",
    "worker_lost": "the machine that ran it was lost (worker_lost)",
}


class Option(TypedDict):
    """An answer on offer."""

    label: str
    description: NotRequired[str]


class Question(TypedDict):
    """What an agent asks its user."""

    question: str
    options: NotRequired[
        Annotated[
            list[Option],
            About(description="Answers on offer, by their labels; another answer is possible."),
        ]
    ]
    multiSelect: NotRequired[bool]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an execution is in its status; empty where nothing is known.

    `node` is the name of the node at which it stopped.
    """

    text: str = ""
    questions: tuple[Question, ...] = ()
    node: str = ""

    @property
    def options(self) -> list[Option]:
        """The answers on offer to all questions."""
        return [option for question in self.questions for option in question.get("options", [])]

    def __str__(self) -> str:
        """Read as one sentence: the reason, and the questions unless the reason is one of them."""
        asked = [question["question"] for question in self.questions]
        return " / ".join(filter(None, asked if self.text in asked else [self.text, *asked]))


def reason_for(status: str, newest_first: Iterable[Activity]) -> Reason:
    """Answer the reason that the newest change to `status` gave."""
    for activity in newest_first:
        payload = activity["payload"]
        if payload.get("activityType") == "status_changed" and payload.get("status") == status:
            return reason_in(payload)
    return Reason()


def node_reached(newest_first: Iterable[Activity]) -> str:
    """Answer the name of the node that the execution entered last; empty if that is not told."""
    for activity in newest_first:
        if activity["payload"].get("activityType") == "transitioned_node":
            return text_in(activity["payload"], "newNodeName")
    return ""


def reason_in(payload: Mapping[str, Json]) -> Reason:
    """Answer the reason that the payload of a status_changed activity gives."""
    status = text_in(payload, "status")
    details = object_in(payload, _DETAILS.get(status, ""))
    asked = objects_in(object_in(details, "question"), "questions")
    return Reason(_told(status, details), tuple(map(_question, asked)))


def _told(status: str, details: JsonObject) -> str:
    reason = text_in(details, "reason") or text_in(details, "reasoning")
    if status == "cancelled":
        return _CANCELLED_BECAUSE.get(reason, reason)
    below = text_in(object_in(details, "os_error"), "message")
    return f"{reason} ({below})" if below else reason


def _question(asked: JsonObject) -> Question:
    question: Question = {"question": text_in(asked, "question")}
    if options := [_option(option) for option in objects_in(asked, "options")]:
        question["options"] = options
    if asked.get("multiSelect") is True:
        question["multiSelect"] = True
    return question


def _option(given: JsonObject) -> Option:
    option: Option = {"label": text_in(given, "label")}
    if description := text_in(given, "description"):
        option["description"] = description
    return option
