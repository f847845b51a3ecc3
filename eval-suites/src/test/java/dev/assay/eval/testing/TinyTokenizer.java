package dev.assay.eval.testing;

import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tokenizer of 704 pieces, shaped as Gemma's, among inference-core's test resources. */
public final class TinyTokenizer {
  private TinyTokenizer() {}

  public static Tokenizer open() {
    try {
      Path folder = Files.createTempDirectory("tiny-tokenizer");
      for (String name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
        try (InputStream in = TinyTokenizer.class.getResourceAsStream("/tokenizers/tiny/" + name)) {
          Files.copy(in, folder.resolve(name));
        }
      }
      Tokenizer tokenizer = Tokenizers.open(folder);
      for (String name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
        Files.delete(folder.resolve(name));
      }
      Files.delete(folder);
      return tokenizer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
