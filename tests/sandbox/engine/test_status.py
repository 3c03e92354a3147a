from asteroid_sandbox.engine.status import PHASES, accepts, may_change, phase_of

ALL = [status for statuses in PHASES.values() for status in statuses]


def test_a_terminal_status_is_left_for_no_other() -> None:
    assert not any(may_change(old, new) for old in PHASES["terminal"] for new in ALL)


def test_every_other_status_can_be_cancelled() -> None:
    assert all(may_change(old, "cancelled") for old in PHASES["pending"] + PHASES["active"])


def test_only_a_running_execution_can_be_paused() -> None:
    assert [status for status in ALL if may_change(status, "paused")] == ["running"]
    assert [status for status in ALL if accepts(status, "pause")] == ["running"]


def test_a_confirmation_can_end_in_any_way_but_another_pause() -> None:
    assert [new for new in ALL if may_change("awaiting_confirmation", new)] == [
        "running",
        "completed",
        "cancelled",
        "failed",
    ]


def test_a_queued_execution_can_only_start_or_be_cancelled() -> None:
    assert [new for new in ALL if may_change("queued", new)] == ["starting", "cancelled"]


def test_an_unknown_status_leads_nowhere_and_has_no_phase() -> None:
    assert not may_change("dreaming", "running")
    assert not phase_of("dreaming")


def test_a_starting_execution_becomes_running_but_cannot_be_resumed() -> None:
    assert may_change("starting", "running")
    assert not accepts("starting", "resume")


def test_an_execution_that_waits_can_be_resumed() -> None:
    waiting = ["awaiting_confirmation", "paused", "paused_by_agent"]
    assert [status for status in ALL if accepts(status, "resume")] == waiting


def test_messages_are_for_active_executions() -> None:
    assert [status for status in ALL if accepts(status, "message")] == list(PHASES["active"])


def test_a_cancel_is_accepted_by_all_but_the_terminal() -> None:
    assert [status for status in ALL if not accepts(status, "cancel")] == list(PHASES["terminal"])
