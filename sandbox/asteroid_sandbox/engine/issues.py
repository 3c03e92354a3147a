"""Validation findings, in the API's shape `{severity, message, path}`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .json_values import Json, JsonObject

type Issues = Iterator[JsonObject]


def error(message: str, *path: str) -> JsonObject:
    """A finding that keeps a version from running."""
    return _issue("error", message, path)


def warning(message: str, *path: str) -> JsonObject:
    """A finding that advises."""
    return _issue("warning", message, path)


@dataclass(frozen=True, slots=True)
class Field:
    """What a key of an object must hold: `fits` decides, `wanted` says it in words."""

    key: str
    wanted: str
    fits: Callable[[Json], bool]
    required: bool = True


def field_issues(holder: JsonObject, fields: tuple[Field, ...], *path: str) -> Issues:
    """What is missing from an object or of the wrong type in it; unknown keys are let pass."""
    for field in fields:
        if field.key not in holder:
            if field.required:
                yield error(f'"{field.key}" is missing: {field.wanted}', *path, field.key)
        elif not field.fits(holder[field.key]):
            yield error(f'"{field.key}" must be {field.wanted}', *path, field.key)


def part_issues(holder: JsonObject, key: str, fields: tuple[Field, ...], *path: str) -> Issues:
    """The same for the object under a key; nothing if there is no object."""
    part = holder.get(key)
    if isinstance(part, dict):
        yield from field_issues(part, fields, *path, key)


def any_text(key: str, *, required: bool = True) -> Field:
    """A string, empty or not."""
    return Field(key, "a string", lambda value: isinstance(value, str), required)


def some_text(key: str) -> Field:
    """A string that says something."""
    return Field(key, "a string that is not empty", _is_some_text)


def flag(key: str, *, required: bool = True) -> Field:
    """True or false."""
    return Field(key, "true or false", lambda value: isinstance(value, bool), required)


def an_object(key: str, *, required: bool = True) -> Field:
    """A JSON object."""
    return Field(key, "an object", lambda value: isinstance(value, dict), required)


def a_list(key: str) -> Field:
    """A JSON array of objects."""
    return Field(key, "a list of objects", _is_list_of_objects)


def one_of(key: str, *values: str, required: bool = True) -> Field:
    """One of a few strings."""
    return Field(key, f"one of {', '.join(values)}", lambda value: value in values, required)


def a_count(key: str, *, required: bool = True) -> Field:
    """A whole number of at least 1."""
    return Field(key, "a whole number of at least 1", _is_count, required)


def _issue(severity: str, message: str, path: tuple[str, ...]) -> JsonObject:
    steps: list[Json] = list(path)
    return {"severity": severity, "message": message, "path": steps}


def _is_some_text(value: Json) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_list_of_objects(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)
