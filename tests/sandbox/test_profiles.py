"""Profiles on both generations' routes."""

from pathlib import Path

import httpx
import pytest
from tests.sandbox.client import NOWHERE, Client, FakeClock

from asteroid_sandbox.engine.json_values import Json
from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, ORGANIZATION_ID
from asteroid_sandbox.seed.agents import STOCK_MONITOR
from asteroid_sandbox.seed.people import PORTAL_PROFILE_ID, SHOP_PROFILE_ID
from asteroid_sandbox.seed.runs import DEMO_RUNS

COOKIE: dict[str, Json] = {
    "name": "Session",
    "key": "sid",
    "value": "1",
    "domain": "site.example",
    "secure": True,
    "httpOnly": True,
    "sameSite": "Lax",
}
PROXY: dict[str, Json] = {"server": "http://proxy:1", "username": "me", "password": "hidden-one"}


def make(client: Client, route: str = "/profiles", **fields: Json) -> httpx.Response:
    return client.post(route, {"name": "New", "description": "", **fields})


def names(client: Client, route: str = "/profiles", **query: str | list[str]) -> list[str]:
    return [profile["name"] for profile in client.get(route, query).json()["items"]]


def test_a_profile_is_made_with_its_inbox_and_defaults(member: Client) -> None:
    answer = make(member, description="About")
    profile = answer.json()

    assert answer.status_code == 201
    assert profile["organizationId"] == ORGANIZATION_ID
    assert profile["inboxEmail"] == f"{profile['id'][:8]}@agentmail.asteroid.ai"
    assert (profile["tracingEnabled"], profile["stickyIP"]) == (True, False)
    assert profile["vaultItems"] == profile["credentials"] == profile["cookies"] == []
    assert "proxyMode" not in profile


def test_an_inbox_can_have_a_prefix_of_its_own(member: Client) -> None:
    profile = make(member, inboxEmailPrefix="invoices").json()

    assert profile["inboxEmail"] == "invoices@agentmail.asteroid.ai"


def test_who_has_several_organizations_must_name_one(owner: Client) -> None:
    assert make(owner).status_code == 400
    assert make(owner, organizationId=ANNEX_ORGANIZATION_ID).status_code == 201
    assert make(owner, organizationId=NOWHERE).status_code == 404


def test_names_are_unique_within_an_organization(owner: Client) -> None:
    assert make(owner, name="PORTAL LOGIN", organizationId=ORGANIZATION_ID).status_code == 409
    assert make(owner, name="Portal Login", organizationId=ANNEX_ORGANIZATION_ID).status_code == 201
    taken = owner.patch(f"/profiles/{SHOP_PROFILE_ID}", {"name": "Portal Login"})
    same = owner.patch(f"/profiles/{SHOP_PROFILE_ID}", {"name": "SHOP VISITOR"})
    assert (taken.status_code, same.status_code) == (409, 200)


def test_secret_values_are_neither_answered_nor_kept(member: Client, tmp_path: Path) -> None:
    secret = "not-to-be-seen-anywhere"
    made = make(
        member,
        "/agent-profiles",
        credentials=[{"name": "login", "data": secret}],
        proxyMode="custom",
        customProxy={**PROXY, "password": secret},
    )

    read = member.get(f"/agent-profiles/{made.json()['id']}")
    assert read.json()["credentials"][0]["name"] == "LOGIN"
    assert read.json()["customProxy"] == {"server": "http://proxy:1", "username": "me"}
    assert secret not in made.text + read.text
    assert not any(secret.encode() in file.read_bytes() for file in tmp_path.glob("sandbox.db*"))


