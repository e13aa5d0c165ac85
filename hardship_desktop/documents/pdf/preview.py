"""Pages of a PDF as pictures for the screen, without any window library."""

from pathlib import Path

Source = bytes | Path


def render_page(source: Source, page: int, dpi: float) -> tuple[int, int, bytes]:
    """Page `page` (from 0) as (width, height in pixels, RGBA bytes, row by row without padding)."""
    import pypdfium2  # its library is loaded when the first page is looked at

    with pypdfium2.PdfDocument(source) as document:
        bitmap = document[page].render(
            scale=dpi / 72,
            rev_byteorder=True,
            prefer_bgrx=True,
            force_bitmap_format=None,
            may_draw_forms=False,
        )
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        pixels = bytes(bitmap.buffer)
    row = width * 4
    return width, height, b"".join(pixels[top : top + row] for top in range(0, stride * height, stride))
