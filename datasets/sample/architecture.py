"""The two sample models: RecurrentGemma and Gemma of the 2B models' build, small, and of about the same size.

Needs torch and transformers.
"""

from __future__ import annotations

import torch
from transformers import GemmaConfig, GemmaForCausalLM, RecurrentGemmaConfig, RecurrentGemmaForCausalLM
from transformers.models.recurrent_gemma import modeling_recurrent_gemma

# What a token may look back on in local attention. Small, so that most of a five-shot prompt lies beyond it.
WINDOW = 64

_SHAPE = {"hidden_size": 128, "num_hidden_layers": 6, "num_attention_heads": 2, "num_key_value_heads": 1,
          "pad_token_id": 0, "bos_token_id": 2, "eos_token_id": 1, "tie_word_embeddings": True}


def recurrentgemma(vocabulary: int, window: int) -> RecurrentGemmaForCausalLM:
    """Two recurrent blocks and one of local attention, twice."""
    return RecurrentGemmaForCausalLM(RecurrentGemmaConfig(
        vocab_size=vocabulary, lru_width=128, intermediate_size=640, attention_window_size=window,
        block_types=["recurrent", "recurrent", "attention"], logits_soft_cap=30.0, **_SHAPE))


def gemma(vocabulary: int) -> GemmaForCausalLM:
    """Six blocks of global attention."""
    return GemmaForCausalLM(GemmaConfig(
        vocab_size=vocabulary, head_dim=64, intermediate_size=352, max_position_embeddings=8192,
        hidden_activation="gelu_pytorch_tanh", initializer_range=0.06, **_SHAPE))


def made(name: str, vocabulary: int) -> torch.nn.Module:
    """The untrained model, for training: transformers keeps W keys where DeepMind's code keeps W + 1."""
    if name == "recurrentgemma-tiny":
        return recurrentgemma(vocabulary, WINDOW + 1)
    if name == "gemma-tiny":
        return gemma(vocabulary)
    raise SystemExit(f"no model {name!r}: give recurrentgemma-tiny or gemma-tiny")


class _Recurrence(torch.autograd.Function):
    """h[t] = a[t] h[t-1] + x[t] along axis 1, and its gradient, without a graph node for every token."""

    @staticmethod
    def forward(context, x, a):
        h = x.clone()
        for t in range(1, x.shape[1]):
            h[:, t].addcmul_(a[:, t], h[:, t - 1])
        context.save_for_backward(a, h)
        return h

    @staticmethod
    def backward(context, gradient):
        a, h = context.saved_tensors
        x_gradient = gradient.clone()
        for t in range(gradient.shape[1] - 1, 0, -1):
            x_gradient[:, t - 1].addcmul_(a[:, t], x_gradient[:, t])
        a_gradient = torch.zeros_like(a)
        a_gradient[:, 1:] = x_gradient[:, 1:] * h[:, :-1]
        return x_gradient, a_gradient


def _rnn_scan(self, hidden_states, recurrent_gate, reset, recurrent_states, acc_dtype=torch.float32):
    h = _Recurrence.apply(hidden_states, recurrent_gate * ~reset)
    return h, h[:, -1]


def use_fast_recurrence() -> None:
    """Replaces the recurrence of transformers, for whole sequences, after comparing the two."""
    rglru = modeling_recurrent_gemma.RecurrentGemmaRglru
    x, a = torch.randn(2, 9, 4, requires_grad=True), torch.rand(2, 9, 4, requires_grad=True)
    reset = torch.zeros(2, 9, 1, dtype=torch.bool)
    both = []
    for scan in (rglru._rnn_scan, _rnn_scan):
        h, _ = scan(None, hidden_states=x, recurrent_gate=a, reset=reset, recurrent_states=None)
        both.append((h, *torch.autograd.grad((h * h).sum(), (x, a))))
    for theirs, ours in zip(*both):
        torch.testing.assert_close(theirs, ours, rtol=1e-5, atol=1e-5)
    rglru._rnn_scan = _rnn_scan
