"""Hessian-vector products of a network in PyTorch, float64: of one-hot vectors, spread evenly over the parameters.

usage: products.py LAYERS SAMPLES FILE COUNT, then `run` on standard input, as often as wanted
"""

import sys

import torch
from problem import Problem, serve

problem = Problem(sys.argv[1], int(sys.argv[2]), sys.argv[3])
parameters, gradients = problem.gradient()
count = int(sys.argv[4])


def product(i):
    for gradient in gradients:
        if i < len(gradient):
            return torch.autograd.grad(gradient[i], parameters, retain_graph=True, allow_unused=True)
        i -= len(gradient)


def products():
    for k in range(count):
        product(k * problem.count() // count)


serve(products)
