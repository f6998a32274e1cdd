#!/usr/bin/env bash
# Trains the tagger anew. Usage: training/train.sh POLNEAR NEWS [SEED [OPTIONS of train.py]], from anywhere.
# POLNEAR is the corpus' folder with train/, dev/ and data/. NEWS is a zstd file of JSON lines (date, topic, text), or "none": then there is no teacher.
# Needs cargo, zstd and Python 3.11. Works in target/training/, where the teacher's labels stay for the next time, and writes data/model/.
set -euo pipefail
polnear=$(realpath "$1")
news=$([ "$2" = none ] || realpath "$2")
cd "$(dirname "$0")/.."
seed=${3:-1}
work=target/training
mkdir -p "$work"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r training/requirements.txt
python=$work/venv/bin/python
cargo build --release --example features
features() { target/release/examples/features "$1" > "$work/$2.tsv"; }

features "$polnear/train/text" train
features "$polnear/dev/text" dev
features training/golden golden
common=(--polnear "$polnear" --train "$work/train.tsv" --dev "$work/dev.tsv")
# train NAME SEED OPTIONS...
train() { "$python" training/train.py "${common[@]}" --golden "$work/golden.tsv" --golden-out "$1.golden.tsv" --out "$1.bin" --seed "$2" "${@:3}"; }

last=$work/gold
train "$last" "$seed" "${@:4}"
if [ -n "$news" ]; then
  [ -d "$work/news" ] || "$python" training/unlabelled.py "$news" "$work/news"
  features "$work/news" news
  [ -f "$work/labels.npy" ] || "$python" training/teacher.py "${common[@]}" --news "$work/news.tsv" --texts "$work/news" --out "$work/labels.npy"
  for round in 1 2 3 4 5 6 7 8; do
    train "$work/taught$round" $((seed + round - 1)) "${@:4}" --start "$last.bin.pt" --news "$work/news.tsv" --labels "$work/labels.npy" --epochs 3.5 --rate 1e-3
    last=$work/taught$round
  done
fi
cp "$last.bin" data/model/tagger.bin
cp "$last.golden.tsv" data/model/golden.tsv
