#!/usr/bin/env python3
"""Shows what memory a long generation takes: RSS over the tokens generated.

  long_generation.py --model FOLDER --work DIR [--tokens 1000000] [--report 10000]

Runs `assay generate` on local[1] over one prompt, end-of-text tokens ignored, with a heap that is of one size
and resident from the start, so that what grows is what the process takes besides; what is in use of the heap
is read from its collections. Reads the process's resident set as it goes: after the first --report tokens, reckoned by the speed in the end, and
at the end. Prints a line for every tenth of the way and two ratios: of the last moment that only generates, and of
the end, when the answer's text is put together and written too.

Needs a build (mvn -B package -DskipTests) and nothing else; --model is a RecurrentGemma folder, e.g. one of
datasets/sample/models.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parents[3] / "submit-scripts" / "assay"


def resident_mebibytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--tokens", type=int, default=1_000_000)
    parser.add_argument("--report", type=int, default=10_000, help="tokens after which RSS is compared (%(default)s)")
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--threads", type=int, default=1, help="of the replica: one sequence of a small model needs no more")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    prompt, output = options.work / "prompt.jsonl", options.work / "table"
    shutil.rmtree(output, ignore_errors=True)
    prompt.write_text(json.dumps({"body": "a river under the stone"}) + "\n", encoding="utf-8")
    command = [
        str(LAUNCHER), "generate", "--master", "local[1]", "--model", str(options.model), "--input", str(prompt),
        "--output", str(output), "--output_format", "json", "--prompt_column", "body",
        "--max_new_tokens", str(options.tokens), "--ignore_eos", "--threads", str(options.threads),
        "--conf", "spark.ui.enabled=false",
    ]
    collections = options.work / "gc.log"
    collections.unlink(missing_ok=True)
    java = f"-Xms{options.heap} -XX:+AlwaysPreTouch -Xlog:gc:file={collections}"
    process = subprocess.Popen(command, env={**os.environ, "ASSAY_HEAP": options.heap, "JDK_JAVA_OPTIONS": java},
                               stdout=subprocess.PIPE)
    samples = []
    while process.poll() is None:
        try:
            samples.append((time.monotonic(), resident_mebibytes(process.pid)))
        except (OSError, AttributeError):
            break
        time.sleep(0.5)
    said = process.communicate()[0].decode()
    sys.stdout.write(said)
    if process.returncode != 0:
        sys.exit(process.returncode)
    seconds = float(re.search(r"in ([0-9.]+) s", said).group(1))
    end = samples[-1][0]
    begin = end - seconds
    generated = [(max(0.0, (at - begin) / seconds) * options.tokens, rss) for at, rss in samples]
    for tenth in range(1, 11):
        tokens, rss = next(sample for sample in reversed(generated) if sample[0] <= tenth / 10 * options.tokens + 1)
        print(f"{tokens:12,.0f} tokens  {rss:8.1f} MiB")
    early = next(rss for tokens, rss in generated if tokens >= options.report)
    last = generated[-1][1]
    late = next(rss for tokens, rss in reversed(generated) if tokens <= 0.99 * options.tokens)
    print(f"RSS before the last hundredth / after {options.report:,} tokens: {late:.1f} / {early:.1f} MiB = {late / early:.3f}")
    used = [int(size) for size in re.findall(r"Pause Young.*->(\d+)M\(", collections.read_text())]
    print(f"heap in use after {len(used):,} collections: {used[len(used) // 10]} MiB at a tenth of them, {used[-1]} MiB at the last")
    print(f"RSS at the end / after {options.report:,} tokens: {last:.1f} / {early:.1f} MiB = {last / early:.3f}")


if __name__ == "__main__":
    main()
