"""Workflow versions: numbered, immutable once used, one of them published."""

import pytest
from tests.sandbox.client import NOWHERE, Client
from tests.sandbox.versions import a_version, an_unsound_version

from asteroid_sandbox.engine.json_values import Json
from asteroid_sandbox.seed.agents import PRICE_WATCH, QUOTE_FORM

VERSIONS = f"/workflows/{QUOTE_FORM.id}/versions"
DESKTOP: dict[str, Json] = {
    "type": "os",
    "config": {"provider": "daytona", "public": False},
}
FORM_V1, FORM_V2, FORM_V3 = (QUOTE_FORM.version_id(number) for number in (1, 2, 3))


def test_a_version_is_listed_with_what_can_be_done_with_it(member: Client) -> None:
    listed = member.get(VERSIONS).json()

    assert [(v["version"], v["isPublished"], v["isDeletable"]) for v in listed] == [
        (3, False, True),
        (2, True, False),
        (1, False, False),
    ]
    assert [v.get("parentId") for v in listed] == [FORM_V2, FORM_V1, None]


def test_a_snapshot_holds_the_whole_version(member: Client) -> None:
    snapshot = member.get(f"{VERSIONS}/{FORM_V2}").json()

    assert snapshot["workflowId"] == QUOTE_FORM.id
    assert "agentId" not in snapshot
    assert [node["type"] for node in snapshot["graph"]["nodes"]] == [
        "start",
        "url",
        "iris",
        "iris",
        "output",
    ]
    assert snapshot["settings"]["max_timeout_mins"] == 60
    assert snapshot["environmentTemplate"] == {"type": "browser", "config": {"provider": "anchor"}}
    assert {file["filePath"] for file in snapshot["files"]} == {"form-guide.md", "price-list.csv"}
    assert "temperature" not in snapshot["graph"]["nodes"][2]["properties"]


def test_the_older_snapshot_names_the_agent_and_has_its_nodes_required_fields(
    member: Client,
) -> None:
    snapshot = member.get(f"/agents/{QUOTE_FORM.id}/workflows/{FORM_V2}").json()
    task = snapshot["graph"]["nodes"][2]["properties"]

    assert snapshot["agentId"] == QUOTE_FORM.id
    assert "workflowId" not in snapshot
    assert (task["snapshot_compression"], task["temperature"]) == (False, 0)


def test_inputs_include_the_names_that_prompts_use_undeclared(member: Client) -> None:
    body = a_version("Greet {{.who}} in {{.language}}.")
    made = member.post(VERSIONS, body).json()["versionId"]

    inputs = member.get(f"{VERSIONS}/{made}/inputs").json()["inputs"]

    assert [(given["name"], given["required"]) for given in inputs] == [
        ("who", True),
        ("language", False),
    ]
    assert inputs == member.get(f"{VERSIONS}/{made}").json()["inputs"]


def test_output_schemas_come_by_the_output_nodes_name(member: Client) -> None:
    schemas = member.get(f"{VERSIONS}/{FORM_V2}/output-schemas").json()

    assert list(schemas) == ["Quote"]
    assert set(schemas["Quote"]["properties"]) == {"premium", "reference"}


def test_a_new_version_gets_the_next_number_and_derives_from_the_head(member: Client) -> None:
    made = member.post(VERSIONS, a_version())
    snapshot = member.get(f"{VERSIONS}/{made.json()['versionId']}").json()

    assert made.status_code == 201
    assert (snapshot["version"], snapshot["parentId"]) == (4, FORM_V3)
    assert len(snapshot["files"]) == 2


def test_a_new_version_can_derive_from_an_earlier_one_of_the_same_agent(member: Client) -> None:
    made = member.post(VERSIONS, a_version(parentId=FORM_V1)).json()["versionId"]
    foreign = member.post(VERSIONS, a_version(parentId=PRICE_WATCH.version_id(1)))

    assert member.get(f"{VERSIONS}/{made}").json()["parentId"] == FORM_V1
    assert foreign.status_code == 400
    assert foreign.json()["errors"][0]["parameter"] == "parentId"


def test_the_environment_is_that_of_the_head_unless_given(member: Client) -> None:
    member.post(VERSIONS, a_version(environmentTemplate=DESKTOP))
    made = member.post(VERSIONS, a_version()).json()["versionId"]

    assert member.get(f"{VERSIONS}/{made}").json()["environmentTemplate"] == DESKTOP


