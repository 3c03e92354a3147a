"""Shared files in the current generation: agent files among those of a workflow's editable head.

A head file's path is relative to the workflow's root, where the structural files (settings.yaml,
nodes/login/instructions.md) are the workflow itself: those are neither shown nor written here.
Each change reads the head's revision and bases one patch on it.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from asteroid_mcp.asteroid import routes, vocabulary
from asteroid_mcp.asteroid.errors import BadRequest, FieldProblem, NotFound
from asteroid_mcp.asteroid.reading import read
from asteroid_mcp.asteroid.workflow_models import HeadFile, HeadFiles, Workflow, WorkflowFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asteroid_mcp.asteroid.answers import Answer
    from asteroid_mcp.asteroid.bodies import Upload
    from asteroid_mcp.asteroid.models import (
        JsonObject,
        SharedFile,
        SharedFiles,
        UploadedFiles,
    )
    from asteroid_mcp.asteroid.route import Route
    from asteroid_mcp.asteroid.transport import Api

_AGENT_FILE = "agent_file"
_FACTS = {"mimeType", "checksum", "createdAt", "updatedAt", "downloadUrl"}


async def list_files(api: Api, agent_id: str) -> SharedFiles:
    """The agent files of the head. GET .../head/files."""
    head = await _head(api, agent_id)
    files = [_shared(agent_id, file) for file in _agent_files(head)]
    return {"files": files, "totalSize": sum(file["fileSize"] for file in files)}


async def write_files(api: Api, agent_id: str, files: Sequence[Upload]) -> UploadedFiles:
    """Write files to the paths that their names are, new or not. PATCH .../head/files."""
    head = await _head(api, agent_id)
    _refuse_bad_names(head, files)
    contents = {file.name: file.content for file in files}
    return {"files": await _write(api, agent_id, head, contents)}


async def replace_file(api: Api, agent_id: str, file_id: str, file: Upload) -> SharedFile:
    """Write new content to a file's path. NotFound when the head has no such file."""
    head = await _head(api, agent_id)
    path = _path_of(head, file_id, routes.UPDATE_SHARED_FILE)
    return (await _write(api, agent_id, head, {path: file.content}))[0]


async def delete_file(api: Api, agent_id: str, file_id: str) -> None:
    """Delete one file. NotFound when the head has no such file."""
    head = await _head(api, agent_id)
    await _patch(api, agent_id, head, deletes=[_path_of(head, file_id, routes.DELETE_SHARED_FILE)])


async def delete_files(api: Api, agent_id: str) -> None:
    """Delete every agent file. Patches nothing when there is none."""
    head = await _head(api, agent_id)
    if paths := [file["path"] for file in _agent_files(head)]:
        await _patch(api, agent_id, head, deletes=paths)


async def _head(api: Api, agent_id: str) -> HeadFiles:
    path, query = {"agentId": agent_id}, {"contents": "none"}
    return read(await api.request(routes.GET_HEAD_FILES, path=path, query=query), HeadFiles)


async def _patch(
    api: Api,
    agent_id: str,
    head: HeadFiles,
    *,
    writes: Sequence[JsonObject] = (),
    deletes: Sequence[str] = (),
) -> Answer:
    body = {"baseRev": head["rev"], "writes": list(writes), "deletes": list(deletes)}
    return await api.request(routes.PATCH_HEAD_FILES, path={"agentId": agent_id}, json=body)


async def _write(
    api: Api, agent_id: str, head: HeadFiles, contents: Mapping[str, bytes]
) -> list[SharedFile]:
    writes: list[JsonObject] = [
        {"path": path, "contentBase64": b64encode(content).decode()}
        for path, content in contents.items()
    ]
    answer = await _patch(api, agent_id, head, writes=writes)
    now = read(answer, Workflow, vocabulary.of_agent).get("files") or []
    written = [_written(agent_id, path, now) for path in contents]
    if None in written:
        raise answer.broken("the answer does not list the files that were written")
    return [file for file in written if file]


def _agent_files(head: HeadFiles) -> list[HeadFile]:
    return [file for file in head["files"] if file["kind"] == _AGENT_FILE]


def _path_of(head: HeadFiles, file_id: str, route: Route) -> str:
    for file in _agent_files(head):
        if file_id in {file.get("fileId"), file["path"]}:
            return file["path"]
    raise NotFound(route.operation)


def _refuse_bad_names(head: HeadFiles, files: Sequence[Upload]) -> None:
    names = [file.name for file in files]
    structural = {file["path"] for file in head["files"] if file["kind"] != _AGENT_FILE}
    if not names:
        wrong = "must hold at least one file"
    elif len(set(names)) < len(names):
        wrong = "has two files of one name"
    elif structural.intersection(names):
        wrong = "has a name that belongs to the workflow itself"
    else:
        return
    fields = (FieldProblem("files", wrong),)
    raise BadRequest(routes.UPLOAD_SHARED_FILES.operation, fields=fields)


def _shared(agent_id: str, file: HeadFile) -> SharedFile:
    path = file["path"]
    # An agent file has an id; where an answer leaves it out, its path still names it.
    return _shared_file(agent_id, path, file.get("fileId") or path, file["size"], file)


def _written(agent_id: str, path: str, files: Sequence[WorkflowFile]) -> SharedFile | None:
    """The shared file at a head's path, in a version's list, whose paths may lack a folder."""
    same = [file for file in files if f"/{path}".endswith(f"/{file['filePath']}")]
    if not same:
        return None
    file = max(same, key=lambda each: len(each["filePath"]))
    return _shared_file(agent_id, path, file["id"], file["fileSize"], file)


def _shared_file(
    agent_id: str, path: str, file_id: str, size: int, file: HeadFile | WorkflowFile
) -> SharedFile:
    facts = {name: value for name, value in file.items() if name in _FACTS}
    named = {"id": file_id, "agentId": agent_id, "filePath": path, "fileSize": size}
    return cast("SharedFile", {**named, "fileName": PurePosixPath(path).name, **facts})
