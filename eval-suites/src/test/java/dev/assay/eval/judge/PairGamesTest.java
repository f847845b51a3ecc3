package dev.assay.eval.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Request;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.ItemSettings;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import dev.assay.eval.sidebyside.AnswerPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs as a judge is shown them, through the task that asks, to its verdicts. */
class PairGamesTest {
  private static final List<AnswerPair> PAIRS =
      List.of(
          pair("p0", "one says", "other says"),
          pair("p1", "the same", "the same "),
          pair("p2", "", "something"),
          pair("p3", "first", "second"));

  private static AnswerPair pair(String prompt, String candidate, String baseline) {
    return new AnswerPair(
        prompt, 0, "boats", "", "Who? " + prompt, "", "one", "other", candidate, baseline);
  }

  private static List<Item> items(Task task, boolean chat) {
    JudgedAnswers answers =
        new JudgedAnswers(new AnswerWindow(text -> text.length() / 4, 100_000), chat);
    answers.add("pairs", "answers of two", task, PairGames.BOTH_ORDERS.of(PAIRS));
    return new ItemBuilder(
            task,
            task.defaultShots(),
            answers,
            new ItemSettings(FewShotSampling.harness(), "", chat))
        .items(DocumentLimit.all());
  }

  private static String prompt(Item item) {
    assertThat(item).isInstanceOf(AskedItem.class);
    Request request = ((AskedItem) item).request();
    return request instanceof Request.Choices choices
        ? choices.choices().get(0).context().text()
        : ((Request.Completion) request).prompt().text();
  }

  /** Each pair that somebody has to be asked about, in both orders. */
  @ParameterizedTest
  @MethodSource("dev.assay.eval.judge.PairQuestion#all")
  void everyQuestionShowsBothOrders(PairQuestion question) {
    List<Item> items = items(question.task(TaskCatalog.standard(), "pairs"), false);
    assertThat(items).hasSize(4);
    String mark = Sha256.of("Who? p0").substring(0, 8);
    assertThat(prompt(items.get(0)))
        .contains(
            "--- request "
                + mark
                + " ---\nWho? p0\n\n--- answer A "
                + mark
                + " ---\none says\n\n"
                + "--- answer B "
                + mark
                + " ---\nother says\n\n--- end "
                + mark
                + " ---\n");
    assertThat(prompt(items.get(1)))
        .contains(
            "--- answer A "
                + mark
                + " ---\nother says\n\n--- answer B "
                + mark
                + " ---\none says\n\n");
    assertThat(prompt(items.get(2))).contains("Who? p3", "first");
  }

  @Test
  void repliesAreLettersAfterARawTextAndInAConversation() {
    Task task = PairQuestion.named("pair-1").task(TaskCatalog.standard(), "pairs");
    Request.Choices raw = (Request.Choices) ((AskedItem) items(task, false).get(0)).request();
    assertThat(prompt(items(task, false).get(0))).endsWith("The better answer is answer");
    assertThat(raw.choices().stream().map(Request.Choice::continuation))
        .containsExactly(" A", " B");
    Request.Choices chat = (Request.Choices) ((AskedItem) items(task, true).get(0)).request();
    assertThat(prompt(items(task, true).get(0))).endsWith("Reply with one letter: A or B.");
    assertThat(chat.choices().stream().map(Request.Choice::continuation)).containsExactly("A", "B");
    Task shots = PairQuestion.named("pair-1s").task(TaskCatalog.standard(), "pairs");
    assertThat(prompt(items(shots, false).get(0)))
        .contains("120 minutes.\n\n--- end 0b1c2d3e ---\nThe better answer is answer B\n\n\nTwo")
        .contains("The better answer is answer A\n\n\nTwo answers");
  }

