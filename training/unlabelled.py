"""Picks unlabelled news for the teacher to label. Comes in: a JSON-lines file of articles (date, topic, text). Goes out: a folder of text files.

No article of the months from which PolNeAR was drawn, so that none of its articles (its test split above all) is among them; as many topics as there
are, in turn."""
import argparse
import collections
import hashlib
import json
import os
import re
import subprocess

DATE = re.compile(r"(20[0-3]\d)-(\d\d)-\d\d$")
# PolNeAR: November 2015 to November 2016, and some room on both sides.
FIRST, LAST = "2015-08", "2017-01"
SHORTEST, LONGEST = 1500, 12000


def articles(path):
    with subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE) as unpacking:
        for line in unpacking.stdout:
            article = json.loads(line)
            date = DATE.match(article.get("date") or "")
            if date and SHORTEST <= len(article["text"]) <= LONGEST and not FIRST <= f"{date.group(1)}-{date.group(2)}" <= LAST:
                yield article


def pick(path, words):
    """Articles of every topic in turn, in the order of their hashes, each text once, until there are enough words."""
    topics = collections.defaultdict(dict)
    for article in articles(path):
        digest = hashlib.sha256(article["text"].encode()).hexdigest()[:16]
        topics[article["topic"]][digest] = article["text"]
    queues = {topic: sorted(texts.items()) for topic, texts in sorted(topics.items())}
    count, place = 0, 0
    while count < words and any(place < len(queue) for queue in queues.values()):
        for digest, text in (queue[place] for queue in queues.values() if place < len(queue)):
            if count < words:
                count += len(text.split())
                yield digest, text
        place += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", help="articles as JSON lines, packed with zstd")
    parser.add_argument("folder")
    parser.add_argument("--words", type=int, default=4_300_000)
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    for digest, text in pick(options.news, options.words):
        with open(os.path.join(options.folder, digest + ".txt"), "w", encoding="utf-8", newline="") as file:
            file.write(text)


if __name__ == "__main__":
    main()
