"""Learns whom "he" and "she" mean: a softmax over candidates and nobody, with L2 towards PRIOR. Comes in: golds with resolved speakers, and what the model was asked
(`examples/pronoun_signs.rs`). Goes out: data/model/pronouns.tsv on standard output, figures on standard error.

usage: pronouns.py L2 GOLD.json ASKED.jsonl [GOLD.json ASKED.jsonl]...
"""
import json, os, re, sys
import numpy as np

# What is known before two hundred cases are seen (Lappin and Leass 1994; Hobbs 1978): subjects, the recent and the salient are meant.
PRIOR = {'salience': .8, 'in this sentence': .5, 'in the sentence before': .5, 'subject in this sentence': .8, 'subject of the sentence before': .7,
         'named last': .5, 'spoke last': .3, 'gender known': 1, 'sort unknown': -1, 'described': -.5, 'just introduced': .7, 'often': .4,
         'only in others’ words': -.3, 'nobody': -.5}

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

def matrix(signs, width):
    """The candidates' signs, nobody's last."""
    nobody = np.zeros(width); nobody[-1] = 1
    return np.array(signs + [nobody.tolist()], dtype=float) if signs else nobody[None]

def shares(x, w):
    s = x @ w; e = np.exp(s - s.max()); return e / e.sum()

def fit(data, width, l2, steps=60):
    """Newton's method on the likelihood of the right candidates."""
    prior = np.array([PRIOR.get(name, 0) for name in SIGNS]); w = prior.copy()
    for _ in range(steps):
        g, h = l2 * (w - prior), l2 * np.eye(width)
        for x, y in data:
            p = shares(x, w)
            g = g + x.T @ p - x[y]
            h = h + (x.T * p) @ x - np.outer(x.T @ p, x.T @ p)
        step = np.linalg.solve(h, g); w = w - step
        if abs(step).max() < 1e-6: break
    return w

def main():
    l2, paths = float(sys.argv[1]), sys.argv[2:]
    found = [case for gold, asked in zip(paths[::2], paths[1::2]) for case in cases(gold, asked)]
    names = SIGNS
    width = len(names)
    data = [(stem, matrix(signs, width), len(signs) if answer is None else answer) for stem, signs, answer, _ in found]
    stems = sorted({stem for stem, _, _ in data})
    folds = {stem: number % 10 for number, stem in enumerate(stems)}
    tested = []
    for held in range(10):
        w = fit([(x, y) for stem, x, y in data if folds[stem] != held], width, l2)
        for stem, x, y in data:
            if folds[stem] == held and len(x) > 1:
                p = shares(x, w); best = int(p[:-1].argmax()); tested.append((p[best], best == y))
    err = lambda *text: print(*text, file=sys.stderr)
    err(f'{len(data)} pronouns, {sum(y == len(x) - 1 for _, x, y in data)} of them nobody among the candidates')
    for least in (0, .5, .6, .7, .8, .9):
        kept = [right for p, right in tested if p >= least]
        err(f'from {least}: {len(kept)} named, right {np.mean(kept):.3f}')
    edges = [0, .5, .6, .7, .8, .9, 1.01]
    for low, high in zip(edges, edges[1:]):
        kept = [(p, right) for p, right in tested if low <= p < high]
        if kept: err(f'{low}–{min(high, 1)}: {len(kept)}, given {np.mean([p for p, _ in kept]):.2f}, right {np.mean([r for _, r in kept]):.2f}')
    err('log loss', -np.mean([np.log(p if r else 1 - p) for p, r in tested]))
    w = fit([(x, y) for _, x, y in data], width, l2)
    print('# Weights of the signs by which the bearer of a "he" or "she" is told: sign, weight. Made by training/pronouns.py; described in README.md beside this file.')
    for name, value in zip(names, w): print(f'{name}\t{value:.3f}')

source = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), '../src/extract/speakers/candidates.rs'), encoding='utf8').read()
SIGNS = re.findall(r'^    "(.*)",$', source.split('SIGNS: ')[1].split('];')[0], re.M)

if __name__ == '__main__': main()
