"""Golden numbers for TransformerGoldenTest: losses, gradients and three steps of Adam of small models, by PyTorch autograd.

Made with PyTorch 1.13.0 in double precision: python3 make_golden.py, in this directory. Parameters and batches come from formulas
that the test repeats, so that the files hold results only.
"""
import json
import math

import torch
import torch.nn.functional as F

D, H, FF, V, L, BLOCKS = 12, 2, 10, 13, 7, 2
LENGTHS = [7, 1, 4]
N = sum(LENGTHS)
TARGETLESS, WEIGHTLESS = 2, 9
NEGATIVES = [3, 0, 12, 3, 7]
ATTRIBUTES = [[i % 4] if i % 3 == 1 else [i % 4, 4 + i % 2] if i % 3 == 2 else [] for i in range(V)]
A = 6
torch.set_default_dtype(torch.float64)


def tensors(c):
    """Names, shapes and roles in the order of TransformerWeights.matrices()."""
    out = [("items", V + 1, D, "table")]
    if not c["tied"]:
        out.append(("outputs", V, D, "table"))
    if c["attributes"]:
        out.append(("attributes", A, D, "table"))
    gated = c["block"] == "GATED"
    for i in range(BLOCKS):
        p = f"blocks.{i}."
        out += [(p + "attention.qkv.weight", D, 3 * D, "matrix"), (p + "attention.out.weight", D, D, "matrix"),
                (p + "feedForward.up.weight", D, FF, "matrix"), (p + "feedForward.down.weight", FF, D, "matrix")]
        if gated:
            out += [(p + "attention.gate.weight", D, D, "matrix"), (p + "feedForward.factor.weight", D, FF, "matrix"),
                    (p + "feedForward.gate.weight", D, D, "matrix")]
    out.append(("positions", L, D, "table"))
    if c["profile"]:
        out += [("genders", 4, D, "table"), ("ages", 8, D, "table")]
    for i in range(BLOCKS):
        p = f"blocks.{i}."
        out += [(p + "norm1.gain", 1, D, "gain"), (p + "norm1.bias", 1, D, "bias"),
                (p + "attention.qkv.bias", 1, 3 * D, "bias"), (p + "attention.out.bias", 1, D, "bias")]
        if c["time"]:
            out.append((p + "attention.time", H, 32, "bias"))
        if gated:
            out.append((p + "attention.gate.bias", 1, D, "bias"))
        out += [(p + "norm2.gain", 1, D, "gain"), (p + "norm2.bias", 1, D, "bias")]
        if gated:
            out.append((p + "feedForward.factor.bias", 1, FF, "bias"))
        out += [(p + "feedForward.up.bias", 1, FF, "bias"), (p + "feedForward.down.bias", 1, D, "bias")]
        if gated:
            out.append((p + "feedForward.gate.bias", 1, D, "bias"))
    if c["block"] != "POST_NORM":
        out += [("norm.gain", 1, D, "gain"), ("norm.bias", 1, D, "bias")]
    return out


def value(t, i, role):
    u = math.sin(0.37 * i * i + 1.1 * t + 0.5)
    return {"table": 0.5 * u, "matrix": 0.4 * u, "bias": 0.1 * u, "gain": 1 + 0.2 * u}[role]


def parameters(c):
    return {name: torch.tensor([[value(t, r * cols + k, role) for k in range(cols)] for r in range(rows)], requires_grad=True)
            for t, (name, rows, cols, role) in enumerate(tensors(c))}


def batch():
    tokens, i = [], 0
    for s, n in enumerate(LENGTHS):
        for p in range(n):
            tokens.append(dict(sequence=s, position=p, item=(5 * i + 2) % V, target=(7 * i + 4) % V,
                               weight=0.5 + 0.25 * (i % 4), own=(3 * i) % V if i % 3 == 0 else -1,
                               seconds=100 * i * i + 3 * (i % 2)))
            i += 1
    tokens[TARGETLESS]["target"] = -1
    tokens[WEIGHTLESS]["weight"] = 0.0
    return tokens


def norm(x, p, name):
    return F.layer_norm(x, (D,), p[name + ".gain"][0], p[name + ".bias"][0], 1e-5)


def linear(x, p, name):
    return x @ p[name + ".weight"] + p[name + ".bias"][0]


