#!/usr/bin/env python3
"""Judges quotations and claims of real articles against marks made by hand (marks.tsv), and says how many are right. See docs/reading.md.

usage: judge.py ARTICLES.jsonl PREDICTIONS.jsonl [--sample first|held] [--min CONFIDENCE] [--all] [--errors]

ARTICLES.jsonl     the corpus, or just the marked articles: ID and text a line
PREDICTIONS.jsonl  what `sayso extract - < ARTICLES.jsonl` prints
--all              also what `sayso quotes` leaves out: the class "think", and words without marks below a confidence of .5
--errors           also every error, with the words of the article
"""
import argparse, json, os, re
from collections import Counter, defaultdict

STOP = set('the a an of in and his her its their mr ms mrs sen rep gov who'.split())

def spans(field): return [tuple(map(int, pair.split())) for pair in field.split(';')] if field else []
def pieces(items): return [(item['start'], item['end']) for item in items]
def chars(text, parts): return {i for a, b in parts for i in range(a, b) if not text[i].isspace()}
def words(text, parts):
    """Where the words start, a leading "that" left out."""
    found = [a + m.start() for a, b in parts for m in re.finditer(r"[\w’']+", text[a:b])]
    return found[1:] if len(found) > 1 and re.match(r'that\b', text[found[0]:found[0] + 5].lower()) else found
def fold(name): return re.sub(r'[^\w ]', '', name.lower().replace('the ', '').replace('’s', '')).strip()

def quoted(text):
    """Which characters stand between double marks; a paragraph closes what it opens."""
    mask = [False] * len(text)
    for paragraph in re.finditer(r'[^\n]+', text):
        inside = False
        for i, c in enumerate(paragraph[0], paragraph.start()):
            if c == '“' or c == '"' and not inside: inside = mask[i] = True
            elif c in '”"': inside, mask[i] = False, True
            else: mask[i] = inside
    return mask

def read_marks(path, sample):
    quotations, claims = defaultdict(list), defaultdict(list)
    for line in open(path, encoding='utf8'):
        if line.startswith('#'): continue
        where, article, what, content, source, kind, names = line.rstrip('\n').split('\t')
        if where != sample: continue
        row = dict(optional=what.endswith('?'), content=spans(content), source=spans(source), kind=kind, names=names.split('/') if names else [])
        (claims if what.startswith('claim') else quotations)[article].append(row)
    return quotations, claims

def is_speech(q):
    """As `Quotation::is_speech` of src/quotation.rs."""
    return (q.get('cue') or {}).get('class') != 'think' and (q['kind'] != 'indirect' or q['confidence'] >= .5)

def source_right(text, mark, found):
    if not mark or not found: return not mark and not found
    (a, b), start, end = mark[0], found['start'], found['end']
    heads = {a + m.start() for m in re.finditer(r'\w+', text[a:b]) if m[0].lower() not in STOP} or set(range(a, b))
    return any(start <= at < end for at in heads) or a <= start < b or bool(re.search(r'\b' + re.escape(text[a:b].split()[-1]) + r'\b', found['text']))

def described(name):
    """Words for somebody rather than a name: no capital in the first of them ("the company"); as `is_described` of src/speaker.rs."""
    first = re.split('[ -]', name)[0]
    return first[:1].isalpha() and first == first.lower() and first not in 'al el de di da du la le van von der bin ibn ter ten'.split()

def name_right(row, name):
    if row['kind'] in 'PO': return fold(name) in {fold(n) for n in row['names']}
    return row['kind'] in 'GU' and any(fold(n) and (fold(n) in fold(name) or fold(name) in fold(n)) for n in row['names'])

