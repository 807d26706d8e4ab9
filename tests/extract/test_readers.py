"""Readers: what becomes an article, under which name and day, and what is refused with which words."""

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract import readers
from communique.extract.article import Article
from communique.extract.readers import Source, Unreadable, decode_text, file_name, find_sources, load, read
from communique.extract.readers_errors import ReadError

REPORT = (
    "The President of Arland, Mr. Odo Brask, met the Prime Minister of Belmark, Ms. Ira Tolen, in the capital. "
    "The two sides agreed that they would work on the treaty that had been signed by their ministers."
)


def one(path: Path, date: str | None = None) -> Article:
    (article,) = read([path], date)
    assert isinstance(article, Article), str(article)
    return article


def refused(path: Path) -> str:
    (found,) = read([path])
    assert isinstance(found, Unreadable)
    return f"{type(found.error).__name__}: {found.error}"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_plain_text_keeps_its_words(tmp_path: Path) -> None:
    article = one(write(tmp_path, "talks.one.txt", REPORT))
    assert (article.key, article.file_name, article.text, article.published) == (
        "talks.one.txt",
        "talks.one",
        REPORT,
        "",
    )


@pytest.mark.parametrize("blank", ["", " "])
def test_a_date_line_gives_the_day_and_its_rest_is_text(tmp_path: Path, blank: str) -> None:
    article = one(
        write(tmp_path, "a.txt", f"{blank}date 2025-10-09 Talks held\n\n{REPORT}"), date="2020-01-01"
    )
    assert article.published == "2025-10-09"
    assert article.text[article.body_start :].startswith("Talks held")
    assert article.paragraphs[0].text == "Talks held"


