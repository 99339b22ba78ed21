"""Loops that Numba compiles. Each stands behind the one file of `apply` that loads it, when it is used."""
