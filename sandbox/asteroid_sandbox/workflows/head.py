"""The editable head: the agent's newest version, edited as a directory of files."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from starlette.responses import Response

from asteroid_sandbox.call import Call, Upload, ok
from asteroid_sandbox.engine.files import mime_type_of
from asteroid_sandbox.engine.json_values import text
from asteroid_sandbox.engine.validation import validate_version
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.files.shared import (
    files_of,
    refuse_frozen,
    refuse_over_quota,
    remove_files,
    write_file,
)
from asteroid_sandbox.problems import bad_request, conflict, invalid
from asteroid_sandbox.store import Store
from asteroid_sandbox.workflows.agents import agent_of
from asteroid_sandbox.workflows.file_tree import file_tree
from asteroid_sandbox.workflows.operations import publish
from asteroid_sandbox.workflows.tree import (
    BadFileError,
    is_structural,
    with_structure,
)
from asteroid_sandbox.workflows.versions import (
    Version,
    add_version,
    head_of,
    is_frozen,
    version_of,
)


def get_head_files(call: Call) -> Response:
    """`GET /workflows/{workflowId}/head/files`."""
    return ok(file_tree(call, head_of(call.store, agent_of(call).id)))


def get_version_files(call: Call) -> Response:
    """`GET /workflows/{workflowId}/versions/{versionId}/files`."""
    return ok(file_tree(call, version_of(call)))


def validate_head(call: Call) -> Response:
    """`POST /workflows/{workflowId}/head/validate`."""
    head = head_of(call.store, agent_of(call).id)
    return ok({"issues": [*validate_version(head.body())]})


def publish_head(call: Call) -> Response:
    """`POST /workflows/{workflowId}/head/publish`."""
    head = head_of(call.store, agent_of(call).id)
    changes = [] if head.is_published else publish(call, head)
    return ok(
        {
            **call.words.version_id(head),
            "version": head.version,
            "schemaChanges": [*changes],
            "alreadyPublished": head.is_published,
        }
    )


def patch_head_files(call: Call) -> Response:
    """`PATCH /workflows/{workflowId}/head/files`: 409 when structure is edited on a stale rev."""
    head, fields = head_of(call.store, agent_of(call).id), call.fields()
    base = fields.whole("baseRev", least=0)
    if base is None:
        fields.refuse("baseRev", "is required")
    writes, deletes = _writes(fields), fields.texts("deletes") or []
    _refuse_bad_deletes(fields, deletes, call.store, head)
    fields.check()
    structural = {path: content for path, content in writes.items() if is_structural(path)}
    if structural and base != head.rev:
        raise conflict(
            f"The head has moved on: it is at rev {head.rev}, the edit is based on {base}."
        )
    changed = _keep_head(call, _restructured(head, structural))
    _change_files(call, changed, {p: c for p, c in writes.items() if p not in structural}, deletes)
    return ok(
        {
            **call.words.snapshot(changed, files_of(call.store, changed.id)),
            "issues": [*validate_version(changed.body())],
        }
    )


def derive(call: Call, version: Version) -> Version:
    """A fresh editable version after a frozen one, with its files."""
    draft = replace(
        version, id=str(uuid4()), parent_id=version.id, is_published=False, published_at=None
    )
    return add_version(call.store, draft, author=call.caller.email or None, at=call.now)


def _keep_head(call: Call, changed: Version) -> Version:
    if is_frozen(call.store, changed):
        return derive(call, changed)
    changed = replace(changed, rev=changed.rev + 1, created_at=call.now)
    call.store.update(
        "versions",
        changed.id,
        {
            "rules": changed.rules,
            "graph": changed.graph,
            "inputs": changed.inputs,
            "settings": changed.settings,
            "environment": changed.environment,
            "rev": changed.rev,
            "created_at": changed.created_at,
        },
    )
    return changed


def _restructured(head: Version, writes: Mapping[str, bytes]) -> Version:
    if not writes:
        return head
    try:
        texts = {path: content.decode() for path, content in writes.items()}
        return with_structure(head, texts)
    except BadFileError as error:
        raise invalid({error.path: error.detail}) from error
    except UnicodeDecodeError as error:
        raise bad_request("Structural files must be UTF-8 text.") from error


def _change_files(
    call: Call, head: Version, writes: Mapping[str, bytes], deletes: list[str]
) -> None:
    present = {file.path: file for file in files_of(call.store, head.id)}
    doomed = [present[path] for path in deletes]
    refuse_frozen(doomed)
    remove_files(call.store, head.id, [file.file_id for file in doomed])
    for path, content in writes.items():
        write_file(call.store, head.id, Upload(path, mime_type_of(path), content), call.now)
    refuse_over_quota(call.store, head.id, call.sandbox.limits.shared)


def _writes(fields: Fields) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for write in fields.objects("writes") or []:
        path, encoded = text(write, "path"), write.get("contentBase64")
        if not path or path.startswith("/") or ".." in path.split("/"):
            fields.refuse("writes", "needs a relative path without .. in each write")
        try:
            found[path] = b64decode(encoded if isinstance(encoded, str) else "?", validate=True)
        except binascii.Error:
            fields.refuse("writes", f"needs base64 in contentBase64 of {path}")
    return found


def _refuse_bad_deletes(fields: Fields, deletes: list[str], store: Store, head: Version) -> None:
    present = {file.path for file in files_of(store, head.id)}
    for path in deletes:
        if is_structural(path):
            fields.refuse("deletes", f"cannot remove the structural file {path}")
        elif path not in present:
            fields.refuse("deletes", f"knows no file {path}")
