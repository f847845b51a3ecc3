package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokenizers from their parts are those of the files that the parts are from. */
class TokenizersOfValuesTest {
  private static final Path FILE = Path.of("model.gguf");
  private static final SequenceEnds NO_ENDS =
      new SequenceEnds(OptionalInt.empty(), OptionalInt.empty(), false);

  @ParameterizedTest
  @CsvSource({"gpt2, gpt-2", "smollm, smollm", "qwen2, qwen2", "llama3, llama-bpe"})
  void byteLevel(String name, String rules) throws IOException {
    Path folder = Goldens.resource("byte-level-" + name);
    Tokenizer tokenizer = Tokenizers.byteLevel(vocabulary(folder, rules));
    int compared = 0;
    for (String line : Goldens.lines(folder.resolve("golden.jsonl"))) {
      JsonNode golden = new ObjectMapper().readTree(line);
      String text = golden.get("text").textValue();
      // Values do not say which tokens take white space along.
      if (Stream.of("<|left|>", "<|both|>", "<|right|>").noneMatch(text::contains)) {
        int[] ids = Goldens.ids(golden.get("ids"));
        assertThat(tokenizer.encode(text)).as(text).isEqualTo(ids);
        assertThat(tokenizer.decode(ids)).isEqualTo(golden.path("decoded").asText(text));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void byteLevelVectorsOfTheFamilies() throws IOException {
    for (String[] name :
        new String[][] {{"gpt2", "gpt-2"}, {"qwen2", "qwen2"}, {"smollm", "smollm"}}) {
      Path folder = SharedFolder.path("goldens/families/tokenizers/" + name[0]);
      Tokenizer tokenizer = Tokenizers.byteLevel(vocabulary(folder, name[1]));
      assertThat(Goldens.compare(tokenizer, folder.resolve("vectors.jsonl.gz"))).isEqualTo(2236);
    }
  }

  private static ByteLevelVocabulary vocabulary(Path folder, String rules) throws IOException {
    JsonNode root = new ObjectMapper().readTree(folder.resolve("tokenizer.json").toFile());
    List<VocabularyEntry> entries = new ArrayList<>();
    root.at("/model/vocab")
        .properties()
        .forEach(
            entry -> put(entries, entry.getValue().intValue(), entry.getKey(), TokenType.NORMAL));
    root.get("added_tokens")
        .forEach(
            token ->
                put(
                    entries,
                    token.get("id").intValue(),
                    token.get("content").textValue(),
                    token.get("special").booleanValue()
                        ? TokenType.CONTROL
                        : TokenType.USER_DEFINED));
    List<String> merges = new ArrayList<>();
    root.at("/model/merges")
        .forEach(
            merge ->
                merges.add(
                    merge.isTextual()
                        ? merge.textValue()
                        : merge.get(0).textValue() + " " + merge.get(1).textValue()));
    return new ByteLevelVocabulary(
        FILE, entries, merges, ByteLevelRules.named(rules).orElseThrow(), NO_ENDS);
  }

  private static void put(List<VocabularyEntry> entries, int id, String text, TokenType type) {
    while (entries.size() <= id) {
      entries.add(null);
    }
    entries.set(id, new VocabularyEntry(text, 0, type));
  }

  @Test
  void rulesHaveTheNamesOfGguf() {
    assertThat(ByteLevelRules.named("llama-bpe").orElseThrow().addsBegin()).isTrue();
    assertThat(ByteLevelRules.named("qwen2").orElseThrow().composes()).isTrue();
    for (String unknown : new String[] {"default", "", "gpt-4o", "tekken", "qwen35", "llama4"}) {
      assertThat(ByteLevelRules.named(unknown)).isEmpty();
    }
    assertThat(ByteLevelRules.names()).contains("smollm", "gpt-2").isSorted();
  }

  @Test
  void sentencePieceByScores() {
    Tokenizer tokenizer = Tokenizers.sentencePiece(FILE, pieces(), true, NO_ENDS);
    assertThat(texts(tokenizer, "ab abc")).containsExactly("▁ab", "▁ab", "c");
    assertThat(texts(tokenizer, "a  b")).containsExactly("▁", "a", "  ", "b");
    assertThat(texts(tokenizer, "<s>ab</s>ab")).containsExactly("<s>", "▁ab", "</s>", "▁ab");
    assertThat(texts(tokenizer, "")).isEmpty();
    assertThat(texts(tokenizer, "é")).containsExactly("▁", "<0xC3>", "<0xA9>");
    assertThat(texts(tokenizer, "▁▁a")).containsExactly("  ", "▁", "a");
    assertThat(texts(tokenizer, "a     b")).containsExactly("▁", "a", "  ", "  ", "▁", "b");
    for (String text : new String[] {"ab abc", "é 🚀", "cab", "a  b", "a   b"}) {
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }
    int[] turn = tokenizer.encode("<s>ab</s>");
    assertThat(tokenizer.decode(turn)).isEqualTo("<s> ab</s>");
    assertThat(tokenizer.decode(turn, SpecialTokens.SKIPPED)).isEqualTo("ab");

    Tokenizer bare = Tokenizers.sentencePiece(FILE, pieces(), false, NO_ENDS);
    assertThat(texts(bare, "ab abc")).containsExactly("ab", "▁ab", "c");
    assertThat(texts(bare, "bcbca")).containsExactly("bc", "bc", "a");
    assertThat(texts(bare, "<s>ab")).containsExactly("<s>", "ab");
  }

  /** Type by type in the order of ids; "ab" is merged first, then "▁ab", then "bc". */
  private static List<VocabularyEntry> pieces() {
    List<VocabularyEntry> pieces =
        new ArrayList<>(
            List.of(
                new VocabularyEntry("<unk>", 0, TokenType.UNKNOWN),
                new VocabularyEntry("<s>", 0, TokenType.CONTROL),
                new VocabularyEntry("</s>", 0, TokenType.CONTROL),
                new VocabularyEntry("  ", 0, TokenType.USER_DEFINED)));
    for (int value = 0; value < 256; value++) {
      pieces.add(new VocabularyEntry(String.format("<0x%02X>", value), 0, TokenType.BYTE));
    }
    float score = -1;
    for (String text : new String[] {"ab", "▁ab", "bc", "▁", "a", "b", "c"}) {
      pieces.add(new VocabularyEntry(text, score--, TokenType.NORMAL));
    }
    return pieces;
  }

  private static List<String> texts(Tokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.encode(text)).mapToObj(id -> pieces().get(id).text()).toList();
  }

  @Test
  void refusesPartsThatDoNotFit() {
    ByteLevelRules rules = ByteLevelRules.named("gpt-2").orElseThrow();
    refuses(List.of(entry("a"), entry("a")), List.of(), rules, "'a' has two ids");
    refuses(List.of(entry("a")), List.of("a b"), rules, "merge 0: 'ab' is not in vocab");
    refuses(List.of(entry("a"), entry("aa")), List.of("a a", "a"), rules, "merge 1: 'a'");
    refuses(List.of(new VocabularyEntry("", 0, TokenType.CONTROL)), List.of(), rules, "is empty");

    List<VocabularyEntry> twice = new ArrayList<>(pieces());
    twice.add(entry("ab"));
    refusesPieces(twice, "'ab' has two ids");
    List<VocabularyEntry> fewer = new ArrayList<>(pieces());
    fewer.remove(10);
    refusesPieces(fewer, "lacks some of the 256");
    List<VocabularyEntry> unscored = new ArrayList<>(pieces());
    unscored.add(new VocabularyEntry("x", Float.NaN, TokenType.NORMAL));
    refusesPieces(unscored, "score NaN");
    List<VocabularyEntry> empty = new ArrayList<>(pieces());
    empty.add(entry(""));
    refusesPieces(empty, "0 chars");
  }

  private static VocabularyEntry entry(String text) {
    return new VocabularyEntry(text, 0, TokenType.NORMAL);
  }

  private static void refuses(
      List<VocabularyEntry> entries, List<String> merges, ByteLevelRules rules, String named) {
    ByteLevelVocabulary vocabulary = new ByteLevelVocabulary(FILE, entries, merges, rules, NO_ENDS);
    assertThatThrownBy(() -> Tokenizers.byteLevel(vocabulary))
        .isInstanceOf(AssayException.class)
        .hasMessageContainingAll("model.gguf", named);
  }

  private static void refusesPieces(List<VocabularyEntry> pieces, String named) {
    assertThatThrownBy(() -> Tokenizers.sentencePiece(FILE, pieces, true, NO_ENDS))
        .isInstanceOf(AssayException.class)
        .hasMessageContainingAll("model.gguf", named);
  }
}
