"""The wheel carries the bundled front end and the compiled translations, so that whoever installs it needs no Node."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class Build(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        setup = runpy.run_path(str(Path(self.root) / "bin/setup.py"))
        setup["compile_translations"](sys.executable)
        setup["bundle_front_end"]()


class Dependencies(MetadataHookInterface):
    """One list for installing and for developing: what the lock file is made from."""

    def update(self, metadata: dict[str, Any]) -> None:
        listed = (Path(self.root) / "requirements/base.in").read_text(encoding="utf-8")
        metadata["dependencies"] = [line.strip() for line in listed.splitlines() if line.strip()]


def get_build_hook() -> type[BuildHookInterface[Any]]:
    return Build


def get_metadata_hook() -> type[MetadataHookInterface]:
    return Dependencies
