"""JSON Schema out of Python types."""

from typing import Annotated, Literal, NotRequired, TypedDict

import pytest

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.declaration.schema import _ANY_TYPE, About, Schema, schema_of

type Name = Annotated[str, About(description="Its name.", max_length=9, example="a")]


class Thing(TypedDict):
    name: Name
    tags: NotRequired[list[Literal["x", "y"]]]
    more: NotRequired[JsonObject]


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, {"type": "string"}),
        (bool, {"type": "boolean"}),
        (int, {"type": "integer"}),
        (float, {"type": "number"}),
        (object, {}),
        (Json, {"anyOf": [{"type": kind} for kind in _ANY_TYPE]}),
        (dict[str, Json], {"type": "object"}),
        (list[int], {"type": "array", "items": {"type": "integer"}}),
        (dict[str, object], {"type": "object"}),
        (dict[str, str], {"type": "object", "additionalProperties": {"type": "string"}}),
        (Literal["a", "b"], {"type": "string", "enum": ["a", "b"]}),
        (str | None, {"type": "string"}),
        (str | int, {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        (
            Name,
            {"type": "string", "description": "Its name.", "maxLength": 9, "examples": ["a"]},
        ),
    ],
)
def test_a_type_becomes_its_schema(hint: object, schema: Schema) -> None:
    assert schema_of(hint) == schema


def test_a_typed_dict_becomes_an_object_with_its_required_fields() -> None:
    schema = schema_of(Thing)
    assert schema["required"] == ["name"]
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert list(properties) == ["name", "tags", "more"]
    assert properties["more"] == {"type": "object"}


def test_every_bound_becomes_a_keyword() -> None:
    about = About(
        format="uuid",
        pattern="a",
        min_length=1,
        max_length=2,
        minimum=3,
        maximum=4,
        min_items=5,
        max_items=6,
    )
    assert about.keywords() == {
        "format": "uuid",
        "pattern": "a",
        "minLength": 1,
        "maxLength": 2,
        "minimum": 3,
        "maximum": 4,
        "minItems": 5,
        "maxItems": 6,
    }


def test_a_type_without_a_schema_is_a_fault_of_the_declaration() -> None:
    with pytest.raises(TypeError, match="no JSON Schema is known for"):
        schema_of(set[int])
