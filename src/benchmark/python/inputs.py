"""Hessians of each sample's loss by its features in PyTorch, float64.

usage: inputs.py LAYERS SAMPLES FILE WAY, then `run` or `write PATH` on standard input, as often as wanted

WAY is one of
  hessian     torch.autograd.functional.hessian, a call a sample
  vectorized  the same with vectorize=True
  batched     the gradient of all samples at once with create_graph, then a call of autograd.grad a feature
"""

import sys

import torch
from problem import Problem, serve


def losses(problem, features, labels):
    x = features
    parameters = problem.parameters
    for layer in range(len(problem.shapes)):
        x = torch.nn.functional.linear(torch.tanh(x) if layer else x, *parameters[2 * layer : 2 * layer + 2])
    return torch.nn.functional.cross_entropy(x, labels, reduction="sum")


def hessian(problem, vectorize=False):
    rows = []
    for x, y in zip(problem.features, problem.labels):
        loss = lambda features: losses(problem, features[None], y[None])
        rows.append(torch.autograd.functional.hessian(loss, x, vectorize=vectorize))
    return torch.stack(rows)


def vectorized(problem):
    return hessian(problem, vectorize=True)


def batched(problem):
    x = problem.features.clone().requires_grad_()
    gradient = torch.autograd.grad(losses(problem, x, problem.labels), x, create_graph=True)[0]
    columns = [torch.autograd.grad(gradient[:, i].sum(), x, retain_graph=True)[0] for i in range(x.shape[1])]
    return torch.stack(columns, 1)


WAYS = {way.__name__: way for way in (hessian, vectorized, batched)}

if __name__ == "__main__":
    given = Problem(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    serve(lambda: WAYS[sys.argv[4]](given))
