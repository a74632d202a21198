#!/usr/bin/env python3
"""Writes diagonals.json: approximate diagonals of the networks of mlp.py, layer by layer in NumPy, without PyTorch's derivatives.

The activations' derivatives are written out, so that no automatic differentiation is common to both sides."""

import json
import math

import numpy

from tables import FOLDER, write

ROOT = math.sqrt(2)


def sigmoid(x):
    return 1 / (1 + numpy.exp(-x))


def gauss(x):
    return numpy.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def normal(x):
    return numpy.vectorize(lambda each: (1 + math.erf(each / ROOT)) / 2)(x)


def bell(x):
    return sigmoid(x) * (1 - sigmoid(x))


# f, f', f'' of each activation.
ACTIVATIONS = {
    "tanh": (numpy.tanh, lambda x: 1 - numpy.tanh(x) ** 2, lambda x: -2 * numpy.tanh(x) * (1 - numpy.tanh(x) ** 2)),
    "sigmoid": (sigmoid, bell, lambda x: bell(x) * (1 - 2 * sigmoid(x))),
    "softplus": (lambda x: numpy.log1p(numpy.exp(x)), sigmoid, bell),
    "silu": (
        lambda x: x * sigmoid(x),
        lambda x: sigmoid(x) + x * bell(x),
        lambda x: bell(x) * (2 + x * (1 - 2 * sigmoid(x))),
    ),
    "gelu": (lambda x: x * normal(x), lambda x: normal(x) + x * gauss(x), lambda x: gauss(x) * (2 - x * x)),
    "relu": (lambda x: numpy.maximum(x, 0), lambda x: (x > 0) * 1.0, lambda x: 0 * x),
    "identity": (lambda x: x, lambda x: 1 + 0 * x, lambda x: 0 * x),
}


def at_outputs(loss, z, y):
    """The loss's gradient by z, its second derivatives by each z, and what is left of them if softmax is a layer."""
    if loss == "cross-entropy":
        p = numpy.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        hot = numpy.eye(z.shape[1])[y[:, 0].astype(int)]
        return p - hot, p * (1 - p), hot * p * (1 - p)
    if loss == "squared-error":
        return z - y, numpy.ones_like(z), numpy.ones_like(z)
    if loss == "logistic":
        return sigmoid(z) - y, bell(z), bell(z)
    return numpy.exp(z) - y, numpy.exp(z), numpy.exp(z)


def weights_and_biases(layers, intercept, parameters):
    found = []
    for inputs, outputs in zip(layers, layers[1:]):
        weight, parameters = parameters[: outputs * inputs].reshape(outputs, inputs), parameters[outputs * inputs :]
        bias, parameters = (parameters[:outputs], parameters[outputs:]) if intercept else (0, parameters)
        found.append((weight, bias))
    return found


def diagonals(fields):
    """The diagonal of Becker and LeCun and that of HesScale, from the last layer to the first."""
    x, y, weights = (numpy.array(fields[key]) for key in ("features", "labels", "weights"))
    if fields["reduction"] == "mean":
        weights = weights / weights.sum()
    f, slope, bend = ACTIVATIONS[fields["activation"]]
    network = weights_and_biases(fields["layers"], fields["intercept"], numpy.array(fields["parameters"]))
    inputs, sums = [x], []
    for weight, bias in network:
        sums.append(inputs[-1] @ weight.T + bias)
        inputs.append(f(sums[-1]))
    first, exact, through_softmax = (weights[:, None] * each for each in at_outputs(fields["loss"], sums[-1], y))
    result = {}
    for name, second in (("beckerLeCun", through_softmax), ("hesScale", exact)):
        g, h, parts = first, second, []
        for layer in reversed(range(len(network))):
            weight = network[layer][0]
            own = h.T @ inputs[layer] ** 2 + fields["l2"]
            parts.insert(0, numpy.concatenate([own.ravel(), h.sum(0) if fields["intercept"] else []]))
            if layer > 0:
                g, h = g @ weight, h @ weight**2
                a = sums[layer - 1]
                g, h = g * slope(a), h * slope(a) ** 2 + g * bend(a)
        result[name] = numpy.concatenate(parts).tolist()
    return result


if __name__ == "__main__":
    cases = json.loads((FOLDER / "curvatures.json").read_text())
    known = ["gaussNewton", "empiricalFisher", "fisher"]
    inputs = [{key: value for key, value in case.items() if key not in known} for case in cases]
    write("diagonals.json", [{**case, **diagonals(case)} for case in inputs])
