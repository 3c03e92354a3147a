"""Profiles: who an agent signs in as."""

from typing import Annotated, Literal, TypedDict, cast

from asteroid_mcp.asteroid import profiles
from asteroid_mcp.asteroid.models import JsonObject, Profile
from asteroid_mcp.auth.caller import Scope
from asteroid_mcp.tools.agents.browser_settings import BrowserSettings, settings_to_send
from asteroid_mcp.tools.agents.profile_answers import (
    ProfileItem,
    ProfileShown,
    contents,
    profile_item,
    profile_shown,
)
from asteroid_mcp.tools.agents.profile_parameters import (
    ChangedCredentials,
    CookieIds,
    CredentialIds,
    CredentialValues,
    FingerprintId,
    InboxEmailPrefix,
    NewCookies,
    NewSecretIds,
    ProfileDescription,
    ProfileName,
    SecretIds,
    SecretIdsToAdd,
    SecretIdsToRemove,
    StickyIP,
    TracingEnabled,
    cookies_to_send,
)
from asteroid_mcp.tools.declaration.answer import Answer, Paged
from asteroid_mcp.tools.declaration.arguments import BadArguments, Problem
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.rules import exclusive
from asteroid_mcp.tools.declaration.schema import About
from asteroid_mcp.tools.declaration.tool import ADDS, CHANGES, READS, Toolset, tool
from asteroid_mcp.tools.shared.bodies import given
from asteroid_mcp.tools.shared.organization import organization_of
from asteroid_mcp.tools.shared.pages import PageFields, page_fields
from asteroid_mcp.tools.shared.vocabulary import (
    Detail,
    OrganizationId,
    Page,
    PageSize,
    ProfileId,
    SortDirection,
)
from asteroid_mcp.tools.shared.wording import quoted


class ProfilePage(PageFields):
    """One page of an organization's profiles."""

    profiles: list[ProfileItem]


class DeletedProfile(TypedDict):
    """The profile that is gone."""

    profileId: str
    name: str


class ClearedProfile(TypedDict):
    """The profile whose browser state is gone."""

    profileId: str
    message: str


@tool(title="List profiles", toolset=Toolset.AGENTS, scope=Scope.READ, effects=READS)
async def agent_profiles_list(
    call: Call,
    *,
    organization_id: OrganizationId | None = None,
    search_name: Annotated[
        str, About(description="Part of the name, in any case.", min_length=1, max_length=255)
    ]
    | None = None,
    sort_field: Annotated[
        Literal["name", "created_at", "updated_at"],
        About(description="What the list is sorted by."),
    ]
    | None = None,
    sort_direction: SortDirection | None = None,
    page: Page = 1,
    page_size: PageSize = 20,
    detail: Detail = "summary",
) -> Answer[ProfilePage]:
    """Find the profile that an agent should sign in as, for agentExecutePost or workflowExecute.

    Values of secrets, credentials and cookies are never shown.
    """
    organization = await organization_of(call, organization_id)
    found = await profiles.list_profiles(
        call.api,
        organization_id=organization,
        page=page,
        page_size=page_size,
        search_name=search_name,
        sort_field=sort_field,
        sort_direction=sort_direction,
    )
    items = found["items"]
    return Answer(
        summary="",
        paged=Paged("profiles", "profile"),
        data={
            **page_fields(found),
            "profiles": [profile_item(each, detail) for each in items],
        },
        next_steps=(
            _after_listing(items[0]) if items else _nothing_here(organization, found["total"])
        ),
        narrower="Ask for fewer with pageSize, or for some with searchName.",
    )


@tool(
    title="Create a profile",
    toolset=Toolset.AGENTS,
    scope=Scope.WRITE,
    effects=ADDS,
    confirm_with="agentProfilesList with the same organizationId and the name as searchName",
)
async def agent_profiles_create(
    call: Call,
    *,
    name: ProfileName,
    organization_id: OrganizationId | None = None,
    description: ProfileDescription = "",
    secret_ids: NewSecretIds | None = None,
    credentials: CredentialValues | None = None,
    cookies: NewCookies | None = None,
    sticky_i_p: StickyIP | None = None,
    inbox_email_prefix: InboxEmailPrefix | None = None,
    tracing_enabled: TracingEnabled | None = None,
    fingerprint_id: FingerprintId | None = None,
    browser_settings: BrowserSettings | None = None,
) -> Answer[ProfileShown]:
    """Create a profile for agents to sign in with. A name that is taken is refused.

    Hand its ID to agentExecutePost or workflowExecute as profileId.
    """
    settings = settings_to_send(call, "agentProfilesCreate", browser_settings)
    body = given(
        organizationId=await organization_of(call, organization_id),
        name=name,
        description=description,
        secretIds=secret_ids,
        credentials=credentials,
        cookies=cookies_to_send(cookies),
        stickyIP=sticky_i_p,
        inboxEmailPrefix=inbox_email_prefix,
        tracingEnabled=tracing_enabled,
        fingerprintId=fingerprint_id,
        **settings,
    )
    profile = await profiles.create_profile(call.api, body=cast("JsonObject", body))
    return _shown(profile, f"Profile {quoted(profile['name'])} is created")


