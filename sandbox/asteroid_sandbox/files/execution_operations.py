"""The operations on the files of executions."""

from starlette.responses import Response

from asteroid_sandbox.call import Call, ok, redirect, said
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.status import phase_of
from asteroid_sandbox.executions.lookup import run_of
from asteroid_sandbox.executions.record import Run
from asteroid_sandbox.files.context import attach, context_files_of
from asteroid_sandbox.files.shared import files_of
from asteroid_sandbox.files.temp import refuse_no_files
from asteroid_sandbox.moments import wire
from asteroid_sandbox.problems import bad_request, not_found


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
            f"Invalid file upload request. The execution is {run.state.status}: "
            "only one that is under way takes files."
        )
    held = sum(file.size for file in context_files_of(call.store, run.execution.id))
    quota = call.sandbox.limits.uploads
    if held + sum(len(upload.content) for upload in call.uploads) > quota:
        raise bad_request(
            f"Invalid file upload request. uploads/ holds {held} bytes of the {quota} it may hold."
        )
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
            return redirect(call.links.download(file.checksum, file.name, file.mime_type))
    raise not_found("File")


def download_execution_file(call: Call) -> Response:
    """`GET /executions/{executionId}/files/{fileId}/download`: a made, given or shared file."""
    run = run_of(call)
    for made in run.state.files:
        if made.id == call.path["file"]:
            checksum = call.store.keep(made.content)
            return redirect(call.links.download(checksum, made.name, made.mime_type))
    for kept in files_of(call.store, run.execution.run_version_id):
        if kept.file_id == call.path["file"]:
            return redirect(call.links.download(kept.checksum, kept.name, kept.mime_type))
    return download_context_file(call)


def _execution_files(call: Call, run: Run) -> list[JsonObject]:
    agent_id, execution_id = run.execution.agent_id, run.execution.id
    return [
        *(
            call.words.uploaded_file(file, agent_id)
            for file in context_files_of(call.store, execution_id)
        ),
        *(call.words.produced_file(file, execution_id, agent_id) for file in run.state.files),
        *(
            call.words.kept_file(file, execution_id, agent_id)
            for file in files_of(call.store, run.execution.run_version_id)
        ),
    ]
