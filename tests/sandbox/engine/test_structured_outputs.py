import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from asteroid_sandbox.engine import keyword_rules as rules, structured_outputs as limits
from asteroid_sandbox.engine.formats import FORMATS
from asteroid_sandbox.engine.json_values import Json, JsonObject
from asteroid_sandbox.engine.structured_outputs import example, schema_problems

from .graphs import closed

TEXT: JsonObject = {"type": "string"}
NULL: JsonObject = {"type": "null"}
TO_A: JsonObject = {"$ref": "#/$defs/a"}
TO_B: JsonObject = {"$ref": "#/$defs/b"}
TO_C: JsonObject = {"$ref": "#/$defs/c"}


def with_property(schema: Json, **definitions: Json) -> JsonObject:
    return {**closed(x=schema), **({"$defs": definitions} if definitions else {})}


def referring(**definitions: Json) -> JsonObject:
    return with_property(TO_A, **definitions)


GOOD: list[JsonObject] = [
    closed(),
    closed(a=TEXT, b={"type": "integer"}, c={"type": "boolean"}, d=NULL, e={"type": "number"}),
    {**closed(), "title": "T", "description": "D", "$schema": "https://json-schema.org"},
    with_property({"type": ["string", "null"], "description": "maybe"}),
    with_property({"type": ["null", "integer"], "minimum": 5}),
    with_property({"type": "string", "enum": ["a", "b"]}),
    with_property({"enum": [1, "b", None]}),
    with_property({"const": {"a": 1}}),
    with_property({"anyOf": [closed(a=TEXT), {"type": "array", "items": TEXT}, NULL]}),
    with_property({"type": "array", "items": closed(a=TEXT), "minItems": 3, "maxItems": 4}),
    with_property({"type": "array", "items": TEXT, "maxItems": 0}),
    with_property({"type": "array", "items": {"type": "integer", "enum": [7]}, "maxItems": 1}),
    with_property({"type": "string", "pattern": r"^[A-Z]{3}-\d+$"}),
    with_property({"type": "string", "pattern": "example$", "format": "hostname"}),
    *(with_property({"type": "string", "format": name}) for name in FORMATS),
    with_property({"type": "integer", "multipleOf": 7, "minimum": 100, "maximum": 106}),
    with_property({"type": "integer", "exclusiveMinimum": 4, "exclusiveMaximum": 6}),
    with_property({"type": "integer", "maximum": -3}),
    with_property({"type": "number", "multipleOf": 0.1, "minimum": 0.25, "maximum": 0.45}),
    with_property({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}),
    with_property({"type": "number", "exclusiveMaximum": 0.5, "minimum": 0.25}),
    with_property({"type": "integer", "minimum": 1e15}),
    with_property({"type": "integer", "multipleOf": 1e308}),
    with_property({"type": "number", "minimum": 1.7e308}),
    closed(value=TEXT, next={"anyOf": [{"$ref": "#"}, NULL]}),
    closed(children={"type": "array", "items": {"$ref": "#"}}),
    referring(a=closed(b=TO_B), b=closed(up={"anyOf": [TO_A, NULL]})),
    {**with_property({"$ref": "#/definitions/old"}), "definitions": {"old": TEXT}},
    {**with_property({"$ref": "#/$defs/a~1b"}), "$defs": {"a/b": TEXT}},
]


@pytest.mark.parametrize("schema", GOOD)
def test_an_example_satisfies_its_schema(schema: JsonObject) -> None:
    assert schema_problems(schema) == []
    for seed in ("one", "two", "three"):
        Draft202012Validator(schema).validate(example(schema, seed))


def test_the_same_seed_gives_the_same_example_and_another_another() -> None:
    schema = closed(note=TEXT, count={"type": "integer"})
    assert example(schema, "a") == example(schema, "a") != example(schema, "b")


