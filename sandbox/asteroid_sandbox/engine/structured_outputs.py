"""The rules of OpenAI's structured outputs for JSON schemas.

As publicly documented for current models: an object at the root that is no `anyOf`; every object
closed and with all its properties required; a limited set of types and keywords; bounded size.
Beyond them, a schema is refused that no value can satisfy, so `example` always finds one.
"""

from collections.abc import Iterator
from typing import Final

from .conformance import resolve, types_of
from .json_values import Json, JsonObject, items, objects, strings, text
from .keyword_rules import enum_problems, keyword_problems, listed, required_problems
from .samples import Sampler, UnsatisfiableError

MAX_PROPERTIES: Final = 5_000
MAX_OBJECT_LEVELS: Final = 10
MAX_NAMES_LENGTH: Final = 120_000
MAX_ENUM_VALUES: Final = 1_000
MAX_LARGE_ENUM_LENGTH: Final = 15_000
LARGE_ENUM: Final = 250
MAX_DESCENT: Final = 60


def schema_problems(schema: object) -> list[str]:
    """Why a schema cannot be used for structured outputs; empty when it can.

    Each problem begins with the place it concerns: `$` is the root, `$.total` its property.
    """
    if not isinstance(schema, dict):
        return ["$: a schema must be a JSON object"]
    inspection = _Inspection(schema)
    problems = [*_root_problems(schema), *inspection.problems(), *inspection.excesses()]
    return problems or list(_emptiness(schema))


def example(schema: JsonObject, seed: str, known: JsonObject | None = None) -> Json:
    """A value that satisfies any schema without problems; the same seed gives the same value.

    `known` values are used for properties of the same name (case and punctuation apart) that
    they satisfy.
    """
    return Sampler(schema, seed, known or {}).sample()


def _root_problems(schema: JsonObject) -> Iterator[str]:
    if "anyOf" in schema:
        yield "$: the root must not be an anyOf"
    if schema.get("type") != "object":
        yield '$: the root must have type "object"'


def _emptiness(schema: JsonObject) -> Iterator[str]:
    try:
        example(schema, "")
    except UnsatisfiableError as none:
        yield f"{none.path}: no value of a reasonable size can satisfy this"


class _Inspection:
    """One pass over a schema, counting what is limited on the way."""

    def __init__(self, root: JsonObject) -> None:
        self._root = root
        self._properties = 0
        self._enum_values = 0
        self._names_length = 0

    def problems(self) -> Iterator[str]:
        """What is wrong, place by place."""
        yield from self._schema(self._root, "$", 0, 0)
        for group in ("$defs", "definitions"):
            yield from self._definitions(group)

    def excesses(self) -> Iterator[str]:
        """What there is too much of, once all problems were listed."""
        yield from _too_many("properties", self._properties, MAX_PROPERTIES)
        yield from _too_many("enum values", self._enum_values, MAX_ENUM_VALUES)
        yield from _too_many(
            "characters in names and enum values", self._names_length, MAX_NAMES_LENGTH
        )

    def _definitions(self, group: str) -> Iterator[str]:
        definitions = self._root.get(group, {})
        if not isinstance(definitions, dict):
            yield f"$.{group}: must be an object of schemas"
            return
        for name, definition in definitions.items():
            self._names_length += len(name)
            place = f"$.{group}.{name}"
            yield from self._schema(definition, place, 0, 1)
            if self._circles(f"#/{group}/{name.replace('~', '~0').replace('/', '~1')}"):
                yield f"{place}: refers to itself with no object or array in between"

    def _schema(self, schema: Json, place: str, level: int, descent: int) -> Iterator[str]:
        if not isinstance(schema, dict):
            yield f"{place}: must be a schema object"
            return
        if descent > MAX_DESCENT:
            yield f"{place}: schemas are nested more than {MAX_DESCENT} deep"
            return
        yield from keyword_problems(schema, place)
        yield from self._reference(schema, place)
        yield from self._choices(schema, place)
        yield from self._parts(schema, place, level, descent + 1)

    def _reference(self, schema: JsonObject, place: str) -> Iterator[str]:
        if "$ref" not in schema:
            return
        if len(schema) > 1:
            yield f"{place}: $ref must stand alone, without {listed(schema.keys() - {'$ref'})}"
        if resolve(text(schema, "$ref"), self._root) is None:
            yield f"{place}: $ref must be # or name a definition that exists, as #/$defs/name"

    def _choices(self, schema: JsonObject, place: str) -> Iterator[str]:
        if "const" in schema:
            self._names_length += len(str(schema["const"]))
        if "enum" not in schema:
            return
        values = items(schema, "enum")
        self._enum_values += len(values)
        length = sum(len(value) for value in strings(schema, "enum"))
        self._names_length += length
        yield from enum_problems(schema, values, place)
        if len(values) > LARGE_ENUM:
            yield from _too_many("characters in one enum", length, MAX_LARGE_ENUM_LENGTH, place)

    def _parts(self, schema: JsonObject, place: str, level: int, descent: int) -> Iterator[str]:
        kinds = types_of(schema)
        if "object" in kinds:
            yield from self._object(schema, place, level + 1, descent)
        if "array" in kinds:
            yield from self._schema(schema.get("items"), f"{place}[]", level, descent)
        for index, branch in enumerate(items(schema, "anyOf")):
            yield from self._schema(branch, f"{place}.anyOf[{index}]", level, descent)

    def _object(self, schema: JsonObject, place: str, level: int, descent: int) -> Iterator[str]:
        if level == MAX_OBJECT_LEVELS + 1:
            yield f"{place}: objects are nested more than {MAX_OBJECT_LEVELS} levels deep"
        if schema.get("additionalProperties") is not False:
            yield f"{place}: additionalProperties must be false"
        properties = schema.get("properties")
        if not isinstance(properties, dict):
            yield f"{place}: an object must list its properties"
            return
        yield from required_problems(schema, properties, place)
        self._properties += len(properties)
        self._names_length += sum(map(len, properties))
        for name, part in properties.items():
            yield from self._schema(part, f"{place}.{name}", level, descent)

    def _circles(self, reference: str) -> bool:
        """Whether following references and anyOf alone leads back to where it began."""
        seen: set[str] = set()
        waiting = [reference]
        while waiting:
            target = resolve(waiting.pop(), self._root)
            for name in _references(target or {}):
                if name == reference:
                    return True
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return False


def _references(schema: JsonObject) -> Iterator[str]:
    if "$ref" in schema:
        yield text(schema, "$ref")
    for branch in objects(schema, "anyOf"):
        yield from _references(branch)


def _too_many(what: str, count: int, limit: int, place: str = "$") -> Iterator[str]:
    if count > limit:
        yield f"{place}: {count} {what}, at most {limit} are allowed"
