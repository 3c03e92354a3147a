"""Reading what executions carry along, which may lack anything or hold other types."""

from collections.abc import Mapping

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.declaration.answer import CUT_MARK

LONG_TEXT = 1_000
"""Longer texts inside an execution's inputs, metadata and result are shortened at first."""


def text_in(payload: Mapping[str, Json], name: str) -> str:
    """Answer the field as a text; empty if it is missing or nothing that reads as one word."""
    match payload.get(name):
        case None | dict() | list():
            return ""
        case bool() as value:
            return "true" if value else "false"
        case value:
            return str(value)


def object_in(payload: Mapping[str, Json], name: str) -> JsonObject:
    """Answer the field if it is an object, else an empty one."""
    value = payload.get(name)
    return value if isinstance(value, dict) else {}


def objects_in(payload: Mapping[str, Json], name: str) -> list[JsonObject]:
    """Answer the objects in the field if it is an array, else none."""
    value = payload.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def texts_in(payload: Mapping[str, Json], name: str) -> list[str]:
    """Answer the texts in the field if it is an array, else none."""
    value = payload.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def shortened(value: Json) -> Json:
    """Answer the value with its long texts shortened, each with a note that says so."""
    match value:
        case str() if len(value) > LONG_TEXT:
            note = f'text of {len(value)} characters; detail="full" has it in `execution`]'
            return f"{value[:LONG_TEXT]}{CUT_MARK}{note}"
        case list():
            return [shortened(item) for item in value]
        case dict():
            return {name: shortened(item) for name, item in value.items()}
    return value
