"""Workflows: the versions of an agent."""
