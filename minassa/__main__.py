"""`python -m minassa` is the console command."""

import sys

from minassa.house.cli import main

sys.exit(main())
