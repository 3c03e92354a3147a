"""What went wrong, in words that tell a model what to do next. The one place that maps errors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import singledispatch

from asteroid_mcp.asteroid import errors
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.tools.declaration.answer import Refusal
from asteroid_mcp.tools.declaration.arguments import BadArguments
from asteroid_mcp.tools.declaration.tool import Tool

_WHERE_IDS_COME_FROM: Mapping[str, str] = {
    "organizationId": "getContext",
    "agentId": "agentList",
    "workflowId": "workflowsList",
    "version": "workflowsList",
    "executionId": "executionsList",
    "profileId": "agentProfilesList",
    "fileId": "agentSharedFilesGet",
    "tempFiles": "tempFilesStage (they expire after 60 minutes)",
}
_INSTEAD: Mapping[str, str] = {
    "createdWithin": "use createdAfter",
    "phase": "use status",
    "metadata": "use metadataKey and metadataValue",
    "head": "use version, or workflowExecute with a version's ID",
    "onCapacityLimit": "leave it out",
    "format": "leave it out",
    "tagIds": "use searchName",
}


class MissingScope(Exception):
    """The caller's grant does not cover the tool."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call that failed: the tool and the arguments it was given."""

    tool: Tool
    arguments: Mapping[str, Json] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The tool's name."""
        return self.tool.name

    @property
    def look(self) -> str:
        """How to see how things stand: " with executionGet", or nothing."""
        return f" with {self.tool.confirm_with}" if self.tool.confirm_with else ""


EXPLAINED = (MissingScope, BadArguments, Refusal, errors.AsteroidError)
"""The errors that `explain` has words for."""


@singledispatch
def explain(error: Exception, _attempt: Attempt) -> str:
    """Say what was wrong and the next step; nothing of the exception's own text is shown."""
    raise error


@explain.register
def _(_error: MissingScope, attempt: Attempt) -> str:
    scope = attempt.tool.scope
    return (
        f"{attempt.name} needs the scope {scope}, which this sign-in does not have. "
        f"Nothing was done. Ask the person to sign in again and to allow {scope}."
    )


@explain.register
def _(error: BadArguments, attempt: Attempt) -> str:
    count = len(error.problems)
    return _lines(
        f"{count} problem{'s' if count > 1 else ''} with the arguments of {attempt.name}; "
        "nothing was done:",
        (f"- {problem}" for problem in error.problems),
        f"Correct {'them' if count > 1 else 'it'} and call {attempt.name} again.",
    )


@explain.register
def _(error: Refusal, _attempt: Attempt) -> str:
    return str(error)


@explain.register
def _(error: errors.BadRequest, attempt: Attempt) -> str:
    if error.fields:
        return _lines(
            f"Asteroid refused {attempt.name}; nothing was changed:",
            (f"- {each.parameter}: {each.detail}" for each in error.fields),
            f"Correct the arguments and call {attempt.name} again."
            f"{_where_ids_come_from(attempt, only_named=error.fields)}",
        )
    return (
        f"Asteroid refused {attempt.name}{_quoted(error)} Nothing was changed. If the arguments "
        f"are right, the present state does not allow it: look{attempt.look or ' again'} first."
    )


@explain.register
def _(_error: errors.NotSignedIn, attempt: Attempt) -> str:
    return (
        f"Asteroid did not accept the credential behind {attempt.name}; nothing was done. Trying "
        "again does not help: tell the person that the Asteroid API key of this server is missing, "
        "mistyped or revoked, and has to be replaced."
    )


@explain.register
def _(error: errors.Forbidden, _attempt: Attempt) -> str:
    lacking = f" (missing capability: {error.capability})" if error.capability else ""
    return (
        f"Asteroid does not let this user do that{lacking}{_quoted(error)} Nothing was done. "
        "getContext shows the user and their organizations; an administrator of the organization "
        "can grant more."
    )


@explain.register
def _(error: errors.NotFound, attempt: Attempt) -> str:
    return (
        f"Asteroid did not find what {attempt.name} asked for, or this user may not see it"
        f"{_quoted(error)} Nothing was done.{_where_ids_come_from(attempt)}"
    )


