"""What a notebook holds: runs, experiments and lives as objects that show themselves, return tables and charts, and save their folder.

Never here: an estimate, a sentence or a file's form; they are where the command line has them too.
"""
