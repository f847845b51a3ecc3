#!/usr/bin/env bash
# Makes the pictures of this folder: every page that Assay writes, of the sample world, in Chromium without a window.
#   docs/images/screenshots.sh [FOLDER]     runs and pages are kept there, and found again by a second call
#   CHROMIUM    the browser (default: chromium, or google-chrome)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${1:-$(mkdir -p "$root/logs" && mktemp -d "$root/logs/screenshots.XXXXXX")}
mkdir -p "$work"
work=$(cd "$work" && pwd)
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
cd "$root"

assay=submit-scripts/assay
models=datasets/sample/models
data=datasets/sample/benchmarks

# A run of model "$1", by its id.
evaluate() {
  "$assay" evaluate --model "$models/$1" --data "$data" --output "$work/results" --write_prompts \
    --tasks sample-mmlu,sample-hellaswag,sample-piqa,sample-safety "${@:2}" | sed -n 's/^run \(r[0-9a-f]*\).*/\1/p' | head -n 1
}

# A command that writes page "$1", unless it is there.
page() {
  [ -f "$work/$1.html" ] || "${@:2}" --html "$work/$1.html"
}

griffin=$(evaluate recurrentgemma-tiny)
gemma=$(evaluate gemma-tiny)
page report "$assay" report "$work/results/$griffin" --show_prompts
page reports "$assay" report "$work/results/$griffin" "$work/results/$gemma"
page compare "$assay" compare "$work/results/$griffin" "$work/results/$gemma"
page bench "$assay" bench --model "$models/recurrentgemma-tiny,$models/gemma-tiny" --quick --output "$work/bench.json"
page side-by-side "$assay" side-by-side "$models/recurrentgemma-tiny" --baseline "$models/gemma-tiny" --prompts sample-instructions \
  --data "$data" --apply_chat_template --judge likelihood --output "$work/sides" --show_answers
if [ ! -f "$work/safety.html" ]; then
  "$assay" safety --model "$models/recurrentgemma-tiny" --data "$data" --sets sample --output "$work/safety"
  cp "$work/safety/report/safety-recurrentgemma-tiny.html" "$work/safety.html"
fi
if [ ! -f "$work/gate.html" ]; then
  for set in evaluate.quantize=none evaluate.quantize=int8 model="$models/gemma-tiny"; do
    # A gate that says no ends with 10.
    "$assay" regress run submit-scripts/regress-sample.yaml --set output="$work/results" --set history="$work/regress" \
      --reports "$work/gate" --set "$set" || [ $? -ge 10 ]
  done
  cp "$work/gate/gate.html" "$work/gate.html"
fi
page history "$assay" regress report --history "$work/regress"

# Picture "$1" of page "$2", "$3" pixels wide and "$4" high; further options are the browser's.
shoot() {
  "$browser" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb --user-data-dir="$work/profile" \
    --window-size="$3,$4" --screenshot="$here/$1.png" "${@:5}" "file://$work/$2.html" 2> "$work/chromium.log"
  echo "$here/$1.png $(stat -c %s "$here/$1.png") bytes"
}

shoot report report 1000 900
shoot report-dark report 1000 900 --blink-settings=preferredColorScheme=0
shoot report-narrow report 400 900
shoot reports reports 1000 900
shoot compare compare 1000 900
shoot safety safety 1000 900
shoot side-by-side side-by-side 1000 900
shoot gate gate 1000 900
shoot history history 1000 700
shoot bench bench 1000 900
