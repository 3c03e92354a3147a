"""Executions: following and steering runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import routes, vocabulary
from asteroid_mcp.asteroid.models import Activity, Execution, Page
from asteroid_mcp.asteroid.reading import read, read_list, read_page, read_text

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.bodies import ExecutionFilters
    from asteroid_mcp.asteroid.transport import Api


async def list_executions(
    api: Api, *, filters: ExecutionFilters | None = None, page: int = 1, page_size: int = 20
) -> Page[Execution]:
    """One page of executions. GET /agents/v2/executions."""
    query = {**(filters or {}), "page": page, "pageSize": page_size}
    answer = await api.request(routes.LIST_EXECUTIONS, query=query)
    return read_page(answer, Execution, vocabulary.execution)


async def get_execution(api: Api, *, execution_id: str) -> Execution:
    """One execution. GET /agents/v2/executions/{executionId}."""
    answer = await api.request(routes.GET_EXECUTION, path={"executionId": execution_id})
    return read(answer, Execution, vocabulary.execution)


async def list_activities(
    api: Api, *, execution_id: str, order: str | None = None, limit: int | None = None
) -> list[Activity]:
    """An execution's log. GET /agents/v2/executions/{executionId}/activities.

    `order` is asc or desc by time; there is no cursor, only `limit`.
    """
    path = {"executionId": execution_id}
    query = {"order": order, "limit": limit}
    return read_list(await api.request(routes.LIST_ACTIVITIES, path=path, query=query), Activity)


async def update_status(api: Api, *, execution_id: str, status: str) -> str:
    """Ask for running, paused or cancelled. POST .../status, answers a sentence."""
    path = {"executionId": execution_id}
    return read_text(await api.request(routes.UPDATE_STATUS, path=path, json={"status": status}))


async def add_user_message(api: Api, *, execution_id: str, message: str) -> str:
    """Tell the agent something or answer it. POST .../user-messages, answers a sentence."""
    path = {"executionId": execution_id}
    body = {"message": message}
    return read_text(await api.request(routes.ADD_USER_MESSAGE, path=path, json=body))
