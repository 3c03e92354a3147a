"""The model's arguments against a tool's input schema: every problem named, in one go.

The schema's keywords are those that `tools.schema` writes. An object or an array that arrives as a
JSON string is read as what it stands for; a null counts as left out.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.tools.declaration.answer import CUT_MARK, HIDDEN_MARK
from asteroid_mcp.tools.declaration.rules import Rule
from asteroid_mcp.tools.declaration.schema import Schema

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the arguments; `where` is a path such as `files[0].name`."""

    where: str
    what: str

    def __str__(self) -> str:
        """Read as one line."""
        return f"{self.where}: {self.what}" if self.where else self.what


class BadArguments(Exception):
    """The arguments were refused; nothing was done."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, problems)))


def read_arguments(
    schema: Schema, arguments: Mapping[str, Json], rules: Iterable[Rule] = ()
) -> dict[str, Json]:
    """Answer the arguments as the schema wants them, without those left out.

    Raises BadArguments with every problem at once.
    """
    reader = _Reader()
    values = reader.object(schema, arguments, "")
    broken = [problem for rule in rules if (problem := rule.problem(values))]
    problems = [*reader.problems, *(Problem("", what) for what in broken)]
    if problems:
        raise BadArguments(problems)
    return values


@dataclass(slots=True)
class _Reader:
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, where: str, what: str) -> None:
        self.problems.append(Problem(where, what))

    def value(self, schema: Schema, value: Json, where: str) -> Json:
        kind = schema.get("type")
        if isinstance(value, str) and kind in {"object", "array"}:
            value = _decoded(value)
        if isinstance(kind, str) and not _TYPES[kind](value):
            broken = _broken_json(value) if kind in {"object", "array"} else ""
            got = broken or f"; got {_shown(schema, value)}"
            self.refuse(where, f"must be {_NAMES[kind]}{_such_as(schema)}{got}")
            return value
        return self._typed(schema, value, where)

    def _typed(self, schema: Schema, value: Json, where: str) -> Json:
        match value:
            case str():
                self._check(_string_problems(schema, value), where)
            case bool() | None:
                pass
            case int() | float():
                self._check(_number_problems(schema, value), where)
                return int(value) if schema.get("type") == "integer" else value
            case list():
                return self._array(schema, value, where)
            case dict():
                return self.object(schema, value, where)
        return value

    def _check(self, problems: Iterable[str], where: str) -> None:
        for problem in problems:
            self.refuse(where, problem)

    def _array(self, schema: Schema, values: list[Json], where: str) -> list[Json]:
        self._check(_array_problems(schema, values), where)
        items = _kept_secret(schema, cast("Schema", schema.get("items", {})))
        return [self.value(items, value, f"{where}[{i}]") for i, value in enumerate(values)]

    def object(self, schema: Schema, values: Mapping[str, Json], where: str) -> dict[str, Json]:
        properties = cast("dict[str, Schema]", schema.get("properties", {}))
        required = cast("list[str]", schema.get("required", []))
        prefix = f"{where}." if where else ""
        read: dict[str, Json] = {}
        for name, value in values.items():
            if name not in properties and schema.get("additionalProperties") is False:
                self.refuse(prefix + name, _unknown(name, properties))
            elif value is not None or name not in properties:
                inner = properties.get(name) or _values_schema(schema)
                read[name] = self.value(_kept_secret(schema, inner), value, prefix + name)
        for name in required:
            if values.get(name) is None:
                self.refuse(prefix + name, f"is required{_what_it_is(properties[name])}")
        return read


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_TYPES: Mapping[str, Callable[[Json], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and float(cast("float", value)).is_integer(),
    "number": _is_number,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}

_NAMES: Mapping[str, str] = {
    "string": "a string",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "array": "an array",
    "object": "an object",
}


def _decoded(text: str) -> Json:
    try:
        decoded = cast("Json", json.loads(text))
    except ValueError:
        return text
    return decoded if isinstance(decoded, dict | list) else text


def _broken_json(value: Json) -> str:
    """Say where a text that was meant to be JSON is broken."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return ""
    try:
        json.loads(value)
    except json.JSONDecodeError as error:
        return f"; this text is no valid JSON at character {error.pos + 1}: {error.msg}"
    return ""


