"""Learns whom "he" and "she" mean: a softmax over candidates and nobody. Comes in: what the model was asked (`examples/pronoun_signs.rs`) in news without gold, and in golds with
resolved speakers. Goes out: data/model/pronouns.tsv on standard output, figures on standard error.

usage: pronouns.py NEWS.jsonl L2 GOLD.json ASKED.jsonl [GOLD.json ASKED.jsonl]...

In news without gold, who is meant is certain where one person alone before a pronoun has its gender: the weights are learned from whom that is among people of any gender. Then they are
fitted to the golds, with L2 towards what the news taught.
"""
import json, os, re, sys
import numpy as np

# What news cannot teach, for there nobody is described, unknown or absent: what was held before any gold is seen.
PRIOR = {'gender by the name’s ending': 1, 'sort unknown': -2, 'described': -.5, 'nobody': -1}

# Held firmly: a logarithm of odds, whose weight is one.
FIRM = {'gender by the name’s ending': 50}

DROP = {'the', 'mr', 'mrs', 'ms', 'dr', 'sen', 'rep', 'gov', 'president', 'senator', 'jr', 'sr'}

def fold(name):
    words = re.findall(r"[^\W_]+", (name or '').lower().replace('’s', '').replace("'s", ''))
    return ' '.join(word for word in words if word not in DROP)

def cases(gold, asked):
    """Every pronoun that gold has as a source: article, signs of the candidates, position of the right one (None: nobody of them)."""
    docs = json.load(open(gold, encoding='utf8'))['docs']
    for line in open(asked, encoding='utf8'):
        article = json.loads(line)
        stem = re.sub(r'\.txt$', '', os.path.basename(article['path']))
        right = {}
        for attribution in docs.get(stem, {}).get('speakers', []):
            if attribution['source'] and sum(e - s for s, e in attribution['source']) <= 5:
                right.setdefault(attribution['source'][0][0], {fold(name) for name in attribution['names'] if name})
        seen = set()
        for pronoun in article['asked']:
            if pronoun['at'] not in right or pronoun['at'] in seen: continue
            seen.add(pronoun['at'])
            names, signs = [fold(c['name']) for c in pronoun['c']], [c['signs'] for c in pronoun['c']]
            answer = next((i for i, name in enumerate(names) if name and name in right[pronoun['at']]), None)
            yield stem, signs, answer, pronoun

def certain(path):
    """The pronouns of news before which one person alone is told to be of their gender, and others of the other: signs, position of that person."""
    ending, unknown, described = (SIGNS.index(name) for name in ('gender by the name’s ending', 'sort unknown', 'described'))
    for line in open(path, encoding='utf8'):
        for pronoun in json.loads(line)['asked']:
            c = pronoun['c']
            if any(x['gender'] == 'u' and not x['signs'][unknown] and not x['signs'][described] for x in c): continue
            fits = [i for i, x in enumerate(c) if x['gender'] == pronoun['gender']]
            if len(fits) != 1 or len(c) < 2: continue
            signs = np.array([x['signs'] for x in c], dtype=float); signs[:, ending] = 0
            yield signs, fits[0]

def matrix(signs, width):
    """The candidates' signs, nobody's last."""
    nobody = np.zeros(width); nobody[-1] = 1
    return np.array(signs + [nobody.tolist()], dtype=float) if signs else nobody[None]

def shares(x, w):
    s = x @ w; e = np.exp(s - s.max()); return e / e.sum()

def fit(data, prior, l2, steps=60):
    """Newton's method on the likelihood of the right candidates; `l2`: how strongly each weight is held to its prior."""
    w = prior.copy(); l2 = np.broadcast_to(l2, prior.shape)
    for _ in range(steps):
        g, h = l2 * (w - prior), np.diag(l2.astype(float))
        for x, y in data:
            p = shares(x, w)
            g = g + x.T @ p - x[y]
            h = h + (x.T * p) @ x - np.outer(x.T @ p, x.T @ p)
        step = np.linalg.solve(h, g); w = w - step
        if abs(step).max() < 1e-6: break
    return w

def err(*text): print(*text, file=sys.stderr)

def taught(path):
    """The weights that news teaches, and how well they tell a tenth of it held out."""
    data = list(certain(path)); held = data[::10]
    prior = np.array([PRIOR.get(name, 0.0) for name in SIGNS])
    fixed = np.array([1e6 if name in PRIOR else 1.0 for name in SIGNS])
    w = fit([case for number, case in enumerate(data) if number % 10], prior, fixed)
    told = [shares(x, w) for x, _ in held]
    err(f'{len(data)} certain pronouns of news; of {len(held)} held out right {np.mean([p.argmax() == y for p, (_, y) in zip(told, held)]):.3f},',
        f'log loss {-np.mean([np.log(p[y]) for p, (_, y) in zip(told, held)]):.3f}')
    return w

def main():
    news, l2, paths = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
    found = [case for gold, asked in zip(paths[::2], paths[1::2]) for case in cases(gold, asked)]
    width = len(SIGNS); prior = taught(news); l2 = np.array([FIRM.get(name, l2) for name in SIGNS])
    data = [(stem, matrix(signs, width), len(signs) if answer is None else answer) for stem, signs, answer, _ in found]
    stems = sorted({stem for stem, _, _ in data})
    folds = {stem: number % 10 for number, stem in enumerate(stems)}
    tested = []
    for held in range(10):
        known = [(x, y) for stem, x, y in data if folds[stem] != held]
        w = fit(known, prior, l2)
        for stem, x, y in data:
            if folds[stem] == held and len(x) > 1:
                p = shares(x, w); best = int(p[:-1].argmax()); tested.append((p[best], best == y))
    err(f'{len(data)} pronouns, {sum(y == len(x) - 1 for _, x, y in data)} of them nobody among the candidates')
    for least in (0, .5, .6, .7, .8, .9):
        kept = [right for p, right in tested if p >= least]
        err(f'from {least}: {len(kept)} named, right {np.mean(kept):.3f}')
    edges = [0, .5, .6, .7, .8, .9, 1.01]
    for low, high in zip(edges, edges[1:]):
        kept = [(p, right) for p, right in tested if low <= p < high]
        if kept: err(f'{low}–{min(high, 1)}: {len(kept)}, given {np.mean([p for p, _ in kept]):.2f}, right {np.mean([r for _, r in kept]):.2f}')
    err('log loss', -np.mean([np.log(p if r else 1 - p) for p, r in tested]))
    known = [(x, y) for _, x, y in data]
    w = fit(known, prior, l2)
    print('# Weights of the signs by which the bearer of a "he" or "she" is told: sign, weight. Made by training/pronouns.py; described in README.md beside this file.')
    for name, value in zip(SIGNS, w): print(f'{name}\t{value:.3f}')

source = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), '../src/extract/speakers/candidates.rs'), encoding='utf8').read()
SIGNS = re.findall(r'^    "(.*)",$', source.split('SIGNS: ')[1].split('];')[0], re.M)

if __name__ == '__main__': main()
