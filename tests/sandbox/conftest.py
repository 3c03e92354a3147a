from pathlib import Path

import pytest
from tests.sandbox.client import Client, FakeClock, Stage

from asteroid_sandbox.app import create_app
from asteroid_sandbox.seed import DEMO_API_KEY, MEMBER_API_KEY, ORG_API_KEY


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def stage(tmp_path: Path, clock: FakeClock) -> Stage:
    app = create_app(tmp_path, now=clock, sleep=clock.sleep)
    return Stage(app, tmp_path, clock)


@pytest.fixture
def owner(stage: Stage) -> Client:
    """A person in both demo organizations."""
    return stage.caller(DEMO_API_KEY)


@pytest.fixture
def member(stage: Stage) -> Client:
    """A person in the first demo organization only."""
    return stage.caller(MEMBER_API_KEY)


@pytest.fixture
def organization_key(stage: Stage) -> Client:
    """The first demo organization's own key."""
    return stage.caller(ORG_API_KEY)


@pytest.fixture
def old_timer(stage: Stage) -> Client:
    """The member with the key header from before the renaming."""
    return stage.caller(MEMBER_API_KEY, "X-Asteroid-Agents-Api-Key")
