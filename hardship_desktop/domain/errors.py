"""The one kind of error that a person can mend."""


class UserError(Exception):
    """A Chinese sentence that says what is wrong and what to do about it.

    `field` names the record field at fault, if one is; `code` is a short
    stable word for machines (the command line prints it in its JSON).
    """

    def __init__(self, message: str, *, field: str | None = None, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.field, self.code)


def _rebuild(kind: type[UserError], message: str, field: str | None, code: str) -> UserError:
    return kind(message, field=field, code=code)
