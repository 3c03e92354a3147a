"""Which organization a call is about, where the caller did not say."""

import httpx
import pytest

from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.deadline import Deadline
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.tools.declaration.answer import Refusal
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.shared.organization import organization_of

pytestmark = pytest.mark.anyio

_ONE: Json = {"id": "org-1", "name": "One"}
_TWO: Json = {"id": "org-2", "name": "Two"}


def _call(
    organizations: list[Json] | None,
    *,
    key_of: str | None = None,
    generation: Generation = Generation.CURRENT,
) -> Call:
    """A call of someone with these organizations, or, with None, of an organization's own key."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/users/v2/whoami":
            identity = {"kind": "api_key", "id": "k", "credential": "org_api_key"}
            pinned = {} if key_of is None else {"organizationId": key_of}
            return httpx.Response(200, json=identity | pinned)
        if organizations is None:
            return httpx.Response(403, json={"code": 403, "message": "no user"})
        context = {"userId": "u", "email": "e", "organizations": organizations}
        return httpx.Response(200, json=context)

    transport = httpx.MockTransport(answer)
    asteroid = Asteroid("http://asteroid.test", generation, transport=transport)
    return Call(asteroid.api(ApiKey("key"), Deadline.after(5)), LOCAL_CALLER)


async def test_the_one_that_was_named_is_taken_without_asking() -> None:
    assert await organization_of(_call([]), "org-9") == "org-9"


async def test_the_only_one_is_taken() -> None:
    assert await organization_of(_call([_ONE]), None) == "org-1"


async def test_several_are_listed_for_a_choice() -> None:
    with pytest.raises(Refusal, match=r"2 organizations.*\n- org-1 \(One\)\n- org-2 \(Two\)"):
        await organization_of(_call([_ONE, _TWO]), None)


async def test_none_is_said_to_be_none() -> None:
    with pytest.raises(Refusal, match="belongs to no organization"):
        await organization_of(_call([]), None)


async def test_an_organizations_own_key_stands_for_it() -> None:
    assert await organization_of(_call(None, key_of="org-7"), None) == "org-7"


@pytest.mark.parametrize("generation", list(Generation))
async def test_a_key_that_stands_for_nothing_is_asked_to_name_one(generation: Generation) -> None:
    with pytest.raises(Refusal, match="Give organizationId"):
        await organization_of(_call(None, generation=generation), None)
