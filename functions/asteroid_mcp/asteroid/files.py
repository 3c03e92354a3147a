"""Files for executions: staged before one starts, or given to one that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import routes, vocabulary
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import ContextFile, TempFiles
from asteroid_mcp.asteroid.reading import read, read_list, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asteroid_mcp.asteroid.bodies import Upload
    from asteroid_mcp.asteroid.transport import Api


async def stage_temp_files(
    api: Api, *, organization_id: str | None = None, files: Sequence[Upload]
) -> TempFiles:
    """Stage files for an execution, for 60 minutes. POST /agents/v2/temp-files.

    The legacy generation cannot do without the organization.
    """
    if api.generation is Generation.LEGACY:
        path = {"organizationId": organization_id or ""}
        answer = await api.request(routes.STAGE_TEMP_FILES, path=path, files=files)
    else:
        query = {"organizationId": organization_id}
        answer = await api.request(routes.STAGE_TEMP_FILES, query=query, files=files)
    return read(answer, TempFiles)


async def list_context_files(api: Api, *, execution_id: str) -> list[ContextFile]:
    """The files given to an execution. GET /agents/v2/executions/{executionId}/context-files."""
    answer = await api.request(routes.LIST_CONTEXT_FILES, path={"executionId": execution_id})
    return read_list(answer, ContextFile, vocabulary.of_agent)


async def upload_context_files(api: Api, *, execution_id: str, files: Sequence[Upload]) -> str:
    """Give files to a running execution. POST .../context-files, answers a sentence."""
    path = {"executionId": execution_id}
    return read_text(await api.request(routes.UPLOAD_CONTEXT_FILES, path=path, files=files))
