"""Errors teach: each says what was wrong, whether something was done, and what to do next."""

from collections.abc import Iterator

import pytest

from asteroid_mcp.asteroid import errors
from asteroid_mcp.server.errors import EXPLAINED, MissingScope, explain
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_mcp.tools.declaration.answer import Refusal
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.tool import Tool

_TOOLS = {tool.name: tool for tool in TOOLS}
_RUN, _READ = _TOOLS["agentExecutePost"], _TOOLS["executionGet"]


def _kinds(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)


@pytest.mark.parametrize("kind", list(_kinds(errors.AsteroidError)))
def test_every_error_of_asteroids_has_words(kind: type[errors.AsteroidError]) -> None:
    if kind is errors.AsteroidError:
        return
    text = explain(kind("operation"), _RUN)
    assert "agentExecutePost" in text or "Nothing was done" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("error", "tool", "words"),
    [
        (MissingScope(), _RUN, ["asteroid:run", "Nothing was done", "sign in again"]),
        (
            BadArguments([Problem("a", "is bad"), Problem("b", "too")]),
            _RUN,
            ["2 problems with the arguments of agentExecutePost", "- a: is bad\n- b: too"],
        ),
        (BadArguments([Problem("a", "is bad")]), _RUN, ["1 problem with", "Correct it and call"]),
        (Refusal("Choose one."), _RUN, ["Choose one."]),
        (
            errors.BadRequest(
                "x", fields=(errors.FieldProblem("inputs.a", "is missing"),), detail="Bad inputs."
            ),
            _RUN,
            ["Asteroid refused agentExecutePost: Bad inputs.", "- inputs.a: is missing"],
        ),
        (errors.NotSignedIn("x"), _READ, ["API key", "missing, mistyped or revoked"]),
        (
            errors.Forbidden("x", capability="workflows.write"),
            _READ,
            ["missing capability: workflows.write", "getContext"],
        ),
        (
            errors.NotFound("x", detail="No such execution"),
            _READ,
            ["No such execution.", "executionId comes from executionsList"],
        ),
        (errors.Conflict("x", detail="Name taken"), _RUN, ["Name taken.", "Nothing was changed"]),
        (errors.PaymentRequired("x"), _RUN, ["payment", "trying again does not help"]),
        (
            errors.LimitReached("x", used=5, limit=5, capability="runs", retry_after=30.4),
            _RUN,
            ["(runs)", "5 of 5 are in use", "Try again in 30 seconds", 'onCapacityLimit="queue"'],
        ),
        (errors.UpstreamBroken("x"), _READ, ["Nothing was changed; it is safe to try again"]),
        (
            errors.UpstreamBroken("x", outcome_unknown=True),
            _RUN,
            ["may have taken effect", "do not simply repeat it", "executionsList"],
        ),
        (errors.UpstreamSlow("x", retry_after=0.2), _READ, ["in time", "Try again in 1 seconds"]),
        (
            errors.NotOffered("x", parameters=("head",), alternative="use version"),
            _RUN,
            ["head is not offered", "ASTEROID_API_GENERATION", "Instead: use version"],
        ),
        (errors.NotOffered("x"), _RUN, ["agentExecutePost is not offered"]),
    ],
)
def test_an_error_says_what_happened_and_what_is_next(
    error: Exception, tool: Tool, words: list[str]
) -> None:
    text = explain(error, tool)
    for word in words:
        assert word in text


def test_a_limit_of_a_tool_that_cannot_queue_says_nothing_of_queues() -> None:
    assert "queue" not in explain(errors.LimitReached("x"), _READ)


def test_what_has_no_words_is_not_explained() -> None:
    with pytest.raises(ZeroDivisionError):
        explain(ZeroDivisionError("secret"), _READ)
    assert not issubclass(ZeroDivisionError, EXPLAINED)
