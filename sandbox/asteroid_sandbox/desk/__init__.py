"""The desk: what tests and curious people use to disturb the sandbox and to look behind it."""
