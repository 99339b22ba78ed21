"""PyTorch under X-ray: exact counts, the same bits, and every operation at the line that it belongs to."""

import json
import subprocess
import sys

import pytest

torch = pytest.importorskip("torch", reason="`make verify` installs PyTorch")

from torch.utils.flop_counter import FlopCounterMode  # noqa: E402

from hiddenmath.xray import _run  # noqa: E402
from hiddenmath.xray._operations import OPERATIONS, TENSOR_METHODS, count_flops, known_functions  # noqa: E402

F = torch.nn.functional
R = torch.randn
OPERATIONS_COUNTED = [
    (torch.matmul, (R(5, 3, 4), R(4, 6))),
    (torch.mm, (R(3, 4), R(4, 6))),
    (torch.bmm, (R(2, 3, 4), R(2, 4, 6))),
    (torch.einsum, ("bij,bjk->bik", R(2, 3, 4), R(2, 4, 6))),
    (torch.tensordot, (R(3, 4), R(4, 5), 1)),
    (F.linear, (R(7, 4), R(6, 4))),
    (F.conv1d, (R(2, 4, 20), R(6, 4, 5))),
    (F.conv2d, (R(2, 4, 9, 9), R(6, 4, 3, 3))),
    (F.conv2d, (R(2, 4, 9, 9), R(6, 2, 3, 3), None, 2, 1, 1, 2)),
]


def operation(function):
    [found] = [o for module in OPERATIONS for f, o in known_functions(module) if f is function][:1]
    return found


@pytest.mark.parametrize(("function", "args"), OPERATIONS_COUNTED, ids=lambda x: getattr(x, "__name__", ""))
def test_products_are_counted_as_pytorch_counts_them(function, args):
    with FlopCounterMode(display=False) as counter:
        result = function(*args)
    assert count_flops(operation(function), args, result) == counter.get_total_flops() > 0


def test_what_is_added_counts_too():
    """PyTorch's counter leaves the bias out."""
    M, A, B, b = R(3, 6), R(3, 4), R(4, 6), R(6)
    for function, args in ((torch.addmm, (M, A, B)), (F.linear, (A, B.T, b))):
        assert count_flops(operation(function), args, function(*args)) == 2 * 3 * 4 * 6 + 3 * 6
    A = R(8, 8, dtype=torch.complex64)
    assert count_flops(operation(torch.linalg.inv), (A,), torch.linalg.inv(A)) == 4 * 2 * 512
    assert count_flops(operation(torch.linalg.svd), (R(10, 4), False), torch.linalg.svd(R(10, 4), False)) == 2752


def test_every_name_in_the_tables_exists():
    for module in (m for m in OPERATIONS if m.startswith("torch")):
        found = {operation.name.rpartition(".")[2] for _, operation in known_functions(module)}
        assert set(OPERATIONS[module]) - found == set(), module
    assert [name for name in TENSOR_METHODS if not hasattr(torch.Tensor, name)] == []


TRAINING = """
import sys, traceback
import torch, torch.nn.functional as F
torch.manual_seed(0)
torch.set_num_threads(1)

class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(64, 128)
        self.blocks = torch.nn.ModuleList([torch.nn.Linear(128, 128)])
        self.W = torch.nn.Parameter(torch.randn(128, 10) / 10)
    def forward(self, x):
        h = torch.relu(self.first(x))
        for block in self.blocks:
            h = torch.relu(block(h))
        return h @ self.W

class Double(torch.autograd.Function):
    @staticmethod
    def forward(context, x, W):
        context.save_for_backward(x, W)
        return x @ W
    @staticmethod
    def backward(context, gradient):
        x, W = context.saved_tensors
        return gradient @ W.T, x.T @ gradient

net, x, y = Net(), torch.randn(32, 64), torch.randn(32, 10)
optimizer = torch.optim.Adam(net.parameters())
for _ in range(3):
    optimizer.zero_grad()
    loss = F.mse_loss(net(x), y)
    loss.backward()
    optimizer.step()
    print(loss.item().hex())
V = torch.randn(10, 10, requires_grad=True)
Double.apply(y, V).sum().backward()
[g] = torch.autograd.grad((y.mm(V) @ V).sum(), V)
print([p.grad.sum().item().hex() for p in [*net.parameters(), V]], g.sum().item().hex())
A = torch.eye(10) + 0.1
print(torch.linalg.solve(A, y.T).sum().item().hex(), A.inverse().sum().item().hex(), (A @ A.numpy()).sum().item().hex())
try:
    y.sum().backward()
except RuntimeError:
    traceback.print_exc()
try:
    net(y)
except RuntimeError as error:
    print(error)
print(torch.utils._python_dispatch._get_current_dispatch_mode(), "torch._dynamo.convert_frame" in sys.modules)
A @ torch.ones(3)
"""


def xrayed(folder, source, *options):
    (folder / "program.py").write_text(source)
    plain = subprocess.run([sys.executable, "program.py"], cwd=folder, capture_output=True, text=True)
    settings = json.dumps({"report": str(folder / "report.json"), "budget": 0})
    command = [sys.executable, str(_run._CHILD), settings, "program.py"]
    under = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return plain, under, json.loads((folder / "report.json").read_text())


def test_training_gives_the_same_bits_and_is_seen_line_by_line(tmp_path, proved):
    plain, under, report = xrayed(tmp_path, TRAINING)
    assert (under.returncode, under.stdout, under.stderr) == (plain.returncode, plain.stdout, plain.stderr)
    assert "stopped early" not in str(report["skipped"])
    lines = TRAINING.splitlines()
    seen = {}
    for call in report["calls"]:
        text = lines[call["line"] - 1].strip()
        seen.setdefault(text, []).append((call["operation"].rpartition(".")[2], call["count"], call["flops"]))
    batch, linear = 32, [2 * 32 * 64 * 128 + 32 * 128, 2 * 32 * 128 * 128 + 32 * 128]
    assert seen["h = torch.relu(self.first(x))"] == [("addmm", 3, linear[0])]
    assert seen["h = torch.relu(block(h))"] == [("addmm", 3, linear[1])]
    assert seen["return h @ self.W"] == [("matmul", 3, 2 * batch * 128 * 10)]
    # of each weight and of each input but the first, a product of the forward's size
    backward = sorted((flops, count) for name, count, flops in seen["loss.backward()"] if name == "mm")
    expected = [2 * 32 * 128 * 10] * 2 + [2 * 32 * 128 * 128] * 2 + [2 * 32 * 64 * 128]
    assert sum(flops * count for flops, count in backward) == 3 * sum(expected)
    assert seen["return gradient @ W.T, x.T @ gradient"][0][:2] == (
        "matmul",
        1,
    )  # the user's own backward, at its lines
    assert {name for name, *_ in seen["[g] = torch.autograd.grad((y.mm(V) @ V).sum(), V)"]} == {"mm", "matmul"}
    assert "net(y)" not in seen
    proved("a training loop of PyTorch under X-ray: bits the same, forward and backward at their lines", "1 program")


COMPILED = """
import torch
W = torch.eye(4)
def inner(x): return x @ W
@torch.compile(fullgraph=True, backend="eager")
def f(x): return inner(x) @ W
print(f(torch.ones(4, 4)).sum().item())
W @ W
"""


def test_what_torch_compile_reads_is_left_as_it_is(tmp_path):
    plain, under, report = xrayed(tmp_path, COMPILED)
    assert (under.returncode, under.stdout, under.stderr) == (0, plain.stdout, plain.stderr)
    [skipped] = report["skipped"]
    assert skipped["reason"].startswith("this file uses torch.compile")
