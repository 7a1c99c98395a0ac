"""Specifications: from YAML as written to checked, resolved regimes and societies.

Here lives everything between a file and a model: reading, sources, overrides, checks, dumping. Never here: tables,
chance, or anything compiled, so that an editor can call it at each keystroke.
"""
