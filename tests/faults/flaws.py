"""Everything that can be wrong with a tool's arguments, made up from its input schema."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.declaration.schema import Schema
from asteroid_mcp.tools.declaration.tool import Tool

type Path = tuple[str | int, ...]
type Spoiled = Iterator[tuple[str, Json, str]]
"""Below which member, the spoiled value, and what is said of it."""

_UUID = "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b"
_FORMATS: Mapping[Json, str] = {"uuid": _UUID, "date-time": "2026-01-31T08:00:00Z"}
_MATCHING: Mapping[Json, str] = {"^[0-9a-fA-F-]+$": "0c1d", "^([0-9a-fA-F]{24})?$": "0" * 24}
_OTHERS: Mapping[Json, tuple[Json, str]] = {
    "string": (7, "must be a string"),
    "integer": (1.5, "must be a whole number"),
    "number": ("many", "must be a number"),
    "boolean": ("yes", "must be true or false"),
    "array": ("[1, 2", "must be an array"),
    "object": ([], "must be an object"),
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Arguments with one thing wrong; `where` and `says` are what a refusal has of it."""

    arguments: JsonObject
    where: str
    says: str

    @property
    def root(self) -> str:
        """The argument that it is in."""
        return self.where.partition(".")[0].partition("[")[0]


def sound_arguments(tool: Tool) -> JsonObject:
    """The arguments that the tool demands, each as it should be."""
    return _only_required(tool.input_schema)


def sound_value(schema: Schema) -> Json:
    """A value that the schema allows, with every member that it describes."""
    match schema:
        case {"examples": [example, *_]} | {"enum": [example, *_]}:
            return example
        case {"type": "object"}:
            members = members_of(schema)
            return {name: sound_value(inner) for name, inner in members.items()}
        case {"type": "array", "items": dict(items)}:
            return [sound_value(items)]
        case {"type": "string"}:
            known = _FORMATS.get(schema.get("format")) or _MATCHING.get(schema.get("pattern"))
            return known or "some text"
    return True if schema.get("type") == "boolean" else schema.get("minimum", 1)


def flaws(tool: Tool, spoil: Callable[[Schema], Spoiled]) -> Iterator[Flaw]:
    """Every flaw of one kind that the arguments of the tool can have, at any depth."""
    for path, schema in _schemas(tool.input_schema, ()):
        for member, value, says in spoil(schema):
            arguments = _with(tool.input_schema, path, value)
            where = _written((*path, member) if member else path)
            if where and isinstance(arguments, dict):
                yield Flaw(arguments, where, says)


def _schemas(schema: Schema, path: Path) -> Iterator[tuple[Path, Schema]]:
    yield path, schema
    for name, inner in members_of(schema).items():
        yield from _schemas(inner, (*path, name))
    if isinstance(items := schema.get("items"), dict):
        yield from _schemas(items, (*path, 0))


def _with(schema: Schema, path: Path, value: Json) -> Json:
    """A sound value of the schema but for what is at the path."""
    match path:
        case (str(name), *rest):
            inner = _with(members_of(schema)[name], tuple(rest), value)
            return {**_only_required(schema), name: inner}
        case (_, *rest):
            return [_with(cast("Schema", schema["items"]), tuple(rest), value)]
    return value


def _only_required(schema: Schema) -> JsonObject:
    members = members_of(schema)
    return {name: sound_value(members[name]) for name in _required(schema)}


def _written(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def members_of(schema: Schema) -> dict[str, Schema]:
    """The schemas of an object's members by their names."""
    return cast("dict[str, Schema]", schema.get("properties", {}))


def _required(schema: Schema) -> list[str]:
    return cast("list[str]", schema.get("required", []))


def _missing(schema: Schema) -> Spoiled:
    whole = _only_required(schema)
    for name in _required(schema):
        yield name, {key: value for key, value in whole.items() if key != name}, "is required"


def _unknown(schema: Schema) -> Spoiled:
    if schema.get("additionalProperties") is False:
        names = ", ".join(members_of(schema))
        accepted = f"accepted: {names}" if names else "there are no arguments here"
        yield "surprise", {**_only_required(schema), "surprise": 1}, accepted


def _wrong_type(schema: Schema) -> Spoiled:
    if "type" in schema:
        yield "", *_OTHERS[schema["type"]]


def _malformed_uuid(schema: Schema) -> Spoiled:
    if schema.get("format") == "uuid":
        for value in ("not-a-uuid", _UUID[:-1], f"{{{_UUID}}}"):
            yield "", value, "must be a UUID such as"


def _broken_date_time(schema: Schema) -> Spoiled:
    if schema.get("format") == "date-time":
        for value in ("yesterday", "2026-02-30T08:00:00Z", "2026-01-31T08:00:00"):
            yield "", value, "must be a time with its zone"


def _out_of_range(schema: Schema) -> Spoiled:
    if isinstance(least := schema.get("minimum"), int):
        yield "", least - 1, f"must be at least {least}; got {least - 1}"
    if isinstance(most := schema.get("maximum"), int):
        yield "", most + 1, f"must be at most {most}; got {most + 1}"


def _bad_enum(schema: Schema) -> Spoiled:
    if "enum" in schema:
        choices = ", ".join(cast("list[str]", schema["enum"]))
        yield "", "no such choice", f"must be one of {choices}; got"


def _bad_pattern(schema: Schema) -> Spoiled:
    if "pattern" in schema:
        yield "", "?", 'got "?"'


def _bad_length(schema: Schema) -> Spoiled:
    if isinstance(least := schema.get("minLength"), int):
        yield "", "x" * (least - 1), f"must have at least {least} character"
    if isinstance(most := schema.get("maxLength"), int):
        yield "", "x" * (most + 1), f"must have at most {most} character"


def _bad_count(schema: Schema) -> Spoiled:
    if isinstance(least := schema.get("minItems"), int):
        yield "", [], f"must have at least {least} item"
    if isinstance(most := schema.get("maxItems"), int):
        item = sound_value(cast("Schema", schema["items"]))
        yield "", [item] * (most + 1), f"must have at most {most} item"


KINDS: Mapping[str, Callable[[Schema], Spoiled]] = {
    "a missing one": _missing,
    "an unknown one": _unknown,
    "a wrong type": _wrong_type,
    "a malformed UUID": _malformed_uuid,
    "a broken time": _broken_date_time,
    "a number out of range": _out_of_range,
    "a bad choice": _bad_enum,
    "a bad pattern": _bad_pattern,
    "a bad length": _bad_length,
    "a bad count": _bad_count,
}
"""The kinds of flaws; each answers how it spoils a value of a schema."""
