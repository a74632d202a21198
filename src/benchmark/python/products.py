"""Hessian-vector products of an MLP's mean cross-entropy in PyTorch, float64: one-hot vectors.

usage: products.py LAYERS SAMPLES COUNT     prints the seconds of COUNT products, after a warm-up
"""

import sys
import time

import torch
from hessian import loss, model

torch.set_num_threads(int(__import__("os").environ.get("OMP_NUM_THREADS", "1")))
features, labels, sizes, theta = model([int(w) for w in sys.argv[1].split("-")], int(sys.argv[2]))
theta.requires_grad_()
(gradient,) = torch.autograd.grad(loss(theta, features, labels, sizes), theta, create_graph=True)


def products(count):
    for i in range(count):
        torch.autograd.grad(gradient[i], theta, retain_graph=True)


products(2)
start = time.perf_counter()
products(int(sys.argv[3]))
print(f"{time.perf_counter() - start:.4f}")
