"""Whether an execution may start at once: the organization's limit, and a group's free profiles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asteroid_sandbox.call import Call
from asteroid_sandbox.executions.start_body import StartBody
from asteroid_sandbox.identity import Organization
from asteroid_sandbox.problems import Problem, limit_reached, not_found
from asteroid_sandbox.profiles.record import Profile, find_profile, group_members
from asteroid_sandbox.store import Store
from asteroid_sandbox.workflows.agents import Agent

CONCURRENCY: Final = "concurrent_executions"
GROUP_PROFILES: Final = "profile_group_profiles"


@dataclass(frozen=True, slots=True)
class Place:
    """When an execution starts, None while it is queued, and as whom."""

    starts_at: datetime | None
    profile: Profile | None


def find_place(call: Call, agent: Agent, body: StartBody) -> Place:
    """A place now or in the queue; 429 where there is none and queueing was not asked for."""
    organization = call.caller.organization(call.store, agent.organization_id)
    active = call.sandbox.runs.active(organization.id, call.now)
    candidates = _profiles(call.store, agent, body)
    busy = {run.execution.profile_id for run in active} if body.group_id else set()
    free = [profile for profile in candidates if profile.id not in busy]
    refusal = _refusal(organization, len(active), len(candidates), len(free))
    if body.queue and (refusal or call.sandbox.runs.waiting(organization.id, call.now)):
        return Place(None, next(iter(free or candidates), None))
    if refusal:
        raise refusal
    return Place(call.now, next(iter(free), None))


def _refusal(organization: Organization, active: int, profiles: int, free: int) -> Problem | None:
    """Why an execution cannot start right now, if so."""
    limit = organization.concurrency_limit
    if active >= limit:
        told = f"The organization runs {active} of {limit} executions at once."
        return limit_reached(told, capability=CONCURRENCY, used=active, limit=limit)
    if profiles and not free:
        told = "Every profile in the group is in use."
        return limit_reached(told, capability=GROUP_PROFILES, used=profiles, limit=profiles)
    return None


def _profiles(store: Store, agent: Agent, body: StartBody) -> list[Profile]:
    if body.group_id:
        members = group_members(store, agent.organization_id, body.group_id)
        if not members:
            raise not_found("Profile group")
        return members
    if not body.profile_id:
        return []
    profile = find_profile(store, body.profile_id)
    if profile is None or profile.organization_id != agent.organization_id:
        raise not_found("Profile")
    return [profile]
