"""The operations on files: shared ones by their older routes, and those of executions."""

from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from asteroid_sandbox.call import Call, Upload, done, ok, said
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.status import phase_of
from asteroid_sandbox.executions.lookup import run_of
from asteroid_sandbox.executions.record import Run
from asteroid_sandbox.files.context import attach, context_files_of
from asteroid_sandbox.files.shared import (
    SharedFile,
    files_of,
    refuse_frozen,
    refuse_over_quota,
    remove_files,
    set_frozen,
    write_file,
)
from asteroid_sandbox.files.temp import refuse_no_files
from asteroid_sandbox.moments import wire
from asteroid_sandbox.problems import bad_request, not_found
from asteroid_sandbox.workflows.agents import agent_of
from asteroid_sandbox.workflows.head import derive
from asteroid_sandbox.workflows.operations import publish
from asteroid_sandbox.workflows.tree import is_structural
from asteroid_sandbox.workflows.versions import (
    Version,
    head_of,
    is_frozen,
    published_of,
    version_by_id,
    versions_of,
)


def list_shared_files(call: Call) -> Response:
    """`GET /agents/{agentId}/shared-files`: those of the published version."""
    agent = agent_of(call)
    files = files_of(call.store, _shared_version(call).id)
    return ok(
        {
            "files": [call.words.shared_file(file, agent.id) for file in files],
            "totalSize": sum(file.size for file in files),
        }
    )


def upload_shared_files(call: Call) -> Response:
    """`POST /agents/{agentId}/shared-files`: a file of the same name is written over."""
    refuse_no_files(call.uploads)
    version = _editable(call)
    for upload in call.uploads:
        _write(call, version, upload)
    names = {upload.name for upload in call.uploads}
    files = [file for file in files_of(call.store, version.id) if file.path in names]
    return ok({"files": [call.words.shared_file(file, version.agent_id) for file in files]})


def replace_shared_file(call: Call) -> Response:
    """`PUT /agents/{agentId}/shared-files/{fileId}`: exactly one file, whatever its name."""
    old = _shared_file(call)
    if len(call.uploads) != 1:
        raise bad_request("Invalid file upload request.")
    refuse_frozen([old])
    version = _editable(call)
    fresh = _write(call, version, replace(call.uploads[0], name=old.path))
    return ok(call.words.shared_file(fresh, version.agent_id))


def delete_shared_file(call: Call) -> Response:
    """`DELETE /agents/{agentId}/shared-files/{fileId}`."""
    return _delete(call, [_shared_file(call)])


def delete_all_shared_files(call: Call) -> Response:
    """`DELETE /agents/{agentId}/shared-files/delete-all`: nothing goes when one is frozen."""
    return _delete(call, files_of(call.store, _shared_version(call).id))


def freeze_shared_file(call: Call) -> Response:
    """`PATCH /agents/{agentId}/shared-files/{fileId}/freeze`."""
    file, fields = _shared_file(call), call.fields()
    frozen = fields.flag("isFrozen")
    if frozen is None:
        fields.refuse("isFrozen", "is required")
    fields.check()
    changed = set_frozen(call.store, file, frozen=bool(frozen), at=call.now)
    return ok(call.words.shared_file(changed, agent_of(call).id))


def download_shared_file(call: Call) -> Response:
    """`GET /agents/{agentId}/shared-files/{fileId}/download`: also of versions that are past."""
    agent = agent_of(call)
    for version in versions_of(call.store, agent.id):
        for file in files_of(call.store, version.id):
            if file.file_id == call.path["file"]:
                return _redirect(call.links.download(file.checksum, file.name, file.mime_type))
    raise not_found("File")


def list_context_files(call: Call) -> Response:
    """`GET /executions/{executionId}/context-files`."""
    execution = run_of(call, "Execution files").execution
    files = context_files_of(call.store, execution.id)
    return ok([call.words.context_file(file, execution.agent_id) for file in files])


