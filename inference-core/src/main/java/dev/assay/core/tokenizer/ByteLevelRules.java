package dev.assay.core.tokenizer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How byte-level tokenizers differ but for their vocabularies.
 *
 * @param takesWholePieces whether a piece that is an entry is taken without merging ({@code
 *     ignore_merges})
 * @param composes whether the text is put into normal form C first
 * @param addsBegin whether BOS stands before every text where nothing else is said
 */
public record ByteLevelRules(
    PieceSplit split, boolean takesWholePieces, boolean composes, boolean addsBegin) {
  private static final ByteLevelRules GPT2 =
      new ByteLevelRules(PieceSplit.GPT2, false, false, false);
  private static final ByteLevelRules SMOLLM =
      new ByteLevelRules(PieceSplit.DIGITS_GPT2, false, false, false);
  private static final ByteLevelRules LLAMA3 =
      new ByteLevelRules(PieceSplit.LLAMA3, true, false, true);
  private static final ByteLevelRules QWEN2 =
      new ByteLevelRules(PieceSplit.QWEN2, false, true, false);

  private static final Map<String, ByteLevelRules> NAMED = new TreeMap<>();

  static {
    List.of("gpt-2", "phi-2", "olmo", "mpt", "jais").forEach(name -> NAMED.put(name, GPT2));
    List.of("smollm", "starcoder", "refact", "command-r", "codeshell")
        .forEach(name -> NAMED.put(name, SMOLLM));
    List.of("llama-bpe", "llama3", "llama-v3", "falcon3", "pixtral", "lfm2")
        .forEach(name -> NAMED.put(name, LLAMA3));
    List.of("qwen2", "deepseek-r1-qwen", "megrez").forEach(name -> NAMED.put(name, QWEN2));
  }

  /**
   * The rules that GGUF files name by {@code tokenizer.ggml.pre} (llama.cpp, llama-vocab.cpp;
   * Qwen's texts are composed as its own tokenizer does, which llama.cpp leaves out). Empty for any
   * other name, {@code default} among them: such a file does not say how its texts are divided.
   */
  public static Optional<ByteLevelRules> named(String name) {
    return Optional.ofNullable(NAMED.get(name));
  }

  /** The names that {@link #named} knows, in their order. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }
}
