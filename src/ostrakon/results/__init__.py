"""What a run leaves behind: estimates with intervals, the saved run, its provenance. Opens a saved run without Numba."""
