"""What a walk through a graph asks of the timeline, one beat after the other."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import timedelta

from .json_values import JsonObject


@dataclass(frozen=True, slots=True)
class Write:
    """Log an activity."""

    payload: JsonObject


@dataclass(frozen=True, slots=True)
class Spend:
    """Let working time pass; commands may interrupt it."""

    time: timedelta


@dataclass(frozen=True, slots=True)
class Become:
    """Enter another status and go on."""

    status: str


@dataclass(frozen=True, slots=True)
class Park:
    """Wait in a status until a caller's message or resume lets the run go on."""

    status: str
    reason: str
    details: JsonObject


@dataclass(frozen=True, slots=True)
class Produce:
    """Make a file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NoteScriptFailure:
    """Record that an AI Task's script failed; the timeline adds when."""

    details: JsonObject


@dataclass(frozen=True, slots=True)
class End:
    """Reach a terminal status; nothing follows."""

    status: str
    details: JsonObject
    result: JsonObject | None = field(default=None)


type Beat = Write | Spend | Become | Park | Produce | NoteScriptFailure | End

# A walk yields beats and is sent what users said while each of them lasted.
type Walk[T] = Generator[Beat, str, T]
