package dev.assay.eval.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.core.tokenizer.SpecialTokens;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
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
    return new RequestEncoder(tokenizer, new EncodingPolicy(bos, truncation, maxLength), false, 0);
  }

  private static AskedItem item(String context, List<String> continuations) {
    Prompt prompt = Prompt.of(context);
    return new AskedItem(
        "t",
        0,
        new Request.Choices(
            continuations.stream()
                .map(text -> new Request.Choice(prompt, text, text.strip()))
                .toList(),
            List.of()),
        new Reference.RightChoices(List.of(0), List.of()),
        "0",
        MissingNode.getInstance());
  }

  private static EncodedItem encode(RequestEncoder encoder, AskedItem item) {
    return encoder.encode(item, PromptForm.PLAIN);
  }

  /** Choices as they are, whatever their length, where each adds a token. */
  private static List<ScoredChoice> choices(
      RequestEncoder encoder, String context, List<String> continuations) {
    return ScoredChoice.of(encode(encoder, item(context, continuations)));
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
    TokenEncoder tokens = new TokenEncoder(tokenizer, OptionalInt.of(BOS));
    List<TokenEncoder.Pair> whole =
        continuations.stream().map(text -> tokens.pair(context, text)).toList();
    int maxLength = golden.get("max_length").intValue();
    EncodedItem cut =
        encode(
            encoder(OptionalInt.of(BOS), Truncation.HARNESS, maxLength),
            item(context, continuations));
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
        ScoredChoice choice = ScoredChoice.of(cut).get(i);
        int[] input = ids(golden.get("encoded").get(i).get("input"));
        assertThat(choice.read()).isEqualTo(input);
        assertThat(choice.continuation()).isEqualTo(whole.get(i).continuation());
      }
    }
  }

  private static int[] ids(JsonNode array) {
    int[] ids = new int[array.size()];
    Arrays.setAll(ids, i -> array.get(i).intValue());
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "  \t", "\u00a0", "\u0085", " \u2028\u3000"})
  void whiteSpaceOfTheContextMovesToTheContinuation(String space) {
    List<ScoredChoice> moved = choices(withBos, "the harbour" + space, List.of("of"));
    List<ScoredChoice> given = choices(withBos, "the harbour", List.of(space + "of"));
    assertThat(moved)
        .usingRecursiveComparison()
        .ignoringFields("codePoints", "bytes")
        .isEqualTo(given);
    assertThat(moved.get(0).context()).isEqualTo(begun(tokenizer.encode("the harbour")));
  }

  @Test
  void lengthsAreTheChoicesAloneInCodePointsAndBytes() {
    ScoredChoice choice = choices(withBos, "the ", List.of(" é🦊")).get(0);
    assertThat(choice.codePoints()).isEqualTo(2);
    assertThat(choice.bytes()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\u00a0"})
  void bosStandsForAnEmptyContext(String context) {
    int[] ids = tokenizer.encode(context + " the harbour");
    for (RequestEncoder encoder : List.of(withBos, bare)) {
      ScoredChoice choice = choices(encoder, context, List.of(" the harbour")).get(0);
      assertThat(choice.context()).containsExactly(BOS);
      assertThat(choice.continuation()).isEqualTo(ids);
    }
  }

  @Test
  void bosIsNeverTwice() {
    for (String context : List.of("<bos>", "<bos>the harbour", "<bos> ", "<bos>\n")) {
      int[] ids = choices(withBos, context, List.of(" of")).get(0).context();
      assertThat(Arrays.stream(ids).filter(id -> id == BOS)).hasSize(1);
      assertThat(ids[0]).isEqualTo(BOS);
    }
    ScoredChoice alone = choices(withBos, "", List.of("<bos>the")).get(0);
    assertThat(alone.context()).containsExactly(BOS);
    assertThat(alone.continuation()).isEqualTo(tokenizer.encode("the"));
  }

  @Test
  void withoutBosNoneIsAdded() {
    ScoredChoice choice = choices(bare, "the harbour", List.of(" of")).get(0);
    assertThat(choice.context()).isEqualTo(tokenizer.encode("the harbour"));
    assertThat(choice.continuation()).isEqualTo(tokenizer.encode(" of"));
  }

  /** "▁th" and "▁the" are one token each: nothing is left of the "e". */
  @Test
  void aContinuationThatMergesAwayCostsItsRow() {
    EncodedItem item = encode(withBos, item("near th", List.of("e", " of")));
    assertThat(item.errorCode()).isEqualTo("empty_continuation");
    assertThat(item.message()).contains("choice 0");
    assertThat(item.requests()).isEmpty();
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
          public String decode(int[] ids, SpecialTokens special) {
            return tokenizer.decode(ids, special);
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
          public boolean addsBeginOfSequence() {
            return false;
          }

          @Override
          public OptionalInt endOfSequence() {
            return OptionalInt.empty();
          }
        };
    EncodingPolicy policy = new EncodingPolicy(OptionalInt.empty(), Truncation.FAIL, 100);
    EncodedItem item =
        encode(new RequestEncoder(unnamed, policy, false, 0), item("\n", List.of(" of")));
    assertThat(item.errorCode()).isEqualTo("empty_context");
  }

  @Test
  void choicesOfEqualContextsAreOneRequest() {
    Prompt one = Prompt.of("the harbour");
    Prompt other = Prompt.of("near");
    AskedItem item =
        new AskedItem(
            "t",
            0,
            new Request.Choices(
                List.of(
                    new Request.Choice(one, " of", "of"),
                    new Request.Choice(other, " of", "of"),
                    new Request.Choice(one, " that", "that")),
                List.of(new Request.Choice(Prompt.of(""), "of", "of"))),
            new Reference.RightChoices(List.of(0), List.of()),
            "0",
            MissingNode.getInstance());
    List<TokenRequest> requests = encode(withBos, item).requests();
    assertThat(requests)
        .extracting(
            request ->
                ((ChoicesQuestion) request.question())
                    .choices().stream().map(EncodedChoice::index).toList())
        .containsExactly(List.of(0, 2), List.of(1), List.of(0));
    assertThat(requests.get(0).context()).isEqualTo(begun(tokenizer.encode("the harbour")));
    assertThat(requests.get(2).context()).containsExactly(BOS);
    assertThat(requests).extracting(TokenRequest::id).containsExactly("t 0", "t 0 1", "t 0 2");
  }

  private static int[] begun(int[] ids) {
    int[] begun = new int[ids.length + 1];
    begun[0] = BOS;
    System.arraycopy(ids, 0, begun, 1, ids.length);
    return begun;
  }
}