def attention(x, p, b, c, seconds):
    n = len(x)
    q, k, v = (m.view(n, H, D // H).transpose(0, 1) for m in linear(x, p, b + "attention.qkv").split(D, 1))
    z = q @ k.transpose(1, 2) / math.sqrt(D // H)
    if c["time"]:
        bucket = [[abs(s - t).bit_length() for t in seconds] for s in seconds]
        z = z + p[b + "attention.time"][:, torch.tensor(bucket)]
    if c["objective"] == "CAUSAL":
        z = z.masked_fill(torch.triu(torch.ones(n, n, dtype=torch.bool), 1), -math.inf)
    return linear((z.softmax(2) @ v).transpose(0, 1).reshape(n, D), p, b + "attention.out")


def activate(x, c):
    return {"RELU": F.relu, "SILU": F.silu, "GELU": lambda y: F.gelu(y, approximate="tanh")}[c["activation"]](x)


def feed_forward(x, p, b, c):
    h = linear(x, p, b + "feedForward.up")
    h = activate(linear(x, p, b + "feedForward.factor"), c) * h if c["block"] == "GATED" else activate(h, c)
    return linear(h, p, b + "feedForward.down")


def block(x, p, i, c, seconds):
    b = f"blocks.{i}."
    if c["block"] == "PRE_NORM":
        x = x + attention(norm(x, p, b + "norm1"), p, b, c, seconds)
        return x + feed_forward(norm(x, p, b + "norm2"), p, b, c)
    if c["block"] == "POST_NORM":
        x = norm(x + attention(x, p, b, c, seconds), p, b + "norm1")
        return norm(x + feed_forward(x, p, b, c), p, b + "norm2")
    x = x + torch.sigmoid(linear(x, p, b + "attention.gate")) * attention(norm(x, p, b + "norm1"), p, b, c, seconds)
    return x + torch.sigmoid(linear(x, p, b + "feedForward.gate")) * feed_forward(norm(x, p, b + "norm2"), p, b, c)


def vectors(p, c, table, ids):
    rows = []
    for i in ids:
        e = p[table][i]
        if c["attributes"] and i < V:
            for a in ATTRIBUTES[i]:
                e = e + p["attributes"][a]
        rows.append(e)
    return torch.stack(rows)


def loss(p, c):
    tokens, total = batch(), 0
    if c["objective"] == "MASKED":
        for i in range(0, N, 3):
            tokens[i]["item"] = V
    for s in range(len(LENGTHS)):
        sequence = [t for t in tokens if t["sequence"] == s]
        x = vectors(p, c, "items", [t["item"] for t in sequence]) + p["positions"][:len(sequence)]
        if c["profile"]:
            x = x + p["genders"][s + 1] + p["ages"][2 * s]
        for i in range(BLOCKS):
            x = block(x, p, i, c, [t["seconds"] for t in sequence])
        if c["block"] != "POST_NORM":
            x = norm(x, p, "norm")
        for h, t in zip(x, sequence):
            if t["target"] >= 0:
                total = total + t["weight"] * token_loss(h, t, p, c)
    return total


def token_loss(h, t, p, c):
    table = "items" if c["tied"] else "outputs"
    logits = vectors(p, c, table, range(V)) @ h
    own = [logits[t["own"]]] if c["own"] and t["own"] >= 0 and t["own"] != t["target"] else []
    if c["loss"] == "FULL_SOFTMAX":
        return torch.logsumexp(torch.cat([logits] + [o[None] for o in own]), 0) - logits[t["target"]]
    corrections = [math.log(0.05 + 0.01 * i) for i in range(V)] if c["corrected"] else [0.0] * V
    positive = logits[t["target"]] - corrections[t["target"]]
    negatives = torch.stack([logits[i] - corrections[i] for i in NEGATIVES if i != t["target"]] + own)
    if c["loss"] == "SAMPLED_SOFTMAX":
        return torch.logsumexp(torch.cat([positive[None], negatives]), 0) - positive
    alpha, calibration = len(NEGATIVES) / (V - 1), 0.75
    beta = alpha * (calibration * (1 - 1 / alpha) + 1 / alpha)
    prior = math.log(beta / len(NEGATIVES))
    return (-beta * F.logsigmoid(positive + prior) - F.logsigmoid(-negatives - prior).sum()) / (len(NEGATIVES) + 1)


CASES = {
    "pre_norm": dict(block="PRE_NORM", activation="RELU", objective="CAUSAL", tied=True, attributes=False, profile=False, time=False,
                     loss="SAMPLED_SOFTMAX", corrected=True, own=False, decay=0, clip=0),
    "post_norm": dict(block="POST_NORM", activation="GELU", objective="CAUSAL", tied=False, attributes=False, profile=False, time=False,
                      loss="GBCE", corrected=False, own=True, decay=0, clip=0),
    "gated": dict(block="GATED", activation="SILU", objective="CAUSAL", tied=True, attributes=True, profile=True, time=True,
                  loss="FULL_SOFTMAX", corrected=False, own=True, decay=0.3, clip=0.2),
    "masked": dict(block="PRE_NORM", activation="GELU", objective="MASKED", tied=True, attributes=False, profile=False, time=False,
                   loss="FULL_SOFTMAX", corrected=False, own=False, decay=0, clip=0),
}
for name, c in CASES.items():
    p = parameters(c)
    weight = sum(t["weight"] for t in batch() if t["target"] >= 0)
    first = loss(p, c)
    first.backward()
    result = {"torch": torch.__version__, "loss": first.item(),
              "gradients": {n: [float(f"{g:.7g}") for g in t.grad.flatten().tolist()] for n, t in p.items()}}
    decays = {n for n, _, _, role in tensors(c) if role == "matrix"}
    optimizer = torch.optim.AdamW([{"params": [p[n] for n in p if n in decays], "weight_decay": c["decay"]},
                                   {"params": [p[n] for n in p if n not in decays], "weight_decay": 0}],
                                  lr=0.01, betas=(0.9, 0.98), eps=1e-4)
    norms = []
    for _ in range(3):
        optimizer.zero_grad()
        (loss(p, c) / weight).backward()
        norms.append(torch.nn.utils.clip_grad_norm_(p.values(), c["clip"] or math.inf).item())
        optimizer.step()
    result["norms"] = norms
    result["lossAfter"] = loss(p, c).item()
    result["after"] = {n: [float(f"{w:.7g}") for w in t.flatten().tolist()] for n, t in p.items()}
    with open(name + ".json", "w") as f:
        json.dump(result, f, separators=(",", ":"))
        f.write("\n")
