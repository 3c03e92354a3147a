"""The files kept with a workflow version (older routes: an agent's shared files).

The older routes act on the published version and derive a new published one from it, because a
version that was published or run never changes; the newer ones act on the editable head.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from asteroid_sandbox.call import Upload
from asteroid_sandbox.problems import bad_request
from asteroid_sandbox.store import Store


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file of a version. `revision` counts how often its contents were written."""

    version_id: str
    file_id: str
    path: str
    mime_type: str
    size: int
    checksum: str
    revision: int
    is_frozen: bool
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


def files_of(store: Store, version_id: str) -> list[SharedFile]:
    """A version's files by path."""
    sql = "SELECT * FROM version_files WHERE version_id = ? ORDER BY path"
    return store.rows(SharedFile, sql, version_id)


def write_file(store: Store, version_id: str, upload: Upload, at: datetime) -> SharedFile:
    """Add a file to a version, or write over the one at its path; 400 when it is frozen.

    The upload's name is the file's path.
    """
    old = next((file for file in files_of(store, version_id) if file.path == upload.name), None)
    refuse_frozen([old] if old else [])
    fresh = SharedFile(
        version_id=version_id,
        file_id=old.file_id if old else str(uuid4()),
        path=upload.name,
        mime_type=upload.mime_type,
        size=len(upload.content),
        checksum=store.keep(upload.content),
        revision=old.revision + 1 if old else 1,
        is_frozen=False,
        created_at=old.created_at if old else at,
        updated_at=at,
    )
    keep_file(store, fresh)
    return fresh


def keep_file(store: Store, file: SharedFile) -> None:
    """Store a version's file, in place of what the version had under its id."""
    remove_files(store, file.version_id, [file.file_id])
    store.insert(
        "version_files",
        {
            "version_id": file.version_id,
            "file_id": file.file_id,
            "path": file.path,
            "mime_type": file.mime_type,
            "size": file.size,
            "checksum": file.checksum,
            "revision": file.revision,
            "is_frozen": file.is_frozen,
            "created_at": file.created_at,
            "updated_at": file.updated_at,
        },
    )


def remove_files(store: Store, version_id: str, file_ids: Collection[str]) -> None:
    """Take files off a version."""
    for file_id in file_ids:
        store.run(
            "DELETE FROM version_files WHERE version_id = ? AND file_id = ?", version_id, file_id
        )


def set_frozen(store: Store, file: SharedFile, *, frozen: bool, at: datetime) -> SharedFile:
    """Freeze or thaw a file. Its contents stay as they are, so no new version is derived."""
    changed = replace(file, is_frozen=frozen, updated_at=at)
    keep_file(store, changed)
    return changed


def refuse_frozen(files: Collection[SharedFile]) -> None:
    """400 when any of the files is frozen: it must not be changed or deleted."""
    frozen = [file.path for file in files if file.is_frozen]
    if frozen:
        raise bad_request(
            f"Frozen files cannot be changed or deleted: {', '.join(frozen)}. Unfreeze them first."
        )


def refuse_over_quota(store: Store, version_id: str, quota: int) -> None:
    """400 when a version's files take more than they may."""
    used = sum(file.size for file in files_of(store, version_id))
    if used > quota:
        raise bad_request(
            f"Shared files may take {quota} bytes per workflow; this would make it {used}."
        )
