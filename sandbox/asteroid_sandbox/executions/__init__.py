"""Executions: starting, queueing, following, steering and listing them."""
