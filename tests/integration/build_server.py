"""A program of the tests: builds a project in a fork of itself for every number that comes in.

The fork kills itself, as `kill -9` would, at the step of that number; 0 lets it finish. A step is
a file opened, removed or renamed, a folder made or looked into. The answer is the fork's exit
status and, where it finished, how many steps there were.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.integration.building import build_site

STEPS = frozenset(
    {"open", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir"}
)
"""Names of Python's audit events."""


def main() -> None:
    """Build the project named on the command line once before, so that forks are quick."""
    project = Path(sys.argv[1])
    build_site(project)
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _build_until(int(line), project, writing)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        counted = os.read(reading, 20)
        os.close(reading)
        print(status, int(counted or b"0"), flush=True)


def _build_until(last: int, project: Path, writing: int) -> None:
    count = 0

    def step(event: str, _: tuple[object, ...]) -> None:
        nonlocal count
        if event in STEPS:
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    build_site(project)
    os.write(writing, str(count).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
