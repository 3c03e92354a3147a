"""The demo data: what a fresh sandbox holds. Its ids and keys are the same on every machine."""

from typing import Final
from uuid import UUID, uuid5

DEMO_API_KEY: Final = "sandbox-demo-key-of-the-owner"
"""A person's key: owner@sandbox.example, who belongs to both demo organizations."""

MEMBER_API_KEY: Final = "sandbox-demo-key-of-a-member"
"""A person's key: member@sandbox.example, who belongs to the first demo organization only."""

ORG_API_KEY: Final = "sandbox-demo-key-of-the-organization"
"""The first demo organization's own key: it has no user."""

_NAMESPACE: Final = UUID("6f1d1c52-3f60-4d0e-9b3a-5a4d0d0b5eed")


def seed_id(kind: str, name: str) -> str:
    """The id of a piece of demo data."""
    return str(uuid5(_NAMESPACE, f"{kind}/{name}"))


ORGANIZATION_ID: Final = seed_id("organization", "demo")
ANNEX_ORGANIZATION_ID: Final = seed_id("organization", "annex")
OWNER_ID: Final = seed_id("user", "owner")
MEMBER_ID: Final = seed_id("user", "member")
