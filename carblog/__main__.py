"""`carblog`, and `python -m carblog`: the command line, to which Ctrl-C is no surprise."""

import signal
import sys


def main() -> None:
    """Runs a command and ends with its exit code, also while its 0.1 s of imports are under way."""
    try:
        from carblog.cli import main as run  # noqa: PLC0415 - Ctrl-C is heard meanwhile

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; what is published is whole\n")
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done, and Python takes its leave


if __name__ == "__main__":
    main()
