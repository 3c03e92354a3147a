"""Executions as the tools answer them."""

from typing import cast

import pytest

from asteroid_mcp.asteroid.models import Execution, Json, JsonObject
from asteroid_mcp.tools.executions.answers import details_of, item_of
from asteroid_mcp.tools.executions.status_changes import Reason
from tests.tools.scripted import EXECUTION

AT = "2026-01-31T08:00:00Z"


def execution(**fields: Json) -> Execution:
    return cast("Execution", {**EXECUTION, **fields})


def test_what_an_execution_lacks_is_left_out() -> None:
    details = details_of(execution(), Reason(), detail="summary", include_urls=False)

    assert {name for name, value in details.items() if value is not None} == {
        "executionId",
        "status",
        "agentId",
        "workflowId",
        "createdAt",
    }


@pytest.mark.parametrize(
    "field", ["executionResult", "scriptFailures", "humanLabels", "metadata", "comments"]
)
def test_a_null_counts_as_lacking(field: str) -> None:
    sparse = execution(**{field: None}, triggerContext=None)

    details = details_of(sparse, Reason(), detail="summary", include_urls=False)

    assert [details[name] for name in ("outcome", "scriptFailures", "trigger")] == [None] * 3


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        ({"occurredAt": AT}, f"{AT} the script: failed"),
        (
            {"occurredAt": AT, "scriptFilepath": "./m.js", "failedLine": 7, "error": "a\nb"},
            f"{AT} ./m.js line 7: a b",
        ),
        ({"occurredAt": AT, "nodeName": "Pay", "error": "x"}, f'{AT} the script of "Pay": x'),
    ],
)
def test_a_script_failure_is_one_line(failure: Json, line: str) -> None:
    found = execution(scriptFailures=[failure])

    details = details_of(found, Reason(), detail="summary", include_urls=False)

    assert details["scriptFailures"] == [line]


def test_a_list_shortens_the_reason() -> None:
    item = item_of(
        execution(executionResult={"outcome": "paid", "reasoning": "why " * 100}), "summary"
    )

    assert item["outcome"] == "paid"
    assert len(str(item["reason"])) <= 200


def test_links_come_with_either_detail_only_when_asked_for() -> None:
    found = execution(recordingUrl="https://r.example", liveViewUrl="https://l.example")

    quiet = details_of(found, Reason(), detail="summary", include_urls=False)
    full = details_of(found, Reason(), detail="full", include_urls=False)
    asked_for = details_of(found, Reason(), detail="full", include_urls=True)

    assert quiet["recordingUrl"] is quiet["liveViewUrl"] is None
    assert "https://" not in str(full)
    assert asked_for["execution"]["liveViewUrl"] == "https://l.example"
    assert "https://" not in str(item_of(found, "full"))


@pytest.mark.parametrize("detail", ["summary", "full"])
def test_an_execution_has_its_id_under_the_name_that_tools_take(detail: str) -> None:
    item = item_of(execution(), detail)

    assert item["executionId"] == "e1"
    assert "id" not in item


def test_the_full_answer_adds_the_whole_to_the_same_fields() -> None:
    found = execution(metadata={"ticket": "OPS-17"}, extra="more")

    summary = details_of(found, Reason("why"), detail="summary", include_urls=False)
    full = details_of(found, Reason("why"), detail="full", include_urls=False)

    assert full.pop("execution") == found
    assert full == summary


@pytest.mark.parametrize("field", ["inputs", "metadata"])
def test_long_texts_are_shortened_with_a_note_on_where_they_are_whole(field: str) -> None:
    long = {"rows": [{"note": "x" * 50_000}, "y" * 1_000], "count": 2}

    details = cast(
        "JsonObject",
        details_of(
            execution(**{field: cast("Json", long)}), Reason(), detail="summary", include_urls=False
        ),
    )

    shortened = cast("dict[str, list[Json]]", details[field])
    note = '…[cut: text of 50000 characters; detail="full" has it in `execution`]'
    assert shortened == {"rows": [{"note": "x" * 1_000 + note}, "y" * 1_000], "count": 2}


def test_a_result_that_is_one_long_text_is_shortened_too() -> None:
    found = execution(executionResult={"outcome": "read", "result": "z" * 1_001})

    details = details_of(found, Reason(), detail="full", include_urls=False)

    assert str(details["result"]).startswith("z" * 1_000 + "…[cut: text of 1001 characters;")
    assert details["execution"]["executionResult"] == found["executionResult"]


def test_the_last_five_comments_are_told_in_short() -> None:
    comments: list[Json] = [
        {"id": str(day), "content": f"day {day}\n" + "so " * 200, "createdAt": f"2026-02-0{day}"}
        for day in (7, 1, 2, 3, 4, 5, 6)
    ]

    details = details_of(
        execution(comments=comments), Reason(), detail="summary", include_urls=False
    )

    told = cast("list[str]", details["comments"])
    assert [line[:5] for line in told] == ["day 3", "day 4", "day 5", "day 6", "day 7"]
    assert {len(line) for line in told} <= {299, 300}
