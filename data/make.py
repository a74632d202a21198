#!/usr/bin/env python3
"""Makes the example data sets and trains the parameters that the job files in conf/ name.

data/make.py           writes every CSV file and the vectors, then trains the parameters of the jobs listed below
data/make.py --check   reads what is there and prints loss, gradient norm and extreme eigenvalues of these jobs

Needs numpy, scipy, scikit-learn, PyTorch and PyYAML. One thread and fixed seeds: on the same machine and library
versions the files come out the same to the byte; other BLAS kernels may lead a network to another minimum.
"""

import csv
import pathlib
import re
import sys

import numpy as np
import scipy.optimize
import torch
import yaml
from sklearn import datasets

ROOT = pathlib.Path(__file__).resolve().parent.parent
JOBS = [
    "digits-mlp",
    "breast-cancer-logistic",
    "diabetes-linear",
    "diabetes-poisson",
    "wine-softmax",
    "iris-mlp",
    "wine-inputs",
    "wine-dead-unit",
    "diabetes-dummies",
    "iris-saddle",
]
ACTIVATIONS = {"tanh": torch.tanh, "silu": torch.nn.functional.silu, "relu": torch.relu}
DEAD_UNIT = 5


def clean(name):
    """A column name of lower-case words joined by underscores, without units."""
    return re.sub(r"\W+", "_", re.sub(r"\(.*\)", "", name).strip().lower())


def standardised(features):
    return (features - features.mean(axis=0)) / features.std(axis=0)


def data_sets():
    """Name, feature names, features (n × d), labels (n) of each set."""
    digits = datasets.load_digits()
    yield "digits", [f"p{i}" for i in range(64)], digits.data / 16, digits.target
    loaders = {
        "breast-cancer": datasets.load_breast_cancer(),
        "diabetes": datasets.load_diabetes(scaled=False),
        "wine": datasets.load_wine(),
        "iris": datasets.load_iris(),
    }
    for name, bunch in loaders.items():
        yield name, [clean(column) for column in bunch.feature_names], standardised(bunch.data), bunch.target
        if name == "diabetes":
            yield "diabetes/dummies", *dummies(bunch), bunch.target


def dummies(diabetes):
    """The column `sex` as a column of zeros and ones for each of its two values: they and an intercept are collinear."""
    columns, place = [clean(column) for column in diabetes.feature_names], diabetes.feature_names.index("sex")
    values = np.unique(diabetes.data[:, place])
    indicators = (diabetes.data[:, [place]] == values).astype(float)
    features = standardised(diabetes.data)
    before, after = features[:, :place], features[:, place + 1 :]
    names = columns[:place] + [f"sex_{value:.0f}" for value in values] + columns[place + 1 :]
    return names, np.hstack([before, indicators, after])


def write_sets():
    for name, columns, features, labels in data_sets():
        directory, _, file_name = name.partition("/")
        path = ROOT / "data" / directory / f"{file_name or name}.csv"
        path.parent.mkdir(exist_ok=True)
        with open(path, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns + ["label"])
            for row, label in zip(features, labels):
                writer.writerow([f"{value:.6g}" for value in row] + [int(label)])


