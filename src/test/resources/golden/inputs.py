#!/usr/bin/env python3
"""Writes inputs.json: Hessians of networks with respect to the features of each sample, by PyTorch.

They are those of the networks of mlp.py and of one more, whose loss is spelt log_softmax and nll_loss.
"""

import torch
from torch.autograd.functional import hessian
from torch.nn.functional import log_softmax, nll_loss

import mlp
from tables import sample_losses, write

SPELT_OUT = "log-softmax-nll-of-five-inputs"


def packed(matrix):
    """The upper triangle, row after row."""
    row, column = torch.triu_indices(*matrix.shape)
    return matrix[row, column].tolist()


def hessians(fields):
    layers, activation, loss, intercept = (fields[key] for key in ("layers", "activation", "loss", "intercept"))
    features, labels = torch.tensor(fields["features"]), torch.tensor(fields["labels"])
    parameters = torch.tensor(fields["parameters"])

    def outputs(x):
        return mlp.network(layers, activation, intercept, x[None], parameters)[0]

    def value(x, label):
        if fields["name"] == SPELT_OUT:
            return nll_loss(log_softmax(outputs(x), 1), label.long())
        return sample_losses(loss, outputs(x), label[None])[0]

    of_loss = [packed(hessian(lambda at: value(at, y), x)) for x, y in zip(features, labels)]
    of_outputs = [
        packed(hessian(lambda at: outputs(at)[0, k], x)) for k in range(layers[-1]) for x in features
    ]
    return {"lossHessians": of_loss, "outputHessians": of_outputs}


def case(seed, fields):
    known = mlp.case(seed, **fields)
    for computed in ("value", "gradient", "hessian"):
        del known[computed]
    return {**known, **hessians(known)}


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    # Where a loss is saturated the matrices are rounding errors of numbers around 1.
    usual = [fields for fields in mlp.cases() if "large-logits" not in fields["name"]]
    usual.append({"name": SPELT_OUT, "layers": [5, 6, 4], "activation": "tanh", "loss": "cross-entropy"})
    write("inputs.json", [case(seed, each) for seed, each in enumerate(usual, start=1)])
