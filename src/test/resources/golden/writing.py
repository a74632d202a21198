"""Writes golden tables."""

import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent


def write(name, cases):
    names = [case["name"] for case in cases]
    assert len(names) == len(set(names)), "two cases of one name"
    lines = ",\n".join(json.dumps(case, allow_nan=False, separators=(",", ":")) for case in cases)
    (FOLDER / name).write_text(f"[\n{lines}\n]\n")
