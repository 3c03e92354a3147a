"""Who may call, and what they see."""

import pytest
from tests.sandbox.client import NOWHERE, Client, Stage

from asteroid_sandbox.routes import CURRENT, LEGACY, SHARED, ApiRoute
from asteroid_sandbox.seed import (
    ANNEX_ORGANIZATION_ID,
    DEMO_API_KEY,
    MEMBER_ID,
    ORG_API_KEY,
    ORGANIZATION_ID,
    OWNER_ID,
)
from asteroid_sandbox.seed.agents import NIGHT_AUDIT
from asteroid_sandbox.seed.people import NIGHT_PROFILE_ID
from asteroid_sandbox.seed.runs import DEMO_RUNS


@pytest.mark.parametrize("route", [*SHARED, *CURRENT, *LEGACY], ids=str)
def test_no_route_answers_without_a_key(stage: Stage, route: ApiRoute) -> None:
    path = route.path.replace("{", "").replace("}", "")

    answer = stage.nobody.request(route.method, f"/{path}")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "code": 401,
        "message": "No API key was given, or it is not known here.",
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "No API key was given, or it is not known here.",
        "instance": path,
    }


def test_an_unknown_key_is_refused(stage: Stage) -> None:
    assert stage.caller("sandbox-demo-key-of-nobody").get("/context").status_code == 401


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Api-Key", DEMO_API_KEY),
        ("X-Asteroid-Agents-Api-Key", DEMO_API_KEY),
        ("Authorization", f"Bearer {DEMO_API_KEY}"),
    ],
)
def test_a_key_is_taken_from_each_of_three_headers(stage: Stage, header: str, value: str) -> None:
    assert Client(stage.app, {header: value}).get("/context").json()["userId"] == OWNER_ID


def test_the_context_lists_the_persons_organizations(owner: Client) -> None:
    assert owner.get("/context").json() == {
        "userId": OWNER_ID,
        "email": "owner@sandbox.example",
        "organizations": [
            {"id": ORGANIZATION_ID, "name": "Sandbox Demo"},
            {"id": ANNEX_ORGANIZATION_ID, "name": "Sandbox Annex"},
        ],
    }


def test_an_organizations_key_has_no_context_but_is_somebody(organization_key: Client) -> None:
    assert organization_key.get("/context").status_code == 403
    who = organization_key.get("//users/v2/whoami").json()
    assert who["kind"] == "api_key"
    assert who["credential"] == "org_api_key"
    assert who["organizationId"] == ORGANIZATION_ID
    assert "person" not in who


def test_whoami_tells_the_organization_only_when_there_is_just_one(
    owner: Client, member: Client
) -> None:
    both, one = owner.get("//users/v2/whoami").json(), member.get("//users/v2/whoami").json()

    assert "organizationId" not in both
    assert one["organizationId"] == ORGANIZATION_ID
    assert one["person"] == {"id": MEMBER_ID, "email": "member@sandbox.example"}
    assert one["apiKeyId"]


def test_a_bearer_token_is_a_sign_in_rather_than_a_key(stage: Stage) -> None:
    signed_in = Client(stage.app, {"Authorization": f"Bearer {DEMO_API_KEY}"})

    who = signed_in.get("//users/v2/whoami").json()

    assert who["credential"] == "jwt"
    assert "apiKeyId" not in who


def test_the_organization_may_be_left_out_by_who_has_just_one(
    member: Client, organization_key: Client
) -> None:
    assert member.get("/workflows").json()["total"] == 6
    assert organization_key.get("/executions").json()["total"] == 14


def test_who_has_several_organizations_must_name_one(owner: Client) -> None:
    refused = owner.get("/executions")

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == "organizationId"


@pytest.mark.parametrize("path", ["/executions", "/profiles"])
def test_another_organization_is_forbidden_and_an_unknown_one_not_found(
    member: Client, path: str
) -> None:
    foreign = member.get(path, {"organizationId": ANNEX_ORGANIZATION_ID})
    unknown = member.get(path, {"organizationId": NOWHERE})

    assert (foreign.status_code, unknown.status_code) == (403, 404)


def test_the_agent_list_hides_another_organization_in_plain_words(member: Client) -> None:
    for organization in (ANNEX_ORGANIZATION_ID, NOWHERE):
        answer = member.get("/workflows", {"organizationId": organization})
        assert answer.status_code == 404
        assert answer.text == "Organization not found."
        assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "path",
    [
        f"/workflows/{NIGHT_AUDIT.id}/versions",
        f"/agents/{NIGHT_AUDIT.id}/workflows/{NIGHT_AUDIT.version_id(1)}",
        f"/workflows/{NIGHT_AUDIT.id}/head/files",
        f"/agents/{NIGHT_AUDIT.id}/shared-files",
        f"/profiles/{NIGHT_PROFILE_ID}",
        f"/executions/{DEMO_RUNS[-1].id}",
        f"/executions/{DEMO_RUNS[-1].id}/activities",
        f"/executions/{DEMO_RUNS[-1].id}/files",
    ],
)
def test_what_belongs_to_another_organization_is_not_found(
    owner: Client, member: Client, path: str
) -> None:
    assert owner.get(path).status_code == 200
    assert member.get(path).status_code == 404


def test_a_version_is_not_found_under_another_agent(owner: Client, stage: Stage) -> None:
    path = f"/workflows/{NIGHT_AUDIT.id}/versions/{DEMO_RUNS[0].version_id}"

    assert owner.get(path).status_code == 404
    assert stage.caller(ORG_API_KEY).get(path).status_code == 404