def test_known_values_are_used_where_name_and_schema_fit() -> None:
    schema = closed(
        first_name=TEXT,
        amount={"type": "number"},
        inner=closed(FirstName=TEXT),
        gone={"type": ["string", "null"]},
    )
    known: JsonObject = {"firstName": "Robin", "amount": "12", "gone": None}
    value = example(schema, "seed", known)
    assert isinstance(value, dict)
    assert value["first_name"] == "Robin"
    assert value["inner"] == {"FirstName": "Robin"}
    assert isinstance(value["amount"], int | float)
    assert value["gone"]


def test_made_up_texts_speak_of_their_property() -> None:
    value = example(closed(claimNumber=TEXT, tags={"type": "array", "items": TEXT}), "seed")
    assert isinstance(value, dict)
    assert str(value["claimNumber"]).startswith("claim number ")
    assert str(value["tags"]).count("tags ") == 2


def nested(levels: int) -> JsonObject:
    schema = closed()
    for _ in range(levels - 1):
        schema = closed(a=schema)
    return schema


def many(count: int, length: int = 1) -> list[Json]:
    return [f"{number:0{length}d}" for number in range(count)]


def at_least(count: int, schema: JsonObject) -> JsonObject:
    return {"type": "array", "items": schema, "minItems": count}