def write_vectors():
    """Four random unit vectors to multiply the Hessian of iris-mlp with."""
    vectors = np.random.default_rng(4).standard_normal((4, 67))
    np.save(ROOT / "data" / "iris" / "vectors.npy", vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def write_weights():
    """The weights of digits-mlp's parameters, zero in place of its biases: the gradient of the l2 penalty."""
    weights = np.load(ROOT / "data" / "digits" / "mlp.npy")
    weights[64 * 32 : 64 * 32 + 32] = 0
    weights[-10:] = 0
    np.save(ROOT / "data" / "digits" / "weights.npy", weights)


def jobs():
    """Name and content of each job file that trains parameters."""
    for name in JOBS:
        yield name, yaml.safe_load((ROOT / "conf" / f"{name}.yaml").read_text())


class Problem:
    """The objective of one job as a function of a flat parameter vector, with its derivatives."""

    def __init__(self, job):
        with open(ROOT / job["data"]["path"]) as file:
            header = next(csv.reader(file))
            table = torch.tensor(np.loadtxt(file, delimiter=","))
        self.columns = job["data"].get("features", header[:-1])
        self.features, self.labels = table[:, [header.index(name) for name in self.columns]], table[:, -1]
        kind = job["objective"]["type"]
        self.loss = job["objective"].get("loss", {"softmax": "cross-entropy"}.get(kind, kind))
        outputs = int(self.labels.max()) + 1 if kind == "softmax" else 1
        self.layers = job["objective"].get("layers", [len(self.columns), outputs])
        self.activation = ACTIVATIONS.get(job["objective"].get("activation"))
        self.mean = job["reduction"] == "mean"
        self.l2 = job.get("l2", 0.0)
        self.shapes = [shape for d, m in zip(self.layers, self.layers[1:]) for shape in ((m, d), (m,))]

    def split(self, parameters):
        sizes = [int(np.prod(shape)) for shape in self.shapes]
        return [part.view(shape) for part, shape in zip(parameters.split(sizes), self.shapes)]

    def value(self, parameters):
        parts = self.split(parameters)
        output = self.features
        for index in range(0, len(parts), 2):
            output = output @ parts[index].T + parts[index + 1]
            if index + 2 < len(parts):
                output = self.activation(output)
        losses = self.sample_losses(output)
        penalty = sum((weight**2).sum() for weight in parts[::2])
        return (losses.mean() if self.mean else losses.sum()) + self.l2 / 2 * penalty

    def sample_losses(self, z):
        if self.loss == "cross-entropy":
            return z.logsumexp(1) - z.gather(1, self.labels.long()[:, None])[:, 0]
        z, y = z[:, 0], self.labels
        if self.loss == "logistic":
            return torch.logaddexp(z, torch.zeros_like(z)) - y * z
        return torch.exp(z) - y * z if self.loss == "poisson" else (z - y) ** 2 / 2

    def value_and_gradient(self, parameters):
        point = torch.tensor(parameters, requires_grad=True)
        value = self.value(point)
        return value.item(), torch.autograd.grad(value, point)[0].numpy()

    def hessian(self, parameters):
        hessian = torch.autograd.functional.hessian(self.value, torch.tensor(parameters)).numpy()
        return (hessian + hessian.T) / 2

    def start(self):
        """Glorot weights and zero biases for a network; zero for a linear model, whose rate starts at the mean."""
        if len(self.layers) > 2:
            torch.manual_seed(5)
            for weight in (parts := [torch.zeros(shape, dtype=torch.float64) for shape in self.shapes])[::2]:
                torch.nn.init.xavier_uniform_(weight)
            return torch.cat([part.flatten() for part in parts]).numpy()
        start = np.zeros(sum(int(np.prod(shape)) for shape in self.shapes))
        if self.loss == "poisson":
            start[-1] = np.log(self.labels.mean())
        return start

    def minimum(self, start):
        """Quasi-Newton as far as it goes, then Newton steps while they lower the gradient norm."""
        options = {"maxiter": 20000, "maxfun": 40000, "maxcor": 50, "ftol": 0.0, "gtol": 1e-9}
        search = scipy.optimize.minimize(
            self.value_and_gradient, start, jac=True, method="L-BFGS-B", options=options
        )
        point, gradient = search.x, self.value_and_gradient(search.x)[1]
        for _ in range(20):
            damping = 1e-9 * np.eye(len(point))  # softmax biases may all shift together at no cost
            candidate = point - np.linalg.solve(self.hessian(point) + damping, gradient)
            slope = self.value_and_gradient(candidate)[1]
            if np.linalg.norm(slope) >= np.linalg.norm(gradient):
                break
            point, gradient = candidate, slope
        return point


def killed(problem):
    """A start at which no sample reaches one unit of the first layer, so that nothing ever changes it."""
    start = torch.tensor(problem.start())
    problem.split(start)[1][DEAD_UNIT] = -20.0
    return start.numpy()


def parameters(name, problem):
    if name == "iris-saddle":
        return np.zeros_like(problem.start())  # the gradient is zero here, as the species are equally frequent
    return problem.minimum(killed(problem) if name == "wine-dead-unit" else problem.start())


def train(name, job):
    problem, path = Problem(job), ROOT / job["parameters"]
    point = parameters(name, problem)
    if path.suffix == ".npy":
        np.save(path, point)
        return
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "value"])
        writer.writerows(zip(problem.columns + ["intercept"], map(repr, point.tolist())))


def stored(job):
    path = ROOT / job["parameters"]
    if path.suffix == ".npy":
        return np.load(path)
    return np.loadtxt(path, delimiter=",", skiprows=1, usecols=1)


def check():
    print(f"{'job':<24}{'N':>6}{'loss':>20}{'gradient norm':>15}{'smallest eigenvalue':>21}{'largest':>11}")
    for name, job in jobs():
        problem, point = Problem(job), stored(job)
        value, gradient = problem.value_and_gradient(point)
        eigenvalues = np.linalg.eigvalsh(problem.hessian(point))
        print(
            f"{name:<24}{len(point):>6}{value:>20.12g}{np.linalg.norm(gradient):>15.1e}"
            f"{eigenvalues[0]:>21.2e}{eigenvalues[-1]:>11.3e}"
        )


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1:] == ["--check"]:
        check()
    elif sys.argv[1:]:
        sys.exit(f"error: unknown argument {sys.argv[1]}; usage: data/make.py [--check]")
    else:
        write_sets()
        write_vectors()
        for name, each in jobs():
            train(name, each)
        write_weights()
