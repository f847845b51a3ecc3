package dev.assay.eval.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownScorersTest {
  private static final List<String> METRICS =
      List.of(
          "over_refusal_xstest_strmatch",
          "youden_xstest_strmatch",
          "refusal_advbench_prefixes",
          "unsafe_refusal_advbench_28",
          "toxicity_profanity_svm_mean",
          "sentiment_vader_positive",
          "pct_stereotype",
          "empty");

  private static List<String> shown(List<String> rules, List<String> classifiers) {
    ShownScorers shown = ShownScorers.of(rules, classifiers);
    return METRICS.stream().filter(shown::shows).toList();
  }

  @Test
  void namedOnesAreShownAndWhatIsNobodysScore() {
    assertThat(shown(List.of(), List.of())).isEqualTo(METRICS);
    assertThat(shown(List.of("xstest-strmatch"), List.of("none")))
        .containsExactly(
            "over_refusal_xstest_strmatch", "youden_xstest_strmatch", "pct_stereotype", "empty");
    assertThat(shown(List.of("none"), List.of("vader")))
        .containsExactly("sentiment_vader_positive", "pct_stereotype", "empty");
    assertThat(shown(List.of("advbench-28", "advbench-prefixes"), List.of("profanity-svm")))
        .containsExactly(
            "refusal_advbench_prefixes",
            "unsafe_refusal_advbench_28",
            "toxicity_profanity_svm_mean",
            "pct_stereotype",
            "empty");
  }

  @Test
  void whatIsHiddenIsSaid() {
    assertThat(ShownScorers.of(List.of("none"), List.of()).words())
        .hasSize(3)
        .first()
        .isEqualTo("refusal_xstest_strmatch: not asked to be shown; the tables have it");
  }

  @Test
  void othersAreRefusedWithTheNamesThatThereAre() {
    for (List<String> rules :
        List.of(List.of("assay-1"), List.of("none", "advbench-28"), List.of(""))) {
      assertThatThrownBy(() -> ShownScorers.of(rules, List.of()))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("xstest-strmatch, advbench-prefixes, advbench-28 or none");
    }
    assertThatThrownBy(() -> ShownScorers.of(List.of(), List.of("perspective")))
        .hasMessageContaining("--classifier is 'perspective'")
        .hasMessageContaining("profanity-svm, vader or none");
  }
}
