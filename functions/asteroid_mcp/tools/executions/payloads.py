"""Reading the payloads of an execution's log, which may lack anything or hold other types."""

from collections.abc import Mapping

from asteroid_mcp.asteroid.models import Json, JsonObject


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
