from asteroid_sandbox.engine.changes import schema_changes
from asteroid_sandbox.engine.json_values import Json, JsonObject

from .graphs import closed, graph, output, task

TEXT: JsonObject = {"type": "string"}
NUMBER: JsonObject = {"type": "number"}


def declared(name: str, schema: JsonObject = TEXT, *, required: bool = False) -> JsonObject:
    return {"name": name, "schema": schema, "required": required}


def version(
    *inputs: JsonObject, schema: JsonObject | None = None, outcomes: tuple[str, ...] = ()
) -> JsonObject:
    done = output("Done", *outcomes, **({"schema": schema} if schema else {}))
    return {"inputs": [*inputs], "graph": graph([done], [])}


def told(before: JsonObject, after: JsonObject) -> list[tuple[Json, Json, Json]]:
    changes = schema_changes(before, after)
    return [(change["kind"], change["name"], change["message"]) for change in changes]


def test_a_first_publish_changes_nothing() -> None:
    assert schema_changes(None, version(declared("dob"))) == []


def test_an_equal_version_changes_nothing() -> None:
    one = version(declared("dob"), schema=closed(a=TEXT))
    assert schema_changes(one, one) == []


def test_a_change_has_the_apis_shape() -> None:
    assert schema_changes(version(declared("dob")), version()) == [
        {
            "target": "input",
            "kind": "removed",
            "name": "dob",
            "message": 'Input "dob" was removed',
        }
    ]


def test_inputs_are_told_in_the_order_of_the_versions() -> None:
    before = version(declared("a"), declared("b"), declared("c"), declared("d"))
    after = version(declared("x"), declared("c", NUMBER), declared("d", required=True))
    assert [change[:2] for change in told(before, after)] == [
        ("removed", "a"),
        ("removed", "b"),
        ("changed", "c"),
        ("nowRequired", "d"),
        ("added", "x"),
    ]


def test_a_changed_input_tells_both_schemas() -> None:
    ((_, _, message),) = told(version(declared("a")), version(declared("a", NUMBER)))
    assert message == 'Input "a" takes {"type": "number"} where it took {"type": "string"}'


def test_an_input_may_change_in_two_ways_at_once() -> None:
    changes = told(version(declared("a")), version(declared("a", NUMBER, required=True)))
    assert [kind for kind, _, _ in changes] == ["changed", "nowRequired"]


def test_an_added_input_tells_whether_it_is_required() -> None:
    changes = told(version(), version(declared("a"), declared("b", required=True)))
    assert [message for _, _, message in changes] == [
        'Input "a" was added',
        'Input "b" was added and is required',
    ]


def test_a_name_that_the_graph_uses_is_an_input_too() -> None:
    before: JsonObject = {"graph": graph([task("A", "Type {{.dob}}")], [])}
    assert told(before, version())[0][:2] == ("removed", "dob")


def test_an_input_that_is_no_longer_required_breaks_nobody() -> None:
    assert told(version(declared("a", required=True)), version(declared("a"))) == []


def test_outputs_are_compared_by_their_nodes_name() -> None:
    before: JsonObject = {"graph": graph([output("Old")], [])}
    after: JsonObject = {"graph": graph([output("New")], [])}
    assert told(before, after) == [
        ("removed", "Old", 'Output "Old" was removed'),
        ("added", "New", 'Output "New" was added'),
    ]


def test_a_changed_output_tells_each_difference() -> None:
    before = version(schema=closed(a=TEXT, b=TEXT))
    after = version(schema=closed(b=NUMBER, c=TEXT), outcomes=("success", "partly"))
    ((kind, name, message),) = told(before, after)
    assert (kind, name) == ("changed", "Done")
    assert message == (
        'Output "Done" changed: outcome "failure" was removed; outcome "partly" was added; '
        'property "a" was removed; property "c" was added; property "b" is defined differently'
    )


def test_a_property_that_was_optional_before_is_now_required() -> None:
    before: JsonObject = {**closed(a=TEXT, b=TEXT), "required": ["a"]}
    assert told(version(schema=before), version(schema=closed(a=TEXT, b=TEXT))) == [
        ("nowRequired", "Done", 'Output "Done" now always gives b')
    ]


def test_other_differences_of_an_output_are_told_as_details() -> None:
    after: JsonObject = {**closed(a=TEXT), "description": "new"}
    ((kind, _, message),) = told(version(schema=closed(a=TEXT)), version(schema=after))
    assert kind == "changed"
    assert "details" in str(message)
