"""Arabic and English: the reader, the texts, digits, dates and words.

Source texts are Arabic; `en.po` holds their English, `ar.po` their Arabic plurals.
"""

from .reading import Reader, reader, speaking, use
from .texts import N_, _, lazy, ngettext

__all__ = ["N_", "Reader", "_", "lazy", "ngettext", "reader", "speaking", "use"]