NEVER: JsonObject = {"pattern": "^x$", "format": "date"}
PROPERTIES = {f"p{number}": TEXT for number in range(limits.MAX_PROPERTIES + 1)}
BAD: list[tuple[object, str]] = [
    ([], "$: a schema must be a JSON object"),
    ({}, '$: the root must have type "object"'),
    ({"type": "array", "items": TEXT}, '$: the root must have type "object"'),
    ({"anyOf": [closed()]}, "$: the root must not be an anyOf"),
    ({**closed(), "anyOf": [closed()]}, "$: the root must not be an anyOf"),
    (with_property(5), "$.x: must be a schema object"),
    (with_property(True), "$.x: must be a schema object"),
    (with_property({}), "$.x: a type is missing"),
    (with_property({"type": "colour"}), "$.x: type must be one or several of string"),
    (with_property({"type": []}), "$.x: type must be one or several of string"),
    (with_property({"type": [["string"]]}), "$.x: type must be one or several of string"),
    (with_property({"type": ["null", "null"]}), "$.x: type names the same type twice"),
    (with_property({"type": "string", "minLength": 3}), '$.x: the keyword "minLength"'),
    (with_property({"oneOf": [TEXT]}), '$.x: the keyword "oneOf" is not supported'),
    (with_property({**TEXT, "default": "a"}), '$.x: the keyword "default" is not supported'),
    (with_property({**TEXT, "$defs": {}}), '$.x: the keyword "$defs" is not supported'),
    ({**closed(), "allOf": []}, '$: the keyword "allOf" is not supported'),
    ({**closed(), "not": {}}, '$: the keyword "not" is not supported'),
    ({**closed(), "if": {}}, '$: the keyword "if" is not supported'),
    ({**closed(), "patternProperties": {}}, '$: the keyword "patternProperties"'),
    ({"type": "object", "properties": {}}, "$: additionalProperties must be false"),
    (
        {"type": "object", "additionalProperties": False},
        "$: an object must list its properties",
    ),
    (
        {**closed(a=TEXT, b=TEXT), "required": ["a"]},
        "$: required must list every property; missing: b",
    ),
    ({**closed(a=TEXT), "required": ["a", "z"]}, "$: required lists what is no property: z"),
    (with_property({"type": "array"}), "$.x[]: must be a schema object"),
    (with_property({"anyOf": []}), "$.x: anyOf must be a list of at least one schema"),
    (with_property({"anyOf": [TEXT], "type": "string"}), "$.x: anyOf must stand without type"),
    (with_property({"anyOf": [TEXT, {"type": "x"}]}), "$.x.anyOf[1]: type must be one"),
    (with_property({"$ref": "#/$defs/none"}), "$.x: $ref must be # or name a definition"),
    (with_property({"$ref": 5}), "$.x: $ref must be # or name a definition"),
    (with_property({"$ref": "#", "title": "T"}), "$.x: $ref must stand alone, without title"),
    ({**closed(), "$defs": []}, "$.$defs: must be an object of schemas"),
    (with_property(TEXT, a={}), "$.$defs.a: a type is missing"),
    (referring(a=TO_A), "$.$defs.a: refers to itself with no object"),
    (
        referring(a=TO_B, b={"anyOf": [TEXT, TO_A]}),
        "$.$defs.b: refers to itself with no object",
    ),
    (
        referring(
            a={"anyOf": [TO_B, TO_C]},
            b=TO_C,
            c=TO_B,
        ),
        "$.$defs.c: refers to itself with no object",
    ),
    (closed(again={"$ref": "#"}), "$.again: no value of a reasonable size can satisfy this"),
    (
        with_property({"type": "array", "items": {"$ref": "#"}, "minItems": 1}),
        "$.x[0]: no value of a reasonable size",
    ),
    (with_property({"enum": []}), "$.x: enum must be a list of at least one value"),
    (with_property({"enum": "a"}), "$.x: enum must be a list of at least one value"),
    (with_property({"enum": ["a", "a"]}), "$.x: enum lists the same value twice"),
    (with_property({"type": "string", "enum": ["a", 1]}), "$.x: every enum value must be of type"),
    (with_property({"type": "integer", "enum": [1], "minimum": 2}), "$.x: no value of a reason"),
    (with_property({"type": "string", "const": 1}), "$.x: no value of a reasonable size"),
    (with_property({"type": "integer", "minimum": "2"}), "$.x: minimum must be a number"),
    (with_property({"type": "integer", "maximum": True}), "$.x: maximum must be a number"),
    (with_property({"type": "integer", "multipleOf": 0}), "$.x: multipleOf must be greater"),
    (with_property({"type": "integer", "minimum": 2, "maximum": 1}), "$.x: no value of a reason"),
    (
        with_property({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 2}),
        "$.x: no value of a reasonable size",
    ),
    (
        with_property({"type": "number", "multipleOf": 5e-324, "minimum": 1e308}),
        "$.x: no value of a reasonable size",
    ),
    (with_property({"type": ["integer", "string"], "enum": [None]}), "$.x: every enum value"),
    (
        with_property({"type": ["integer", "string"], "minimum": 2, "maximum": 1, **NEVER}),
        "$.x: no value of a reasonable size",
    ),
    (with_property({"type": "array", "items": TEXT, "minItems": -1}), "$.x: minItems must be"),
    (with_property(at_least(10**400, TEXT)), "$.x: minItems must be a whole number"),
    (with_property({"type": "integer", "minimum": 10**400}), "$.x: minimum must be a number"),
    (with_property({"type": "number", "maximum": float("nan")}), "$.x: maximum must be a number"),
    (with_property({"type": "array", "items": TEXT, "maxItems": 1.5}), "$.x: maxItems must be"),
    (
        with_property({"type": "array", "items": TEXT, "minItems": 2, "maxItems": 1}),
        "$.x: no value of a reasonable size",
    ),
    (
        with_property({"type": "array", "items": TEXT, "minItems": 10**9}),
        "$.x: no value of a reasonable size",
    ),
    (
        with_property(at_least(900, at_least(900, TEXT))),
        "no value of a reasonable size",
    ),
    (with_property({**TEXT, "format": "uri"}), "$.x: format must be one of date-time"),
    (with_property({**TEXT, "format": []}), "$.x: format must be one of date-time"),
    (with_property({**TEXT, "pattern": "("}), "$.x: pattern must be a regular expression"),
    (with_property({**TEXT, "pattern": "(?=a)"}), "$.x: pattern must be a regular expression"),
    (
        with_property({**TEXT, "pattern": "^x$", "format": "date"}),
        "$.x: no value of a reasonable size",
    ),
    (with_property({**TEXT, "description": 5}), "$.x: description must be a text"),
    (nested(limits.MAX_OBJECT_LEVELS + 1), "objects are nested more than 10 levels deep"),
    (closed(**PROPERTIES), "$: 5001 properties, at most 5000 are allowed"),
    (with_property({"enum": many(1001)}), "$: 1001 enum values, at most 1000 are allowed"),
    (
        with_property({"type": "string", "enum": many(251, 60)}),
        "$.x: 15060 characters in one enum, at most 15000 are allowed",
    ),
    (
        closed(**{"n" * 60_000: TEXT, "m" * 60_001: TEXT}),
        "$: 120001 characters in names and enum values, at most 120000",
    ),
    (
        with_property({"const": "c" * 120_000}),
        "$: 120001 characters in names and enum values, at most 120000",
    ),
    (
        with_property(TEXT, **{"d" * 120_000: TEXT}),
        "$: 120001 characters in names and enum values, at most 120000",
    ),
]