def test_the_given_day_is_for_reports_without_one(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.txt", REPORT), date="2024-05-06").published == "2024-05-06"
    assert (
        one(write(tmp_path, "b.txt", f"ARLAND CITY, March 4, 2023 (AAA) -- {REPORT}"), "2024-05-06").published
        == "2023-03-04"
    )
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        list(read([tmp_path], "6 May"))


def test_an_impossible_date_line_is_text(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.txt", f"date 2025-13-45 {REPORT}"))
    assert (article.published, article.body_start) == ("", 0)


def test_line_ends_and_marks_are_made_one(tmp_path: Path) -> None:
    assert (
        one(write(tmp_path, "a.txt", b"\xef\xbb\xbf" + REPORT.replace(". ", ".\r\n").encode())).text.count(
            "\r"
        )
        == 0
    )
    assert one(write(tmp_path, "b.txt", REPORT.encode("utf-16"))).text == REPORT


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "EmptyReport: is empty"),
        ("a.txt", b" \n\t\n", "EmptyReport: is empty"),
        ("a.txt", b"date 2025-01-01 \n", "EmptyReport: has no text"),
        ("a.txt", bytes(range(256)) * 9, "BinaryFile: is not a text"),
        ("a.pdf", b"%PDF-1.7 stream", "BinaryFile: is a PDF"),
        (
            "a.txt",
            "Le président a été reçu à l'Élysée".encode("latin-1"),
            "WrongEncoding: is not UTF-8 (byte 0xe9",
        ),
        (
            "a.txt",
            "El presidente de Arlandia fue recibido por la ministra de Belmarca en la capital " * 4,
            "NotEnglish",
        ),
        ("a.txt", "阿尔兰总统会见了贝尔马克总理", "NotEnglish: is not English"),
        (
            "a.txt",
            "Präsident Dolan hat am Montag in Lima die Ministerin empfangen und lange mit ihr über die Wirtschaft gesprochen.",
            "NotEnglish: is not English",
        ),
        ("a.html", "<html><body><nav>Home</nav></body></html>", "NoArticle: no article was found"),
        ("a.html", "<div>" * 50_000 + REPORT, "NoArticle: the page's elements are nested too deeply"),
        ("a.jsonl", "\n\n", "EmptyReport: is empty"),
        ("a.jsonl", "{not json", "BadRecord: is not JSON"),
        ("a.jsonl", "[1]", "BadRecord: is not an object"),
        ("a.jsonl", '{"id": "x"}', "BadRecord: has no text"),
        (
            "a.jsonl",
            '{"text": "x", "date": "May 5"}',
            "BadRecord: has the date 'May 5'; write it as YYYY-MM-DD",
        ),
        ("a.jsonl", '{"text": "x", "url": ["u"]}', "BadRecord: has a url that is no text"),
        ("a.jsonl", "[" * 100_000, "BadRecord: is not JSON"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    assert words in refused(write(tmp_path, name, content))


def test_a_report_may_be_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_BYTES", 1000)
    assert "TooLarge: is larger than" in refused(write(tmp_path, "a.txt", REPORT * 9))
    lines = [json.dumps({"text": text}) for text in (REPORT, REPORT * 9, REPORT)]
    kinds = [type(found).__name__ for found in read([write(tmp_path, "b.jsonl", "\n".join(lines))])]
    assert kinds == ["Article", "Unreadable", "Article"]


def test_missing_files_and_folders_without_reports(tmp_path: Path) -> None:
    assert "MissingFile: there is no such file" in refused(tmp_path / "none.txt")
    write(tmp_path, "notes.md", REPORT)
    assert "NoReports: the folder holds no report" in refused(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert "MissingFile: is neither a file nor a folder" in refused(tmp_path / "pipe.txt")


def test_a_folder_is_read_in_order_and_a_bad_report_does_not_stop_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden.txt", "c.md", "a/y.html"):
        write(tmp_path, name, REPORT if not name.endswith("html") else b"")
    found = list(read([tmp_path]))
    assert [f.key if isinstance(f, Article) else Path(f.where).name for f in found] == [
        "b.txt",
        "y.html",
        "a/z.txt",
    ]
    assert str(found[1]).endswith("y.html: is empty; give a file with the report's text")


def test_html_gives_the_article_and_its_data(tmp_path: Path) -> None:
    body = "".join(f"<p>{REPORT}</p>" for _ in range(4))
    head = (
        '<title>Talks in the capital</title><link rel="canonical" href="https://news.example/a/talks.html">'
        '<meta property="article:published_time" content="2025-03-04T10:00:00Z">'
        '<meta property="og:site_name" content="The Example">'
    )
    page = f"<html><head>{head}</head><body><nav>Home | World</nav><article>{body}</article><script>x=1</script></body></html>"
    article = one(write(tmp_path, "page.html", page))
    assert (article.url, article.key) == ("https://news.example/a/talks.html",) * 2
    assert (article.title, article.published, article.file_name) == (
        "Talks in the capital",
        "2025-03-04",
        "page",
    )
    assert article.text.startswith("The President of Arland")
    assert "Home" not in article.text
    assert one(write(tmp_path, "page.txt", page)).text == article.text


def test_html_in_a_declared_encoding(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="windows-1252"></head><body><article><p>{REPORT} Élan.</p></article></body></html>'
    assert "Élan" in one(write(tmp_path, "a.html", page.encode("windows-1252"))).text
    assert "WrongEncoding" in refused(
        write(tmp_path, "b.html", page.replace("windows-1252", "utf-8").encode("latin-1"))
    )


@pytest.mark.parametrize(
    "page",
    ["<p>" * 20_000, "<a " + 'b="c" ' * 100_000 + ">", "<" * 500_000, "<table>" * 1500 + REPORT, "<!--" * 100_000,
     "<script>" + "a<b " * 100_000, "&lt;" * 200_000, '<iframe src="file:///etc/passwd"></iframe>' * 100, "\x00<html>",
     '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body>&b;</body></html>'],
)  # fmt: skip
def test_hostile_pages_end_soon(tmp_path: Path, page: str) -> None:
    (found,) = read([write(tmp_path, "a.html", page)])
    assert isinstance(found, Article | Unreadable)


def test_json_lines_name_their_reports(tmp_path: Path) -> None:
    records = [
        {"text": REPORT, "id": "set/one.txt", "date": "2025-01-02T09:00", "title": "T", "publisher": "P"},
        {"text": REPORT, "url": "https://news.example/x/two.html?a=1", "id": 7},
        {"text": REPORT},
        {"text": "\ud800 " + REPORT, "url": "https://news.example/x/three.html"},
    ]
    path = write(tmp_path, "all.jsonl", "\n".join(map(json.dumps, records)))
    articles = list(read([path]))
    assert all(isinstance(a, Article) for a in articles)
    assert [a.key for a in articles if isinstance(a, Article)] == [
        "set/one.txt", "https://news.example/x/two.html?a=1", "all.jsonl#3", "https://news.example/x/three.html",
    ]  # fmt: skip
    assert [a.file_name for a in articles if isinstance(a, Article)] == ["one", "7", "all-3", "three"]
    first = articles[0]
    assert isinstance(first, Article)
    assert (first.published, first.title, first.publisher) == ("2025-01-02", "T", "P")


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(REPORT.encode()))
    (article,) = read(["-"])
    assert isinstance(article, Article)
    assert article.key.startswith("stdin-")
    monkeypatch.setattr("sys.stdin", Stdin(f'{{"text": {json.dumps(REPORT)}}}\n\n{{"text": 5}}\n'.encode()))
    assert [type(found).__name__ for found in read(["-"])] == ["Article", "Unreadable"]
    monkeypatch.setattr("sys.stdin", Stdin(b""))
    assert [type(found).__name__ for found in read(["-"])] == ["Unreadable"]


def test_sources_are_listed_without_being_opened(tmp_path: Path) -> None:
    path = write(tmp_path, "x/a.txt", REPORT)
    assert list(find_sources([tmp_path])) == [Source(str(path), "x/a.txt")]
    (article,) = load(Source(str(path), "x/a.txt"))
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/c.d.txt", "c.d"),
        ("https://x.example/n/", "n"),
        ("10.1/xyz", "xyz"),
        ("..", ".."),
        ("/", "report"),
    ],
)
def test_file_names(path: str, name: str) -> None:
    assert file_name(path) == name


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_known_error(data: bytes) -> None:
    try:
        text = decode_text(data)
    except ReadError:
        return
    assert "\r" not in text
