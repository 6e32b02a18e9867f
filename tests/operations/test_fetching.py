"""Papers are fetched from sites on this machine that behave as those of councils do, well and badly; over true sockets."""

from __future__ import annotations

import csv
import gzip
import itertools
import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from council_site import CMIS_MEETING, CouncilSite, Reply, lay_cmis, lay_moderngov, moderngov
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tiny_papers import tiny_pdf
from tiny_runs import STAGES

from pipeline.edges.web.download import Bounds
from pipeline.edges.web.visitor import Manners
from pipeline.errors import Busy, UsageError
from pipeline.fetch.outcome import Fetched, Wishes, lines_about
from pipeline.operations.fetching import fetch
from pipeline.records import Withdrawal
from pipeline.running.plan import Limits
from pipeline.running.report import Silence
from pipeline.running.run import Run

MEETING = "/ieListDocuments.aspx?CId=11&MId=103&Ver=4"
PACK = "Lanes Committee/2026-03-04/Agenda reports pack.pdf"
MINUTES = "Lanes Committee/2026-03-04/Printed minutes.pdf"
PACK_PATH = "/documents/g103/Public%20reports%20pack.pdf?T=10"
MINUTES_PATH = "/documents/g103/Printed%20minutes.pdf?T=1"


class Fetching:
    """Runs into one folder, without pauses unless a test is about them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.stopped = threading.Event()
        self.manners = Manners("clerk@wexcombe.example", pause=0.0, back_off=0.02, longest_wait=5.0, patience=5.0)
        self.bounds = Bounds()

    def __call__(self, *addresses: str, private: bool = True, **wishes: object) -> Fetched:
        wanted = Wishes(private=private, **wishes)  # type: ignore[arg-type]
        return fetch(addresses, self.folder, self.manners, wanted, self.said.append, self.stopped.is_set, self.bounds)

    def files(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.pdf")}

    def manifest(self) -> dict[str, dict[str, str]]:
        with (self.folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
            return {line["file"]: line for line in csv.DictReader(file)}

    def halves(self) -> list[Path]:
        return list((self.folder / ".fetched/halves").glob("*.part"))


@pytest.fixture
def site() -> Iterator[CouncilSite]:
    with moderngov() as running:
        yield running


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path / "papers")


# --- what is got ------------------------------------------------------------------------------------------------------


def test_a_meeting_of_moderngov(site: CouncilSite, fetching: Fetching) -> None:
    did = fetching(site.address + MEETING)
    assert fetching.files() == {PACK, MINUTES}, "the pack holds the agenda and the reports"
    assert (did.meetings, did.papers, did.failures) == (1, 2, [])
    assert (fetching.folder / PACK).read_bytes() == tiny_pdf("Pack of the Lanes Committee", "Winter gritting")
    line = fetching.manifest()[PACK]
    assert line["source_url"] == site.address + PACK_PATH
    assert line["page"] == site.address + MEETING
    assert (line["committee"], line["date"], line["kind"]) == ("Lanes Committee", "2026-03-04", "pack")
    assert not fetching.halves()


def test_everything_of_a_meeting(site: CouncilSite, fetching: Fetching) -> None:
    fetching(site.address + MEETING, everything=True)
    assert {Path(file).name for file in fetching.files()} == {
        "Agenda frontsheet.pdf",
        "Agenda reports pack.pdf",
        "Printed minutes.pdf",
        "Winter gritting.pdf",
    }


def test_a_committee_over_all_pages_of_its_list_and_no_other_committee(site: CouncilSite, fetching: Fetching) -> None:
    did = fetching(site.address + "/mgCommitteeDetails.aspx?ID=11")
    assert did.meetings == 3
    assert fetching.files() == {PACK, MINUTES, "Lanes Committee/2025-09-10/Depot lease.pdf"}
    assert [failure.why for failure in did.failures] == ["There is nothing at this address (404)."]
    assert not [path for path in site.paths() if "ID=99" in path or "=12" in path]
    meetings = [path for path in site.paths() if path.startswith("/ieListDocuments")]
    assert [path.split("MId=")[1][:3] for path in meetings] == ["103", "102", "101"], "the latest first, each once"


def test_all_committees(site: CouncilSite, fetching: Fetching) -> None:
    fetching(site.address + "/mgListCommittees.aspx?bcr=1")
    assert PACK in fetching.files()
    assert "/ieListMeetings.aspx?CommitteeId=12" in site.paths()


def test_only_the_days_that_are_wanted_are_looked_at(site: CouncilSite, fetching: Fetching) -> None:
    did = fetching(site.address + "/ieListMeetings.aspx?CommitteeId=11", since="2026-01-01", until="2026-02-28")
    assert did.meetings == 1
    assert [path for path in site.paths() if "MId" in path] == ["/ieListDocuments.aspx?CId=11&MId=102&Ver=4"]


def test_a_committee_of_cmis(fetching: Fetching) -> None:
    with CouncilSite() as site:
        lay_cmis(site)
        did = fetching(site.address + "/wexcombe/Committees/tabid/62/ctl/ViewCMIS_CommitteeDetails/mid/381/id/4/Default.aspx")
        assert fetching.files() == {f"Harbour Board/{day}/Agenda and Reports.pdf" for day in ("2026-07-09", "2026-02-12")}
        assert (did.meetings, did.failures) == (2, [])
        assert CMIS_MEETING.format(900).replace("Committee/4", "Committee/5") not in site.paths()


def test_the_database_knows_where_a_paper_came_from(site: CouncilSite, fetching: Fetching, tmp_path: Path) -> None:
    fetching(site.address + MEETING, council="Wexcombe District Council")
    did = Run(fetching.folder, tmp_path / "out", STAGES, Silence(), Limits(), workers=0).ingest()
    assert did.documents == 2
    rows = (
        sqlite3.connect(tmp_path / "out/minutebook.db").execute("select path, source_url, council from documents order by path").fetchall()
    )
    assert rows == [
        (PACK, site.address + PACK_PATH, "Wexcombe District Council"),
        (MINUTES, site.address + MINUTES_PATH, "Wexcombe District Council"),
    ]


# --- again ------------------------------------------------------------------------------------------------------------


def test_a_second_run_asks_of_what_is_there_only_whether_it_has_changed(site: CouncilSite, fetching: Fetching) -> None:
    put_today(site)
    fetching(site.address + MEETING)
    site.asked.clear()
    did = fetching()
    assert (did.meetings, did.papers, did.unchanged, did.bytes) == (1, 0, 1, 0)
    assert [asked.headers.get("if-none-match", "").strip('"') for asked in site.asked if asked.path == PACK_PATH] == ["v1"]


def test_a_meeting_of_long_ago_is_not_looked_at_again_when_all_its_papers_are_there(site: CouncilSite, fetching: Fetching) -> None:
    site.page(MEETING, "x", '<h2>Lanes Committee - Monday, 6th March, 2017</h2><a href="documents/s401/Lease.pdf">Lease</a>')
    fetching(site.address + MEETING)
    site.asked.clear()
    did = fetching()
    assert (did.meetings, did.settled) == (0, 1)
    assert site.paths() == []
    assert fetching(again=True).unchanged == 1


def put_today(site: CouncilSite) -> None:
    """Let the meeting be today."""
    today = datetime.now(UTC).strftime("%d %B %Y")
    site.page(MEETING, "x", f'<h2>Lanes Committee - Wednesday, {today}</h2><a href="documents/g103/Public reports pack.pdf?T=10">Pack</a>')
    site.paper(PACK_PATH, "Pack of the Lanes Committee", etag="v1")


def test_a_page_that_has_not_changed_is_not_sent_again(site: CouncilSite, fetching: Fetching) -> None:
    site.page(MEETING, "x", '<h2>Lanes Committee - Wednesday, 4th March, 2026</h2><a href="documents/s501/Gritting.pdf">Gritting</a>')
    body = site.does[MEETING]

    def give(asked: object) -> Reply:
        if asked.headers.get("if-none-match") == '"page-1"':  # type: ignore[attr-defined]
            return Reply(status=304)
        return Reply(body(asked).body, headers={"ETag": '"page-1"'})  # type: ignore[arg-type]

    site.does[MEETING] = give
    fetching(site.address + MEETING)
    did = fetching(site.address + MEETING, again=True)
    assert (did.meetings, did.unchanged) == (1, 1)


def test_a_new_version_of_a_paper_lies_beside_the_old_one(site: CouncilSite, fetching: Fetching) -> None:
    fetching(site.address + MEETING)
    old = (fetching.folder / PACK).read_bytes()
    new = site.paper(PACK_PATH, "Pack of the Lanes Committee", "Winter gritting, put right")
    did = fetching(again=True)
    assert (did.papers, did.unchanged) == (1, 1)
    assert (fetching.folder / PACK).read_bytes() == old
    (newer,) = fetching.files() - {PACK, MINUTES}
    assert newer.startswith("Lanes Committee/2026-03-04/Agenda reports pack (20")
    assert (fetching.folder / newer).read_bytes() == new
    assert {fetching.manifest()[file]["source_url"] for file in (PACK, newer)} == {site.address + PACK_PATH}


def test_the_same_bytes_under_another_address_are_kept_once(site: CouncilSite, fetching: Fetching) -> None:
    fetching(site.address + MEETING)
    site.page(MEETING, "x", '<h2>Lanes Committee - Wednesday, 4th March, 2026</h2><a href="documents/g103/Other.pdf?T=9">Pack</a>')
    site.paper("/documents/g103/Other.pdf?T=9", "Pack of the Lanes Committee", "Winter gritting")
    did = fetching(again=True)
    assert (did.papers, did.copies) == (0, 1)
    assert fetching.files() == {PACK, MINUTES}


def test_a_manifest_that_is_there_keeps_its_lines_and_columns(site: CouncilSite, fetching: Fetching) -> None:
    fetching.folder.mkdir()
    (fetching.folder / "manifest.csv").write_text("file,source_url,note\nmine.pdf,https://x.example/,by hand\n", encoding="utf-8")
    fetching(site.address + MEETING)
    lines = fetching.manifest()
    assert lines["mine.pdf"]["note"] == "by hand"
    assert lines[PACK]["kind"] == "pack"


def test_without_what_was_known_nothing_comes_twice(site: CouncilSite, fetching: Fetching) -> None:
    fetching(site.address + MEETING)
    (fetching.folder / ".fetched/known.json").write_text("damaged")
    did = fetching(site.address + MEETING)
    assert (did.papers, did.copies) == (0, 2)
    assert fetching.files() == {PACK, MINUTES}


def test_a_dry_run_only_names_the_papers(site: CouncilSite, fetching: Fetching) -> None:
    did = fetching(site.address + MEETING, dry_run=True)
    assert did.papers == 2
    assert fetching.files() == set()
    assert site.paths() == [MEETING]
    assert f"  Lanes Committee/2026-03-04: Printed minutes (new) {site.address}{MINUTES_PATH}" in fetching.said
    assert fetching(site.address + MEETING).papers == 2


def test_what_was_withdrawn_is_not_fetched_again(site: CouncilSite, fetching: Fetching) -> None:
    fetching(site.address + MEETING)
    sha256 = fetching.manifest()[MINUTES]["sha256"]
    withdrawal = Withdrawal(document_id=sha256[:16], sha256=sha256, at="2026-03-05T10:00:00Z", reason="A name")
    (fetching.folder / "hand").mkdir()
    (fetching.folder / "hand/withdrawn.json").write_bytes(msgspec.json.encode([withdrawal]))
    (fetching.folder / MINUTES).unlink()
    site.asked.clear()
    assert fetching(again=True).withdrawn == 1
    assert MINUTES_PATH not in site.paths()
    (fetching.folder / ".fetched/known.json").unlink()
    assert fetching(site.address + MEETING).withdrawn == 1
    assert fetching.files() == {PACK}
    assert not fetching.halves()


# --- politely ---------------------------------------------------------------------------------------------------------


def test_robots_txt_is_obeyed(site: CouncilSite, fetching: Fetching) -> None:
    site.robots("User-agent: *\nDisallow: /*.pdf?T=10\n\nUser-agent: minutebook\nDisallow: /documents/g103/Printed\n")
    did = fetching(site.address + MEETING)
    assert MINUTES_PATH not in site.paths()
    assert PACK in fetching.files(), "the rules for everybody are not those for us"
    assert ["robots.txt" in failure.why for failure in did.failures] == [True]


def test_nothing_is_asked_of_a_site_whose_robots_txt_cannot_be_had(site: CouncilSite, fetching: Fetching) -> None:
    site.does["/robots.txt"] = lambda asked: Reply(status=500)
    did = fetching(site.address + MEETING)
    assert site.paths() == []
    assert "robots.txt" in did.failures[0].why


def test_a_site_without_robots_txt_allows_all(site: CouncilSite, fetching: Fetching) -> None:
    del site.does["/robots.txt"]
    assert fetching(site.address + MEETING).papers == 2


def test_who_asks_and_how_fast(site: CouncilSite, fetching: Fetching) -> None:
    site.robots("User-agent: *\nCrawl-delay: 0.3\n")
    fetching(site.address + MEETING)
    assert all(asked.headers["user-agent"].startswith("Minutebook/") for asked in site.asked)
    assert all("(+clerk@wexcombe.example)" in asked.headers["user-agent"] for asked in site.asked)
    times = [asked.at for asked in site.asked][1:]
    assert all(after - before >= 0.3 for before, after in itertools.pairwise(times))


def test_a_busy_site_is_waited_for_as_long_as_it_asks(site: CouncilSite, fetching: Fetching) -> None:
    site.first(PACK_PATH, Reply(status=429, headers={"Retry-After": "1"}), Reply(status=503))
    assert fetching(site.address + MEETING).papers == 2
    times = [asked.at for asked in site.asked if asked.path == PACK_PATH]
    assert len(times) == 3
    assert times[1] - times[0] >= 1.0


def test_a_site_that_asks_for_more_than_that_is_left_alone(site: CouncilSite, fetching: Fetching) -> None:
    site.first(PACK_PATH, Reply(status=503, headers={"Retry-After": "86400"}))
    did = fetching(site.address + MEETING)
    assert "asks to be left alone for 86400 seconds" in did.failures[0].why
    assert site.paths() == [MEETING, PACK_PATH], "nothing is asked after that"
    assert fetching().papers == 2, "the next run goes on"


def test_a_site_that_always_fails_is_given_up(site: CouncilSite, fetching: Fetching) -> None:
    site.does[PACK_PATH] = lambda asked: Reply(status=502)
    did = fetching(site.address + MEETING)
    assert site.paths().count(PACK_PATH) == 5
    assert MINUTES in fetching.files()
    assert did.failures[0].why == "The site answered 502. (5 tries)"


def test_a_site_that_wants_nobody_to_hurry_is_left_alone(site: CouncilSite, fetching: Fetching) -> None:
    site.robots("User-agent: *\nCrawl-delay: 3600\n")
    did = fetching(site.address + MEETING)
    assert "asks for 3600 seconds between requests" in did.failures[0].why
    assert site.paths() == []


# --- what breaks ------------------------------------------------------------------------------------------------------


def test_what_broke_off_goes_on_from_there(site: CouncilSite, fetching: Fetching) -> None:
    content = site.paper(PACK_PATH, *["A page of a long pack"] * 20, etag="v1")
    site.first(PACK_PATH, Reply(content, headers={"ETag": '"v1"', "Content-Type": "application/pdf"}, sent=2000))
    assert fetching(site.address + MEETING).papers == 2
    assert (fetching.folder / PACK).read_bytes() == content
    ranges = [asked.headers.get("range") for asked in site.asked if asked.path == PACK_PATH]
    assert ranges == [None, "bytes=2000-"]


def test_what_has_changed_meanwhile_begins_anew(site: CouncilSite, fetching: Fetching) -> None:
    old = tiny_pdf(*["The pack as it was"] * 20)
    new = site.paper(PACK_PATH, *["The pack as it is now"] * 20, etag="v2")
    site.first(PACK_PATH, Reply(old, headers={"ETag": '"v1"'}, sent=2000))
    fetching(site.address + MEETING)
    assert (fetching.folder / PACK).read_bytes() == new


def test_without_a_mark_nothing_is_put_together(site: CouncilSite, fetching: Fetching) -> None:
    content = tiny_pdf(*["A page of a long pack"] * 20)
    site.does[PACK_PATH] = lambda asked: Reply(content)
    site.first(PACK_PATH, Reply(content, sent=2000))
    assert fetching(site.address + MEETING).papers == 2
    assert [asked.headers.get("range") for asked in site.asked if asked.path == PACK_PATH] == [None, None]


def test_half_a_pdf_whose_length_nobody_tells_is_not_taken(site: CouncilSite, fetching: Fetching) -> None:
    content = tiny_pdf(*["A page of a long pack"] * 20)
    site.does[PACK_PATH] = lambda asked: Reply(content, sent=2000, length=False)
    did = fetching(site.address + MEETING)
    assert did.failures[0].why == "Only a part of it came. (5 tries)"
    assert fetching.files() == {MINUTES}
    site.does[PACK_PATH] = lambda asked: Reply(content, length=False)
    assert fetching().papers == 1


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"<!DOCTYPE html><html>Please sign in</html>", headers={"Content-Type": "application/pdf"}), None),
        (Reply(b"PK\x03\x04" + b"x" * 5000), None),
        (Reply(b""), None),
        (Reply(status=403), "The site does not give it to everybody (403)."),
        (Reply(status=302, headers={"Location": "/mgError.aspx?e=5"}), "The site shows its page for what is not there."),
        (Reply(status=302, headers={"Location": PACK_PATH}), "It moves on and on (5 times)."),
        (
            Reply(status=302, headers={"Location": "ftp://127.0.0.1/x.pdf"}),
            "ftp://127.0.0.1/x.pdf is no address of the web (http or https).",
        ),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "file:/etc/passwd is no address of the web (http or https)."),
    ],
)
def test_what_is_no_paper(site: CouncilSite, fetching: Fetching, reply: Reply, why: str | None) -> None:
    site.page("/mgError.aspx?e=5", "Error", "Something went wrong")
    site.does[PACK_PATH] = lambda asked: reply
    did = fetching(site.address + MEETING)
    assert fetching.files() == {MINUTES}
    assert [failure.why for failure in did.failures] == ([why] if why else [])
    assert did.no_pdf == (why is None)
    assert not fetching.halves()


def test_a_moved_paper_is_followed(site: CouncilSite, fetching: Fetching) -> None:
    site.moves("/moved.pdf", PACK_PATH)
    site.page(MEETING, "x", '<h2>Lanes Committee - Wednesday, 4th March, 2026</h2><a href="/moved.pdf">Agenda reports pack</a>')
    fetching(site.address + MEETING)
    assert fetching.files() == {PACK}
    assert fetching.manifest()[PACK]["source_url"] == site.address + "/moved.pdf", "the address that the council gives"


def test_a_page_that_swells_when_it_is_unpacked_is_not_read(site: CouncilSite, fetching: Fetching) -> None:
    bomb = gzip.compress(b" " * (64 << 20))
    site.does[MEETING] = lambda asked: Reply(bomb, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
    assert fetching(site.address + MEETING).failures[0].why == "The page is larger than 5 MB."


def test_a_packed_paper_is_unpacked(site: CouncilSite, fetching: Fetching) -> None:
    content = tiny_pdf("A page")
    site.does[PACK_PATH] = lambda asked: Reply(gzip.compress(content), headers={"Content-Encoding": "gzip", "ETag": '"v1"'})
    fetching(site.address + MEETING)
    assert (fetching.folder / PACK).read_bytes() == content


def test_over_https_the_name_is_checked(fetching: Fetching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = certificate_of("localhost", tmp_path)
    with CouncilSite(tls=(certificate, key)) as secure:
        lay_moderngov(secure)
        address = f"https://localhost:{secure.port}{MEETING}"
        assert "could not be" in fetching(address).failures[0].why, "nobody has signed for it"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert "could not be" in fetching(f"https://127.0.0.1:{secure.port}{MEETING}").failures[0].why, "it is another name"
        assert fetching(address).papers == 2
        assert secure.asked[-1].headers["host"] == f"localhost:{secure.port}"


def certificate_of(name: str, folder: Path) -> tuple[Path, Path]:
    """A certificate for a name that it signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number(), now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    places = folder / "site.crt", folder / "site.key"
    places[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    places[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return places


def test_more_than_is_taken_of_one_paper(site: CouncilSite, fetching: Fetching) -> None:
    fetching.bounds = Bounds(most_bytes=3000)
    content = tiny_pdf(*["A page of a long pack"] * 20)
    site.does[PACK_PATH] = lambda asked: Reply(content)
    site.does[MINUTES_PATH] = lambda asked: Reply(content, length=False)
    did = fetching(site.address + MEETING)
    assert [failure.why.partition(" MB")[0] for failure in did.failures] == ["It has 0", "It has more than 0"]
    assert fetching.files() == set()
    assert not fetching.halves()


def test_a_run_ends_when_it_has_fetched_as_much_as_it_may(site: CouncilSite, fetching: Fetching) -> None:
    did = fetching(site.address + MEETING, most_papers=1)
    assert (did.papers, did.enough) == (1, True)
    assert "run the same command again" in list(lines_about(did, fetching.folder))[-1]
    assert fetching(most_papers=1).papers == 1


def test_who_stops_a_run_loses_nothing(site: CouncilSite, fetching: Fetching) -> None:
    content = site.paper(PACK_PATH, *["A page of a long pack"] * 20, etag="v1")
    site.first(PACK_PATH, Reply(content, headers={"ETag": '"v1"'}, slowly=0.1))
    threading.Timer(0.6, fetching.stopped.set).start()
    begun = time.monotonic()
    did = fetching(site.address + MEETING)
    assert did.stopped
    assert time.monotonic() - begun < 3
    (half,) = fetching.halves()
    assert 0 < half.stat().st_size < len(content)
    fetching.stopped.clear()
    assert fetching().papers == 2
    assert (fetching.folder / PACK).read_bytes() == content
    assert [asked.headers.get("range") for asked in site.asked if asked.path == PACK_PATH][-1] == f"bytes={half_size(site)}-"


def half_size(site: CouncilSite) -> str:
    return [asked.headers["range"] for asked in site.asked if "range" in asked.headers][-1].strip("bytes=-")


# --- what is not asked ------------------------------------------------------------------------------------------------


def test_nothing_on_a_private_network_is_asked(site: CouncilSite, fetching: Fetching) -> None:
    did = fetching(site.address + MEETING, private=False)
    assert site.asked == []
    assert "private network" in did.failures[0].why


def test_no_other_private_address_is_asked_even_when_one_is_allowed(site: CouncilSite, fetching: Fetching) -> None:
    with CouncilSite() as inside:
        inside.paper("/secret.pdf", "Not for everybody")
        site.moves(PACK_PATH, inside.address + "/secret.pdf")
        site.page(
            "/mgCommitteeDetails.aspx?ID=11", "x", f'<a href="{inside.address}/ieListMeetings.aspx?CommitteeId=11">Browse meetings</a>'
        )
        did = fetching(site.address + MEETING, site.address + "/mgCommitteeDetails.aspx?ID=11")
        assert inside.asked == []
    assert fetching.files() == {MINUTES}
    assert "is not asked" in did.failures[0].why


def test_a_page_without_meetings_says_which_pages_are_known(site: CouncilSite, fetching: Fetching) -> None:
    site.page("/news.aspx", "News", '<a href="/documents/s1/a.pdf">A paper</a>')
    did = fetching(site.address + "/news.aspx")
    assert "ModernGov or CMIS" in did.failures[0].why


@pytest.mark.parametrize(
    "address", ["wexcombe.gov.example", "ftp://wexcombe.example/a", "file:///etc/passwd", "https://", "http://a:b@c.example/"]
)
def test_what_is_no_address(fetching: Fetching, address: str) -> None:
    with pytest.raises(UsageError, match="no address of a web page"):
        fetching(address)


def test_without_an_address_one_is_asked_for(fetching: Fetching) -> None:
    with pytest.raises(UsageError, match="Say what to fetch"):
        fetching()


def test_two_runs_into_one_folder_keep_away_from_each_other(site: CouncilSite, fetching: Fetching) -> None:
    from pipeline.edges.locks import only_one

    with only_one(fetching.folder / ".fetched"), pytest.raises(Busy, match="minutebook fetch"):
        fetching(site.address + MEETING)
