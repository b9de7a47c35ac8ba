"""`bin/bench`: measures what docs/performance.md says, on a database of its own that keeps its promises (fsync on)."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from minassa.house.postgres import Embedded

ORDER = ["lag", "burst", "planned", "queue", "start"]


def main(asked: list[str]) -> int:
    unknown = set(asked) - set(ORDER)
    if unknown:
        print(f"bin/bench knows {', '.join(ORDER)}; not {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="minassa-bench-") as folder:
        Path(folder).chmod(0o755)  # the database may run as another account
        server = Embedded(Path(folder) / "var")
        os.environ |= {
            "DATABASE_URL": server.start(),
            "MINASSA_VAR": str(Path(folder) / "var"),
            "DJANGO_SETTINGS_MODULE": "minassa.config.settings",
            "MINASSA_EXTRA_KINDS": "instant_repeat=minassa.testing.instant:Repeating",
            "MINASSA_ALLOW_HOSTS": "127.0.0.1",
        }
        try:
            results = _measure([one for one in ORDER if not asked or one in asked])
        finally:
            server.stop()
    _show(results)
    return 0


def _measure(asked: list[str]) -> dict[str, dict[str, object]]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from minassa.testing.bench import publishing, queueing, starting

    known: dict[str, Callable[[], dict[str, object]]] = {
        "lag": publishing.lag,
        "burst": publishing.burst,
        "planned": publishing.planned,
        "queue": queueing.queue,
        "start": starting.start,
    }
    results: dict[str, dict[str, object]] = {}
    for name in asked:
        print(f"{name} …", file=sys.stderr, flush=True)
        results[name] = known[name]()
    return results


def _show(results: dict[str, dict[str, object]]) -> None:
    rows = [(name, what, str(figure)) for name, figures in results.items() for what, figure in figures.items()]
    width = max(len(what) for _name, what, _figure in rows)
    for name, what, figure in rows:
        print(f"{name:<8} {what:<{width}} {figure}")
    kept = Path("var/bench.json")
    kept.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    kept.write_text(json.dumps({"machine": machine, **results}, indent=2) + "\n", encoding="utf-8")
    print(f"Written to {kept}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
