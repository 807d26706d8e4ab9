"""What was read out of a report, to look at: as lines of text, as JSON, and as a marked-up HTML page."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from communique.extract.article import Article, Paragraph
from communique.extract.claims import Claim, Entity, Extraction, Mention
from communique.extract.words import DATA

_COMMON = ("evidence", "confidence", "method")


def as_json(article: Article, extraction: Extraction) -> str:
    """The report with every mention and claim; offsets count the code points of the original text."""
    return json.dumps(explain(article, extraction), ensure_ascii=False, indent=2)


def explain(article: Article, extraction: Extraction) -> dict[str, Any]:
    """The values that ``as_json`` writes."""
    return {
        "report": article.key,
        "published": article.published,
        "mentions": [_mention(article, mention) for mention in extraction.mentions],
        "claims": [_claim(article, claim) for claim in extraction.claims],
    }


def _mention(article: Article, mention: Mention) -> dict[str, Any]:
    entity = mention.entity
    return {
        "text": article.text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "type": entity.type,
        "name": entity.name,
        **({"code": entity.code} if entity.code else {}),
        "how": mention.how,
    }


def _claim(article: Article, claim: Claim) -> dict[str, Any]:
    evidence = [
        {"quote": article.text[e.start : e.end], "start": e.start, "end": e.end} for e in claim.evidence
    ]
    return {
        "id": claim.identity(article.key),
        "type": claim.type,
        **dict(_stated(claim)),
        "confidence": claim.confidence,
        "method": claim.method,
        "evidence": evidence,
    }


def _stated(claim: Claim) -> Iterator[tuple[str, Any]]:
    """The fields of a claim that say something, entities by their names."""
    for field in dataclasses.fields(claim):
        value = getattr(claim, field.name)
        if field.name not in _COMMON and value not in (None, "", ()):
            yield field.name, _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _named(value) if isinstance(value, Entity) else value


def _named(entity: Entity) -> str:
    return f"{entity.name} ({entity.code})" if entity.code else entity.name


def _summary(claim: Claim) -> str:
    """ "person: Odo Brask · role: President"."""
    parts = ((name, value) for name, value in _stated(claim) if (name, value) != ("status", "actual"))
    return " · ".join(f"{name}: {', '.join(map(str, v)) if isinstance(v, list) else v}" for name, v in parts)


def as_text(article: Article, extraction: Extraction) -> str:
    """A few lines a claim: what it says, how sure and by what, and the words that state it."""
    lines = []
    for claim in extraction.claims:
        lines.append(f"{claim.type}  {_summary(claim)}")
        lines.append(f"    {claim.confidence:.2f} {claim.method}")
        for e in claim.evidence:
            quote = " ".join(article.text[e.start : e.end].split())
            lines.append(f"    {e.start}-{e.end} “{quote}”")
    return "\n".join(lines) if lines else "no claims"


# HTML -------------------------------------------------------------------------------------------------


def as_html(article: Article, extraction: Extraction) -> str:
    """A page of its own (no scripts, nothing loaded): the text with mentions underlined and evidence
    tinted, and beside each paragraph the claims that begin in it.
    """
    css = (DATA / "explain.css").read_text(encoding="utf-8")
    title = escape(article.title or article.file_name)
    body = "\n".join(_sections(article, extraction))
    count = f"{len(extraction.claims)} claims, {len(extraction.mentions)} mentions"
    source = escape(f"{article.key} · {article.published or 'no date'} · {count}")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>\n{css}</style></head>\n'
        f"<body><h1>{title}</h1>\n{body}\n<footer>{source}</footer></body></html>\n"
    )


def _sections(article: Article, extraction: Extraction) -> Iterator[str]:
    numbered = list(enumerate(extraction.claims, 1))
    for paragraph in article.paragraphs:
        begun = [
            (n, c)
            for n, c in numbered
            if c.evidence and paragraph.start <= c.evidence[0].start < paragraph.end
        ]
        notes = "".join(_note(number, claim) for number, claim in begun)
        aside = f"<aside>{notes}</aside>" if notes else ""
        yield f"<section><p>{_marked(paragraph, extraction)}</p>{aside}</section>"


def _note(number: int, claim: Claim) -> str:
    how = escape(f"{claim.confidence:.2f} {claim.method}")
    words = escape(_summary(claim))
    return f'<p id="claim-{number}"><span class="type">{claim.type}</span> {words} <span class="how">{how}</span></p>'


def _marked(paragraph: Paragraph, extraction: Extraction) -> str:
    """The paragraph cut at every boundary of a mention or of evidence, each piece with what covers it."""
    mentions = [m for m in extraction.mentions if m.start < paragraph.end and m.end > paragraph.start]
    evidence = [
        (e.start, e.end)
        for c in extraction.claims
        for e in c.evidence
        if e.start < paragraph.end and e.end > paragraph.start
    ]
    cuts = _cuts(paragraph, [*((m.start, m.end) for m in mentions), *evidence])
    return "".join(_piece(paragraph, begin, end, mentions, evidence) for begin, end in pairwise(cuts))


def _cuts(paragraph: Paragraph, spans: Iterable[tuple[int, int]]) -> list[int]:
    inner = {at for span in spans for at in span if paragraph.start < at < paragraph.end}
    return [paragraph.start, *sorted(inner), paragraph.end]


def _piece(
    paragraph: Paragraph,
    begin: int,
    end: int,
    mentions: Sequence[Mention],
    evidence: Sequence[tuple[int, int]],
) -> str:
    text = escape(paragraph.text[begin - paragraph.start : end - paragraph.start])
    covering = [m for m in mentions if m.start <= begin and end <= m.end]
    if covering:
        inner = min(covering, key=lambda m: m.end - m.start)
        text = f'<mark class="{inner.entity.type}" title="{escape(_named(inner.entity))}">{text}</mark>'
    tinted = any(start <= begin and end <= last for start, last in evidence)
    return f'<span class="evidence">{text}</span>' if tinted else text
