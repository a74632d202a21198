#!/usr/bin/env python3
"""Writes glm.json: value, gradient and Hessian of generalised linear models away from the optimum, by PyTorch."""

import torch

from tables import derivatives, reduced, sample_losses, write

SAMPLES, FEATURES = 9, 4


def labels_of(kind, classes):
    if kind == "linear":
        return torch.randn(SAMPLES, 1)
    return torch.randint({"logistic": 2, "softmax": classes, "poisson": 6}[kind], (SAMPLES, 1)).double()


def case(seed, name, kind, classes=1, intercept=True, reduction="mean", l2=0.0, weighted=False, scale=0.7):
    """One case; classes is the number of outputs, 1 unless the type is softmax."""
    torch.manual_seed(seed)
    features = torch.randn(SAMPLES, FEATURES)
    if scale > 1:
        features[0] /= scale  # one sample that is not saturated, or nothing of the Hessian is left
    labels = labels_of(kind, classes)
    weights = 0.25 + 2 * torch.rand(SAMPLES) if weighted else torch.ones(SAMPLES)
    coefficients = classes * FEATURES
    parameters = scale * torch.randn(coefficients + (classes if intercept else 0))

    def value(point):
        z = features @ point[:coefficients].view(classes, FEATURES).T
        z = z + point[coefficients:] if intercept else z
        penalty = l2 / 2 * (point[:coefficients] ** 2).sum()
        return reduced(sample_losses(kind, z, labels), weights, reduction) + penalty

    return {
        "name": name,
        "type": kind,
        "classes": classes,
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
    for kind, classes in [("linear", 1), ("logistic", 1), ("poisson", 1), ("softmax", 3)]:
        plain = {"kind": kind, "classes": classes}
        yield {"name": kind, **plain}
        yield {"name": f"{kind}-sum", **plain, "reduction": "sum"}
        yield {"name": f"{kind}-l2", **plain, "l2": 0.1}
        yield {"name": f"{kind}-no-intercept", **plain, "intercept": False}
        yield {"name": f"{kind}-weights-mean", **plain, "weighted": True}
        yield {"name": f"{kind}-weights-sum-l2", **plain, "weighted": True, "reduction": "sum", "l2": 0.1}
    yield {"name": "softmax-two-classes", "kind": "softmax", "classes": 2}
    yield {"name": "logistic-large-logits", "kind": "logistic", "intercept": False, "scale": 600.0}
    large_softmax = {"kind": "softmax", "classes": 3, "intercept": False, "scale": 600.0}
    yield {"name": "softmax-large-logits", **large_softmax}


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    write("glm.json", [case(seed, **each) for seed, each in enumerate(cases(), start=101)])