def test_an_unsound_version_is_refused_with_every_finding(member: Client) -> None:
    before = member.get(VERSIONS).json()
    refused = member.post(VERSIONS, an_unsound_version())
    findings = member.post(f"{VERSIONS}/validate", an_unsound_version()).json()["issues"]

    assert refused.status_code == 400
    errors = [issue["message"] for issue in findings if issue["severity"] == "error"]
    told = " ".join(error["detail"] for error in refused.json()["errors"])
    assert errors
    assert all(error in told for error in errors)
    assert not any(error in refused.json()["message"] for error in errors)
    assert member.get(VERSIONS).json() == before


@pytest.mark.parametrize("missing", ["rules", "graph", "settings"])
def test_a_version_without_a_required_part_is_refused(member: Client, missing: str) -> None:
    body = {key: value for key, value in a_version().items() if key != missing}

    assert member.post(VERSIONS, body).json()["errors"] == [
        {"parameter": missing, "detail": "is required"}
    ]


def test_validating_keeps_nothing(member: Client) -> None:
    before = member.get(VERSIONS).json()

    assert member.post(f"{VERSIONS}/validate", a_version()).json() == {"issues": []}
    assert member.post("/workflows/validate", a_version()).json() == {"issues": []}
    assert member.post("/agents/x/workflows/validate", a_version()).status_code == 404
    assert member.get(VERSIONS).json() == before


def test_publishing_leaves_one_version_published_and_tells_what_changed(member: Client) -> None:
    made = member.post(VERSIONS, a_version()).json()["versionId"]

    answer = member.post(f"{VERSIONS}/{made}/publish").json()

    assert (answer["versionId"], answer["version"]) == (made, 4)
    assert {(c["target"], c["kind"], c["name"]) for c in answer["schemaChanges"]} >= {
        ("input", "removed", "postcode"),
        ("input", "added", "who"),
        ("output", "removed", "Quote"),
    }
    published = [v["version"] for v in member.get(VERSIONS).json() if v["isPublished"]]
    assert published == [4]


def test_the_older_routes_call_the_version_a_workflow(member: Client) -> None:
    base = f"/agents/{QUOTE_FORM.id}/workflows"
    made = member.post(base, a_version()).json()
    published = member.post(f"{base}/{made['workflowId']}/publish").json()

    assert published["workflowId"] == made["workflowId"]
    assert "versionId" not in made | published


def test_publishing_a_version_twice_answers_the_same_and_changes_nothing(member: Client) -> None:
    first = member.post(f"{VERSIONS}/{FORM_V3}/publish")
    before = member.get(VERSIONS).json()

    again = member.post(f"{VERSIONS}/{FORM_V3}/publish")

    assert first.json()["schemaChanges"] == []
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert member.get(VERSIONS).json() == before


def test_publishing_the_published_version_changes_no_schema(member: Client) -> None:
    made = member.post(VERSIONS, a_version()).json()["versionId"]
    first = member.post(f"{VERSIONS}/{made}/publish").json()

    again = member.post(f"{VERSIONS}/{made}/publish").json()

    assert first["schemaChanges"]
    assert again == first | {"schemaChanges": []}


def test_an_earlier_version_can_be_published_again(member: Client) -> None:
    assert member.post(f"{VERSIONS}/{FORM_V1}/publish").json()["version"] == 1


def test_only_an_unused_version_can_be_deleted_and_its_number_is_not_given_again(
    member: Client,
) -> None:
    deleted = [member.delete(f"{VERSIONS}/{v}") for v in (FORM_V1, FORM_V2, FORM_V3)]
    made = member.post(VERSIONS, a_version()).json()["versionId"]

    assert [answer.status_code for answer in deleted] == [400, 400, 204]
    assert deleted[0].json()["message"].startswith("Version 1 was executed: only a version that")
    assert deleted[1].json()["message"].startswith("Version 2 is published: only a version that")
    assert member.get(f"{VERSIONS}/{FORM_V3}").status_code == 404
    assert member.get(f"{VERSIONS}/{made}").json()["version"] == 4


def test_the_only_version_of_an_agent_stays(member: Client) -> None:
    agent = member.post("/workflows", {"name": "Single", "version": a_version()}).json()["id"]
    (only,) = member.get(f"/workflows/{agent}/versions").json()

    refused = member.delete(f"/workflows/{agent}/versions/{only['id']}")
    assert refused.status_code == 400
    assert "make another one first, or delete the workflow" in refused.json()["message"]


def test_an_unknown_version_is_not_found(member: Client) -> None:
    assert member.get(f"{VERSIONS}/{NOWHERE}").json()["message"] == "Workflow version not found."
