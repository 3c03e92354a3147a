"""JSON Schema (2020-12) out of Python types: what a tool takes and what it answers.

Understood: str, int, float, bool, Literal, list[T], dict[str, object], T | None, TypedDict, type
aliases, and `Annotated[T, About(...)]` on any of them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import (
    Annotated,
    Literal,
    NotRequired,
    Protocol,
    Required,
    TypeAliasType,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from asteroid_mcp.asteroid.models import Json

type Schema = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # Examples may be unhashable.
class About:
    """What a parameter or a field means, and its bounds, in JSON Schema's own terms."""

    description: str = ""
    example: Json = None
    format: Literal["uuid", "date-time"] | None = None
    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    write_only: bool = False
    """A secret that goes in and never comes out, not even in the error that refuses it."""

    def keywords(self) -> Schema:
        """Answer the JSON Schema keywords that are set."""
        keywords: dict[str, Json] = {
            "description": self.description or None,
            "format": self.format,
            "pattern": self.pattern,
            "minLength": self.min_length,
            "maxLength": self.max_length,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "minItems": self.min_items,
            "maxItems": self.max_items,
            "writeOnly": self.write_only or None,
            "examples": None if self.example is None else [self.example],
        }
        return {keyword: value for keyword, value in keywords.items() if value is not None}


class _TypedDictClass(Protocol):
    __required_keys__: frozenset[str]


def schema_of(hint: object) -> Schema:
    """Answer the schema of a type; `None` in a union is dropped, since it stands for "left out".

    Raises TypeError for a type that is not understood: a fault of the declaration.
    """
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if isinstance(hint, TypeAliasType):
        return schema_of(hint.__value__)
    if is_typeddict(hint):
        return object_schema(
            get_type_hints(hint, include_extras=True),
            required=cast("_TypedDictClass", hint).__required_keys__,
        )
    read = _GENERIC.get(get_origin(hint))
    if read is None:
        raise TypeError(f"no JSON Schema is known for {hint!r}")
    return read(get_args(hint))


def object_schema(hints: Mapping[str, object], *, required: Collection[str]) -> Schema:
    """Answer the schema of an object with these properties."""
    schema: Schema = {
        "type": "object",
        "properties": {name: schema_of(hint) for name, hint in hints.items()},
    }
    names: list[Json] = [name for name in hints if name in required]
    return schema | ({"required": names} if names else {})


def _annotated(args: tuple[object, ...]) -> Schema:
    schema = schema_of(args[0])
    for about in args[1:]:
        if isinstance(about, About):
            schema |= about.keywords()
    return schema


def _union(args: tuple[object, ...]) -> Schema:
    members: list[Json] = [schema_of(member) for member in args if member is not NoneType]
    return cast("Schema", members[0]) if len(members) == 1 else {"anyOf": members}


def _literal(args: tuple[object, ...]) -> Schema:
    return {"type": "string", "enum": cast("list[Json]", list(args))}


def _list(args: tuple[object, ...]) -> Schema:
    return {"type": "array", "items": schema_of(args[0])}


def _map(args: tuple[object, ...]) -> Schema:
    if args[1] in {Json, object}:
        return {"type": "object"}
    return {"type": "object", "additionalProperties": schema_of(args[1])}


def _unwrapped(args: tuple[object, ...]) -> Schema:
    return schema_of(args[0])


_ANY_TYPE = ("object", "array", "string", "number", "boolean", "null")
"""Spelled out, since some clients' dialects of JSON Schema know no schema that allows all."""

_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    object: {},
    Json: {"anyOf": [{"type": kind} for kind in _ANY_TYPE]},
}

_GENERIC: Mapping[object, Callable[[tuple[object, ...]], Schema]] = {
    Annotated: _annotated,
    Literal: _literal,
    NotRequired: _unwrapped,
    Required: _unwrapped,
    UnionType: _union,
    Union: _union,
    dict: _map,
    list: _list,
}
