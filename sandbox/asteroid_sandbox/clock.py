"""The sandbox's clock: the machine's, or a test's, plus how far it was put forward."""

from collections.abc import Callable
from datetime import datetime, timedelta

from asteroid_sandbox.store import Store

_OFFSET = "clock_offset_seconds"


class Clock:
    """Tells the sandbox's time. The offset outlives a restart."""

    def __init__(self, store: Store, source: Callable[[], datetime]) -> None:
        self._store = store
        self._source = source

    def now(self) -> datetime:
        """The sandbox's present moment."""
        return self._source() + timedelta(seconds=self.offset)

    @property
    def offset(self) -> float:
        """How many seconds the clock was put forward."""
        return float(self._store.meta(_OFFSET) or 0)

    def advance(self, seconds: float) -> None:
        """Put the clock forward; runs that should have progressed meanwhile have."""
        self._store.set_meta(_OFFSET, str(self.offset + seconds))
