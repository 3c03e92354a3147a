"""Executions: starting them, pausing and cancelling them, talking to their agents."""

from typing import TYPE_CHECKING, Annotated, Literal, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import agents, executions
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer, Refusal
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.rules import exclusive
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import STARTS, Effects, Toolset, tool
from asteroid_mcp.tools.executions.filters import VersionNumber
from asteroid_mcp.tools.executions.story import ENDED, follow_calls
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

_STEERS = Effects(read_only=False, destructive=True, idempotent=True, open_world=True)


class StartedRun(TypedDict):
    """An execution that was started."""

    executionId: str
    status: NotRequired[Annotated[str, About(description="`starting`, or `queued` for capacity.")]]


class StatusChange(TypedDict):
    """An execution's status before and after."""

    executionId: str
    previousStatus: str
    status: str


class SentMessage(TypedDict):
    """The execution that a message went to."""

    executionId: str


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
    return Answer(
        summary=f"Execution {started['executionId']} is {status}",
        data=started,
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
    before = (await executions.get_execution(call.api, execution_id=execution_id))["status"]
    if before in ENDED and before != status:
        raise Refusal(_ended(execution_id, before))
    if before != status:
        await executions.update_status(call.api, execution_id=execution_id, status=status)
    told = f"is {status} already" if before == status else f"goes from {before} to {status}"
    return Answer(
        summary=f"Execution {execution_id} {told}",
        data={"executionId": execution_id, "previousStatus": before, "status": status},
        next_steps=_after_change(execution_id, status),
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

    executionGet shows the question and its options. The run then goes on.
    """
    await executions.add_user_message(call.api, execution_id=execution_id, message=message)
    return Answer(
        summary=f"Message given to execution {execution_id}",
        data={"executionId": execution_id},
        next_steps=follow_calls(execution_id),
    )


def _ended(execution_id: str, status: str) -> str:
    return (
        f"Execution {execution_id} has ended as {status}, so its status cannot change any more; "
        "nothing was done. agentExecutePost starts a new one."
    )


def _after_change(execution_id: str, status: str) -> tuple[str, ...]:
    it = f'executionId="{execution_id}"'
    match status:
        case "running":
            return follow_calls(execution_id)
        case "paused":
            return (f'executionStatusUpdate {it} status="running" resumes it',)
    return (f"executionActivitiesGet {it} shows how far it got",)
