"""Reading, making and publishing workflow versions over the sandbox."""

import json
from copy import deepcopy
from itertools import pairwise
from typing import cast

import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.seed import DEMO_API_KEY, ORGANIZATION_ID
from asteroid_sandbox.seed.agents import PRICE_WATCH, QUOTE_FORM
from tests.tools.conftest import Tools

pytestmark = pytest.mark.anyio

current_only = pytest.mark.parametrize("generation", [Generation.CURRENT])
legacy_only = pytest.mark.parametrize("generation", [Generation.LEGACY])

AGENT = QUOTE_FORM.id
FIRST, LIVE, NEWEST = (QUOTE_FORM.version_id(number) for number in (1, 2, 3))
NO_ID = "00000000-0000-4000-8000-000000000000"


def items(value: Json) -> list[JsonObject]:
    assert isinstance(value, list)
    return [each for each in value if isinstance(each, dict)]


def inner(value: Json) -> JsonObject:
    assert isinstance(value, dict)
    return value


async def version(tools: Tools, workflow_id: str) -> JsonObject:
    return await tools.data("workflowGet", agentId=AGENT, workflowId=workflow_id)


async def document(tools: Tools, workflow_id: str = LIVE) -> JsonObject:
    """A version as the arguments of workflowCreate."""
    shown = await version(tools, workflow_id)
    kept = ("graph", "rules", "settings", "inputs", "environmentTemplate")
    return {"agentId": AGENT, "parentId": workflow_id} | {
        name: deepcopy(shown[name]) for name in kept
    }


async def test_versions_are_listed_newest_first_and_the_published_one_is_named(
    tools: Tools,
) -> None:
    result = await tools("workflowsList", agentId=AGENT)
    assert result.structured is not None
    line = f"page 1 of 1, 3 versions in all; published is version 2, {LIVE}"
    assert result.structured["summary"] == line
    assert result.text.startswith(line)
    assert result.structured["publishedWorkflowId"] == LIVE
    listed = items(result.structured["workflows"])
    assert [each["workflowId"] for each in listed] == [NEWEST, LIVE, FIRST]
    assert [each["version"] for each in listed] == [3, 2, 1]
    assert (
        f"- workflowId: {NEWEST} | parentId: {LIVE} | version: 3 | isPublished: false"
        in result.text
    )


async def test_a_list_points_to_the_published_version_and_to_the_newest(tools: Tools) -> None:
    data = await tools.data("workflowsList", agentId=AGENT)
    assert data["nextSteps"] == [
        f'workflowGet agentId="{AGENT}" workflowId="{LIVE}" gives version 2',
        f'workflowGet agentId="{AGENT}" workflowId="{NEWEST}" gives version 3',
    ]
    single = await tools.data("workflowsList", agentId=PRICE_WATCH.id)
    assert len(cast("list[Json]", single["nextSteps"])) == 1


async def test_an_agent_without_a_published_version_says_so(tools: Tools) -> None:
    made = await tools.sandbox.post(
        "/agents/v2/workflows",
        json={"name": "Blank", "organizationId": ORGANIZATION_ID},
        headers={"X-Api-Key": DEMO_API_KEY},
    )
    result = await tools("workflowsList", agentId=made.json()["id"])
    assert result.structured is not None
    assert result.text.startswith("page 1 of 1, 1 version in all; none is published\n")
    assert "publishedWorkflowId" not in result.structured
    assert "gives version 1" in result.text


async def test_versions_are_paged_and_the_published_one_is_named_on_every_page(
    tools: Tools,
) -> None:
    first = await tools.data("workflowsList", agentId=AGENT, pageSize=1)
    assert [each["workflowId"] for each in items(first["workflows"])] == [NEWEST]
    assert first["summary"] == (
        f"page 1 of 3, 3 versions in all, next: page=2; published is version 2, {LIVE}"
    )
    last = await tools.data("workflowsList", agentId=AGENT, pageSize=1, page=3)
    assert [each["workflowId"] for each in items(last["workflows"])] == [FIRST]
    assert last["publishedWorkflowId"] == LIVE
    assert "nextPage" not in last


async def test_an_unknown_agent_says_where_ids_come_from(tools: Tools) -> None:
    text = await tools.refused("workflowsList", agentId=NO_ID)
    assert "agentId comes from agentList" in text


