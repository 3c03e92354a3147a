"""Who the caller is, what AI nodes can use, what the documentation says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.models import AvailableTools, Context, DocsResults, Whoami
from asteroid_mcp.asteroid.reading import read

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.transport import Api


async def get_context(api: Api) -> Context:
    """The person behind the credential and their organizations. GET /agents/v2/context."""
    return read(await api.request(routes.GET_CONTEXT), Context)


async def whoami(api: Api) -> Whoami:
    """What the credential is, of a person or not. GET /users/v2/whoami, current generation only."""
    return read(await api.request(routes.WHOAMI), Whoami)


async def list_available_tools(api: Api) -> AvailableTools:
    """The tools that AI nodes can use. GET .../available-tools."""
    return read(await api.request(routes.LIST_AVAILABLE_TOOLS), AvailableTools)


async def search_docs(
    api: Api,
    *,
    query: str,
    format: str | None = None,  # noqa: A002 - the API's own name
) -> DocsResults:
    """Parts of Asteroid's documentation. POST /agents/v2/docs/search.

    `format` is mdx or text, in the current generation only.
    """
    body = {"query": query} if format is None else {"query": query, "format": format}
    return read(await api.request(routes.SEARCH_DOCS, json=body), DocsResults)
