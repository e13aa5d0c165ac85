"""A short way to write many header words."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text with spaces between them."""
    return tuple(text.split())
