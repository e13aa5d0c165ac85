"""The sheets on which an office keeps its secrets."""

from datetime import date
from io import BytesIO

_AGE_SECRET = "AGE-SECRET-KEY-"


def recovery_sheet(unit: str, secret: str) -> bytes:
    """The PDF of a recovery code, or of the city's key to every bundle."""
    # Drawn once in a year: the window need not have in memory what draws it.
    from hardship_desktop.documents.paper.recovery import BUNDLE_KEY, RECOVERY_CODE, recovery
    from hardship_desktop.documents.pdf.fonts import Fonts
    from hardship_desktop.documents.pdf.pages import write_document

    out = BytesIO()
    kind = BUNDLE_KEY if secret.startswith(_AGE_SECRET) else RECOVERY_CODE
    document = recovery(kind, secret, unit=unit, created_on=date.today())
    write_document(document, out, fonts=Fonts.standard())
    return out.getvalue()
