"""Listing executions: filters, sorting, pages, shapes; and their activities."""

from itertools import pairwise

import pytest
from tests.sandbox.client import NOWHERE, Client, FakeClock, Query
from tests.sandbox.runs import RUN_IDS, build, look, start

from asteroid_sandbox.seed.agents import INVOICE_DOWNLOAD, PRICE_WATCH, QUOTE_FORM
from asteroid_sandbox.seed.people import PORTAL_PROFILE_ID, SHOP_PROFILE_ID
from asteroid_sandbox.seed.runs import ATTENTION_LABEL_ID, REVIEWED_LABEL_ID

KEYS = {run: key for key, run in RUN_IDS.items()}
FORMS = {"quote-first", "quote-basic", "quote-full"}
PRICES = {"prices-kettle", "prices-radio"}
EXPORTS = {"export-first", "export-again"}
WAITING = {"expense-asking", "expense-confirming", "stock-paused"}
NOW = "2026-05-04T12:00:00Z"


def found(client: Client, **query: str | int | list[str]) -> set[str]:
    answer = client.get("/executions", {"pageSize": 100, **query})
    assert answer.status_code == 200, answer.text
    return {KEYS[item["id"]] for item in answer.json()["items"]}


def in_order(client: Client, **query: str) -> list[str]:
    items = client.get("/executions", {"pageSize": 100, **query}).json()["items"]
    return [KEYS[item["id"]] for item in items]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "failed"}, EXPORTS),
        ({"status": ["failed", "running"]}, EXPORTS | {"stock-running"}),
        ({"phase": "active"}, WAITING | {"stock-running"}),
        ({"phase": ["pending", "terminal"], "status": ["failed", "running"]}, EXPORTS),
        ({"workflowId": QUOTE_FORM.id}, FORMS),
        ({"agentId": QUOTE_FORM.id}, FORMS),
        ({"agentId": QUOTE_FORM.id, "workflowId": PRICE_WATCH.id}, set()),
        ({"profileIds": [PORTAL_PROFILE_ID]}, {"quote-basic", "export-first"}),
        ({"profileIds": SHOP_PROFILE_ID, "agentProfileIds": PORTAL_PROFILE_ID},
         PRICES | {"quote-basic", "export-first"}),
        ({"humanLabels": [REVIEWED_LABEL_ID, ATTENTION_LABEL_ID]}, {"quote-basic", "export-first"}),
        ({"humanLabels": NOWHERE}, set()),
        ({"outcomeLabel": "CHEAP"}, {"prices-kettle"}),
        ({"metadataKey": "channel", "metadataValue": "web"}, {"quote-basic"}),
        ({"metadata": ["customer=C-1003", "channel=phone"]}, {"quote-full"}),
        ({"metadata": ["customer=C-1003", "channel=web"]}, set()),
        ({"inputsKey": "applicant_name", "inputsValue": "TWO"}, {"quote-basic"}),
        ({"inputsKey": "amount", "inputsValue": "84.5"}, {"expense-paid"}),
        ({"inputsKey": "nothing", "inputsValue": "x"}, set()),
        ({"workflowVersion": 1, "workflowId": QUOTE_FORM.id}, {"quote-first"}),
        ({"workflowVersion": 2}, {"quote-basic", "quote-full"}),
        ({"hasScriptFailures": "true"}, {"invoice"}),
        ({"hasScriptFailures": "false", "workflowId": INVOICE_DOWNLOAD.id}, set()),
        ({"triggerSource": "schedule"}, PRICES | {"stock-running"}),
        ({"triggerSource": ["ui", "warmup"]}, {"invoice", "expense-asking"}),
        ({"createdWithin": "1h"}, {"stock-running"}),
        ({"createdWithin": "2h30m"}, {"stock-running", "expense-asking"}),
        ({"createdWithin": "1d12h", "triggerSource": "ui"}, {"invoice", "expense-asking"}),
        ({"createdAfter": "2026-05-04T09:30:00.000000+0000"}, {"stock-running", "expense-asking"}),
        ({"createdBefore": "2026-04-21"}, {"quote-first"}),
        ({"createdAfter": "2026-04-28T00:00:00Z", "createdBefore": "2026-04-29T00:00:00Z"},
         {"quote-basic"}),
        ({"batchId": NOWHERE}, set()),
        ({"executionId": RUN_IDS["invoice"][3:17].upper()}, {"invoice"}),
    ],
    ids=str,
)  # fmt: skip
def test_each_filter_selects(member: Client, query: Query, expected: set[str]) -> None:
    assert found(member, **query) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"metadataKey": "channel"},
        {"metadataValue": "web"},
        {"inputsKey": "postcode"},
        {"inputsValue": "1"},
        {"createdWithin": "1d", "createdAfter": NOW},
        {"createdWithin": "1h1d"},
        {"createdWithin": "soon"},
        {"createdWithin": "600w"},
        {"createdAfter": "yesterday"},
        {"sort": "created_at:asc", "sortField": "status"},
        {"sort": "created_at:asc", "sortDirection": "asc"},
        {"sort": "created_at"},
        {"sort": "duration:asc"},
        {"sortField": "duration"},
        {"sortDirection": "up"},
        {"status": "sleeping"},
        {"phase": "over"},
        {"hasScriptFailures": "maybe"},
        {"workflowVersion": "latest"},
        {"metadata": "customer"},
        {"page": "0"},
        {"pageSize": "0"},
        {"pageSize": "1000"},
        {"page": "9" * 30},
    ],
    ids=str,
)
def test_a_filter_that_makes_no_sense_is_refused(member: Client, query: dict[str, str]) -> None:
    refused = member.get("/executions", query)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] in query


