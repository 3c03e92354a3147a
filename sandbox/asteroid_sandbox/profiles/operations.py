"""The operations on profiles; each serves `/profiles` and `/agent-profiles`."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from starlette.responses import Response

from asteroid_sandbox.call import Call, created, done, ok
from asteroid_sandbox.engine.json_values import JsonObject, text
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.problems import bad_request
from asteroid_sandbox.profiles.body import (
    read_cookies,
    read_credential_inputs,
    read_credentials,
    read_settings,
    refuse_secrets,
)
from asteroid_sandbox.profiles.record import (
    Profile,
    is_in_use,
    keep_profile,
    profile_of,
    profiles_of,
)
from asteroid_sandbox.profiles.settings import (
    FEATURES,
    PROXY_MODES,
    SYSTEMS,
    has_feature,
    legacy_settings,
    refuse_incomplete_proxy,
)

_SORT_FIELDS = ("name", "created_at", "updated_at")


def list_profiles(call: Call) -> Response:
    """`GET /profiles`: an organization's profiles; the older route has three more filters."""
    query, page = call.query, call.query.page()
    field = query.choice("sortField", _SORT_FIELDS) or "created_at"
    descending = query.choice("sortDirection", ("asc", "desc")) == "desc"
    modes = query.choices("proxyMode", PROXY_MODES)
    systems = query.choices("operatingSystem", SYSTEMS)
    features = query.choices("feature", FEATURES)
    query.check()
    organization = call.caller.organization(call.store, query.text("organizationId"))
    wanted = (query.text("searchName") or "").casefold()
    found = [
        profile
        for profile in profiles_of(call.store, organization.id)
        if wanted in profile.name.casefold()
        and _is_one_of(profile, "proxyMode", modes)
        and _is_one_of(profile, "operatingSystem", systems)
        and all(has_feature(profile, feature) for feature in features)
    ]
    found.sort(key=lambda profile: _sort_key(profile, field), reverse=descending)
    return ok(page.of(found, call.words.profile))


def create_profile(call: Call) -> Response:
    """`POST /profiles`: 409 when the organization has one of that name."""
    fields = call.fields()
    name = fields.text("name", required=True, least=1, most=255)
    description = fields.text("description", required=True, most=1000)
    settings = _settings(call, fields, {})
    profile = Profile(
        id=str(uuid4()),
        organization_id="",
        name=name or "",
        description=description or "",
        fields=settings,
        credentials=read_credentials(fields, "credentials", call.now),
        cookies=read_cookies(fields, "cookies", call.now),
        created_at=call.now,
        updated_at=call.now,
    )
    organization_id = fields.text("organizationId")
    fields.check()
    organization = call.caller.organization(call.store, organization_id)
    profile = replace(profile, organization_id=organization.id)
    keep_profile(call.store, profile)
    return created(call.words.profile(profile))


def get_profile(call: Call) -> Response:
    """`GET /profiles/{profileId}`."""
    return ok(call.words.profile(profile_of(call)))


def update_profile(call: Call) -> Response:
    """`PATCH /profiles/{profileId}`: what is left out stays as it is."""
    profile, fields = profile_of(call), call.fields()
    fields.exclude("secretIds", "secretIdsToAdd")
    fields.exclude("secretIds", "secretIdsToRemove")
    name = fields.text("name", least=1, most=255)
    description = fields.text("description", most=1000)
    changed = replace(
        profile,
        name=name or profile.name,
        description=profile.description if description is None else description,
        fields=_settings(call, fields, profile.fields),
        credentials=_credentials(call, fields, profile.credentials),
        cookies=_cookies(call, fields, profile.cookies),
        updated_at=call.now,
    )
    fields.check()
    _refuse_moving_ip(call, profile, changed)
    keep_profile(call.store, changed)
    return ok(call.words.profile(changed))


def delete_profile(call: Call) -> Response:
    """`DELETE /profiles/{profileId}`: executions that used it keep its name."""
    profile = profile_of(call)
    call.store.run("DELETE FROM profiles WHERE id = ?", profile.id)
    return done()


def clear_browser_cache(call: Call) -> Response:
    """`DELETE /profiles/{profileId}/clear-browser-cache`: always clear already."""
    profile = profile_of(call)
    return ok({"message": f'The browser cache of profile "{profile.name}" was cleared.'})


def _settings(call: Call, fields: Fields, before: JsonObject) -> JsonObject:
    refuse_secrets(fields)
    settings = before | read_settings(fields, legacy=call.is_legacy_route)
    if call.is_legacy_route:
        refuse_incomplete_proxy(settings, fields)
    return settings


def _credentials(call: Call, fields: Fields, before: Sequence[JsonObject]) -> list[JsonObject]:
    kept = _without(fields, "credentialsToDelete", before)
    names = {text(known, "name") for known in kept}
    for given in read_credential_inputs(fields, "credentialsToUpdate"):
        if text(given, "name").upper() not in names:
            fields.refuse("credentialsToUpdate", f"knows no credential {text(given, 'name')}")
    return kept + read_credentials(fields, "credentialsToAdd", call.now)


def _cookies(call: Call, fields: Fields, before: Sequence[JsonObject]) -> list[JsonObject]:
    kept = _without(fields, "cookiesToDelete", before)
    return kept + read_cookies(fields, "cookiesToAdd", call.now)


def _without(fields: Fields, name: str, before: Sequence[JsonObject]) -> list[JsonObject]:
    dropped, known = fields.texts(name) or [], [each["id"] for each in before]
    unknown = [given for given in dropped if given not in known]
    if unknown:
        fields.refuse(name, f"names what the profile does not have: {', '.join(unknown)}")
    return [each for each in before if each["id"] not in dropped]


def _refuse_moving_ip(call: Call, before: Profile, after: Profile) -> None:
    moved = before.fields.get("stickyIP", False) != after.fields.get("stickyIP", False)
    if moved and is_in_use(call, before):
        raise bad_request(
            "stickyIP cannot be changed while an execution uses the profile: wait for its end, "
            "or cancel it."
        )


def _is_one_of(profile: Profile, setting: str, wanted: Sequence[str]) -> bool:
    return not wanted or legacy_settings(profile).get(setting) in wanted


def _sort_key(profile: Profile, field: str) -> str:
    keys = {
        "name": profile.name.casefold(),
        "created_at": profile.created_at.isoformat(),
        "updated_at": profile.updated_at.isoformat(),
    }
    return keys[field]
