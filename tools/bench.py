"""Measure speed and memory side by side and write bench.json. Run it on a quiet machine: make bench

Every ratio comes from one run, in which ours and the usual alternative take
turns; medians are compared. Nothing here is a test, since machines differ.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from bench_captions import captions
from bench_models import imports, sampling, training
from bench_panels import caption_panels, corpora, lessons, memory, panels, table1_panels, tcn_panels, word_panels
from bench_table1 import table1
from bench_tcn import tcn
from bench_words import words

ROOT = Path(__file__).resolve().parents[1]
PARTS = {"imports": imports, "sampling": sampling, "training": training, "words": words, "captions": captions,
         "tcn": tcn, "table1": table1, "panels": panels, "lessons": lessons, "corpora": corpora,
         "word_panels": word_panels, "caption_panels": caption_panels, "tcn_panels": tcn_panels,
         "table1_panels": table1_panels, "memory": memory}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    chosen = parser.parse_args().parts or list(PARTS)
    busy = os.getloadavg()[0]
    rows = [found for part in chosen for found in PARTS[part]()]
    for found in rows:
        verdict = {True: "✓", False: "✗", None: " "}[found.met()]
        against = f"{found.peer:,.4g} {found.peer_name}, ratio {found.ratio:.2f}" if found.peer else found.peer_name
        print(f"{verdict} {found.name}: {found.ours:,.4g} {found.unit}; {against}")
    about = {"cores": os.cpu_count(), "processor": platform.machine(), "python": platform.python_version(),
             "load_before": round(busy, 2), "command": "make bench"}  # fmt: skip
    file, measured = ROOT / "bench.json", {found.name: asdict(found) for found in rows}
    if chosen != list(PARTS):  # only one part: its rows replace the old ones
        old = json.loads(file.read_text())
        about, measured = old["about"], {kept["name"]: kept for kept in old["rows"]} | measured
    content = {"about": about, "rows": list(measured.values())}
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
