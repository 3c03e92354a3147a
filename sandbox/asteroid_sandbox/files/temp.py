"""Temporary files: staged for an execution that has not started yet, gone after an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from starlette.responses import Response

from asteroid_sandbox.call import Call, Upload, ok
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.problems import bad_request
from asteroid_sandbox.store import Store

LIFE: Final = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class TempFile:
    """A staged file."""

    id: str
    organization_id: str
    name: str
    mime_type: str
    size: int
    checksum: str
    created_at: datetime


def stage(call: Call) -> Response:
    """`POST /temp-files`: keep files for an execution that is to be started within the hour."""
    wanted = call.path.get("organization") or call.query.text("organizationId")
    organization = call.caller.organization(call.store, wanted)
    refuse_no_files(call.uploads)
    staged = [_stage(call.store, organization.id, upload, call.now) for upload in call.uploads]
    return ok({"tempFiles": [{"id": file.id, "name": file.name} for file in staged]})


def staged_file(
    store: Store, organization_id: str, given: JsonObject, now: datetime
) -> TempFile | None:
    """The staged file that an execute body refers to, unless it expired or is another's."""
    file_id = given.get("id")
    if not isinstance(file_id, str):
        return None
    file = store.row(TempFile, "SELECT * FROM temp_files WHERE id = ?", file_id)
    if file is None or file.organization_id != organization_id or now >= file.created_at + LIFE:
        return None
    return file


def refuse_no_files(uploads: tuple[Upload, ...]) -> None:
    """400 when a request that must bring files brings none, or one without a name."""
    if not uploads or any(not upload.name for upload in uploads):
        raise bad_request("Invalid file upload request.")


def _stage(store: Store, organization_id: str, upload: Upload, now: datetime) -> TempFile:
    content = upload.content
    file = TempFile(
        id=str(uuid4()),
        organization_id=organization_id,
        name=upload.name,
        mime_type=upload.mime_type,
        size=len(content),
        checksum=store.keep(content),
        created_at=now,
    )
    store.insert(
        "temp_files",
        {
            "id": file.id,
            "organization_id": file.organization_id,
            "name": file.name,
            "mime_type": file.mime_type,
            "size": file.size,
            "checksum": file.checksum,
            "created_at": file.created_at,
        },
    )
    return file