def test_the_older_settings_are_kept_and_shown_on_the_older_routes(member: Client) -> None:
    made = make(
        member,
        "/agent-profiles",
        proxyMode="managed",
        proxyType="basic",
        proxyCC="fr",
        captchaSolverActive=True,
        operatingSystem="windows",
        extensionIds=["x"],
        popupBlockerActive=True,
    ).json()
    changed = member.patch(f"/agent-profiles/{made['id']}", {"extraStealth": True}).json()

    assert changed["proxyMode"] == "managed"
    assert changed["captchaSolverActive"]
    assert changed["popupBlockerActive"]
    assert changed["extraStealth"]
    assert changed["forcePopupsAsTabsActive"]
    assert not changed["mediaBlockerActive"]
    assert (changed["proxyCC"], changed["operatingSystem"]) == ("fr", "windows")
    assert changed["extensionIds"] == ["x"]
    assert "proxyMode" not in member.get(f"/profiles/{made['id']}").json()


def test_the_newer_routes_do_not_know_the_older_settings(member: Client) -> None:
    made = make(member, proxyMode="managed", proxyType="basic").json()

    assert member.get(f"/agent-profiles/{made['id']}").json()["proxyMode"] == "none"


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"name": 7}, "name"),
        ({"description": "x" * 1001}, "description"),
        ({"description": None}, "description"),
        ({"stickyIP": "yes"}, "stickyIP"),
        ({"fingerprintId": None}, "fingerprintId"),
        ({"secretIds": [NOWHERE]}, "secretIds"),
        ({"credentials": [{"name": "x"}]}, "credentials"),
        ({"credentials": "x"}, "credentials"),
        ({"cookies": [{**COOKIE, "sameSite": "Never"}]}, "cookies"),
        ({"cookies": [{**COOKIE, "secure": "yes"}]}, "cookies"),
        ({"cookies": [{**COOKIE, "domain": ""}]}, "cookies"),
        ({"proxyMode": "tor"}, "proxyMode"),
        ({"proxyMode": "managed"}, "proxyType"),
        ({"proxyMode": "custom"}, "customProxy"),
        ({"proxyMode": "gateway"}, "proxyGatewayPresetId"),
        ({"proxyMode": "custom", "customProxy": {"server": "s"}}, "customProxy"),
        ({"captchaSolverActive": True}, "captchaSolverActive"),
        ({"extensionIds": [1]}, "extensionIds"),
    ],
)
def test_a_body_that_makes_no_sense_is_refused(
    member: Client, fields: dict[str, Json], parameter: str
) -> None:
    refused = make(member, "/agent-profiles", **fields)

    assert refused.status_code == 400
    assert [error["parameter"] for error in refused.json()["errors"]] == [parameter]
    assert names(member, searchName="New") == []


def test_a_change_leaves_the_rest_as_it_is(member: Client, clock: FakeClock) -> None:
    path = f"/profiles/{PORTAL_PROFILE_ID}"
    before = member.get(path).json()
    clock.advance(minutes=1)

    after = member.patch(path, {"description": ""}).json()

    assert after == before | {"description": "", "updatedAt": "2026-05-04T12:01:00.000Z"}


def test_credentials_and_cookies_are_added_changed_and_removed(member: Client) -> None:
    path = f"/profiles/{PORTAL_PROFILE_ID}"
    before = member.get(path).json()

    after = member.patch(
        path,
        {
            "credentialsToAdd": [{"name": "pin", "data": "1"}],
            "credentialsToUpdate": [{"name": "portal_user", "data": "2"}],
            "credentialsToDelete": [before["credentials"][1]["id"]],
            "cookiesToAdd": [COOKIE],
            "cookiesToDelete": [before["cookies"][0]["id"]],
        },
    ).json()

    assert [known["name"] for known in after["credentials"]] == ["PORTAL_USER", "PIN"]
    assert [cookie["key"] for cookie in after["cookies"]] == ["sid"]


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"credentialsToUpdate": [{"name": "nobody", "data": "x"}]}, "credentialsToUpdate"),
        ({"cookiesToDelete": [NOWHERE]}, "cookiesToDelete"),
        ({"credentialsToDelete": [NOWHERE]}, "credentialsToDelete"),
        ({"secretIds": [], "secretIdsToAdd": []}, "secretIds"),
        ({"secretIds": [], "secretIdsToRemove": []}, "secretIds"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    member: Client, fields: dict[str, Json], parameter: str
) -> None:
    refused = member.patch(f"/profiles/{PORTAL_PROFILE_ID}", fields)

    assert [error["parameter"] for error in refused.json()["errors"]] == [parameter]


