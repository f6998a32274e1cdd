"""The tagger as a torch module: embeddings of the word and of its features, two bidirectional LSTM layers, a softmax over labels."""
import torch
from torch import nn

WORD = 50
# Width of each feature's embedding, in the order of src/model/features.rs.
WIDTHS = (12, 12, 8, 10, 10, 10)


class Tagger(nn.Module):
    def __init__(self, vectors, sizes, hidden=96, layers=2, labels=7, dropout=0.4):
        super().__init__()
        self.word = nn.Embedding.from_pretrained(vectors, freeze=False)
        self.features = nn.ModuleList(nn.Embedding(size, width) for size, width in zip(sizes, WIDTHS, strict=True))
        self.dropout = nn.Dropout(dropout)
        self.recurrent = nn.LSTM(WORD + sum(WIDTHS), hidden, layers, batch_first=True, bidirectional=True, dropout=dropout)
        self.output = nn.Linear(2 * hidden, labels)

    def forward(self, words, features):
        parts = [self.word(words)] + [table(features[..., place]) for place, table in enumerate(self.features)]
        states, _ = self.recurrent(self.dropout(torch.cat(parts, -1)))
        return self.output(self.dropout(states))


def quantise(module):
    """Rounds every matrix to 127 steps a row, as the exported weights are."""
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.dim() == 2:
                scale = scales(parameter)
                parameter.copy_((parameter / scale).round() * scale)


def scales(matrix):
    return (matrix.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12)
