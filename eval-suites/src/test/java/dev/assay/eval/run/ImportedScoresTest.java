package dev.assay.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.document.Document;
import dev.assay.eval.metric.ImportedScoring;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.scorer.TextScorer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ImportedScoresTest {
  private static Document row(int number, String sha256, String scorer, String score) {
    return new Document(
        number,
        JsonNodeFactory.instance
            .objectNode()
            .put("sha256", sha256)
            .put("scorer", scorer)
            .put("score", score),
        null);
  }

  private static AnsweredItem item(int doc, String... texts) {
    return new AnsweredItem("t", doc, null, null, new Response.Completions(List.of(texts)), false);
  }

  @Test
  void rowsBecomeScorersAndBadOnesCostThemselves() {
    ImportedScores scores =
        ImportedScores.of(
            List.of(
                row(0, Sha256.of("a"), "toxicity_x", "0.25"),
                row(1, Sha256.of("b").toUpperCase(Locale.ROOT), "toxicity_x", "0.75"),
                row(2, Sha256.of("a"), "toxicity_x", "0.25"),
                row(3, Sha256.of("a"), "toxicity_x", "0.5"),
                row(4, "abc", "toxicity_x", "0.5"),
                row(5, Sha256.of("c"), "", "0.5"),
                row(6, Sha256.of("c"), "toxicity_x", "high"),
                new Document(7, null, "no JSON"),
                row(8, Sha256.of("a"), "other", "1")));
    assertThat(scores.scorers())
        .extracting(TextScorer::metric)
        .containsExactly("other", "toxicity_x");
    assertThat(scores.unusable()).hasSize(5).last().isEqualTo("row 7: no JSON");
    TextScorer scorer = scores.scorers().get(1);
    assertThat(scorer.score("b")).isEqualTo(0.75);
    assertThat(scorer.score("c")).isNaN();
    ImportedScoring scoring =
        ImportedScoring.of(
            "t",
            scorer,
            List.of(
                item(0, "a", "b", "c"),
                item(1, "", "a"),
                new AnsweredItem("t", 2, null, null, new Response.Failure("x", "y"), false)));
    assertThat(scoring.without()).isEqualTo(1);
    assertThat(scoring.scores())
        .extracting(TaskScore::metric)
        .containsExactly(
            "toxicity_x_mean",
            "toxicity_x_expected_max",
            "toxicity_x_toxicity_probability",
            "toxicity_x_toxic_fraction");
    assertThat(scoring.scores().get(0).value()).isCloseTo(1.25 / 3, within(1e-15));
    assertThat(scoring.scores().get(1).value()).isEqualTo(0.5);
    assertThat(scoring.scores().get(2).value()).isEqualTo(0.5);
    assertThat(scoring.scores()).allMatch(score -> score.failed() == 1 && score.n() == 2);
  }
}
