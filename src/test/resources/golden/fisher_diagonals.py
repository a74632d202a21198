#!/usr/bin/env python3
"""Writes fisher-diagonals.json: Gauss-Newton and empirical Fisher diagonals of models that share parameters, by PyTorch.

A sample's gradient and Jacobian are torch.autograd's, through the model as it is written here."""

import torch
from torch.autograd.functional import hessian, jacobian

from tables import sample_losses, write

SAMPLES, INPUTS = 6, 3


def recurrent(x, w, b, out):
    """One weight and one bias in three steps."""
    state = torch.tanh(x @ w.T + b)
    state = torch.tanh(state @ w.T + x + b)
    return torch.tanh(state @ w.T + b) @ out.T


def tied(x, w, b, c):
    """An autoencoder whose decoder is the encoder's transpose."""
    return torch.sigmoid(x @ w.T + b) @ w + c


def scaled(x, scale, bias, w):
    """Features that are scaled and moved, as by a normalisation, and the scale once more behind a relu."""
    return (torch.relu((x * scale + bias) @ w.T) * scale) @ w


def factored(x, left, right):
    """A weight of low rank."""
    return x @ (left @ right).T


MODELS = {
    "recurrent": (recurrent, {"w": (3, 3), "b": (1, 3), "out": (4, 3)}),
    "tied": (tied, {"w": (2, 3), "b": (1, 2), "c": (1, 3)}),
    "scaled": (scaled, {"scale": (1, 3), "bias": (1, 3), "w": (3, 3)}),
    "factored": (factored, {"left": (3, 2), "right": (2, 3)}),
}


def labels_of(loss, outputs):
    if loss == "cross-entropy":
        return torch.randint(outputs, (SAMPLES, 1)).double()
    return torch.randint(2, (SAMPLES, outputs)).double()


def case(seed, model, loss, reduction, l2):
    torch.manual_seed(seed)
    network, shapes = MODELS[model]
    features = torch.randn(SAMPLES, INPUTS)
    sizes = [rows * columns for rows, columns in shapes.values()]
    parameters = 0.7 * torch.randn(sum(sizes))

    def outputs(x, point):
        parts = [part.view(shape) for part, shape in zip(point.split(sizes), shapes.values())]
        return network(x, *parts)

    labels = labels_of(loss, outputs(features, parameters).shape[1])
    weights = 0.25 + 2 * torch.rand(SAMPLES)
    share = weights / weights.sum() if reduction == "mean" else weights
    gauss_newton, empirical = l2 * torch.ones_like(parameters), l2 * torch.ones_like(parameters)
    for w, x, y in zip(share, features[:, None], labels[:, None]):
        slopes = jacobian(lambda point: outputs(x, point)[0], parameters)
        curved = hessian(lambda z: sample_losses(loss, z, y)[0], outputs(x, parameters))[0, :, 0, :]
        gradient = jacobian(lambda point: sample_losses(loss, outputs(x, point), y)[0], parameters)
        gauss_newton += w * torch.einsum("ki,kl,li->i", slopes, curved, slopes)
        empirical += w * gradient**2
    return {
        "name": f"{model}, {loss}",
        "model": model,
        "loss": loss,
        "reduction": reduction,
        "l2": l2,
        "features": features.tolist(),
        "labels": labels.tolist(),
        "weights": weights.tolist(),
        "parameters": parameters.tolist(),
        "gaussNewton": gauss_newton.tolist(),
        "empiricalFisher": empirical.tolist(),
    }


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    losses = ("cross-entropy", "squared-error", "logistic", "poisson")
    choices = [(model, loss) for model in MODELS for loss in losses]
    write(
        "fisher-diagonals.json",
        [
            case(seed, model, loss, "mean" if seed % 2 else "sum", 0.1 * (seed % 3))
            for seed, (model, loss) in enumerate(choices, start=1)
        ],
    )