@tool(title="Get a profile", toolset=Toolset.AGENTS, scope=Scope.READ, effects=READS)
async def agent_profile_get(call: Call, *, profile_id: ProfileId) -> Answer[ProfileShown]:
    """See what a profile signs in with: names of secrets, credentials and cookies, never values.

    The placeholders of its secrets are what a node's instructions use.
    """
    profile = await profiles.get_profile(call.api, profile_id=profile_id)
    return _shown(profile, f"Profile {quoted(profile['name'])}")


@tool(
    title="Change a profile",
    toolset=Toolset.AGENTS,
    scope=Scope.WRITE,
    effects=CHANGES,
    rules=(
        exclusive("secretIds", "secretIdsToAdd"),
        exclusive("secretIds", "secretIdsToRemove"),
    ),
    confirm_with="agentProfileGet with the same profileId",
)
async def agent_profile_update(
    call: Call,
    *,
    profile_id: ProfileId,
    name: ProfileName | None = None,
    description: ProfileDescription | None = None,
    secret_ids: SecretIds | None = None,
    secret_ids_to_add: SecretIdsToAdd | None = None,
    secret_ids_to_remove: SecretIdsToRemove | None = None,
    credentials_to_add: CredentialValues | None = None,
    credentials_to_update: ChangedCredentials | None = None,
    credentials_to_delete: CredentialIds | None = None,
    cookies_to_add: NewCookies | None = None,
    cookies_to_delete: CookieIds | None = None,
    sticky_i_p: StickyIP | None = None,
    inbox_email_prefix: InboxEmailPrefix | None = None,
    tracing_enabled: TracingEnabled | None = None,
    fingerprint_id: FingerprintId | None = None,
    browser_settings: BrowserSettings | None = None,
) -> Answer[ProfileShown]:
    """Change a profile; what is left out stays as it is.

    Changing stickyIP clears the saved browser state and is refused while a run uses the profile.
    """
    changes = given(
        name=name,
        description=description,
        secretIds=secret_ids,
        secretIdsToAdd=secret_ids_to_add,
        secretIdsToRemove=secret_ids_to_remove,
        credentialsToAdd=credentials_to_add,
        credentialsToUpdate=credentials_to_update,
        credentialsToDelete=credentials_to_delete,
        cookiesToAdd=cookies_to_send(cookies_to_add),
        cookiesToDelete=cookies_to_delete,
        stickyIP=sticky_i_p,
        inboxEmailPrefix=inbox_email_prefix,
        tracingEnabled=tracing_enabled,
        fingerprintId=fingerprint_id,
        **settings_to_send(call, "agentProfileUpdate", browser_settings),
    )
    if not changes:
        raise BadArguments([Problem("", "nothing to change; give at least one new value")])
    body = cast("JsonObject", changes)
    profile = await profiles.update_profile(call.api, profile_id=profile_id, body=body)
    return _shown(profile, f"Profile {quoted(profile['name'])} is changed ({', '.join(changes)})")


@tool(
    title="Delete a profile",
    toolset=Toolset.AGENTS,
    scope=Scope.DELETE,
    effects=CHANGES,
    confirm_with="agentProfileGet with the same profileId, which then finds nothing",
)
async def agent_profile_delete(call: Call, *, profile_id: ProfileId) -> Answer[DeletedProfile]:
    """Delete a profile with its cookies, credentials and saved browser state, for good.

    Ask the person first: it cannot be undone.
    """
    doomed = await profiles.get_profile(call.api, profile_id=profile_id)
    await profiles.delete_profile(call.api, profile_id=profile_id)
    organization = f'organizationId="{doomed["organizationId"]}"'
    return Answer(
        summary=f"Profile {quoted(doomed['name'])} is deleted; it held {contents(doomed)}",
        data={"profileId": profile_id, "name": doomed["name"]},
        next_steps=(f"agentProfilesList {organization} shows those that are left",),
    )


@tool(
    title="Clear a profile's browser state",
    toolset=Toolset.AGENTS,
    scope=Scope.WRITE,
    effects=CHANGES,
)
async def agent_profile_clear_browser_cache(
    call: Call, *, profile_id: ProfileId
) -> Answer[ClearedProfile]:
    """Forget what the browser saved for a profile between runs, such as sessions and its cache.

    Use it when runs are stuck in a stale session; the next run signs in anew. The profile's own
    cookies, credentials and secrets stay.
    """
    done = await profiles.clear_browser_cache(call.api, profile_id=profile_id)
    return Answer(
        summary=f"The saved browser state of profile {profile_id} is cleared",
        data={"profileId": profile_id, "message": done["message"]},
        next_steps=(f'agentProfileGet profileId="{profile_id}" shows what it signs in with',),
    )


def _shown(profile: Profile, what: str) -> Answer[ProfileShown]:
    return Answer(
        summary=f"{what}: {contents(profile)}",
        data=profile_shown(profile),
        next_steps=(
            f'agentList organizationId="{profile["organizationId"]}" finds an agent to run with it',
            f'agentExecutePost profileId="{profile["id"]}" runs one, with its agentId and inputs',
        ),
    )


def _after_listing(first: Profile) -> tuple[str, ...]:
    return (f'agentProfileGet profileId="{first["id"]}" shows what it holds',)


def _nothing_here(organization_id: str, total: int) -> tuple[str, ...]:
    organization = f'organizationId="{organization_id}"'
    if total:
        return (f"agentProfilesList {organization} page=1 begins with the first",)
    return (
        f'agentProfilesCreate {organization} name="..." creates one',
        f"agentProfilesList {organization} without searchName lists all there are",
    )
