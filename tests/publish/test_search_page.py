"""The list of what a search over everything finds."""

from __future__ import annotations

import re
from typing import Any

from publish.reading import read

PACK, MINUTES = "a" * 16, "b" * 16


def test_every_place_leads_to_its_page_with_the_words_marked(get: Any) -> None:
    page = get("/minutebook/search_everything", words="gritting").text
    rows = get("/minutebook/search_everything.json", _shape="array", words="gritting").json()
    assert len(re.findall("<mark>", page)) >= len(rows) > 3
    assert f"{len(rows)} places." in read(page)
    assert f'href="/-/page/{MINUTES}/2?row=minutes/{MINUTES}-minutes-2-1"' in page
    assert f'href="/-/document/{PACK}"' in page
    assert 'value="gritting"' in page
    assert "<script" not in page
    for address in re.findall(r'href="(/minutebook/search_everything\.[^"]+)"', page):
        get(address.replace("&amp;", "&"))


def test_it_says_why_there_is_nothing(get: Any) -> None:
    assert "Nothing was looked for yet" in read(get("/minutebook/search_everything").text)
    assert "Nothing was found. Every word" in read(get("/minutebook/search_everything", words="zeppelin").text)
    assert "Nothing was found for that council" in read(get("/minutebook/search_everything", words="gritting", council="elsewhere").text)


def test_what_was_typed_is_text(get: Any) -> None:
    page = get("/minutebook/search_everything", words='"><script>x</script>').text
    assert "<script" not in page
    assert "&lt;script&gt;" in page
