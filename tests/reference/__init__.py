"""The slow twin: the model page written a second time, plainly, to be compared with the compiled kernel.

Here lives nothing but the twin and its random tables. Never here: an import of the kernel or the engine.
"""
