"""The files that an execution was given."""

from typing import Annotated, NotRequired, TypedDict

from asteroid_mcp.asteroid import files as files_api
from asteroid_mcp.asteroid.bodies import Upload
from asteroid_mcp.asteroid.models import ContextFile
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.declaration.answer import Answer
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import ADDS, READS, Toolset, tool
from asteroid_mcp.tools.files.inline_files import InlineFiles, uploads_of
from asteroid_mcp.tools.shared.vocabulary import ExecutionId


class ContextFileItem(TypedDict):
    """A file that an execution was given."""

    id: str
    fileName: str
    filePath: str
    fileSize: Annotated[int, About(description="Bytes.")]
    mimeType: str
    createdAt: str
    signedUrl: NotRequired[
        Annotated[str, About(description="Anybody can download the file here, for a while.")] | None
    ]
    downloadUrl: NotRequired[str | None]


class ContextFileList(TypedDict):
    """All files that an execution was given."""

    executionId: str
    files: list[ContextFileItem]


class UploadedFile(TypedDict):
    """A file as it was sent."""

    fileName: str
    fileSize: Annotated[int, About(description="Bytes.")]
    mimeType: str


class UploadedFiles(TypedDict):
    """The files that an execution was just given."""

    executionId: str
    files: list[UploadedFile]


@tool(
    title="List an execution's context files",
    toolset=Toolset.EXECUTIONS,
    scope=Scope.READ,
    effects=READS,
)
async def execution_context_files_get(
    call: Call,
    *,
    execution_id: ExecutionId,
    include_urls: Annotated[
        bool,
        About(
            description="Give a signedUrl for each, by which anybody can download it for a while."
        ),
    ] = False,
) -> Answer[ContextFileList]:
    """List the files that a run was given, at its start or later.

    Files that the run made itself are in its log: executionActivitiesGet
    activityTypes=["file_added"].
    """
    found = await files_api.list_context_files(call.api, execution_id=execution_id)
    return Answer(
        summary=f"{_count(len(found))} given to execution {execution_id}",
        data={
            "executionId": execution_id,
            "files": [_item(file, include_urls=include_urls) for file in found],
        },
        next_steps=_after_list(execution_id, linkable=bool(found) and not include_urls),
        signed_urls=include_urls,
    )


@tool(
    title="Give files to a running execution",
    toolset=Toolset.EXECUTIONS,
    scope=Scope.RUN,
    effects=ADDS,
    confirm_with="executionContextFilesGet with the same executionId",
)
async def execution_context_files_upload(
    call: Call, *, execution_id: ExecutionId, files: InlineFiles
) -> Answer[UploadedFiles]:
    """Give small files to a run that is going on.

    For a run that is not started yet, use tempFilesStage. Tell the agent what to do with the
    files by executionUserMessagesAdd.
    """
    uploads = uploads_of(files)
    await files_api.upload_context_files(call.api, execution_id=execution_id, files=uploads)
    it = f'executionId="{execution_id}"'
    return Answer(
        summary=f"{_count(len(uploads))} given to execution {execution_id}",
        data={"executionId": execution_id, "files": list(map(_sent, uploads))},
        next_steps=(
            f'executionUserMessagesAdd {it} message="..." tells the agent what they are for',
            f"executionContextFilesGet {it} lists all files that it has",
        ),
    )


def _after_list(execution_id: str, *, linkable: bool) -> tuple[str, ...]:
    it = f'executionId="{execution_id}"'
    made = f'executionActivitiesGet {it} activityTypes=["file_added"] shows files that it made'
    links = f"executionContextFilesGet {it} includeUrls=true gives links to download these"
    return (links, made) if linkable else (made,)


def _item(file: ContextFile, *, include_urls: bool) -> ContextFileItem:
    item: ContextFileItem = {
        "id": file["id"],
        "fileName": file["fileName"],
        "filePath": file["filePath"],
        "fileSize": file["fileSize"],
        "mimeType": file["mimeType"],
        "createdAt": file["createdAt"],
    }
    if include_urls:
        item["signedUrl"] = file.get("signedUrl")
        item["downloadUrl"] = file.get("downloadUrl")
    return item


def _sent(upload: Upload) -> UploadedFile:
    return {
        "fileName": upload.name,
        "fileSize": len(upload.content),
        "mimeType": upload.content_type,
    }


def _count(files: int) -> str:
    return f"{files} file" if files == 1 else f"{files} files"
