from jsonschema import Draft202012Validator

from asteroid_sandbox.engine.json_values import JsonObject, objects
from asteroid_sandbox.engine.walker import MAX_STEPS

from .graphs import (
    closed,
    closing,
    graph,
    line,
    node,
    output,
    payloads,
    run,
    seconds_taken,
    start,
    statuses,
    task,
    visited,
    way,
)

TEXT: JsonObject = {"type": "string"}


def test_a_straight_workflow_is_walked_from_start_to_output() -> None:
    state = run(
        line(
            start(),
            task("Log in", "Click Go"),
            node("Page", "url", url="https://a.example"),
            node("Call", "api", method="GET", url="https://a.example", body={}, headers={}),
            node("Code", "playwright_script", script="x", llm_vars=[]),
            output(),
        )
    )
    assert visited(state) == ["Start", "Log in", "Page", "Call", "Code", "Done"]
    assert statuses(state) == ["starting", "running", "completed"]
    assert seconds_taken(state) == 2 + 3 + 2 + 1 + 4 + 2


def test_the_first_remark_says_that_the_run_is_simulated() -> None:
    (remark,) = payloads(run(line(task("A"), output())), "generic")
    assert "no browser is opened" in str(remark["message"])


def test_a_transition_tells_what_was_left_and_how() -> None:
    state = run(line(task("A", "Click. Click."), output()))
    first, second = payloads(state, "transitioned_node")
    assert "fromNodeDuration" not in first
    assert second["fromNodeDuration"] == 6000
    assert second["transitionType"] == "iris"
    assert second["fromNodeSummary"] == "A is done"


def test_the_result_satisfies_its_schema_and_uses_the_inputs() -> None:
    schema = closed(
        patient_name=TEXT,
        amount={"type": "number"},
        visits={"type": "array", "items": closed(date={"type": "string", "format": "date"})},
    )
    state = run(line(task("A"), output(schema=schema)), patientName="Robin", amount="not a number")
    assert state.result
    result = state.result["result"]
    Draft202012Validator(schema).validate(result)
    assert isinstance(result, dict)
    assert result["patient_name"] == "Robin"
    assert result["amount"] != "not a number"
    assert closing(state)["completedPayload"] == state.result


def test_without_a_schema_the_result_is_null() -> None:
    state = run(line(task("A"), output()))
    assert state.result
    assert state.result["result"] is None


def test_a_schema_that_breaks_the_rules_yields_no_result_either() -> None:
    state = run(line(task("A"), output(schema={"type": "object"})))
    assert state.status == "completed"
    assert state.result
    assert state.result["result"] is None


def test_the_outcome_can_be_steered_from_any_node_on_the_way() -> None:
    state = run(
        line(task("A", "[[outcome: Second]]"), task("B"), output("Done", "first", "second"))
    )
    assert state.result
    assert state.result["outcome"] == "second"


def test_the_latest_word_on_the_outcome_counts() -> None:
    done = output("Done", "first", "second", instructions="[[outcome: first]]")
    state = run(line(task("A", "[[outcome: second]]"), done))
    assert state.result
    assert state.result["outcome"] == "first"


def test_branches_are_taken_by_the_inputs_words() -> None:
    ways = [
        way("A", "Adult", description="the patient is grown up"),
        way("A", "Child", description="the patient is a minor"),
        way("Adult", "Done"),
        way("Child", "Done"),
    ]
    workflow = graph([task("A"), task("Adult"), task("Child"), output()], ways)
    assert visited(run(workflow, age="a minor")) == ["A", "Child", "Done"]
    assert visited(run(workflow)) == ["A", "Adult", "Done"]


def test_what_a_transitions_schema_asks_for_is_handed_on_and_reaches_the_result() -> None:
    handing = way("A", "Done", schema=closed(claimNumber=TEXT))
    done = output(schema=closed(claim_number=TEXT))
    state = run(graph([task("A"), done], [handing]))
    (item,) = objects(payloads(state, "transitioned_node")[1], "fromNodeOutput")
    assert item["name"] == "claimNumber"
    assert state.result
    assert state.result["result"] == {"claim_number": item["value"]}


