"""JSON values, and lenient ways to read them: a wrong shape reads as empty, never as an error."""

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type JsonObject = dict[str, Json]


def text(holder: JsonObject, key: str) -> str:
    """The string under `key`, or the empty string."""
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def child(holder: JsonObject, key: str) -> JsonObject:
    """The object under `key`, or an empty one."""
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def items(holder: JsonObject, key: str) -> list[Json]:
    """The array under `key`, or an empty one."""
    value = holder.get(key)
    return value if isinstance(value, list) else []


def objects(holder: JsonObject, key: str) -> list[JsonObject]:
    """The objects in the array under `key`; anything else in it is left out."""
    return [item for item in items(holder, key) if isinstance(item, dict)]


def strings(holder: JsonObject, key: str) -> list[str]:
    """The strings in the array under `key`; anything else in it is left out."""
    return [item for item in items(holder, key) if isinstance(item, str)]
