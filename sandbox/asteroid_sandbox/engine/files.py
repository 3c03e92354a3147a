"""Files that a simulated run produces."""

import csv
import io
import json
import mimetypes
from dataclasses import dataclass
from datetime import datetime

from .json_values import JsonObject

_NOTE = "Produced by a simulated run; no browser was involved.\n"


@dataclass(frozen=True, slots=True)
class ProducedFile:
    """A file the agent made during the run; `path` is relative to the agent's working directory."""

    id: str
    name: str
    path: str
    mime_type: str
    content: bytes
    created_at: datetime


def mime_type_of(name: str) -> str:
    """The MIME type that a file's name suggests, `application/octet-stream` when none."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def content_for(name: str, values: JsonObject) -> bytes:
    """What to put into a produced file: the run's values as CSV or JSON, else as plain lines."""
    if name.endswith(".json"):
        return json.dumps(values, indent=2, sort_keys=True).encode()
    if name.endswith(".csv"):
        return _table(values).encode()
    lines = "".join(f"{key}: {_cell(values[key])}\n" for key in sorted(values))
    return (_NOTE + lines).encode()


def _table(values: JsonObject) -> str:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(sorted(values) or ["note"])
    writer.writerow([_cell(values[key]) for key in sorted(values)] or [_NOTE.strip()])
    return target.getvalue()


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
