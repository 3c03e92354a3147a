"""Profiles: who an agent signs in as."""