def _string_problems(schema: Schema, value: str) -> Iterable[str]:
    enum = cast("list[str] | None", schema.get("enum"))
    if enum is not None and value not in enum:
        yield f"must be one of {', '.join(enum)}; got {_shown(schema, value)}"
    yield from _length_problems(schema, len(value), "Length", "character")
    pattern = cast("str | None", schema.get("pattern"))
    if pattern is not None and not re.search(pattern, value):
        form = _such_as(schema) or f" to match {pattern}"
        yield f"must be written{form}; got {_shown(schema, value)}"
    wanted = _FORMATS.get(str(schema.get("format")))
    if wanted is not None and not wanted[0](value):
        source = f" ({_meaning(schema)})" if schema.get("description") else ""
        yield f"must be {wanted[1]}{source}; got {_shown(schema, value)}"
    if CUT_MARK in value or HIDDEN_MARK in value:
        yield "holds text that this server cut or hid in an earlier answer; send the whole text"


def _number_problems(schema: Schema, value: float) -> Iterable[str]:
    minimum, maximum = schema.get("minimum"), schema.get("maximum")
    if isinstance(minimum, int) and value < minimum:
        yield f"must be at least {minimum}; got {value}"
    if isinstance(maximum, int) and value > maximum:
        yield f"must be at most {maximum}; got {value}"


def _array_problems(schema: Schema, values: list[Json]) -> Iterable[str]:
    return _length_problems(schema, len(values), "Items", "item")


def _length_problems(schema: Schema, length: int, keyword: str, unit: str) -> Iterable[str]:
    minimum, maximum = schema.get(f"min{keyword}"), schema.get(f"max{keyword}")
    if isinstance(minimum, int) and length < minimum:
        yield f"must have at least {_counted(minimum, unit)}; has {length}"
    if isinstance(maximum, int) and length > maximum:
        yield f"must have at most {_counted(maximum, unit)}; has {length}"


def _kept_secret(outer: Schema, inner: Schema) -> Schema:
    """Answer the inner schema, as secret as the outer one."""
    return inner | {"writeOnly": True} if outer.get("writeOnly") else inner


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _is_date_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


_FORMATS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "uuid": (
        lambda text: _UUID.fullmatch(text) is not None,
        "a UUID such as 3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b",
    ),
    "date-time": (_is_date_time, "a time with its zone, such as 2026-01-31T08:00:00Z"),
}


def _values_schema(schema: Schema) -> Schema:
    values = schema.get("additionalProperties")
    return values if isinstance(values, dict) else {}


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Answer the known name that was probably meant."""
    import difflib  # noqa: PLC0415 - only a mistyped call pays for it

    by_letters = {each.lower(): each for each in known}
    close = difflib.get_close_matches(name.lower(), by_letters, n=1)
    return by_letters[close[0]] if close else None


def _unknown(name: str, properties: Collection[str]) -> str:
    if not properties:
        return "is not known; there are no arguments here"
    close = nearest(name, properties)
    hint = f"did you mean {close}? " if close else ""
    return f"is not known; {hint}accepted: {', '.join(properties)}"


def _what_it_is(schema: Schema) -> str:
    enum = cast("list[str]", schema.get("enum", []))
    about = [_meaning(schema), f"one of {', '.join(enum)}" if enum else ""]
    known = "; ".join(filter(None, about))
    return f" ({known})" if known else ""


def _meaning(schema: Schema) -> str:
    return str(schema.get("description", "")).partition(". ")[0].rstrip(".")


def _such_as(schema: Schema) -> str:
    examples = cast("list[Json]", schema.get("examples", []))
    return f" such as {json.dumps(examples[0], ensure_ascii=False)}" if examples else ""


def _shown(schema: Schema, value: Json) -> str:
    if schema.get("writeOnly"):
        return next((name for kind, name in _NAMES.items() if _TYPES[kind](value)), "null")
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