@pytest.mark.parametrize(("schema", "problem"), BAD, ids=[str(n) for n in range(len(BAD))])
def test_a_schema_that_breaks_a_rule_is_told_which_and_where(schema: object, problem: str) -> None:
    assert any(problem in told for told in schema_problems(schema))


def test_the_limits_themselves_are_allowed() -> None:
    assert schema_problems(nested(limits.MAX_OBJECT_LEVELS)) == []
    assert schema_problems(with_property({"enum": many(limits.MAX_ENUM_VALUES)})) == []
    assert schema_problems(with_property({"type": "string", "enum": many(250, 100)})) == []
    del PROPERTIES["p0"]
    assert schema_problems(closed(**PROPERTIES)) == []


def test_endless_nesting_is_refused_and_not_followed() -> None:
    schema: JsonObject = TEXT
    for _ in range(limits.MAX_DESCENT + 5):
        schema = {"anyOf": [schema]}
    (problem,) = schema_problems(with_property(schema))
    assert "nested more than 60 deep" in problem


def test_every_problem_is_told_at_once() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "x"}, "b": {}}, "required": []}
    assert len(schema_problems(schema)) == 4


def parts(inner: st.SearchStrategy[JsonObject]) -> st.SearchStrategy[JsonObject]:
    return st.one_of(
        st.builds(lambda one: {"type": "array", "items": one}, inner),
        st.builds(lambda one, two: {"anyOf": [one, two]}, inner, inner),
        st.builds(lambda one, two: closed(a=one, b=two), inner, inner),
    )


NUMBER = st.builds(
    lambda kind, low, span, step: {
        "type": kind,
        "minimum": low,
        "maximum": low + span,
        **({"multipleOf": step} if step else {}),
    },
    st.sampled_from(["integer", "number"]),
    st.integers(-50, 50),
    st.integers(0, 9),
    st.sampled_from([None, 0.25, 1, 3, 7]),
)
LEAF: st.SearchStrategy[JsonObject] = st.one_of(
    st.sampled_from([TEXT, NULL, {"type": "boolean"}, {"type": ["string", "null"]}, {"$ref": "#"}]),
    st.builds(lambda name: {"type": "string", "format": name}, st.sampled_from(FORMATS)),
    st.builds(lambda values: {"enum": values}, st.lists(st.integers(), min_size=1, unique=True)),
    NUMBER,
)


@settings(max_examples=200, deadline=None)
@given(st.recursive(LEAF, parts, max_leaves=6), st.text(max_size=3))
def test_whatever_passes_has_an_example(schema: JsonObject, seed: str) -> None:
    whole = with_property(schema)
    if not schema_problems(whole):
        Draft202012Validator(whole).validate(example(whole, seed))


JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.sampled_from(rules.TYPES)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "properties", "required", "items", "anyOf", "$ref", "$defs", "enum"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(JUNK)
def test_nothing_that_is_thrown_at_it_breaks_it(junk: object) -> None:
    assert isinstance(schema_problems(junk), list)
