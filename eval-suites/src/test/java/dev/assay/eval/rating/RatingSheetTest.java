package dev.assay.eval.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RatingSheetTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"sheet\">(.*?)</script>");

  private static JsonNode data(String html) {
    Matcher data = DATA.matcher(html);
    assertThat(data.find()).isTrue();
    return RatingRows.json(data.group(1));
  }

  @Test
  void thePageHoldsEveryPairOnceWithBothAnswers() {
    JsonNode data = data(RatingSheet.of(SheetPairs.of(7), 1, "Round 1").html());
    assertThat(data.path("title").asText()).isEqualTo("Round 1");
    assertThat(data.path("pairs")).hasSize(7);
    assertThat(data.path("pairs").findValuesAsText("prompt_id"))
        .containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    for (JsonNode pair : data.path("pairs")) {
      String number = pair.path("prompt_id").asText().substring(1);
      assertThat(pair.path("text_a").asText()).isEqualTo("candidate's answer " + number);
      assertThat(pair.path("text_b").asText()).isEqualTo("baseline's answer " + number);
      assertThat(pair.path("model_a").asText()).isEqualTo("new-model");
    }
  }

  @Test
  void orderAndPlacesComeFromTheSeedAlone() {
    List<SheetPair> pairs = new ArrayList<>(SheetPairs.of(40));
    String html = RatingSheet.of(pairs, 1, "t").html();
    Collections.reverse(pairs);
    assertThat(RatingSheet.of(pairs, 1, "t").html()).isEqualTo(html);
    RatingSheet other = RatingSheet.of(pairs, 2, "t");
    assertThat(other.html()).isNotEqualTo(html);
    assertThat(other.pairs()).extracting(PlacedPair::pair).isNotEqualTo(pairs);
  }

  /** Written down: another Java version draws the same order. */
  @Test
  void theOrderIsFixed() {
    assertThat(RatingSheet.of(SheetPairs.of(6), 1234, "t").pairs())
        .extracting(placed -> placed.pair().promptId() + (placed.candidateFirst() ? "<" : ">"))
        .containsExactly("p5>", "p1>", "p3<", "p0<", "p2<", "p4>");
  }

  @Test
  void theCandidateStandsFirstInHalfOfThePairsAndAnywhere() {
    int[] first = new int[20];
    int odd = 0;
    for (int seed = 0; seed < 400; seed++) {
      List<PlacedPair> pairs = RatingSheet.of(SheetPairs.of(20), seed, "t").pairs();
      assertThat(pairs.stream().filter(PlacedPair::candidateFirst)).hasSize(10);
      for (int i = 0; i < 20; i++) {
        first[i] += pairs.get(i).candidateFirst() ? 1 : 0;
      }
      List<PlacedPair> three = RatingSheet.of(SheetPairs.of(3), seed, "t").pairs();
      odd += (int) three.stream().filter(PlacedPair::candidateFirst).count();
    }
    // Four standard deviations of 400 fair draws are 40.
    assertThat(Arrays.stream(first).boxed()).allMatch(count -> count >= 160 && count <= 240);
    assertThat(odd).isBetween(560, 640);
  }

  @Test
  void theIdChangesWithWhatIsRated() {
    RatingSheet sheet = RatingSheet.of(SheetPairs.of(3), 1, "t");
    assertThat(sheet.id()).matches("[0-9a-f]{16}");
    assertThat(data(sheet.html()).path("id").asText()).isEqualTo(sheet.id());
    assertThat(RatingSheet.of(SheetPairs.of(3), 1, "t").id()).isEqualTo(sheet.id());
    assertThat(
            List.of(
                RatingSheet.of(SheetPairs.of(3), 3, "t").id(),
                RatingSheet.of(SheetPairs.of(3), 1, "u").id(),
                RatingSheet.of(SheetPairs.of(4), 1, "t").id()))
        .doesNotContain(sheet.id())
        .doesNotHaveDuplicates();
  }

  @Test
  void hostileTextsStayWithinTheirStrings() {
    String hostile = "</script><script>alert(1)</script><!-- \u202e\u0000\u2028 {{title}} \ud800";
    String title = "</title><img src=x onerror=alert(1)>\u202e";
    SheetPair pair = SheetPairs.pair("p", hostile, hostile.repeat(800));
    String html = RatingSheet.of(List.of(pair), 1, title).html();
    assertThat(html.split("<script", -1)).hasSize(3);
    assertThat(html).doesNotContain("alert(1)</script>", "<img", "\u202e", "\u0000", "\u2028");
    assertThat(data(html).path("pairs").get(0).path("text_a").asText()).isEqualTo(hostile);
    assertThat(data(html).path("title").asText()).isEqualTo(title);
  }

  @Test
  void thePolicyAllowsTheOneScriptAndStyleAndNoRequest() {
    String html = RatingSheet.of(SheetPairs.of(1), 1, "t").html();
    assertThat(html)
        .containsPattern("default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'")
        .doesNotContain("http://", "https://", "unsafe-inline", " src=", "url(", "@import");
  }

  @Test
  void whatCannotBeRatedIsRefused() {
    assertThatThrownBy(() -> RatingSheet.of(List.of(), 1, "t"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("there are no pairs");
    assertThatThrownBy(
            () ->
                RatingSheet.of(
                    List.of(SheetPairs.pair("p", "a", "b"), SheetPairs.pair("p", "c", "d")),
                    1,
                    "t"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("prompt 'p' stands there twice");
    assertThatThrownBy(() -> SheetPairs.pair(" p", "a", "b")).isInstanceOf(AssayException.class);
    assertThatThrownBy(() -> SheetPairs.pair("p", null, "b")).isInstanceOf(AssayException.class);
    assertThatThrownBy(
            () ->
                new SheetPair("p", null, "?", new SheetAnswer("m", "a"), new SheetAnswer("m", "b")))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("both answers are of model 'm'");
  }
}
