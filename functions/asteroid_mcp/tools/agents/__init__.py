"""Agents and profiles."""
