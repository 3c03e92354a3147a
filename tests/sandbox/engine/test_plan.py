from .graphs import graph, plan_of


def test_declared_defaults_apply_where_no_input_was_given() -> None:
    plan = plan_of(
        graph([], []),
        inputs={"given": "mine", "undeclared": 1},
        declared=[
            {"name": "given", "defaultValue": "theirs"},
            {"name": "left", "defaultValue": 5},
            {"name": "none"},
            {"name": "null", "defaultValue": None},
        ],
    )
    assert plan.values() == {"given": "mine", "left": 5, "undeclared": 1}
