"""The search page as somebody uses it, and the same search for programs."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from publish.reading import read

PACK, MINUTES = "a" * 16, "b" * 16
ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_result_leads_to_its_thing_and_to_its_page_with_the_words_marked(get: Any) -> None:
    page = get("/-/search", q="gritting").text
    assert len(re.findall("<mark>", page)) > 3
    assert f'href="/-/page/{MINUTES}/2?row=resolutions/{MINUTES}-resolutions-2-1"' in page
    assert f'href="/-/page/{PACK}/2?row=reports/{PACK}-reports-2-1"' in page
    assert f'href="/-/page/{PACK}/1"' in page  # a page is its own
    assert 'value="gritting"' in page
    assert "<script" not in page
    for address in set(re.findall(r'href="(/-/[^"]+)"', page)):
        get(html.unescape(address))


def test_it_counts_by_kind_and_narrows(get: Any) -> None:
    page = get("/-/search", q="gritting").text
    assert re.search(r'href="/-/search\?q=gritting&amp;kind=resolution">Resolutions <span class="tally">1</span>', page)
    one = get("/-/search", q="gritting", kind="resolution").text
    assert "1 place, the best matches first." in read(one)
    assert 'aria-current="page">Resolutions' in one
    assert 'name="kind" value="resolution" checked' in one
    narrowed = get("/-/search", q="gritting", committee="highways", **{"from": "2021"}).text
    assert "Narrowed to highways remove highways from 1 January 2021 remove from 1 January 2021" in read(narrowed)
    assert 'href="/-/search?q=gritting&amp;from=2021-01-01">remove' in narrowed
    assert 'value="2021-01-01"' in narrowed


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "Nothing was looked for yet"),
        ({}, "Here are papers of Wexcombe"),
        ({"q": "zeppelin"}, "No row or page has this word."),
        ({"q": "zeppelin airship"}, "all of these words"),
        ({"q": "gritting", "council": "elsewhere"}, "No council here has “elsewhere” in its name."),
        ({"q": "gritting", "committee": "planning"}, "No committee here has “planning” in its name. Some that are here: Highways"),
        ({"q": "gritting", "to": "1999"}, "No row or page has this word within what the search is narrowed to. Search without “to"),
        ({"q": "gritting", "kind": "recommendation"}, "elsewhere"),
        ({"q": "gritting", "page": "40"}, "so this page is empty"),
        ({"q": "gritting", "from": "soon"}, "“soon” is no date and was passed over"),
        ({"q": "---"}, "No row or page has this word."),
    ],
)
def test_it_says_why_there_is_nothing(get: Any, parameters: dict[str, str], words: str) -> None:
    assert words in read(get("/-/search", **parameters).text)


def test_without_words_the_latest_come_first(get: Any) -> None:
    page = read(get("/-/search", committee="highways", kind="resolution").text)
    assert "1 place, the latest first." in page
    rows = get("/-/search.json", council="wexcombe").json()["results"]
    days = [row["date"] or "" for row in rows if not row["routine"]]
    assert days == sorted(days, reverse=True)


def test_what_was_typed_is_text(get: Any) -> None:
    for name in ("q", "council", "committee", "person", "from", "kind"):
        page = get("/-/search", **{"q": "gritting", name: '"><script>x</script>'}).text
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_csv_json_and_feed_are_the_same_search(get: Any) -> None:
    page = get("/-/search", q="gritting", council="wexcombe").text
    forms = {form: html.unescape(re.findall(rf'href="(/-/search\.{form}[^"]+)"', page)[0]) for form in ("csv", "json", "atom")}
    rows = list(csv.DictReader(io.StringIO(get(forms["csv"]).text)))
    answer = get(forms["json"]).json()
    feed = ElementTree.fromstring(get(forms["atom"]).text)
    assert len(rows) == len(answer["results"]) == len(feed.findall(f"{ATOM}entry")) > 3
    assert [row["row_id"] for row in rows] == [row["row_id"] for row in answer["results"]]
    assert answer["asked"] == {"q": "gritting", "council": "wexcombe"}
    assert answer["counts"]["resolution"] == {"rows": 1, "or_more": False}
    assert answer["next"] is None
    assert answer["results"][0]["url"].startswith("http://localhost/-/")
    assert any("[gritting]" in row["words"] for row in answer["results"])
    title = "Atom feed of this search: gritting, wexcombe"
    assert f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{html.escape(forms["atom"])}">' in page
    for form, kind in (("csv", "text/csv"), ("json", "application/json"), ("atom", "application/atom+xml")):
        assert get(forms[form]).headers["content-type"].startswith(kind)


def test_a_feed_keeps_its_ids_and_takes_its_times_from_the_data(get: Any) -> None:
    feed = ElementTree.fromstring(get("/-/search.atom", q="gritting").text)
    again = ElementTree.fromstring(get("/-/search.atom", q="gritting").text)
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert ids == [element.text for element in again.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    recorded = {row["at"] for row in get("/minutebook/changes.json", _shape="array", _size="max").json()}
    assert {entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")} <= recorded


def test_the_question_whose_place_it_took_leads_there(get: Any) -> None:
    response = get("/minutebook/search_everything", expect=302, words="salt & grit", council="wexcombe")
    assert response.headers["location"] == "/-/search?q=salt+%26+grit&council=wexcombe"
    assert get("/minutebook/search_everything.json", words="gritting", _shape="array").json()


def test_pages_follow_each_other(sample: Any) -> None:
    first = sample("/-/search", q="the").text
    after = html.unescape(re.findall(r'rel="next" href="([^"]+)"', first)[0])
    second = sample(after).text
    assert '<ol class="cards hits" start="21">' in second
    assert 'rel="prev" href="/-/search?q=the"' in second
    ids = re.findall(r"\?row=\w+/([\w-]+)", first)
    assert not set(ids) & set(re.findall(r"\?row=\w+/([\w-]+)", second))


def test_routine_decisions_are_folded_away(sample: Any) -> None:
    page = sample("/-/search", q="correct record").text
    fold = html.unescape(re.findall(r'<a href="(/-/search[^"]+)">Show \d+ routine', page)[0])
    assert "be approved as a correct record" not in re.sub("<[^>]+>", "", re.sub(r'(?s)<h2><span class="kind">Page.*?</li>', "", page))
    folded = read(sample(fold).text)
    assert "routine decisions and minutes, such as approving minutes" in folded
    assert "as a correct record" in folded
    assert "Back to what is not routine" in folded
