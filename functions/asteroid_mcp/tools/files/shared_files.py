"""The files that an agent keeps between runs."""

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import shared_files
from asteroid_mcp.asteroid.bodies import Upload
from asteroid_mcp.asteroid.errors import NotFound
from asteroid_mcp.asteroid.models import SharedFile
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import CHANGES, READS, Effects, Toolset, tool
from asteroid_mcp.tools.files.inline_files import FileContent, InlineFiles, content_of, uploads_of
from asteroid_mcp.tools.files.publishing import calls_after, in_effect
from asteroid_mcp.tools.shared.vocabulary import AgentId, Detail, SharedFileId
from asteroid_mcp.tools.shared.wording import counted, quoted

_LOOK = "agentSharedFilesGet with the same agentId"
_OVERWRITES = Effects(read_only=False, destructive=True, idempotent=False, open_world=False)
_FREEZES = Effects(read_only=False, destructive=False, idempotent=True, open_world=False)
_MOST_NAMES = 10
_ANY_TYPE = "application/octet-stream"
_NEVER = frozenset({"id", "agentId", "mimeType", "downloadUrl"})
_FULL_ONLY = frozenset({"fileName", "checksum", "createdAt", "lastModifiedByExecutionId"})


class SharedFileLine(TypedDict):
    """A shared file. Its SHA-256 and more come with `detail: "full"`."""

    fileId: str
    filePath: str
    fileSize: Annotated[int, About(description="Bytes.")]
    contentType: NotRequired[str]
    updatedAt: NotRequired[str]
    version: NotRequired[int]
    isFrozen: NotRequired[bool]


class SharedFileList(TypedDict):
    """An agent's shared files."""

    agentId: str
    files: list[SharedFileLine]
    totalSize: Annotated[int, About(description="Bytes of all files.")]


class ChangedFiles(TypedDict):
    """The shared files that were written, frozen or deleted."""

    agentId: str
    files: list[SharedFileLine]


@tool(title="List shared files", toolset=Toolset.FILES, scope=Scope.READ, effects=READS)
async def agent_shared_files_get(
    call: Call, *, agent_id: AgentId, detail: Detail = "summary"
) -> Answer[SharedFileList]:
    """List the files that an agent keeps and finds again in every run, with their fileIds.

    On the current API they are those of the newest version, be it published or not; on the legacy
    one those that runs find now.
    """
    found = await shared_files.list_shared_files(call.api, agent_id=agent_id)
    files = found["files"]
    return Answer(
        summary=f"{counted(files, 'shared file')}, {found['totalSize']} bytes",
        data={
            "agentId": agent_id,
            "files": [_line(file, detail) for file in files],
            "totalSize": found["totalSize"],
        },
        next_steps=_after_listing(agent_id, files),
    )


@tool(
    title="Add shared files",
    toolset=Toolset.FILES,
    scope=Scope.WRITE,
    effects=_OVERWRITES,
    confirm_with=_LOOK,
)
async def agent_shared_files_upload(
    call: Call, *, agent_id: AgentId, files: InlineFiles
) -> Answer[ChangedFiles]:
    """Add small files to those that an agent keeps between runs; one of the same name is replaced.

    On the current API runs see the change once the newest version is published (workflowPublish);
    on the legacy one at once.
    """
    uploads = uploads_of(files)
    written = await shared_files.upload_shared_files(call.api, agent_id=agent_id, files=uploads)
    return _changed(call, agent_id, "Wrote", written["files"])


@tool(
    title="Replace a shared file",
    toolset=Toolset.FILES,
    scope=Scope.WRITE,
    effects=CHANGES,
    confirm_with=_LOOK,
)
async def agent_shared_files_update(
    call: Call,
    *,
    agent_id: AgentId,
    file_id: SharedFileId,
    file: Annotated[FileContent, About(description="The new content, at most 256 KiB.")],
) -> Answer[ChangedFiles]:
    """Replace the content of one shared file; its place and name stay. A frozen file refuses.

    On the current API runs see the change once the newest version is published (workflowPublish);
    on the legacy one at once. To add a file use agentSharedFilesUpload.
    """
    content = content_of(file, "file")
    present = await _present(call, agent_id, file_id, "agentSharedFilesUpdate")
    content_type = file.get("contentType") or present.get("mimeType") or _ANY_TYPE
    written = await shared_files.update_shared_file(
        call.api,
        agent_id=agent_id,
        file_id=file_id,
        file=Upload(present["fileName"], content, content_type),
    )
    return _changed(call, agent_id, "Wrote", [written])


