package dev.assay.eval.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.prompt.PromptPieces;
import dev.assay.eval.testing.HarnessGoldens;
import dev.assay.eval.testing.TinyTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {
  private static final int BOS = 2;

  private final Tokenizer tokenizer = TinyTokenizer.open();
  private final RequestEncoder withBos = encoder(OptionalInt.of(BOS), Truncation.FAIL, 10_000);
  private final RequestEncoder bare = encoder(OptionalInt.empty(), Truncation.FAIL, 10_000);

  private RequestEncoder encoder(OptionalInt bos, Truncation truncation, int maxLength) {
    return new RequestEncoder(tokenizer, new EncodingPolicy(bos, truncation, maxLength));
  }

  private static MultipleChoiceItem item(String context, List<String> continuations) {
    return new MultipleChoiceItem(
        "t",
        0,
        new PromptPieces("", List.of(), context),
        continuations,
        continuations.stream().map(String::strip).toList(),
        0,
        MissingNode.getInstance());
  }

  static Stream<JsonNode> goldens() {
    return HarnessGoldens.lines("encodings.jsonl").stream().map(HarnessGoldens::parse);
  }

  /** Context, continuation and what is left of the context, by the harness's own code. */
  @ParameterizedTest
  @MethodSource("goldens")
  void idsAreTheHarnesss(JsonNode golden) {
    String context = golden.get("context").textValue();
    List<String> continuations = new ArrayList<>();
    golden.get("continuations").forEach(c -> continuations.add(c.textValue()));
    List<EncodedChoice> whole = withBos.encode(context, continuations, continuations);
    int maxLength = golden.get("max_length").intValue();
    EncodedItem cut =
        encoder(OptionalInt.of(BOS), Truncation.HARNESS, maxLength)
            .encode(item(context, continuations));
    int longest = 0;
    boolean scorable = true;
    for (int i = 0; i < whole.size(); i++) {
      JsonNode encoded = golden.get("encoded").get(i);
      int[] continuation = ids(encoded.get("continuation"));
      assertThat(whole.get(i).context()).isEqualTo(ids(encoded.get("context")));
      assertThat(whole.get(i).continuation()).isEqualTo(continuation);
      longest = Math.max(longest, encoded.get("context").size() + continuation.length - 1);
      // The harness asserts both, and ends the run where they do not hold.
      scorable &= continuation.length > 0 && continuation.length <= maxLength;
    }
    assertThat(cut.failed()).isEqualTo(!scorable);
    if (scorable) {
      assertThat(cut.truncatedTokens()).isEqualTo(Math.max(0, longest - maxLength));
      for (int i = 0; i < whole.size(); i++) {
        EncodedChoice choice = cut.choices().get(i);
        int[] input = ids(golden.get("encoded").get(i).get("input"));
        assertThat(read(choice)).isEqualTo(input);
        assertThat(choice.continuation()).isEqualTo(whole.get(i).continuation());
      }
    }
  }

  private static int[] ids(JsonNode array) {
    int[] ids = new int[array.size()];
    Arrays.setAll(ids, i -> array.get(i).intValue());
    return ids;
  }

  /** What the model reads: all but the last token. */
  private static int[] read(EncodedChoice choice) {
    int[] context = choice.context();
    int[] all = Arrays.copyOf(context, context.length + choice.continuation().length - 1);
    System.arraycopy(
        choice.continuation(), 0, all, context.length, choice.continuation().length - 1);
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "  \t", "\u00a0", "\u0085", " \u2028\u3000"})
  void whiteSpaceOfTheContextMovesToTheContinuation(String space) {
    List<EncodedChoice> moved = withBos.encode("the harbour" + space, List.of("of"), List.of("of"));
    List<EncodedChoice> given = withBos.encode("the harbour", List.of(space + "of"), List.of("of"));
    assertThat(moved).usingRecursiveComparison().isEqualTo(given);
    assertThat(moved.get(0).context()).isEqualTo(begun(tokenizer.encode("the harbour")));
  }

  @Test
  void lengthsAreTheChoicesAloneInCodePointsAndBytes() {
    EncodedChoice choice = withBos.encode("the ", List.of(" é🦊"), List.of("é🦊")).get(0);
    assertThat(choice.codePoints()).isEqualTo(2);
    assertThat(choice.bytes()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\u00a0"})
  void bosStandsForAnEmptyContext(String context) {
    int[] ids = tokenizer.encode(context + " the harbour");
    for (RequestEncoder encoder : List.of(withBos, bare)) {
      EncodedChoice choice =
          encoder.encode(context, List.of(" the harbour"), List.of("the harbour")).get(0);
      assertThat(choice.context()).containsExactly(BOS);
      assertThat(choice.continuation()).isEqualTo(ids);
    }
  }

  @Test
  void bosIsNeverTwice() {
    for (String context : List.of("<bos>", "<bos>the harbour", "<bos> ", "<bos>\n")) {
      int[] ids = withBos.encode(context, List.of(" of"), List.of("of")).get(0).context();
      assertThat(Arrays.stream(ids).filter(id -> id == BOS)).hasSize(1);
      assertThat(ids[0]).isEqualTo(BOS);
    }
    EncodedChoice alone = withBos.encode("", List.of("<bos>the"), List.of("the")).get(0);
    assertThat(alone.context()).containsExactly(BOS);
    assertThat(alone.continuation()).isEqualTo(tokenizer.encode("the"));
  }

  @Test
  void withoutBosNoneIsAdded() {
    EncodedChoice choice = bare.encode("the harbour", List.of(" of"), List.of("of")).get(0);
    assertThat(choice.context()).isEqualTo(tokenizer.encode("the harbour"));
    assertThat(choice.continuation()).isEqualTo(tokenizer.encode(" of"));
  }

  /** "▁th" and "▁the" are one token each: nothing is left of the "e". */
  @Test
  void aContinuationThatMergesAwayCostsItsRow() {
    EncodedItem item = withBos.encode(item("near th", List.of("e", " of")));
    assertThat(item.errorCode()).isEqualTo("empty_continuation");
    assertThat(item.message()).contains("choice 0");
    assertThat(item.choices()).isEmpty();
  }

  @Test
  void anEmptyContextWithoutAnyBosCostsItsRow() {
    Tokenizer unnamed =
        new Tokenizer() {
          @Override
          public int[] encode(String text) {
            return tokenizer.encode(text);
          }

          @Override
          public String decode(int[] ids) {
            return tokenizer.decode(ids);
          }

          @Override
          public int vocabularySize() {
            return tokenizer.vocabularySize();
          }

          @Override
          public OptionalInt id(String token) {
            return tokenizer.id(token);
          }

          @Override
          public OptionalInt beginOfSequence() {
            return OptionalInt.empty();
          }

          @Override
          public OptionalInt endOfSequence() {
            return OptionalInt.empty();
          }
        };
    EncodingPolicy policy = new EncodingPolicy(OptionalInt.empty(), Truncation.FAIL, 100);
    EncodedItem item = new RequestEncoder(unnamed, policy).encode(item("\n", List.of(" of")));
    assertThat(item.errorCode()).isEqualTo("empty_context");
  }

  @Test
  void choicesOfEqualContextsAreGrouped() {
    EncodedChoice a = new EncodedChoice(new int[] {1, 2}, new int[] {3}, 1, 1);
    EncodedChoice b = new EncodedChoice(new int[] {2}, new int[] {4}, 1, 1);
    EncodedChoice c = new EncodedChoice(new int[] {1, 2}, new int[] {5, 6}, 1, 1);
    List<ContextGroup> groups = new EncodedItem(List.of(a, b, c), 0, 0, null, null).byContext();
    assertThat(groups).extracting(ContextGroup::choices).containsExactly(List.of(0, 2), List.of(1));
    assertThat(groups.get(0).request().context()).containsExactly(1, 2);
    assertThat(groups.get(0).request().continuations())
        .containsExactly(new int[] {3}, new int[] {5, 6});
  }

  private static int[] begun(int[] ids) {
    int[] begun = new int[ids.length + 1];
    begun[0] = BOS;
    System.arraycopy(ids, 0, begun, 1, ids.length);
    return begun;
  }
}
