"""Trains the two linear models of claims and writes data/model/claims.tsv: see data/model/claims.md.

usage: claims.py [--write] NAME=GOLD.json:FEATURES.jsonl ... [READ.tsv:FEATURES.jsonl]

FEATURES.jsonl  what examples/claim_features.rs prints for the texts of the gold
GOLD.json       claims with readings (offsets in code points), as eval/gold/polnear-claims has them
READ.tsv        claims judged one by one by a reader: article, kind, start, end, and 1, 0 or r (cut short or run on: 0 for a claim with just these bounds)
Prints what each model reaches when cross-validated by article, then fits it on all and (with --write) writes the weights.
Python's standard library and numpy.
"""
import collections
import json
import sys
import zlib

import numpy

FOLDS = 10
#                L2 of a weight, least number of cases a feature must have, threshold
SETTINGS = {"keep": (3.0, 4, 0.35), "answer": (3.0, 4, 0.45)}
WEIGHTS = "data/model/claims.tsv"


def characters(spans):
    return {at for start, end in spans for at in range(start, end)}


def overlap(one, other):
    return len(one & other) / len(one | other) if one or other else 0.0


def label_claim(case, claims):
    """1 where a required claim is meant, 0 where none, None where one that may be left out is."""
    words, evidence = characters(case["claim"]), characters(case["evidence"])
    found = []
    for claim in claims:
        for reading in claim["readings"]:
            target = characters([reading["claim"]])
            touches = words & target and evidence & characters([reading["evidence"]])
            if touches or overlap(words, target) >= 0.5:
                found.append(claim["required"])
    return (1 if any(found) else None) if found else 0


def label_pair(case, claims):
    """1 where an annotator sees this statement contested in these words; None where contested in others."""
    words, evidence = characters(case["claim"]), characters(case["evidence"])
    stated = False
    for claim in claims:
        for reading in claim["readings"]:
            if overlap(words, characters([reading["claim"]])) >= 0.4:
                stated = True
                if reading["status"] in ("disputed", "refuted") and evidence & characters([reading["evidence"]]):
                    return 1 if claim["required"] else None
    return None if stated else 0


def read_gold(gold, features):
    docs = json.load(open(gold, encoding="utf8"))["docs"]
    claims, pairs = [], []
    for line in open(features, encoding="utf8"):
        row = json.loads(line)
        truth = docs[row["name"]]["claims"]
        claims += [(row["name"], case["features"], label_claim(case, truth)) for case in row["claims"]]
        pairs += [(row["name"], case["features"], label_pair(case, truth), json.dumps(case["claim"])) for case in row["pairs"]]
    return claims, pairs


def read_judged(judged, features):
    marks = collections.defaultdict(list)
    for line in open(judged, encoding="utf8"):
        if not line.startswith("#"):
            name, kind, *places, label = line.rstrip("\n").split("\t")
            bounds = [int(place) for place in places]
            marks[name].append((kind, characters([bounds[:2]]), characters([bounds[2:]]) if kind == "pair" else None, label))
    claims, pairs = [], []
    for line in open(features, encoding="utf8"):
        row = json.loads(line)
        if row["name"] not in marks:
            continue
        for case in row["claims"]:
            words = characters(case["claim"])
            best = max(((overlap(words, mark), label) for kind, mark, _, label in marks[row["name"]] if kind == "claim"), default=(0, None))
            if best[0] >= 0.5 and (best[1] != "r" or best[0] == 1):
                claims.append((row["name"], case["features"], int(best[1] == "1")))
        for case in row["pairs"]:
            words, evidence = characters(case["claim"]), characters(case["evidence"] if isinstance(case["evidence"][0], list) else [case["evidence"]])
            for kind, mark, answer, label in marks[row["name"]]:
                if kind == "pair" and overlap(words, mark) >= 0.7 and overlap(evidence, answer) >= 0.5:
                    pairs.append((row["name"], case["features"], int(label)))
    return claims, pairs


