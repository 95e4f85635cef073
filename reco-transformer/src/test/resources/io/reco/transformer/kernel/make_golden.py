"""Golden numbers for TransformerKernelsGoldenContract: each kernel forward and backward, and Adam, by PyTorch.

Made with PyTorch 1.13.0 in double precision: python3 make_golden.py, in this directory. Inputs come from a formula that the test
repeats, so that the file holds results only: matrices row by row, without pads.
"""
import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
N, D, H, OUT, K = 7, 6, 2, 5, 4
STARTS = [0, 4, 5, 7]
SECONDS = [0, 1, 1, 90, 5, 1000, 70000]
TARGETS, ITEMS, OWN = [1, 2, 3, 4, 5, 6, 1], [3, 9, 1, 9], [-1, 3, 8, -1, 5, 9, 7]
WEIGHTS = [1, 0.5, 0, 2, 1, 1.5, 1]


def t(seed, rows, columns):
    """Input number seed."""
    return torch.tensor([[math.sin(0.37 * (r * columns + c) ** 2 + 1.1 * seed + 0.5) for c in range(columns)] for r in range(rows)],
                        requires_grad=True)


golden = {}


def keep(name, **tensors):
    golden[name] = {k: v.detach().flatten().tolist() for k, v in tensors.items()}


def backward(y, seed):
    """Gradient of y given: input number seed."""
    y.backward(t(seed, *y.shape).detach())


x, w, b = t(1, N, D), t(2, D, OUT), t(3, 1, OUT)
y = F.linear(x, w.T, b[0])
backward(y, 4)
keep("linear", y=y, dx=x.grad, dw=w.grad, db=b.grad)

x, gamma, beta = t(1, N, D), t(2, 1, D), t(3, 1, D)
y = F.layer_norm(x, (D,), gamma[0], beta[0], 1e-5)
backward(y, 4)
keep("layerNorm", y=y, dx=x.grad, dgamma=gamma.grad, dbeta=beta.grad)

for causal in (True, False):
    q, k, v, table = t(1, N, D), t(2, N, D), t(3, N, D), t(4, H, 32)
    parts, sums = [], []
    for a, e in zip(STARTS, STARTS[1:]):
        heads = [x[a:e].view(e - a, H, D // H).transpose(0, 1) for x in (q, k, v)]
        logits = heads[0] @ heads[1].transpose(1, 2) / (D // H) ** 0.5
        buckets = torch.tensor([[abs(i - j).bit_length() for j in SECONDS[a:e]] for i in SECONDS[a:e]])
        logits = logits + table[:, buckets]
        if causal:
            logits = logits + torch.triu(torch.full((e - a, e - a), -math.inf), 1)
        parts.append((F.softmax(logits, -1) @ heads[2]).transpose(0, 1).reshape(e - a, D))
        sums.append(torch.logsumexp(logits, -1).T)
    out = torch.cat(parts)
    backward(out, 5)
    keep("causal" if causal else "bidirectional", out=out, logSums=torch.cat(sums), dq=q.grad, dk=k.grad, dv=v.grad, dtable=table.grad)

for name, f in (("RELU", F.relu), ("SILU", F.silu), ("GELU", lambda x: F.gelu(x, approximate="tanh")), ("SIGMOID", torch.sigmoid)):
    x = t(1, 1, 20)
    y = f(3 * x)
    dx, = torch.autograd.grad(y, x, t(2, 1, 20).detach())
    keep(name, y=y, dx=dx / 3)

weights = torch.tensor(WEIGHTS)
for kind in ("SOFTMAX", "BINARY"):
    h, positives, negatives, own = t(1, N, D), t(2, N, D), t(3, K, D), t(4, N, D)
    positive = (h * positives).sum(-1) - t(5, 1, N).detach()[0]
    shared = h @ negatives.T - t(6, 1, K).detach()
    shared = shared.masked_fill(torch.tensor(TARGETS)[:, None] == torch.tensor(ITEMS)[None], -math.inf)
    counts = torch.tensor([o >= 0 and o != g for o, g in zip(OWN, TARGETS)])
    single = (h * own).sum(-1).masked_fill(~counts, -math.inf)
    all_negatives = torch.cat([shared, single[:, None]], 1)
    if kind == "SOFTMAX":
        losses = F.cross_entropy(torch.cat([positive[:, None], all_negatives], 1), torch.zeros(N, dtype=torch.long), reduction="none")
    else:
        losses = 0.7 * F.softplus(-positive) + 1.3 * torch.log1p(torch.exp(all_negatives)).sum(-1)
    loss = (weights * losses).sum()
    loss.backward()
    keep(kind, loss=loss, dh=h.grad, dPositives=positives.grad, dNegatives=negatives.grad, dOwn=own.grad)

# With single parameters so that the test's steps have the same rate, betas and epsilon.
x = t(1, 1, 20).detach().requires_grad_()
adam = torch.optim.Adam([x], lr=1e-2, betas=(0.9, 0.98), eps=1e-4)
for step in range(1, 4):
    x.grad = t(1 + step, 1, 20).detach()
    adam.step()
keep("adam", w=x)
x = t(1, 1, 20).detach().requires_grad_()
adam = torch.optim.AdamW([x], lr=1e-2, betas=(0.9, 0.98), eps=1e-4, weight_decay=0.3)
for step in range(1, 4):
    x.grad = t(1 + step, 1, 20).detach()
    adam.step()
keep("adamW", w=x)

with open("kernels.json", "w") as file:
    json.dump({"torch": torch.__version__, **{n: {k: [float(f"{x:.10g}") for x in v] for k, v in g.items()} for n, g in golden.items()}},
              file, separators=(",", ":"))
    file.write("\n")
