"""Who is calling, and which organizations they belong to."""

import hashlib
from dataclasses import dataclass
from typing import Literal, Protocol

from starlette.datastructures import Headers

from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.problems import forbidden, invalid, not_found, not_signed_in
from asteroid_sandbox.store import Store

type Credential = Literal["user_api_key", "org_api_key", "jwt"]

LEGACY_HEADER = "X-Asteroid-Agents-Api-Key"


class Owned(Protocol):
    """Anything that one organization owns."""

    @property
    def organization_id(self) -> str:
        """The owner's id."""


@dataclass(frozen=True, slots=True)
class User:
    """A person."""

    id: str
    email: str


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization; `concurrency_limit` is how many executions it may have active at once."""

    id: str
    name: str
    concurrency_limit: int


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key, of a person or of an organization; the key itself is kept as a digest only."""

    id: str
    name: str
    digest: str
    user_id: str | None
    organization_id: str | None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a request acts as. An organization's key has no user."""

    key: ApiKey
    user: User | None
    organizations: tuple[Organization, ...]
    credential: Credential
    speaks_legacy: bool

    @property
    def id(self) -> str:
        """The person's id, or the organization key's."""
        return self.user.id if self.user else self.key.id

    @property
    def email(self) -> str:
        """The person's address, empty for an organization's key."""
        return self.user.email if self.user else ""

    def belongs_to(self, organization_id: str) -> bool:
        """Whether the caller may see what this organization owns."""
        return any(own.id == organization_id for own in self.organizations)

    def organization(self, store: Store, wanted: str | None) -> Organization:
        """The organization a request acts in: the one it names, or the caller's only one."""
        if wanted is None:
            return self._only_organization()
        if store.row(Organization, "SELECT * FROM organizations WHERE id = ?", wanted) is None:
            raise not_found("Organization")
        for own in self.organizations:
            if own.id == wanted:
                return own
        raise forbidden("User is not a member of the organization.")

    def trigger(self) -> JsonObject:
        """How an execution that this caller starts was triggered."""
        return {
            "source": "api",
            "runner": {"userId": self.id, "email": self.email},
            "actor": {"kind": "person" if self.user else "api_key", "id": self.id},
            "apiKey": {"id": self.key.id, "name": self.key.name},
        }

    def _only_organization(self) -> Organization:
        if len(self.organizations) == 1:
            return self.organizations[0]
        raise invalid(
            {"organizationId": "is required when the caller belongs to several organizations"}
        )


def digest(key: str) -> str:
    """What is kept of an API key."""
    return hashlib.sha256(key.encode()).hexdigest()


def authenticate(store: Store, headers: Headers) -> Caller:
    """Find who sent a request by its API key, in any of the three headers it may come in."""
    legacy, bearer = headers.get(LEGACY_HEADER), _bearer(headers)
    presented = headers.get("X-Api-Key") or legacy or bearer
    if not presented:
        raise not_signed_in()
    key = store.row(ApiKey, "SELECT * FROM api_keys WHERE digest = ?", digest(presented))
    if key is None:
        raise not_signed_in()
    return Caller(
        key=key,
        user=store.row(User, "SELECT * FROM users WHERE id = ?", key.user_id),
        organizations=_organizations(store, key),
        credential=_credential(key, signed_in=presented == bearer),
        speaks_legacy=presented == legacy,
    )


def in_reach[Record: Owned](caller: Caller, found: Record | None, what: str) -> Record:
    """Let a record through only when it exists and its organization is one of the caller's."""
    if found is None or not caller.belongs_to(found.organization_id):
        raise not_found(what)
    return found


def _bearer(headers: Headers) -> str | None:
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _credential(key: ApiKey, *, signed_in: bool) -> Credential:
    if key.user_id is None:
        return "org_api_key"
    return "jwt" if signed_in else "user_api_key"


def _organizations(store: Store, key: ApiKey) -> tuple[Organization, ...]:
    found = store.rows(
        Organization,
        "SELECT * FROM organizations WHERE id = ? OR id IN"
        " (SELECT organization_id FROM members WHERE user_id = ?) ORDER BY rowid",
        key.organization_id,
        key.user_id,
    )
    return tuple(found)
