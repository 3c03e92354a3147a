"""Tools, schemas and the documentation."""

import pytest
from tests.sandbox.client import Client

from asteroid_sandbox.docs_search import passages
from asteroid_sandbox.engine.json_values import Json


def test_tools_tell_what_they_are_for(member: Client) -> None:
    tools = member.get("/workflows/available-tools").json()["tools"]

    assert {"browser_use", "computer_use", "ask_user_question"} <= {
        tool["capability"] for tool in tools
    }
    assert all(tool["name"] and tool["description"] for tool in tools)
    assert [tool["capability"] for tool in tools if tool["isRequired"]] == ["browser_use"]
    assert member.get("/agents/available-tools").json() == {"tools": tools}


def test_a_schema_is_judged_and_every_problem_named(member: Client) -> None:
    open_object: dict[str, Json] = {"type": "object", "properties": {"a": {"type": "string"}}}
    closed = {**open_object, "required": ["a"], "additionalProperties": False}

    bad = member.post("/schema/validate", {"schema": open_object})
    good = member.post("/schema/validate", {"schema": closed})

    assert (bad.status_code, bad.json()["valid"], len(bad.json()["errors"])) == (200, False, 2)
    assert good.json() == {"valid": True, "errors": []}


@pytest.mark.parametrize("body", [{}, {"schema": "x"}, {"schema": None}])
def test_what_is_no_schema_at_all_is_refused(member: Client, body: dict[str, Json]) -> None:
    assert member.post("/schema/validate", body).status_code == 400


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("How do I publish a version?", "Versions and publishing: Publish a version"),
        ("why did my run fail", "Executions: Why did a run fail"),
        ("selector transitions", "Nodes and transitions: Transitions"),
        ("steer a simulated run", "About this sandbox: Steer a simulated run"),
        ("is the browser simulated", "About this sandbox: The browser is simulated"),
        ("freeze shared files", "Versions and publishing: Shared files"),
    ],
)
def test_the_best_passage_comes_first(member: Client, query: str, title: str) -> None:
    results = member.post("/docs/search", {"query": query}).json()["results"]

    assert results[0]["title"] == title
    assert len(results) <= 5


def test_nothing_is_found_for_unknown_words(member: Client) -> None:
    assert member.post("/docs/search", {"query": "zzyzx"}).json() == {"results": []}


def test_the_format_is_markdown_or_plain_text(member: Client) -> None:
    def first(**body: Json) -> str:
        results = member.post("/docs/search", {"query": "statuses", **body}).json()["results"]
        return str(results[0]["content"])

    assert first().startswith("## Executions: Statuses")
    assert first(format="mdx") == first()
    assert "`" not in first(format="text")
    assert first(format="text").startswith("Executions: Statuses")


@pytest.mark.parametrize("body", [{}, {"query": ""}, {"query": "x", "format": "pdf"}])
def test_a_search_that_makes_no_sense_is_refused(member: Client, body: dict[str, Json]) -> None:
    assert member.post("/docs/search", body).status_code == 400


def test_a_result_leads_to_its_page(member: Client) -> None:
    (result, *_) = member.post("/docs/search", {"query": "concurrency"}).json()["results"]
    anybody = Client(member.app, {})

    assert anybody.get(result["url"]).text.startswith("# Executions")
    assert anybody.get("//_sandbox/docs/nowhere").status_code == 404


def test_every_page_has_a_title_and_says_something() -> None:
    assert all(passage.page and passage.body for passage in passages())
