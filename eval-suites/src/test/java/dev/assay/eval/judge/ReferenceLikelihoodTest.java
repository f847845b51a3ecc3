package dev.assay.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Request;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.JudgedPair.BothOrders;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.ItemSettings;
import dev.assay.eval.sidebyside.AnswerPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How likely right answers are to two models. */
class ReferenceLikelihoodTest {
  private static final List<AnswerPair> PAIRS =
      List.of(
          pair("p0", "Who?", "The miller."),
          pair("p0", "Who?", "The miller."),
          pair("p1", "Where?\n", "Here."),
          pair("p2", "When?", ""));

  private static AnswerPair pair(String id, String request, String reference) {
    return new AnswerPair(id, 0, "", "", request, reference, "one", "other", "a", "b");
  }

  private static List<Item> items(boolean chat) {
    Task task = ReferenceLikelihood.task(TaskCatalog.standard());
    return new ItemBuilder(
            task,
            0,
            new ReferenceLikelihood(PAIRS, chat).documents(),
            new ItemSettings(FewShotSampling.harness(), "", chat))
        .items(DocumentLimit.all());
  }

  private static List<String> continuations(boolean chat) {
    return items(chat).stream()
        .map(item -> (Request.Choices) ((AskedItem) item).request())
        .map(request -> request.choices().get(0).continuation())
        .toList();
  }

  /** Each prompt once; a text goes on after white space, a turn begins without. */
  @Test
  void eachRightAnswerIsScoredOnce() {
    assertThat(continuations(false)).containsExactly(" The miller.", "Here.");
    assertThat(continuations(true)).containsExactly("The miller.", "Here.");
    assertThat(new ReferenceLikelihood(PAIRS.subList(3, 4), false).isEmpty()).isTrue();
  }

  @Test
  void theLikelierByMoreThanAHundredthOfANatWins() {
    List<JudgedPair> verdicts =
        ReferenceLikelihood.verdicts(
            PAIRS,
            Map.of(
                "one", Map.of("p0", -0.5, "p1", -0.71),
                "other", Map.of("p0", -0.52, "p1", -0.705)));
    assertThat(verdicts)
        .containsExactly(
            new BothOrders(1, 0),
            new BothOrders(1, 0),
            new BothOrders(0.5, 0.5),
            new JudgedPair.Unparsed());
  }
}
