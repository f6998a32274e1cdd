"""Trains the classifier of subjects: IPTC Media Topics, top level, from the words of an article.

    python3 training/subjects.py ALLSIDES.jsonl MEDIATOPICS.tsv > data/model/subjects.tsv

ALLSIDES holds one article a line (ID, title, text, topic); training/subjects.tsv maps its topics. MEDIATOPICS is IPTC's taxonomy (code, level, parent,
retired, name, definition): its 1,300 names and definitions are short texts of the subjects that the articles lack. Trained on the articles whose ID has an
even hash, which `cargo bench --bench topics` leaves out. Needs scikit-learn (training/requirements.txt).
"""

import hashlib
import json
import math
import re
import sys

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

# The run time's (src/extract/topics/subjects.rs): change both.
HEAD, BODY = 3, 5000
TIMES = [0] + [round(10 * (1 + math.log(n))) for n in range(1, 10)]
WORDS, SCALE = 6000, 100


def words(headline, body):
    counts = {}
    for text, times in ((headline.encode(), HEAD), (body.encode()[:BODY], 1)):
        for word in re.findall(rb"[a-z]+", text.lower()):
            if 3 <= len(word) <= 20:
                counts[word] = counts.get(word, 0) + times
    return {word.decode(): TIMES[min(count, 9)] for word, count in counts.items()}


def table(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("#")]
    return {topic: subjects.split(";") for topic, subjects in rows}


def is_train(identity):
    return hashlib.sha256(identity.encode()).digest()[0] % 2 == 0


def taxonomy(path):
    rows = [line.split("\t") for line in open(path, encoding="utf-8").read().split("\n")[1:] if line]
    known = {row[0]: row for row in rows}
    for row in rows:
        if row[3]:
            continue
        above = row
        while above[2]:
            above = known[above[2].split()[0].split(",")[0]]
        yield words(row[4], row[5]), above[4]


def main():
    mapping = table("training/subjects.tsv")
    texts, labels, weights = [], [], []
    for line in open(sys.argv[1], encoding="utf-8"):
        article = json.loads(line)
        if article["topic"] in mapping and is_train(article["ID"]):
            texts.append(words(article["title"] or "", article["text"]))
            labels.append(mapping[article["topic"]][0])
            weights.append(1.0)
    articles = len(texts)
    for text, label in taxonomy(sys.argv[2]):
        texts.append(text)
        labels.append(label)
        weights.append(0.5)
    found = {}
    for text in texts:
        for word in text:
            found[word] = found.get(word, 0) + 1
    vocabulary = sorted(word for word, count in found.items() if 4 <= count <= articles * 0.5)
    number = {word: place for place, word in enumerate(vocabulary)}

    def matrix(texts):
        rows, columns, values = [], [], []
        for row, text in enumerate(texts):
            norm = math.sqrt(sum(v * v for word, v in text.items() if word in number)) or 1.0
            for word, value in text.items():
                if word in number:
                    rows.append(row)
                    columns.append(number[word])
                    values.append(value / norm)
        return csr_matrix((values, (rows, columns)), shape=(len(texts), len(vocabulary)))

    def fit():
        model = LogisticRegression(C=10.0, max_iter=200)
        return model.fit(matrix(texts), labels, sample_weight=weights)

    # Twice: the words that matter are only known then.
    first = fit()
    spread = first.coef_.max(axis=0) - first.coef_.min(axis=0)
    vocabulary = sorted(vocabulary[place] for place in np.argsort(-spread)[:WORDS])
    number = {word: place for place, word in enumerate(vocabulary)}
    model = fit()
    print("# Weights of words for subjects, times 100. See data/model/SUBJECTS.md. Made by training/subjects.py.")
    print("\t".join(["word", *model.classes_]))
    print("\t".join(["", *(str(round(weight * SCALE)) for weight in model.intercept_)]))
    for place, word in enumerate(vocabulary):
        print("\t".join([word, *(str(round(weight * SCALE)) for weight in model.coef_[:, place])]))
    print(f"{articles} articles, {len(texts) - articles} names of the taxonomy, {len(vocabulary)} words", file=sys.stderr)


main()
