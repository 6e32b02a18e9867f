"""Questions that were thought up to bring a server down, each with what it goes for. A name, an address, parameters."""

from __future__ import annotations

from typing import NamedTuple


class Bomb(NamedTuple):
    """What is asked: an address, and its parameters."""

    path: str
    parameters: tuple[tuple[str, str], ...]


ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c)"
MILLION = "hex(zeroblob(499000))"
TWO_MILLION = "hex(zeroblob(999000))"


def _sql(statement: str, path: str = ".json", *more: tuple[str, str]) -> Bomb:
    return Bomb(f"/minutebook{path}", (("sql", statement), *more))


BOMBS = {
    "an endless recursion": _sql(f"{ENDLESS} select count(*) from c"),
    "a recursion of ever longer texts": _sql("with recursive c(x) as (select 'ab' union all select x || x from c) select length(x) from c"),
    "a recursion that remembers wide rows": _sql(
        "with recursive c(n, x) as (select 1, hex(zeroblob(4000)) union select n + 1, x || n from c) select count(*) from c"
    ),
    "a product of tables": _sql("select count(*) from pages a, pages b, pages c, actions d, actions e, actions f, dates g, dates h"),
    "a product of tables, sorted": _sql("select a.text from pages a, pages b, actions c, dates d order by random(), a.text"),
    "a product of tables, grouped": _sql(
        "select a.text || b.text || c.x, count(*) from pages a, pages b, (select 1 x) c, dates d, dates e group by 1"
    ),
    "a billion zeros": _sql("select zeroblob(1000000000)"),
    "a billion signs by printf": _sql("select printf('%.*c', 1000000000, 'x')"),
    "a number of a billion digits": _sql("select length(printf('%0*d', 1000000000, 1)), length(printf('%.1000000000f', 1.0))"),
    "texts doubled by replace": _sql(
        "select length(replace(replace(replace(replace(hex(zeroblob(5000)), '0', 'aaaaaaaaa'), 'a', 'bbbbbb'), 'b', 'cccccc'), 'c', 'dd'))"
    ),
    "all in one text": _sql(f"{ENDLESS} select group_concat(x || hex(randomblob(1000))) from c"),
    "all in one list": _sql(f"{ENDLESS} select json_group_array(randomblob(10) || x) from c"),
    "a thousand rows of a million bytes": _sql(f"{ENDLESS} select randomblob(1000000) from c limit 1000"),
    "eight million signs, as a page": _sql(f"{ENDLESS} select {MILLION} from c limit 7", ""),
    "signs that JSON writes in six": _sql(f"{ENDLESS} select replace(substr({MILLION}, 1, 300000), '0', char(1)) from c limit 4"),
    "signs that take four bytes": _sql(f"{ENDLESS} select replace(substr({MILLION}, 1, 200000), '0', char(128512)) from c limit 3"),
    "lists in texts, unpacked": _sql(
        f"{ENDLESS} select '[' || replace(substr({MILLION}, 1, 200000), '0', '[],') || '1]' as x from c limit 1", ".json", ("_json", "x")
    ),
    "as many cells as there may be, as a page": _sql(
        f"{ENDLESS} select {', '.join(f'x as c{n}' for n in range(190))} from c limit 1000", ""
    ),
    "as many rows as there may be, as a page": _sql(f"{ENDLESS} select x, x, x, x, x, x, x, x, x, x from c", ""),
    "a search within a text, one operation": _sql(f"select instr({TWO_MILLION}, {MILLION} || 'b')"),
    "a replacement within a text, one operation": _sql(f"select length(replace({TWO_MILLION}, {MILLION} || 'b', ''))"),
    "a trimming, one operation": _sql(f"select trim({TWO_MILLION}, replace(hex(zeroblob(80000)), '0', 'b') || '0')"),
    "a patch of JSON, one operation": _sql(
        "with recursive c(x) as (select 1 union all select x + 1 from c limit 60000) select length(json_patch("
        "(select json_group_object(x, 1) from c), (select json_group_object(x + 100000, 1) from c)))"
    ),
    "a walk through nested JSON": _sql(
        "select count(fullkey) from json_tree((select replace(hex(zeroblob(300)), '0', '[') || replace(hex(zeroblob(300)), '0', ']'))) a, "
        "json_tree((select replace(hex(zeroblob(300)), '0', '[') || replace(hex(zeroblob(300)), '0', ']'))) b, json_each('[1,2,3]') c"
    ),
    "a pattern of many parts": _sql(f"select count(*) from pages where text || {MILLION} like '%{'0_%' * 60}b'"),
    "a pattern that is too long": _sql(f"select {MILLION} like '%' || {MILLION} || '%'"),
    "a pattern of sets": _sql(f"select count(*) from pages, dates where {MILLION} glob '*{'[^a]*0?' * 20}b'"),
    "a filter of a table with many parts": Bomb(
        "/minutebook/pages", (("text__like", "%_" * 80 + "Ω"), ("furniture__glob", "*[^q]" * 30 + "Ω"))
    ),
    "a regular expression": _sql(f"select count(*) from pages where {MILLION} regexp '(0+)+$'"),
    "a search for every word": _sql(
        "select count(*) from pages_fts a, pages_fts b where a.pages_fts match 'a* OR b* OR c*' and b.pages_fts match 't* OR o*'"
    ),
    "a search with a thousand words": Bomb("/-/search", (("q", " ".join(f"w{n}" for n in range(900))),)),
    "a search with a thousand choices": Bomb("/-/search.json", (("q", " OR ".join(f"w{n}*" for n in range(700))),)),
    "a search for every beginning": Bomb("/-/search.csv", (("q", " OR ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz")),)),
    "a search within quotes within quotes": Bomb("/-/search.atom", (("q", '"a' * 2500),)),
    "a register with every filter at its longest": Bomb(
        "/-/actions", tuple((name, "%_" * 400) for name in ("committee", "lead", "council", "q"))
    ),
    "a whole register as a file": Bomb("/-/attendance.csv", ()),
    "changes from the beginning": Bomb("/changes.json", (("since", "0"), ("limit", "1000"))),
    "changes since a number that is none": Bomb("/changes.json", (("since", "9" * 4000),)),
    "a window over everything": _sql(
        f"{ENDLESS} select sum(x) over (order by x % 7 rows between 100000 preceding and current row) from c limit 900000"
    ),
    "a sort that goes to the disk": _sql(f"{ENDLESS} select x, randomblob(100000) r from c order by r limit 1 offset 900000000"),
    "a deep expression": _sql("select " + "-(" * 1000 + "1" + ")" * 1000),
    "many selects": _sql(" union all ".join(["select 1"] * 400)),
    "a function with many arguments": _sql(f"select max({','.join(['1'] * 1500)})"),
    "names for nothing": _sql("select " + " + ".join(f":p{n}" for n in range(900))),
    "a condition on a table that never ends": Bomb(
        "/minutebook/actions",
        (("_where", f"id in ({ENDLESS} select x from c)"), ("_facet", "status"), ("_facet", "origin")),
    ),
    "facets of long texts": Bomb(
        "/minutebook/pages", tuple(("_facet", name) for name in ("text", "furniture", "id", "document_id", "printed_label") * 2)
    ),
    "a table as CSV, with a condition that never ends": Bomb(
        "/minutebook/actions.csv", (("_where", f"exists ({ENDLESS} select 1 from c where x < 0)"),)
    ),
    "another way to say the same, as CSV": _sql(f"{ENDLESS} select x, {MILLION} from c", ".csv"),
}
