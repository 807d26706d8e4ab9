"""The explorer in a real browser: the main ways, nothing from elsewhere, axe, no JavaScript, hostile text.

Needs Debian's chromium (or COMMUNIQUE_TEST_BROWSER) and playwright; each test is skipped without them.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.api.build import build
from tests.api.pages.test_pages import ADDRESSES
from tests.support.running import TOKEN, Running, server

sync_api = pytest.importorskip("playwright.sync_api")
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

BROWSER = (
    os.environ.get("COMMUNIQUE_TEST_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")]
EVIL = (
    "date 2025-03-04 President Arvo <script>window.hacked=1</script> Tamme of Estonia held talks with "
    'President Ilze Brante of Latvia in Riga on March 4. "><img src=x onerror="window.hacked=1"> '
    "\u202egnorts\u202c.\n\n"
    "President Arvo Tamme of Estonia thanked President Ilze Brante of Latvia & said <b>so</b>.\n"
)


GOOD = "date 2025-03-04 President Arvo Tamme of Estonia held talks with President Ilze Brante of Latvia in Riga.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


class Watched:
    """A page whose requests to other hosts, errors and dialogs are noted."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.home = page, home
        self.faults: list[str] = []
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        page.on("console", lambda m: self.faults.append(f"console: {m.text}") if m.type == "error" else None)

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.faults.append(f"request: {request.url}")

    def go(self, address: str) -> Any:
        """Opens an address of the server and waits until it is quiet."""
        self.page.goto(self.home + address)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _open(browser: Any, running: Running, **options: Any) -> Watched:
    page = browser.new_context(**options).new_page()
    return Watched(page, running.url)


@pytest.fixture
def watched(browser: Any, seed_server: Running) -> Iterator[Watched]:
    opened = _open(browser, seed_server, viewport={"width": 1280, "height": 900})
    yield opened
    assert opened.faults == []
    opened.page.context.close()


def test_search_leads_to_the_entity_the_sentence_and_the_report(watched: Watched) -> None:
    page = watched.go("/")
    page.get_by_label("Search").press_sequentially("Tô L", delay=20)
    page.wait_for_selector("#suggestions option[value='To Lam']", state="attached")
    page.keyboard.type("âm")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="To Lam", exact=True).click()
    assert page.locator("h1").inner_text().startswith("To Lam")
    page.locator("blockquote footer a").first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".passage:target mark").count() >= 1
    assert "#c" in page.url


def test_the_neighbours_are_drawn_filtered_expanded_and_saved(watched: Watched) -> None:
    page = watched.go("/entities/person/to-lam")
    page.wait_for_selector(".network[data-drawn]")
    assert int(page.locator(".network").get_attribute("data-drawn")) > 10
    page.get_by_role("checkbox", name="Meetings").uncheck()
    whole = page.locator(".network").get_attribute("data-drawn")
    page.locator("fieldset").get_by_label("from").fill("2025-11-01")
    page.locator(f".network:not([data-drawn='{whole}'])").wait_for()
    assert int(page.locator(".network").get_attribute("data-drawn")) < int(whole)
    page.locator("fieldset").get_by_label("from").fill("")
    page.locator(f".network[data-drawn='{whole}']").wait_for()
    _tap(page, "country/la")
    page.locator(f".network:not([data-drawn='{whole}'])").wait_for()
    assert int(page.locator(".network").get_attribute("data-drawn")) > int(whole)
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    assert Path(download.value.path()).read_text().startswith("<svg")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def _tap(page: Any, id: str) -> None:
    """A click on a node of the picture, where it stands on the screen."""
    node = f"document.querySelector('.network')._cyreg.cy.$id('{id}').renderedPosition()"
    page.locator(".network").scroll_into_view_if_needed()
    at, box = page.evaluate(node), page.locator(".network").bounding_box()
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])


def test_a_path_is_found_by_the_form_and_drawn(watched: Watched) -> None:
    page = watched.go("/path")
    page.get_by_label("From").fill("Kim Jong Un")
    page.get_by_label("To", exact=True).fill("Lee Jae Myung")
    page.get_by_role("button", name="Find").click()
    page.wait_for_selector(".network[data-drawn='5']")
    assert page.locator("h2").first.inner_text() == "Kim Jong Un → To Lam → Lee Jae Myung"
    assert page.locator("blockquote").count() >= 2


