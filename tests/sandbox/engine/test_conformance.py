import pytest

from asteroid_sandbox.engine.conformance import resolve, satisfies, types_of, written
from asteroid_sandbox.engine.json_values import Json, JsonObject

from .graphs import closed

TEXT: JsonObject = {"type": "string"}
ROOT: JsonObject = {"$defs": {"text": TEXT, "a/b": TEXT, "odd": 5}, "definitions": {"old": TEXT}}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({}, None),
        (TEXT, "a"),
        ({"type": ["string", "null"]}, None),
        ({"type": "number"}, 1.5),
        ({"type": "number"}, 1),
        ({"type": "integer"}, 3),
        ({"type": "boolean"}, False),
        ({"type": "array", "items": TEXT}, ["a"]),
        ({"type": "null"}, None),
        ({"enum": ["a", 1]}, 1),
        ({"const": {"a": 1, "b": 2}}, {"b": 2, "a": 1}),
        ({"type": "string", "pattern": "^a"}, "ab"),
        ({"type": "string", "format": "date"}, "2026-01-15"),
        ({"minimum": 2}, 2),
        ({"maximum": 2}, 2),
        ({"exclusiveMinimum": 2}, 2.1),
        ({"exclusiveMaximum": 2}, 1.9),
        ({"multipleOf": 5}, 15),
        ({"multipleOf": 0.5}, 1.5),
        ({"minItems": 1, "maxItems": 2}, ["a"]),
        ({"minItems": 1, "maxItems": 2}, ["a", "b"]),
        (closed(a=TEXT), {"a": ""}),
        (closed(a=TEXT), {"a": "x"}),
        ({"properties": {"a": TEXT}}, {"b": 1}),
        ({"anyOf": [TEXT, {"type": "null"}]}, None),
        ({"$ref": "#/$defs/text"}, "a"),
        ({"$ref": "#/definitions/old"}, "a"),
        ({"$ref": "#/$defs/a~1b"}, "a"),
        ({"minimum": "2"}, 1),
    ],
)
def test_a_value_conforms(schema: JsonObject, value: Json) -> None:
    assert satisfies(value, schema, ROOT)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (TEXT, 1),
        ({"type": ["string", "null"]}, 1),
        ({"type": "number"}, True),
        ({"type": "number"}, float("nan")),
        ({"type": "integer"}, 3.0),
        ({"type": "boolean"}, 0),
        ({"type": "array", "items": TEXT}, ["a", 1]),
        ({"type": "null"}, ""),
        ({"type": "colour"}, "red"),
        ({"enum": ["a", 1]}, 1.0),
        ({"const": {"a": 1, "b": 2}}, {"a": 1}),
        ({"type": "string", "pattern": "^a"}, "ba"),
        ({"type": "string", "format": "date"}, "today"),
        ({"minimum": 2}, 1.9),
        ({"maximum": 2}, 2.1),
        ({"exclusiveMinimum": 2}, 2),
        ({"exclusiveMaximum": 2}, 2),
        ({"multipleOf": 5}, 16),
        ({"multipleOf": 0.5}, 1.6),
        ({"multipleOf": 5e-324}, 1e308),
        ({"minItems": 1, "maxItems": 2}, []),
        ({"minItems": 1, "maxItems": 2}, ["a", "b", "c"]),
        (closed(a=TEXT), {}),
        (closed(a=TEXT), {"a": "x", "b": 1}),
        (closed(a=TEXT), {"a": 1}),
        ({"properties": {"a": TEXT}}, {"a": 1}),
        ({"anyOf": [TEXT, {"type": "null"}]}, 5),
        ({"$ref": "#/$defs/text"}, 5),
        ({"$ref": "#/definitions/old"}, 5),
        ({"$ref": "#/$defs/a~1b"}, 5),
        ({"$ref": "#/$defs/odd"}, 5),
        ({"$ref": "elsewhere.json"}, "a"),
    ],
)
def test_another_value_does_not(schema: JsonObject, value: Json) -> None:
    assert not satisfies(value, schema, ROOT)


def test_a_root_reference_is_the_root() -> None:
    assert resolve("#", ROOT) is ROOT


def test_types_are_read_from_one_or_several() -> None:
    assert types_of({"type": "string"}) == ["string"]
    assert types_of({"type": ["string", 5, "null"]}) == ["string", "null"]
    assert types_of({}) == []


def test_values_are_written_alike_whatever_the_order_of_keys() -> None:
    assert written({"b": 1, "a": 2}) == written({"a": 2, "b": 1})