async def test_a_version_is_given_whole_with_what_it_is_in_the_first_line(tools: Tools) -> None:
    result = await tools("workflowGet", agentId=AGENT, workflowId=LIVE)
    assert result.structured is not None
    line = (
        f"Agent {AGENT}, version 2, published: 5 nodes, 4 transitions, "
        'outcomes: "quoted", "declined"'
    )
    assert result.text.startswith(f"{line}\n")
    assert result.structured["summary"] == line
    graph = inner(result.structured["graph"])
    assert len(items(graph["nodes"])) == 5
    written = next(line for line in result.text.splitlines() if line.startswith("graph: "))
    assert json.loads(written.removeprefix("graph: ")) == graph
    assert result.structured["parentId"] == FIRST
    files = items(result.structured["files"])
    assert [each["filePath"] for each in files] == ["form-guide.md", "price-list.csv"]
    assert set(files[0]) == {"fileId", "filePath", "fileSize", "contentType"}
    assert "allNodes" not in result.structured


async def test_reading_a_published_version_points_to_the_next_one(tools: Tools) -> None:
    steps = cast("list[str]", (await version(tools, LIVE))["nextSteps"])
    assert steps[0].startswith(f'workflowCreate agentId="{AGENT}" parentId="{LIVE}" with')
    inputs = 'inputs={"applicant_name": "...", "postcode": "..."}'
    assert steps[1] == (
        f'workflowExecute agentId="{AGENT}" workflowId="{LIVE}" {inputs} runs this version'
    )
    assert not any(step.startswith("workflowPublish") for step in steps)


async def test_reading_a_draft_points_to_publishing_it(tools: Tools) -> None:
    data = await version(tools, NEWEST)
    assert "version 3, not published" in str(data["summary"])
    steps = cast("list[str]", data["nextSteps"])
    assert steps[-1].startswith(f'workflowPublish agentId="{AGENT}" workflowId="{NEWEST}"')


async def test_some_nodes_come_with_their_transitions_and_the_names_of_all(tools: Tools) -> None:
    graph = inner((await version(tools, LIVE))["graph"])
    fill, read = items(graph["nodes"])[2:4]
    result = await tools(
        "workflowGet", agentId=AGENT, workflowId=LIVE, nodeIds=["Fill form", "no-such-node"]
    )
    assert result.structured is not None
    part = inner(result.structured["graph"])
    assert items(part["nodes"]) == [fill]
    assert [(each["from"], each["to"]) for each in items(part["transitions"])] == [
        (items(graph["nodes"])[1]["id"], fill["id"]),
        (fill["id"], read["id"]),
    ]
    first_line = result.text.splitlines()[0]
    assert '. 1 of 5 nodes shown, not found: "no-such-node" (unknown)' in first_line
    assert "rules" not in result.structured
    ids = f'agentId="{AGENT}" workflowId="{LIVE}"'
    assert result.structured["nextSteps"] == [
        f"workflowGet {ids} gives all of it, which is what workflowCreate needs"
    ]
    assert {"id": read["id"], "name": "Read quote", "type": "iris"} in items(
        result.structured["allNodes"]
    )
    assert f"- id: {read['id']} | name: Read quote | type: iris" in result.text
    assert "workflowCreate agentId" not in result.text


async def _large_version(tools: Tools) -> JsonObject:
    """A version of 302 nodes in a row, as what workflowGet takes."""
    draft = await document(tools)
    graph = inner(draft["graph"])
    start, first, task, *_, end = items(graph["nodes"])
    tasks = [{**task, "id": f"task-{number}", "name": f"Task {number}"} for number in range(299)]
    nodes = [start, first, *tasks, end]
    template = items(graph["transitions"])[-1]
    ways: list[Json] = [
        {**template, "id": f"way-{place}", "from": origin["id"], "to": target["id"]}
        for place, (origin, target) in enumerate(pairwise(nodes))
    ]
    draft["graph"] = {"nodes": cast("Json", nodes), "transitions": ways, "sticky_notes": []}
    made = await tools.data("workflowCreate", **draft)
    return {"agentId": AGENT, "workflowId": made["workflowId"]}


def _node_ids(step: str) -> list[str]:
    """The nodeIds of a next step, as written there."""
    return cast("list[str]", json.loads(step.partition("nodeIds=")[2].partition(" gives")[0]))


