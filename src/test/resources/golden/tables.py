"""What the golden table scripts share: derivatives by PyTorch in double precision, and writing a table."""

import torch

from writing import FOLDER as FOLDER
from writing import write as write


def softplus(z):
    """log(1 + exp(z)) by the one form whose second derivative PyTorch has without overflow or cut-off."""
    return -torch.nn.functional.logsigmoid(-z)


def sample_losses(loss, z, y):
    """The loss of each sample from its outputs z (n × outputs) and its labels y (n × label columns)."""
    if loss in ("cross-entropy", "softmax"):
        return z.logsumexp(1) - z.gather(1, y.long())[:, 0]
    if loss in ("squared-error", "linear"):
        return ((z - y) ** 2).sum(1) / 2
    if loss == "logistic":
        return (softplus(z) - y * z).sum(1)
    return (torch.exp(z) - y * z).sum(1)


def reduced(losses, weights, reduction):
    total = (weights * losses).sum()
    return total / weights.sum() if reduction == "mean" else total


def derivatives(value, parameters):
    """The value, gradient and Hessian of a function of a flat parameter vector, as a case stores them."""
    point = parameters.clone().requires_grad_()
    result = value(point)
    (gradient,) = torch.autograd.grad(result, point)
    hessian = torch.autograd.functional.hessian(value, parameters)
    return {"value": result.item(), "gradient": gradient.tolist(), "hessian": hessian.tolist()}
