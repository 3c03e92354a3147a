"""The operations on shared files, which only the older routes have."""

from dataclasses import replace

from starlette.responses import Response

from asteroid_sandbox.call import Call, Upload, done, ok, redirect
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
                return redirect(call.links.download(file.checksum, file.name, file.mime_type))
    raise not_found("File")


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
