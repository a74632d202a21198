#!/usr/bin/env python3
"""Writes curvatures.json: Gauss-Newton and Fisher matrices of the networks of mlp.py, by PyTorch."""

import torch
from torch.autograd.functional import hessian, jacobian

import mlp
from tables import sample_losses, write


def possible_labels(loss, z):
    """Each label that a sample can have, with its probability by the model, where they are finitely many."""
    outputs = z.shape[1]
    if loss == "cross-entropy":
        return [(torch.tensor([[float(k)]]), p.item()) for k, p in enumerate(torch.softmax(z[0], 0))]
    if loss == "logistic" and outputs == 1:
        p = torch.sigmoid(z[0, 0]).item()
        return [(torch.zeros(1, 1), 1 - p), (torch.ones(1, 1), p)]
    return []


def matrices(fields):
    layers, activation, loss, intercept = (fields[key] for key in ("layers", "activation", "loss", "intercept"))
    features, labels = torch.tensor(fields["features"]), torch.tensor(fields["labels"])
    weights, parameters = torch.tensor(fields["weights"]), torch.tensor(fields["parameters"])
    if fields["reduction"] == "mean":
        weights = weights / weights.sum()
    penalty = fields["l2"] * torch.diag(mlp.weight_mask(layers, intercept))
    gauss_newton, fisher, empirical = penalty.clone(), penalty.clone(), penalty.clone()
    expected = True
    for weight, x, y in zip(weights, features[:, None], labels[:, None]):
        z = mlp.network(layers, activation, intercept, x, parameters)[0]
        slopes = jacobian(lambda point: mlp.network(layers, activation, intercept, x, point)[0][0], parameters)
        curved = hessian(lambda at: sample_losses(loss, at, y)[0], z)[0, :, 0, :]
        gauss_newton += weight * slopes.T @ curved @ slopes

        def gradient(label):
            return slopes.T @ jacobian(lambda at: sample_losses(loss, at, label)[0], z)[0]

        empirical += weight * torch.outer(gradient(y), gradient(y))
        choices = possible_labels(loss, z)
        expected = expected and bool(choices)
        for label, probability in choices:
            fisher += weight * probability * torch.outer(gradient(label), gradient(label))
    result = {"gaussNewton": gauss_newton.tolist(), "empiricalFisher": empirical.tolist()}
    return {**result, **({"fisher": fisher.tolist()} if expected else {})}


def case(seed, fields):
    known = mlp.case(seed, **fields)
    for computed in ("value", "gradient", "hessian"):
        del known[computed]
    return {**known, **matrices(known)}


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    # Where a loss is saturated the matrices are rounding errors of numbers around 1.
    usual = [fields for fields in mlp.cases() if "large-logits" not in fields["name"]]
    write("curvatures.json", [case(seed, each) for seed, each in enumerate(usual, start=1)])
