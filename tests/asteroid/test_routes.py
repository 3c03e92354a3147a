"""The table of operations against the facts about the API, in routes.json.

`doubles` are parameters that the API documents as deprecated names of others; they are not sent.
"""

import json
from pathlib import Path
from typing import TypedDict

import pytest

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.route import Route


class Fact(TypedDict, total=False):
    tool: str
    generation: str
    method: str | None
    path: str
    query: list[str]
    body: list[str]
    doubles: list[str]
    fileField: str | None
    answer: str


FACTS: list[Fact] = json.loads(Path(__file__).with_name("routes.json").read_text("utf-8"))
ROUTES = {value.operation: value for value in vars(routes).values() if isinstance(value, Route)}
OFFERED = [fact for fact in FACTS if fact["method"]]
MISSING = [fact for fact in FACTS if not fact["method"]]


def name_of(fact: Fact) -> str:
    return f"{fact['tool']}-{fact['generation']}"


@pytest.mark.parametrize("fact", OFFERED, ids=name_of)
def test_a_route_is_what_the_api_documents(fact: Fact) -> None:
    route = ROUTES[fact["tool"]]
    endpoint = route.at(Generation(fact["generation"]))
    assert {
        "tool": route.operation,
        "generation": fact["generation"],
        "method": route.method,
        "path": endpoint.path,
        "query": sorted(endpoint.query),
        "body": sorted(endpoint.body),
        "doubles": fact["doubles"],
        "fileField": route.file_field,
        "answer": route.reply.value,
    } == fact
    assert not (endpoint.query | endpoint.body) & set(fact["doubles"])


@pytest.mark.parametrize("fact", MISSING, ids=name_of)
def test_what_a_generation_lacks_is_not_offered(fact: Fact) -> None:
    with pytest.raises(NotOffered):
        ROUTES[fact["tool"]].at(Generation(fact["generation"]))


def test_the_facts_cover_all_32_tools_in_both_generations() -> None:
    assert len({name_of(fact) for fact in FACTS}) == 64
    assert {fact["tool"] for fact in MISSING} == {
        "workflowSyncExecution",
        "agentSharedFilesGet",
        "agentSharedFilesUpload",
        "agentSharedFilesUpdate",
        "agentSharedFilesDelete",
        "agentSharedFilesDeleteAll",
        "agentSharedFilesFreeze",
    }


def test_beyond_the_tools_there_are_the_calls_that_support_them() -> None:
    assert set(ROUTES) - {fact["tool"] for fact in FACTS} == {
        "whoami",
        "workflowValidate",
        "workflowHeadFilesGet",
        "workflowHeadFilesPatch",
    }
    assert ROUTES["whoami"].at(Generation.CURRENT).path == "/users/v2/whoami"


@pytest.mark.parametrize(
    ("route", "generation", "alternative"),
    [
        (routes.SYNC_EXECUTION, Generation.CURRENT, "workflowExecute with parentExecutionId"),
        (routes.FREEZE_SHARED_FILE, Generation.CURRENT, "workflowPublish"),
        (routes.WHOAMI, Generation.LEGACY, "getContext"),
        (routes.VALIDATE_WORKFLOW, Generation.LEGACY, "workflowCreate"),
    ],
    ids=lambda value: getattr(value, "operation", None),
)
def test_what_is_not_offered_names_the_nearest_alternative(
    route: Route, generation: Generation, alternative: str
) -> None:
    with pytest.raises(NotOffered) as refused:
        route.at(generation)
    assert refused.value.operation == route.operation
    assert alternative in refused.value.alternative


def test_only_calls_that_may_change_something_are_said_to() -> None:
    reading = {route.operation for route in ROUTES.values() if not route.changes}
    posts = {"searchDocs", "schemaValidate", "workflowValidate"}
    assert reading == posts | {r.operation for r in ROUTES.values() if r.method == "GET"}
