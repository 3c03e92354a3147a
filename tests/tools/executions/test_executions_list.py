"""Finding executions."""

from typing import cast

import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.declaration.arguments import BadArguments
from asteroid_mcp.tools.executions.filters import check_times
from asteroid_sandbox.seed import ORGANIZATION_ID, seed_id
from tests.tools.conftest import Tools

pytestmark = pytest.mark.anyio

current_only = pytest.mark.parametrize("generation", [Generation.CURRENT], indirect=True)
legacy_only = pytest.mark.parametrize("generation", [Generation.LEGACY], indirect=True)

QUOTE_FORM = seed_id("agent", "quote-form")
PORTAL_PROFILE = seed_id("profile", "portal")
REVIEWED = seed_id("label", "reviewed")
A_UUID = "3f2b8c1e-6d4a-4b7e-9a55-0c1d2e3f4a5b"


def run(key: str) -> str:
    return seed_id("execution", key)


async def listed(tools: Tools, **filters: Json) -> list[JsonObject]:
    data = await tools.data("executionsList", organizationId=ORGANIZATION_ID, **filters)
    return cast("list[JsonObject]", data["executions"])


async def found(tools: Tools, **filters: Json) -> set[str]:
    return {str(execution["executionId"]) for execution in await listed(tools, **filters)}


async def test_a_list_says_of_each_what_became_of_it(tools: Tools) -> None:
    result = await tools("executionsList", organizationId=ORGANIZATION_ID, agentId=QUOTE_FORM)

    assert result.structured is not None
    newest, *_ = cast("list[JsonObject]", result.structured["executions"])
    assert (
        newest.items()
        >= {
            "executionId": run("quote-full"),
            "status": "completed",
            "agentId": QUOTE_FORM,
            "agentName": "Insurance Quote Form",
            "createdAt": "2026-11-19T07:00:00.000Z",
            "duration": 18.0,
            "outcome": "quoted",
        }.items()
    )
    assert str(newest["reason"]).startswith('Reached "Quote"')
    assert result.text.startswith("page 1 of 1, 3 executions in all")
    assert f"- executionId: {run('quote-full')} | status: completed |" in result.text
    assert f'executionGet executionId="{run("quote-full")}"' in result.text


async def test_the_newest_come_first_unless_told_otherwise(tools: Tools) -> None:
    newest = await listed(tools, agentId=QUOTE_FORM)
    oldest = await listed(tools, agentId=QUOTE_FORM, sortDirection="asc")

    assert [each["executionId"] for each in newest] == [
        run(key) for key in ("quote-full", "quote-basic", "quote-first")
    ]
    assert oldest == newest[::-1]


async def test_a_list_comes_in_pages(tools: Tools) -> None:
    first = await tools.data("executionsList", organizationId=ORGANIZATION_ID, pageSize=6)
    last = await tools.data("executionsList", organizationId=ORGANIZATION_ID, pageSize=6, page=3)

    assert first["summary"] == "page 1 of 3, 14 executions in all, next: page=2"
    assert (first["total"], first["nextPage"]) == (14, 2)
    assert "nextPage" not in last
    assert len(cast("list[Json]", last["executions"])) == 2


async def test_an_empty_list_offers_wider_filters_and_the_agents(tools: Tools) -> None:
    data = await tools.data(
        "executionsList",
        organizationId=ORGANIZATION_ID,
        agentId=A_UUID,
        status=["failed"],
        outcomeLabel="paid",
    )

    assert data["summary"] == "page 1 of 1, 0 executions in all"
    assert data["executions"] == []
    assert data["nextSteps"] == [
        "the same executionsList without status, outcomeLabel may find more",
        "agentList, with an organizationId of getContext, shows the agents you can see",
    ]


async def test_an_empty_list_of_an_unknown_agent_leads_to_the_agents(tools: Tools) -> None:
    data = await tools.data("executionsList", organizationId=ORGANIZATION_ID, agentId=A_UUID)

    assert data["nextSteps"] == [
        "agentList, with an organizationId of getContext, shows the agents you can see"
    ]


