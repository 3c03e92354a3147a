"""A page of executions, of an organization that the caller may have left open."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, cast

from asteroid_mcp.asteroid.errors import BadRequest
from asteroid_mcp.asteroid.executions import list_executions
from asteroid_mcp.asteroid.models import Execution, Page
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.shared.bodies import given
from asteroid_mcp.tools.shared.organization import organization_of, organizations_of

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.bodies import ExecutionFilters

_MOST_ORGANIZATIONS = 5

type Filters = dict[str, object]
type Look = Callable[[str | None], Awaitable[Page[Execution]]]


async def found_executions(
    call: Call, organization_id: str | None, filters: Filters, *, page: int, page_size: int
) -> Page[Execution]:
    """Answer a page of the organization's executions; an agentId tells which one it is.

    Raises Refusal if the organization can be told neither so nor from there being only one.
    """

    async def look(organization: str | None) -> Page[Execution]:
        named = cast("ExecutionFilters", given(organizationId=organization, **filters))
        return await list_executions(call.api, filters=named, page=page, page_size=page_size)

    if organization_id is not None or "agentId" not in filters:
        return await look(await organization_of(call, organization_id))
    organizations = [each["id"] for each in await organizations_of(call.api)]
    if len(organizations) == 1:
        return await look(organizations[0])
    return await _found_in_any(look, organizations[:_MOST_ORGANIZATIONS])


async def _found_in_any(look: Look, organizations: Sequence[str]) -> Page[Execution]:
    """Look without naming one; where Asteroid wants a name, in one after the other."""
    try:
        return await look(None)
    except BadRequest:
        if not organizations:
            raise
    first, *others = organizations
    found = await look(first)
    for organization in others:
        if found["total"]:
            break
        found = await look(organization)
    return found


def after_search(found: Page[Execution], filters: Filters) -> tuple[str, ...]:
    """Answer the calls that follow: the newest one's story, or what may find more."""
    if found["items"]:
        return (f'executionGet executionId="{found["items"][0]["id"]}" says what happened',)
    if found["total"]:
        return ()
    widened = ", ".join(name for name in filters if name not in _NOT_NARROWING)
    wider = (f"the same executionsList without {widened} may find more",) if widened else ()
    return (*wider, "agentList, with an organizationId of getContext, shows the agents you can see")


_NOT_NARROWING = frozenset({"agentId", "sortField", "sortDirection"})
