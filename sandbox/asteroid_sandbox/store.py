"""Where the sandbox keeps its state: an SQLite database and a folder of files under one home."""

import hashlib
import json
import secrets
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from weakref import finalize

from asteroid_sandbox import moments
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.tables import SCHEMA_VERSION, TABLES

type Value = str | int | bool | datetime | JsonObject | Sequence[JsonObject | str] | None

sqlite3.register_converter("JSON", json.loads)
sqlite3.register_converter("MOMENT", lambda text: datetime.fromisoformat(text.decode()))
sqlite3.register_converter("FLAG", lambda text: text == b"1")


class HomeUnusable(Exception):
    """The home folder cannot be used; the message is one line for a person."""


class Store:
    """The sandbox's database and files. Every use of it happens inside `transaction`.

    Whoever drops the last reference to a store lets go of the database.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.RLock()
        self._connection = _open(home)
        self._release = finalize(self, self._connection.close)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was seeded yet."""
        return not self.column("SELECT id FROM organizations")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; one at a time, also among processes that share the home."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def rows[Record](
        self, kind: Callable[..., Record], sql: str, *arguments: Value
    ) -> list[Record]:
        """Every row of a query, as `kind(**columns)`."""
        found = self._connection.execute(sql, [_stored(argument) for argument in arguments])
        return [kind(**row) for row in found]

    def row[Record](
        self, kind: Callable[..., Record], sql: str, *arguments: Value
    ) -> Record | None:
        """The first row of a query, as `kind(**columns)`."""
        return next(iter(self.rows(kind, sql, *arguments)), None)

    def column(self, sql: str, *arguments: Value) -> list[str]:
        """The first column of a query, as texts."""
        found = self._connection.execute(sql, [_stored(argument) for argument in arguments])
        return [str(next(iter(row.values()))) for row in found]

    def run(self, sql: str, *arguments: Value) -> None:
        """Run a statement."""
        self._connection.execute(sql, [_stored(argument) for argument in arguments])

    def insert(self, table: str, values: Mapping[str, Value]) -> None:
        """Add one row; the names are the code's own, never a caller's."""
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        self.run(
            " ".join(["INSERT INTO", table, "(", columns, ") VALUES (", marks, ")"]),
            *values.values(),
        )

    def update(self, table: str, identity: str, values: Mapping[str, Value]) -> None:
        """Change columns of the row with that id; the names are the code's own."""
        changes = ", ".join(f"{column} = ?" for column in values)
        self.run(
            " ".join(["UPDATE", table, "SET", changes, "WHERE id = ?"]), *values.values(), identity
        )

    def meta(self, key: str) -> str | None:
        """A setting that the sandbox keeps for itself."""
        return next(iter(self.column("SELECT value FROM meta WHERE key = ?", key)), None)

    def set_meta(self, key: str, value: str) -> None:
        """Keep a setting."""
        self.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value)

    def keep(self, content: bytes) -> str:
        """Keep bytes; answers their SHA-256 in hexadecimal, by which they are found again."""
        checksum = hashlib.sha256(content).hexdigest()
        target = self._home / "files" / checksum
        if not target.exists():
            draft = target.with_suffix(f".{secrets.token_hex(4)}")
            draft.write_bytes(content)
            draft.replace(target)
        return checksum

    def content(self, checksum: str) -> bytes:
        """The bytes kept under a checksum."""
        return (self._home / "files" / checksum).read_bytes()

    def reset(self) -> None:
        """Forget everything."""
        with self._lock:
            self._release()
            erase(self._home)
            self._connection = _open(self._home)
            self._release = finalize(self, self._connection.close)


def erase(home: Path) -> None:
    """Remove what the sandbox keeps under a home, and nothing else that lies there."""
    for name in ("sandbox.db", "sandbox.db-wal", "sandbox.db-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.rmtree(home / "files", ignore_errors=True)


def _open(home: Path) -> sqlite3.Connection:
    try:
        (home / "files").mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            home / "sandbox.db",
            isolation_level=None,
            detect_types=sqlite3.PARSE_DECLTYPES,
            check_same_thread=False,
        )
    except (OSError, sqlite3.Error) as error:
        raise _unusable(home, error) from error
    try:
        _prepare(connection, home)
    except sqlite3.Error as error:
        connection.close()
        raise _unusable(home, error) from error
    except HomeUnusable:
        connection.close()
        raise
    return connection


def _unusable(home: Path, error: Exception) -> HomeUnusable:
    return HomeUnusable(f"The sandbox cannot keep its state in {home}: {error}")


def _prepare(connection: sqlite3.Connection, home: Path) -> None:
    connection.row_factory = _columns
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone().values()
    if version not in (0, SCHEMA_VERSION):
        raise HomeUnusable(
            f"The state in {home} was written by another release of the sandbox "
            f"(schema {version}, this one has {SCHEMA_VERSION}): start with --reset to begin anew."
        )
    if version == 0:
        for statement in TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _columns(cursor: sqlite3.Cursor, row: tuple[object, ...]) -> dict[str, object]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _stored(value: Value) -> str | int | None:
    if isinstance(value, datetime):
        return moments.stored(value)
    if value is None or isinstance(value, (str, int)):
        return value
    return json.dumps(value)
