"""A JSON file of measurements that a later call goes on with, and what is known of the machine."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path

FORMAT = 1


def processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except FileNotFoundError:
        pass
    return platform.processor() or platform.machine()


def instructions() -> list[str]:
    """Those that decide how fast bfloat16 is."""
    wanted = ("avx2", "avx512f", "avx512_bf16", "amx_bf16")
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    flags = next((line.split() for line in text.splitlines() if line.startswith("flags")), [])
    return [name for name in wanted if name in flags]


def machine() -> dict:
    return {"processor": processor(), "cores": os.cpu_count(), "instructions": instructions(),
            "system": platform.system()}


def described(model: Path) -> dict:
    """What tells a model folder from others."""
    file = model / "config.json"
    if not file.exists():
        raise SystemExit(f"{model} has no config.json: write a folder with 'compare_speed.py model {model} …'")
    sizes = {shard.name: shard.stat().st_size for shard in sorted(model.glob("*.safetensors"))}
    return {"config": json.loads(file.read_text(encoding="utf-8")), "bytes": sizes}


class Measurements:
    """Records in a file, written as soon as they are made."""

    def __init__(self, file: Path, model: Path) -> None:
        self._file = file
        fixed = {"format_version": FORMAT, "machine": machine(), "model": described(model)}
        self._content = fixed | {"versions": {}, "records": []}
        if file.exists():
            self._content = json.loads(file.read_text(encoding="utf-8"))
            for name, value in fixed.items():
                if self._content.get(name) != value:
                    raise SystemExit(f"{file} is of another {name.replace('_', ' ')}: give another --output")
        file.parent.mkdir(parents=True, exist_ok=True)
        self._write()

    def find(self, **key) -> dict | None:
        return next(iter(self.all(**key)), None)

    def all(self, **key) -> Iterable[dict]:
        return (record for record in self._content["records"]
                if all(record.get(name) == value for name, value in key.items()))

    def add(self, **record) -> dict:
        # As it will be read back: keys of documents are texts.
        kept = json.loads(json.dumps(record))
        self._content["records"].append(kept)
        self._write()
        return kept

    @property
    def machine(self) -> dict:
        return self._content["machine"]

    @property
    def versions(self) -> dict:
        return self._content["versions"]

    def set_versions(self, versions: dict) -> None:
        if self.versions and self.versions != versions:
            raise SystemExit(f"{self._file} is of {self.versions}, and here are {versions}: give another --output")
        self._content["versions"] = versions
        self._write()

    def _write(self) -> None:
        draft = self._file.with_name(self._file.name + ".part")
        draft.write_text(json.dumps(self._content, indent=1), encoding="utf-8")
        draft.replace(self._file)
