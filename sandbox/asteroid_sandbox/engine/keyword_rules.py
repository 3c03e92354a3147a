"""What structured outputs ask of the keywords of a single schema, parts inside it left aside."""

from collections.abc import Iterable, Iterator
from typing import Final

from .conformance import has_type, is_number, types_of, written
from .formats import FORMATS
from .json_values import Json, JsonObject, items, text
from .patterns import sample as string_matching

TYPES: Final = ("string", "number", "boolean", "integer", "object", "array", "null")
_NOTES: Final = ("title", "description")
_ROOT_ONLY: Final = frozenset({"$schema", "$defs", "definitions"})
_NUMBERS: Final = (
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
)
_COUNTS: Final = ("minItems", "maxItems")
_KEYWORDS: Final = frozenset(
    (
        *("type", "enum", "const", "anyOf", "$ref", "properties", "required"),
        *("additionalProperties", "items", "pattern", "format", *_NUMBERS, *_COUNTS),
    )
)


def keyword_problems(schema: JsonObject, place: str) -> Iterator[str]:
    """Unknown keywords, and known ones whose value makes no sense."""
    yield from _unknown_keywords(schema, place)
    yield from _kind_problems(schema, place)
    yield from _number_problems(schema, place)
    yield from _text_problems(schema, place)


def _unknown_keywords(schema: JsonObject, place: str) -> Iterator[str]:
    known = _KEYWORDS.union(_NOTES) | (_ROOT_ONLY if place == "$" else frozenset())
    for keyword in schema:
        if keyword not in known:
            yield f'{place}: the keyword "{keyword}" is not supported'


def _kind_problems(schema: JsonObject, place: str) -> Iterator[str]:
    if "anyOf" in schema:
        yield from _any_of_problems(schema, place)
        return
    named = schema.get("type")
    if named is None:
        if not schema.keys() & {"$ref", "enum", "const"}:
            yield f"{place}: a type is missing"
        return
    kinds = named if isinstance(named, list) else [named]
    if not kinds or any(kind not in TYPES for kind in kinds):
        yield f"{place}: type must be one or several of {', '.join(TYPES)}"
    elif len({str(kind) for kind in kinds}) < len(kinds):
        yield f"{place}: type names the same type twice"


def _any_of_problems(schema: JsonObject, place: str) -> Iterator[str]:
    if not items(schema, "anyOf"):
        yield f"{place}: anyOf must be a list of at least one schema"
    beside = schema.keys() & _KEYWORDS - {"anyOf"}
    if beside and place != "$":
        yield f"{place}: anyOf must stand without {listed(beside)} beside it"


def _number_problems(schema: JsonObject, place: str) -> Iterator[str]:
    for keyword in _NUMBERS:
        if keyword in schema and not is_number(schema[keyword]):
            yield f"{place}: {keyword} must be a number"
    if "multipleOf" in schema and not _positive(schema["multipleOf"]):
        yield f"{place}: multipleOf must be greater than 0"
    for keyword in _COUNTS:
        if keyword in schema and not _count(schema[keyword]):
            yield f"{place}: {keyword} must be a whole number, 0 or more"


def _text_problems(schema: JsonObject, place: str) -> Iterator[str]:
    if "format" in schema and schema["format"] not in FORMATS:
        yield f"{place}: format must be one of {', '.join(FORMATS)}"
    if "pattern" in schema and string_matching(text(schema, "pattern")) is None:
        yield f"{place}: pattern must be a regular expression without look-around or back-reference"
    for keyword in _NOTES:
        if not isinstance(schema.get(keyword, ""), str):
            yield f"{place}: {keyword} must be a text"


def enum_problems(schema: JsonObject, values: list[Json], place: str) -> Iterator[str]:
    """What is wrong with a schema's list of allowed values."""
    if not values:
        yield f"{place}: enum must be a list of at least one value"
    kinds = types_of(schema)
    if kinds and any(not any(has_type(value, kind) for kind in kinds) for value in values):
        yield f"{place}: every enum value must be of type {' or '.join(kinds)}"
    if len(set(map(written, values))) < len(values):
        yield f"{place}: enum lists the same value twice"


def required_problems(schema: JsonObject, properties: JsonObject, place: str) -> Iterator[str]:
    """Whether `required` names the properties, all of them and nothing else."""
    required = items(schema, "required")
    missing = [name for name in properties if name not in required]
    if missing:
        yield f"{place}: required must list every property; missing: {listed(missing)}"
    extra = [str(name) for name in required if name not in properties]
    if extra:
        yield f"{place}: required lists what is no property: {listed(extra)}"


def _positive(value: Json) -> bool:
    return isinstance(value, int | float) and value > 0


def _count(value: Json) -> bool:
    return isinstance(value, int) and is_number(value) and value >= 0


def listed(names: Iterable[str]) -> str:
    """Names for a message, in alphabetical order."""
    return ", ".join(sorted(names))
