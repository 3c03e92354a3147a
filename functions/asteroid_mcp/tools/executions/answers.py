"""Executions as the tools answer them: short in lists, with what matters one by one."""

from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid.models import Execution, ExecutionResult, Json, JsonObject, ScriptFailure
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.executions.payloads import shortened, text_in
from asteroid_mcp.tools.executions.status_changes import Question, Reason
from asteroid_mcp.tools.shared.pages import PageFields
from asteroid_mcp.tools.shared.wording import one_line, quoted

_SHORT_REASON = 200
_SHORT_COMMENT = 300
_MOST_COMMENTS = 5
_URLS = ("recordingUrl", "liveViewUrl")
_MAYBE_LONG = ("inputs", "metadata")
_AS_THEY_ARE = (
    "duration",
    "agentId",
    "agentName",
    "workflowId",
    "workflowVersion",
    "workflowPublished",
    "profileId",
    "profileName",
    "createdAt",
    "startedAt",
    "terminalAt",
    "parentExecutionId",
    "hasBeenRerun",
    "purgedAt",
    "platformUrl",
    "recordingUrl",
    "liveViewUrl",
)

type Seconds = Annotated[float, About(description="Seconds, once it has ended.")]


class ExecutionItem(TypedDict):
    """An execution in a list; `detail: "full"` gives all its fields."""

    executionId: str
    status: str
    agentId: str
    createdAt: str
    agentName: NotRequired[str | None]
    workflowVersion: NotRequired[int | None]
    duration: NotRequired[Seconds | None]
    outcome: NotRequired[str | None]
    reason: NotRequired[str | None]


class ExecutionPage(PageFields):
    """One page of executions."""

    executions: list[ExecutionItem]


class ExecutionDetails(TypedDict):
    """One execution. With `detail: "full"`, `execution` holds all that Asteroid has of it."""

    executionId: str
    status: str
    outcome: NotRequired[str | None]
    reason: NotRequired[
        Annotated[str, About(description="Why it ended so, or what it waits for.")] | None
    ]
    failedAt: NotRequired[
        Annotated[str, About(description="The node at which it failed or was cancelled.")] | None
    ]
    questions: NotRequired[
        Annotated[
            list[Question],
            About(description="What the agent asks; answer with executionUserMessagesAdd."),
        ]
        | None
    ]
    result: NotRequired[Json]
    duration: NotRequired[Seconds | None]
    agentId: NotRequired[str]
    agentName: NotRequired[str | None]
    workflowId: NotRequired[Annotated[str, About(description="The version that ran.")]]
    workflowVersion: NotRequired[int | None]
    workflowPublished: NotRequired[bool | None]
    profileId: NotRequired[str | None]
    profileName: NotRequired[str | None]
    createdAt: NotRequired[str]
    startedAt: NotRequired[str | None]
    terminalAt: NotRequired[str | None]
    inputs: NotRequired[JsonObject | None]
    metadata: NotRequired[JsonObject | None]
    scriptFailures: NotRequired[list[str] | None]
    humanLabels: NotRequired[list[str] | None]
    comments: NotRequired[
        Annotated[list[str], About(description="What people wrote about it lately.")] | None
    ]
    trigger: NotRequired[Annotated[str, About(description="What started it.")] | None]
    parentExecutionId: NotRequired[
        Annotated[str, About(description="The execution that this one repeats.")] | None
    ]
    hasBeenRerun: NotRequired[bool | None]
    purgedAt: NotRequired[str | None]
    platformUrl: NotRequired[str | None]
    recordingUrl: NotRequired[str | None]
    liveViewUrl: NotRequired[str | None]
    execution: NotRequired[JsonObject]


def item_of(execution: Execution, detail: str) -> ExecutionItem:
    """Answer an execution for a list, without the links to its recording and live view."""
    if detail == "full":
        everything = {"executionId": execution["id"], **_without_urls(execution)}
        del everything["id"]
        return cast("ExecutionItem", everything)
    result = _result_of(execution)
    return {
        "executionId": execution["id"],
        "status": execution["status"],
        "agentName": execution.get("agentName"),
        "agentId": execution["agentId"],
        "workflowVersion": execution.get("workflowVersion"),
        "createdAt": execution["createdAt"],
        "duration": execution.get("duration"),
        "outcome": result["outcome"] or None,
        "reason": one_line(result.get("reasoning") or "", _SHORT_REASON) or None,
    }


def details_of(
    execution: Execution, reason: Reason, *, detail: str, include_urls: bool
) -> ExecutionDetails:
    """Answer an execution with why it stands where it does; links to it only if asked for."""
    all_of_it = execution if include_urls else _without_urls(execution)
    told: ExecutionDetails = {
        "executionId": execution["id"],
        "status": execution["status"],
        "outcome": _result_of(execution)["outcome"] or None,
        "reason": reason.text or None,
        "failedAt": reason.node or None,
        "questions": list(reason.questions) or None,
    }
    details = cast("ExecutionDetails", {**told, **_main_fields(all_of_it)})
    if detail == "full":
        details["execution"] = cast("JsonObject", all_of_it)
    return details


def _main_fields(execution: Execution) -> JsonObject:
    everything = cast("JsonObject", execution)
    return {
        "result": shortened(_result_of(execution).get("result")),
        "scriptFailures": [_failure_line(each) for each in execution.get("scriptFailures") or []]
        or None,
        "humanLabels": [label["name"] for label in execution.get("humanLabels") or []] or None,
        "comments": _comments(execution) or None,
        "trigger": text_in(execution.get("triggerContext") or {}, "source") or None,
        **{name: shortened(everything.get(name)) for name in _MAYBE_LONG},
        **{name: everything.get(name) for name in _AS_THEY_ARE},
    }


def _result_of(execution: Execution) -> ExecutionResult:
    return execution.get("executionResult") or {"outcome": ""}


def _comments(execution: Execution) -> list[Json]:
    comments = execution.get("comments") or []
    oldest_first = sorted(comments, key=lambda comment: comment.get("createdAt") or "")
    return [
        one_line(comment["content"], _SHORT_COMMENT) for comment in oldest_first[-_MOST_COMMENTS:]
    ]


def _failure_line(failure: ScriptFailure) -> str:
    script = failure.get("scriptFilepath") or "the script"
    line = f" line {failure['failedLine']}" if failure.get("failedLine") else ""
    node = f" of {quoted(failure['nodeName'])}" if failure.get("nodeName") else ""
    error = one_line(failure.get("error") or "failed", _SHORT_REASON)
    return f"{failure['occurredAt']} {script}{line}{node}: {error}"


def _without_urls(execution: Execution) -> Execution:
    return cast(
        "Execution", {name: value for name, value in execution.items() if name not in _URLS}
    )
