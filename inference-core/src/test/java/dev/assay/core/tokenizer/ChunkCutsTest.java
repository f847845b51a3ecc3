package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cutting text into chunks and remembering their ids changes no id. */
class ChunkCutsTest {
  private static final String[] NASTY = {
    "a", "b", "ab", "aab", "ba", "c", "abc", "cab", "bb", "▁", "▁▁", "▁a", "é", "aé", "好", "🚀",
    "🚀🚀", "x", "\n", "\n\n", "0", " ", "<", "<0x41>"
  };

  @Test
  void randomTextsOverRandomVocabulariesHaveTheSameIdsWithAndWithoutCuts() {
    Random random = new Random(11);
    int cuts = 0;
    for (int trial = 0; trial < 60; trial++) {
      Fixture fixture = Fixture.random(random);
      for (int i = 0; i < 60; i++) {
        String text = text(random);
        IdBuffer cut = new IdBuffer(8);
        IdBuffer whole = new IdBuffer(8);
        fixture.encoder.encode(text, 0, text.length(), cut);
        fixture.encoder.encodeWhole(text, 0, text.length(), whole);
        assertThat(cut.toArray()).as(text).isEqualTo(whole.toArray());
        cuts += fixture.boundaries(text);
      }
    }
    assertThat(cuts).as("boundaries at which text was cut").isGreaterThan(10_000);
  }

  @Test
  void manyThreadsGetTheIdsThatOneGets() {
    Tokenizer tokenizer = Tokenizers.open(Goldens.resource("tiny"));
    Random random = new Random(3);
    String[] texts = new String[400];
    int[][] ids = new int[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text(random);
      ids[i] = Tokenizers.open(Goldens.resource("tiny")).encode(texts[i]);
    }
    IntStream.range(0, 40_000)
        .parallel()
        .forEach(i -> assertThat(tokenizer.encode(texts[i % 400])).isEqualTo(ids[i % 400]));
  }

  @Test
  void aMillionCharactersWithoutAnyBoundaryAreEncodedWhole() {
    Tokenizer tokenizer = Tokenizers.open(Goldens.resource("tiny"));
    String[] units = {"a", " ", "🚀", "the", "\uD800"};
    for (String unit : units) {
      String text = unit.repeat(1_000_000 / unit.length());
      String decoded = tokenizer.decode(tokenizer.encode(text));
      assertThat(decoded.equals(text.replace('\uD800', '\uFFFD'))).as(unit).isTrue();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append(NASTY[random.nextInt(NASTY.length)]);
    }
    return text.toString();
  }

  private record Fixture(TextEncoder encoder, Bigrams bigrams) {
    /** Code points of the nasty alphabet but one, bytes, and random merges of what is there. */
    static Fixture random(Random random) {
      List<String> texts = new ArrayList<>();
      for (int value = 0; value < 256; value++) {
        texts.add(String.format("<0x%02X>", value));
      }
      "abc▁é好🚀\n0 <".codePoints().forEach(point -> texts.add(Character.toString(point)));
      MergeTable table = new MergeTable(8);
      Bigrams bigrams = new Bigrams();
      for (int rank = 0; rank < 40; rank++) {
        int left = 256 + random.nextInt(texts.size() - 256);
        int right = 256 + random.nextInt(texts.size() - 256);
        String merged = texts.get(left) + texts.get(right);
        int result = texts.indexOf(merged);
        if (result < 0) {
          result = texts.size();
          texts.add(merged);
        }
        table.put(left, right, rank, result);
        bigrams.addAll(merged);
      }
      Vocabulary vocabulary = new Vocabulary(texts.toArray(String[]::new));
      BytePairSymbols symbols =
          new BytePairSymbols(vocabulary, new ByteTokens(vocabulary), Vocabulary.ABSENT, false);
      return new Fixture(new TextEncoder(symbols, table, bigrams), bigrams);
    }

    int boundaries(String text) {
      int[] points = text.codePoints().toArray();
      return (int)
          IntStream.range(1, points.length)
              .filter(i -> !bigrams.contains(points[i - 1], points[i]))
              .count();
    }
  }
}
