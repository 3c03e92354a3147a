"""Workflow versions at work: running one, and moving an execution to another."""

from typing import TYPE_CHECKING, Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import workflows
from asteroid_mcp.asteroid.workflow_models import SyncedExecution
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.rules import exclusive
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import CHANGES, STARTS, Toolset, tool
from asteroid_mcp.tools.executions.story import follow_calls
from asteroid_mcp.tools.shared.bodies import given
from asteroid_mcp.tools.shared.start_parameters import (
    ExecutionOptions,
    Inputs,
    Metadata,
    ProfileGroupId,
    TempFiles,
)
from asteroid_mcp.tools.shared.vocabulary import AgentId, ExecutionId, ProfileId, WorkflowId

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.bodies import ExecuteWorkflowRequest


class StartedVersion(TypedDict):
    """The execution of a version that has begun."""

    executionId: str
    status: NotRequired[str]


@tool(
    title="Run a workflow version",
    toolset=Toolset.WORKFLOWS,
    scope=Scope.RUN,
    effects=STARTS,
    rules=(exclusive("profileId", "profileGroupId"),),
    confirm_with="executionsList with the same agentId (the newest comes first)",
)
async def workflow_execute(
    call: Call,
    *,
    agent_id: AgentId,
    workflow_id: WorkflowId,
    inputs: Inputs | None = None,
    profile_id: ProfileId | None = None,
    profile_group_id: ProfileGroupId | None = None,
    temp_files: TempFiles | None = None,
    metadata: Metadata | None = None,
    execution_options: ExecutionOptions | None = None,
    parent_execution_id: Annotated[
        str, About(description="The execution that this one runs again.", format="uuid")
    ]
    | None = None,
) -> Answer[StartedVersion]:
    """Run one version by its ID, published or not: the way to test what workflowCreate made.

    Answers at once with the executionId. The published version is run by agentExecutePost.
    """
    body = given(
        inputs=inputs,
        profileId=profile_id,
        profileGroupId=profile_group_id,
        tempFiles=temp_files,
        metadata=metadata,
        executionOptions=execution_options,
        parentExecutionId=parent_execution_id,
    )
    started = await workflows.execute_workflow(
        call.api,
        agent_id=agent_id,
        workflow_id=workflow_id,
        body=cast("ExecuteWorkflowRequest", body),
    )
    execution_id = started["executionId"]
    return Answer(
        summary=f"Execution {execution_id} of version {workflow_id} is started",
        data=started,
        next_steps=follow_calls(execution_id),
    )


@tool(
    title="Move an execution to a version",
    toolset=Toolset.WORKFLOWS,
    scope=Scope.RUN,
    effects=CHANGES,
    confirm_with="executionGet with the same executionId",
)
async def workflow_sync_execution(
    call: Call, *, agent_id: AgentId, workflow_id: WorkflowId, execution_id: ExecutionId
) -> Answer[SyncedExecution]:
    """Point an execution at another version of its agent, such as a corrected one.

    Only the legacy API has this; elsewhere start anew: workflowExecute with parentExecutionId.
    """
    synced = await workflows.sync_execution(
        call.api, agent_id=agent_id, workflow_id=workflow_id, execution_id=execution_id
    )
    return Answer(
        summary=f"Execution {synced['executionId']} now follows version {synced['workflowId']}",
        data=synced,
        next_steps=follow_calls(execution_id),
    )