async def test_a_large_graph_is_read_to_its_end_by_the_next_steps_alone(tools: Tools) -> None:
    ids = await _large_version(tools)
    answer = await tools("workflowGet", **ids)
    assert answer.structured is not None
    assert len(items(answer.structured["allNodes"])) == 302
    assert answer.structured["inputs"]
    seen, last = list[Json](), inner(answer.structured["graph"])
    while "nodeIds=" in (step := str(cast("list[str]", answer.structured["nextSteps"])[0])):
        assert step.startswith(f'workflowGet agentId="{AGENT}" workflowId="{ids["workflowId"]}" ')
        part = inner(answer.structured["graph"])
        shown = [each["id"] for each in items(part["nodes"])]
        assert f"{len(shown)} of 302 nodes shown" in answer.text.splitlines()[0]
        for each in items(part["transitions"]):
            assert {each["from"], each["to"]} & set(shown)
        assert "omitted" not in answer.structured
        assert "workflowCreate" not in str(answer.structured["nextSteps"])
        seen += shown
        answer = await tools("workflowGet", **ids, nodeIds=cast("Json", _node_ids(step)))
        assert answer.structured is not None
        last = inner(answer.structured["graph"])
    seen += [each["id"] for each in items(last["nodes"])]
    assert len(seen) == len(set(map(str, seen))) == 302
    assert step.startswith("workflowExecute ")


async def test_a_node_that_a_large_graph_does_not_have_leads_to_the_names(tools: Tools) -> None:
    ids = await _large_version(tools)
    data = await tools.data("workflowGet", **ids, nodeIds=["Task 999"])
    assert 'not found: "Task 999" (unknown)' in str(data["summary"])
    assert data["nextSteps"] == [
        f'workflowGet agentId="{AGENT}" workflowId="{ids["workflowId"]}" names every node'
    ]


async def test_what_was_cut_is_not_taken_for_a_graph(tools: Tools) -> None:
    draft = await document(tools)
    task = items(inner(draft["graph"])["nodes"])[2]
    inner(task["properties"])["instructions"] = "Look. " * 20_000
    made = await tools.data("workflowCreate", **draft)
    ids = {"agentId": AGENT, "workflowId": made["workflowId"]}
    cut = await tools("workflowGet", **ids, nodeIds=[task["id"]])
    assert cut.structured is not None
    notes = str(cut.structured["omitted"])
    assert "only with a larger ASTEROID_RESULT_CHARACTERS" in notes
    text = await tools.refused("workflowCreate", **draft | {"graph": cut.structured["graph"]})
    assert "cut or hid in an earlier answer" in text


async def test_what_was_read_can_be_edited_and_made_a_new_version(tools: Tools) -> None:
    draft = await document(tools, NEWEST)
    task = items(inner(draft["graph"])["nodes"])[3]
    inner(task["properties"])["instructions"] = "Read the premium twice."
    data = await tools.data("workflowCreate", **draft)
    workflow_id = str(data["workflowId"])
    assert data["summary"] == f"Version {workflow_id} is created and not published yet"
    ids = f'agentId="{AGENT}" workflowId="{workflow_id}"'
    inputs = 'inputs={"applicant_name": "...", "postcode": "..."}'
    assert data["nextSteps"] == [
        f"workflowExecute {ids} {inputs} tests it",
        f"workflowPublish {ids} makes it the version that new runs use",
    ]
    made = await version(tools, workflow_id)
    assert made["version"] == 4
    assert made["parentId"] == NEWEST
    assert made["isPublished"] is False
    changed = items(inner(made["graph"])["nodes"])[3]
    assert inner(changed["properties"])["instructions"] == "Read the premium twice."
    for name in ("rules", "settings", "inputs", "environmentTemplate"):
        assert made[name] == draft[name]


async def test_a_graph_may_come_as_a_json_string_and_without_sticky_notes(tools: Tools) -> None:
    draft = await document(tools)
    graph = inner(draft["graph"])
    del graph["sticky_notes"]
    data = await tools.data("workflowCreate", **draft | {"graph": json.dumps(graph)})
    made = await version(tools, str(data["workflowId"]))
    assert made["graph"] == graph | {"sticky_notes": []}


async def test_certain_faults_are_all_named_before_anything_is_sent(tools: Tools) -> None:
    text = await tools.refused(
        "workflowCreate",
        agentId=AGENT,
        rules="",
        graph={
            "nodes": [{"id": "a", "name": "A", "type": "url", "properties": {"type": "url"}}],
            "transitions": [{"id": "t", "from": "a", "to": "b", "type": "iris"}],
        },
        settings={"viewport_width": 1280},
        inputs=[{"name": "policy number", "schema": {}}],
    )
    assert "5 problems with the arguments of workflowCreate; nothing was done" in text
    assert "graph.nodes: needs a node of type output" in text
    assert 'graph.transitions[0].to: no node has the id "b"' in text
    assert "settings.viewport_height: must be a whole number" in text
    assert "settings.max_timeout_mins: must be a whole number" in text
    assert "inputs[0].name: may only hold" in text
    assert await tools.requests() == []


