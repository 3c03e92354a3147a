"""Starting executions."""

import pytest
from tests.sandbox.client import NOWHERE, Client, FakeClock
from tests.sandbox.runs import RUN_IDS, build, execute, look, payloads, start
from tests.sandbox.versions import a_version

from asteroid_sandbox.engine.json_values import Json
from asteroid_sandbox.seed import MEMBER_ID, ORGANIZATION_ID
from asteroid_sandbox.seed.agents import NIGHT_AUDIT, PRICE_WATCH, QUOTE_FORM
from asteroid_sandbox.seed.people import (
    BACKUP_PROFILE_ID,
    NIGHT_PROFILE_ID,
    PORTAL_PROFILE_ID,
    PROFILE_GROUP_ID,
    SHOP_PROFILE_ID,
)

FORM_INPUTS: dict[str, Json] = {"applicant_name": "A", "postcode": "1"}


def test_an_execution_starts_and_comes_to_its_end(member: Client, clock: FakeClock) -> None:
    agent = build(member, "Greet {{.who}}.")
    started = execute(member, agent, metadata={"ticket": "T-1"})
    run = started.json()["executionId"]
    seen = [look(member, run)["status"]]
    for _ in range(20):
        clock.advance(seconds=1)
        seen.append(look(member, run)["status"])

    assert started.status_code == 202
    assert started.json()["status"] == "starting"
    assert list(dict.fromkeys(seen)) == ["starting", "running", "completed"]
    ended = look(member, run)
    assert ended["executionResult"]["outcome"] == "greeted"
    assert ended["executionResult"]["executionId"] == run
    assert ended["metadata"] == {"ticket": "T-1"}
    assert ended["inputs"] == {"who": "you"}
    assert ended["duration"] > 0
    assert (ended["organizationId"], ended["workflowName"]) == (ORGANIZATION_ID, "Under test")
    assert "liveViewUrl" not in ended
    assert ended["recordingUrl"]


def test_inputs_are_put_into_the_instructions(member: Client, clock: FakeClock) -> None:
    run = start(member, build(member, "Greet {{.who}}."))
    clock.advance(minutes=1)

    assert any("Greet you." in str(payload) for payload in payloads(member, run))


def test_a_node_can_be_told_to_fail(member: Client, clock: FakeClock) -> None:
    run = start(member, build(member, "Greet. [[fail: The door is shut]]"))
    clock.advance(minutes=1)

    assert look(member, run)["status"] == "failed"
    assert {"status": "failed", "reason": "The door is shut"} in [
        {"status": payload["status"], **payload.get("failedPayload", {})}
        for payload in payloads(member, run)
        if payload["activityType"] == "status_changed"
    ]


def test_the_published_version_runs_unless_another_is_named(member: Client) -> None:
    path = f"/workflows/{QUOTE_FORM.id}"
    published = start(member, QUOTE_FORM.id, inputs=FORM_INPUTS)
    first = start(member, QUOTE_FORM.id, inputs=FORM_INPUTS, version=1)
    head = start(member, QUOTE_FORM.id, inputs=FORM_INPUTS, head=True)
    exact = member.post(
        f"{path}/versions/{QUOTE_FORM.version_id(3)}/execute", {"inputs": FORM_INPUTS}
    )

    ran = [look(member, run)["workflowVersion"] for run in (published, first, head)]
    assert ran == [2, 1, 3]
    assert exact.status_code == 202
    assert list(exact.json()) == ["executionId"]
    assert look(member, exact.json()["executionId"])["workflowVersion"] == 3


def test_an_unknown_version_number_is_not_found(member: Client) -> None:
    assert execute(member, QUOTE_FORM.id, inputs=FORM_INPUTS, version=9).status_code == 404


