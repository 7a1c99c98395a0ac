"""Widgets of a notebook: the city, a life and a comparison, which work in Jupyter and marimo; drawn by the pages' own parts.

Here lives what a widget is given and hands back. Never here: a simulation, an estimate, or a request to anywhere: whoever makes a
widget puts into it what it shows.
"""
