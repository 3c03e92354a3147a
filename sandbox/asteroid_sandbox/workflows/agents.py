"""Agents: the things that are built and run (the API's newer routes say workflows)."""

import re
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import uuid4

from asteroid_sandbox.call import Call
from asteroid_sandbox.identity import in_reach
from asteroid_sandbox.problems import Problem, conflict, not_found
from asteroid_sandbox.query import Query
from asteroid_sandbox.store import Store

_MATCHES = ("any", "all")
_UNSUITABLE = re.compile(r"[^A-Za-z0-9 -]+")


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent."""

    id: str
    organization_id: str
    user_id: str
    name: str
    created_at: datetime
    deleted_at: datetime | None


def find_agent(store: Store, agent_id: str) -> Agent | None:
    """An agent by its id; a deleted one is not found."""
    return store.row(Agent, "SELECT * FROM agents WHERE id = ? AND deleted_at IS NULL", agent_id)


def agent_of(call: Call) -> Agent:
    """The agent that a request's path names; 404 unless the caller may see it."""
    return in_reach(call.caller, find_agent(call.store, call.path["agent"]), "Workflow")


def name_of(store: Store, agent_id: str) -> str:
    """An agent's name, also when it was deleted."""
    return next(iter(store.column("SELECT name FROM agents WHERE id = ?", agent_id)), "")


def add_agent(store: Store, organization_id: str, user_id: str, name: str, at: datetime) -> Agent:
    """Create an agent; 409 when the organization has one of that name."""
    refuse_taken_name(store, organization_id, name)
    agent = Agent(str(uuid4()), organization_id, user_id, name, at, None)
    keep_agent(store, agent)
    return agent


def keep_agent(store: Store, agent: Agent) -> None:
    """Store a new agent."""
    store.insert(
        "agents",
        {
            "id": agent.id,
            "organization_id": agent.organization_id,
            "user_id": agent.user_id,
            "name": agent.name,
            "created_at": agent.created_at,
            "deleted_at": agent.deleted_at,
        },
    )


def refuse_taken_name(
    store: Store, organization_id: str, name: str, besides: str | None = None
) -> None:
    """409 when another agent of the organization has that name."""
    taken = store.row(
        Agent,
        "SELECT * FROM agents WHERE organization_id = ? AND deleted_at IS NULL"
        " AND lower(name) = lower(?) AND id IS NOT ?",
        organization_id,
        name,
        besides,
    )
    if taken:
        raise conflict(f'A workflow named "{name}" already exists in this organization.')


def suitable_name(name: str) -> str:
    """A new agent's name with what it must not hold made into spaces."""
    return " ".join(_UNSUITABLE.sub(" ", name).split()) or "Untitled"


def find_agents(call: Call) -> list[Agent]:
    """`GET /workflows`, `GET /agents`: an organization's agents, filtered and sorted."""
    query = call.query
    sort = query.choice("sortField", ("name", "created_at")) or "created_at"
    descending = query.choice("sortDirection", ("asc", "desc")) == "desc"
    query.choice("tagMatch", _MATCHES)
    query.check()
    organization = _organization(call, query)
    found = call.store.rows(
        Agent,
        "SELECT * FROM agents WHERE organization_id = ? AND deleted_at IS NULL ORDER BY rowid",
        organization,
    )
    wanted = (query.text("searchName") or "").casefold()
    kept = [agent for agent in found if wanted in agent.name.casefold() and _tagged(call, agent)]
    return sorted(kept, key=lambda agent: _sort_key(agent, sort), reverse=descending)


def _organization(call: Call, query: Query) -> str:
    try:
        return call.caller.organization(call.store, query.text("organizationId")).id
    except Problem as problem:
        if problem.status == HTTPStatus.FORBIDDEN:
            raise not_found("Organization") from None
        raise


def _tagged(call: Call, agent: Agent) -> bool:
    own = call.store.column("SELECT tag_id FROM agent_tags WHERE agent_id = ?", agent.id)
    groups = call.store.column("SELECT tag_group_id FROM agent_tags WHERE agent_id = ?", agent.id)
    wanted = [tag in own for tag in call.query.texts("tagIds")]
    together = all if call.query.choice("tagMatch", _MATCHES) == "all" else any
    matches = not wanted or together(wanted)
    return matches and call.query.text("withoutTagGroupId") not in groups


def _sort_key(agent: Agent, field: str) -> tuple[str, str]:
    when = agent.created_at.isoformat()
    return (agent.name.casefold(), when) if field == "name" else (when, agent.id)
