from asteroid_sandbox.engine.files import ProducedFile
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.run import observe

from .graphs import (
    LATER,
    at,
    closed,
    closing,
    command,
    graph,
    line,
    node,
    output,
    payloads,
    plan_of,
    run,
    seconds_taken,
    start,
    statuses,
    task,
    visited,
    way,
)

OWN_SCRIPT: JsonObject = {"script": "await page.fill('#n', '{{.name}}')", "llm_vars": []}


def kinds(workflow: JsonObject) -> list[str]:
    return [str(payload["activityType"]) for payload in payloads(run(workflow))]


def test_a_step_is_told_from_its_start_to_its_end() -> None:
    told = kinds(line(task("A", "Click Go"), output()))
    assert told[4:10] == [
        "step_started",
        "reasoning",
        "action_started",
        "action_completed",
        "step_completed",
        "transitioned_node",
    ]


def test_steps_count_through_the_whole_run() -> None:
    state = run(line(start(), task("A", "Click. Click."), output()))
    numbers = [payload["stepNumber"] for payload in payloads(state, "step_started")]
    assert numbers == [1, 2, 3, 4]


def test_an_action_is_started_and_completed_under_one_id() -> None:
    state = run(line(task("A", "Open https://a.example/x"), output()))
    started, completed = (
        payloads(state, kind)[0] for kind in ("action_started", "action_completed")
    )
    assert started["actionId"] == completed["actionId"]
    assert started["info"] == {"actionName": "nav_to", "url": "https://a.example/x"}
    assert completed["duration"] == 2000


def test_the_time_a_node_takes_can_be_steered() -> None:
    assert seconds_taken(run(line(task("A", "Click. Click. [[take: 90s]]"), output()))) == 94
    page = node("Page", "url", url="https://a.example/#[[take: 2m]]")
    assert seconds_taken(run(line(page, output()))) == 124
    slow_start = start()
    slow_start["properties"] = {"type": "start", "note": "[[take: 5s]]"}
    assert seconds_taken(run(line(slow_start, output()))) == 9


def test_a_question_pauses_the_run_before_the_nodes_last_action() -> None:
    state = run(line(task("A", "Click one. Click two. [[ask: Which? | a | b]]"), output()))
    assert state.status == "paused_by_agent"
    assert state.pause_reason == "Which?"
    assert len(payloads(state, "action_completed")) == 1
    assert closing(state)["pausedPayload"] == {
        "reason": "Which?",
        "question": {
            "questions": [
                {
                    "question": "Which?",
                    "header": "A",
                    "options": [
                        {"label": "a", "description": ""},
                        {"label": "b", "description": ""},
                    ],
                    "multiSelect": False,
                }
            ]
        },
    }


def test_a_message_answers_and_the_agent_minds_it() -> None:
    state = run(
        line(task("A", "[[ask: Which?]]"), output()), command(60, "message", "the blue one")
    )
    assert state.status == "completed"
    thoughts = [str(payload["reasoning"]) for payload in payloads(state, "reasoning")]
    assert "The user said: the blue one" in thoughts[0]
    assert not any("blue" in thought for thought in thoughts[1:])
    assert seconds_taken(state) == 60 + 3 + 2


def test_an_answer_decides_where_to_go() -> None:
    ways = [way("A", "Done"), way("A", "Blue"), way("Blue", "Done")]
    workflow = graph([task("A", "[[ask: Which?]]"), task("Blue"), output()], ways)
    assert visited(run(workflow, command(60, "message", "blue"))) == ["A", "Blue", "Done"]
    assert visited(run(workflow, command(60, "message", "green"))) == ["A", "Done"]


def test_each_question_is_asked_in_turn() -> None:
    workflow = line(task("A", "[[ask: One?]] [[ask: Two?]]"), output())
    assert run(workflow, command(9, "message", "1")).pause_reason == "Two?"
    assert run(workflow, command(9, "message", "1"), command(9, "resume")).status == "completed"


def test_a_confirmation_is_wanted_before_the_node_is_left() -> None:
    workflow = line(task("A", "Click [[confirm: Send it?]]"), output())
    state = run(workflow)
    assert closing(state)["awaitingConfirmationPayload"] == {"reason": "Send it?"}
    assert visited(state) == ["A"]
    assert statuses(run(workflow, command(60, "resume")))[-2:] == ["running", "completed"]
    assert run(workflow, command(60, "message", "yes")).status == "completed"
    assert run(workflow, command(60, "cancel")).status == "cancelled"


