"""The files that an agent keeps between runs.

The legacy generation has routes of their own for them. In the current one they are files of the
workflow's editable head, changed by a patch that is based on the head's revision. Somebody else's
change in between is a Conflict, never repeated here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import head_files, routes
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import SharedFile, SharedFiles, UploadedFiles
from asteroid_mcp.asteroid.reading import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asteroid_mcp.asteroid.bodies import Upload
    from asteroid_mcp.asteroid.transport import Api


async def list_shared_files(api: Api, *, agent_id: str) -> SharedFiles:
    """All shared files of an agent. GET .../shared-files, or GET .../head/files."""
    if api.generation is Generation.CURRENT:
        return await head_files.list_files(api, agent_id)
    return read(
        await api.request(routes.LIST_SHARED_FILES, path={"agentId": agent_id}), SharedFiles
    )


async def upload_shared_files(api: Api, *, agent_id: str, files: Sequence[Upload]) -> UploadedFiles:
    """Add files. POST .../shared-files, or PATCH .../head/files where a file's path is its name."""
    if api.generation is Generation.CURRENT:
        return await head_files.write_files(api, agent_id, files)
    path = {"agentId": agent_id}
    answer = await api.request(routes.UPLOAD_SHARED_FILES, path=path, files=files)
    return read(answer, UploadedFiles)


async def update_shared_file(api: Api, *, agent_id: str, file_id: str, file: Upload) -> SharedFile:
    """Replace a file's content. PUT .../shared-files/{fileId}, or PATCH .../head/files."""
    if api.generation is Generation.CURRENT:
        return await head_files.replace_file(api, agent_id, file_id, file)
    path = {"agentId": agent_id, "fileId": file_id}
    return read(await api.request(routes.UPDATE_SHARED_FILE, path=path, files=[file]), SharedFile)


async def delete_shared_file(api: Api, *, agent_id: str, file_id: str) -> None:
    """Delete a file. DELETE .../shared-files/{fileId}, or PATCH .../head/files."""
    if api.generation is Generation.CURRENT:
        return await head_files.delete_file(api, agent_id, file_id)
    path = {"agentId": agent_id, "fileId": file_id}
    await api.request(routes.DELETE_SHARED_FILE, path=path)
    return None


async def delete_all_shared_files(api: Api, *, agent_id: str) -> None:
    """Delete all files. DELETE .../shared-files/delete-all, or PATCH .../head/files."""
    if api.generation is Generation.CURRENT:
        return await head_files.delete_files(api, agent_id)
    await api.request(routes.DELETE_ALL_SHARED_FILES, path={"agentId": agent_id})
    return None


async def freeze_shared_file(
    api: Api, *, agent_id: str, file_id: str, is_frozen: bool
) -> SharedFile:
    """Freeze or thaw a file. PATCH .../shared-files/{fileId}/freeze, legacy generation only."""
    path = {"agentId": agent_id, "fileId": file_id}
    body = {"isFrozen": is_frozen}
    return read(await api.request(routes.FREEZE_SHARED_FILE, path=path, json=body), SharedFile)