def test_the_newest_come_first_unless_told_otherwise(member: Client) -> None:
    newest_first = in_order(member)

    assert newest_first[0] == "stock-running"
    assert newest_first[-1] == "quote-first"
    assert in_order(member, sort="created_at:asc") == newest_first[::-1]
    assert in_order(member, sortField="created_at", sortDirection="asc") == newest_first[::-1]
    assert in_order(member, sort="started_at:desc") == newest_first


def test_executions_sort_by_status_and_phase(member: Client) -> None:
    items = member.get("/executions", {"sort": "status:asc", "pageSize": 100}).json()["items"]
    statuses = list(dict.fromkeys(item["status"] for item in items))

    assert statuses == [
        "running",
        "awaiting_confirmation",
        "paused",
        "paused_by_agent",
        "completed",
        "cancelled",
        "failed",
    ]


def test_pages_split_the_list_without_loss(member: Client) -> None:
    pages = [member.get("/executions", {"page": n, "pageSize": 5}).json() for n in (1, 2, 3)]

    assert [len(page["items"]) for page in pages] == [5, 5, 4]
    assert {page["total"] for page in pages} == {14}
    assert [KEYS[item["id"]] for page in pages for item in page["items"]] == in_order(member)


def test_a_list_item_is_the_same_as_the_execution_itself(member: Client) -> None:
    (listed,) = member.get("/executions", {"executionId": RUN_IDS["quote-basic"]}).json()["items"]

    assert listed == look(member, RUN_IDS["quote-basic"])
    assert listed["humanLabels"][0]["name"] == "Reviewed"
    assert listed["comments"][0]["content"] == "The premium matches the price list."


def test_the_current_shape_tells_workflow_and_version_apart(member: Client) -> None:
    run = look(member, RUN_IDS["quote-first"])

    assert run["workflowId"] == run["agentId"] == QUOTE_FORM.id
    assert run["workflowVersionId"] == QUOTE_FORM.version_id(1)
    assert (run["workflowVersion"], run["workflowVersionPublished"]) == (1, False)
    assert run["workflowName"] == run["agentName"] == "Insurance Quote Form"


def test_the_older_shape_calls_the_version_a_workflow(old_timer: Client) -> None:
    run = look(old_timer, RUN_IDS["quote-first"])

    assert run["agentId"] == QUOTE_FORM.id
    assert run["workflowId"] == QUOTE_FORM.version_id(1)
    assert not {"workflowVersionId", "workflowName", "workflowVersion"} & run.keys()


