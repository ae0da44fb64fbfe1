"""Arabic and English: the reader, the texts, digits, dates and words.

Source texts are Arabic; the `en.po` of each room holds their English, its `ar.po` their Arabic plurals.
"""

from .reading import Reader, reader, speaking, use
from .texts import N_, _, lazy, ngettext

__all__ = ["N_", "Reader", "_", "lazy", "ngettext", "reader", "speaking", "use"]
