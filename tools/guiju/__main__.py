"""The program: `python -m guiju`, and the `guiju` that pip puts on the path."""

import gc
import sys


def main() -> int:
    """Run the command line; Ctrl-C while it is still being imported ends it in one line, too."""
    # Records are many and make no circles; to look for circles as often as usual takes a third of the time.
    gc.set_threshold(1_000_000, 20, 5)
    try:
        from guiju.cli import main as command_line

        return command_line()
    except KeyboardInterrupt:
        print("guiju: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
