"""The site in a browser, with every other host cut off: as files and from a web server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.site
SHOTS = Path(__file__).parents[2] / ".specpress" / "site-screenshots"
CALL = "wix-orders/operations/orders/update_order.html"
KINDS = {
    "front": "index.html",
    "overview": "wix-orders/index.html",
    "authentication": "wix-orders/authentication.html",
    "null": "wix-orders/requests.html",
    "errors": "wix-orders/errors.html",
    "retries": "wix-orders/retries.html",
    "options": "wizcommerce-orders/options.html",
    "call": CALL,
    "second-call": "wizcommerce-orders/operations/orders/update_order_status.html",
    "types": "wix-orders/models/index.html",
    "type": "wix-orders/models/Order.html",
    "input": "wix-orders/models/OrderUpdate.html",
    "enum": "wix-orders/models/ActivityType.html",
    "reference": "wix-orders/reference.html",
    "explorer-page": "wix-orders/explorer.html",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_SEARCH = ["label-content-name-mismatch"]
"""Experimental in axe: a result of the search is named by its title, and shows more of its page."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HITS = """() => { const found = []; const walk = root => { root.querySelectorAll('*').forEach(e => {
    if (e.tagName === 'A' && /[?&]h=/.test(e.href)) found.push(e.href)
    if (e.shadowRoot) walk(e.shadowRoot) }) }; walk(document); return found }"""


def test_every_page_loads_quietly_and_fits_the_narrowest_and_a_wide_window(tab, served, pages):
    assert len(pages) > 150
    wide = []
    with tab(served, width=360) as opened:
        for name in pages:
            opened.page.set_viewport_size({"width": 360, "height": 900})
            opened.open(name)
            wide += [(name, 360)] * (opened.page.evaluate(SIDEWAYS) > 0)
            opened.page.set_viewport_size({"width": 1440, "height": 900})
            wide += [(name, 1440)] * (opened.page.evaluate(SIDEWAYS) > 0)
        opened.quiet()
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_each_kind_of_page_is_accessible_and_quiet_as_a_file(tab, site, axe, scheme, width):
    found = []
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tab(site.as_uri() + "/", scheme=scheme, width=width) as opened:
        for kind, name in KINDS.items():
            opened.open(name)
            opened.page.wait_for_timeout(100)  # what is made after load: tables, buttons
            assert opened.page.evaluate(SIDEWAYS) <= 0, name
            opened.page.screenshot(
                path=SHOTS / f"{kind}-{width}-{scheme}.png",
                full_page=kind == "call" and width == 1440,
            )
            opened.page.evaluate(axe)
            found += [
                (name, one["id"], [node["target"] for node in one["nodes"][:3]])
                for one in violations(opened)
            ]
        opened.quiet()
    assert found == []


def violations(opened, without=()) -> list[dict]:
    """What axe says against the page as it is now; it has looked at something."""
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": False} for rule in without},
        "preload": False,  # else it fetches the style sheets, which files cannot
    }
    told = opened.page.evaluate("options => axe.run(document, options)", options)
    assert len(told["passes"]) > 10
    return told["violations"]


def search(opened, word: str) -> list[str]:
    """The addresses of what the search finds, once it found something or has had time to."""
    opened.open("index.html")
    opened.page.wait_for_timeout(200)
    opened.page.keyboard.press("/")
    opened.page.wait_for_timeout(200)
    opened.page.keyboard.type(word)
    for _ in range(15):
        opened.page.wait_for_timeout(200)
        if hits := opened.page.evaluate(HITS):
            return hits
    return []


@pytest.mark.parametrize(
    ("word", "page"),
    [
        ("buyerInfo", "models/BuyerInfo"),
        ("buyer_info", "#buyer_info"),
        ("ORDER_IS_PENDING", "errors.html"),
        ("428", "errors.html"),
        ("seenByAHuman", "Order.html#seen_by_a_human"),
        ("fulfillment_status", "wizcommerce-orders/models/Order.html#fulfillment_status"),
        ("rate limit", "errors.html#TooManyRequests"),
        ("empty string", "requests.html"),
        ("clear", "requests.html"),
    ],
)
def test_search_finds(tab, base, site, word, page):
    with tab(base) as opened:
        hits = search(opened, word)
        assert [hit for hit in hits if page in re.sub(r"\?[^#]*", "", hit)], hits
        opened.page.screenshot(path=SHOTS / f"search-{word}.png")
        found = {
            urlsplit(hit)._replace(query="", fragment="").geturl().removeprefix(base)
            for hit in hits
        }
        texts = [(site / name).read_text().lower() for name in found]
        assert [t for t in texts if all(one in t for one in word.lower().split())], found
        opened.page.goto(hits[0])
        opened.quiet()


def test_search_by_a_name_on_the_wire_leads_to_its_fields(tab, base):
    """Beside the classes of that name; no line of the list is a heading that every page has."""
    with tab(base) as opened:
        hits = [
            re.sub(r"\?[^#]*", "", hit.removeprefix(base)) for hit in search(opened, "buyerInfo")
        ]
        for wanted in ("Order", "OrderUpdate"):
            assert f"wix-orders/models/{wanted}.html#buyer_info" in hits[:4]
        assert [hit for hit in hits if hit.endswith(("#the-fields", "#used-by"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_search_and_open_navigation_are_accessible(tab, served, axe, scheme):
    found = []
    with tab(served, scheme=scheme, width=360) as opened:
        for state in ("search", "navigation"):
            if state == "search":
                assert search(opened, "428")
            else:
                opened.open("wix-orders/errors.html")
                opened.page.locator(".md-header__button[for=__drawer]").click()
                opened.page.wait_for_timeout(400)
            opened.page.screenshot(path=SHOTS / f"{state}-360-{scheme}.png")
            opened.page.evaluate(axe)
            found += [
                (state, one["id"], one["nodes"][0]["target"])
                for one in violations(opened, OF_SEARCH)
            ]
        opened.quiet()
    assert found == []


def test_search_finds_nothing_where_there_is_nothing(tab, base):
    with tab(base) as opened:
        assert search(opened, "zzqxjv") == []
        opened.quiet()


def test_copy_buttons_copy(tab, base):
    with tab(base) as opened:
        opened.open(CALL)
        blocks = opened.page.locator("article .highlight:visible")
        assert blocks.count() >= 4
        for number in range(blocks.count()):
            block = blocks.nth(number)
            block.locator(".md-clipboard, [data-md-type=copy]").first.click()
            opened.page.wait_for_function(
                "text => navigator.clipboard.readText().then(got => got.trim() === text)",
                arg=block.locator("code").inner_text().strip(),
            )
        opened.quiet()


def test_tabs_switch_by_keyboard(tab, base):
    with tab(base) as opened:
        opened.open(CALL)
        tabs = opened.page.locator(".tabbed-set").first
        labels = tabs.locator(".tabbed-labels label").all_inner_texts()
        assert [one.strip() for one in labels] == ["Python", "Python, async", "curl", "HTTP"]
        tabs.locator("input").first.focus()
        shown = []
        for number in range(len(labels)):
            if number:
                opened.page.keyboard.press("ArrowRight")
            opened.page.wait_for_timeout(100)
            shown.append([block.is_visible() for block in tabs.locator(".tabbed-block").all()])
        assert shown == [[one == other for other in range(4)] for one in range(4)]
        opened.quiet()


SCHEME = "document.body.getAttribute('data-md-color-scheme')"


def test_the_scheme_is_that_of_the_system_until_one_is_chosen(tab, base):
    """Also on later visits, when the system has changed."""
    with tab(base, scheme="light") as opened:
        for system, wanted in (("light", "default"), ("dark", "slate"), ("light", "default")):
            opened.page.emulate_media(color_scheme=system)
            opened.open("index.html")
            opened.page.wait_for_function(f"{SCHEME} === '{wanted}'")
            opened.open(CALL)
            opened.page.wait_for_function(f"{SCHEME} === '{wanted}'")
        opened.page.emulate_media(color_scheme="dark")  # while the page is open
        opened.page.wait_for_function(f"{SCHEME} === 'slate'")
        opened.quiet()


def test_the_scheme_can_be_switched_and_stays(tab, base):
    with tab(base, scheme="light") as opened:
        opened.open("index.html")
        for title, wanted in (
            ("Switch to light mode", "default"),
            ("Switch to dark mode", "slate"),
        ):
            opened.page.get_by_title(title).click()
            opened.page.wait_for_function(f"{SCHEME} === '{wanted}'")
            opened.page.emulate_media(color_scheme="dark" if wanted == "default" else "light")
            opened.open(CALL)
            assert opened.page.evaluate(SCHEME) == wanted
        opened.page.get_by_title("Follow the system").click()
        opened.page.wait_for_function(f"{SCHEME} === 'default'")
        opened.quiet()


def test_a_deep_link_shows_its_field(tab, base):
    with tab(base) as opened:
        opened.open("wix-orders/models/Order.html#buyer_info")
        opened.page.wait_for_timeout(200)
        top = opened.page.evaluate(
            "document.getElementById('buyer_info').getBoundingClientRect().top"
        )
        assert 0 <= top < 300
        opened.quiet()


def test_tables_that_scroll_can_be_scrolled_by_keyboard(tab, base):
    with tab(base, width=740) as opened:
        opened.open(CALL)
        table = opened.page.locator("#the-body ~ .md-typeset__scrollwrap").first
        table.focus()
        opened.page.keyboard.press("ArrowRight")
        opened.page.wait_for_timeout(300)
        assert table.evaluate("e => e.scrollLeft") > 0


COLUMNS = """row => [...row.cells].filter(e => e.textContent.trim()).map(e => {
    const { left, right, height } = e.getBoundingClientRect(), label = getComputedStyle(e, "::before").content
    return [label, e.textContent.trim(), left >= 0 && right <= innerWidth && height > 10] })"""


def test_on_a_phone_a_row_of_a_table_is_read_without_scrolling(tab, base):
    with tab(base, width=360) as opened:
        opened.open(CALL)
        table = opened.page.locator("#the-errors ~ .md-typeset__scrollwrap").first
        assert table.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
        row = table.get_by_role("row").filter(has_text="ORDER_IS_PENDING")
        cells = row.evaluate(COLUMNS)
        assert [label for label, _, _ in cells] == [
            "none",
            '"status"',
            '"when"',
            '"outcome"',
            '"tried again"',
        ]
        assert "still pending" in cells[2][1]
        assert [text for _, text, seen in cells if not seen] == []
        assert row.get_by_role("cell").count() == 5
        opened.quiet()


def test_on_a_phone_the_copy_button_covers_no_code(tab, base):
    with tab(base, width=360) as opened:
        opened.open(CALL)
        block = opened.page.locator("article .highlight:visible").first
        code, button = (
            block.locator("pre > code").bounding_box(),
            block.locator("button").bounding_box(),
        )
        assert button["x"] >= code["x"] + code["width"]
        assert button["x"] + button["width"] <= 360


def test_on_a_desktop_search_ends_where_the_page_does_and_lines_stay_short(tab, base):
    with tab(base) as opened:
        opened.open("index.html")
        search = opened.page.locator(".md-search__button").bounding_box()
        assert 1440 - search["x"] - search["width"] < 60
        lead = opened.page.locator("article > p").first
        assert (
            lead.evaluate(
                "e => e.getBoundingClientRect().width / parseFloat(getComputedStyle(e).fontSize)"
            )
            < 55
        )


@pytest.mark.parametrize("api", ["wix-orders", "wizcommerce-orders"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_explorer_shows_the_document_and_asks_nobody(tab, base, site, api, width):
    document = json.loads((site / api / "openapi.json").read_text())
    call = next(
        call
        for path in document["paths"].values()
        for call in path.values()
        if isinstance(call, dict)
    )
    sample = call["x-codeSamples"][0]["source"]
    with tab(base, width=width) as opened:
        opened.open(f"{api}/openapi.html")
        page = opened.page
        page.get_by_role("heading", name=document["info"]["title"]).first.wait_for()
        assert page.title() == f"Explorer: {document['info']['title']}"
        heading = page.get_by_role("heading", name=call["summary"]).first
        heading.scroll_into_view_if_needed()
        heading.wait_for()
        line = next(one for one in sample.splitlines() if one.startswith("from "))
        page.wait_for_function("line => document.body.innerText.includes(line)", arg=line)
        page.screenshot(path=SHOTS / f"explorer-{api}-{width}.png")
        assert page.evaluate(SIDEWAYS) <= 0
        page.wait_for_timeout(500)
        opened.quiet()