def test_an_agent_without_a_published_version_does_not_run_by_itself(member: Client) -> None:
    body = {"name": "Draft", "version": a_version()}
    agent = member.post("/workflows", body).json()["id"]

    refused = execute(member, agent)

    assert refused.status_code == 400
    assert "no published version" in refused.json()["message"]
    assert execute(member, agent, head=True).status_code == 202


def test_an_unsound_version_does_not_run(member: Client) -> None:
    agent = member.post("/workflows", {"name": "Blank"}).json()["id"]

    refused = execute(member, agent, head=True)
    assert refused.status_code == 400
    assert refused.json()["message"].startswith("Version 1 can be published and run when")
    assert "errors" not in refused.json()


def test_required_inputs_must_be_given_unless_they_have_a_default(member: Client) -> None:
    refused = execute(member, QUOTE_FORM.id, inputs={"postcode": None, "other": "x"})

    assert refused.status_code == 400
    assert [error["parameter"] for error in refused.json()["errors"]] == [
        "inputs.applicant_name",
        "inputs.postcode",
    ]
    assert refused.json()["message"] == (
        "Invalid request parameters: inputs.applicant_name, inputs.postcode."
    )
    assert refused.json()["detail"] == refused.json()["message"]


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({"profileId": PORTAL_PROFILE_ID, "profileGroupId": PROFILE_GROUP_ID}, "profileId"),
        ({"agentProfileId": NOWHERE, "agentProfilePoolId": NOWHERE}, "agentProfileId"),
        ({"version": 1, "head": True}, "version"),
        ({"version": 0}, "version"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"dynamicData": {}}, "inputs"),
        ({"inputVariables": {}}, "inputs"),
        ({"metadata": {"n": 1}}, "metadata"),
        ({"metadata": []}, "metadata"),
        ({"head": "yes"}, "head"),
        ({"onCapacityLimit": "wait"}, "onCapacityLimit"),
        ({"onCapacityLimit": "queue", "tempFiles": [{"id": "x", "name": "x"}]}, "tempFiles"),
        ({"tempFiles": ["x"]}, "tempFiles"),
        ({"executionOptions": {"softTimeoutMins": 0}}, "executionOptions.softTimeoutMins"),
        ({"executionOptions": {"softTimeoutMins": 60}}, "executionOptions.softTimeoutMins"),
    ],
)
def test_a_body_that_makes_no_sense_is_refused(
    member: Client, body: dict[str, Json], parameter: str
) -> None:
    before = member.get("/executions").json()["total"]

    refused = execute(member, QUOTE_FORM.id, **{"inputs": FORM_INPUTS, **body})

    assert refused.status_code == 400
    assert [error["parameter"] for error in refused.json()["errors"]] == [parameter]
    assert member.get("/executions").json()["total"] == before


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"inputs": NaN}', b'{"inputs": "\\ud800"}'])
def test_a_body_that_is_no_json_object_is_refused(member: Client, content: bytes) -> None:
    path = f"/workflows/{QUOTE_FORM.id}/execute"

    assert member.request("POST", path, content=content).status_code == 400


@pytest.mark.parametrize("name", ["inputs", "dynamicData", "inputVariables"])
def test_the_older_names_of_inputs_are_taken(member: Client, name: str) -> None:
    run = member.post(f"/agents/{QUOTE_FORM.id}/execute", {name: FORM_INPUTS}).json()

    assert look(member, run["executionId"])["inputs"] == FORM_INPUTS


def test_options_are_kept(member: Client) -> None:
    options = {"softTimeoutMins": 5, "variantKey": "north"}
    run = start(member, QUOTE_FORM.id, inputs=FORM_INPUTS, executionOptions=options)

    assert look(member, run)["executionOptions"] == options