@pytest.mark.parametrize("route", ["/profiles", "/agent-profiles"])
def test_what_a_profile_does_not_have_cannot_be_removed_and_nothing_else_is(
    member: Client, route: str
) -> None:
    path = f"{route}/{PORTAL_PROFILE_ID}"
    before = member.get(path).json()
    known, unknown = before["cookies"][0]["id"], [NOWHERE, "other"]

    refused = member.patch(path, {"cookiesToDelete": [known, *unknown]})

    assert refused.json()["errors"] == [
        {
            "parameter": "cookiesToDelete",
            "detail": f"names what the profile does not have: {NOWHERE}, other",
        }
    ]
    assert member.get(path).json() == before


def test_a_profile_keeps_its_ip_while_an_execution_uses_it(
    member: Client, clock: FakeClock
) -> None:
    path = f"/profiles/{SHOP_PROFILE_ID}"
    inputs = {"article": "x"}
    run = member.post(
        f"/workflows/{STOCK_MONITOR.id}/execute", {"profileId": SHOP_PROFILE_ID, "inputs": inputs}
    ).json()["executionId"]

    refused = member.patch(path, {"stickyIP": True})
    assert refused.status_code == 400
    assert refused.json()["message"] == (
        "stickyIP cannot be changed while an execution uses the profile: wait for its end, or "
        "cancel it."
    )
    assert member.patch(path, {"stickyIP": False}).status_code == 200
    member.post(f"/executions/{run}/cancel")
    clock.advance(seconds=1)
    assert member.patch(path, {"stickyIP": True}).json()["stickyIP"]


def test_a_deleted_profile_is_gone_but_named_by_its_executions(member: Client) -> None:
    assert member.delete(f"/profiles/{PORTAL_PROFILE_ID}").status_code == 204
    assert member.get(f"/profiles/{PORTAL_PROFILE_ID}").status_code == 404
    run = member.get(f"/executions/{DEMO_RUNS[1].id}").json()
    assert run["profileName"] == run["agentProfileName"] == "Portal Login"


def test_clearing_the_cache_says_so(member: Client) -> None:
    path = f"/profiles/{PORTAL_PROFILE_ID}/clear-browser-cache"

    assert member.delete(path).json() == {
        "message": 'The browser cache of profile "Portal Login" was cleared.'
    }


def test_profiles_are_searched_sorted_and_paged(member: Client) -> None:
    make(member, name="A last one")

    assert names(member, searchName="portal", sortField="name") == [
        "Portal Backup Login",
        "Portal Login",
    ]
    assert names(member, sortField="name")[0] == "A last one"
    assert names(member, sortField="created_at", sortDirection="desc")[0] == "A last one"
    assert names(member, sortField="updated_at", sortDirection="desc")[0] == "A last one"
    assert names(member, page="2", pageSize="3", sortField="name") == ["Shop Visitor"]


def test_the_older_list_filters_by_settings(member: Client) -> None:
    route = "/agent-profiles"

    assert names(member, route, proxyMode=["managed", "gateway"]) == ["Shop Visitor"]
    assert names(member, route, operatingSystem="windows") == []
    assert names(member, route, feature=["adblockActive", "captchaSolverActive"]) == [
        "Shop Visitor"
    ]
    assert len(names(member, route, feature="forcePopupsAsTabsActive")) == 3
    assert member.get(route, {"feature": "magic"}).status_code == 400
