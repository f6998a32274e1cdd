#!/usr/bin/env python3
"""Draws contested claims of real articles for reading one by one, and counts what the reader made of them. See docs/reading.md.

usage: claims.py draw EXTRACTED.jsonl --seed SEED [--number 50] [--skip N] [--min CONFIDENCE]
       claims.py note EXTRACTED.jsonl --seed SEED [--number 50] [--skip N] [--min CONFIDENCE] --labels LABELS

EXTRACTED.jsonl  what `sayso extract --with-body - < ARTICLES.jsonl` prints
draw             prints the claims with the words around them, numbered
note             prints a line a claim for training/judged.tsv (article, kind, first and last code point, label), and the share of right ones on stderr.
                 LABELS: one character a claim in the order drawn: 1 contested, 0 not, r cut short or run on (counts as wrong), ? doubtful, which is
                 no line, as it cannot be learned from
The claims of all articles are shuffled by random.Random(SEED); N are passed over, the next NUMBER are drawn.
"""
import argparse, json, random, sys

AROUND = 160


def draw(path, seed, number, skip, least):
    found = []
    for line in open(path, encoding="utf8"):
        article = json.loads(line)
        found += [(article, claim) for claim in article["claims"] if claim["confidence"] >= least]
    random.Random(seed).shuffle(found)
    return found[skip:skip + number]


def shown(article, claim):
    """The words around, the claim in [ ] and its evidence in { }."""
    body = article["body"]
    marks = [(span["start"], 1, "[") for span in claim["spans"]] + [(span["end"], 0, "]") for span in claim["spans"]]
    marks += [(span["start"], 1, "{") for span in claim["evidence"]] + [(span["end"], 0, "}") for span in claim["evidence"]]
    places = [place for place, _, _ in marks]
    start, end = max(0, min(places) - AROUND), min(len(body), max(places) + AROUND)
    out, last = [], start
    for place, _, mark in sorted(marks):
        out += [body[last:place], mark]
        last = place
    return " ".join("".join(out + [body[last:end]]).split())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["draw", "note"])
    parser.add_argument("extracted")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--number", type=int, default=50)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--min", type=float, default=0.0)
    parser.add_argument("--labels", default="")
    given = parser.parse_args()
    drawn = draw(given.extracted, given.seed, given.number, given.skip, given.min)
    if given.what == "draw":
        for number, (article, claim) in enumerate(drawn, given.skip + 1):
            parties = [(claim["claimant"] or {}).get("name")] + [party and party["name"] for party in claim["contesters"]]
            print(f"{number}. {claim['status']} {claim['confidence']:.2f} {parties} {claim['why'][0]}\n   {shown(article, claim)}\n")
        return
    labels = given.labels.replace(" ", "")
    if len(labels) != len(drawn):
        sys.exit(f"{len(labels)} labels for {len(drawn)} claims")
    for (article, claim), label in zip(drawn, labels):
        if label in "01r":
            print(article["record_id"], "claim", claim["spans"][0]["start"], claim["spans"][-1]["end"], label, sep="\t")
    print(f"{labels.count('1')} of {len(labels)} contested, {labels.count('r')} cut or run on, {labels.count('?')} doubtful", file=sys.stderr)


if __name__ == "__main__":
    main()
