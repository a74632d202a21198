#!/usr/bin/env python3
"""Writes glm-statsmodels.json: Hessians of negative log-likelihoods away from the optimum, by statsmodels."""

import numpy as np
import statsmodels.api as sm

from writing import write

SAMPLES, FEATURES = 12, 3
FAMILIES = {"poisson": sm.families.Poisson(), "logistic": sm.families.Binomial()}


def case(seed, kind, weighted):
    random = np.random.RandomState(seed)
    features = random.randn(SAMPLES, FEATURES)
    labels = random.randint({"poisson": 6, "logistic": 2}[kind], size=SAMPLES).astype(float)
    weights = random.randint(1, 5, size=SAMPLES).astype(float) if weighted else np.ones(SAMPLES)
    parameters = 0.7 * random.randn(FEATURES + 1)
    design = np.column_stack([features, np.ones(SAMPLES)])
    model = sm.GLM(labels, design, family=FAMILIES[kind], freq_weights=weights)
    hessian = -model.hessian(parameters, scale=1.0, observed=True)
    return {
        "name": kind + ("-weights" if weighted else ""),
        "type": kind,
        "classes": 1,
        "intercept": True,
        "reduction": "sum",
        "l2": 0.0,
        "features": features.tolist(),
        "labels": labels[:, None].tolist(),
        "weights": weights.tolist(),
        "parameters": parameters.tolist(),
        "gradient": (-model.score(parameters, scale=1.0)).tolist(),
        "hessian": hessian.tolist(),
    }


if __name__ == "__main__":
    every = [(kind, weighted) for kind in FAMILIES for weighted in (False, True)]
    write("glm-statsmodels.json", [case(seed, *each) for seed, each in enumerate(every, start=201)])
