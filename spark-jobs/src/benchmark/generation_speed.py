#!/usr/bin/env python3
"""Tokens/s of 64 prompts side by side: the engine alone (`assay bench`), the builder, SQL, and the job.

  generation_speed.py --model FOLDER --work DIR [--tokens 32,96] [--rounds 2]

Every surface generates twice for the same 64 prompts, to a smaller and to a larger number of tokens, ignoring
end-of-text; the difference of tokens over the difference of seconds is its decoding speed: loading, priming and
prompts fall out. Builder and SQL (with the session extension) run in one session of the pyspark package, the
replica loaded once, their rounds in turn; the job is `assay generate` on local[*]. Prints the medians, and ratios
to the engine's 64 sequences after as many tokens.

Needs a build (mvn -B package -DskipTests), and a Python with pyspark 4.1.0 (and numpy) that runs this script.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "submit-scripts" / "assay"
PROMPTS = 64


def engine(options: argparse.Namespace) -> float:
    report = options.work / "bench.json"
    report.unlink(missing_ok=True)
    subprocess.run([str(LAUNCHER), "bench", "--model", str(options.model), "--batches", str(PROMPTS), "--positions", "64",
                    "--prompt_lengths", "128", "--output", str(report)], check=True, stdout=subprocess.DEVNULL)
    measured = json.loads(report.read_text())["models"][0]["generation"]
    return next(figure["tokens_per_second"]["median"] for figure in measured if figure["batch"] == PROMPTS)


def rate(run, tokens: list[int]) -> float:
    seconds = []
    for count in tokens:
        started = time.monotonic()
        run(count)
        seconds.append(time.monotonic() - started)
    return PROMPTS * (tokens[1] - tokens[0]) / (seconds[1] - seconds[0])


def surfaces(options: argparse.Namespace) -> dict[str, list[float]]:
    from pyspark.sql import SparkSession

    bundle = max((ROOT / "spark-jobs" / "target").glob("*-bundle.jar"), key=os.path.getmtime)
    flags = "--add-modules=jdk.incubator.vector -XX:+UseParallelGC -XX:+UseTransparentHugePages"
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.extraClassPath", str(bundle))
        .config("spark.driver.memory", options.heap)
        .config("spark.driver.extraJavaOptions", flags)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.extensions", "dev.assay.spark.api.AssayExtension")
        .config("spark.sql.catalog.assay", "dev.assay.spark.api.AssayCatalog")
        .config("spark.sql.catalog.assay.model", str(options.model))
        .getOrCreate()
    )
    rows = spark.createDataFrame([(i, f"row {i} of the river") for i in range(PROMPTS)], "id int, body string").repartition(2)
    rows.createOrReplaceTempView("rows")
    generation = spark._jvm.dev.assay.spark.api.Generation

    def builder(tokens: int) -> None:
        made = getattr(generation, "with")(str(options.model)).promptColumn("body")
        made = made.parameter("max_new_tokens", tokens).parameter("ignore_eos", True)
        made.apply(rows._jdf).write().format("noop").mode("overwrite").save()

    def sql(tokens: int) -> None:
        parameters = f"map('max_new_tokens', '{tokens}', 'ignore_eos', 'true')"
        spark.sql(f"SELECT *, assay.generate(body, {parameters}) AS g FROM rows").write.format("noop").mode("overwrite").save()

    builder(2)
    sql(2)
    found: dict[str, list[float]] = {"builder": [], "sql": []}
    for _ in range(options.rounds):
        found["builder"].append(rate(builder, options.tokens))
        found["sql"].append(rate(sql, options.tokens))
    spark.stop()
    return found


def job(options: argparse.Namespace) -> float:
    rows = options.work / "rows.jsonl"
    rows.write_text("".join(json.dumps({"body": f"row {i} of the river"}) + "\n" for i in range(PROMPTS)))
    seconds = []
    for tokens in options.tokens:
        output = options.work / f"table-{tokens}"
        shutil.rmtree(output, ignore_errors=True)
        said = subprocess.run(
            [str(LAUNCHER), "generate", "--model", str(options.model), "--input", str(rows), "--output", str(output),
             "--prompt_column", "body", "--max_new_tokens", str(tokens), "--ignore_eos"],
            check=True, stdout=subprocess.PIPE).stdout.decode()
        seconds.append(float(re.search(r"in ([0-9.]+) s", said).group(1)))
    return PROMPTS * (options.tokens[1] - options.tokens[0]) / (seconds[1] - seconds[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--tokens", type=lambda text: [int(part) for part in text.split(",")], default=[32, 96])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--heap", default="8g")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    alone = engine(options)
    print(f"engine: {alone:.1f} tokens/s", flush=True)
    for name, rates in surfaces(options).items():
        middle = statistics.median(rates)
        print(f"{name}: {middle:.1f} tokens/s ({', '.join(f'{r:.1f}' for r in rates)}), / engine {middle / alone:.3f}", flush=True)
    found = job(options)
    print(f"job: {found:.1f} tokens/s, / engine {found / alone:.3f}")


if __name__ == "__main__":
    main()
