"""Errors teach: each says what was wrong, whether something was done, and what to do next."""

from collections.abc import Iterator

import pytest

from asteroid_mcp.asteroid import errors
from asteroid_mcp.server.errors import EXPLAINED, Attempt, MissingScope, explain
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_mcp.tools.declaration.answer import Refusal
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem

_TOOLS = {tool.name: tool for tool in TOOLS}
_RUN = Attempt(_TOOLS["agentExecutePost"], {"agentId": "a", "inputs": {}})
_READ = Attempt(_TOOLS["executionGet"], {"executionId": "e"})
_STAGE = Attempt(_TOOLS["tempFilesStage"], {"files": []})


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
    ("error", "attempt", "words"),
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
            ["Asteroid refused agentExecutePost; nothing was changed", "- inputs.a: is missing"],
        ),
        (
            errors.BadRequest("x", fields=(errors.FieldProblem("agentId", "is bad"),)),
            _RUN,
            ["Check the arguments: agentId comes from agentList."],
        ),
        (
            errors.BadRequest("x", detail="It has ended"),
            _RUN,
            [": It has ended. Nothing was changed", "does not allow it: look with executionsList"],
        ),
        (errors.BadRequest("x", detail="No"), _READ, ["does not allow it: look again first"]),
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
            [
                "(runs): 5 of 5 are in use.",
                "Try again in 30 seconds",
                "executionsList with your organizationId",
                'onCapacityLimit="queue"',
            ],
        ),
        (errors.UpstreamBroken("x"), _READ, ["Nothing was changed; it is safe to try again"]),
        (
            errors.UpstreamBroken("x", outcome_unknown=True),
            _RUN,
            ["may have taken effect", "do not simply repeat it", "executionsList"],
        ),
        (errors.UpstreamSlow("x", retry_after=0.2), _READ, ["in time", "Try again in 1 second."]),
        (
            errors.NotOffered("x", parameters=("head",), alternative="use version"),
            _RUN,
            ["head is not offered", "ASTEROID_API_GENERATION", "Instead: use version, or workflow"],
        ),
        (
            errors.NotOffered("x", parameters=("a", "b"), alternative="Use c."),
            _RUN,
            ["a, b are not offered", "Instead: use c."],
        ),
        (
            errors.UpstreamBroken("x", reason="the connection was refused"),
            _READ,
            ["executionGet (the connection was refused)"],
        ),
        (
            errors.UpstreamSlow("x", outcome_unknown=True),
            _STAGE,
            ["may have taken effect all the same; to call it again does no harm"],
        ),
        (errors.NotOffered("x"), _RUN, ["agentExecutePost is not offered"]),
    ],
)
def test_an_error_says_what_happened_and_what_is_next(
    error: Exception, attempt: Attempt, words: list[str]
) -> None:
    text = explain(error, attempt)
    for word in words:
        assert word in text


def test_a_limit_of_a_tool_that_cannot_queue_says_nothing_of_queues() -> None:
    assert "queue" not in explain(errors.LimitReached("x", limit=5, used=5), _READ)


def test_a_limit_of_calls_says_nothing_of_runs() -> None:
    text = explain(errors.LimitReached("x", retry_after=3), _RUN)
    assert "queue" not in text
    assert "Try again in 3 seconds" in text


def test_only_the_arguments_that_were_given_are_asked_to_be_checked() -> None:
    text = explain(errors.NotFound("x"), _RUN)
    assert text.endswith("Check the arguments: agentId comes from agentList.")


def test_what_has_no_words_is_not_explained() -> None:
    with pytest.raises(ZeroDivisionError):
        explain(ZeroDivisionError("secret"), _READ)
    assert not issubclass(ZeroDivisionError, EXPLAINED)
