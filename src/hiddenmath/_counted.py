"""A number and its noun."""


def counted(n: int, noun: str) -> str:
    """
    >>> counted(1, "row"), counted(12345, "row")
    ('1 row', '12,345 rows')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