def paired(predicted, marked, text):
    """One to one, from the highest overlap of characters down, where it is half or more."""
    left, right = [chars(text, p) for p in predicted], [chars(text, m) for m in marked]
    overlap = sorted(((-len(a & b) / len(a | b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b))
    pairs, taken = {}, set()
    for value, i, j in overlap:
        if value <= -.5 and i not in pairs and j not in taken: pairs[i] = j; taken.add(j)
    return pairs, left, right, overlap

class Tally:
    def __init__(self, show): self.kinds, self.names, self.claims, self.show = defaultdict(Counter), Counter(), Counter(), show
    def error(self, *what):
        if self.show: print(*what, sep=' | ')

    def article(self, number, text, rows, found):
        mask = quoted(text)
        def kind(parts):
            at = words(text, parts); inside = sum(mask[i] for i in at)
            return 'direct' if at and inside == len(at) else 'mixed' if inside else 'indirect'
        parts = [pieces(q['content']) for q in found]
        pairs, left, right, overlap = paired(parts, [row['content'] for row in rows], text)
        for i, q in enumerate(found):
            says = ' […] '.join(text[a:b] for a, b in parts[i])
            speaker = q.get('speaker') or {}
            name = speaker.get('name') if speaker.get('type') in ('person', 'organization') else None
            if name and described(name): name = None
            if i not in pairs:
                best = next((j for _, k, j in overlap if k == i), None)
                if best is not None and rows[best]['optional'] and len(left[i] & right[best]) > .6 * len(left[i]): continue
                what = 'spurious' if best is None else 'wrong content'
                self.kinds[kind(parts[i])][what] += 1
                self.error(what, number, name, says[:160])
                continue
            row = rows[pairs[i]]
            if name:
                good = name_right(row, name)
                self.names['given'] += 1; self.names['right'] += good
                if not good: self.error('wrong name', number, name, row['kind'], row['names'], says[:90])
            if row['optional']: continue
            tally = self.kinds[kind(row['content'])]
            tally['found'] += 1
            tally['exact'] += words(text, parts[i]) == words(text, row['content'])
            tally['whole'] += source_right(text, row['source'], q.get('source'))
            if row['kind'] in 'PO':
                self.names['nameable'] += 1; self.names['named'] += bool(name and name_right(row, name)); self.names['null'] += not name
        for j, row in enumerate(rows):
            if not row['optional']:
                self.kinds[kind(row['content'])]['marked'] += 1
                if j not in pairs.values(): self.error('missed', number, row['names'], ' […] '.join(text[a:b] for a, b in row['content'])[:160])

    def contested(self, number, rows, found):
        hit = set()
        for claim in found:
            size = lambda row: sum(max(0, min(s['end'], b) - max(s['start'], a)) for s in claim['spans'] for a, b in row['content'])
            fits = [j for j, row in enumerate(rows) if size(row) >= .4 * sum(b - a for a, b in row['content'])]
            best = max(fits, key=lambda j: size(rows[j]), default=None)
            what = 'not contested' if best is None else 'arguable' if rows[best]['optional'] else 'contested'
            self.claims[what] += 1
            if what == 'contested': hit.add(best); self.claims['status right'] += claim['status'] in rows[best]['names']
            if what == 'not contested': self.error('not contested', number, claim['status'], claim['text'][:120])
        self.claims['clear ones'] += sum(not row['optional'] for row in rows); self.claims['found'] += len(hit)

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('articles'); parser.add_argument('predictions')
    parser.add_argument('--sample', default='first'); parser.add_argument('--min', type=float, default=0)
    parser.add_argument('--all', action='store_true'); parser.add_argument('--errors', action='store_true')
    args = parser.parse_args()
    quotations, claims = read_marks(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'marks.tsv'), args.sample)
    predicted = {d['record_id']: d for d in map(json.loads, open(args.predictions, encoding='utf8'))}
    tally = Tally(args.errors)
    for line in open(args.articles, encoding='utf8'):
        article = json.loads(line)
        if article['ID'] not in quotations: continue
        shown = lambda q: q['confidence'] >= args.min and (args.all or is_speech(q))
        found = predicted[article['ID']]
        tally.article(article['ID'], article['text'], quotations[article['ID']], [q for q in found['quotations'] if shown(q)])
        tally.contested(article['ID'], claims[article['ID']], found['claims'])
    tally.kinds['all'] = sum((tally.kinds[kind] for kind in list(tally.kinds)), Counter())
    share = lambda a, b: f'{100 * a / b:6.1f}' if b else '     -'
    print('kind     marked  found  exact  wrong  spurious | content: P, exact P, R | with source: P, R')
    for kind in ('direct', 'mixed', 'indirect', 'all'):
        k = tally.kinds[kind]; given = k['found'] + k['wrong content'] + k['spurious']
        print(f"{kind:9}{k['marked']:6}{k['found']:7}{k['exact']:7}{k['wrong content']:7}{k['spurious']:10} |",
              share(k['found'], given), share(k['exact'], given), share(k['found'], k['marked']), '|', share(k['whole'], given), share(k['whole'], k['marked']))
    n, c = tally.names, tally.claims
    print(f"names: {n['given']} given, {n['right']} right ({share(n['right'], n['given']).strip()} %); of {n['nameable']} found quotations of somebody with a name {n['named']} have it, {n['null']} have none")
    print(f"claims: {c['contested']} contested, {c['arguable']} arguable, {c['not contested']} not contested; status right {c['status right']}; found {c['found']} of {c['clear ones']} clear ones")

if __name__ == '__main__':
    main()
