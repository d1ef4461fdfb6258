"""The program: `python -m guiju`, and the `guiju` that pip puts on the path."""

import sys


def main() -> int:
    """Run the command line; Ctrl-C while it is still being imported ends it in one line, too."""
    try:
        from guiju.cli import main as command_line

        return command_line()
    except KeyboardInterrupt:
        print("guiju: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
