"""Files and validation: staging files for a run, an agent's shared files, JSON schemas."""

import json
from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid import files as files_api, schemas, shared_files
from asteroid_mcp.asteroid.models import Json, SharedFile, TempFile
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.answer import Answer
from asteroid_mcp.tools.call import Call
from asteroid_mcp.tools.declaration import ADDS, CHANGES, READS, Effects, Toolset, tool
from asteroid_mcp.tools.inline_files import InlineFile, InlineFiles, uploads_of
from asteroid_mcp.tools.organization import organization_of
from asteroid_mcp.tools.schema import About
from asteroid_mcp.tools.vocabulary import AgentId, Detail, OrganizationId, SharedFileId

_LOOK = "agentSharedFilesGet"
_OVERWRITES = Effects(read_only=False, destructive=True, idempotent=False, open_world=False)
_STAGED_MINUTES = 60
_NEVER = frozenset({"agentId", "downloadUrl"})
_FULL_ONLY = frozenset({"fileName", "createdAt", "lastModifiedByExecutionId"})
_FREEZES = Effects(read_only=False, destructive=False, idempotent=True, open_world=False)


class StagedFiles(TypedDict):
    """Files that wait for an execution; hand `tempFiles` on as it is."""

    tempFiles: list[TempFile]
    expiresInMinutes: int


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


class SchemaVerdict(TypedDict):
    """Whether a JSON schema can be used for structured output."""

    valid: bool
    errors: list[str]


@tool(
    title="Stage files for a run",
    toolset=Toolset.FILES,
    scope=Scope.RUN,
    effects=ADDS,
    confirm_with="nothing: a file that was staged twice does no harm and expires by itself",
)
async def temp_files_stage(
    call: Call, *, files: InlineFiles, organization_id: OrganizationId | None = None
) -> Answer[StagedFiles]:
    """Stage small files before a run is started.

    Then pass the tempFiles of the answer, as they are, to agentExecutePost or workflowExecute
    within 60 minutes. For a run that is already going use executionContextFilesUpload.
    """
    uploads = uploads_of(files)
    organization = await organization_of(call, organization_id)
    staged = await files_api.stage_temp_files(call.api, organization_id=organization, files=uploads)
    temp_files = staged["tempFiles"]
    return Answer(
        summary=f"{_count(temp_files, 'file')} staged for {_STAGED_MINUTES} minutes",
        data={"tempFiles": temp_files, "expiresInMinutes": _STAGED_MINUTES},
        next_steps=(f"agentExecutePost with tempFiles={json.dumps(temp_files)}",),
    )


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
        summary=f"{_count(files, 'shared file')}, {found['totalSize']} bytes",
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


@tool(title="Validate a JSON schema", toolset=Toolset.FILES, scope=Scope.READ, effects=READS)
async def schema_validate(
    call: Call,
    *,
    schema: Annotated[
        dict[str, Json],
        About(
            description="The JSON schema of an output node.",
            example={
                "type": "object",
                "properties": {"total": {"type": "number"}},
                "required": ["total"],
                "additionalProperties": False,
            },
        ),
    ],
) -> Answer[SchemaVerdict]:
    """Check a JSON schema before you put it into an output node.

    The rules are those of structured output: every object needs additionalProperties=false and all
    of its properties in required.
    """
    verdict = await schemas.validate_schema(call.api, schema=schema)
    problems = verdict["errors"]
    return Answer(
        summary="The schema is valid" if verdict["valid"] else _count(problems, "problem"),
        data={"valid": verdict["valid"], "errors": problems},
        next_steps=() if verdict["valid"] else ("schemaValidate with the problems corrected",),
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


def _count(items: Sequence[object], what: str) -> str:
    return f"{len(items) or 'no'} {what}{'' if len(items) == 1 else 's'}"
