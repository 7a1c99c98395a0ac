"""Outcomes: one file each, functions of tallies. Never here: a simulation, a file format or a page."""
