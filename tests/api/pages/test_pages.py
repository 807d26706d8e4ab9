"""Pages as the server sends them: what they say, that all text is escaped, and what they may load."""

from __future__ import annotations

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest

from communique.api.http.lookups_formats import SUFFIXES
from communique.api.pages import help, marking, vendor
from communique.api.pages.examples import examples
from communique.api.pages.render import period, safe_url
from communique.graph.lookup import KINDS
from communique.graph.store import open_snapshot

PAGE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ADDRESSES = (
    "/",
    "/search?q=lam",
    "/search?q=zzzz",
    "/search",
    "/entities/person/to-lam",
    "/entities/person/to-lam?as_of=2024-08-19",
    "/entities/country/vn",
    "/entities/person/to-lam/timeline",
    "/entities/person/to-lam/evidence",
    "/entities/person/to-lam/neighbors",
    "/articles",
    "/facts",
    "/facts?relation=agreement&since=2025",
    "/between?first=country/vn&second=country/la",
    "/compare",
    "/path",
    "/paths?from=Kim Jong Un&to=Lee Jae Myung",
    "/rank",
    "/network",
    "/editor",
    "/help/",
    "/help/reference/commands.md",
)


class Loads(HTMLParser):
    """What a page loads and links to, and its outline."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag in {"script", "img"} or (tag == "link" and given.get("rel") in {"stylesheet", "icon"}):
            self.loaded.append(given.get("src") or given.get("href") or "")
        if tag == "a":
            self.links.append(given.get("href") or "")


def _read(client: httpx.Client, address: str) -> tuple[httpx.Response, Loads]:
    answer = client.get(address, headers=PAGE)
    page = Loads()
    page.feed(answer.text)
    return answer, page


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_whole_small_and_loads_from_here_only(seeds: httpx.Client, address: str) -> None:
    answer, page = _read(seeds, address)
    assert answer.status_code == 200
    assert len(answer.content) < 200_000
    assert page.tags.count("h1") == page.tags.count("main") == page.tags.count("title") == 1
    assert all(source.startswith("/static/") for source in page.loaded)
    assert all(seeds.get(source).status_code == 200 for source in set(page.loaded))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "onclick" not in answer.text
    assert " style=" not in answer.text


def test_every_link_of_every_page_leads_somewhere(seeds: httpx.Client) -> None:
    links: set[str] = set()
    for address in ADDRESSES:
        links |= {link.split("#")[0] for link in _read(seeds, address)[1].links if link.startswith("/")}
    for link in sorted(links - {"/docs"}):
        assert seeds.get(link, headers=PAGE).status_code == 200, link


def test_the_documentation_is_there_and_its_links_hold(seeds: httpx.Client) -> None:
    for name in help.files():
        if name.endswith(".md"):
            answer, page = _read(seeds, f"/help/{name}")
            assert answer.status_code == 200, name
            for link in page.links:
                if not link.startswith(("http", "#", "/")):
                    target = str(answer.url.join(link.split("#")[0]))
                    assert seeds.get(target).status_code == 200, f"{name}: {link}"
    assert seeds.get("/help/../pyproject.toml").status_code == 404


def test_the_start_page_says_what_is_there_and_how_to_ask(seeds: httpx.Client) -> None:
    text = seeds.get("/", headers=PAGE).text
    for words in ("5 reports", "2024-08-19 to 2025-12-01", "persons", "meetings", "To Lam", "/sparql"):
        assert words in text


def test_programs_get_the_same_as_data(seeds: httpx.Client) -> None:
    assert seeds.get("/").json()["reports"] == 5
    assert {"label", "score", "country"} <= seeds.get("/network.json").json()["nodes"][0].keys()
    communities = seeds.get("/network.json", params={"color": "community"}).json()["nodes"]
    assert min(n["community"] for n in communities) == 0


def test_an_entity_shows_sentences_with_the_name_marked(seeds: httpx.Client) -> None:
    text = seeds.get("/entities/person/kim-jong-un", headers=PAGE).text
    assert "<mark>Kim Jong Un</mark>" in text
    assert re.search(
        r'href="/articles/000_2446497606f2864a-\w+#c\d+"|href="/articles/000-2446497606f2864a-\w+#c\d+"', text
    )


def test_a_reports_marks_carry_the_anchors_that_passages_lead_to(seeds: httpx.Client) -> None:
    for report in seeds.get("/articles").json()["articles"]:
        text = seeds.get("/" + report["id"].replace("article/", "articles/"), headers=PAGE).text
        leads = set(re.findall(r"#c(\d+)\"", text))
        assert leads
        assert leads <= set(re.findall(r'id="c(\d+)"', text))


def test_both_ends_of_a_path_given_it_is_found_at_once(seeds: httpx.Client) -> None:
    answer = seeds.get("/path", params={"from": "a", "to": "b"}, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/paths?from=a&to=b")


def test_a_way_to_a_path_names_the_entity_by_its_id(seeds: httpx.Client) -> None:
    entity = _read(seeds, "/entities/person/to-lam")[1]
    assert "/path?from=person%2Fto-lam" in entity.links
    form = seeds.get("/path?from=person/to-lam", headers=PAGE).text
    assert '<input type="hidden" name="from" value="person/to-lam">' in form
    assert "To Lam</bdi>" in form


def test_every_view_offers_the_formats_that_its_route_answers(seeds: httpx.Client) -> None:
    report = seeds.get("/articles").json()["articles"][0]["id"].replace("article/", "/articles/")
    for address in ("/", "/rank", "/network", "/search?q=lam", "/paths?from=Kim Jong Un&to=To Lam", report):
        offered = [a for a in _read(seeds, address)[1].links if _suffix(a) in SUFFIXES]
        refused = seeds.get(address, headers={"Accept": "application/zip"}).json()["detail"]
        assert len(offered) == refused.count("/") - 1, address  # a page is no download
        assert all(seeds.get(link).status_code == 200 for link in offered), address


def _suffix(address: str) -> str:
    return "." + address.partition("?")[0].rpartition(".")[2]


@pytest.mark.parametrize("address", ["/path", "/compare", "/editor", "/help/", "/entities/person/nobody"])
def test_what_is_no_data_offers_no_formats(seeds: httpx.Client, address: str) -> None:
    assert "This view as" not in seeds.get(address, headers=PAGE).text


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-09-01", "2026-09-01", "2026-09-01"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2025-01-01", "2026-12-31", "2025 – 2026"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2025-12-30", "2026-01-02", "2025-12-30 – 2026-01-02"),
        ("", "", ""),
    ],
)
def test_a_period_is_as_exact_as_the_reports(first: str, last: str, shown: str) -> None:
    assert period(first, last) == shown


def test_the_counts_of_the_start_page_lead_to_lists_of_as_many(seeds: httpx.Client) -> None:
    links = _read(seeds, "/")[1].links
    for count in seeds.get("/").json()["facts"]:
        address = f"/facts?relation={count['name']}"
        assert address in links
        listed = seeds.get(f"{address}&limit=1000").json()
        assert listed["total"] == len(listed["facts"]) == count["count"]


def test_headings_of_years_are_in_order(seeds: httpx.Client) -> None:
    for order in ("newest", "oldest"):
        text = seeds.get("/entities/country/vn/timeline", params={"order": order}, headers=PAGE).text
        assert _years(text) == sorted(set(_years(text)), reverse=order == "newest")
    for relation in KINDS:
        text = seeds.get("/facts", params={"relation": relation}, headers=PAGE).text
        assert _years(text) == sorted(set(_years(text)), reverse=True)


def _years(text: str) -> list[str]:
    return re.findall(r"<h2>(\d{4})</h2>", text)


def test_a_report_is_called_by_its_title_else_its_first_words_else_its_file() -> None:
    report = {"title": "", "opening": "", "file_name": "p09"}
    assert marking.called(report) == "p09"
    assert marking.called({**report, "opening": "Leaders  met\n"}) == "Leaders met"
    assert marking.called({**report, "title": "A \u202etitle", "opening": "x"}) == "A title"


def test_text_of_reports_is_never_markup() -> None:
    evil = '<script>alert(1)</script> A "met" B\u202e'
    assert "<script" not in marking.marked(evil, ["A", "<script>"])
    assert "\u202e" not in marking.marked(evil, [])
    passage = {"quote": evil, "prefix": evil, "suffix": evil, "start": 0, "end": 30}
    assert "<script" not in marking.sentence(passage, ["A"])
    fact = {"text": evil, "evidence": [passage], "values": {}, "date": "", "status": "actual"}
    evil_name = {"entity": {"id": "person/a"}, "names": ["<script>alert", evil]}
    assert "<script" not in marking.report_text(_report(evil, [fact], [evil_name]))
    assert "<script" not in marking.linked(fact)
    assert "<script" not in marking.brief(fact)


def _report(text: str, facts: list[Any], entities: list[Any] | None = None) -> dict[str, Any]:
    return {"text": text, "body_start": 0, "facts": facts, "entities": entities or []}


def test_a_passage_stands_in_its_sentence_with_the_name_marked() -> None:
    passage = {"quote": "President Tamme", "prefix": "In Riga ", "suffix": " spoke."}
    shown = marking.sentence(passage, ["Tamme"])
    assert shown == 'In Riga <b class="evidence">President <mark>Tamme</mark></b> spoke.'


def test_date_and_status_stand_once_where_they_stand_beside_the_sentence() -> None:
    fact = {"text": "A: President of B, former (2024-01-02)", "date": "2024-01-02", "status": "former"}
    assert marking.brief({**fact, "values": {}}, "A") == "President of B"


def test_headlines_that_name_persons_by_one_word_are_marked() -> None:
    refs = [
        {"id": f"person/{n}", "type": "Person", "label": n}
        for n in ("Lee Jae Myung", "Xi Jin Ping", "To Lam")
    ]
    fact = {"values": {"participant": [{"text": ref["label"], "ref": ref} for ref in refs]}}
    html = marking.marked("(3rd LD) Lee, Xi hold talks. To Lam left. To them", marking.names_in(fact))
    assert re.findall("<mark>(.*?)</mark>", html) == ["Lee", "Xi", "To Lam"]


def test_a_name_of_two_letters_leads_to_its_page_unless_it_is_a_word() -> None:
    entities = [
        {"entity": {"id": "person/xi"}, "names": ["Xi"]},
        {"entity": {"id": "person/to"}, "names": ["To"]},
    ]
    html = marking.report_text(_report("To Xi", [], entities))
    assert html == 'To <a href="/entities/person/xi"><bdi>Xi</bdi></a>'


def test_names_in_a_reports_text_lead_to_their_pages_unless_two_share_them() -> None:
    entities = [
        {"entity": {"id": "person/arvo-tamme"}, "names": ["Arvo Tamme", "Tamme"]},
        {"entity": {"id": "person/ilze-tamme"}, "names": ["Ilze Tamme", "Tamme"]},
    ]
    html = marking.report_text(_report("Arvo Tamme and Tamme left.", [], entities))
    assert html == '<a href="/entities/person/arvo-tamme"><bdi>Arvo Tamme</bdi></a> and Tamme left.'


def test_a_reports_text_stays_whole_under_overlapping_marks() -> None:
    facts = [
        {"text": "one", "evidence": [{"start": s, "end": e}]} for s, e in ((2, 8), (5, 12), (5, 8), (0, 12))
    ]
    html = marking.report_text(_report("A met B in C", facts))
    assert re.sub(r"<[^>]+>", "", html) == "A met B in C"
    assert html.count('id="c5"') == 1
    assert html.count("<span") == html.count("</span>")


def test_one_who_arrives_at_a_passage_sees_all_of_it() -> None:
    facts = [{"text": "one", "evidence": [{"start": s, "end": e}]} for s, e in ((0, 11), (2, 5))]
    html = marking.report_text(_report("A met B in C", facts))
    whole = re.match(r'<span class="passage" id="c0">(.*)</span> ?C', html)
    assert whole
    assert re.sub(r"<[^>]+>", "", whole[1]).startswith("A met B in")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", ""])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize("example", examples(), ids=lambda e: e.name)
def test_every_example_query_answers(seed_store: Path, example: object) -> None:
    text = example.text  # type: ignore[attr-defined]
    answer = open_snapshot(seed_store).engine.query(text)
    assert next(iter(answer), None) is not None


def test_there_are_a_dozen_examples() -> None:
    assert len(examples()) >= 12
    assert len({e.name for e in examples()}) == len(examples())


def test_the_vendored_files_are_those_of_the_lock() -> None:
    hashes = json.loads((vendor.FOLDER / vendor.HASHES).read_text())
    found = {name: hashlib.sha256((vendor.FOLDER / name).read_bytes()).hexdigest() for name in vendor.FILES}
    assert hashes == found
    licences = (vendor.FOLDER / vendor.LICENCES).read_text()
    assert all(name in licences for name in ("cytoscape 3", "@zazuko/yasgui 4", "jquery", "codemirror"))


def test_no_vendored_file_is_missing_from_the_pages(seeds: httpx.Client) -> None:
    for name in vendor.FILES:
        assert seeds.get(f"/static/vendor/{name}").status_code == 200
    for name in ("../render.py", "..%2frender.py", "nothing.js"):
        assert seeds.get(f"/static/{name}").status_code == 404


def test_a_path_is_told_in_plain_language(seeds: httpx.Client) -> None:
    params = {"from": "Kim Jong Un", "to": "Lee Jae Myung"}
    page = seeds.get("/paths", params=params, headers={"Accept": "text/html"}).text
    assert "Kim Jong Un held talks with To Lam in Pyongyang on 9 October 2025 [1]." in page
