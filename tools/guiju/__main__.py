"""python -m guiju is guiju."""

import sys

from guiju.cli import main

sys.exit(main())
