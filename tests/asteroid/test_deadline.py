from asteroid_mcp.asteroid.deadline import Deadline


def test_a_deadline_counts_down_to_zero_and_no_further() -> None:
    now = [100.0]
    deadline = Deadline.after(20, clock=lambda: now[0])
    assert deadline.remaining() == 20.0
    now[0] = 112.5
    assert deadline.remaining() == 7.5
    now[0] = 500.0
    assert deadline.remaining() == 0.0


def test_a_deadline_uses_a_clock_of_its_own_if_none_is_given() -> None:
    assert 0.0 < Deadline.after(60).remaining() <= 60.0
