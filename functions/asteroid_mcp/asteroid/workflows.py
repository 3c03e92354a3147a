"""Workflows: an agent's immutable versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import routes, vocabulary
from asteroid_mcp.asteroid.models import StartedExecution
from asteroid_mcp.asteroid.reading import read, read_list
from asteroid_mcp.asteroid.workflow_models import (
    CreatedWorkflow,
    PublishedWorkflow,
    SyncedExecution,
    ValidationReport,
    Workflow,
    WorkflowRef,
)

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.bodies import ExecuteWorkflowRequest, WorkflowRequest
    from asteroid_mcp.asteroid.transport import Api


async def list_workflows(api: Api, *, agent_id: str) -> list[WorkflowRef]:
    """All versions of an agent, without content. GET /agents/v2/workflows/{workflowId}/versions."""
    answer = await api.request(routes.LIST_WORKFLOWS, path={"agentId": agent_id})
    return read_list(answer, WorkflowRef)


async def get_workflow(api: Api, *, agent_id: str, workflow_id: str) -> Workflow:
    """One version with its graph. GET .../versions/{versionId}."""
    path = {"agentId": agent_id, "workflowId": workflow_id}
    answer = await api.request(routes.GET_WORKFLOW, path=path)
    return read(answer, Workflow, vocabulary.of_agent)


async def create_workflow(api: Api, *, agent_id: str, body: WorkflowRequest) -> CreatedWorkflow:
    """Make a version, not yet published. POST .../versions, answers 201."""
    answer = await api.request(routes.CREATE_WORKFLOW, path={"agentId": agent_id}, json=body)
    return read(answer, CreatedWorkflow, vocabulary.of_version)


async def validate_workflow(api: Api, *, agent_id: str, body: WorkflowRequest) -> ValidationReport:
    """Check a version without making it. POST .../versions/validate, current generation only."""
    answer = await api.request(routes.VALIDATE_WORKFLOW, path={"agentId": agent_id}, json=body)
    return read(answer, ValidationReport)


async def publish_workflow(api: Api, *, agent_id: str, workflow_id: str) -> PublishedWorkflow:
    """Make a version the agent's published one. POST .../versions/{versionId}/publish."""
    path = {"agentId": agent_id, "workflowId": workflow_id}
    answer = await api.request(routes.PUBLISH_WORKFLOW, path=path)
    return read(answer, PublishedWorkflow, vocabulary.of_version)


async def execute_workflow(
    api: Api, *, agent_id: str, workflow_id: str, body: ExecuteWorkflowRequest
) -> StartedExecution:
    """Start an execution of a version, published or not. POST .../versions/{versionId}/execute."""
    path = {"agentId": agent_id, "workflowId": workflow_id}
    answer = await api.request(routes.EXECUTE_WORKFLOW, path=path, json=body)
    return read(answer, StartedExecution)


async def sync_execution(
    api: Api, *, agent_id: str, workflow_id: str, execution_id: str
) -> SyncedExecution:
    """Let an execution follow this version. POST .../sync-execution, legacy generation only."""
    path = {"agentId": agent_id, "workflowId": workflow_id}
    body = {"executionId": execution_id}
    answer = await api.request(routes.SYNC_EXECUTION, path=path, json=body)
    return read(answer, SyncedExecution)
