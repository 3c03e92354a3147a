"""Agents, by their newer name workflows."""

import pytest
from tests.sandbox.client import Client
from tests.sandbox.versions import a_version, an_unsound_version

from asteroid_sandbox.seed import ANNEX_ORGANIZATION_ID, ORGANIZATION_ID
from asteroid_sandbox.seed.agents import (
    FINANCE_TAG_ID,
    PORTAL_EXPORT,
    QUOTE_FORM,
    SALES_TAG_ID,
    STOCK_MONITOR,
    TAG_GROUP_ID,
)

BY_NAME = [
    "Expense Approval",
    "Insurance Quote Form",
    "Invoice Download",
    "Portal Export",
    "Price Watch",
    "Stock Monitor",
]


def names(client: Client, **query: str | int | list[str]) -> list[str]:
    return [agent["name"] for agent in client.get("/workflows", query).json()["items"]]


def test_agents_are_sorted_by_name_or_age_either_way(member: Client) -> None:
    oldest_first = names(member, sortField="created_at", sortDirection="asc")

    assert names(member, sortField="name") == BY_NAME
    assert names(member, sortField="name", sortDirection="desc") == BY_NAME[::-1]
    assert oldest_first[0] == "Insurance Quote Form"
    assert names(member, sortField="created_at", sortDirection="desc") == oldest_first[::-1]


def test_pages_split_the_list_without_loss(member: Client) -> None:
    pages = [
        member.get("/workflows", {"page": page, "pageSize": 4, "sortField": "name"}).json()
        for page in (1, 2, 3)
    ]

    assert [len(page["items"]) for page in pages] == [4, 2, 0]
    assert [a["name"] for page in pages for a in page["items"]] == BY_NAME
    assert {(page["pageSize"], page["total"]) for page in pages} == {(4, 6)}


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "--5"},
        {"pageSize": "101"},
        {"pageSize": "many"},
        {"sortField": "size"},
        {"sortDirection": "up"},
        {"tagMatch": "none"},
    ],
)
def test_a_bad_parameter_is_refused_in_plain_words(member: Client, query: dict[str, str]) -> None:
    answer = member.get("/workflows", query)

    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith(f"{next(iter(query))} must be ")


def test_names_are_searched_whatever_their_case(member: Client) -> None:
    assert names(member, searchName="WATCH") == ["Price Watch"]


def test_tags_select_agents(member: Client) -> None:
    both = [SALES_TAG_ID, FINANCE_TAG_ID]

    assert set(names(member, tagIds=SALES_TAG_ID)) == {"Insurance Quote Form", "Price Watch"}
    assert len(names(member, tagIds=both)) == 4
    assert names(member, tagIds=both, tagMatch="all") == []
    assert set(names(member, withoutTagGroupId=TAG_GROUP_ID)) == {"Portal Export", "Stock Monitor"}


def test_both_generations_list_the_same_agents(member: Client) -> None:
    assert member.get("/agents").json() == member.get("/workflows").json()


def test_a_new_agent_has_its_first_version_unpublished(member: Client) -> None:
    made = member.post("/workflows", {"name": "Greeter", "version": a_version()})

    assert made.status_code == 201
    (version,) = member.get(f"/workflows/{made.json()['id']}/versions").json()
    assert (version["version"], version["isPublished"]) == (1, False)
    assert version["author"] == "member@sandbox.example"
    assert version["createdAt"] == "2026-05-04T12:00:00.000Z"
    assert "parentId" not in version


def test_an_agent_without_a_version_starts_blank_and_cannot_be_published(member: Client) -> None:
    agent = member.post("/workflows", {"name": "Blank"}).json()["id"]
    tree = member.get(f"/workflows/{agent}/head/files").json()

    assert '"type": "start"' in tree["files"][1]["content"]
    assert member.post(f"/workflows/{agent}/head/publish").status_code == 400


def test_an_agents_name_is_made_suitable(member: Client) -> None:
    member.post("/workflows", {"name": "  Order #12: check_it!  "})
    member.post("/workflows", {"name": "???"})

    assert {"Order 12 check it", "Untitled"} <= set(names(member, pageSize=20))


def test_a_name_can_be_used_once_per_organization(owner: Client) -> None:
    here = {"name": "price watch", "organizationId": ORGANIZATION_ID}
    there = {"name": "price watch", "organizationId": ANNEX_ORGANIZATION_ID}

    assert owner.post("/workflows", here).status_code == 409
    assert owner.post("/workflows", there).status_code == 201


def test_an_agent_with_an_unsound_version_is_not_made(member: Client) -> None:
    refused = member.post("/workflows", {"name": "Broken", "version": an_unsound_version()})

    assert refused.status_code == 400
    assert refused.json()["errors"]
    assert names(member, searchName="Broken") == []


def test_the_older_route_asks_for_the_first_workflow(member: Client) -> None:
    refused = member.post("/agents", {"name": "Greeter"})
    made = member.post("/agents", {"name": "Greeter", "workflow": a_version()})

    assert refused.json()["errors"] == [{"parameter": "workflow", "detail": "is required"}]
    assert made.status_code == 201


def test_an_agent_is_renamed(member: Client) -> None:
    path = f"/workflows/{PORTAL_EXPORT.id}"

    assert member.patch(path, {"name": "Portal Export (old)"}).status_code == 200
    assert names(member, searchName="(old)") == ["Portal Export (old)"]
    assert member.patch(path, {"name": "Portal Export (old)"}).status_code == 200


@pytest.mark.parametrize("name", ["a_b", "a  b", " a", "what?", "", "x" * 101])
def test_an_unsuitable_new_name_is_refused(member: Client, name: str) -> None:
    refused = member.patch(f"/workflows/{PORTAL_EXPORT.id}", {"name": name})

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == "name"


def test_a_taken_name_is_a_conflict(member: Client) -> None:
    taken = {"name": "Price Watch"}
    assert member.patch(f"/workflows/{PORTAL_EXPORT.id}", taken).status_code == 409


def test_an_agent_goes_only_when_its_executions_have_ended(member: Client) -> None:
    refused = member.delete(f"/workflows/{STOCK_MONITOR.id}")
    done = member.delete(f"/workflows/{QUOTE_FORM.id}")

    assert (refused.status_code, done.status_code) == (400, 204)
    assert refused.json()["message"] == (
        "Executions of this workflow that have not ended: 2. It can be deleted when they all have."
    )
    assert member.get(f"/workflows/{QUOTE_FORM.id}/versions").status_code == 404
    assert "Insurance Quote Form" not in names(member)


def test_the_executions_of_a_deleted_agent_stay_readable(member: Client) -> None:
    member.delete(f"/workflows/{QUOTE_FORM.id}")

    found = member.get("/executions", {"workflowId": QUOTE_FORM.id}).json()["items"]

    assert {execution["workflowName"] for execution in found} == {"Insurance Quote Form"}
    assert len(found) == 3
