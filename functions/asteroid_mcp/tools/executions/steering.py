"""Executions: starting them, pausing and cancelling them, talking to their agents."""

from typing import TYPE_CHECKING, Annotated, Literal, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import agents, executions
from asteroid_mcp.asteroid.errors import AsteroidError
from asteroid_mcp.asteroid.models import Execution
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer, Refusal
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.rules import exclusive
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import STARTS, Effects, Toolset, tool
from asteroid_mcp.tools.executions.filters import VersionNumber
from asteroid_mcp.tools.executions.status_changes import Reason
from asteroid_mcp.tools.executions.story import ENDED, follow_calls, next_calls
from asteroid_mcp.tools.shared.bodies import given
from asteroid_mcp.tools.shared.start_parameters import (
    ExecutionOptions,
    Inputs,
    Metadata,
    ProfileGroupId,
    TempFiles,
)
from asteroid_mcp.tools.shared.vocabulary import AgentId, ExecutionId, ProfileId

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.bodies import ExecuteRequest

_WAITS_ON = frozenset({"paused", "awaiting_confirmation"})
"""Statuses that need more than a message."""

_STEERS = Effects(read_only=False, destructive=True, idempotent=True, open_world=True)


class StartedRun(TypedDict):
    """An execution that was started."""

    executionId: str
    status: NotRequired[Annotated[str, About(description="`starting`, or `queued` for capacity.")]]
    version: Annotated[str, About(description="Which version it runs, in words.")]


class StatusChange(TypedDict):
    """An execution's status before and after."""

    executionId: str
    previousStatus: str
    status: str


class SentMessage(TypedDict):
    """The execution that a message went to, and its status after that, if known."""

    executionId: str
    status: NotRequired[str | None]


@tool(
    title="Run an agent",
    toolset=Toolset.EXECUTIONS,
    scope=Scope.RUN,
    effects=STARTS,
    rules=(exclusive("profileId", "profileGroupId"), exclusive("version", "head")),
    confirm_with="executionsList with the same agentId (the newest comes first)",
)
async def agent_execute_post(
    call: Call,
    *,
    agent_id: AgentId,
    inputs: Inputs | None = None,
    profile_id: ProfileId | None = None,
    profile_group_id: ProfileGroupId | None = None,
    version: VersionNumber | None = None,
    head: Annotated[
        bool,
        About(description="Run the editable head, not a version (not on the legacy API)."),
    ] = False,
    temp_files: TempFiles | None = None,
    metadata: Metadata | None = None,
    execution_options: ExecutionOptions | None = None,
    on_capacity_limit: Annotated[
        Literal["reject", "queue"],
        About(
            description="Where nothing can start now: refuse, or start later, oldest first. "
            "queue takes no tempFiles and is not on the legacy API."
        ),
    ] = "reject",
) -> Answer[StartedRun]:
    """Start a run of an agent's published version, or of another version by its number.

    Answers at once with the executionId; follow it with executionGet waitSeconds=20. To run a
    version by its workflowId use workflowExecute.
    """
    if temp_files and on_capacity_limit == "queue":
        raise BadArguments([Problem("tempFiles", 'cannot wait in onCapacityLimit="queue"')])
    body = given(
        inputs=inputs,
        profileId=profile_id,
        profileGroupId=profile_group_id,
        version=version,
        head=head or None,
        tempFiles=temp_files,
        metadata=metadata,
        executionOptions=execution_options,
        onCapacityLimit="queue" if on_capacity_limit == "queue" else None,
    )
    started = await agents.execute_agent(
        call.api, agent_id=agent_id, body=cast("ExecuteRequest", body)
    )
    status = started.get("status") or "started"
    which = _which(version, head=head)
    return Answer(
        summary=f"Execution {started['executionId']} of {which} is {status}",
        data={**started, "version": which},
        next_steps=follow_calls(started["executionId"]),
    )


@tool(
    title="Pause, resume or cancel an execution",
    toolset=Toolset.EXECUTIONS,
    scope=Scope.RUN,
    effects=_STEERS,
    confirm_with="executionGet with the same executionId",
)
async def execution_status_update(
    call: Call,
    *,
    execution_id: ExecutionId,
    status: Annotated[
        Literal["running", "paused", "cancelled"],
        About(description="`running` resumes or confirms, `paused` pauses, `cancelled` stops it."),
    ],
) -> Answer[StatusChange]:
    """Pause a run, resume one that is paused or awaits confirmation, or cancel it for good.

    An agent that asked something is better answered with executionUserMessagesAdd.
    """
    execution = await executions.get_execution(call.api, execution_id=execution_id)
    before = execution["status"]
    if before in ENDED and before != status:
        raise Refusal(_ended(execution_id, before))
    if before != status:
        await executions.update_status(call.api, execution_id=execution_id, status=status)
    told = f"is {status} already" if before == status else f"goes from {before} to {status}"
    return Answer(
        summary=f"Execution {execution_id} {told}",
        data={"executionId": execution_id, "previousStatus": before, "status": status},
        next_steps=next_calls({**execution, "status": status}, Reason()),
    )


@tool(
    title="Write to an agent at work",
    toolset=Toolset.EXECUTIONS,
    scope=Scope.RUN,
    effects=STARTS,
    confirm_with='executionActivitiesGet activityTypes=["user_message_received"]',
)
async def execution_user_messages_add(
    call: Call,
    *,
    execution_id: ExecutionId,
    message: Annotated[
        str,
        About(
            description="What the agent is told; to answer a question, the option or own words.",
            min_length=1,
            max_length=10_000,
        ),
    ],
) -> Answer[SentMessage]:
    """Answer the question of an agent that paused, or give an agent at work a hint.

    executionGet shows the question and its options. A run that asked then goes on; one that
    somebody paused stays so until executionStatusUpdate resumes it.
    """
    await executions.add_user_message(call.api, execution_id=execution_id, message=message)
    execution = await _looked_at(call, execution_id)
    return Answer(
        summary=f"Message given to execution {execution_id}{_standing(execution)}",
        data={"executionId": execution_id, "status": execution and execution["status"]},
        next_steps=next_calls(execution, Reason())
        if execution and execution["status"] in _WAITS_ON
        else follow_calls(execution_id),
    )


def _ended(execution_id: str, status: str) -> str:
    return (
        f"Execution {execution_id} has ended as {status}, so its status cannot change any more; "
        "nothing was done. agentExecutePost starts a new one."
    )


def _which(version: int | None, *, head: bool) -> str:
    if version is not None:
        return f"version {version}"
    return "the editable head" if head else "the published version"


def _standing(execution: Execution | None) -> str:
    match execution and execution["status"]:
        case None:
            return ""
        case "paused":
            return ", which is paused and stays so until it is resumed"
        case status:
            return f", which is {status}"


async def _looked_at(call: Call, execution_id: str) -> Execution | None:
    """Answer the execution, or None: what was just done to it was done, seen or not."""
    try:
        return await executions.get_execution(call.api, execution_id=execution_id)
    except AsteroidError:
        return None
