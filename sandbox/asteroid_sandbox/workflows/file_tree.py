"""A version's file tree as answers hold it."""

import hashlib
from base64 import b64encode

from asteroid_sandbox.call import Call
from asteroid_sandbox.engine.files import mime_type_of
from asteroid_sandbox.engine.json_values import JsonObject, text
from asteroid_sandbox.files.shared import SharedFile, files_of
from asteroid_sandbox.moments import wire
from asteroid_sandbox.workflows.agents import name_of
from asteroid_sandbox.workflows.tree import structural_files
from asteroid_sandbox.workflows.versions import Version

_INLINE_BUDGET = 10 * 1024 * 1024
_CONTENTS = ("none", "structural", "all")


def file_tree(call: Call, version: Version) -> JsonObject:
    """WorkflowsVersionFileTree, as far as the request's query wants contents inline."""
    contents = call.query.choice("contents", _CONTENTS) or "structural"
    largest = call.query.whole("maxFileBytes", least=0)
    total = call.query.whole("maxTotalBytes", least=0)
    call.query.check()
    budget = _Budget(
        largest if largest is not None else _INLINE_BUDGET,
        total if total is not None else _INLINE_BUDGET,
    )
    structure, kept = structural_files(version), files_of(call.store, version.id)
    entries = [_structural(path, body, contents) for path, body in structure.items()]
    wanted = set(call.query.texts("paths"))
    for file in kept:
        inline = (
            contents == "all" and (not wanted or file.path in wanted) and budget.takes(file.size)
        )
        entries.append(_kept(call, version, file, inline=inline))
    entries = [entry for entry in entries if not wanted or entry["path"] in wanted]
    return {
        **call.words.tree_owner(version, name_of(call.store, version.agent_id)),
        "rev": version.rev,
        "version": version.version,
        "contentHash": _hash(structure, kept),
        "files": [*sorted(entries, key=lambda entry: text(entry, "path"))],
    }


class _Budget:
    """How many bytes an answer still may carry inline."""

    def __init__(self, largest: int, total: int) -> None:
        self._largest = min(largest, _INLINE_BUDGET)
        self._left = min(total, _INLINE_BUDGET)

    def takes(self, size: int) -> bool:
        if size > self._largest or size > self._left:
            return False
        self._left -= size
        return True


def _structural(path: str, body: str, contents: str) -> JsonObject:
    entry: JsonObject = {"path": path, "kind": "structural", "size": len(body.encode())}
    entry["mimeType"] = mime_type_of(path)
    return entry if contents == "none" else {**entry, "content": body}


def _kept(call: Call, version: Version, file: SharedFile, *, inline: bool) -> JsonObject:
    entry: JsonObject = {
        "path": file.path,
        "kind": "agent_file",
        "size": file.size,
        "mimeType": file.mime_type,
        "checksum": file.checksum,
        "fileId": file.file_id,
        "downloadUrl": call.words.shared_download(file, version.agent_id),
        "updatedAt": wire(file.updated_at),
    }
    if inline:
        entry["contentBase64"] = b64encode(call.store.content(file.checksum)).decode()
    return entry


def _hash(structure: dict[str, str], kept: list[SharedFile]) -> str:
    whole = hashlib.sha256()
    parts = structure | {file.path: file.checksum for file in kept}
    for path in sorted(parts):
        whole.update(f"{path}\0{parts[path]}\0".encode())
    return whole.hexdigest()
