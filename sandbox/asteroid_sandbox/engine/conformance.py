"""Does a JSON value satisfy a schema? For the keywords that structured outputs know, no others.

At least as strict as JSON Schema: 1.0 is no integer here, and 1 does not equal 1.0.
"""

import json
import math
import re
import sys
from collections.abc import Callable
from typing import Final

from .formats import has_format
from .json_values import Json, JsonObject, child, items, objects, text
from .patterns import matches

_DEFINITIONS: Final = re.compile(r"#/(\$defs|definitions)/([^/]+)")


def satisfies(value: Json, schema: JsonObject, root: JsonObject) -> bool:
    """Whether the value conforms; `$ref`s are looked up in `root`."""
    if "$ref" in schema:
        target = resolve(text(schema, "$ref"), root)
        return target is not None and satisfies(value, target, root)
    if "anyOf" in schema:
        return any(satisfies(value, branch, root) for branch in objects(schema, "anyOf"))
    return _is_typed(value, schema) and _is_listed(value, schema) and _fits(value, schema, root)


def _fits(value: Json, schema: JsonObject, root: JsonObject) -> bool:
    if isinstance(value, dict):
        return _fits_object(value, schema, root)
    if isinstance(value, list):
        return _fits_array(value, schema, root)
    if isinstance(value, str):
        return _fits_string(value, schema)
    return value is None or isinstance(value, bool) or _fits_number(value, schema)


def resolve(reference: str, root: JsonObject) -> JsonObject | None:
    """What `#` or `#/$defs/name` stands for; None when it stands for nothing."""
    if reference == "#":
        return root
    found = _DEFINITIONS.fullmatch(reference)
    if not found:
        return None
    name = found[2].replace("~1", "/").replace("~0", "~")
    target = child(root, found[1]).get(name)
    return target if isinstance(target, dict) else None


def is_number(value: object) -> bool:
    """Whether a value is a JSON number that a float can hold, so no NaN and no infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= sys.float_info.max


def types_of(schema: JsonObject) -> list[str]:
    """The types a schema names, whether it names one or several."""
    named = schema.get("type")
    named = named if isinstance(named, list) else [named]
    return [name for name in named if isinstance(name, str)]


def written(value: Json) -> str:
    """A JSON value as text that is the same for the same value, whatever the order of keys."""
    return json.dumps(value, sort_keys=True)


_TYPES: Final[dict[str, Callable[[Json], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
}


def has_type(value: Json, name: str) -> bool:
    """Whether a value is of one of the seven JSON types; of an unknown type nothing is."""
    return name in _TYPES and _TYPES[name](value)


def _is_typed(value: Json, schema: JsonObject) -> bool:
    return "type" not in schema or any(has_type(value, name) for name in types_of(schema))


def _is_listed(value: Json, schema: JsonObject) -> bool:
    allowed = [schema["const"]] if "const" in schema else items(schema, "enum")
    return not allowed or written(value) in map(written, allowed)


def _fits_object(value: JsonObject, schema: JsonObject, root: JsonObject) -> bool:
    known = child(schema, "properties")
    if any(name not in value for name in items(schema, "required")):
        return False
    if schema.get("additionalProperties") is False and not value.keys() <= known.keys():
        return False
    return all(satisfies(value[name], child(known, name), root) for name in known if name in value)


def _fits_array(value: list[Json], schema: JsonObject, root: JsonObject) -> bool:
    low, high = bound(schema, "minItems", 0), bound(schema, "maxItems", math.inf)
    each = child(schema, "items")
    return low <= len(value) <= high and all(satisfies(item, each, root) for item in value)


def _fits_string(value: str, schema: JsonObject) -> bool:
    return matches(value, text(schema, "pattern")) and has_format(value, text(schema, "format"))


def _fits_number(value: float, schema: JsonObject) -> bool:
    high, low = math.inf, -math.inf
    return (
        bound(schema, "minimum", low) <= value <= bound(schema, "maximum", high)
        and bound(schema, "exclusiveMinimum", low) < value
        and value < bound(schema, "exclusiveMaximum", high)
        and _is_multiple(value, bound(schema, "multipleOf", 0))
    )


def _is_multiple(value: float, step: float) -> bool:
    """By the quotient, as JSON Schema validators do it: 0.3 is no multiple of 0.1."""
    if not step:
        return True
    if isinstance(value, int) and isinstance(step, int):
        return value % step == 0
    quotient = value / step
    return math.isfinite(quotient) and quotient == int(quotient)


def bound(schema: JsonObject, key: str, default: float) -> float:
    """The number under a key, or the default."""
    value = schema.get(key)
    return value if isinstance(value, int | float) and is_number(value) else default
