"""A quick look at tags, before linking (the figures that count come from the program itself: eval/)."""
import numpy

from corpus import LABELS, ROLES

NEVER = -1e9
# A stretch goes on only from itself. [before, after]
LEGAL = numpy.array([[not after.startswith("I-") or after[2:] == before[2:] for after in LABELS] for before in LABELS])
# As in src/model/decode.rs.
WEIGHT = 0.2
BEGIN = numpy.array([0.2, 0.3, 0, 0.3, 0, 0, 0], numpy.float32)


def viterbi(scores, steps):
    """The best legal sequence of labels, as src/model/decode.rs finds it. `steps` has log probabilities of one label after another."""
    scores, steps = scores + BEGIN, numpy.where(LEGAL, WEIGHT * steps, NEVER)
    best = steps[0] + scores[0]
    back = numpy.zeros((len(scores), len(LABELS)), int)
    for token in range(1, len(scores)):
        reached = best[:, None] + steps
        back[token] = reached.argmax(0)
        best = reached.max(0) + scores[token]
    path = [int(best.argmax())]
    for token in range(len(scores) - 1, 0, -1):
        path.append(int(back[token][path[-1]]))
    return path[::-1]


def stretches(labels):
    """(role, start, end) of each stretch."""
    found = []
    for token, number in enumerate(labels):
        if number == 0:
            continue
        role = (number - 1) // 2
        if number % 2 == 1 or not found or found[-1][0] != role or found[-1][2] != token:
            found.append([role, token, token + 1])
        else:
            found[-1][2] = token + 1
    return [tuple(stretch) for stretch in found]


def matches(predicted, gold, exact):
    """One-to-one pairs at intersection over union of at least a half (or equal), the best first."""
    pairs = []
    for p in predicted:
        for g in gold:
            both = min(p[1], g[1]) - max(p[0], g[0])
            if both > 0:
                ratio = both / (max(p[1], g[1]) - min(p[0], g[0]))
                if ratio >= (1 if exact else 0.5):
                    pairs.append((-ratio, p, g))
    used = set()
    count = 0
    for _, p, g in sorted(pairs):
        if ("p", p) not in used and ("g", g) not in used:
            used |= {("p", p), ("g", g)}
            count += 1
    return count


def score(documents, predictions, steps):
    """F1 of the stretches of each role, partial and exact, in one line."""
    counts = {(role, exact): [0, 0, 0] for role in range(3) for exact in (False, True)}
    for document, scores in zip(documents, predictions):
        found, gold = stretches(viterbi(scores, steps)), stretches(document.labels)
        for (role, exact), count in counts.items():
            ours, theirs = ([stretch[1:] for stretch in side if stretch[0] == role] for side in (found, gold))
            count[0] += matches(ours, theirs, exact)
            count[1] += len(ours)
            count[2] += len(theirs)
    parts = [f"{ROLES[role]} {'exact' if exact else 'partial'} {200 * hit / max(1, ours + theirs):.1f}" for (role, exact), (hit, ours, theirs) in counts.items()]
    return ", ".join(parts)