class Linear:
    """Logistic regression with L2, by Newton's method."""

    def __init__(self, cases, strength, least):
        counts = collections.Counter(feature for _, features, *_ in cases for feature in set(features))
        self.names = sorted(feature for feature, count in counts.items() if count >= least)
        self.place = {name: number for number, name in enumerate(self.names)}
        matrix = numpy.array([self.row(features) for _, features, *_ in cases])
        labels = numpy.array([float(case[2]) for case in cases])
        penalty = numpy.full(matrix.shape[1], strength)
        penalty[-1] = 1e-6
        self.weights = numpy.zeros(matrix.shape[1])
        for _ in range(25):
            likely = 1 / (1 + numpy.exp(-matrix @ self.weights))
            slope = matrix.T @ (labels - likely) - penalty * self.weights
            curve = (matrix.T * (likely * (1 - likely))) @ matrix + numpy.diag(penalty)
            self.weights = self.weights + numpy.linalg.solve(curve, slope)

    def row(self, features):
        row = numpy.zeros(len(self.names) + 1)
        for feature in features:
            if feature in self.place:
                row[self.place[feature]] += 1
        row[-1] = 1
        return row

    def likely(self, features):
        return float(1 / (1 + numpy.exp(-self.row(features) @ self.weights)))


def fold(name):
    return zlib.crc32(name.encode()) % FOLDS


def cross_validate(cases, strength, least):
    """The probability of every case, by a model that has not seen its article."""
    found = [0.0] * len(cases)
    for number in range(FOLDS):
        model = Linear([case for case in cases if fold(case[0]) != number], strength, least)
        for place, case in enumerate(cases):
            if fold(case[0]) == number:
                found[place] = model.likely(case[1])
    return found


def average_precision(likely, labels):
    right, total = 0, 0.0
    for rank, (_, label) in enumerate(sorted(zip(likely, labels), reverse=True), 1):
        right += label
        total += label * right / rank
    return total / max(1, sum(labels))


def reliability(likely, labels):
    print("  given      number  right")
    for low, high in ((0, .2), (.2, .4), (.4, .6), (.6, .7), (.7, .8), (.8, .9), (.9, 1.01)):
        here = [label for p, label in zip(likely, labels) if low <= p < high]
        if here:
            print(f"  {low:.1f}-{min(high, 1):.1f}  {len(here):8}  {sum(here) / len(here):.2f}")


def report(name, likely, labels, threshold):
    chosen = [label for p, label in zip(likely, labels) if p >= threshold]
    print(f"{name}: {len(labels)} cases, {sum(labels)} right ({sum(labels) / len(labels):.2f}); average precision {average_precision(likely, labels):.3f}")
    print(f"  from {threshold}: {len(chosen)} cases, precision {sum(chosen) / max(1, len(chosen)):.3f}, recall {sum(chosen) / max(1, sum(labels)):.3f}")


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    claims, pairs, origin = [], [], {}
    for argument in arguments:
        gold, features = argument.split(":")
        if gold.endswith(".tsv"):
            new, newer = read_judged(gold, features)
        else:
            new, newer = read_gold(gold, features)
        for case in new:
            origin[case[0]] = gold
        claims += new
        pairs += newer
    lines = ["# Weights of the two linear models of claims, made by training/claims.py; see claims.md.\n", "#model\tfeature\tweight\n"]
    for name, cases in (("keep", claims), ("answer", pairs)):
        strength, least, threshold = SETTINGS[name]
        cases = [case for case in cases if case[2] is not None]
        labels = [case[2] for case in cases]
        likely = cross_validate(cases, strength, least)
        report(name, likely, labels, threshold)
        for gold in sorted(set(origin.values())):
            here = [place for place, case in enumerate(cases) if origin.get(case[0]) == gold]
            if here:
                report("  " + gold.split("/")[-1], [likely[place] for place in here], [labels[place] for place in here], threshold)
        reliability(likely, labels)
        model = Linear(cases, strength, least)
        lines.append(f"{name}\tbias\t{model.weights[-1]:.4f}\n{name}\tthreshold\t{threshold}\n")
        lines += [f"{name}\t{feature}\t{weight:.4f}\n" for feature, weight in zip(model.names, model.weights) if abs(weight) >= 0.005]
    if "--write" in sys.argv:
        open(WEIGHTS, "w", encoding="utf8").writelines(lines)


if __name__ == "__main__":
    main()
