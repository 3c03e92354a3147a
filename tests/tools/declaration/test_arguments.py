"""The model's arguments: what is wrong is said in one go, what can be understood is."""

import pytest

from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.tools.declaration.answer import CUT_MARK, HIDDEN_MARK
from asteroid_mcp.tools.declaration.arguments import BadArguments, read_arguments
from asteroid_mcp.tools.declaration.rules import Rule, exclusive, together
from asteroid_mcp.tools.declaration.schema import Schema

_PROPERTIES: dict[str, Json] = {
    "id": {"type": "string", "format": "uuid", "description": "The thing. More words."},
    "name": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z]+$"},
    "status": {"type": "string", "enum": ["on", "off"]},
    "when": {"type": "string", "format": "date-time"},
    "count": {"type": "integer", "minimum": 1, "maximum": 9, "examples": [3]},
    "share": {"type": "number"},
    "deep": {"type": "boolean"},
    "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
    "inputs": {"type": "object"},
    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
    "files": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "any": {}},
            "required": ["name"],
            "additionalProperties": False,
        },
    },
}
_SCHEMA: Schema = {"type": "object", "properties": _PROPERTIES, "additionalProperties": False}


def _problems(arguments: dict[str, Json], *rules: Rule) -> list[str]:
    with pytest.raises(BadArguments) as caught:
        read_arguments(_SCHEMA, arguments, rules)
    return [str(problem) for problem in caught.value.problems]


def test_good_arguments_come_back_as_they_are() -> None:
    arguments: dict[str, Json] = {
        "id": "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b",
        "name": "abc",
        "status": "on",
        "when": "2026-01-31T08:00:00Z",
        "count": 3,
        "share": 0.5,
        "deep": False,
        "tags": ["a"],
        "inputs": {"anything": [None, 1]},
        "labels": {"a": "b"},
        "files": [{"name": "x", "any": {"y": 1}}],
    }
    assert read_arguments(_SCHEMA, arguments) == arguments


def test_a_null_counts_as_left_out() -> None:
    assert read_arguments(_SCHEMA, {"name": None, "count": 2}) == {"count": 2}


def test_an_object_or_array_may_come_as_a_json_string() -> None:
    read = read_arguments(
        _SCHEMA, {"inputs": '{"a": 1}', "tags": '["x"]', "files": ['{"name": "f"}']}
    )
    assert read == {"inputs": {"a": 1}, "tags": ["x"], "files": [{"name": "f"}]}


def test_a_json_string_stays_a_string_where_a_string_is_wanted() -> None:
    schema: Schema = {"type": "object", "properties": {"message": {"type": "string"}}}
    assert read_arguments(schema, {"message": '{"a": 1}'}) == {"message": '{"a": 1}'}


def test_a_whole_number_may_be_written_with_a_point() -> None:
    read = read_arguments(_SCHEMA, {"count": 2.0})
    assert read == {"count": 2}
    assert isinstance(read["count"], int)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (
            {"id": "12"},
            'id: must be a UUID such as 3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b (The thing); got "12"',
        ),
        ({"name": "a"}, "name: must have at least 2 characters; has 1"),
        ({"name": "abcdef"}, "name: must have at most 5 characters; has 6"),
        ({"name": "ABC"}, 'name: must be written to match ^[a-z]+$; got "ABC"'),
        ({"name": 5}, "name: must be a string; got 5"),
        ({"status": "up"}, 'status: must be one of on, off; got "up"'),
        (
            {"when": "yesterday"},
            'when: must be a time with its zone, such as 2026-01-31T08:00:00Z; got "yesterday"',
        ),
        (
            {"when": "2026-01-31T08:00:00"},
            (
                "when: must be a time with its zone, such as 2026-01-31T08:00:00Z; "
                'got "2026-01-31T08:00:00"'
            ),
        ),
        ({"count": 0}, "count: must be at least 1; got 0"),
        ({"count": 10}, "count: must be at most 9; got 10"),
        ({"count": 1.5}, "count: must be a whole number such as 3; got 1.5"),
        ({"count": True}, "count: must be a whole number such as 3; got true"),
        ({"count": "3"}, 'count: must be a whole number such as 3; got "3"'),
        ({"share": "x"}, 'share: must be a number; got "x"'),
        ({"deep": "yes"}, 'deep: must be true or false; got "yes"'),
        ({"tags": []}, "tags: must have at least 1 item; has 0"),
        ({"tags": ["a", "b", "c"]}, "tags: must have at most 2 items; has 3"),
        ({"tags": "a"}, 'tags: must be an array; got "a"'),
        ({"tags": [1]}, "tags[0]: must be a string; got 1"),
        ({"inputs": [1]}, "inputs: must be an object; got [1]"),
        ({"labels": {"a": 1}}, "labels.a: must be a string; got 1"),
        ({"files": [{}]}, "files[0].name: is required"),
        ({"files": [{"name": None}]}, "files[0].name: is required"),
        (
            {"files": [{"name": "a", "nam": 1}]},
            "files[0].nam: is not known; did you mean name? accepted: name, any",
        ),
        (
            {"zzz": "x"},
            (
                "zzz: is not known; accepted: id, name, status, when, count, share, deep, tags, "
                "inputs, labels, files"
            ),
        ),
    ],
)
def test_a_wrong_argument_is_named_with_what_it_takes(
    arguments: dict[str, Json], problem: str
) -> None:
    assert _problems(arguments) == [problem]


