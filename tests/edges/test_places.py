"""Far places: which addresses are, and what is put there, fetched and told of; in memory, and in a folder that is treated as far."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import pytest
import tiny_far  # noqa: F401 (makes tiny:// known)

from pipeline.edges.places import FarFolder, is_far, path_of
from pipeline.errors import UsageError


@pytest.fixture(params=["memory", "tiny"])
def far(request: pytest.FixtureRequest, tmp_path: Path) -> FarFolder:
    return FarFolder(f"memory://{uuid.uuid4().hex}" if request.param == "memory" else f"tiny://{tmp_path / 'far'}")


@pytest.mark.parametrize(
    ("place", "far"),
    [
        ("papers", False),
        ("/shared/papers", False),
        ("file:///shared/papers", False),
        ("C:\\papers", False),  # a drive is no scheme
        ("2024: papers", False),
        ("s3://bucket/papers", True),
        ("gs://bucket", True),
        ("memory://papers", True),
        ("simplecache::s3://bucket/papers", True),  # one place behind another
    ],
)
def test_which_places_are_far(place: str, far: bool) -> None:
    assert is_far(place) is far


@pytest.mark.parametrize(
    ("place", "path"),
    [("papers", "papers"), ("file:///shared/papers", "/shared/papers"), ("file:///with%20space", "/with space"), ("local:///a", "/a")],
)
def test_folders_of_this_machine(place: str, path: str) -> None:
    assert path_of(place) == Path(path)


def test_what_is_put_can_be_fetched(far: FarFolder, tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(b"x" * 3_000_000)
    far.put("council/one.pdf", file)
    far.put_bytes("mark", b"ours")
    seen: list[int] = []
    far.fetch("council/one.pdf", tmp_path / "copy", lambda block: seen.append(len(block)))
    assert (tmp_path / "copy").read_bytes() == file.read_bytes()
    assert (sum(seen), len(seen) > 1) == (3_000_000, True)
    assert {path: told.bytes for path, told in far.files().items()} == {"council/one.pdf": 3_000_000, "mark": 4}
    assert list(far.files("council")) == ["one.pdf"]
    assert (far.read("mark"), far.read("none")) == (b"ours", None)


def test_a_file_that_is_another_one_is_marked_otherwise(far: FarFolder) -> None:
    far.put_bytes("mark", b"ours")
    first = far.about("mark")
    assert first == far.about("mark")
    far.put_bytes("mark", b"hers")
    assert far.about("mark") != first
    far.remove("mark")
    far.remove("mark")
    assert far.about("mark") is None


def test_nothing_is_there(far: FarFolder, tmp_path: Path) -> None:
    assert far.files() == {}
    with pytest.raises(FileNotFoundError):
        far.fetch("none", tmp_path / "copy")


def test_what_goes_wrong_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    far = FarFolder(f"tiny://{tmp_path}/far")
    far.put_bytes("a", b"")
    (tmp_path / "far/BROKEN").touch()
    with pytest.raises(OSError, match="Forbidden"):
        far.put_bytes("b", b"")


@pytest.mark.parametrize("address", ["nowhere://bucket/papers", "s3://bucket/papers"])
def test_unknown_kinds_of_places(address: str) -> None:
    """The second is known, and what reaches it is not among what the tests need."""
    if address.startswith("s3") and subprocess.run([sys.executable, "-c", "import s3fs"], capture_output=True, check=False).returncode == 0:
        pytest.skip("s3fs is installed")
    with pytest.raises(UsageError, match=f"{address} cannot be reached: "):
        FarFolder(address)
