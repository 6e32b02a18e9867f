"""What hatchling asks when it makes a wheel for one Python and machine: it puts the compiled modules in, and has the wheel named for both.

It is asked only where HATCH_BUILD_HOOK_ENABLE_CUSTOM is true, as `tools/wheel.py` (make wheel) has it; else the wheel is pure.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.builders.wheel import WheelBuilderConfig


class CompiledModules(BuildHookInterface[WheelBuilderConfig]):
    """Compiles the modules of the list for the Python that builds, beside the checkout, which stays as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """The wheel to be made has the compiled modules. Ends the build, saying why, when they cannot be compiled."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path[:0] = [self.root, str(root / "tools")]
        from native import compile_modules, listed_modules

        from pipeline.edges.compiled import FOLDER, changed_source

        self._place = TemporaryDirectory()
        made = Path(self._place.name) / FOLDER
        try:
            compile_modules(root, listed_modules(), made)
        except (OSError, RuntimeError) as error:
            self._place.cleanup()
            self.app.abort(str(error))
        changed = changed_source(root / "pipeline", made)
        if changed is not None:
            self._place.cleanup()
            self.app.abort(f"pipeline/{changed} has changed while modules were compiled. Make the wheel again.")
        build_data["force_include"][str(made)] = f"pipeline/{FOLDER}"
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """What was compiled is in the wheel."""
        if version != "editable":
            self._place.cleanup()
