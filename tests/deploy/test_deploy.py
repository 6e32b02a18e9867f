"""What is shipped for servers: units and containers that can become nothing more, with commands that exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from pipeline.cli import main
from pipeline.errors import NotFetched

sys.path.append(str(Path(__file__).parents[2] / "tools"))

from native import LIST
from wheel import ASKED, make_wheel

DEPLOY = Path(__file__).parents[2] / "deploy"
LOCK = DEPLOY.parent / "requirements.lock"
SERVICES = ["minutebook.service", "minutebook-ingest.service"]
FETCH = "minutebook-fetch.service"
TIMERS = ["minutebook-ingest.timer", "minutebook-fetch.timer"]
CLOSED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "IPAddressDeny": "any",
    "MemorySwapMax": "0",
}


def settings(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        key, given, value = line.partition("=")
        if given and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def parsed(command: list[str]) -> None:
    """Nothing, if the command line of Minutebook can be understood. Raises click.UsageError."""
    command_of = main.commands[command[0]]
    command_of.make_context(command[0], command[1:])


@pytest.mark.parametrize("name", SERVICES)
def test_services_are_closed(name: str) -> None:
    said = settings(name)
    assert {key: said.get(key, [None])[0] for key in CLOSED} == CLOSED
    assert said["MemoryMax"] and said["TasksMax"]
    assert said.get("DynamicUser") == ["yes"] or said["User"] == ["minutebook"]


def test_the_ingest_has_no_network_and_the_server_only_this_machine() -> None:
    assert settings("minutebook-ingest.service")["PrivateNetwork"] == ["yes"]
    assert settings("minutebook.service")["IPAddressAllow"] == ["localhost"]


def test_what_gets_papers_writes_papers_only_and_talks_to_nobody_in_the_house() -> None:
    said = settings(FETCH)
    closed = {key: value for key, value in CLOSED.items() if key != "IPAddressDeny"}
    assert {key: said.get(key, [None])[0] for key in closed} == closed
    assert said["User"] == ["papers"]
    assert said["ReadWritePaths"] == ["/srv/papers"]
    assert said["InaccessiblePaths"] == ["-/var/lib/minutebook"]
    assert {"link-local", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"} <= set(said["IPAddressDeny"][0].split())
    assert said["SuccessExitStatus"] == [str(NotFetched.exit_code)]


def test_the_server_sees_the_public_copy_only() -> None:
    said = settings("minutebook.service")
    assert said["TemporaryFileSystem"] == ["/var/lib:ro"]
    assert said["BindReadOnlyPaths"] == ["/var/lib/minutebook/public:/srv/minutebook"]


@pytest.mark.parametrize("name", [*SERVICES, FETCH])
def test_services_start_commands_that_exist(name: str) -> None:
    for line in settings(name)["ExecStart"]:
        program, *command = shlex.split(line)
        assert program == "/opt/minutebook/.venv/bin/minutebook"
        parsed(command)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
@pytest.mark.parametrize("name", [*SERVICES, FETCH, *TIMERS])
def test_systemd_understands_the_units(name: str, tmp_path: Path) -> None:
    for unit in (*SERVICES, FETCH, *TIMERS):
        text = (DEPLOY / unit).read_text(encoding="utf-8")
        (tmp_path / unit).write_text(text.replace("/opt/minutebook/.venv/bin/minutebook", "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(tmp_path / name)], capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line or name in line]
    assert not complaints


def test_containers_are_closed() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"server", "ingest", "publish"}
    for service in services.values():
        assert service["read_only"] and service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"]
        assert service["mem_limit"] == service["memswap_limit"]
        assert not service["user"].startswith("0")
    assert services["ingest"]["network_mode"] == services["publish"]["network_mode"] == "none"
    assert services["server"]["ports"] == ["127.0.0.1:8001:8001"]
    assert all(mount.endswith(":ro") for mount in services["server"]["volumes"])
    for name in ("ingest", "publish"):
        parsed(services[name]["command"])


def test_the_image_runs_as_nobody_in_particular_and_from_the_lock_file() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER 10001:10001$", text, re.MULTILINE)
    assert text.count("--require-hashes") == text.count("--requirement")
    assert all(":" in image and not image.endswith(":latest") for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE))
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((DEPLOY.parent / path).exists() for path in copied.split())
    started = re.search(r"^CMD \[(.+)\]$", text, re.MULTILINE)
    assert started
    parsed([part.strip().strip('"') for part in started[1].split(",")])


def test_what_the_image_is_made_of_is_enough_for_the_wheel(tmp_path: Path) -> None:
    """All that is copied is let through to the build, and the wheel can be made of it, with the compiled modules of the list."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    let_through = [line[1:] for line in (DEPLOY.parent / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for paths, place in re.findall(r"^COPY (?!--from)(.+) /(\S+)$", text, re.MULTILINE):
        for path in paths.split():
            assert any(fnmatch(path, pattern) for pattern in let_through), path
            to = tmp_path / place / (Path(path).name if place.endswith("/") else "")
            to.parent.mkdir(parents=True, exist_ok=True)
            source = DEPLOY.parent / path
            if source.is_dir():
                shutil.copytree(source, to, ignore=shutil.ignore_patterns("__pycache__", "_compiled"))
            else:
                shutil.copy(source, to)
    wheel = make_wheel(tmp_path / "src", tmp_path, compiled=False)
    with zipfile.ZipFile(wheel) as file:
        assert {"pipeline/cli.py", "pipeline/_schemas/actions.yml", "pipeline/_schemas/accuracy.json"} <= set(file.namelist())
    assert f"{ASKED}=true" in text
    assert (tmp_path / "src" / "tools" / "wheel_hook.py").is_file()
    assert (tmp_path / "src" / "tools" / LIST.name).is_file()


def test_what_is_put_into_the_image_is_what_is_locked() -> None:
    pins = re.compile(r"^([A-Za-z0-9._-]+==[^\s;\\]+)", re.MULTILINE)
    locked, used = (set(pins.findall(path.read_text(encoding="utf-8"))) for path in (LOCK, DEPLOY / "requirements.lock"))
    assert used and used <= locked
    assert not re.search(r"https?://|--index", (DEPLOY / "requirements.lock").read_text(encoding="utf-8"))


def test_the_image_has_no_tools_of_developers() -> None:
    text = (DEPLOY / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"^(pytest|mypy|ruff|hypothesis|reportlab|build|hatchling)==", text, re.MULTILINE)
    assert re.search(r"^pyarrow==", text, re.MULTILINE)
