import math

import pytest
from hypothesis import given, settings, strategies as st

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.calls import call_of
from asteroid_mcp.asteroid.errors import BadRequest, FieldProblem
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.route import Route

from .clients import asteroid_that
from .fake_asteroid import sends


def target_of(route: Route, path: dict[str, str], **query: object) -> str:
    call = call_of(route, Generation.CURRENT, path=path, query=query, body=None, files=())
    return call.target


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("../agents", "..%2Fagents"),
        ("a b?c#d&e", "a%20b%3Fc%23d%26e"),
        ("%2F", "%252F"),
        ("ü+", "%C3%BC%2B"),
    ],
)
def test_a_path_value_keeps_no_character_that_could_lead_elsewhere(
    value: str, encoded: str
) -> None:
    target = target_of(routes.GET_EXECUTION, {"executionId": value})
    assert target == f"/agents/v2/executions/{encoded}"


@pytest.mark.anyio
async def test_an_encoded_path_arrives_as_it_was_encoded() -> None:
    async with asteroid_that(sends({})) as (api, fake):
        await api.request(routes.GET_EXECUTION, path={"executionId": "../agents%2F"})
    assert fake.request.target == "/agents/v2/executions/..%2Fagents%252F"


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_value_that_is_no_name_is_refused_in_our_words(value: str) -> None:
    with pytest.raises(BadRequest) as refused:
        target_of(routes.GET_WORKFLOW, {"agentId": "a-1", "workflowId": value})
    assert refused.value.fields == (FieldProblem("workflowId", "must be an id"),)


@pytest.mark.anyio
@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
async def test_any_text_survives_the_query(text: str) -> None:
    target = target_of(routes.LIST_AGENTS, {}, searchName=text)
    async with asteroid_that(sends({})) as (api, fake):
        await api.request(routes.LIST_AGENTS, query={"searchName": text})
    assert fake.request.target == target
    assert fake.request.query == [("searchName", text)]


def test_a_query_leaves_out_none_repeats_lists_and_spells_booleans() -> None:
    query = {"phase": ["active", "terminal"], "hasScriptFailures": True, "sort": None}
    assert target_of(routes.LIST_EXECUTIONS, {}, **query) == (
        "/agents/v2/executions?phase=active&phase=terminal&hasScriptFailures=true"
    )


@pytest.mark.parametrize("value", [math.nan, math.inf, "\ud800"])
def test_a_body_that_json_cannot_carry_is_refused_before_it_is_sent(value: object) -> None:
    body = {"inputs": {"x": value}}
    with pytest.raises(BadRequest) as refused:
        call_of(
            routes.EXECUTE_AGENT,
            Generation.CURRENT,
            path={"agentId": "a-1"},
            query={},
            body=body,
            files=(),
        )
    assert "cannot be sent" in refused.value.fields[0].detail


@pytest.mark.parametrize("name", ["\ud800", "x" * 20_000], ids=["half a character", "long"])
def test_a_query_that_no_url_can_carry_is_refused(name: str) -> None:
    with pytest.raises(BadRequest):
        target_of(routes.LIST_AGENTS, {}, searchName=name)


def test_a_call_does_not_show_what_it_carries() -> None:
    call = call_of(
        routes.CREATE_PROFILE,
        Generation.CURRENT,
        path={},
        query={},
        body={"credentials": [{"name": "PASS", "data": "hunter2"}]},
        files=(),
    )
    assert "hunter2" not in repr(call)
