"""The article in an HTML page: its text and what the page says about it. Nothing is fetched from anywhere."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from urllib.parse import urlsplit

from communique.extract.periods import parse_day
from communique.extract.readers_errors import NoArticle, WrongEncoding

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_LEAST_WORDS = 25
_DEEPEST = 2000
_VOID = frozenset(  # elements without an end, or whose end is often left out
    [
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "param",
        "source",
        "td",
        "th",
        "tr",
        "track",
        "wbr",
    ]
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page holds; every field but ``text`` may be empty, ``date`` is an ISO day."""

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""


def decode_page(data: bytes) -> str:
    """The page's characters: UTF-8, else the encoding that it declares. Raises WrongEncoding."""
    declared = _CHARSET.search(data[:4096])
    names = ["utf-8-sig", declared.group(1).decode("ascii") if declared else ""]
    for name in filter(None, names):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise WrongEncoding("the page is not UTF-8 and declares no other encoding that fits; save it as UTF-8")


def read_page(html: str) -> Page:
    """The main text of a page, by trafilatura. Raises NoArticle where there is none."""
    if _too_deep(html):
        raise NoArticle(
            "the page's elements are nested too deeply to be read; save the article's text as .txt"
        )
    document = _extracted(html)
    text = str(getattr(document, "text", "") or "").strip()
    if len(text.split()) < _LEAST_WORDS:
        raise NoArticle("no article was found in this page; save the article's text as .txt instead")
    return Page(
        text,
        title=_line(getattr(document, "title", "")),
        publisher=_line(getattr(document, "sitename", "")),
        url=_web_address(_line(getattr(document, "url", ""))),
        date=_day(_line(getattr(document, "date", ""))),
    )


def _extracted(html: str) -> object:
    from trafilatura import bare_extraction  # slow to import, and plain text needs none of it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError, AssertionError) as problem:
        raise NoArticle(
            "the page's markup cannot be read; save the article's text as .txt instead"
        ) from problem


def _too_deep(html: str) -> bool:
    """Whether open elements pile up as no real page's do."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth = max(0, depth + (-1 if tag[1] else 1 if tag[2].lower() not in _VOID else 0))
        if depth > _DEEPEST:
            return True
    return False


def _line(value: object) -> str:
    return " ".join(str(value or "").split())[:1000]


def _web_address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _day(value: str) -> str:
    return value[:10] if parse_day(value[:10]) else ""
