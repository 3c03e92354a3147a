"""Agents: finding and running them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.models import Agent, Page, StartedExecution
from asteroid_mcp.asteroid.reading import read, read_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asteroid_mcp.asteroid.bodies import ExecuteRequest
    from asteroid_mcp.asteroid.transport import Api


async def list_agents(
    api: Api,
    *,
    organization_id: str | None = None,
    page: int = 1,
    page_size: int = 20,
    search_name: str | None = None,
    sort_field: str | None = None,
    sort_direction: str | None = None,
    tag_ids: Sequence[str] = (),
    tag_match: str | None = None,
    without_tag_group_id: str | None = None,
) -> Page[Agent]:
    """One page of agents. GET /agents/v2/workflows; legacy /agents/v2/agents, without tags.

    `sort_field` is name or created_at, `tag_match` any or all.
    """
    query = {
        "organizationId": organization_id,
        "page": page,
        "pageSize": page_size,
        "searchName": search_name,
        "sortField": sort_field,
        "sortDirection": sort_direction,
        "tagIds": tag_ids or None,
        "tagMatch": tag_match,
        "withoutTagGroupId": without_tag_group_id,
    }
    return read_page(await api.request(routes.LIST_AGENTS, query=query), Agent)


async def execute_agent(api: Api, *, agent_id: str, body: ExecuteRequest) -> StartedExecution:
    """Start an execution. POST /agents/v2/workflows/{workflowId}/execute, answers 202."""
    answer = await api.request(routes.EXECUTE_AGENT, path={"agentId": agent_id}, json=body)
    return read(answer, StartedExecution)
