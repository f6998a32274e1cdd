"""Reads what `sayso export` wrote as any Python program would, and checks that every offset selects the words beside it.

Comes in: articles.jsonl (`--what articles --with-body`) and page.jsonld (Web Annotations) of the same index. Goes out: counts; exit 1 at the first difference.
"""

import json
import sys


def pieces(record):
    """Every {"start", "end", "text"} in a record."""
    if isinstance(record, dict):
        if {"start", "end", "text"} <= record.keys():
            yield record
        record = list(record.values())
    if isinstance(record, list):
        for part in record:
            yield from pieces(part)


articles = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
bodies = {"urn:sayso:" + article["id"]: article["body"] for article in articles}
bodies |= {article["url"]: article["body"] for article in articles if article["url"]}
checked = beyond = 0

for article in articles:
    body = article.pop("body")
    for piece in pieces(article):
        assert body[piece["start"] : piece["end"]] == piece["text"], (article["path"], piece)
        checked += 1
        beyond += any(ord(c) > 0xFFFF for c in body[: piece["end"]])

for annotation in json.load(open(sys.argv[2], encoding="utf-8"))["items"]:
    for target in annotation["target"]:
        position, quote = target["selector"]
        body = bodies[target["source"]]
        assert body[position["start"] : position["end"]] == quote["exact"], annotation["id"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in body, annotation["id"]
        checked += 1

print(checked, "spans agree,", beyond, "of them beyond the basic plane")
sys.exit(0 if checked and beyond else 1)