def test_who_started_an_execution_is_told(member: Client, organization_key: Client) -> None:
    by_member = look(member, start(member, QUOTE_FORM.id, inputs=FORM_INPUTS))["triggerContext"]
    by_key = look(member, start(organization_key, QUOTE_FORM.id, inputs=FORM_INPUTS))[
        "triggerContext"
    ]

    assert by_member["source"] == by_key["source"] == "api"
    assert by_member["runner"] == {"userId": MEMBER_ID, "email": "member@sandbox.example"}
    assert by_member["actor"] == {"kind": "person", "id": MEMBER_ID}
    assert by_key["actor"]["kind"] == "api_key"
    assert by_key["apiKey"]["name"] == "organization's key"


def test_a_profile_is_named_by_either_name(member: Client) -> None:
    for field in ("profileId", "agentProfileId"):
        run = start(member, QUOTE_FORM.id, inputs=FORM_INPUTS, **{field: SHOP_PROFILE_ID})
        assert look(member, run)["profileName"] == "Shop Visitor"


@pytest.mark.parametrize(
    "body",
    [{"profileId": NOWHERE}, {"profileId": NIGHT_PROFILE_ID}, {"profileGroupId": NOWHERE}],
)
def test_an_unknown_or_foreign_profile_is_not_found(owner: Client, body: dict[str, Json]) -> None:
    assert execute(owner, QUOTE_FORM.id, inputs=FORM_INPUTS, **body).status_code == 404


def test_a_group_gives_whichever_profile_is_free(member: Client, clock: FakeClock) -> None:
    agent = build(member, "[[take: 10m]]")
    first, second = (start(member, agent, profileGroupId=PROFILE_GROUP_ID) for _ in range(2))
    third = execute(member, agent, profileGroupId=PROFILE_GROUP_ID)

    used = [look(member, run)["profileId"] for run in (first, second)]
    assert set(used) == {PORTAL_PROFILE_ID, BACKUP_PROFILE_ID}
    assert used[0] == BACKUP_PROFILE_ID
    assert third.status_code == 429
    assert third.json()["used"] == third.json()["limit"] == 2
    clock.advance(minutes=11)
    assert execute(member, agent, profileGroupId=PROFILE_GROUP_ID).status_code == 202


def test_a_rerun_repeats_version_inputs_profile_and_metadata(
    member: Client, clock: FakeClock
) -> None:
    original = look(member, RUN_IDS["quote-basic"])

    again = member.post(f"/executions/{original['id']}/rerun")

    rerun = look(member, again.json()["executionId"])
    assert again.status_code == 202
    for name in ("workflowVersionId", "inputs", "profileId", "metadata"):
        assert rerun[name] == original[name]
    assert rerun["parentExecutionId"] == original["id"]
    assert not original["hasBeenRerun"]
    assert look(member, original["id"])["hasBeenRerun"]
    clock.advance(minutes=2)
    assert look(member, rerun["id"])["status"] == "completed"


def test_a_rerun_can_replace_inputs_and_profile(member: Client) -> None:
    body = {"inputs": FORM_INPUTS, "profileId": SHOP_PROFILE_ID}
    run = member.post(f"/executions/{RUN_IDS['quote-basic']}/rerun", body).json()["executionId"]

    assert look(member, run)["inputs"] == FORM_INPUTS
    assert look(member, run)["profileId"] == SHOP_PROFILE_ID


def test_a_parent_must_be_an_execution_of_the_same_agent(member: Client) -> None:
    path = f"/workflows/{QUOTE_FORM.id}/versions/{QUOTE_FORM.version_id(2)}/execute"
    own = {"inputs": FORM_INPUTS, "parentExecutionId": RUN_IDS["quote-full"]}
    foreign = {"inputs": FORM_INPUTS, "parentExecutionId": RUN_IDS["invoice"]}

    assert member.post(path, own).status_code == 202
    assert member.post(path, foreign).status_code == 400


def test_an_agent_of_another_organization_is_not_found(member: Client) -> None:
    assert execute(member, NIGHT_AUDIT.id).status_code == 404
    assert execute(member, PRICE_WATCH.id, inputs={"product": "x"}).status_code == 202
