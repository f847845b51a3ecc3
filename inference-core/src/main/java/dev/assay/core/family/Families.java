package dev.assay.core.family;

import static dev.assay.core.family.Defaults.DERIVED;
import static dev.assay.core.family.Defaults.STATED;

import dev.assay.core.family.AttentionRules.Scale;
import dev.assay.core.family.BiasRules.Bias;
import dev.assay.core.family.TextRules.Begin;
import dev.assay.core.family.TextRules.Conversation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All families that are computed. Sources: transformers 5.24, {@code models/NAME/modular_NAME.py}
 * and {@code configuration_NAME.py} of each; recurrentgemma/torch for RecurrentGemma.
 */
public final class Families {
  private static final int ANY = Integer.MAX_VALUE;

  /** Griffin (arXiv 2402.19427): its window counts the keys before the query's own. */
  public static final Family RECURRENT_GEMMA =
      new Family(
          "recurrent_gemma",
          Wrapper.NONE,
          TensorPlan.GRIFFIN,
          Norms.TWO_PLUS_ONE,
          new BiasRules(Bias.ATTENTION_BIAS, Bias.ALWAYS, Bias.ALWAYS),
          true,
          new AttentionRules(
              Scale.HEAD_DIMENSION,
              SoftCapRule.NONE,
              new RotaryRule(10_000, 0, 0.5),
              new WindowRule.EveryLayer("attention_window_size", 2048, 1)),
          FeedForwardRules.gelu(2),
          EmbeddingScale.ROUNDED_ROOT,
          new SoftCapRule("logits_soft_cap", 30),
          new Defaults(STATED, STATED, DERIVED, DERIVED, ANY, 1e-6, true),
          new TextRules(Begin.ALWAYS, 8192, Conversation.GEMMA));

  public static final Family GEMMA =
      new Family(
          "gemma",
          Wrapper.NONE,
          TensorPlan.LLAMA,
          Norms.TWO_PLUS_ONE,
          BiasRules.BY_ATTENTION_KEY,
          false,
          new AttentionRules(
              Scale.HEAD_DIMENSION,
              SoftCapRule.NONE,
              RotaryRule.wholeHead(10_000),
              new WindowRule.None()),
          FeedForwardRules.GELU,
          EmbeddingScale.ROOT,
          SoftCapRule.NONE,
          new Defaults(STATED, STATED, DERIVED, DERIVED, 8192, 1e-6, true),
          new TextRules(Begin.ALWAYS, 8192, Conversation.GEMMA));

  /** Every second layer, the first included, has a window; scores and logits are capped. */
  public static final Family GEMMA2 =
      new Family(
          "gemma2",
          Wrapper.NONE,
          TensorPlan.SANDWICHED,
          new Norms(true, false, 1f),
          BiasRules.BY_ATTENTION_KEY,
          false,
          new AttentionRules(
              Scale.QUERY_SCALAR,
              new SoftCapRule("attn_logit_softcapping", 50),
              RotaryRule.wholeHead(10_000),
              new WindowRule.Periodic("", 2, 4096)),
          FeedForwardRules.GELU,
          EmbeddingScale.ROOT,
          new SoftCapRule("final_logit_softcapping", 30),
          new Defaults(256_000, STATED, 4, 256, 8192, 1e-6, true),
          new TextRules(Begin.ALWAYS, ANY, Conversation.GEMMA));

  /** Every sixth layer sees everything, by frequencies of its own; no cap of the scores. */
  public static final Family GEMMA3_TEXT = gemma3("gemma3_text", Wrapper.NONE);

  /** The text part of a model that also sees: nothing of its vision is read. */
  public static final Family GEMMA3 =
      gemma3(
          "gemma3",
          new Wrapper(
              "text_config",
              Map.of(
                  "language_model.model.", "model.",
                  "model.language_model.", "model.",
                  "language_model.lm_head.", "lm_head."),
              List.of(
                  "vision_tower.",
                  "multi_modal_projector.",
                  "model.vision_tower.",
                  "model.multi_modal_projector.")));

  public static final Family MISTRAL =
      new Family(
          "mistral",
          Wrapper.NONE,
          TensorPlan.LLAMA,
          Norms.TWO,
          BiasRules.BY_ATTENTION_KEY,
          false,
          new AttentionRules(
              Scale.HEAD_DIMENSION,
              SoftCapRule.NONE,
              RotaryRule.wholeHead(10_000),
              new WindowRule.EveryLayer(WindowRule.WINDOW, 0, 0)),
          FeedForwardRules.SILU,
          EmbeddingScale.NONE,
          SoftCapRule.NONE,
          new Defaults(STATED, STATED, DERIVED, DERIVED, 131_072, 1e-6, false),
          new TextRules(Begin.BY_TOKENIZER, ANY, Conversation.MISTRAL));

