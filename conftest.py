"""What every test may use. Nothing outside this machine is reached, by this process or one it starts."""

import os

os.environ["MINASSA_OUTSIDE"] = "off"

pytest_plugins = [
    "minassa.testing.bluesky",
    "minassa.testing.cast",
    "minassa.testing.browser",
    "minassa.testing.keys",
    "minassa.testing.mail",
    "minassa.testing.mastodon",
    "minassa.testing.telegram",
]