def test_a_node_produces_files_and_logs_them() -> None:
    state = run(line(task("A", "[[file: out.csv]] [[file: note.txt]]"), output()), name="Robin")
    first, second = state.files
    assert first == ProducedFile(
        id=first.id,
        name="out.csv",
        path="workspace/out.csv",
        mime_type="text/csv",
        content=b"name\r\nRobin\r\n",
        created_at=at(5),
    )
    assert first.id != second.id
    assert payloads(state, "file_added")[0] == {
        "activityType": "file_added",
        "fileId": first.id,
        "fileName": "out.csv",
        "mimeType": "text/csv",
        "fileSize": len(first.content),
        "source": "agent",
        "presignedUrl": f"/agents/v2/executions/execution-1/files/{first.id}/download",
    }


def test_a_node_that_fails_produces_nothing_and_asks_for_no_confirmation() -> None:
    state = run(line(task("A", "[[file: out.csv]] [[confirm]] [[fail]]"), output()))
    assert state.status == "failed"
    assert state.files == ()


def test_files_that_came_along_are_read() -> None:
    plan = plan_of(line(task("A"), output()), files=("scan.pdf",))
    completed = payloads(observe(plan, LATER), "action_completed")[0]
    assert completed["info"] == {
        "actionName": "file_read",
        "fileNames": ["scan.pdf"],
        "errorCount": 0,
    }


def test_an_input_schema_is_resolved_from_the_inputs() -> None:
    text: JsonObject = {"type": "string"}
    first = task("A", input_schema=closed(name=text, dob=text))
    (resolved,) = payloads(run(line(first, output()), name="Robin"), "input_schema_resolved")
    assert resolved["properties"] == ["name", "dob"]
    assert resolved["resolved"] == {"name": "Robin", "dob": None}


def test_placeholders_in_a_script_are_told() -> None:
    code = node("P", "playwright_script", script="fill('{{.name}}')", llm_vars=[])
    (told,) = payloads(run(line(code, output()), name="Robin"), "script_variables_substituted")
    assert told["placeholders"] == ["name"]
    assert told["variables"] == {"name": "Robin"}
    assert told["scriptFileName"] == "./scripts/main.js"


def scripted(instructions: str, **properties: str) -> JsonObject:
    return line(task("A", instructions, script_filepath="./scripts/a.js", **properties), output())


def actions_done(state_of: JsonObject) -> list[object]:
    return [payload["actionName"] for payload in payloads(run(state_of), "action_completed")]


def test_a_scripted_task_runs_its_script_and_then_its_agent() -> None:
    workflow = scripted("Click")
    entered = payloads(run(workflow), "transitioned_node")[0]
    assert entered["newNodeExecutionMode"] == "scripted"
    assert actions_done(workflow) == ["script_hybrid_playwright", "element_click", "llm_call"]


def test_a_script_that_must_not_fail_settles_its_task_alone() -> None:
    workflow = scripted("Click", script_failure_action="cancel_execution")
    assert actions_done(workflow) == ["script_hybrid_playwright", "llm_call"]


def test_a_script_inside_the_properties_is_run_as_well() -> None:
    workflow = line(task("A", "Click", playwright_script_properties=OWN_SCRIPT), output())
    assert actions_done(workflow)[0] == "script_hybrid_playwright"
    assert len(payloads(run(workflow), "script_variables_substituted")) == 1


def test_a_failed_script_is_recorded_and_the_agent_takes_over() -> None:
    state = run(scripted("Click [[script-fail: #go is gone]]"))
    (failed,) = payloads(state, "action_failed")
    assert state.status == "completed"
    assert state.script_failures == (
        {
            "nodeId": "id-A",
            "nodeName": "A",
            "scriptFilepath": "./scripts/a.js",
            "error": "#go is gone",
            "step": 1,
            "actionId": failed["actionId"],
            "occurredAt": "2026-01-02T03:04:09.000Z",
        },
    )


def test_a_failed_script_that_must_not_fail_cancels_the_run() -> None:
    workflow = scripted("[[script-fail]]", script_failure_action="cancel_execution")
    state = run(workflow)
    assert closing(state)["cancelledPayload"] == {"reason": "script_failed"}
    assert len(state.script_failures) == 1


def test_a_failed_script_in_a_task_without_one_is_left_alone() -> None:
    assert run(line(task("A", "[[script-fail]]"), output())).script_failures == ()


def test_an_unknown_type_of_node_is_passed_through() -> None:
    assert run(line(node("A", "vesta"), output())).status == "completed"