def test_a_failing_node_fails_the_run_with_its_reason() -> None:
    state = run(line(task("A", "Click [[fail: the button is gone]]"), output()))
    assert state.status == "failed"
    assert closing(state)["failedPayload"] == {"reason": "the button is gone"}
    assert payloads(state, "action_failed")[0]["message"] == "the button is gone"
    assert payloads(state, "terminal") == [
        {"activityType": "terminal", "reason": "error", "message": "Execution failed"}
    ]


def test_a_failing_node_takes_the_failure_branch_to_an_outcome_that_says_so() -> None:
    ways = [way("A", "Done"), way("A", "Done", "selector", name="failure", id="other")]
    state = run(graph([task("A", "[[fail: gone]]"), output()], ways))
    assert state.status == "completed"
    assert state.result
    assert state.result["outcome"] == "failure"
    assert "gone" in str(state.result["reasoning"])
    assert payloads(state, "transitioned_node")[-1]["fromNodeSummary"] == "A failed: gone"


def test_a_failure_that_was_made_good_is_forgiven() -> None:
    again = closed(steer={"type": "string", "enum": ["quietly"]})
    ways = [
        way("A", "Retry", description="it failed"),
        way("Retry", "A", schema=again),
        way("A", "Done"),
    ]
    workflow = graph([task("A", "Click {{.steer}}"), task("Retry"), output()], ways)
    state = run(workflow, steer="[[fail: busy]]")
    assert visited(state) == ["A", "Retry", "A", "Done"]
    assert state.result
    assert state.result["outcome"] == "success"


def test_an_input_can_carry_a_directive() -> None:
    workflow = line(task("A", "Click {{.steer}}"), output())
    assert run(workflow, steer="[[fail: by input]]").status == "failed"
    assert run(workflow, steer="softly").status == "completed"


def test_a_transition_that_requires_confirmation_waits_for_it() -> None:
    state = run(graph([task("A"), output()], [way("A", "Done", require_confirmation=True)]))
    assert state.status == "awaiting_confirmation"
    assert state.pause_reason == 'Go from "A" to "Done"?'


def test_a_ring_is_cancelled_after_so_many_steps() -> None:
    ways = [way("A", "B"), way("B", "A"), way("B", "Done")]
    workflow = graph([task("A"), task("B", "[[go: A]]"), output()], ways)
    state = run(workflow)
    assert closing(state)["cancelledPayload"] == {"reason": "max_steps"}
    assert len(payloads(state, "step_completed")) == MAX_STEPS


def test_a_ring_that_takes_no_time_ends_too() -> None:
    ways = [way("Start", "A"), way("A", "Start"), way("A", "Done")]
    state = run(graph([start(), task("A", "[[take: 0s]] [[go: Start]]"), output()], ways))
    assert closing(state)["cancelledPayload"] == {"reason": "max_steps"}


def test_a_graph_whose_output_cannot_be_reached_fails_honestly() -> None:
    for workflow in (graph([], []), graph([start(), output()], []), line(task("A"))):
        state = run(workflow)
        assert state.status == "failed"
        assert "No Output node can be reached" in str(closing(state)["failedPayload"])
        assert visited(state) == []


def test_a_dead_end_fails_honestly() -> None:
    ways = [way("A", "B"), way("A", "Done")]
    state = run(graph([task("A", "[[go: B]]"), task("B"), output()], ways))
    assert "no transition to go on" in str(closing(state)["failedPayload"])


def test_a_failing_output_node_fails_the_run() -> None:
    state = run(line(task("A"), output(instructions="[[fail: nothing to report]]")))
    assert closing(state)["failedPayload"] == {"reason": "nothing to report"}
    assert state.result is None
