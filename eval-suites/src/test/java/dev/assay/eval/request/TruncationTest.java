package dev.assay.eval.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.item.SolvedExample;
import dev.assay.eval.testing.TinyTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruncationTest {
  private static final int BOS = 2;
  private static final String WORD = " Quillmere";

  private final Tokenizer tokenizer = TinyTokenizer.open();

  private EncodedItem encode(
      AskedItem item, Truncation truncation, int maxLength, OptionalInt bos) {
    return new RequestEncoder(tokenizer, new EncodingPolicy(bos, truncation, maxLength), false, 0)
        .encode(item, PromptForm.PLAIN);
  }

  private EncodedItem encode(Truncation truncation, int maxLength) {
    return encode(ITEM, truncation, maxLength, OptionalInt.of(BOS));
  }

  /** One token a word: BOS, description 3, shots of 4, 5 and 6, question 2, choices of 1 and 3. */
  private static final AskedItem ITEM =
      item(words(" harbour", 3), List.of(shot(" the", 4), shot(" of", 5), shot(" that", 6)));

  private static final int LENGTH = 1 + 3 + 4 + 5 + 6 + 2 + 3 - 1;

  private static AskedItem item(String description, List<String> shots) {
    return item(0, description, shots, words(WORD, 2), List.of("two,", "near near near"));
  }

  private static AskedItem item(
      int docId, String description, List<String> shots, String question, List<String> choices) {
    Prompt prompt =
        new Prompt(
            description,
            shots.stream().map(shot -> new SolvedExample(shot, "", "", "")).toList(),
            question,
            "");
    return new AskedItem(
        "t",
        docId,
        new Request.Choices(
            choices.stream()
                .map(choice -> new Request.Choice(prompt, " " + choice, choice))
                .toList(),
            List.of()),
        new Reference.RightChoices(List.of(0), List.of()),
        "0",
        MissingNode.getInstance());
  }

  private static String context(AskedItem item, int dropped) {
    return ((Request.Choices) item.request()).choices().get(0).context().without(dropped).text();
  }

  private static List<ScoredChoice> choices(EncodedItem item) {
    return ScoredChoice.of(item);
  }

  private static String shot(String word, int count) {
    return words(word, count);
  }

  private static String words(String word, int count) {
    return word.repeat(count);
  }

  private int[] ids(String text) {
    return tokenizer.encode(text);
  }

  private int[] context(String text) {
    int[] ids = ids(text);
    int[] begun = new int[ids.length + 1];
    begun[0] = BOS;
    System.arraycopy(ids, 0, begun, 1, ids.length);
    return begun;
  }

  @ParameterizedTest
  @EnumSource(Truncation.class)
  void whatFitsStaysWhole(Truncation truncation) {
    EncodedItem item = encode(truncation, LENGTH);
    assertThat(item.failed()).isFalse();
    assertThat(item.truncated()).isFalse();
    assertThat(choices(item).get(0).context()).isEqualTo(context(context(ITEM, 0)));
    assertThat(choices(item).get(1).continuation()).isEqualTo(ids(" near near near"));
    assertThat(
            encode(truncation, LENGTH - 1).failed() || encode(truncation, LENGTH - 1).truncated())
        .isTrue();
  }

  @Test
  void shotsGoFromTheFirstOnAndTheDescriptionStays() {
    EncodedItem one = encode(Truncation.SHOTS, LENGTH - 1);
    assertThat(one.droppedShots()).isEqualTo(1);
    assertThat(one.truncatedTokens()).isEqualTo(4);
    for (ScoredChoice choice : choices(one)) {
      assertThat(choice.context()).isEqualTo(context(context(ITEM, 1)));
    }
    EncodedItem two = encode(Truncation.SHOTS, LENGTH - 5);
    assertThat(two.droppedShots()).isEqualTo(2);
    assertThat(two.truncatedTokens()).isEqualTo(9);
    assertThat(choices(two).get(0).context()).isEqualTo(context(context(ITEM, 2)));
  }

  @Test
  void withoutShotsTokensGoFromTheLeftAndBosStays() {
    EncodedItem item = encode(Truncation.SHOTS, LENGTH - 15 - 2);
    assertThat(item.droppedShots()).isEqualTo(3);
    assertThat(item.truncatedTokens()).isEqualTo(17);
    assertThat(choices(item).get(0).context())
        .isEqualTo(context(words(" harbour", 1) + words(WORD, 2)));
  }

  @Test
  void leftKeepsBosAndTheEndOfOneContextForAllChoices() {
    EncodedItem item = encode(Truncation.LEFT, LENGTH - 5);
    assertThat(item.truncatedTokens()).isEqualTo(5);
    assertThat(item.droppedShots()).isZero();
    int[] whole = context(context(ITEM, 0));
    int[] expected = Arrays.copyOfRange(whole, 5, whole.length);
    expected[0] = BOS;
    for (ScoredChoice choice : choices(item)) {
      assertThat(choice.context()).isEqualTo(expected);
    }
  }

  @Test
  void leftWithoutBosCutsTokensAlone() {
    EncodedItem item = encode(ITEM, Truncation.LEFT, LENGTH - 5, OptionalInt.empty());
    int[] whole = ids(context(ITEM, 0));
    assertThat(item.truncatedTokens()).isEqualTo(4);
    assertThat(choices(item).get(0).context())
        .isEqualTo(Arrays.copyOfRange(whole, 4, whole.length));
  }

  @Test
  void harnessCutsEachChoiceForItselfAndBosFirst() {
    EncodedItem item = encode(Truncation.HARNESS, LENGTH - 1);
    int[] whole = context(context(ITEM, 0));
    assertThat(item.truncatedTokens()).isEqualTo(1);
    assertThat(choices(item).get(0).context()).isEqualTo(whole);
    assertThat(choices(item).get(1).context())
        .isEqualTo(Arrays.copyOfRange(whole, 1, whole.length));
    assertThat(item.requests()).hasSize(2);
  }

  @Test
  void skipAndFailSayHowLongThePromptIs() {
    for (Truncation truncation : List.of(Truncation.SKIP, Truncation.FAIL)) {
      EncodedItem item = encode(truncation, LENGTH - 3);
      assertThat(choices(item)).isEmpty();
      assertThat(item.message())
          .isEqualTo("the prompt has " + LENGTH + " tokens, the model takes " + (LENGTH - 3));
    }
    assertThat(encode(Truncation.SKIP, 8).errorCode()).isEqualTo("skipped_too_long");
    assertThat(encode(Truncation.FAIL, 8).errorCode()).isEqualTo("too_long");
  }

  @ParameterizedTest
  @EnumSource(
      value = Truncation.class,
      names = {"SHOTS", "LEFT"})
  void aChoiceThatLeavesNoRoomForAnyContextFails(Truncation truncation) {
    assertThat(encode(truncation, 4).failed()).isFalse();
    EncodedItem item = encode(truncation, 3);
    assertThat(item.errorCode()).isEqualTo("too_long");
    assertThat(item.message())
        .isEqualTo(
            "the prompt has "
                + LENGTH
                + " tokens, the model takes 3, and its longest choice leaves no room");
  }

  /** As the harness asserts: a continuation may be as long as the model's length, not longer. */
  @Test
  void harnessKeepsAtLeastOneTokenOfTheContext() {
    assertThat(choices(encode(Truncation.HARNESS, 3)).get(1).context()).hasSize(1);
    assertThat(encode(Truncation.HARNESS, 2).errorCode()).isEqualTo("too_long");
  }

  /** Whatever is kept fits, ends with whole continuations, and comes from the prompt's end. */
  @Test
  void whatIsKeptFitsAndEndsWithTheWholeContinuation() {
    Random random = new Random(11);
    String[] vocabulary = {" the", " harbour", "\n", " 你好", " x", "?", " Aster-on-Sand,"};
    int scored = 0;
    for (int i = 0; i < 600; i++) {
      List<String> shots = new ArrayList<>();
      for (int s = random.nextInt(4); s > 0; s--) {
        shots.add(text(random, vocabulary, 8) + "\n\n");
      }
      List<String> choices = List.of("x" + text(random, vocabulary, 4), "the");
      AskedItem item =
          item(
              i,
              random.nextBoolean() ? "" : text(random, vocabulary, 5),
              shots,
              text(random, vocabulary, 6) + ":",
              choices);
      OptionalInt bos = random.nextBoolean() ? OptionalInt.of(BOS) : OptionalInt.empty();
      int maxLength = 1 + random.nextInt(50);
      Truncation truncation = Truncation.values()[random.nextInt(Truncation.values().length)];
      EncodedItem encoded = encode(item, truncation, maxLength, bos);
      EncodedItem whole = encode(item, Truncation.FAIL, 10_000, bos);
      if (!encoded.failed()) {
        scored++;
        check(encoded, whole, truncation, maxLength, bos);
      }
    }
    assertThat(scored).isBetween(250, 590);
  }

  private static void check(
      EncodedItem encoded,
      EncodedItem whole,
      Truncation truncation,
      int maxLength,
      OptionalInt bos) {
    int longest = 0;
    for (int c = 0; c < 2; c++) {
      ScoredChoice kept = choices(encoded).get(c);
      ScoredChoice full = choices(whole).get(c);
      int length = kept.context().length + kept.continuation().length - 1;
      longest = Math.max(longest, full.context().length + full.continuation().length - 1);
      assertThat(length).isLessThanOrEqualTo(maxLength);
      assertThat(kept.continuation()).isEqualTo(full.continuation());
      assertThat(kept.codePoints()).isEqualTo(full.codePoints());
      assertThat(kept.bytes()).isEqualTo(full.bytes());
      if (truncation != Truncation.HARNESS) {
        bos.ifPresent(id -> assertThat(kept.context()[0]).isEqualTo(id));
        assertThat(encoded.requests()).hasSize(1);
      }
      if (encoded.droppedShots() == 0) {
        int from = full.context().length - kept.context().length;
        int begin = bos.isPresent() && truncation != Truncation.HARNESS ? 1 : 0;
        assertThat(Arrays.copyOfRange(kept.context(), begin, kept.context().length))
            .isEqualTo(Arrays.copyOfRange(full.context(), from + begin, full.context().length));
      }
    }
    assertThat(encoded.truncated()).isEqualTo(longest > maxLength);
    assertThat(encoded.truncatedTokens()).isGreaterThanOrEqualTo(Math.max(0, longest - maxLength));
  }

  private static String text(Random random, String[] vocabulary, int most) {
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(most); n > 0; n--) {
      text.append(vocabulary[random.nextInt(vocabulary.length)]);
    }
    return text.toString();
  }
}
