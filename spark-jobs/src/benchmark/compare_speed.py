#!/usr/bin/env python3
"""Compares Assay's speed with lm-evaluation-harness and transformers on the same CPU, weights and items.

  compare_speed.py model FOLDER --tokenizer DIR
      writes a model folder of RecurrentGemma-2B's published shape with random weights (5.4 GB);
  compare_speed.py peers --model FOLDER --data DIR --output peers.json --work DIR
      items/s of the harness with transformers (HFLM on the CPU), in float32 and in bfloat16, and of
      `assay score`: MMLU's abstract_algebra with 5 solved examples, HellaSwag, PIQA;
  compare_speed.py spark --model FOLDER --data DIR --output spark.json --work DIR
      items/s of `assay evaluate` on local[2] and of `assay score` on the same requests, without Spark;
  compare_speed.py gguf --models FILE,FILE --requests FILE --output gguf.json --work DIR --peer_python EXE
      llama.cpp and Assay in turn on GGUF files: log-likelihoods of requests (lines with "context" and "continuations"),
      greedy texts of the peer, tokens/s of a prompt of 512 tokens and of one sequence.
  compare_speed.py engines --model FOLDER --gguf FILE --llama_cpp DIR --jlama DIR --output engines.json --work DIR
      the same weights in llama.cpp's own programs, Jlama and Assay, in turn: a prompt of 512 tokens, one sequence, 32
      sequences; and HellaSwag's items in llama.cpp's mode for it and in `assay score`

What is timed, of both: scoring from text to log-likelihoods, after one warm-up item; neither the programs'
start nor loading nor reading data. The peer is timed once in each type, Assay before and after both. The peer's batch size is
the best of 1, 4 and 16 on four items; a size that makes no larger batch of them than the size before, or whose
logits the memory cannot hold, is left out. Assay reads the same folder for both types: its arithmetic is
float32, and bfloat16 weights are widened exactly as they are read. The peer has fewer items of MMLU, being slower;
--limit_… changes that. The picks are compared on the items that both computed.

Every measurement is written to --output as it is made; the same command goes on where it stopped, and
--tasks and --types cut a long comparison into calls. Every measurement has the load average before it: run on a
machine that does nothing else.

To install the peer, in a virtual environment whose Python runs this script (random weights need numpy only):
  pip install "lm_eval[hf]==0.4.13" transformers==5.24.0 torch==2.15.0 numpy
`spark` needs neither. `gguf` needs, in the environment of --peer_python:
  CMAKE_ARGS=-DGGML_NATIVE=ON pip install --no-binary llama-cpp-python llama-cpp-python==0.3.36
`engines` needs FOLDER (`model … --shape gemma-2b`), FILE (`random_gguf.py FOLDER FILE`), the programs of llama.cpp's source,
which lies in that package's (vendor/llama.cpp):
  cmake -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build --target llama-bench llama-batched-bench llama-perplexity
and Jlama's jars: mvn -f jlama/pom.xml dependency:copy-dependencies -DoutputDirectory=DIR
Assay has to be built (mvn -B package -DskipTests).
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

import engines_beside
import gguf_beside
import peers
import spark_overhead


def model(options: argparse.Namespace) -> None:
    import random_model

    random_model.write(options.folder, options.tokenizer, options.shape, options.layers, options.folder_type, options.seed)


def _add_model(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("model", help="write a model folder with random weights")
    command.add_argument("folder", type=Path)
    command.add_argument("--tokenizer", type=Path, required=True,
                         help="folder of Gemma's tokenizer.json and tokenizer_config.json")
    command.add_argument("--shape", choices=("recurrentgemma-2b", "gemma-2b"), default="recurrentgemma-2b",
                         help="(%(default)s)")
    command.add_argument("--layers", type=int, help="the first so many, for a try (all)")
    command.add_argument("--folder_type", choices=("bfloat16", "float32"), default="bfloat16",
                         help="of the same numbers (%(default)s)")
    command.add_argument("--seed", type=int, default=1)
    command.set_defaults(run=model)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--model", type=Path, required=True, help="model folder")
    command.add_argument("--data", type=Path, required=True, help="folder of benchmark data (datasets/README.md)")
    command.add_argument("--output", type=Path, required=True, help="JSON file of measurements, to go on with")
    command.add_argument("--work", type=Path, required=True, help="folder for task files, logs and tables")
    command.add_argument("--java", type=lambda text: text.split(","), default=[os.environ.get("JAVA_HOME")],
                         help="homes of the JDKs that run Assay, with commas (JAVA_HOME)")


def _add_peers(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("peers", help="compare with the harness and transformers")
    _add_common(command)
    command.add_argument("--tasks", type=lambda text: text.split(","), default=list(peers.ITEMS),
                         help="of " + ", ".join(peers.ITEMS) + " (all)")
    command.add_argument("--types", type=lambda text: text.split(","), default=["float32", "bfloat16"],
                         help="the peer's weights (float32,bfloat16)")
    for task, items in peers.ITEMS.items():
        command.add_argument(f"--limit_{task}", type=int, default=items.peer,
                             help=f"the peer's first items (%(default)s); Assay's are {items.assay}")
    command.set_defaults(run=peers.run)


def _add_spark(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("spark", help="compare assay evaluate with assay score")
    _add_common(command)
    command.add_argument("--task", default="piqa", help="(%(default)s)")
    command.add_argument("--limit", type=int, default=600, help="items, those of the warm-up included (%(default)s)")
    command.add_argument("--chunk_tokens", type=int, default=8192,
                         help="spark.assay.chunkTokens (%(default)s); the first chunk warms up, and evaluate's default"
                              " of 65536 pays for fewer commits")
    command.set_defaults(run=spark_overhead.run)


def _add_gguf(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("gguf", help="compare with llama.cpp on GGUF files")
    command.add_argument("--models", type=lambda text: [Path(one) for one in text.split(",")], required=True,
                         help="GGUF files, with commas")
    command.add_argument("--requests", type=Path, help="JSON lines as `assay score` takes them; none: speed alone")
    command.add_argument("--limit", type=int, default=20, help="the first so many (%(default)s)")
    command.add_argument("--output", type=Path, required=True, help="JSON file of what was found")
    command.add_argument("--work", type=Path, required=True, help="folder for logs and reports")
    command.add_argument("--peer_python", default=sys.executable, help="a Python that has llama-cpp-python")
    command.add_argument("--threads", type=int, default=os.cpu_count(), help="of both (%(default)s)")
    command.add_argument("--rounds", type=int, default=3, help="the two in turn so often; 0: answers alone (%(default)s)")
    command.add_argument("--java", type=lambda text: text.split(","), default=[os.environ.get("JAVA_HOME")],
                         help="homes of the JDKs that run Assay, with commas (JAVA_HOME)")
    command.set_defaults(run=gguf_beside.run)


def _add_engines(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser("engines", help="compare with llama.cpp's programs and Jlama")
    command.add_argument("--model", type=Path, required=True, help="model folder, of Assay and Jlama")
    command.add_argument("--gguf", type=Path, help="the same weights, of llama.cpp")
    command.add_argument("--llama_cpp", type=Path, help="folder of llama.cpp's programs; none: without it")
    command.add_argument("--jlama", type=Path, help="folder of Jlama's jars; none: without it")
    command.add_argument("--jlama_java", default=os.environ.get("JAVA_HOME"), help="home of Jlama's JDK, 20 or later (JAVA_HOME)")
    command.add_argument("--hellaswag", type=Path, help="hellaswag_val.jsonl; none: no items")
    command.add_argument("--items", type=int, default=24, help="the first so many (%(default)s)")
    command.add_argument("--output", type=Path, required=True, help="JSON file of what was found")
    command.add_argument("--work", type=Path, required=True, help="folder for logs and reports")
    command.add_argument("--threads", type=int, default=os.cpu_count(), help="of all (%(default)s)")
    command.add_argument("--rounds", type=int, default=3, help="in turn so often; 0: items alone (%(default)s)")
    command.add_argument("--java", type=lambda text: text.split(","), default=[os.environ.get("JAVA_HOME")],
                         help="homes of the JDKs that run Assay, with commas (JAVA_HOME)")
    command.set_defaults(run=engines_beside.run)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    _add_model(commands)
    _add_peers(commands)
    _add_spark(commands)
    _add_gguf(commands)
    _add_engines(commands)
    options = parser.parse_args()
    # What it started ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options.run(options)


if __name__ == "__main__":
    sys.exit(main())