def test_the_network_is_drawn(watched: Watched) -> None:
    page = watched.go("/network?color=country")
    page.wait_for_selector(".network[data-drawn]")
    assert page.locator(".legend li").count() > 2


def test_two_countries_by_the_form(watched: Watched) -> None:
    page = watched.go("/compare")
    page.get_by_label("Between").fill("Vietnam")
    page.get_by_label("and", exact=True).fill("Laos")
    page.get_by_role("button", name="Show").click()
    assert page.locator("h1").inner_text().startswith("Vietnam and Laos")
    assert page.get_by_role("heading", name="Relations and partnerships").count() == 1
    page.locator("#bonds + table a").first.click()
    assert page.locator(".fact:target").count() == 1


def test_a_view_can_be_downloaded(watched: Watched) -> None:
    page = watched.go("/entities/person/to-lam")
    with page.expect_response("**/entities/person/to-lam.json") as answer:
        page.get_by_role("link", name="JSON", exact=True).click()
    assert json.loads(answer.value.body())["label"] == "To Lam"


def test_the_editor_takes_an_example_and_shows_its_rows(watched: Watched) -> None:
    page = watched.go("/editor")
    page.get_by_label("Example").select_option(label="Who met most people")
    page.get_by_role("button", name="Take").click()
    page.locator(".yasqe_queryButton").click()
    page.wait_for_selector(".yasr table td")
    assert "To Lam" in page.locator(".yasr").inner_text()
    page.get_by_role("button", name="Chart").click()
    assert page.locator(".yasr svg rect").count() >= 5
    page.get_by_label("Example").select_option(label="The network of meetings, as a graph")
    page.get_by_role("button", name="Take").click()
    page.locator(".yasqe_queryButton").click()
    page.get_by_role("button", name="Network").click()
    page.wait_for_selector(".yasr .network[data-drawn]")


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_is_wider_than_the_screen(browser: Any, seed_server: Running, width: int) -> None:
    watched = _open(browser, seed_server, viewport={"width": width, "height": 800})
    for address in ADDRESSES:
        page = watched.go(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert watched.faults == []


# In the description's page each route is a button that holds others: the library's own markup.
NOT_OURS = {("/docs", "nested-interactive")}


def test_axe_finds_nothing_and_nothing_comes_from_elsewhere(
    browser: Any, seed_server: Running, scheme: str
) -> None:
    watched = _open(browser, seed_server, color_scheme=scheme)
    report = watched.go("/articles").locator(".reports a").first.get_attribute("href")
    for address in (*ADDRESSES, report, "/docs"):
        assert _violations(watched.go(address), address) == [], address
    page = watched.go("/editor")
    page.locator(".yasqe_queryButton").click()
    page.wait_for_selector(".yasr table td")
    page.wait_for_selector("select.tableSizer[aria-label]")
    assert _violations(page, "/editor") == []
    assert watched.faults == []


def _violations(page: Any, address: str) -> list[dict[str, Any]]:
    found = Axe().run(page).response["violations"]
    return [v for v in found if (address, v["id"]) not in NOT_OURS]


def test_a_picture_is_used_by_keyboard(watched: Watched) -> None:
    page = watched.go("/entities/person/to-lam")
    page.wait_for_selector(".network[data-drawn]")
    whole = page.locator(".network").get_attribute("data-drawn")
    page.locator(".network").focus()
    page.keyboard.press("ArrowRight")
    told = page.locator(".told").inner_text()
    assert not told.startswith("To Lam")
    page.keyboard.press("Space")
    page.locator(f".network:not([data-drawn='{whole}'])").wait_for()
    assert int(page.locator(".network").get_attribute("data-drawn")) > int(whole)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text().startswith(told.split(":")[0])


def test_one_colour_means_one_type_on_every_page(watched: Watched) -> None:
    seen: dict[str, set[str]] = {}
    for address in ("/entities/person/to-lam", "/paths?from=Kim Jong Un&to=country/la"):
        page = watched.go(address)
        page.wait_for_selector(".network[data-drawn]")
        for item in page.locator(".legend li").all():
            color = item.locator("circle").get_attribute("fill")
            seen.setdefault(item.inner_text().strip(), set()).add(color)
    assert {"person", "country"} <= seen.keys()
    assert all(len(colors) == 1 for colors in seen.values())
    assert len(set.union(*seen.values())) == len(seen)


def test_a_path_picture_is_as_high_as_its_chains_and_its_labels_are_legible(
    browser: Any, seed_server: Running
) -> None:
    watched = _open(browser, seed_server, viewport={"width": 390, "height": 844})
    page = watched.go("/paths?from=Kim Jong Un&to=Lee Jae Myung")
    page.wait_for_selector(".network[data-drawn]")
    assert 200 < page.locator(".network").bounding_box()["height"] < 500
    drawn = "document.querySelector('.network')._cyreg.cy"
    sizes = page.evaluate(f"{drawn}.elements().map(e => e.numericStyle('font-size') * {drawn}.zoom())")
    assert min(sizes) >= 9
    box = page.evaluate(f"{drawn}.elements().renderedBoundingBox()")
    assert box["x1"] >= -2
    assert box["x2"] <= page.locator(".network").bounding_box()["width"] + 2
    assert watched.faults == []


def test_one_who_arrives_at_a_passage_sees_the_list_of_facts_whole(watched: Watched) -> None:
    page = watched.go(watched.go("/articles").locator(".reports a").first.get_attribute("href"))
    facts = page.locator("ul.facts > li")
    hidden = "e => { const s = e.closest('section'); return s.scrollHeight > s.clientHeight + 2; }"
    assert facts.count() > 5
    assert not facts.last.evaluate(hidden)


def test_a_page_that_is_computed_shows_itself(browser: Any, seed_store: Path) -> None:
    with server(seed_store, page_patience=0.000_001) as running:
        watched = _open(browser, running)
        watched.page.goto(running.url + "/rank?by=harmonic")
        watched.page.wait_for_selector("table")
        assert watched.faults == []
        still = _open(browser, running, java_script_enabled=False)
        still.page.goto(running.url + "/rank?by=closeness")
        still.page.wait_for_selector("table", timeout=10_000)


def test_pages_read_without_javascript(browser: Any, seed_server: Running) -> None:
    watched = _open(browser, seed_server, java_script_enabled=False)
    page = watched.go("/")
    page.get_by_label("Search").fill("To Lam")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="To Lam", exact=True).click()
    assert page.locator("blockquote").count() > 5
    assert page.locator(".network").bounding_box() is None
    page.get_by_role("link", name="the neighbours in words").click()
    assert page.get_by_role("link", name="Kim Jong Un").count() >= 1


