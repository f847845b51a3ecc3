package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.gguf.Metadata;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What begins and ends the texts of a GGUF file's model. */
final class GgufSequenceEnds {
  private static final String TOKENS = "tokenizer.ggml.";

  /** What ends a text or a turn wherever it is a token (llama.cpp, llama-vocab.cpp, shortened). */
  private static final Set<String> ENDS =
      Set.of(
          "<|eot_id|>",
          "<|im_end|>",
          "<|end|>",
          "<end_of_turn>",
          "<|endoftext|>",
          "<|eom_id|>",
          "<|end_of_text|>",
          "</s>",
          "<eos>");

  private GgufSequenceEnds() {}

  /** Adds {@code bos_token_id} and {@code eos_token_id}. */
  static void put(Metadata metadata, ObjectNode json) {
    metadata.whole(TOKENS + "bos_token_id").ifPresent(begin -> json.put(Checkpoint.BEGIN, begin));
    Set<Long> ends = new TreeSet<>();
    for (String key : List.of("eos_token_id", "eot_token_id")) {
      OptionalLong end = metadata.whole(TOKENS + key);
      end.ifPresent(ends::add);
    }
    List<String> texts = metadata.texts(TOKENS + "tokens").orElse(List.of());
    for (int id = 0; id < texts.size(); id++) {
      if (ENDS.contains(texts.get(id))) {
        ends.add((long) id);
      }
    }
    if (!ends.isEmpty()) {
      ArrayNode list = json.putArray(Checkpoint.END);
      ends.forEach(list::add);
    }
  }
}
