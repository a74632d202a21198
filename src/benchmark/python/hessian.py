"""The full Hessian of an MLP's mean cross-entropy in PyTorch, float64, by every way that people use.

usage: hessian.py LAYERS SAMPLES WAY [REPEATS]     e.g. hessian.py 64-32-10 1797 loop 3

WAY is one of
  loop      the gradient once with create_graph, then N calls of autograd.grad
  hessian   torch.autograd.functional.hessian
  batched   forward over reverse written by hand, 64 one-hot directions in a block of matrix products
Prints a line for each repeat: the seconds it took. The first of a process warms it up.
"""

import sys
import time

import torch


def model(layers, samples):
    generator = torch.Generator().manual_seed(1)
    features = torch.rand(samples, layers[0], generator=generator, dtype=torch.float64)
    labels = torch.randint(0, layers[-1], (samples,), generator=generator)
    sizes = [(o, i) for i, o in zip(layers, layers[1:])]
    count = sum(o * i + o for o, i in sizes)
    theta = torch.rand(count, generator=generator, dtype=torch.float64) * 0.4 - 0.2
    return features, labels, sizes, theta


def split(theta, sizes):
    at, parts = 0, []
    for o, i in sizes:
        parts.append((theta[at : at + o * i].view(o, i), theta[at + o * i : at + o * i + o]))
        at += o * i + o
    return parts


def loss(theta, features, labels, sizes):
    x = features
    for layer, (weight, bias) in enumerate(split(theta, sizes)):
        x = torch.nn.functional.linear(torch.tanh(x) if layer else x, weight, bias)
    return torch.nn.functional.cross_entropy(x, labels)


def loop(features, labels, sizes, theta):
    theta = theta.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(loss(theta, features, labels, sizes), theta, create_graph=True)
    rows = torch.empty(len(theta), len(theta), dtype=theta.dtype)
    for i in range(len(theta)):
        (rows[i],) = torch.autograd.grad(gradient[i], theta, retain_graph=True)
    return rows


def hessian(features, labels, sizes, theta):
    return torch.autograd.functional.hessian(lambda t: loss(t, features, labels, sizes), theta)


def batched(features, labels, sizes, theta, block=64):
    """Tangents of the hand-written backward pass: R-operator (Pearlmutter 1994), a block at a time."""
    with torch.no_grad():
        parts = split(theta, sizes)
        n, depth = len(features), len(parts)
        inputs, x = [], features
        for layer, (weight, bias) in enumerate(parts):
            x = torch.tanh(x) if layer else x
            inputs.append(x)
            x = torch.addmm(bias, x, weight.T)
        p = torch.softmax(x, 1)
        deltas = [None] * depth
        deltas[-1] = (p - torch.nn.functional.one_hot(labels, p.shape[1])) / n
        for layer in range(depth - 1, 0, -1):
            deltas[layer - 1] = (deltas[layer] @ parts[layer][0]) * (1 - inputs[layer] ** 2)
        rows = torch.empty(len(theta), len(theta), dtype=theta.dtype)
        for first in range(0, len(theta), block):
            k = min(block, len(theta) - first)
            seeds = torch.zeros(k, len(theta), dtype=theta.dtype)
            seeds[torch.arange(k), first + torch.arange(k)] = 1
            dots, at = [], 0
            for o, i in sizes:
                dots.append((seeds[:, at : at + o * i].view(k, o, i), seeds[:, at + o * i : at + o * i + o]))
                at += o * i + o
            dx, dinputs = None, []
            for layer, (weight, bias) in enumerate(parts):
                if layer:
                    dx = dx * (1 - inputs[layer] ** 2)
                dinputs.append(dx)
                dweight, dbias = dots[layer]
                dz = torch.matmul(inputs[layer], dweight.transpose(1, 2)) + dbias[:, None, :]
                dx = dz if dx is None else dz + torch.matmul(dx, weight.T)
            ddelta = p * (dx - (p * dx).sum(2, keepdim=True)) / n
            parts_of_rows = [None] * depth
            for layer in range(depth - 1, -1, -1):
                dweight = torch.matmul(ddelta.transpose(1, 2), inputs[layer])
                if dinputs[layer] is not None:
                    dweight = dweight + torch.matmul(deltas[layer].T, dinputs[layer])
                parts_of_rows[layer] = torch.cat([dweight.reshape(k, -1), ddelta.sum(1)], 1)
                if layer:
                    a = inputs[layer]
                    back = torch.matmul(ddelta, parts[layer][0]) + torch.matmul(deltas[layer], dots[layer][0])
                    before = deltas[layer] @ parts[layer][0]
                    ddelta = back * (1 - a**2) - 2 * a * dinputs[layer] * before
            rows[first : first + k] = torch.cat(parts_of_rows, 1)
        return rows


WAYS = {"loop": loop, "hessian": hessian, "batched": batched}

if __name__ == "__main__":
    torch.set_num_threads(int(__import__("os").environ.get("OMP_NUM_THREADS", "1")))
    problem = model([int(w) for w in sys.argv[1].split("-")], int(sys.argv[2]))
    way = sys.argv[3]
    if way == "check":
        reference = hessian(*problem)
        for name in ("loop", "batched"):
            print(name, float((WAYS[name](*problem) - reference).abs().max() / reference.abs().max()))
        sys.exit()
    for repeat in range(int(sys.argv[4]) if len(sys.argv) > 4 else 1):
        start = time.perf_counter()
        WAYS[way](*problem)
        print(f"{time.perf_counter() - start:.4f}", flush=True)
