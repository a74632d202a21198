"""The full Hessian of a network in PyTorch, float64, by every way that people use.

usage: hessian.py LAYERS SAMPLES FILE WAY, then `run` or `write PATH` on standard input, as often as wanted

WAY is one of
  loop        the gradient once with create_graph, then N calls of autograd.grad
  hessian     torch.autograd.functional.hessian
  vectorized  the same with vectorize=True
  batched     forward over reverse written by hand, 64 one-hot directions in a block of matrix products
"""

import sys

import torch
from problem import Problem, serve


def loop(problem):
    parameters, gradients = problem.gradient()
    rows = torch.empty(problem.count(), problem.count(), dtype=torch.float64)
    row = 0
    for gradient in gradients:
        for i in range(len(gradient)):
            parts = torch.autograd.grad(gradient[i], parameters, retain_graph=True, allow_unused=True)
            at = 0
            for parameter, part in zip(parameters, parts):
                end = at + parameter.numel()
                rows[row, at:end] = 0 if part is None else part.reshape(-1)
                at = end
            row += 1
    return rows


def hessian(problem, vectorize=False):
    parts = torch.autograd.functional.hessian(problem.loss, tuple(problem.parameters), vectorize=vectorize)
    sizes = [each.numel() for each in problem.parameters]
    return torch.cat(
        [torch.cat([part.reshape(rows, -1) for part in line], 1) for rows, line in zip(sizes, parts)]
    )


def vectorized(problem):
    return hessian(problem, vectorize=True)


def batched(problem, block=64):
    """Tangents of the hand-written backward pass: R-operator (Pearlmutter 1994), a block at a time."""
    with torch.no_grad():
        weights, biases = problem.parameters[0::2], problem.parameters[1::2]
        n, depth = len(problem.features), len(weights)
        inputs, x = [], problem.features
        for layer in range(depth):
            x = torch.tanh(x) if layer else x
            inputs.append(x)
            x = torch.addmm(biases[layer], x, weights[layer].T)
        p = torch.softmax(x, 1)
        deltas = [None] * depth
        deltas[-1] = (p - torch.nn.functional.one_hot(problem.labels, p.shape[1])) / n
        for layer in range(depth - 1, 0, -1):
            deltas[layer - 1] = (deltas[layer] @ weights[layer]) * (1 - inputs[layer] ** 2)
        count = problem.count()
        rows = torch.empty(count, count, dtype=torch.float64)
        for first in range(0, count, block):
            k = min(block, count - first)
            seeds = torch.zeros(k, count, dtype=torch.float64)
            seeds[torch.arange(k), first + torch.arange(k)] = 1
            dots, at = [], 0
            for o, i in problem.shapes:
                dots.append((seeds[:, at : at + o * i].view(k, o, i), seeds[:, at + o * i : at + o * i + o]))
                at += o * i + o
            dx, dinputs = None, []
            for layer in range(depth):
                if layer:
                    dx = dx * (1 - inputs[layer] ** 2)
                dinputs.append(dx)
                dweight, dbias = dots[layer]
                dz = torch.matmul(inputs[layer], dweight.transpose(1, 2)) + dbias[:, None, :]
                dx = dz if dx is None else dz + torch.matmul(dx, weights[layer].T)
            ddelta = p * (dx - (p * dx).sum(2, keepdim=True)) / n
            parts_of_rows = [None] * depth
            for layer in range(depth - 1, -1, -1):
                dweight = torch.matmul(ddelta.transpose(1, 2), inputs[layer])
                if dinputs[layer] is not None:
                    dweight = dweight + torch.matmul(deltas[layer].T, dinputs[layer])
                parts_of_rows[layer] = torch.cat([dweight.reshape(k, -1), ddelta.sum(1)], 1)
                if layer:
                    a = inputs[layer]
                    back = torch.matmul(ddelta, weights[layer]) + torch.matmul(deltas[layer], dots[layer][0])
                    before = deltas[layer] @ weights[layer]
                    ddelta = back * (1 - a**2) - 2 * a * dinputs[layer] * before
            rows[first : first + k] = torch.cat(parts_of_rows, 1)
        return rows


WAYS = {way.__name__: way for way in (loop, hessian, vectorized, batched)}

if __name__ == "__main__":
    given = Problem(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    serve(lambda: WAYS[sys.argv[4]](given))