@tool(
    title="Delete a shared file",
    toolset=Toolset.FILES,
    scope=Scope.DELETE,
    effects=CHANGES,
    confirm_with=_LOOK,
)
async def agent_shared_files_delete(
    call: Call, *, agent_id: AgentId, file_id: SharedFileId
) -> Answer[ChangedFiles]:
    """Delete one shared file of an agent. A frozen file refuses.

    On the current API runs keep seeing it until the newest version is published
    (workflowPublish); on the legacy one it is gone at once. Ask the person first.
    """
    doomed = await _present(call, agent_id, file_id, "agentSharedFilesDelete")
    await shared_files.delete_shared_file(call.api, agent_id=agent_id, file_id=file_id)
    return _changed(call, agent_id, "Deleted", [doomed])


@tool(
    title="Delete all shared files",
    toolset=Toolset.FILES,
    scope=Scope.DELETE,
    effects=CHANGES,
    confirm_with=_LOOK,
)
async def agent_shared_files_delete_all(call: Call, *, agent_id: AgentId) -> Answer[ChangedFiles]:
    """Delete every shared file of an agent.

    On the current API runs keep seeing them until the newest version is published
    (workflowPublish); on the legacy one they are gone at once. Ask the person first, and show them
    agentSharedFilesGet.
    """
    doomed = (await shared_files.list_shared_files(call.api, agent_id=agent_id))["files"]
    if not doomed:
        return Answer(
            summary="There was nothing to delete: the agent has no shared files",
            data={"agentId": agent_id, "files": []},
            next_steps=_after_listing(agent_id, doomed),
        )
    await shared_files.delete_all_shared_files(call.api, agent_id=agent_id)
    return _changed(call, agent_id, f"Deleted {counted(doomed, 'shared file')}:", doomed)


@tool(
    title="Freeze or unfreeze a shared file",
    toolset=Toolset.FILES,
    scope=Scope.WRITE,
    effects=_FREEZES,
    confirm_with=_LOOK,
)
async def agent_shared_files_freeze(
    call: Call,
    *,
    agent_id: AgentId,
    file_id: SharedFileId,
    is_frozen: Annotated[bool, About(description="true freezes, false unfreezes.")],
) -> Answer[ChangedFiles]:
    """Freeze a shared file, so that no run can overwrite it, or unfreeze it.

    Only the legacy API generation can do this; the current one says so.
    """
    frozen = await shared_files.freeze_shared_file(
        call.api, agent_id=agent_id, file_id=file_id, is_frozen=is_frozen
    )
    state = "frozen" if is_frozen else "not frozen any more"
    return Answer(
        summary=f"{quoted(frozen['filePath'])} is {state}",
        data={"agentId": agent_id, "files": [_line(frozen, "summary")]},
        next_steps=(f'agentSharedFilesGet agentId="{agent_id}" lists the files as they are now',),
    )


async def _present(call: Call, agent_id: str, file_id: str, operation: str) -> SharedFile:
    """Answer the file as it is before a change. Raises NotFound."""
    found = await shared_files.list_shared_files(call.api, agent_id=agent_id)
    for file in found["files"]:
        if file_id in {file["id"], file["filePath"]}:
            return file
    raise NotFound(operation)


def _changed(
    call: Call, agent_id: str, did: str, files: Sequence[SharedFile]
) -> Answer[ChangedFiles]:
    return Answer(
        summary=f"{did} {_names(files)}. {in_effect(call)}",
        data={"agentId": agent_id, "files": [_line(file, "summary") for file in files]},
        next_steps=calls_after(call, agent_id),
    )


def _names(files: Sequence[SharedFile]) -> str:
    names = ", ".join(quoted(file["filePath"]) for file in files[:_MOST_NAMES])
    more = len(files) - _MOST_NAMES
    return f"{names} and {more} more" if more > 0 else names


def _after_listing(agent_id: str, files: Sequence[SharedFile]) -> tuple[str, ...]:
    agent = f'agentId="{agent_id}"'
    add = f'agentSharedFilesUpload {agent} files=[{{"name": "...", "text": "..."}}] adds a file'
    if not files:
        return (add,)
    change = f'{agent} fileId="{files[0]["id"]}" file={{"text": "..."}}'
    return (f"agentSharedFilesUpdate {change} replaces the content of the first", add)


def _line(file: SharedFile, detail: str) -> SharedFileLine:
    hidden = _NEVER if detail == "full" else _NEVER | _FULL_ONLY
    shown = {
        "fileId": file["id"],
        "filePath": file["filePath"],
        "fileSize": file["fileSize"],
        "contentType": file.get("mimeType"),
    }
    others = {name: value for name, value in file.items() if name not in hidden}
    return cast("SharedFileLine", shown | others)
