#!/usr/bin/env python3
"""Writes mlp.json: value, gradient and Hessian of small networks, by PyTorch."""

import torch

from tables import derivatives, reduced, sample_losses, softplus, write

SAMPLES = 7
ACTIVATIONS = {
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "softplus": softplus,
    "silu": lambda z: z * torch.sigmoid(z),
    "gelu": lambda z: z * (1 + torch.erf(z / 2**0.5)) / 2,
    "relu": torch.relu,
    "identity": lambda z: z,
}


def labels_of(loss, outputs):
    if loss == "cross-entropy":
        return torch.randint(outputs, (SAMPLES, 1)).double()
    if loss == "logistic":
        return torch.randint(2, (SAMPLES, outputs)).double()
    if loss == "poisson":
        return torch.randint(6, (SAMPLES, outputs)).double()
    return torch.randn(SAMPLES, outputs)


def network(layers, activation, intercept, features, parameters):
    """The outputs (n × last width) and the smallest distance of a hidden unit from zero, where relu has its kink."""
    values, distance = features, float("inf")
    for index, (inputs, outputs) in enumerate(zip(layers, layers[1:])):
        weight, parameters = parameters[: outputs * inputs].view(outputs, inputs), parameters[outputs * inputs :]
        values = values @ weight.T
        if intercept:
            values, parameters = values + parameters[:outputs], parameters[outputs:]
        if index + 2 < len(layers):
            distance = min(distance, values.detach().abs().min().item())
            values = ACTIVATIONS[activation](values)
    assert len(parameters) == 0
    return values, distance


def weight_mask(layers, intercept):
    """1 for a weight, 0 for a bias: what l2 sees."""
    parts = []
    for inputs, outputs in zip(layers, layers[1:]):
        parts += [torch.ones(outputs * inputs)] + ([torch.zeros(outputs)] if intercept else [])
    return torch.cat(parts)


def case(seed, name, layers, activation, loss, intercept=True, reduction="mean", l2=0.0, weighted=False, scale=0.7):
    torch.manual_seed(seed)
    features = torch.randn(SAMPLES, layers[0])
    labels = labels_of(loss, layers[-1])
    weights = 0.25 + 2 * torch.rand(SAMPLES) if weighted else torch.ones(SAMPLES)
    mask = weight_mask(layers, intercept)
    parameters = scale * torch.randn(len(mask))
    assert activation != "relu" or network(layers, activation, intercept, features, parameters)[1] > 1e-3

    def value(point):
        losses = sample_losses(loss, network(layers, activation, intercept, features, point)[0], labels)
        return reduced(losses, weights, reduction) + l2 / 2 * (mask * point**2).sum()

    return {
        "name": name,
        "layers": layers,
        "activation": activation,
        "loss": loss,
        "intercept": intercept,
        "reduction": reduction,
        "l2": l2,
        "features": features.tolist(),
        "labels": labels.tolist(),
        "weights": weights.tolist(),
        "parameters": parameters.tolist(),
        **derivatives(value, parameters),
    }


def cases():
    entropy = "cross-entropy"
    for activation in ACTIVATIONS:
        yield {"name": f"{activation}-cross-entropy", "layers": [3, 4, 3], "activation": activation, "loss": entropy}
    for loss, outputs in [("squared-error", 1), ("squared-error", 3), ("logistic", 1), ("poisson", 1)]:
        name = f"tanh-{loss}-{outputs}"
        yield {"name": name, "layers": [3, 4, outputs], "activation": "tanh", "loss": loss}
    for activation in ("tanh", "gelu", "relu"):
        name = f"{activation}-two-hidden-layers"
        yield {"name": name, "layers": [3, 4, 2, 3], "activation": activation, "loss": entropy}
    three_hidden = {"layers": [2, 3, 2, 3, 2], "activation": "silu", "loss": "squared-error"}
    yield {"name": "silu-three-hidden-layers", **three_hidden, "weighted": True, "l2": 0.3}
    yield {"name": "no-hidden-layer", "layers": [3, 3], "activation": "tanh", "loss": entropy, "weighted": True}
    wide = {"layers": [6, 2, 3], "activation": "softplus", "loss": entropy}
    yield {"name": "more-inputs-than-units", **wide}
    small = {"layers": [2, 3, 3], "activation": "sigmoid", "loss": entropy}
    yield {"name": "sum", **small, "reduction": "sum"}
    yield {"name": "l2", **small, "l2": 0.1}
    yield {"name": "no-intercept", **small, "intercept": False}
    yield {"name": "weights-mean", **small, "weighted": True}
    yield {"name": "weights-sum", **small, "weighted": True, "reduction": "sum"}
    everything = {"weighted": True, "reduction": "sum", "l2": 0.1, "intercept": False}
    yield {"name": "weights-sum-l2-no-intercept", **small, **everything}
    one_output = {**small, "layers": [2, 3, 1]}
    yield {"name": "weights-mean-l2-poisson", **one_output, "loss": "poisson", "weighted": True, "l2": 0.1}
    large = {"activation": "identity", "scale": 20.0}
    yield {"name": "large-logits-cross-entropy", **small, **large}
    yield {"name": "large-logits-logistic", **one_output, **large, "loss": "logistic"}
    for loss in ("logistic", "poisson"):
        several = {"layers": [3, 4, 3], "activation": "tanh", "loss": loss, "weighted": True, "l2": 0.2}
        yield {"name": f"several-outputs-{loss}", **several}


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    write("mlp.json", [case(seed, **each) for seed, each in enumerate(cases(), start=1)])
