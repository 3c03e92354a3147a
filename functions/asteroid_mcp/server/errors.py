"""What went wrong, in words that tell a model what to do next. The one place that maps errors."""

from collections.abc import Iterable, Mapping
from functools import singledispatch

from asteroid_mcp.asteroid import errors
from asteroid_mcp.tools.declaration.answer import Refusal
from asteroid_mcp.tools.declaration.arguments import BadArguments
from asteroid_mcp.tools.declaration.tool import Tool

_WHERE_IDS_COME_FROM: Mapping[str, str] = {
    "organizationId": "getContext",
    "agentId": "agentList",
    "workflowId": "workflowsList",
    "executionId": "executionsList",
    "profileId": "agentProfilesList",
    "fileId": "agentSharedFilesGet",
}


class MissingScope(Exception):
    """The caller's grant does not cover the tool."""


EXPLAINED = (MissingScope, BadArguments, Refusal, errors.AsteroidError)
"""The errors that `explain` has words for."""


@singledispatch
def explain(error: Exception, _tool: Tool) -> str:
    """Say what was wrong and the next step; nothing of the exception's own text is shown."""
    raise error


@explain.register
def _(_error: MissingScope, tool: Tool) -> str:
    return (
        f"{tool.name} needs the scope {tool.scope}, which this sign-in does not have. "
        f"Nothing was done. Ask the person to sign in again and to allow {tool.scope}."
    )


@explain.register
def _(error: BadArguments, tool: Tool) -> str:
    count = len(error.problems)
    return _lines(
        f"{count} problem{'s' if count > 1 else ''} with the arguments of {tool.name}; "
        "nothing was done:",
        (f"- {problem}" for problem in error.problems),
        f"Correct {'them' if count > 1 else 'it'} and call {tool.name} again.",
    )


@explain.register
def _(error: Refusal, _tool: Tool) -> str:
    return str(error)


@explain.register
def _(error: errors.BadRequest, tool: Tool) -> str:
    return _lines(
        f"Asteroid refused {tool.name}{_quoted(error)} Nothing was changed.",
        (f"- {field.parameter}: {field.detail}" for field in error.fields),
        f"Correct the arguments and call {tool.name} again{_or_look(tool)}.",
    )


@explain.register
def _(_error: errors.NotSignedIn, tool: Tool) -> str:
    return (
        f"Asteroid did not accept the credential behind {tool.name}; nothing was done. Trying "
        "again does not help: tell the person that the Asteroid API key of this server is missing, "
        "mistyped or revoked, and has to be replaced."
    )


@explain.register
def _(error: errors.Forbidden, _tool: Tool) -> str:
    lacking = f" (missing capability: {error.capability})" if error.capability else ""
    return (
        f"Asteroid does not let this user do that{lacking}{_quoted(error)} Nothing was done. "
        "getContext shows the user and their organizations; an administrator of the organization "
        "can grant more."
    )


@explain.register
def _(error: errors.NotFound, tool: Tool) -> str:
    return (
        f"Asteroid has no such thing, or this user may not see it{_quoted(error)} Nothing was done."
        f"{_where_ids_come_from(tool)}"
    )


@explain.register
def _(error: errors.Conflict, tool: Tool) -> str:
    return (
        f"{tool.name} collides with the present state{_quoted(error)} Nothing was changed. "
        f"Read what is there now{_via(tool)}, then decide whether to call again."
    )


@explain.register
def _(error: errors.PaymentRequired, tool: Tool) -> str:
    return (
        f"Asteroid wants a payment or a larger plan before {tool.name}{_quoted(error)} "
        "Nothing was done. Tell the person; trying again does not help."
    )


@explain.register
def _(error: errors.LimitReached, tool: Tool) -> str:
    used = f" {error.used} of {error.limit} are in use." if error.limit is not None else ""
    what = f" ({error.capability})" if error.capability else ""
    queue = ' On the current API, onCapacityLimit="queue" waits in line instead.'
    return (
        f"A limit of Asteroid is reached{what}{_quoted(error)}{used} Nothing was done. "
        f"{_when(error)}{queue if _can_queue(tool) else ''}"
    )


@explain.register
def _(error: errors.UpstreamBroken, tool: Tool) -> str:
    return f"Asteroid failed to answer {tool.name} properly. {_again(error, tool)}"


@explain.register
def _(error: errors.UpstreamSlow, tool: Tool) -> str:
    return f"Asteroid did not answer {tool.name} in time. {_again(error, tool)}"


@explain.register
def _(error: errors.NotOffered, tool: Tool) -> str:
    what = ", ".join(error.parameters) or tool.name
    verb = "are" if len(error.parameters) > 1 else "is"
    instead = f" Instead: {error.alternative}" if error.alternative else ""
    return (
        f"{what} {verb} not offered by the API generation that this server uses "
        f"(ASTEROID_API_GENERATION). Nothing was done.{instead}"
    )


def _again(error: errors.UpstreamBroken | errors.UpstreamSlow, tool: Tool) -> str:
    if error.outcome_unknown and tool.confirm_with:
        return (
            "It may have taken effect all the same, so do not simply repeat it: first look "
            f"with {tool.confirm_with}, and call {tool.name} again only if it did not."
        )
    return f"Nothing was changed; it is safe to try again. {_when(error)}"


def _when(error: errors.AsteroidError) -> str:
    if error.retry_after is None:
        return "Try again in a moment; if it stays so, tell the person."
    return f"Try again in {max(1, round(error.retry_after))} seconds."


def _quoted(error: errors.AsteroidError) -> str:
    return f": {error.detail.rstrip('.')}." if error.detail else "."


def _can_queue(tool: Tool) -> bool:
    return "onCapacityLimit" in str(tool.input_schema)


def _via(tool: Tool) -> str:
    return f" with {tool.confirm_with}" if tool.confirm_with else ""


def _or_look(tool: Tool) -> str:
    return f"; if they are right, see how things stand{_via(tool)}" if tool.confirm_with else ""


def _where_ids_come_from(tool: Tool) -> str:
    sources = [
        f"{name} comes from {source}"
        for name, source in _WHERE_IDS_COME_FROM.items()
        if name in str(tool.input_schema) and source != tool.name
    ]
    return f" Check the arguments: {', '.join(sources)}." if sources else ""


def _lines(first: str, middle: Iterable[str], last: str) -> str:
    return "\n".join([first, *middle, last])