  /** Llama 2 and 3, SmolLM2, TinyLlama and others that use the name. */
  public static final Family LLAMA =
      new Family(
          "llama",
          Wrapper.NONE,
          TensorPlan.LLAMA,
          Norms.TWO,
          new BiasRules(Bias.ATTENTION_BIAS, Bias.ATTENTION_BIAS, Bias.MLP_BIAS),
          false,
          new AttentionRules(
              Scale.HEAD_DIMENSION,
              SoftCapRule.NONE,
              RotaryRule.wholeHead(10_000),
              new WindowRule.None()),
          FeedForwardRules.SILU,
          EmbeddingScale.NONE,
          SoftCapRule.NONE,
          new Defaults(32_000, STATED, DERIVED, DERIVED, 2048, 1e-6, false),
          new TextRules(Begin.BY_TOKENIZER, ANY, Conversation.UNKNOWN));

  /** Qwen 2 and 2.5: biases that no key announces, and a window that one key switches on. */
  public static final Family QWEN2 =
      new Family(
          "qwen2",
          Wrapper.NONE,
          TensorPlan.LLAMA,
          Norms.TWO,
          new BiasRules(Bias.ALWAYS, Bias.NEVER, Bias.NEVER),
          false,
          new AttentionRules(
              Scale.HEAD_DIMENSION,
              SoftCapRule.NONE,
              RotaryRule.wholeHead(10_000),
              new WindowRule.Switched(28, 4096)),
          FeedForwardRules.SILU,
          EmbeddingScale.NONE,
          SoftCapRule.NONE,
          new Defaults(151_936, STATED, DERIVED, DERIVED, 32_768, 1e-6, false),
          new TextRules(Begin.BY_TOKENIZER, ANY, Conversation.UNKNOWN));

  /** Qwen 3, dense: norms of queries and keys in place of their biases. */
  public static final Family QWEN3 =
      new Family(
          "qwen3",
          Wrapper.NONE,
          TensorPlan.LLAMA,
          new Norms(false, true, 0f),
          BiasRules.BY_ATTENTION_KEY,
          false,
          new AttentionRules(
              Scale.HEAD_DIMENSION,
              SoftCapRule.NONE,
              RotaryRule.wholeHead(10_000),
              new WindowRule.Switched(28, 4096)),
          FeedForwardRules.SILU,
          EmbeddingScale.NONE,
          SoftCapRule.NONE,
          new Defaults(151_936, STATED, DERIVED, 128, 32_768, 1e-6, false),
          new TextRules(Begin.BY_TOKENIZER, ANY, Conversation.UNKNOWN));

  /** Phi-3 mini with 4k positions: Llama with fused tensors. */
  public static final Family PHI3 =
      new Family(
          "phi3",
          Wrapper.NONE,
          TensorPlan.FUSED,
          Norms.TWO,
          new BiasRules(Bias.NEVER, Bias.NEVER, Bias.NEVER),
          false,
          new AttentionRules(
              Scale.HEAD_DIMENSION,
              SoftCapRule.NONE,
              RotaryRule.wholeHead(10_000),
              new WindowRule.EveryLayer(WindowRule.WINDOW, 0, 0)),
          FeedForwardRules.SILU,
          EmbeddingScale.NONE,
          SoftCapRule.NONE,
          new Defaults(32_064, STATED, DERIVED, DERIVED, 4096, 1e-5, false),
          new TextRules(Begin.BY_TOKENIZER, ANY, Conversation.UNKNOWN));

  /** In the order in which errors name them. */
  public static final List<Family> ALL =
      List.of(
          RECURRENT_GEMMA, GEMMA, GEMMA2, GEMMA3_TEXT, GEMMA3, MISTRAL, LLAMA, QWEN2, QWEN3, PHI3);

  /** Their model types, in the same order. */
  public static final List<String> MODEL_TYPES = ALL.stream().map(Family::modelType).toList();

  private Families() {}

  /** The family of a {@code model_type}; empty where none is computed. */
  public static Optional<Family> named(String modelType) {
    return ALL.stream().filter(family -> family.modelType().equals(modelType)).findFirst();
  }

  private static Family gemma3(String modelType, Wrapper wrapper) {
    return new Family(
        modelType,
        wrapper,
        TensorPlan.SANDWICHED,
        new Norms(true, true, 1f),
        BiasRules.BY_ATTENTION_KEY,
        false,
        new AttentionRules(
            Scale.QUERY_SCALAR,
            SoftCapRule.NONE,
            new RotaryRule(1_000_000, 10_000, 1),
            new WindowRule.Periodic("sliding_window_pattern", 6, 4096)),
        FeedForwardRules.GELU,
        EmbeddingScale.ROOT,
        new SoftCapRule("final_logit_softcapping", 0),
        new Defaults(262_208, 8, 4, 256, 131_072, 1e-6, true),
        new TextRules(Begin.ALWAYS, ANY, Conversation.GEMMA));
  }
}
