"""Set up a Python environment of the project's own; shared by the other scripts.

Standard library only, because this runs before anything is installed. Importing it works with
any Python 3.7 or newer, so that `check_python` can say which one is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import FrameType

    Command = Sequence[str | Path]

PROJECT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
STAMP_NAME = "set-up.json"
LINES_SHOWN_ON_FAILURE = 25
SECONDS_BETWEEN_PLAIN_LINES = 15


class SetupError(Exception):
    """Something outside the project's code is in the way; the text says what, and what to do."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment in the project's folder, and the lock file that fills it."""

    folder_name: str
    lock_name: str

    @property
    def folder(self) -> Path:
        """Where the environment stands."""
        return PROJECT / self.folder_name

    @property
    def lock(self) -> Path:
        """The file that names every package, its version and its hashes."""
        return PROJECT / self.lock_name

    @property
    def stamp(self) -> Path:
        """The file that says what the environment was made from."""
        return self.folder / STAMP_NAME

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Tell where the environment keeps the command `name`."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name


SITE = Environment(folder_name=".venv", lock_name="requirements.lock")
TEST = Environment(folder_name=".venv-test", lock_name="tests/requirements.lock")
BENCH = Environment(folder_name=".venv-bench", lock_name="scripts/bench-requirements.lock")


def say(text: str) -> None:
    """Print a line at once, in order with what child processes print."""
    print(text, flush=True)


def fail(text: str) -> NoReturn:
    """End the script with a plain sentence and exit code 1."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(1)


def check_python() -> None:
    """Refuse a Python that is too old, or one that cannot make environments."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(
            f"This needs Python 3.11 or newer, and this is Python {platform.python_version()}. "
            "Install a newer one and start this script with it, for example: "
            f"python3.11 {' '.join(sys.argv)}"
        )
    try:
        import ensurepip  # noqa: F401 - Debian has a Python without these two
        import venv  # noqa: F401
    except ImportError:
        raise SetupError(
            "This Python cannot make a virtual environment: its parts `venv` and `ensurepip` "
            "are missing. On Debian or Ubuntu install them with: sudo apt install python3-venv"
        ) from None


def ensure_environment(environment: Environment) -> None:
    """Make the environment, or use the one that is there when nothing has changed since."""
    check_python()
    if _is_current(environment):
        return
    with _one_at_a_time(environment):
        if not _is_current(environment):
            _make(environment)


def _is_current(environment: Environment) -> bool:
    return _read_stamp(environment) == _wanted_stamp(environment)


def _read_stamp(environment: Environment) -> dict[str, str]:
    if not environment.python.exists():
        return {}
    try:
        stamp = json.loads(environment.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _wanted_stamp(environment: Environment) -> dict[str, str]:
    return {
        "lock": hashlib.sha256(environment.lock.read_bytes()).hexdigest(),
        "project": _digest_of_packaging(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "place": str(environment.folder),
    }


def _digest_of_packaging() -> str:
    """Digest what an editable install depends on: all of pyproject.toml but the tools' settings."""
    import tomllib

    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [settings["build-system"], settings["project"], settings.get("tool", {}).get("hatch")]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _make(environment: Environment) -> None:
    """Make the environment, or only install the project anew when that is all that changed."""
    wanted, found = _wanted_stamp(environment), _read_stamp(environment)
    environment.stamp.unlink(missing_ok=True)
    if {**found, "project": ""} != {**wanted, "project": ""}:
        _make_from_nothing(environment)
    _pip_install(
        environment,
        ["--no-deps", "--no-build-isolation", "--editable", PROJECT],
        label="Installing the project",
        trouble="The project itself could not be installed; the lines above say why.",
    )
    environment.stamp.write_text(json.dumps(wanted, indent=2) + "\n", encoding="utf-8")


def _make_from_nothing(environment: Environment) -> None:
    outer_python = getattr(sys, "_base_executable", None) or sys.executable
    run_quietly(
        [outer_python, "-m", "venv", "--clear", environment.folder],
        label=f"Making {environment.folder_name}",
        trouble="Python could not make the virtual environment; the lines above say why.",
    )
    _pip_install(
        environment,
        # the lock names everything, so nothing is to be solved; Python compiles what it uses
        ["--no-deps", "--no-compile", "--require-hashes", "--requirement", environment.lock],
        label=f"Installing the packages of {environment.lock_name}",
        trouble="The packages could not be installed; the lines above say why. Check that this "
        "computer is online, then run the same command again.",
    )


