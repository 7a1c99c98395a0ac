"""Experiments: several regimes on the same people with the same luck.

Here live plans of runs and what is read from them together. Never here: a single run, a measure, or printing. Nothing here
searches for a regime, and nothing takes compliance, or a fall in conduct or expression, as its aim.
"""