def upload_context_files(call: Call) -> Response:
    """`POST /executions/{executionId}/context-files`: only while the execution is under way."""
    run = run_of(call)
    refuse_no_files(call.uploads)
    if phase_of(run.state.status) != "active":
        raise bad_request(
            f"Invalid file upload request. The execution is {run.state.status}, not running."
        )
    held = sum(file.size for file in context_files_of(call.store, run.execution.id))
    quota = call.sandbox.limits.uploads
    if held + sum(len(upload.content) for upload in call.uploads) > quota:
        raise bad_request(f"Invalid file upload request. uploads/ may hold {quota} bytes.")
    for upload in call.uploads:
        attach(
            call.store,
            run.execution.id,
            call.now,
            name=upload.name,
            mime_type=upload.mime_type,
            checksum=call.store.keep(upload.content),
            size=len(upload.content),
        )
    return said("Files uploaded.")


def list_execution_files(call: Call) -> Response:
    """`GET /executions/{executionId}/files`: by directory."""
    run = run_of(call, "Execution files")
    files = _execution_files(call, run)
    directories: dict[str, list[JsonObject]] = {}
    for file in files:
        directories.setdefault(str(file["directory"]), []).append(file)
    newest = max((str(file["updatedAt"]) for file in files), default=wire(run.execution.created_at))
    listing: JsonObject = {name: [*found] for name, found in directories.items()}
    return ok({"directories": listing, "lastUpdated": newest})


def download_context_file(call: Call) -> Response:
    """`GET /executions/{executionId}/context-files/{fileId}/download`."""
    for file in context_files_of(call.store, run_of(call).execution.id):
        if file.id == call.path["file"]:
            return _redirect(call.links.download(file.checksum, file.name, file.mime_type))
    raise not_found("File")


def download_execution_file(call: Call) -> Response:
    """`GET /executions/{executionId}/files/{fileId}/download`: a made, given or shared file."""
    run = run_of(call)
    for made in run.state.files:
        if made.id == call.path["file"]:
            checksum = call.store.keep(made.content)
            return _redirect(call.links.download(checksum, made.name, made.mime_type))
    for kept in files_of(call.store, run.execution.run_version_id):
        if kept.file_id == call.path["file"]:
            return _redirect(call.links.download(kept.checksum, kept.name, kept.mime_type))
    return download_context_file(call)


def _execution_files(call: Call, run: Run) -> list[JsonObject]:
    agent_id, execution_id = run.execution.agent_id, run.execution.id
    version = version_by_id(call.store, run.execution.run_version_id)
    return [
        *(
            call.words.uploaded_file(file, agent_id)
            for file in context_files_of(call.store, execution_id)
        ),
        *(call.words.produced_file(file, execution_id, agent_id) for file in run.state.files),
        *(
            call.words.kept_file(file, execution_id, agent_id)
            for file in files_of(call.store, version.id)
        ),
    ]


def _shared_version(call: Call) -> Version:
    agent = agent_of(call)
    return published_of(call.store, agent.id) or head_of(call.store, agent.id)


def _shared_file(call: Call) -> SharedFile:
    for file in files_of(call.store, _shared_version(call).id):
        if file.file_id == call.path["file"]:
            return file
    raise not_found("File")


def _editable(call: Call) -> Version:
    """The version to change files on: a new one takes the place of a frozen one."""
    version = _shared_version(call)
    if not is_frozen(call.store, version):
        return version
    fresh = derive(call, version)
    if version.is_published:
        publish(call, fresh)
    return fresh


def _write(call: Call, version: Version, upload: Upload) -> SharedFile:
    if is_structural(upload.name):
        raise bad_request(f"{upload.name} is the name of a file that describes the workflow.")
    written = write_file(call.store, version.id, upload, call.now)
    refuse_over_quota(call.store, version.id, call.sandbox.limits.shared)
    return written


def _delete(call: Call, files: list[SharedFile]) -> Response:
    refuse_frozen(files)
    if not files:
        return done()
    version = _editable(call)
    remove_files(call.store, version.id, [file.file_id for file in files])
    return done()


def _redirect(address: str) -> Response:
    return RedirectResponse(address, 303)
