"""An execution's log, paged and filtered."""

from typing import cast

import httpx
import pytest

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.server.results import finished
from asteroid_mcp.tools.executions.log import REACH, execution_activities_get
from asteroid_sandbox.seed import seed_id
from tests.tools.conftest import Clock, Tools
from tests.tools.scripted import Script

pytestmark = pytest.mark.anyio

EXPORT = seed_id("execution", "export-first")
RUNNING = seed_id("execution", "stock-running")
INVOICE = seed_id("execution", "invoice")
A_UUID = "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b"


async def lines(tools: Tools, execution_id: str, **arguments: Json) -> list[str]:
    data = await tools.data("executionActivitiesGet", executionId=execution_id, **arguments)
    return cast("list[str]", data["log"])


async def activities(tools: Tools, execution_id: str, **arguments: Json) -> list[JsonObject]:
    data = await tools.data(
        "executionActivitiesGet", executionId=execution_id, detail="full", **arguments
    )
    return cast("list[JsonObject]", data["activities"])


async def queries(tools: Tools) -> list[str]:
    answer = await tools.sandbox.get("/_sandbox/requests")
    return [str(call["query"]) for call in answer.json()]


async def test_the_newest_activities_come_first_in_lines(tools: Tools) -> None:
    result = await tools("executionActivitiesGet", executionId=EXPORT)

    assert result.structured is not None
    log = cast("list[str]", result.structured["log"])
    assert log[0] == "09:00:16.000Z terminal: error; Execution failed"
    assert log[1] == ("09:00:16.000Z status_changed: failed: The Export button never became active")
    assert log[-1] == "09:00:00.000Z status_changed: starting"
    assert result.text.splitlines()[0] == (
        "page 1 of 1, 36 log lines in all; newest first, all on 2026-11-15; "
        '17 log lines left out: steps and starts; detail="full" gives all'
    )
    assert result.structured["total"] == 36
    assert len(log) == 36 - 17
    assert f"- {log[1]}" in result.text


async def test_the_oldest_come_first_when_asked_for(tools: Tools) -> None:
    newest = await lines(tools, EXPORT, pageSize=200)
    oldest = await lines(tools, EXPORT, pageSize=200, order="oldest")

    assert oldest[0].endswith("status_changed: starting")
    assert sorted(oldest) == sorted(newest)


async def test_pages_together_are_the_whole_log(tools: Tools) -> None:
    whole = await activities(tools, EXPORT, pageSize=200)
    pages = [await activities(tools, EXPORT, pageSize=10, page=page) for page in range(1, 6)]

    assert [activity for page in pages for activity in page] == whole
    assert [len(page) for page in pages] == [10, 10, 10, 6, 0]


async def test_a_page_asks_for_one_more_to_know_whether_there_is_a_next(tools: Tools) -> None:
    data = await tools.data("executionActivitiesGet", executionId=EXPORT, pageSize=10, page=2)

    assert str(data["summary"]).startswith("page 2, next: page=3; newest first, all on 2026-11-15")
    assert data["nextPage"] == 3
    assert "total" not in data
    assert await queries(tools) == ["order=desc&limit=21"]
    assert data["nextSteps"] == [f'executionGet executionId="{EXPORT}" says how it stands']


async def test_pages_of_a_log_that_grows_can_be_held_still(tools: Tools, clock: Clock) -> None:
    started = await tools.data(
        "agentExecutePost",
        agentId=seed_id("agent", "quote-form"),
        inputs={"applicant_name": "Applicant Nine", "postcode": "50667"},
    )
    growing = str(started["executionId"])
    clock.advance(10)
    whole = await activities(tools, growing, pageSize=200)
    first = await tools.data("executionActivitiesGet", executionId=growing, pageSize=5)
    clock.advance(5)
    hold, _ = cast("list[str]", first["nextSteps"])
    before = hold.split('before="')[1].split('"')[0]
    held = await activities(tools, growing, pageSize=5, page=2, before=before)
    moved = await activities(tools, growing, pageSize=5, page=2)

    assert hold.startswith(f'executionActivitiesGet executionId="{growing}" before="2026-11-20T')
    assert held == whole[5:10]
    assert moved != held


@pytest.mark.parametrize(
    "arguments",
    [{"order": "oldest"}, {"before": "2026-11-20T09:00:00Z"}, {"pageSize": 200}],
)
async def test_pages_that_do_not_move_are_not_held(tools: Tools, arguments: JsonObject) -> None:
    data = await tools.data(
        "executionActivitiesGet", **{"executionId": RUNNING, "pageSize": 10, **arguments}
    )

    assert len(cast("list[str]", data["nextSteps"])) == 1


async def test_the_last_page_knows_the_total(tools: Tools) -> None:
    whole = await activities(tools, EXPORT, pageSize=200)

    last = await tools.data("executionActivitiesGet", executionId=EXPORT, pageSize=len(whole))

    assert last["total"] == len(whole)
    assert "nextPage" not in last


async def test_a_page_past_the_end_is_empty_and_says_how_many_there_are(tools: Tools) -> None:
    data = await tools.data("executionActivitiesGet", executionId=INVOICE, page=9)

    assert data["log"] == []
    assert data["summary"] == (
        "page 9 of 1, 30 log lines in all: there is no page 9, the last is page=1; newest first"
    )


async def test_activities_are_filtered_by_type(tools: Tools) -> None:
    data = await tools.data(
        "executionActivitiesGet",
        executionId=INVOICE,
        activityTypes=["action_failed", "file_added"],
        pageSize=1,
        page=2,
    )

    assert data["summary"] == ("page 2 of 2, 2 log lines in all; newest first, all on 2026-11-19")
    (line,) = cast("list[str]", data["log"])
    assert line.startswith("03:00:04.000Z action_failed: ")
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

    assert {line.split()[0] for line in kept} == {"03:00:04.000Z", "03:00:05.000Z"}


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
        "oldest first, among the oldest 5,000 of a longer log, all on 2026-01-31"
    )
    assert answered.data["nextPage"] == 2
    assert "total" not in answered.data


async def test_a_page_too_long_to_answer_is_continued_where_it_was_cut() -> None:
    def answer(request: httpx.Request) -> Json:
        limit = int(request.url.params["limit"])
        return [
            {
                "id": f"{number}",
                "executionId": A_UUID,
                "timestamp": "2026-01-31T08:00:00Z",
                "payload": {"activityType": "reasoning", "reasoning": f"{number} " + "w" * 290},
            }
            for number in range(limit)
        ]

    answered = await execution_activities_get.run(
        Script(answer).call(), {"executionId": A_UUID, "pageSize": 50}
    )
    result = finished(answered, 10_000)

    assert result.structured is not None
    shown = len(cast("list[Json]", result.structured["log"]))
    assert 0 < shown < 50
    assert (result.structured["nextPage"], result.structured["nextPageSize"]) == (2, shown)
    assert result.text.startswith(
        f"page 1, {shown} of this page shown, next: page=2 pageSize={shown}; newest first"
    )


async def test_steps_and_starts_are_told_when_they_are_asked_for(tools: Tools) -> None:
    kept = await lines(tools, INVOICE, activityTypes=["step_started", "action_started"])

    assert {line.split()[1] for line in kept} == {"step_started:", "action_started:"}


async def test_the_log_of_an_execution_that_is_not_there_is_explained(tools: Tools) -> None:
    assert "executionsList" in await tools.refused("executionActivitiesGet", executionId=A_UUID)