async def test_a_graph_has_no_other_parts(tools: Tools) -> None:
    text = await tools.refused(
        "workflowCreate", agentId=AGENT, rules="", graph={"nodes": [], "edges": []}, settings={}
    )
    assert "graph.edges: is not known" in text
    assert "graph.transitions: is required" in text


async def test_what_only_asteroid_can_judge_is_told_with_its_words(tools: Tools) -> None:
    draft = await document(tools)
    items(inner(draft["graph"])["nodes"])[1]["name"] = "Open_form"
    text = await tools.refused("workflowCreate", **draft)
    assert "Asteroid refused workflowCreate" in text
    assert "Open_form" in text
    assert (await tools.data("workflowsList", agentId=AGENT))["total"] == 3


async def test_a_parent_of_another_agent_is_refused(tools: Tools) -> None:
    draft = await document(tools)
    text = await tools.refused("workflowCreate", **draft | {"parentId": PRICE_WATCH.version_id(1)})
    assert "parentId" in text


async def test_a_create_whose_answer_was_lost_says_how_to_find_out(tools: Tools) -> None:
    draft = await document(tools)
    for path in ("/agents/v2/workflows/*/versions", "/agents/v2/agents/*/workflows"):
        await tools.fault("POST", path, "malformed")
    text = await tools.refused("workflowCreate", **draft)
    assert "do not simply repeat it: first look with workflowsList" in text
    assert (await tools.data("workflowsList", agentId=AGENT))["total"] == 4


@current_only
async def test_a_version_can_be_checked_without_being_made(tools: Tools) -> None:
    draft = await document(tools)
    sound = await tools.data("workflowCreate", **draft, validateOnly=True)
    assert sound["summary"] == "Valid (errors: 0, warnings: 0); nothing was created"
    assert sound["issues"] == []
    assert "workflowId" not in sound
    assert sound["nextSteps"] == [
        "workflowCreate with the same arguments but validateOnly creates it"
    ]
    items(inner(draft["graph"])["nodes"])[1]["name"] = "Open_form"
    faulty = await tools("workflowCreate", **draft, validateOnly=True)
    assert faulty.structured is not None
    assert faulty.structured["summary"] == "Not valid (errors: 1, warnings: 0); nothing was created"
    [issue] = items(faulty.structured["issues"])
    assert issue["severity"] == "error"
    assert "Open_form" in str(issue["path"])
    assert "severity: error" in faulty.text
    assert faulty.structured["nextSteps"] == [
        "workflowCreate with validateOnly=true again, once the errors are corrected"
    ]
    assert (await tools.data("workflowsList", agentId=AGENT))["total"] == 3


@legacy_only
async def test_the_legacy_api_cannot_only_check_and_says_so(tools: Tools) -> None:
    draft = await document(tools)
    asked = await tools.requests()
    text = await tools.refused("workflowCreate", **draft, validateOnly=True)
    assert text.startswith("validateOnly is not offered by the API generation")
    assert "leave it out; Asteroid checks the version when it is created" in text
    assert "workflowCreate" not in text
    assert await tools.requests() == asked


async def test_publishing_warns_of_what_can_break_callers(tools: Tools) -> None:
    result = await tools("workflowPublish", agentId=AGENT, workflowId=FIRST)
    assert result.structured is not None
    assert result.structured["version"] == 1
    assert result.text.startswith("Version 1 is published. Callers can break: Output ")
    assert '"reference" was removed' in str(result.structured["summary"])
    [change] = items(result.structured["schemaChanges"])
    assert (change["target"], change["kind"], change["name"]) == ("output", "changed", "Quote")
    look, run = cast("list[str]", result.structured["nextSteps"])[:2]
    assert look == f'workflowGet agentId="{AGENT}" workflowId="{FIRST}" lists its inputs'
    assert run == f'agentExecutePost agentId="{AGENT}" runs it, with those inputs'
    assert (await tools.data("workflowsList", agentId=AGENT))["publishedWorkflowId"] == FIRST


async def test_no_known_change_is_no_proof_that_callers_still_work(tools: Tools) -> None:
    data = await tools.data("workflowPublish", agentId=AGENT, workflowId=NEWEST)
    assert "does not prove that callers still work" in str(data["summary"])
    assert data["schemaChanges"] == []


async def test_publishing_the_published_version_changes_nothing(tools: Tools) -> None:
    data = await tools.data("workflowPublish", agentId=AGENT, workflowId=LIVE)
    assert data["version"] == 2
    assert (await tools.data("workflowsList", agentId=AGENT))["publishedWorkflowId"] == LIVE
