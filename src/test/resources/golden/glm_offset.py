#!/usr/bin/env python3
"""Writes glm-offset.json: generalised linear models with an offset, by statsmodels."""

import numpy as np
import statsmodels.api as sm

from writing import write

SAMPLES, FEATURES = 12, 3
FAMILIES = {
    "linear": sm.families.Gaussian(),
    "logistic": sm.families.Binomial(),
    "poisson": sm.families.Poisson(),
}


def data(seed, kind, weighted):
    random = np.random.RandomState(seed)
    features = random.randn(SAMPLES, FEATURES)
    values = {"poisson": 6, "logistic": 2}
    labels = random.randint(values[kind], size=SAMPLES).astype(float) if kind in values else random.randn(SAMPLES)
    return {
        "name": kind + ("-weights" if weighted else ""),
        "type": kind,
        "classes": 1,
        "intercept": True,
        "reduction": "sum",
        "l2": 0.0,
        "features": features.tolist(),
        "labels": labels[:, None].tolist(),
        "offset": (0.8 * random.randn(SAMPLES, 1)).tolist(),
        "weights": (random.randint(1, 5, size=SAMPLES) if weighted else np.ones(SAMPLES)).astype(float).tolist(),
        "parameters": (0.7 * random.randn(FEATURES + 1)).tolist(),
    }


def by_statsmodels(case):
    design = np.column_stack([np.array(case["features"]), np.ones(SAMPLES)])
    model = sm.GLM(
        np.array(case["labels"])[:, 0],
        design,
        family=FAMILIES[case["type"]],
        offset=np.array(case["offset"])[:, 0],
        freq_weights=np.array(case["weights"]),
    )
    parameters = np.array(case["parameters"])
    return {
        "gradient": (-model.score(parameters, scale=1.0)).tolist(),
        "hessian": (-model.hessian(parameters, scale=1.0, observed=True)).tolist(),
    }


if __name__ == "__main__":
    every = [(kind, weighted) for kind in FAMILIES for weighted in (False, True)]
    cases = [data(seed, *each) for seed, each in enumerate(every, start=301)]
    write("glm-offset.json", [case | by_statsmodels(case) for case in cases])
