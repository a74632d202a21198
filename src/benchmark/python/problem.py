"""The problem that the benchmarks hand to PyTorch, and the loop that waits for their commands.

The file of a problem has the features, the labels and the parameters, one after the other, as float64.
"""

import sys

import torch


class Problem:
    """The mean cross-entropy of a tanh network; its parameters are separate tensors, as a module has them."""

    def __init__(self, layers, samples, path):
        widths = [int(width) for width in layers.split("-")]
        self.shapes = [(o, i) for i, o in zip(widths, widths[1:])]
        with open(path, "rb") as file:
            numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float64)
        features, labels, theta = numbers.split([samples * widths[0], samples, self.count()])
        self.features = features.view(samples, widths[0])
        self.labels = labels.long()
        self.parameters = []
        for o, i in self.shapes:
            weight, bias, theta = theta.split([o * i, o, len(theta) - o * i - o])
            self.parameters += [weight.view(o, i).clone(), bias.clone()]

    def count(self):
        return sum(o * i + o for o, i in self.shapes)

    def loss(self, *parameters):
        x = self.features
        for layer in range(len(self.shapes)):
            x = torch.nn.functional.linear(torch.tanh(x) if layer else x, *parameters[2 * layer : 2 * layer + 2])
        return torch.nn.functional.cross_entropy(x, self.labels)

    def gradient(self):
        """The parameters, and the gradients of each, flat, that can be differentiated again."""
        parameters = [each.clone().requires_grad_() for each in self.parameters]
        gradients = torch.autograd.grad(self.loss(*parameters), parameters, create_graph=True)
        return parameters, [each.reshape(-1) for each in gradients]


def serve(compute):
    """Answers each line of standard input once it is done: `run`, or `write PATH` for the numbers as float64.

    It says so at the start too.
    """
    print("done", flush=True)
    for line in sys.stdin:
        result = compute()
        if line.startswith("write "):
            with open(line[6:].strip(), "wb") as file:
                file.write(memoryview(result.contiguous().numpy()).cast("B"))
        del result
        print("done", flush=True)