def test_the_older_shape_knows_no_queue(owner: Client) -> None:
    older = Client(owner.app, {"X-Asteroid-Agents-Api-Key": owner.headers["X-Api-Key"]})

    assert look(older, RUN_IDS["audit-queued"])["status"] == "starting"
    assert look(owner, RUN_IDS["audit-queued"])["status"] == "queued"


def test_activities_come_oldest_first_or_newest_first_up_to_a_limit(member: Client) -> None:
    path = f"/executions/{RUN_IDS['quote-full']}/activities"
    everything = member.get(path).json()

    assert member.get(path, {"order": "asc"}).json() == everything
    assert member.get(path, {"order": "desc"}).json() == everything[::-1]
    assert member.get(path, {"order": "desc", "limit": 2}).json() == everything[:-3:-1]
    assert everything[-1]["payload"]["activityType"] == "terminal"
    assert [item["timestamp"] for item in everything] == sorted(
        item["timestamp"] for item in everything
    )


@pytest.mark.parametrize("query", [{"order": "up"}, {"limit": "0"}, {"limit": "x"}])
def test_a_bad_order_or_limit_is_refused(member: Client, query: dict[str, str]) -> None:
    assert member.get(f"/executions/{RUN_IDS['invoice']}/activities", query).status_code == 400


def test_looking_later_only_adds_activities(member: Client, clock: FakeClock) -> None:
    run = start(member, build(member, "[[file: a.txt]] Open it. Read it."))
    logs = []
    for _ in range(12):
        log = member.get(f"/executions/{run}/activities").json()
        for item in log:
            item["payload"].pop("presignedUrl", None)
        logs.append(log)
        clock.advance(seconds=2)

    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(logs))
    assert len(logs[-1]) > len(logs[0])


def test_a_produced_file_is_announced_with_a_link_to_it(member: Client, clock: FakeClock) -> None:
    run = start(member, build(member, "[[file: a.txt]] Open it."))
    clock.advance(minutes=1)

    (item,) = [
        item
        for item in member.get(f"/executions/{run}/activities").json()
        if item["payload"]["activityType"] == "file_added"
    ]

    assert item["payload"]["source"] == "agent"
    fetched = Client(member.app, {}).get(item["payload"]["presignedUrl"])
    assert (fetched.status_code, len(fetched.content)) == (200, item["payload"]["fileSize"])


def test_the_recording_leads_to_a_page_with_the_log(member: Client, clock: FakeClock) -> None:
    run = RUN_IDS["export-first"]
    answer = member.get(f"/executions/{run}/recording")
    page = Client(member.app, {}).get(answer.headers["location"])

    assert answer.status_code == 307
    assert "simulated" in page.text
    assert "The Export button never became active" in page.text
    assert Client(member.app, {}).get(look(member, run)["recordingUrl"]).status_code == 200
    clock.advance(hours=1)
    assert Client(member.app, {}).get(answer.headers["location"]).status_code == 403


def test_the_page_of_a_deleted_execution_is_gone(member: Client) -> None:
    run = RUN_IDS["export-first"]
    link = look(member, run)["recordingUrl"]
    member.delete(f"/executions/{run}")

    assert Client(member.app, {}).get(link).status_code == 404


def test_only_an_execution_under_way_has_a_live_view(member: Client) -> None:
    running, ended = look(member, RUN_IDS["stock-running"]), look(member, RUN_IDS["invoice"])

    assert "recordingUrl" not in running
    assert running["liveViewUrl"]
    assert "liveViewUrl" not in ended
    assert ended["scriptFailures"][0]["error"] == "Timed out waiting for #billing"


def test_an_unknown_execution_is_not_found(member: Client) -> None:
    answer = member.get(f"/executions/{NOWHERE}")

    assert (answer.status_code, answer.json()["message"]) == (404, "Execution not found.")