def test_json_that_is_broken_is_said_to_be_with_the_place() -> None:
    (problem,) = _problems({"inputs": '{"a": 1'})
    assert problem.startswith(
        "inputs: must be an object; this text is no valid JSON at character 8:"
    )


def test_every_problem_is_named_at_once() -> None:
    problems = _problems({"count": 0, "status": "up", "zz": 1})
    assert [problem.split(":")[0] for problem in problems] == ["count", "status", "zz"]


def test_a_required_argument_says_what_it_means() -> None:
    schema = _SCHEMA | {"required": ["id"]}
    with pytest.raises(BadArguments, match=r"id: is required \(The thing\)"):
        read_arguments(schema, {})


def test_a_tool_without_arguments_says_so() -> None:
    schema: Schema = {"type": "object", "properties": {}, "additionalProperties": False}
    with pytest.raises(BadArguments, match="a: is not known; there are no arguments here"):
        read_arguments(schema, {"a": 1})


@pytest.mark.parametrize("mark", [CUT_MARK, HIDDEN_MARK])
def test_text_that_this_server_cut_or_hid_is_not_taken_back(mark: str) -> None:
    (problem,) = _problems({"files": [{"name": f"a{mark}"}]})
    assert "cut or hid in an earlier answer; send the whole text" in problem


def test_long_values_are_not_repeated_whole() -> None:
    (problem,) = _problems({"status": "x" * 500})
    assert len(problem) < 120


@pytest.mark.parametrize(
    ("kind", "secret", "got"),
    [
        ("array", "PIN=hunter2", "a string"),
        ("string", {"v": "hunter2"}, "an object"),
        ("string", ["hunter2"], "an array"),
        ("object", 12345, "a whole number"),
        ("object", 1.5, "a number"),
        ("string", True, "true or false"),
    ],
)
def test_a_secret_in_the_wrong_form_is_not_repeated(kind: str, secret: Json, got: str) -> None:
    properties: dict[str, Json] = {"pin": {"type": kind, "writeOnly": True}}
    with pytest.raises(BadArguments) as caught:
        read_arguments({"type": "object", "properties": properties}, {"pin": secret})
    assert str(caught.value).endswith(f"; got {got}")


def test_what_a_secret_is_made_of_is_as_secret_as_it() -> None:
    pins: Schema = {
        "type": "array",
        "writeOnly": True,
        "items": {"type": "object", "properties": {"pin": {"type": "integer"}}},
    }
    with pytest.raises(BadArguments) as caught:
        read_arguments(
            {"type": "object", "properties": {"pins": pins}},
            {"pins": ["PIN=hunter2", {"pin": "hunter2"}]},
        )
    assert [str(problem) for problem in caught.value.problems] == [
        "pins[0]: must be an object; got a string",
        "pins[1].pin: must be a whole number; got a string",
    ]


def test_arguments_that_exclude_each_other_are_named() -> None:
    rule = exclusive("name", "count")
    assert _problems({"name": "abc", "count": 1}, rule) == [
        "name and count exclude each other; give only one of them"
    ]
    assert read_arguments(_SCHEMA, {"name": "abc"}, [rule]) == {"name": "abc"}


def test_a_false_flag_excludes_nothing() -> None:
    rule = exclusive("name", "deep")
    assert read_arguments(_SCHEMA, {"name": "abc", "deep": False}, [rule])["deep"] is False


def test_arguments_that_belong_together_are_named() -> None:
    rule = together("name", "count")
    assert _problems({"name": "abc"}, rule) == ["name works only together with count"]
    assert read_arguments(_SCHEMA, {}, [rule]) == {}
    assert read_arguments(_SCHEMA, {"name": "abc", "count": 1}, [rule])
