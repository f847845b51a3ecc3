"""Random blocks of every type of GGUF with what gguf-py (0.19) dequantises them to: blocks.bin.gz.

python gguf_blocks.py OUTPUT [BLOCKS]

Per type, little endian: u32 number, u32 blocks, the blocks, their float32 values. All bits are random; in
the first blocks the factors in binary16 are zeros, subnormal, infinite and NaN.
"""

import gzip
import struct
import sys

import gguf
import numpy as np

# Where a block has its factors.
FACTORS = {
    "F16": [0], "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "IQ4_NL": [0],
    "Q2_K": [80, 82], "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "IQ4_XS": [0],
    "F32": [], "BF16": [],
}
SPECIAL = [0x0000, 0x8000, 0x0001, 0x83FF, 0x0400, 0x7BFF, 0x7C00, 0xFC00, 0x7E01, 0x3C00, 0xB555]


def main(output, blocks):
    random = np.random.default_rng(7)
    with gzip.GzipFile(output, "wb", mtime=0) as file:
        for name, factors in FACTORS.items():
            type_ = gguf.GGMLQuantizationType[name]
            size = gguf.GGML_QUANT_SIZES[type_][1]
            raw = random.integers(0, 256, (blocks, size), dtype=np.uint8)
            for block, bits in enumerate(SPECIAL[:blocks]):
                for factor, at in enumerate(factors):
                    value = bits if factor == 0 else SPECIAL[(block * 5 + 3) % len(SPECIAL)]
                    raw[block, at:at + 2] = np.frombuffer(struct.pack("<H", value), np.uint8)
            with np.errstate(all="ignore"):
                if name == "F32":
                    values = raw.view("<f4")
                else:
                    values = gguf.quants.dequantize(raw, type_)
            file.write(struct.pack("<II", type_.value, blocks))
            file.write(raw.tobytes())
            file.write(np.ascontiguousarray(values, "<f4").tobytes())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 12)
