"""Executions: starting, finding, following and steering runs."""