@explain.register
def _(error: errors.Conflict, attempt: Attempt) -> str:
    return (
        f"{attempt.name} collides with what is there{_quoted(error)} Nothing was changed. "
        f"Look{attempt.look or ' again'}, then decide whether to call it with other arguments."
    )


@explain.register
def _(error: errors.PaymentRequired, attempt: Attempt) -> str:
    return (
        f"Asteroid wants a payment or a larger plan before {attempt.name}{_quoted(error)} "
        "Nothing was done. Tell the person; trying again does not help."
    )


@explain.register
def _(error: errors.LimitReached, attempt: Attempt) -> str:
    what = f" ({error.capability})" if error.capability else ""
    return (
        f"A limit of Asteroid is reached{what}{_quoted(error) if error.detail else _used(error)} "
        f"Nothing was done. {_when(error)}{_way_around(error, attempt)}"
    )


@explain.register
def _(error: errors.UpstreamBroken, attempt: Attempt) -> str:
    why = f" ({error.reason})" if error.reason else ""
    return f"Asteroid failed to answer {attempt.name}{why}. {_again(error, attempt)}"


@explain.register
def _(error: errors.UpstreamSlow, attempt: Attempt) -> str:
    return f"Asteroid did not answer {attempt.name} in time. {_again(error, attempt)}"


@explain.register
def _(error: errors.NotOffered, attempt: Attempt) -> str:
    what = ", ".join(error.parameters) or attempt.name
    verb = "are" if len(error.parameters) > 1 else "is"
    known = [_INSTEAD[each] for each in error.parameters if each in _INSTEAD]
    instead = "; ".join(known) or error.alternative.rstrip(".")
    return (
        f"{what} {verb} not offered by the API generation that this server uses "
        "(its setting ASTEROID_API_GENERATION). Nothing was done."
        + (f" Instead: {instead[0].lower()}{instead[1:]}." if instead else "")
    )


def _again(error: errors.UpstreamBroken | errors.UpstreamSlow, attempt: Attempt) -> str:
    if not error.outcome_unknown:
        return f"Nothing was changed; it is safe to try again. {_when(error)}"
    if not attempt.tool.confirm_with:
        return "It may have taken effect all the same; to call it again does no harm."
    return (
        "It may have taken effect all the same, so do not simply repeat it: first look"
        f"{attempt.look}, and call {attempt.name} again only if it did not."
    )


def _when(error: errors.AsteroidError) -> str:
    if error.retry_after is None:
        return "Try again in a moment; if it stays so, tell the person."
    seconds = max(1, round(error.retry_after))
    return f"Try again in {seconds} second{'' if seconds == 1 else 's'}."


def _quoted(error: errors.AsteroidError) -> str:
    return f": {error.detail.rstrip('.')}." if error.detail else "."


def _used(error: errors.LimitReached) -> str:
    return "." if error.limit is None else f": {error.used} of {error.limit} are in use."


def _way_around(error: errors.LimitReached, attempt: Attempt) -> str:
    """Say what else can be done where the limit is one of runs at once and not one of calls."""
    if error.limit is None or not attempt.tool.effects.open_world:
        return ""
    can_queue = "onCapacityLimit" in attempt.tool.parameters
    queue = '; on the current API, onCapacityLimit="queue" waits in line' if can_queue else ""
    return f" executionsList with your organizationId shows what is running{queue}."


def _where_ids_come_from(
    attempt: Attempt, only_named: Iterable[errors.FieldProblem] | None = None
) -> str:
    given = set(attempt.arguments)
    if only_named is not None:
        given &= {problem.parameter.split(".")[0].split("[")[0] for problem in only_named}
    sources = [
        f"{name} comes from {source}"
        for name, source in _WHERE_IDS_COME_FROM.items()
        if name in given and source != attempt.name
    ]
    return f" Check the arguments: {', '.join(sources)}." if sources else ""


def _lines(first: str, middle: Iterable[str], last: str) -> str:
    return "\n".join([first, *middle, last])
