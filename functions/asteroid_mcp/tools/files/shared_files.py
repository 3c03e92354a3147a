"""The files that an agent keeps between runs."""

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import shared_files
from asteroid_mcp.asteroid.models import SharedFile
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import CHANGES, READS, Effects, Toolset, tool
from asteroid_mcp.tools.files.inline_files import InlineFile, InlineFiles, uploads_of
from asteroid_mcp.tools.shared.vocabulary import AgentId, Detail, SharedFileId
from asteroid_mcp.tools.shared.wording import counted

_LOOK = "agentSharedFilesGet"
_OVERWRITES = Effects(read_only=False, destructive=True, idempotent=False, open_world=False)
_FREEZES = Effects(read_only=False, destructive=False, idempotent=True, open_world=False)
_NEVER = frozenset({"agentId", "downloadUrl"})
_FULL_ONLY = frozenset({"fileName", "createdAt", "lastModifiedByExecutionId"})


class SharedFileLine(TypedDict):
    """A shared file in a list."""

    id: str
    filePath: str
    fileSize: Annotated[int, About(description="Bytes.")]
    mimeType: NotRequired[str]
    updatedAt: NotRequired[str]
    version: NotRequired[int]
    isFrozen: NotRequired[bool]
    checksum: NotRequired[Annotated[str, About(description="SHA-256, in hex.")]]


class SharedFileList(TypedDict):
    """An agent's shared files."""

    agentId: str
    files: list[SharedFileLine]
    totalSize: Annotated[int, About(description="Bytes of all files.")]


class WrittenFiles(TypedDict):
    """The shared files that were written."""

    agentId: str
    files: list[SharedFileLine]


class DeletedFiles(TypedDict):
    """What was deleted."""

    agentId: str
    fileId: NotRequired[str]


@tool(title="List shared files", toolset=Toolset.FILES, scope=Scope.READ, effects=READS)
async def agent_shared_files_get(
    call: Call, *, agent_id: AgentId, detail: Detail = "summary"
) -> Answer[SharedFileList]:
    """List the files that an agent keeps and finds again in every run.

    Call this for the fileId that the other agentSharedFiles tools take.
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
) -> Answer[WrittenFiles]:
    """Add small files to those that an agent keeps between runs.

    A file of the same name is replaced. The change goes into a new, unpublished state of the
    agent's workflow: publish it for runs to see it.
    """
    uploads = uploads_of(files)
    written = await shared_files.upload_shared_files(call.api, agent_id=agent_id, files=uploads)
    return _written(agent_id, written["files"])


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
    file: Annotated[InlineFile, About(description="The new content, at most 256 KiB.")],
) -> Answer[WrittenFiles]:
    """Replace the content of one shared file; its place and name stay.

    A frozen file refuses. To add a file use agentSharedFilesUpload.
    """
    (upload,) = uploads_of([file])
    written = await shared_files.update_shared_file(
        call.api, agent_id=agent_id, file_id=file_id, file=upload
    )
    return _written(agent_id, [written])


@tool(
    title="Delete a shared file",
    toolset=Toolset.FILES,
    scope=Scope.DELETE,
    effects=CHANGES,
    confirm_with=_LOOK,
)
async def agent_shared_files_delete(
    call: Call, *, agent_id: AgentId, file_id: SharedFileId
) -> Answer[DeletedFiles]:
    """Delete one shared file of an agent, for good. A frozen file refuses."""
    await shared_files.delete_shared_file(call.api, agent_id=agent_id, file_id=file_id)
    return Answer(
        summary=f"Deleted the shared file {file_id}",
        data={"agentId": agent_id, "fileId": file_id},
    )


@tool(
    title="Delete all shared files",
    toolset=Toolset.FILES,
    scope=Scope.DELETE,
    effects=CHANGES,
    confirm_with=_LOOK,
)
async def agent_shared_files_delete_all(call: Call, *, agent_id: AgentId) -> Answer[DeletedFiles]:
    """Delete every shared file of an agent, for good.

    Ask the person first, and show them agentSharedFilesGet.
    """
    await shared_files.delete_all_shared_files(call.api, agent_id=agent_id)
    return Answer(
        summary=f"Deleted all shared files of the agent {agent_id}", data={"agentId": agent_id}
    )


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
) -> Answer[WrittenFiles]:
    """Freeze a shared file, so that no run can overwrite it, or unfreeze it.

    Only the legacy API generation can do this; the current one says so.
    """
    frozen = await shared_files.freeze_shared_file(
        call.api, agent_id=agent_id, file_id=file_id, is_frozen=is_frozen
    )
    return Answer(
        summary=f"{frozen['filePath']} is {'frozen' if is_frozen else 'not frozen any more'}",
        data={"agentId": agent_id, "files": [_line(frozen, "summary")]},
    )


def _written(agent_id: str, files: Sequence[SharedFile]) -> Answer[WrittenFiles]:
    names = ", ".join(file["filePath"] for file in files)
    return Answer(
        summary=f"Wrote {names}",
        data={"agentId": agent_id, "files": [_line(file, "summary") for file in files]},
        next_steps=(
            f'workflowsList agentId="{agent_id}"; runs see the change once it is published',
        ),
    )


def _line(file: SharedFile, detail: str) -> SharedFileLine:
    hidden = _NEVER if detail == "full" else _NEVER | _FULL_ONLY
    return cast("SharedFileLine", {key: value for key, value in file.items() if key not in hidden})
