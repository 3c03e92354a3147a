"""Which organization a call is about, where the caller did not say."""

from asteroid_mcp.asteroid.context import get_context, whoami
from asteroid_mcp.asteroid.errors import Forbidden, NotFound, NotOffered
from asteroid_mcp.asteroid.models import Organization
from asteroid_mcp.asteroid.transport import Api
from asteroid_mcp.tools.declaration.answer import Refusal
from asteroid_mcp.tools.declaration.call import Call


async def organization_of(call: Call, organization_id: str | None) -> str:
    """Answer the organization that was named, or the caller's only one.

    Raises Refusal that lists the organizations if there are several, or none.
    """
    if organization_id is not None:
        return organization_id
    organizations = await organizations_of(call.api)
    if len(organizations) == 1:
        return organizations[0]["id"]
    raise Refusal(_which(organizations))


async def organizations_of(api: Api) -> list[Organization]:
    """Answer the caller's organizations; an organization's own API key has no user, only itself."""
    try:
        return (await get_context(api))["organizations"]
    except (Forbidden, NotFound):
        return await _of_the_key(api)


async def _of_the_key(api: Api) -> list[Organization]:
    try:
        identity = await whoami(api)
    except NotOffered:
        return []
    organization_id = identity.get("organizationId")
    return [{"id": organization_id, "name": ""}] if organization_id else []


def _which(organizations: list[Organization]) -> str:
    if not organizations:
        return (
            "This user belongs to no organization that could be found; nothing was done. "
            "Give organizationId, or ask the person which organization they mean."
        )
    listed = "\n".join(f"- {each['id']} ({each['name']})" for each in organizations)
    return (
        f"This user belongs to {len(organizations)} organizations, so organizationId is needed; "
        f"nothing was done. Choose one, or ask the person:\n{listed}"
    )
