"""Agents, their versions, the editable head and the files kept with them."""
