"""A profile as it is kept. Secret values are never kept: the simulated browser needs none."""

from dataclasses import dataclass
from datetime import datetime

from asteroid_sandbox.call import Call
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.engine.status import phase_of
from asteroid_sandbox.executions.record import executions_of
from asteroid_sandbox.identity import in_reach
from asteroid_sandbox.problems import conflict
from asteroid_sandbox.store import Store, Value


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile. `fields` holds its settings under the API's names, secrets left out."""

    id: str
    organization_id: str
    name: str
    description: str
    fields: JsonObject
    credentials: list[JsonObject]
    cookies: list[JsonObject]
    created_at: datetime
    updated_at: datetime

    def text_field(self, name: str) -> str | None:
        """A setting that is a text, None where it is unset or empty."""
        value = self.fields.get(name)
        return value if isinstance(value, str) and value else None


def find_profile(store: Store, profile_id: str) -> Profile | None:
    """A profile by its id."""
    return store.row(Profile, "SELECT * FROM profiles WHERE id = ?", profile_id)


def profiles_of(store: Store, organization_id: str) -> list[Profile]:
    """An organization's profiles, in order of their making."""
    sql = "SELECT * FROM profiles WHERE organization_id = ? ORDER BY rowid"
    return store.rows(Profile, sql, organization_id)


def profile_of(call: Call) -> Profile:
    """The profile that a request's path names; 404 unless the caller may see it."""
    return in_reach(call.caller, find_profile(call.store, call.path["profile"]), "Profile")


def group_members(store: Store, organization_id: str, group_id: str) -> list[Profile]:
    """The profiles in a group of the organization, the one used longest ago first."""
    return store.rows(
        Profile,
        "SELECT p.* FROM profiles p JOIN profile_group_members m ON m.profile_id = p.id"
        " JOIN profile_groups g ON g.id = m.group_id"
        " WHERE g.id = ? AND g.organization_id = ? ORDER BY"
        " (SELECT max(created_at) FROM executions e WHERE e.profile_id = p.id), p.rowid",
        group_id,
        organization_id,
    )


def keep_profile(store: Store, profile: Profile) -> None:
    """Store a profile, new or changed; 409 when the organization has another of its name."""
    own = profiles_of(store, profile.organization_id)
    if any(
        other.name.casefold() == profile.name.casefold() and other.id != profile.id for other in own
    ):
        raise conflict(f'A profile named "{profile.name}" already exists in this organization.')
    values: dict[str, Value] = {
        "organization_id": profile.organization_id,
        "name": profile.name,
        "description": profile.description,
        "fields": profile.fields,
        "credentials": profile.credentials,
        "cookies": profile.cookies,
        "created_at": profile.created_at,
        "updated_at": profile.updated_at,
    }
    if any(other.id == profile.id for other in own):
        store.update("profiles", profile.id, values)
    else:
        store.insert("profiles", {"id": profile.id, **values})


def is_in_use(call: Call, profile: Profile) -> bool:
    """Whether an execution that has not ended uses the profile."""
    users = [
        execution
        for execution in executions_of(call.store, profile.organization_id)
        if execution.profile_id == profile.id
    ]
    states = (call.sandbox.runs.look(execution, call.now).state for execution in users)
    return any(phase_of(state.status) != "terminal" for state in states)
