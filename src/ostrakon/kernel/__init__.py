"""The integer machine that lives a community through its days. The only folder that knows Numba; it knows no regime."""
