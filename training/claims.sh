#!/usr/bin/env bash
# Trains the two models of claims and writes data/model/claims.tsv. SHARED holds gold/ and corpora/ as in ../shared.
# usage: training/claims.sh SHARED   (Python with numpy; PYTHON names it)
set -euo pipefail
shared=$1
python=${PYTHON:-python3}
out=target/training/claims
mkdir -p "$out"
cargo build --release --example claim_features
features=target/release/examples/claim_features
train=$shared/gold/claims-speakers/train.json
own=eval/gold/polnear-claims
texts() { "$python" -c 'import json,sys; [print(f"{sys.argv[2]}/{name}.txt") for name in json.load(open(sys.argv[1]))["docs"]]' "$1" "$shared/gold/polnear/train/text"; }
texts "$train" | xargs -d '\n' "$features" > "$out/train.jsonl"
texts "$own/development.json" | xargs -d '\n' "$features" > "$out/development.jsonl"
texts "$own/held-out.json" | xargs -d '\n' "$features" > "$out/held-out.jsonl"
grep -v '^#' training/judged.tsv | cut -f1 | sort -u > "$out/judged.ids"
zstd -dc "$shared/corpora/allsides-20k.jsonl.zst" | grep -F -f "$out/judged.ids" | "$features" - > "$out/judged.jsonl"
"$python" training/claims.py --write "$train:$out/train.jsonl" "$own/development.json:$out/development.jsonl" \
    "$own/held-out.json:$out/held-out.jsonl" "training/judged.tsv:$out/judged.jsonl"
