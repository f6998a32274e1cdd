"""Writes the weights as src/model/load.rs reads them: little-endian, int8 with one scale a row."""
import os
import re
import struct

import numpy
import torch

from network import scales
from score import viterbi

MAGIC = b"SAYSOTAG"
VERSION = 1
FEATURES = os.path.join(os.path.dirname(__file__), "..", "src", "model", "features.rs")


def feature_sizes():
    """SIZES of src/model/features.rs, the one place where they are set."""
    source = open(FEATURES, encoding="utf-8").read()
    affixes = re.search(r"const AFFIXES: usize = (\d+);", source).group(1)
    row = re.search(r"const SIZES: \[usize; \d+\] = \[(.*?)\];", source).group(1)
    return [int(value) for value in row.replace("AFFIXES", affixes).split(",")]


def matrix(out, weight):
    """Rows and columns (u32), scales (f32 a row), int8 values row by row."""
    scale = scales(weight)
    values = (weight / scale).round().clamp(-127, 127).to(torch.int8)
    out.write(struct.pack("<II", *weight.shape))
    out.write(scale.flatten().numpy().astype("<f4").tobytes())
    out.write(values.numpy().tobytes())


def vector(out, values):
    out.write(struct.pack("<I", len(values)))
    out.write(numpy.asarray(values, "<f4").tobytes())


def write(path, net, words, steps):
    net = net.cpu()
    with open(path, "wb") as out:
        text = "\n".join(words).encode()
        out.write(MAGIC + struct.pack("<II", VERSION, len(text)) + text)
        matrix(out, net.word.weight.detach())
        for feature in net.features:
            matrix(out, feature.weight.detach())
        for layer in range(net.recurrent.num_layers):
            for direction in ("", "_reverse"):
                matrix(out, getattr(net.recurrent, f"weight_ih_l{layer}{direction}").detach())
                matrix(out, getattr(net.recurrent, f"weight_hh_l{layer}{direction}").detach())
                biases = [getattr(net.recurrent, f"bias_{kind}_l{layer}{direction}").detach() for kind in ("ih", "hh")]
                vector(out, (biases[0] + biases[1]).numpy())
        matrix(out, net.output.weight.detach())
        vector(out, net.output.bias.detach().numpy())
        vector(out, steps.flatten())


def write_golden(path, documents, predictions, steps):
    """One token a line: vocabulary key, features, label number, scores."""
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for document, scores in zip(documents, predictions):
            for key, features, label, row in zip(document.keys, document.features, viterbi(scores, steps), scores):
                numbers = [str(value) for value in features + [label]] + [f"{value:.5f}" for value in row]
                out.write("\t".join([key] + numbers) + "\n")
