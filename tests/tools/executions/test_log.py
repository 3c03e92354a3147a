"""An execution's log, paged and filtered."""

from typing import cast

import httpx
import pytest

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.executions.log import REACH, execution_activities_get
from asteroid_sandbox.seed import seed_id
from tests.tools.conftest import Tools
from tests.tools.scripted import Script

pytestmark = pytest.mark.anyio

EXPORT = seed_id("execution", "export-first")
INVOICE = seed_id("execution", "invoice")
A_UUID = "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b"


async def lines(tools: Tools, execution_id: str, **arguments: Json) -> list[str]:
    data = await tools.data("executionActivitiesGet", executionId=execution_id, **arguments)
    return cast("list[str]", data["log"])


async def queries(tools: Tools) -> list[str]:
    answer = await tools.sandbox.get("/_sandbox/requests")
    return [str(call["query"]) for call in answer.json()]


async def test_the_newest_activities_come_first_in_lines(tools: Tools) -> None:
    result = await tools("executionActivitiesGet", executionId=EXPORT)

    assert result.structured is not None
    log = cast("list[str]", result.structured["log"])
    assert log[0] == "2026-11-15T09:00:16.000Z terminal: error; Execution failed"
    assert log[1] == (
        "2026-11-15T09:00:16.000Z status_changed: failed: The Export button never became active"
    )
    assert log[-1] == "2026-11-15T09:00:00.000Z status_changed: starting"
    assert result.text.startswith(f"page 1 of 1, {len(log)} activities in all, newest first")
    assert f"- {log[1]}" in result.text


async def test_the_oldest_come_first_when_asked_for(tools: Tools) -> None:
    newest = await lines(tools, EXPORT, pageSize=200)
    oldest = await lines(tools, EXPORT, pageSize=200, order="oldest")

    assert oldest[0].endswith("status_changed: starting")
    assert sorted(oldest) == sorted(newest)


async def test_pages_together_are_the_whole_log(tools: Tools) -> None:
    whole = await lines(tools, EXPORT, pageSize=200)
    pages = [await lines(tools, EXPORT, pageSize=10, page=page) for page in range(1, 6)]

    assert [line for page in pages for line in page] == whole
    assert [len(page) for page in pages[:2]] == [10, 10]


async def test_a_page_asks_for_one_more_to_know_whether_there_is_a_next(tools: Tools) -> None:
    data = await tools.data("executionActivitiesGet", executionId=EXPORT, pageSize=10, page=2)

    assert data["summary"] == "page 2, 10 activities, newest first, next: page=3"
    assert data["nextPage"] == 3
    assert "total" not in data
    assert await queries(tools) == ["order=desc&limit=21"]
    following = cast("list[str]", data["nextSteps"])[0]
    assert following.startswith(f'executionActivitiesGet executionId="{EXPORT}" page=3')


async def test_the_last_page_knows_the_total(tools: Tools) -> None:
    whole = await lines(tools, EXPORT, pageSize=200)

    last = await tools.data("executionActivitiesGet", executionId=EXPORT, pageSize=len(whole))

    assert last["total"] == len(whole)
    assert "nextPage" not in last


async def test_a_page_past_the_end_is_empty_and_says_how_many_there_are(tools: Tools) -> None:
    data = await tools.data("executionActivitiesGet", executionId=INVOICE, page=9)

    assert data["log"] == []
    assert data["summary"] == "page 9 of 1, 30 activities in all, newest first"


async def test_activities_are_filtered_by_type(tools: Tools) -> None:
    data = await tools.data(
        "executionActivitiesGet",
        executionId=INVOICE,
        activityTypes=["action_failed", "file_added"],
        pageSize=1,
        page=2,
    )

    assert data["summary"] == "page 2 of 2, 2 activities in all, newest first"
    (line,) = cast("list[str]", data["log"])
    assert line.startswith("2026-11-19T03:00:04.000Z action_failed: ")
    assert line.endswith("Timed out waiting for #billing")
    assert await queries(tools) == [f"order=desc&limit={REACH}"]


async def test_activities_are_filtered_by_time_the_end_left_out(tools: Tools) -> None:
    kept = await lines(
        tools,
        INVOICE,
        order="oldest",
        since="2026-11-19T03:00:04Z",
        before="2026-11-19T04:00:07+01:00",
    )

    assert {line.split()[0] for line in kept} == {
        "2026-11-19T03:00:04.000Z",
        "2026-11-19T03:00:05.000Z",
    }


async def test_the_full_log_has_whole_payloads_but_no_links(tools: Tools) -> None:
    result = await tools(
        "executionActivitiesGet",
        executionId=INVOICE,
        activityTypes=["file_added"],
        detail="full",
    )

    assert result.structured is not None
    assert "log" not in result.structured
    (activity,) = cast("list[JsonObject]", result.structured["activities"])
    assert activity["executionId"] == INVOICE
    payload = cast("JsonObject", activity["payload"])
    assert payload.items() >= {"fileName": "invoice.csv", "source": "agent"}.items()
    assert "presignedUrl" not in payload
    assert "presignedUrl" not in result.text


@pytest.mark.parametrize("detail", ["summary", "full"])
async def test_links_to_files_come_when_asked_for(tools: Tools, detail: str) -> None:
    only: JsonObject = {"executionId": INVOICE, "activityTypes": ["file_added"], "detail": detail}
    quiet = await tools("executionActivitiesGet", **only)
    asked_for = await tools("executionActivitiesGet", **only, includeUrls=True)

    assert "http" not in quiet.text
    assert "signature=" in asked_for.text
    assert "signature=" in str(asked_for.structured)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"activityTypes": ["moon_rose"]}, "must be one of status_changed"),
        ({"since": "yesterday"}, "since: must be a time with its zone"),
        (
            {"since": "2026-02-01T00:00:00Z", "before": "2026-02-01T00:00:00Z"},
            "before: must be later than since",
        ),
        ({"page": 25, "pageSize": 200}, "page: reaches beyond the first 5,000 activities"),
        ({"pageSize": 201}, "pageSize: must be at most 200"),
        ({"order": "desc"}, "newest, oldest"),
    ],
)
async def test_what_cannot_be_read_is_refused_before_anything_is_asked(
    tools: Tools, arguments: JsonObject, words: str
) -> None:
    text = await tools.refused("executionActivitiesGet", executionId=EXPORT, **arguments)

    assert words in text
    assert await tools.requests() == []


async def test_a_log_longer_than_what_is_read_says_so() -> None:
    activity: Json = {
        "id": "x",
        "executionId": A_UUID,
        "timestamp": "2026-01-31T08:00:00Z",
        "payload": {"activityType": "reasoning", "reasoning": "hm"},
    }

    def answer(_: httpx.Request) -> Json:
        return [activity] * REACH

    answered = await execution_activities_get.run(
        Script(answer).call(),
        {"executionId": A_UUID, "activityTypes": ["reasoning"], "order": "oldest", "pageSize": 2},
    )

    assert answered.summary == (
        "page 1, 2 activities, oldest first, among the oldest 5,000 of a longer log, next: page=2"
    )
    assert "total" not in answered.data


async def test_the_log_of_an_execution_that_is_not_there_is_explained(tools: Tools) -> None:
    assert "executionsList" in await tools.refused("executionActivitiesGet", executionId=A_UUID)
