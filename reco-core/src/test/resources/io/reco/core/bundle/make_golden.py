"""Writes golden.safetensors from the format description alone (struct and json, no tensor library).

    python3 make_golden.py

Format: https://github.com/huggingface/safetensors#format
Tensors: wide types first, then by name; the header is padded with spaces to a multiple of 8.
"""
import json
import pathlib
import struct

TENSORS = [
    ("d", "F64", [2], struct.pack("<2d", 0.1, -1e300)),
    ("l", "I64", [1, 2], struct.pack("<2q", -(2**63), 2**40 + 1)),
    ("a", "F32", [2, 3], struct.pack("<6f", 0.0, 1.5, -2.25, 3e38, 1e-45, 0.1)),
    ("é", "F32", [], struct.pack("<f", 7.0)),
    ("i", "I32", [3], struct.pack("<3i", -1, 2**31 - 1, 258)),
    ("empty", "U8", [0, 4], b""),
    ("u", "U8", [5], bytes([0, 1, 127, 128, 255])),
]

header, data = {}, b""
for name, dtype, shape, raw in TENSORS:
    header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
text += b" " * (-len(text) % 8)
pathlib.Path(__file__).with_name("golden.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
