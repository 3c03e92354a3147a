"""Plants the demo data into an empty sandbox."""

from datetime import datetime

from asteroid_sandbox.seed.agents import plant_agents
from asteroid_sandbox.seed.people import plant_people, plant_profiles
from asteroid_sandbox.seed.runs import plant_runs
from asteroid_sandbox.store import Store


def plant(store: Store, now: datetime) -> None:
    """Keep the demo data, its past counted from `now`."""
    plant_people(store)
    plant_profiles(store, now)
    plant_agents(store, now)
    plant_runs(store, now)
