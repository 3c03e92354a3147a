"""Context files: what callers give to an execution."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from uuid import uuid4

from asteroid_sandbox.store import Store


@dataclass(frozen=True, slots=True)
class ContextFile:
    """A file given to an execution."""

    id: str
    execution_id: str
    name: str
    mime_type: str
    size: int
    checksum: str
    created_at: datetime

    @property
    def path(self) -> str:
        """Where the agent finds it, relative to its working directory."""
        return f"uploads/{self.name}"

    @property
    def extension(self) -> str:
        """The name's last part with its dot, empty when there is none."""
        return PurePosixPath(self.name).suffix


def context_files_of(store: Store, execution_id: str) -> list[ContextFile]:
    """The files given to an execution, in order."""
    sql = "SELECT * FROM context_files WHERE execution_id = ? ORDER BY rowid"
    return store.rows(ContextFile, sql, execution_id)


def attach(
    store: Store,
    execution_id: str,
    at: datetime,
    *,
    name: str,
    mime_type: str,
    checksum: str,
    size: int,
) -> None:
    """Give a file whose bytes are kept already to an execution."""
    file = ContextFile(str(uuid4()), execution_id, name, mime_type, size, checksum, at)
    keep_context_file(store, file)


def keep_context_file(store: Store, file: ContextFile) -> None:
    """Store a context file."""
    store.insert(
        "context_files",
        {
            "id": file.id,
            "execution_id": file.execution_id,
            "name": file.name,
            "mime_type": file.mime_type,
            "size": file.size,
            "checksum": file.checksum,
            "created_at": file.created_at,
        },
    )