def _pip_install(environment: Environment, arguments: Command, *, label: str, trouble: str) -> None:
    run_quietly(
        [environment.python, "-m", "pip", "install", "--no-input", *arguments],
        label=label,
        trouble=trouble,
        environ={
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_PROGRESS_BAR": "off",
            "PIP_ROOT_USER_ACTION": "ignore",
            "PIP_USER": "0",
        },
    )


@contextlib.contextmanager
def _one_at_a_time(environment: Environment) -> Iterator[None]:
    """Keep two runs of the scripts from filling one environment at the same time."""
    if sys.platform == "win32":
        yield
        return
    with environment.lock.open("rb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step(f"Waiting for another run to set up {environment.folder_name}"):
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def step(label: str) -> Iterator[None]:
    """Show that a long step is under way, and at its end how long it took."""
    started = time.monotonic()
    over = threading.Event()
    in_front = threading.current_thread() is threading.main_thread()
    show = _show_spinner if in_front and sys.stdout.isatty() else _show_plain_lines
    watcher = threading.Thread(target=show, args=(label, started, over), daemon=True)
    watcher.start()
    outcome = "failed"
    try:
        yield
        outcome = "done"
    finally:
        over.set()
        watcher.join()
        say(f"{label}: {outcome} in {time.monotonic() - started:.1f} s")


def _show_spinner(label: str, started: float, over: threading.Event) -> None:
    for sign in itertools.cycle("|/-\\"):
        line = f"{label} {sign} {time.monotonic() - started:.0f} s"
        print(f"\r{line}", end="", flush=True)
        if over.wait(0.2):
            print("\r" + " " * len(line), end="\r", flush=True)
            return


def _show_plain_lines(label: str, started: float, over: threading.Event) -> None:
    say(f"{label} ...")
    while not over.wait(SECONDS_BETWEEN_PLAIN_LINES):
        say(f"{label}: {time.monotonic() - started:.0f} s so far")


def run_quietly(
    command: Command,
    *,
    label: str,
    trouble: str,
    environ: Mapping[str, str] | None = None,
) -> None:
    """Run a command as one step; only when it fails show its last lines and raise `trouble`."""
    with tempfile.TemporaryFile() as output:
        try:
            with step(label):
                subprocess.run(
                    [str(part) for part in command],
                    cwd=PROJECT,
                    env={**os.environ, **(environ or {})},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    check=True,
                )
        except (subprocess.CalledProcessError, OSError) as error:
            output.seek(0)
            lines = output.read().decode("utf-8", "replace").splitlines()
            if isinstance(error, OSError):
                lines.append(str(error))
            last = "".join(f"    {line}\n" for line in lines[-LINES_SHOWN_ON_FAILURE:])
            raise SetupError(last + trouble) from None


def run_openly(command: Command, *, environ: Mapping[str, str] | None = None) -> int:
    """Run a command whose output the reader sees as it comes; give back its exit code.

    Ctrl-C reaches the command by itself: here we only wait until it has ended. A request to end
    this script is passed on, so that nothing keeps running behind it.
    """
    process = subprocess.Popen(
        [str(part) for part in command], cwd=PROJECT, env={**os.environ, **(environ or {})}
    )
    with process, _passing_on_the_end(process):
        return _exit_code(process)


@contextlib.contextmanager
def start_behind(
    command: Command, *, environ: Mapping[str, str] | None = None
) -> Iterator[Callable[[], int]]:
    """Start a command; the function given shows what it says, as it comes, and its exit code."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Path(folder, "output").open("wb") as output,
        Path(folder, "output").open("rb") as shown,
        subprocess.Popen(
            [str(part) for part in command],
            cwd=PROJECT,
            env={**os.environ, **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
        _passing_on_the_end(process),
    ):

        def show() -> int:
            over = False
            while not over:
                with contextlib.suppress(KeyboardInterrupt):
                    over = process.poll() is not None
                    sys.stdout.buffer.write(shown.read())
                    sys.stdout.flush()
                    time.sleep(0 if over else 0.2)
            return _exit_code(process)

        try:
            yield show
        except BaseException:
            process.terminate()
            raise


@contextlib.contextmanager
def _passing_on_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """While the block runs, hand a request to end this script to a process as well."""

    def pass_on(number: int, frame: FrameType | None) -> None:
        process.terminate()
        if callable(before):
            before(number, frame)

    before = signal.signal(signal.SIGTERM, pass_on)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _exit_code(process: subprocess.Popen[bytes]) -> int:
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            code = process.wait()
            return code if code >= 0 else 128 - code
