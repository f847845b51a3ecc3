package dev.assay.core.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns the texts of tokens into the text they stand for, as tokenizer.json's {@code decoder}. */
interface Decoder {
  List<String> decode(List<String> tokens);

  /** Replaces every occurrence of a text in every token. */
  record Replace(String pattern, String content) implements Decoder {
    @Override
    public List<String> decode(List<String> tokens) {
      return tokens.stream().map(token -> token.replace(pattern, content)).toList();
    }
  }

  /**
   * Joins runs of {@code <0xXX>} to the characters they spell. A run that is not UTF-8 becomes one
   * U+FFFD for each of its bytes, as in the original.
   */
  record ByteFallback() implements Decoder {
    @Override
    public List<String> decode(List<String> tokens) {
      List<String> decoded = new ArrayList<>(tokens.size());
      IdBuffer run = new IdBuffer(8);
      for (String token : tokens) {
        int value = ByteTokens.value(token);
        if (value >= 0) {
          run.add(value);
          continue;
        }
        if (run.size() > 0) {
          decoded.add(spell(run.toArray()));
          run = new IdBuffer(8);
        }
        decoded.add(token);
      }
      if (run.size() > 0) {
        decoded.add(spell(run.toArray()));
      }
      return decoded;
    }

    private static String spell(int[] values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length);
      for (int value : values) {
        bytes.put((byte) value);
      }
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      } catch (CharacterCodingException notUtf8) {
        return "\uFFFD".repeat(values.length);
      }
    }
  }

  /**
   * Joins all tokens to the text that their characters spell as bytes; a token that has a character
   * which is no byte's stands for its own UTF-8.
   */
  record ByteLevel() implements Decoder {
    @Override
    public List<String> decode(List<String> tokens) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (String token : tokens) {
        byte[] spelled = spelled(token);
        bytes.write(spelled, 0, spelled.length);
      }
      return List.of(LenientUtf8.decode(bytes.toByteArray()));
    }

    private static byte[] spelled(String token) {
      byte[] bytes = new byte[token.length()];
      for (int i = 0; i < bytes.length; i++) {
        int value = ByteAlphabet.value(token.charAt(i));
        if (value < 0) {
          return token.getBytes(StandardCharsets.UTF_8);
        }
        bytes[i] = (byte) value;
      }
      return bytes;
    }
  }

  /** Joins all tokens to one. */
  record Fuse() implements Decoder {
    @Override
    public List<String> decode(List<String> tokens) {
      return List.of(String.join("", tokens));
    }
  }

  /** Takes up to so many of one character from the start and the end of every token. */
  record Strip(int character, int start, int stop) implements Decoder {
    @Override
    public List<String> decode(List<String> tokens) {
      return tokens.stream().map(this::strip).toList();
    }

    private String strip(String token) {
      int[] points = token.codePoints().toArray();
      int from = 0;
      while (from < points.length && from < start && points[from] == character) {
        from++;
      }
      int to = points.length;
      while (to > from && points.length - to < stop && points[to - 1] == character) {
        to--;
      }
      return new String(points, from, to - from);
    }
  }

  /** One after the other. */
  record Sequence(List<Decoder> steps) implements Decoder {
    @Override
    public List<String> decode(List<String> tokens) {
      List<String> decoded = tokens;
      for (Decoder step : steps) {
        decoded = step.decode(decoded);
      }
      return decoded;
    }
  }

  /** What the original does where no decoder is given: tokens with spaces between them. */
  record JoinedBySpaces() implements Decoder {
    @Override
    public List<String> decode(List<String> tokens) {
      return List.of(String.join(" ", tokens));
    }
  }
}
