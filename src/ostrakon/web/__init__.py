"""``ostrakon serve``: a local page on which a regime is played with, and the server behind it.

Here lives what the page asks for and how it is answered. Never here: a mechanism, an estimate or a sentence about numbers; those are
where the command line has them too. No request leaves the machine, and nothing here knows anything of a real person.
"""
