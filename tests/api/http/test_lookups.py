"""Lookups over HTTP against a running server on the seeds: formats, paging, errors, negotiation."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import httpx
import networkx as nx
import pyoxigraph
import pytest

from tests.support.running import server

PAGE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TO_LAM = "/entities/person/to-lam"


def _rows(answer: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


def _json(seeds: httpx.Client, path: str, **params: Any) -> Any:
    answer = seeds.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_search_finds_a_name_with_typing_errors(seeds: httpx.Client) -> None:
    hits = _json(seeds, "/search", q="Tô Lâm")["hits"]
    assert hits[0]["id"] == "person/to-lam"
    assert _json(seeds, "/search", q="sisulith")["hits"][0]["label"] == "Thongloun Sisoulith"
    assert _json(seeds, "/search", q="vietnam", type="country")["hits"][0]["id"] == "country/vn"


def test_next_links_lead_through_all_pages_once(seeds: httpx.Client) -> None:
    whole = _json(seeds, f"{TO_LAM}/timeline", limit=1000)
    assert whole["next"] is None
    assert not whole["truncated"]
    ids, path = [], f"{TO_LAM}/timeline?limit=7"
    while path:
        answer = seeds.get(path)
        page = answer.json()
        ids += [fact["id"] for fact in page["facts"]]
        assert page["truncated"] == bool(page["next"]) == ('rel="next"' in answer.headers.get("Link", ""))
        path = page["next"]
    assert ids == [fact["id"] for fact in whole["facts"]]


def test_every_passage_quotes_its_report_exactly(seeds: httpx.Client) -> None:
    for report in _json(seeds, "/articles")["articles"]:
        found = _json(seeds, "/" + report["id"].replace("article/", "articles/"))
        for fact in found["facts"]:
            for passage in fact["evidence"]:
                assert found["text"][passage["start"] : passage["end"]] == passage["quote"]


def test_offices_as_of_a_day(seeds: httpx.Client) -> None:
    offices = {
        day: {o["fact"]["text"] for o in _json(seeds, TO_LAM, as_of=day)["offices"]}
        for day in ("2024-08-18", "2024-08-19", "2025-10-09")
    }
    assert offices["2024-08-18"] == set()
    assert "To Lam: President of Vietnam" in offices["2024-08-19"]


def test_neighbors_begin_with_counts(seeds: httpx.Client) -> None:
    found = _json(seeds, f"{TO_LAM}/neighbors", relation="meeting", limit=3)
    assert [r["relation"] for r in found["relations"]] == ["meeting"]
    assert len(found["neighbors"]) == 3
    assert found["truncated"]


def test_a_path_runs_through_to_lam_with_both_sentences(seeds: httpx.Client) -> None:
    found = _json(seeds, "/paths", **{"from": "Kim Jong Un", "to": "Lee Jae Myung"})
    chain = found["paths"][0]
    assert [e["label"] for e in chain["entities"]] == ["Kim Jong Un", "To Lam", "Lee Jae Myung"]
    assert all("talks" in fact["evidence"][0]["quote"] for step in chain["steps"] for fact in step["facts"])


@pytest.mark.parametrize("by", ["degree", "betweenness", "pagerank"])
def test_to_lam_ranks_first_by_every_measure(seeds: httpx.Client, by: str) -> None:
    assert _json(seeds, "/rank", by=by)["ranked"][0]["entity"]["label"] == "To Lam"


def test_between_two_countries(seeds: httpx.Client) -> None:
    kinds = {f["kind"] for f in _json(seeds, "/between", first="country/vn", second="Laos")["facts"]}
    assert {"partnership", "visit", "meeting"} <= kinds


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=lam",
        TO_LAM,
        f"{TO_LAM}/evidence",
        f"{TO_LAM}/neighbors",
        f"{TO_LAM}/timeline",
        "/between?first=country/vn&second=country/la",
        "/articles",
    ],
)
def test_every_view_comes_as_a_page_json_csv_and_rdf(seeds: httpx.Client, path: str) -> None:
    assert seeds.get(path).headers["content-type"] == "application/json"
    assert "<h1" in seeds.get(path, headers=PAGE).text
    assert _rows(seeds.get(path, headers={"Accept": "text/csv"}))
    rdf = {"text/turtle": pyoxigraph.RdfFormat.TURTLE, "application/ld+json": pyoxigraph.RdfFormat.JSON_LD}
    for media, format in rdf.items():
        answer = seeds.get(path, headers={"Accept": media})
        assert answer.headers["content-type"].startswith(media)
        assert list(pyoxigraph.parse(answer.content, format=format))


@pytest.mark.parametrize(
    ("suffix", "media"), [("json", "application/json"), ("csv", "text/csv"), ("ttl", "text/turtle")]
)
def test_a_suffix_chooses_the_format_whatever_is_accepted(
    seeds: httpx.Client, suffix: str, media: str
) -> None:
    for path in (TO_LAM, f"{TO_LAM}/timeline", "/search", "/articles", "/between", "/rank"):
        query = {"q": "lam", "first": "Vietnam", "second": "Laos"}
        if path == "/rank" and suffix == "ttl":
            continue
        answer = seeds.get(f"{path}.{suffix}", params=query, headers=PAGE)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        assert answer.headers["content-type"].startswith(media)


def test_an_entity_and_the_network_come_as_graphml(seeds: httpx.Client) -> None:
    for path in (f"{TO_LAM}.graphml", f"{TO_LAM}/neighbors.graphml", "/network.graphml"):
        answer = seeds.get(path)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/graphml+xml")
        assert b"Kim Jong Un" in answer.content


def test_filters_hold_for_every_format(seeds: httpx.Client) -> None:
    """What CSV lists is what the network draws and what RDF describes."""
    asked = f"{TO_LAM}/neighbors", {"relation": "visit", "limit": "2"}
    listed = {row["entity"] for row in _rows(seeds.get(asked[0] + ".csv", params=asked[1]))}
    drawn = _network(seeds, *asked)
    assert set(drawn) == {"person/to-lam", *listed}
    assert {values["interaction"] for *_, values in drawn.edges(data=True)} == {"visit"}
    assert len(listed) == 2
    meetings = _network(seeds, TO_LAM, {"kind": "meeting", "limit": "2"})
    facts = {f["id"] for g in _json(seeds, TO_LAM, kind="meeting", limit=2)["groups"] for f in g["facts"]}
    events = {n for n, v in meetings.nodes(data=True) if v["type"] == "Meeting"}
    assert events | {v["facts"] for *_, v in meetings.edges(data=True)} == facts
    assert len(_network(seeds, "/network", {"limit": "3"})) == 3


def _network(seeds: httpx.Client, path: str, params: dict[str, str]) -> Any:
    answer = seeds.get(f"{path}.graphml", params=params)
    assert answer.status_code == 200, answer.text
    return nx.read_graphml(io.BytesIO(answer.content), force_multigraph=True)


def test_an_office_shows_who_held_it_when_and_by_which_sentences(seeds: httpx.Client) -> None:
    hits = _json(seeds, "/search", q="president", type="office")["hits"]
    assert hits
    assert all(hit["facts"] > 0 for hit in hits)
    found = _json(seeds, "/entities/office/president-vn")
    assert found["fact_count"] == found["groups"][0]["count"] > 0
    held = found["offices"][0]
    assert "President of Vietnam" in held["fact"]["text"]
    assert held["first_attested"] <= held["last_attested"]
    assert held["passages"][0]["quote"]
    near = _json(seeds, "/entities/office/president-vn/neighbors")["neighbors"]
    assert {"person/to-lam", "country/vn"} <= {n["entity"]["id"] for n in near}
    drawn = _network(seeds, "/entities/office/president-vn", {})
    assert drawn.has_edge("person/to-lam", "office/president-vn")
    beside = _json(seeds, f"{TO_LAM}/neighbors", limit=1000)["neighbors"]
    assert not [n for n in beside if n["entity"]["id"].startswith("office/")]


def test_what_goes_on_has_no_end_in_the_network_of_a_lookup(seeds: httpx.Client) -> None:
    for path in ("/entities/country/vn/neighbors", "/entities/country/vn"):
        drawn = _network(seeds, path, {}).edges(data=True)
        lasting = [
            v for *_, v in drawn if v["interaction"] in ("office", "diplomatic_relations", "partnership")
        ]
        assert lasting
        assert not [v for v in lasting if "end" in v and v.get("status") != "former"]
        assert all("_" not in v["label"] for *_, v in drawn)
        assert any("end" in v for *_, v in drawn if v["interaction"] == "visit")


def test_a_passage_is_found_by_its_iri_with_its_report_and_fact(seeds: httpx.Client) -> None:
    """Every fact names its passages by these IRIs."""
    query = "SELECT ?e ?f ?quote ?a { ?f dip:evidence ?e . ?e dip:quote ?quote ; dip:article ?a } LIMIT 5"
    for row in _json(seeds, "/sparql", query=query)["results"]["bindings"]:
        path = row["e"]["value"].partition("/id/")[2]
        answer = seeds.get(f"/id/{path}", follow_redirects=True)
        assert answer.status_code == 200, answer.text
        fact = answer.json()
        assert fact["iri"] == row["f"]["value"]
        (passage,) = fact["evidence"]
        assert (passage["quote"], passage["report"]["iri"]) == (row["quote"]["value"], row["a"]["value"])


def test_next_links_lead_through_all_facts_of_an_entity(seeds: httpx.Client) -> None:
    path, ids = "/entities/country/vn?limit=3", []
    count = _json(seeds, path)["fact_count"]
    while path:
        page = _json(seeds, path)
        assert page["truncated"] == bool(page["next"])
        ids += [fact["id"] for group in page["groups"] for fact in group["facts"]]
        path = page["next"]
    assert len(ids) == len(set(ids)) == count


@pytest.mark.parametrize("suffix", ["", ".csv", ".ttl", ".graphml"])
def test_an_answer_that_the_client_has_is_not_sent_again(seeds: httpx.Client, suffix: str) -> None:
    first = seeds.get(f"{TO_LAM}{suffix}?limit=3")
    for tag in (first.headers["etag"], "*"):
        again = seeds.get(f"{TO_LAM}{suffix}?limit=3", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
    tags = {seeds.get(f"{TO_LAM}{end}").headers["etag"] for end in (".csv", ".ttl", "", "?limit=4")}
    assert len({*tags, first.headers["etag"]}) == 5
    for path, status in (("/entities/person/nobody", 404), (f"{TO_LAM}?as_of=never", 400)):
        assert seeds.get(path, headers={"If-None-Match": "*"}).status_code == status


def test_an_iri_leads_to_its_description(seeds: httpx.Client) -> None:
    for id, path in {
        "person/to-lam": TO_LAM,
        "meeting/1": "/facts/meeting/1",
        "article/a-1": "/articles/a-1",
    }.items():
        answer = seeds.get(f"/id/{id}")
        assert (answer.status_code, answer.headers["location"]) == (303, path)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/entities/person/nobody", 404),
        ("/facts/meeting/nothing", 404),
        ("/articles/nothing", 404),
        ("/paths?from=To%20Lam&to=zzzzzz", 404),
        (f"{TO_LAM}?as_of=yesterday", 400),
        (f"{TO_LAM}/neighbors?relation=friendship", 400),
        ("/search?q=a&type=planet", 400),
        ("/search?q=a&limit=0", 422),
        ("/paths?from=To%20Lam", 422),
        ("/jobs/nothing", 404),
        ("/analysis/communities.graphml", 406),
    ],
)
def test_errors_have_one_shape(seeds: httpx.Client, path: str, status: int) -> None:
    answer = seeds.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= answer.json().keys()


def test_nothing_that_fits_is_406(seeds: httpx.Client) -> None:
    assert seeds.get(TO_LAM, headers={"Accept": "image/png"}).status_code == 406


def test_every_answer_is_documented_with_an_example(seeds: httpx.Client) -> None:
    paths = _json(seeds, "/openapi.json")["paths"]
    lookups = {
        p: o["get"]
        for p, o in paths.items()
        if o.get("get", {}).get("tags", [""])[0] in ("lookups", "network")
    }
    assert len(lookups) >= 11
    for path, operation in lookups.items():
        if path != "/id/{type}/{name}":
            content = operation["responses"]["200"]["content"]["application/json"]
            assert content["example"], path
            assert content["schema"], path


def test_writing_is_off_without_a_token(seeds: httpx.Client) -> None:
    headers = {"Content-Type": "text/plain"}
    assert seeds.post("/articles", content=b"text", headers=headers).status_code == 403
    assert seeds.post("/decisions", json={"judgement": "wrong", "subjects": ["claim/1"]}).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/search?q=lam", TO_LAM, f"{TO_LAM}/timeline", "/paths?from=Kim+Jong+Un&to=Lee+Jae+Myung", "/rank", "/articles", "/healthz",
     "/export/graphml", "/", "/help/", "/sparql", "/.well-known/void", "/graph-store?default", "/entities/person/nobody"],
)  # fmt: skip
def test_head_is_what_a_get_answers_without_the_body(seeds: httpx.Client, path: str) -> None:
    whole, head = seeds.get(path), seeds.head(path)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert int(head.headers["content-length"]) > 0


def test_k_shortest_paths_by_chosen_relations_and_as_known_on_a_day(seeds: httpx.Client) -> None:
    ends = {"from": "Kim Jong Un", "to": "Lee Jae Myung"}
    one = _json(seeds, "/paths", **ends)["paths"]
    assert one[0]["told"].startswith("Kim Jong Un held talks with To Lam in Pyongyang on 9 October 2025 [1].")
    several = _json(seeds, "/paths", **ends, k=4, relation=["meeting", "visit"], max_hops=4)
    lengths = [len(path["steps"]) for path in several["paths"]]
    assert len(lengths) == 4
    assert lengths == sorted(lengths)
    assert lengths[-1] > lengths[0]
    assert several["relations"] == ["meeting", "visit"]
    kinds = {fact["kind"] for path in several["paths"] for step in path["steps"] for fact in step["facts"]}
    assert kinds <= {"meeting", "visit"}
    assert _json(seeds, "/paths", **ends, relation="meeting", as_of="2025-09")["paths"] == []


def test_exports_are_around_an_entity_by_id_or_name(seeds: httpx.Client) -> None:
    by_name = seeds.get("/export/graphml", params={"ego": "Tô Lâm", "view": "met"})
    assert (
        by_name.content
        == seeds.get("/export/graphml", params={"ego": "person/to-lam", "view": "met"}).content
    )
    nobody = seeds.get("/export/graphml", params={"ego": "Zzyzx"})
    assert (nobody.status_code, nobody.json()["detail"]) == (
        404,
        "nothing in the graph is named like “Zzyzx”",
    )


def test_lookups_as_of_a_day_are_of_reports_until_then(seeds: httpx.Client) -> None:
    day = "2024-12-31"
    found = _json(seeds, TO_LAM, as_of=day)
    pages = [f"{TO_LAM}/timeline", f"{TO_LAM}/evidence"]
    facts = [f for g in found["groups"] for f in g["facts"]] + [o["fact"] for o in found["offices"]]
    facts += [f for page in pages for f in _json(seeds, page, as_of=day)["facts"]]
    assert {p["report"]["date"] for f in facts for p in f["evidence"]} == {"2024-08-19"}
    assert {f["date"] for f in facts if f["kind"] == "office"} == {"2024-08-19"}
    assert any(not f["date"] for f in facts), "what has no date is attested all the same"
    rdf = seeds.get(f"{TO_LAM}.nt", params={"as_of": day}).text
    assert "2024-08-19" in rdf
    assert "2025-12-01" not in rdf
    assert _json(seeds, "/entities/country/vn", as_of="2024-01-01")["groups"] == []


def test_communities_and_views_over_http(seeds: httpx.Client) -> None:
    groups = _json(seeds, "/analysis/communities", view="people")["communities"]
    assert "To Lam" in {who["label"] for who in groups[0]["members"]}
    rows = _rows(seeds.get("/analysis/communities.csv"))
    assert {row["community"] for row in rows} == {
        str(n) for n in range(1, len({r["community"] for r in rows}) + 1)
    }
    ranked = _json(seeds, "/analysis/degree", view="countries")["ranked"]
    assert ranked[0]["entity"]["label"] == "Vietnam"
    earlier = _json(seeds, "/analysis/degree", view="countries", as_of="2024-12-31")
    assert {r["entity"]["label"] for r in earlier["ranked"]} == {"Vietnam", "China"}


ANSWERS: dict[str, dict[str, Any]] = {
    "/search": {"q": "lam"}, TO_LAM: {}, f"{TO_LAM}/evidence": {}, f"{TO_LAM}/neighbors": {}, f"{TO_LAM}/timeline": {},
    f"{TO_LAM}/ego": {"hops": 2}, "/between": {"first": "Vietnam", "second": "Laos"}, "/rank": {"by": "pagerank"},
    "/paths": {"from": "Kim Jong Un", "to": "Lee Jae Myung"}, "/articles": {}, "/analysis/harmonic": {"view": "countries"},
}  # fmt: skip


@pytest.mark.parametrize("path", [*ANSWERS, "a fact", "a report"])
def test_every_lookup_comes_as_rdf_and_as_a_network(seeds: httpx.Client, path: str) -> None:
    """By suffix and by Accept the same; what the JSON lists is in all of them."""
    params = ANSWERS.get(path, {})
    if path == "a fact":
        path = "/facts/" + _json(seeds, f"{TO_LAM}/timeline", relation="meeting")["facts"][0]["id"]
    elif path == "a report":
        path = "/articles/" + _json(seeds, "/articles")["articles"][0]["id"].removeprefix("article/")
    whole = seeds.get(path, params=params)
    said = set(re.findall(r'"iri": "([^"]+)"', whole.text))
    for suffix, media, kind in (
        (".ttl", "text/turtle", "TURTLE"),
        (".jsonld", "application/ld+json", "JSON_LD"),
    ):
        answer = seeds.get(path + suffix, params=params)
        assert answer.content == seeds.get(path, params=params, headers={"Accept": media}).content
        assert answer.headers["content-type"].startswith(media)
        triples = list(pyoxigraph.parse(answer.content, format=getattr(pyoxigraph.RdfFormat, kind)))
        assert said & {t.subject.value for t in triples if isinstance(t.subject, pyoxigraph.NamedNode)}
    drawn = seeds.get(path + ".graphml", params=params)
    assert drawn.headers["content-type"].startswith("application/graphml+xml")
    network = nx.read_graphml(io.BytesIO(drawn.content), force_multigraph=True)
    assert said & {iri for _, iri in network.nodes(data="iri")}


def test_the_value_of_a_rank_is_in_its_rdf_and_its_network(seeds: httpx.Client) -> None:
    first = _json(seeds, "/rank", by="strength")["ranked"][0]
    store = pyoxigraph.Store()
    store.load(seeds.get("/rank.ttl?by=strength").content, format=pyoxigraph.RdfFormat.TURTLE)
    query = "PREFIX s: <https://schema.org/> SELECT ?who ?value { ?o s:observationAbout ?who ; s:value ?value ; s:position 1 }"
    rows: Any = store.query(query)
    assert [(row["who"].value, float(row["value"].value)) for row in rows] == [
        (first["entity"]["iri"], first["score"])
    ]
    network = nx.read_graphml(io.BytesIO(seeds.get("/rank.graphml?by=strength").content))
    assert network.nodes[first["entity"]["id"]]["score"] == first["score"]


def test_the_network_of_a_path_holds_its_chain(seeds: httpx.Client) -> None:
    found = seeds.get("/paths.graphml", params={"from": "Kim Jong Un", "to": "Lee Jae Myung"})
    network = nx.read_graphml(io.BytesIO(found.content), force_multigraph=True)
    assert nx.shortest_path_length(network.to_undirected(), "person/kim-jong-un", "person/lee-jae-myung") == 2
    assert any(
        values["interaction"] == "meeting" and values["start"] for *_, values in network.edges(data=True)
    )


def test_a_fact_is_no_entity_and_the_answer_says_where_it_is(seeds: httpx.Client) -> None:
    fact = seeds.get("/entities/person/to-lam/timeline").json()["facts"][0]["id"]
    answer = seeds.get(f"/entities/{fact}")
    assert answer.status_code == 404
    assert f"/facts/{fact}" in answer.json()["detail"]
    assert seeds.get(f"/facts/{fact}").status_code == 200


def test_a_large_network_is_cut_and_says_so(seed_store: Path, seeds: httpx.Client) -> None:
    assert "X-Truncated" not in seeds.get("/export/graphml").headers
    with server(seed_store, export_nodes=5, export_edges=3) as running, running.client() as client:
        for path in ("/export/graphml", "/export/csv?view=met", "/entities/person/to-lam.graphml?limit=1"):
            assert client.get(path).headers["X-Truncated"] == "true", path
        nodes = client.get("/export/nodelink").json()["nodes"]
    assert 0 < len(nodes) <= 5
