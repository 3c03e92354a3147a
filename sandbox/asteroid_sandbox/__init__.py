"""An Asteroid-compatible API on one machine, to try things out on and to test against.

Its browser is simulated: a run's progress, its log and its result are made up by fixed rules from
the workflow's graph and inputs, and no web site is ever visited. Everything around the run is
real: organizations, versions, statuses, limits, files and their rules are kept in SQLite and a
folder of files, and answered in the shapes of both generations of Asteroid's API.
"""
