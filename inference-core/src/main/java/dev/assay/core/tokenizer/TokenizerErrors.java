package dev.assay.core.tokenizer;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.nio.file.Path;

/** The errors of reading a tokenizer and of decoding with it. */
final class TokenizerErrors {
  private static final int LONGEST_QUOTE = 400;

  private TokenizerErrors() {}

  static AssayException missing(Path path, String lookedFor) {
    return new AssayException(
        ErrorKind.MODEL,
        "no tokenizer at " + path,
        lookedFor,
        "copy the model's tokenizer.json or tokenizer.model there");
  }

  static AssayException unreadable(Path file, Exception thrown) {
    return new AssayException(
        ErrorKind.MODEL,
        "cannot read " + file,
        String.valueOf(thrown.getMessage()),
        "check that the file is there and may be read",
        thrown);
  }

  static AssayException broken(Path file, String cause) {
    return new AssayException(
        ErrorKind.MODEL,
        "broken tokenizer file " + file,
        shortened(cause),
        "copy the file again from where the model was published");
  }

  static AssayException unsupported(Path file, String what, String supported) {
    return new AssayException(
        ErrorKind.MODEL,
        shortened(what) + " in " + file + " is not supported",
        "supported: " + supported,
        "use a tokenizer of the Gemma, Llama, Mistral, Qwen, SmolLM or GPT-2 kind");
  }

  /** As much of a text of the file as an error should hold. */
  private static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }

  static AssayException idOutside(int id, int vocabularySize) {
    return AssayException.request(
        "unknown_token",
        "cannot decode id " + id,
        "the vocabulary has no entry for it; its ids are below " + vocabularySize,
        "check that the ids come from this model");
  }
}
