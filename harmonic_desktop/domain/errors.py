"""Refusals that a person can act on: each message is one sentence for the window."""


class InvalidValue(ValueError):
    """A value that a record may not take; `field` names where it was typed, for a message beside it."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NameTaken(InvalidValue):
    """A username or email that another account has."""


class NotFound(LookupError):
    """A record that is not there, or belongs to another account, which is told apart by nobody."""
