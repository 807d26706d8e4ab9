"""Names as they are compared: without case, marks, punctuation or letters that keyboards lack."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "æ": "ae",
        "Æ": "AE",
    }
    | {"œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ə": "e", "Ə": "E"}
    | dict.fromkeys("'’‘ʼ`´ʻʿʾ", "")
)


def fold(name: str) -> str:
    """The name's letters and digits in lower case, one blank between words.

    >>> fold("Phạm Minh Chính"), fold("Workers' Party"), fold("Kim Jong-un")
    ('pham minh chinh', 'workers party', 'kim jong un')
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    composed = unicodedata.normalize("NFKC", bare).casefold()
    return " ".join(
        "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in composed).split()
    )
