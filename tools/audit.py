"""Whether a locked package has a known vulnerability: asks pip-audit, and says plainly what could not be asked (`make audit`).

Ends with 0 when every package was looked up and none is vulnerable, with 1 when one is, with 3 when the index or the network has no
answers, since "nothing found" would then mean nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
FOUND, NOT_ASKED = 1, 3
UNREACHED = (
    "Neither PyPI nor api.osv.dev could be asked from here, so nothing is known of them. "
    "Run `make audit` where one of the two can be reached."
)


class Outcome(NamedTuple):
    """What came out: how many packages were looked up, those that were not, and the vulnerabilities of the others in lines."""

    asked: int
    unasked: list[str]
    vulnerable: list[str]

    @property
    def code(self) -> int:
        """The exit code."""
        return FOUND if self.vulnerable else NOT_ASKED if self.unasked or not self.asked else 0


def read(report: dict[str, Any]) -> Outcome:
    """The outcome by pip-audit's report in JSON."""
    asked, unasked, vulnerable = 0, [], []
    for each in report.get("dependencies", []):
        if "skip_reason" in each:
            unasked.append(each["name"])
            continue
        asked += 1
        for fault in each.get("vulns", []):
            mended = ", ".join(fault.get("fix_versions", [])) or "no version yet"
            vulnerable.append(f"{each['name']} {each['version']}: {fault['id']}, mended in {mended}")
    return Outcome(asked, unasked, vulnerable)


def lines_about(outcome: Outcome) -> Iterator[str]:
    """The outcome, for a person."""
    yield from outcome.vulnerable
    if outcome.asked:
        yield f"{outcome.asked} packages were looked up, {len(outcome.vulnerable)} known vulnerabilities were found."
    if outcome.unasked or not outcome.asked:
        yield f"{len(outcome.unasked)} packages could not be looked up. {UNREACHED}"


def main(program: str) -> int:
    """The exit code; `program` is pip-audit."""
    command = [program, "--requirement", str(LOCK), "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    outcomes = []
    for service in ("pypi", "osv"):
        done = subprocess.run([*command, "--vulnerability-service", service], capture_output=True, text=True, check=False)
        with suppress(ValueError):
            outcomes.append(read(json.loads(done.stdout)))
        if outcomes and not outcomes[-1].unasked:
            break
    outcome = max(outcomes, key=lambda each: (each.asked, len(each.unasked)), default=Outcome(0, [], []))
    print(*lines_about(outcome), sep="\n")
    return outcome.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "pip-audit"))