  @Test
  void verdictsComeBackToTheirPairs() {
    Task task = PairQuestion.named("pair-1").task(TaskCatalog.standard(), "pairs");
    double[] first = {Math.log(.6), Math.log(.3), Math.log(.1), Math.log(.2)};
    double[] second = {Math.log(.2), Math.log(.6), Math.log(.3), Math.log(.2)};
    List<AnsweredItem> answered = new ArrayList<>();
    for (Item item : items(task, false)) {
      int i = item.docId();
      answered.add(
          new AnsweredItem(
              task.name(),
              i,
              "digest" + i,
              ((AskedItem) item).reference(),
              new Response.Choices(
                  List.of(
                      new ChoiceScore(first[i], false, 1, 1, 1),
                      new ChoiceScore(second[i], false, 1, 1, 1)),
                  List.of()),
              false));
    }
    List<JudgedPair> verdicts =
        PairGames.BOTH_ORDERS.verdicts(PAIRS, PairQuestion.named("pair-1"), scored(task, answered));
    assertThat(verdicts.get(0)).isInstanceOf(JudgedPair.BothOrders.class);
    JudgedPair.BothOrders games = (JudgedPair.BothOrders) verdicts.get(0);
    assertThat(games.candidateFirst()).isEqualTo(1 / (1 + StrictMath.exp(second[0] - first[0])));
    assertThat(games.baselineFirst()).isEqualTo(1 / (1 + StrictMath.exp(second[1] - first[1])));
    assertThat(verdicts.get(1)).isEqualTo(new JudgedPair.Unparsed());
    assertThat(verdicts.get(2)).isEqualTo(new JudgedPair.Unparsed());
    assertThat(((JudgedPair.BothOrders) verdicts.get(3)).baselineFirst()).isEqualTo(.5);
    // One game of a pair without a verdict: the pair has none.
    answered.set(
        3,
        new AnsweredItem(
            task.name(), 3, "d", null, new Response.Failure("too_long", "too long"), false));
    assertThat(
            PairGames.BOTH_ORDERS
                .verdicts(PAIRS, PairQuestion.named("pair-1"), scored(task, answered))
                .get(3))
        .isEqualTo(new JudgedPair.Unparsed());
  }

  /** Half the games; whichever model is the candidate, the same answer comes first. */
  @Test
  void oneOrderIsDrawnForEachPair() {
    PairGames once = new PairGames(OptionalLong.of(7));
    List<AnswerPair> many =
        IntStream.range(0, 400).mapToObj(i -> pair("p" + i, "one " + i, "other " + i)).toList();
    List<JudgedAnswer> games = once.of(many);
    assertThat(games).hasSize(400);
    assertThat(games.stream().filter(game -> game.traits().get("order").equals("1")).count())
        .isBetween(150L, 250L);
    List<AnswerPair> exchanged =
        many.stream()
            .map(
                pair ->
                    new AnswerPair(
                        pair.promptId(),
                        0,
                        "boats",
                        "",
                        pair.request(),
                        "",
                        "other",
                        "one",
                        pair.baselineText(),
                        pair.candidateText()))
            .toList();
    assertThat(once.of(exchanged).stream().map(JudgedAnswer::answers))
        .isEqualTo(games.stream().map(JudgedAnswer::answers).toList());
    assertThat(new PairGames(OptionalLong.of(8)).of(many).stream().map(JudgedAnswer::answers))
        .isNotEqualTo(games.stream().map(JudgedAnswer::answers).toList());
  }

  @Test
  void aQuestionOfTheUsersOwn(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("my question.txt");
    Files.writeString(file, "{{request}}|{{answer_a}}|{{answer_b}}|{{mark}}|better:");
    PairQuestion question = PairQuestion.named(file.toString());
    assertThat(question.label()).matches("my_question_txt-[0-9a-f]{8}");
    List<Item> items = items(question.task(TaskCatalog.standard(), "pairs"), false);
    assertThat(prompt(items.get(0))).startsWith("Who? p0|one says|other says|").endsWith("better:");
    Files.writeString(file, "{{request}}|{{answer_a}}");
    assertThatThrownBy(() -> PairQuestion.named(file.toString()))
        .hasMessageContaining("does not show {{answer_b}}");
    Files.writeString(file, "{{request}}|{{answer_a}}{{answer_b}}{% if %}");
    PairQuestion broken = PairQuestion.named(file.toString());
    assertThatThrownBy(() -> broken.task(TaskCatalog.standard(), "pairs"))
        .isInstanceOf(AssayException.class);
    assertThatThrownBy(() -> PairQuestion.named("nothing"))
        .hasMessageContaining("a judge cannot be asked 'nothing'");
  }

  private static ScoredTask scored(Task task, List<AnsweredItem> answered) {
    TaskScoring scoring = TaskScoring.of(task.name(), task.scoring());
    List<List<ItemScores>> scores =
        answered.stream()
            .map(item -> item.failed() ? List.<ItemScores>of() : scoring.item(item))
            .toList();
    return new ScoredTask(
        new TaskSpecification(
            task.name(),
            task.alias(),
            task.version(),
            task.fingerprint(),
            0,
            answered.size(),
            List.of(),
            task.scoring()),
        answered,
        scores,
        List.of());
  }
}