async def test_a_page_past_the_end_offers_no_other_filters(tools: Tools) -> None:
    data = await tools.data("executionsList", organizationId=ORGANIZATION_ID, page=9)

    assert data["executions"] == []
    assert "there is no page 9" in str(data["summary"])
    assert "nextSteps" not in data


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"status": ["failed"]}, {"export-first", "export-again"}),
        ({"status": ["paused", "paused_by_agent"]}, {"stock-paused", "expense-asking"}),
        ({"outcomeLabel": "OFFERS"}, {"prices-radio"}),
        ({"metadataKey": "customer", "metadataValue": "C-1003"}, {"quote-full"}),
        ({"inputsKey": "applicant_name", "inputsValue": "two"}, {"quote-basic"}),
        ({"agentId": QUOTE_FORM, "workflowVersion": 1}, {"quote-first"}),
        ({"hasScriptFailures": True}, {"invoice"}),
        ({"agentId": QUOTE_FORM, "hasScriptFailures": True}, set()),
        ({"triggerSource": ["ui"]}, {"invoice", "expense-asking"}),
        ({"humanLabels": [REVIEWED]}, {"quote-basic"}),
        ({"profileIds": [PORTAL_PROFILE], "status": ["completed"]}, {"quote-basic"}),
        ({"executionId": run("invoice")[:18].upper()}, {"invoice"}),
        (
            {"createdAfter": "2026-11-18T08:30:00Z", "createdBefore": "2026-11-18T10:30:00+01:00"},
            {"prices-radio"},
        ),
    ],
)
async def test_each_filter_keeps_what_it_names(
    tools: Tools, filters: JsonObject, keys: set[str]
) -> None:
    assert await found(tools, **filters) == {run(key) for key in keys}


async def test_times_are_sent_as_rfc_3339_whatever_form_they_came_in(tools: Tools) -> None:
    await found(tools, createdAfter="20261118T0830+0130")

    (call,) = (await tools.sandbox.get("/_sandbox/requests")).json()
    assert "createdAfter=2026-11-18T08%3A30%3A00%2B01%3A30" in call["query"]


@current_only
@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"phase": ["active"], "status": ["running"]}, {"stock-running"}),
        ({"createdWithin": "1h30m"}, {"stock-running"}),
        ({"metadata": ["customer=C-1003", "channel=phone"]}, {"quote-full"}),
        ({"metadata": ["customer=C-1003", "channel=web"]}, set()),
        ({"batchId": A_UUID}, set()),
    ],
)
async def test_the_current_api_has_more_filters(
    tools: Tools, filters: JsonObject, keys: set[str]
) -> None:
    assert await found(tools, **filters) == {run(key) for key in keys}


@legacy_only
@pytest.mark.parametrize(
    "filters", [{"phase": ["active"]}, {"createdWithin": "1h"}, {"metadata": ["a=b"]}]
)
async def test_the_legacy_api_says_which_filter_it_lacks(tools: Tools, filters: JsonObject) -> None:
    text = await tools.refused("executionsList", organizationId=ORGANIZATION_ID, **filters)

    assert next(iter(filters)) in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"createdWithin": "1d", "createdAfter": "2026-01-01T00:00:00Z"}, "exclude each other"),
        ({"metadataKey": "customer"}, "metadataValue"),
        ({"inputsValue": "x"}, "inputsKey"),
        ({"createdWithin": "30m1d"}, "createdWithin"),
        ({"createdWithin": "yesterday"}, "createdWithin"),
        ({"createdWithin": ""}, "createdWithin"),
        ({"createdWithin": "522w"}, "10 years"),
        ({"metadata": ["customer"]}, "metadata[0]"),
        ({"status": ["done"]}, "paused_by_agent"),
        ({"phase": ["over"]}, "terminal"),
        ({"triggerSource": ["mail"]}, "schedule"),
        ({"executionId": "run 7"}, "executionId"),
        ({"workflowVersion": 0}, "workflowVersion"),
        ({"pageSize": 101}, "pageSize"),
        ({"sortField": "name"}, "started_at"),
        (
            {"createdAfter": "2026-02-01T00:00:00Z", "createdBefore": "2026-02-01T00:30:00+01:00"},
            "createdBefore: must be later than createdAfter",
        ),
    ],
)
async def test_a_filter_that_cannot_be_is_refused_before_anything_is_asked(
    tools: Tools, arguments: JsonObject, words: str
) -> None:
    text = await tools.refused("executionsList", organizationId=ORGANIZATION_ID, **arguments)

    assert words in text
    assert await tools.requests() == []


@pytest.mark.parametrize("within", ["10m", "24h", "7d", "1w", "1w2d3h4m", "3650d", "0m"])
def test_a_time_span_up_to_ten_years_is_accepted(within: str) -> None:
    check_times(within, None, None)


def test_both_times_may_be_wrong_at_once() -> None:
    with pytest.raises(BadArguments) as refused:
        check_times("3651d", "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z")

    assert [each.where for each in refused.value.problems] == ["createdWithin", "createdBefore"]


async def test_the_full_list_has_all_fields_but_no_links_to_recordings(tools: Tools) -> None:
    (execution,) = await listed(tools, executionId=run("quote-basic"), detail="full")

    assert execution["inputs"] == {
        "applicant_name": "Applicant Two",
        "postcode": "20095",
        "cover_level": "basic",
    }
    assert cast("JsonObject", execution["executionResult"])["outcome"] == "quoted"
    assert execution["executionId"] == run("quote-basic")
    assert "id" not in execution
    assert "recordingUrl" not in execution


async def test_the_organization_is_asked_for_where_there_are_several(tools: Tools) -> None:
    assert ORGANIZATION_ID in await tools.refused("executionsList")
