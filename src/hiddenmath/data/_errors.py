"""The error for input a person can mend."""


class InputError(ValueError):
    """What is wrong with the input (`message`: file, line, column, value), and what to do about it (`hint`).

    >>> print(InputError("mydata.csv is empty.", "Save the table again."))
    mydata.csv is empty.
    Save the table again.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}\n{hint}" if hint else message)
        self.message = message
        self.hint = hint
