"""Executions as the tools answer them."""

from typing import cast

import pytest

from asteroid_mcp.asteroid.models import Execution, Json
from asteroid_mcp.tools.executions.answers import details_of, item_of
from asteroid_mcp.tools.executions.status_changes import Reason
from tests.tools.scripted import EXECUTION

AT = "2026-01-31T08:00:00Z"


def execution(**fields: Json) -> Execution:
    return cast("Execution", {**EXECUTION, **fields})


def test_what_an_execution_lacks_is_left_out() -> None:
    details = details_of(execution(), Reason(), detail="summary", include_urls=False)

    assert {name for name, value in details.items() if value is not None} == {
        "id",
        "status",
        "agentId",
        "workflowId",
        "createdAt",
    }


@pytest.mark.parametrize("field", ["executionResult", "scriptFailures", "humanLabels", "metadata"])
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
