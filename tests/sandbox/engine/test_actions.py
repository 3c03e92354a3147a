import pytest

from asteroid_sandbox.engine.actions import MAX_ACTIONS, Action, actions_of
from asteroid_sandbox.engine.graph import Graph
from asteroid_sandbox.engine.json_values import JsonObject

from .graphs import graph, node, output, start, task


def actions(made: JsonObject, files: tuple[str, ...] = (), **values: str) -> tuple[Action, ...]:
    (found,) = Graph.read(graph([made], [])).nodes.values()
    return actions_of(found, {**values}, files)


def names(made: JsonObject, **values: str) -> list[str]:
    return [action.name for action in actions(made, (), **values)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Fill the form", "element_fill_form"),
        ("Log in as clerk", "element_type"),
        ("Select the plan", "element_select"),
        ("Attach the scan", "file_stage"),
        ("Download the letter", "file_download"),
        ("Press OK", "element_click"),
        ("Extract the rows", "element_get_text"),
        ("Wait a little", "element_wait"),
        ("Scroll down", "coord_scroll"),
        ("Make a screenshot", "obs_screenshot"),
        ("Ponder", "obs_snapshot"),
        ("Click Log in", "element_click"),
        ("Select the form of address", "element_select"),
        ("Type the password and press Enter", "element_type"),
        ("When the page is ready, press OK", "element_click"),
    ],
)
def test_an_instruction_is_acted_on_by_its_first_verb_and_told_in_its_words(
    sentence: str, name: str
) -> None:
    (action,) = actions(task("A", sentence))
    assert (action.name, action.message) == (name, sentence)


def test_each_sentence_is_an_action_and_each_address_is_opened() -> None:
    instructions = "Open https://a.example/x, then click Go. Read the table\nhttps://b.example"
    assert names(task("A", instructions)) == [
        "nav_to",
        "element_click",
        "element_get_text",
        "nav_to",
    ]


@pytest.mark.parametrize(
    ("instructions", "messages"),
    [
        ("Open https://a.example", ["Open https://a.example"]),
        ("Please go to https://a.example.", ["Open https://a.example"]),
        ("Open https://a.example, and then click Go.", ["Open https://a.example", "Click Go."]),
        (
            "Log in at https://a.example as clerk.",
            ["Open https://a.example", "Log in at https://a.example as clerk."],
        ),
        ("1. Click Go\n2. Read it; then wait", ["Click Go", "Read it", "Then wait"]),
        ("# Steps\n- Click Go\n* Scroll", ["Steps", "Click Go", "Scroll"]),
    ],
)
def test_what_is_done_reads_like_the_instructions(instructions: str, messages: list[str]) -> None:
    assert [action.message for action in actions(task("A", instructions))] == messages


def test_an_opened_address_is_told_with_its_simulated_title() -> None:
    (action,) = actions(task("A", "(https://a.example/x)."))[:1]
    assert action.asked == {"url": "https://a.example/x"}
    assert action.found == {"pageTitle": "a.example (simulated page)"}


def test_inputs_are_filled_in_and_directives_left_out() -> None:
    (action,) = actions(task("A", "Type {{.name}} [[take: 9s]]"), name="Robin")
    assert action.message == "Type Robin"


def test_without_instructions_the_agent_looks_at_the_page() -> None:
    assert names(task("A", "[[fail]]")) == ["obs_snapshot"]


def test_the_number_of_actions_is_bounded() -> None:
    assert len(actions(task("A", "Click. " * 50))) == MAX_ACTIONS


def test_files_that_came_along_are_read_first_and_staged_when_uploading() -> None:
    read, staged = actions(task("A", "Upload the scan"), ("scan.pdf", "id.png"))
    assert read.found == {"fileNames": ["scan.pdf", "id.png"], "errorCount": 0}
    assert staged.found == {"fileNames": ["scan.pdf", "id.png"]}


def test_a_url_node_opens_its_address() -> None:
    (action,) = actions(node("U", "url", url="https://{{.host}}/a"), host="a.example")
    assert (action.name, action.asked) == ("nav_to", {"url": "https://a.example/a"})


def test_an_address_without_a_scheme_is_its_own_title() -> None:
    (action,) = actions(node("U", "url", url="about:blank"))
    assert action.found == {"pageTitle": "about:blank (simulated page)"}


def test_an_api_node_calls_and_is_answered_by_the_simulation() -> None:
    made = node("C", "api", method="POST", url="https://api.example/{{.id}}", body={"a": 1})
    (action,) = actions(made, id="7")
    assert action.name == "ext_api_call"
    assert action.found == {
        "statusCode": "200",
        "responseBody": '{"simulated": true, "received": 1}',
        "requestMethod": "POST",
        "requestUrl": "https://api.example/7",
    }


def test_an_api_node_without_a_method_gets() -> None:
    assert actions(node("C", "api", url="https://api.example"))[0].message.startswith("GET ")


def test_a_script_node_names_the_variables_a_model_would_fill() -> None:
    variable: JsonObject = {"name": "total", "type": "number", "description": "the sum"}
    (action,) = actions(node("P", "playwright_script", script="x", llm_vars=[variable]))
    assert (action.name, action.asked) == ("script_playwright", {"llmVars": ["total"]})
    assert action.found["consoleLogs"] == ["simulated: the script was not run"]


def test_an_output_node_fills_in_the_result_and_a_start_node_does_nothing() -> None:
    assert names(output()) == ["llm_call"]
    assert names(start()) == []
