#!/usr/bin/env bash
# Trains the tagger anew. Usage: training/train.sh POLNEAR [SEED [OPTIONS of train.py]], from the repository's root.
# POLNEAR is the corpus' folder with train/, dev/ and data/. Needs cargo and Python 3.11; makes target/training/ and writes data/model/.
set -euo pipefail
cd "$(dirname "$0")/.."
polnear=$(realpath "$1")
seed=${2:-1}
work=target/training
mkdir -p "$work"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r training/requirements.txt
cargo build --release --example features
for split in train dev; do
  target/release/examples/features "$polnear/$split/text" > "$work/$split.tsv"
done
target/release/examples/features training/golden > "$work/golden.tsv"
"$work/venv/bin/python" training/train.py --polnear "$polnear" --train "$work/train.tsv" --dev "$work/dev.tsv" --golden "$work/golden.tsv" \
  --out data/model/tagger.bin --golden-out data/model/golden.tsv --seed "$seed" "${@:3}"
