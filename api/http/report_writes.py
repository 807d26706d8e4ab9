"""What the writer process does for reports and decisions: one build or decision, then a new snapshot."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.api.http.errors import BadRequest, Conflict, NotFound

ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/json": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
}
JSON_MEDIA = ("application/json", "application/x-ndjson", "application/jsonl")


def refuse_broken(body: bytes, media: str) -> None:
    """Raises BadRequest for an upload in JSON without any object in it, so that nobody waits for its job.

    Of JSON Lines some may be broken: the job says which.
    """
    texts = [body] if media == "application/json" else [line for line in body.splitlines() if line.strip()]
    reason = ""
    for text in texts:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            reason = reason or f"The report is not JSON: {str(error)[:200]}"
            continue
        if any(isinstance(record, dict) for record in (found if isinstance(found, list) else [found])):
            return
    raise BadRequest(reason or "A report in JSON is an object, or a list of objects.")


def read_reports(folder: Path, *, body: bytes, media: str, id: str, date: str | None) -> dict[str, Any]:
    """Reads the uploaded reports into the store; what was added, replaced, left as it was and left out.

    Raises Conflict where the store is a plain one or another build holds it.
    """
    from communique.api.build import build

    with _uploaded(body, media, id) as path:
        report = build([path], folder, workers=1, date=date)
    return {
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "unreadable": [str(u.error) for u in report.unreadable],
    }


def read_ahead(folder: Path, *, body: bytes, media: str, id: str, date: str | None) -> None:
    """Reads the uploaded reports beside the writer, which then has only to publish. Raises Conflict."""
    from communique.api.build import read_ahead as read

    with _uploaded(body, media, id) as path:
        read([path], folder, date=date)


@contextlib.contextmanager
def _uploaded(body: bytes, media: str, id: str) -> Iterator[Path]:
    """The upload as a file; what a store refuses is a conflict."""
    from communique.graph.store import StoreError

    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / f"{id}{ENDINGS[media]}"
        path.write_bytes(_one_line(body) if media == "application/json" else body)
        try:
            yield path
        except StoreError as error:
            raise Conflict(str(error)) from None


def _one_line(body: bytes) -> bytes:
    """A JSON report on one line, or a list of them on one line each; other bytes as they are."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return body.replace(b"\n", b" ")
    records = data if isinstance(data, list) else [data]
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def decide(folder: Path, *, body: bytes, judgement: str, subjects: Sequence[str], by: str) -> dict[str, Any]:
    """Keeps a decision and publishes the graph that follows from it; the decision as it was kept.

    Raises NotFound where the store has no reports, Conflict where another build holds it.
    """
    from communique.api.build import decide as keep
    from communique.graph.library import FILE
    from communique.graph.store import StoreError

    if not (folder / FILE).is_file():
        raise NotFound("This store holds no reports to decide about.")
    try:
        kept, report = keep(folder, judgement, subjects, by)  # type: ignore[arg-type]
    except StoreError as error:
        raise Conflict(str(error)) from None
    return {"judgement": kept.judgement, "subjects": list(kept.subjects), "by": kept.by, "at": kept.at} | {
        "published": report.published
    }