def test_a_report_full_of_markup_stays_harmless(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(EVIL)
    build([tmp_path / "evil.txt"], tmp_path / "store", workers=1)
    with server(tmp_path / "store") as running:
        watched = _open(browser, running)
        page = watched.go("/")
        links = [a.get_attribute("href") for a in page.locator("main a").all()]
        report = next(link for link in links if link.startswith("/articles/"))
        for address in (
            report,
            "/search?q=<script>window.hacked=1</script>",
            "/search?q=Tamme",
            "/network",
            *links,
        ):
            if address.startswith("/") and not address.startswith(("/docs", "/export", "/index")):
                page = watched.go(address)
                assert page.evaluate("window.hacked") is None, address
        assert watched.faults == []


def test_a_reader_with_the_token_says_that_a_fact_is_wrong(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "riga.txt").write_text(GOOD)
    build([tmp_path / "riga.txt"], tmp_path / "store", workers=1)
    with server(tmp_path / "store", token=TOKEN) as running:
        watched = _open(browser, running)
        page = watched.go("/search?q=Arvo Tamme")
        page.get_by_role("link", name="Arvo Tamme").click()
        page.locator("#meeting").locator("..").get_by_role("link", name="%").first.click()
        fact = page.url
        page.get_by_text("This is wrong").click()
        page.get_by_label("Token").fill("not it")
        page.get_by_role("button", name="No report states this").click()
        page.locator("output", has_text="token").wait_for()
        page.get_by_label("Token").fill(TOKEN)
        page.get_by_role("button", name="No report states this").click()
        page.locator("output", has_text="Kept").wait_for()
        assert page.goto(fact).status == 404


def test_everything_can_be_reached_by_keyboard(watched: Watched) -> None:
    page = watched.go("/")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id")
        )
    assert reached[:4] == ["Skip to the content", "communique", "q", "Search"]
    assert {"Path", "Two countries", "Network", "Reports", "SPARQL", "Help"} <= set(reached)
