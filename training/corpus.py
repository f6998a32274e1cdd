"""Reads what training needs: the tokens that `cargo run --release --example features` writes, and PolNeAR's gold as labels for them."""
import csv
import os
import random
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy

ROLES = ("Source", "Cue", "Content")
LABELS = ["O"] + [position + role for role in ROLES for position in ("B-", "I-")]
T_LINE = re.compile(r"^(T\d+)\t([\w-]+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
E_LINE = re.compile(r"^(E\d+)\t(.*)$")


@dataclass
class Document:
    """Tokens (start, end in code points), their vocabulary keys and features, chunks as (start, end), and gold label numbers."""
    stem: str
    spans: list = field(default_factory=list)
    keys: list = field(default_factory=list)
    features: list = field(default_factory=list)
    chunks: list = field(default_factory=list)
    labels: list = field(default_factory=list)


def read_tokens(path):
    """The documents of a file that the example `features` wrote, without labels."""
    documents, start = [], 0
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("# ") and len(columns) == 1:
                documents.append(Document(line[2:].rstrip("\n")))
                start = 0
            elif len(columns) == 1:
                documents[-1].chunks.append((start, len(documents[-1].spans)))
                start = len(documents[-1].spans)
            else:
                documents[-1].spans.append((int(columns[0]), int(columns[1])))
                documents[-1].keys.append(columns[2])
                documents[-1].features.append([int(value) for value in columns[3:]])
    return documents


def annotators(polnear):
    """File name to annotators, the first being the gold (as ../shared/score/quotations.py has it)."""
    path = os.path.join(polnear, "data", "metadata.tsv")
    with open(path, encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: row["annotators"].split("|") for row in rows}


def read_attributions(path):
    """One dictionary of role to spans for each attribution that has content."""
    spans, found = {}, []
    for line in open(path, encoding="utf-8", newline="\n").read().split("\n"):
        if match := T_LINE.match(line):
            spans[match.group(1)] = [tuple(map(int, part.split())) for part in match.group(3).split(";")]
        elif match := E_LINE.match(line):
            parts = {role: [] for role in ROLES}
            for argument in match.group(2).split():
                role, _, name = argument.partition(":")
                parts.get(role.rstrip("0123456789"), []).extend(spans.get(name, ()))
            if parts["Content"]:
                found.append(parts)
    return found


def runs(document, spans):
    """The tokens that share a character with the spans, as (start, end) stretches without gaps."""
    ends = [end for _, end in document.spans]
    starts = [start for start, _ in document.spans]
    tokens = sorted({token for start, end in spans for token in range(bisect_right(ends, start), bisect_left(starts, end))})
    stretches = []
    for token in tokens:
        if stretches and stretches[-1][1] == token:
            stretches[-1][1] = token + 1
        else:
            stretches.append([token, token + 1])
    return [tuple(stretch) for stretch in stretches]


def label(document, attributions):
    """One label for each token: contents first, the longest first; what overlaps an earlier stretch is left out (there is hardly any nesting)."""
    labels = [0] * len(document.spans)
    for role in ("Content", "Source", "Cue"):
        stretches = {stretch for attribution in attributions for stretch in runs(document, attribution[role])}
        for start, end in sorted(stretches, key=lambda stretch: (stretch[0] - stretch[1], stretch)):
            if not any(labels[start:end]):
                labels[start:end] = [LABELS.index("B-" + role)] + [LABELS.index("I-" + role)] * (end - start - 1)
    return labels


def load(tokens, polnear, split):
    """The labelled documents of a split."""
    names = annotators(polnear)
    documents = read_tokens(tokens)
    for document in documents:
        folder = os.path.join(polnear, split, "attributions")
        path = os.path.join(folder, f"{document.stem}_{names[document.stem][0]}.ann")
        document.labels = label(document, read_attributions(path))
    return documents


def transitions(documents):
    """Log probabilities of one label after another in the gold; the smallest where that never happens."""
    counts = numpy.full((len(LABELS),) * 2, 0.1)
    for document in documents:
        for before, after in zip(document.labels, document.labels[1:]):
            counts[before, after] += 1
    return numpy.log(counts / counts.sum(1, keepdims=True)).astype(numpy.float32)


def batches(items, size, length):
    """Batches of items of like length, in random order."""
    items = random.sample(items, len(items))
    found = []
    for start in range(0, len(items), size * 20):
        block = sorted(items[start : start + size * 20], key=length)
        found += [block[at : at + size] for at in range(0, len(block), size)]
    random.shuffle(found)
    return found
