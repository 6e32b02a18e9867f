"""Which files have come to rest, from look to look; the clocks are numbers here, the marks as a disk would give them."""

from __future__ import annotations

from pipeline.edges.marks import Mark, Marks
from pipeline.watch import Arrivals, State

NOW = 1_700_000_000 * 10**9
SECOND = 10**9
OLD = NOW - 3600 * SECOND


class Folder:
    """A folder that is looked at every second; `whole` are the papers that have their end."""

    def __init__(self, settle: float = 4.0) -> None:
        self.whole: set[str] = set()
        self.files: dict[str, Mark] = {}
        self.temporary: dict[str, Mark] = {}
        self.seconds = 0.0
        self.arrivals = Arrivals(settle, lambda path: path in self.whole)

    def write(self, path: str, size: int, at: int | None = None, changed: int | None = None, inode: int = 1, whole: bool = False) -> None:
        modified = NOW + int(self.seconds * SECOND) if at is None else at
        self.files[path] = Mark(size, modified, modified if changed is None else changed, inode)
        if whole:
            self.whole.add(path)

    def look(self, after: float = 1.0) -> State:
        self.seconds += after
        marks = Marks(dict(self.files), dict(self.temporary))
        return self.arrivals.look(marks, self.seconds, NOW + int(self.seconds * SECOND))


def test_a_file_that_grows_is_waited_for_until_it_stands_still() -> None:
    folder = Folder()
    for size in (100, 200, 300):
        folder.write("a.pdf", size, whole=size == 300)
        assert folder.look().growing == {"a.pdf"}
    assert folder.look(2).growing == {"a.pdf"}, "it has stood still for two of the four seconds"
    state = folder.look(3)
    assert list(state.resting) == ["a.pdf"]
    assert state.quiet


def test_one_that_stands_still_without_an_end_is_waited_for_longer_but_not_for_ever() -> None:
    folder = Folder()
    folder.write("stalled.pdf", 100)
    assert folder.look().growing
    assert folder.look(20).growing, "a download may stall"
    assert list(folder.look(25).resting) == ["stalled.pdf"], "it is read as it is, and gets its verdict"


def test_an_empty_file_may_be_the_place_that_a_browser_keeps() -> None:
    folder = Folder()
    folder.write("a.pdf", 0, at=OLD, whole=True)
    assert folder.look().growing == {"a.pdf"}
    assert folder.look(45).resting


def test_what_was_moved_here_whole_is_at_rest_at_once() -> None:
    folder = Folder()
    folder.look()
    folder.write("written long ago.pdf", 100, at=OLD, whole=True)
    folder.write("named after it was written.pdf", 100, changed=NOW + 5 * SECOND, whole=True)
    assert set(folder.look().resting) == set(folder.files)


def test_what_had_a_temporary_name_at_the_look_before_is_at_rest_at_once() -> None:
    folder = Folder()
    folder.temporary["a.pdf.part"] = Mark(100, NOW, NOW, 77)
    assert folder.look() == ({}, frozenset(), True)
    folder.temporary.clear()
    folder.write("a.pdf", 100, inode=77, whole=True)
    state = folder.look()
    assert list(state.resting) == ["a.pdf"]
    assert not state.quiet


def test_moved_here_without_an_end_is_not_believed() -> None:
    folder = Folder()
    folder.write("half.pdf", 100, at=OLD)
    assert folder.look().growing == {"half.pdf"}


def test_a_temporary_file_beside_it_holds_it_up_while_somebody_writes_to_it() -> None:
    folder = Folder()
    folder.write("Agenda.pdf", 100, at=OLD, whole=True)
    folder.temporary["Agenda.Xy12.pdf.part"] = Mark(50, NOW, NOW, 5)
    assert folder.look(30).growing == {"Agenda.pdf"}
    assert folder.look(700).resting, "nobody has written to it for ten minutes: it was left behind"


def test_a_known_file_that_is_written_anew_grows_again() -> None:
    folder = Folder()
    folder.write("a.pdf", 100, at=OLD, whole=True)
    assert folder.look().resting
    folder.write("a.pdf", 150, changed=NOW + 9 * SECOND)
    assert folder.look().growing == {"a.pdf"}, "it lay here already, so it was not moved here"
    assert folder.look(5).resting


def test_a_file_that_went_away_is_forgotten() -> None:
    folder = Folder()
    folder.write("a.pdf", 100, at=OLD, whole=True)
    folder.look()
    del folder.files["a.pdf"]
    state = folder.look()
    assert (state.resting, state.growing, state.quiet) == ({}, frozenset(), False)
    assert folder.look().quiet
