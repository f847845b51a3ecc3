/**
 * The container of GGUF files (ggml-org/ggml, docs/gguf.md; llama.cpp, ggml/src/gguf.cpp): metadata
 * and a directory of tensors, checked before use. A header makes us allocate no more than a small
 * multiple of the bytes it really has. What keys and tensors mean is told elsewhere.
 */
package dev.assay.core.gguf;
