"""Chapters of the report, one file each: what is said, drawn and listed of a folder. Never here: HTML, or a sentence in any language."""
