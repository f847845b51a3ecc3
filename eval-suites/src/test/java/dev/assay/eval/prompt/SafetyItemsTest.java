package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.testing.HarnessGoldens;
import dev.assay.eval.testing.SharedItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of choices about bias, made of their authors' files: every context, choice and label. */
class SafetyItemsTest {
  private static final List<String> CATEGORIES =
      List.of(
          "Age",
          "Disability_status",
          "Nationality",
          "Physical_appearance",
          "Religion",
          "Sexual_orientation");

  private static List<JsonNode> goldens(String name) {
    return JsonLinesSource.lines(SharedFolder.path("goldens/safety/" + name)).stream()
        .map(HarnessGoldens::parse)
        .toList();
  }

  @Test
  void allOfWinogenderIsAsTheGoldenHasIt() {
    List<JsonNode> goldens = goldens("winogender-rows.jsonl.gz");
    List<AskedItem> items = SharedItems.of("winogender");
    assertThat(items).hasSize(720).hasSameSizeAs(goldens);
    for (int i = 0; i < items.size(); i++) {
      AskedItem item = items.get(i);
      JsonNode golden = goldens.get(i);
      assertThat(item.document().get("sentid")).isEqualTo(golden.get("sentid"));
      assertThat(SharedItems.context(item)).isEqualTo(golden.get("context").textValue());
      assertThat(SharedItems.continuations(item))
          .containsExactly(
              " " + golden.get("occupation").textValue(),
              " " + golden.get("participant").textValue());
      assertThat(SharedItems.right(item).indices()).containsExactly(golden.get("label").intValue());
      assertThat(SharedItems.right(item).traits())
          .containsEntry("gender", golden.get("gender").textValue())
          .containsEntry("gotcha", golden.get("gotcha").asText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "winogender_male, 240",
    "winogender_female, 240",
    "winogender_neutral, 240",
    "winogender_gotcha, 240",
    "winogender_gotcha_male, 124",
    "winogender_gotcha_female, 116",
    "crows_pairs, 1508",
    "crows_pairs_race_color, 516",
    "crows_pairs_gender, 262",
    "crows_pairs_socioeconomic, 172",
    "crows_pairs_nationality, 159",
    "crows_pairs_religion, 105",
    "crows_pairs_age, 87",
    "crows_pairs_sexual_orientation, 84",
    "crows_pairs_physical_appearance, 63",
    "crows_pairs_disability, 60",
    "crows_pairs_stereo, 1290",
    "crows_pairs_antistereo, 218",
    "truthfulqa_mc1, 817",
    "truthfulqa_mc2, 817",
    "truthfulqa_mc1_2025, 790",
    "truthfulqa_mc2_2025, 790",
    "toxigen_statements, 668",
    "winobias_1, 1584",
    "winobias_2, 1584",
    "winobias_1_pro, 792",
    "winobias_2_anti, 792",
    "bbq_ambig, 5978",
    "bbq_disambig, 5978",
    "bbq_3, 11956",
    "bbq_Age, 3680"
  })
  void everyPartHasItsRows(String task, int rows) {
    assertThat(SharedItems.of(task)).hasSize(rows);
  }

  @ParameterizedTest
  @CsvSource({"1, 1584", "2, 1584"})
  void allOfWinobiasIsAsTheGoldenHasIt(int type, int count) {
    Map<String, JsonNode> goldens = new HashMap<>();
    goldens("winobias-rows.jsonl.gz").stream()
        .filter(golden -> golden.get("type").intValue() == type)
        .forEach(
            golden ->
                goldens.put(
                    golden.get("stereotype").textValue()
                        + " "
                        + golden.get("split").textValue()
                        + " "
                        + golden.get("line").intValue(),
                    golden));
    assertThat(goldens).hasSize(count);
    for (AskedItem item : SharedItems.of("winobias_" + type)) {
      Map<String, String> traits = SharedItems.right(item).traits();
      JsonNode golden = goldens.remove(traits.get("stereotype") + " " + traits.get("pair"));
      List<String> choices = new ArrayList<>();
      golden.get("choices").forEach(choice -> choices.add(" " + choice.textValue()));
      assertThat(SharedItems.context(item)).isEqualTo(golden.get("context").textValue());
      assertThat(SharedItems.continuations(item)).isEqualTo(choices);
      assertThat(SharedItems.right(item).indices()).containsExactly(golden.get("label").intValue());
    }
    assertThat(goldens).isEmpty();
  }

  @Test
  void pairsThatDifferInMoreThanThePronounAreFlagged() {
    List<AskedItem> all =
        Stream.of("winobias_1", "winobias_2").flatMap(t -> SharedItems.of(t).stream()).toList();
    assertThat(all.stream().filter(SafetyItemsTest::flagged)).hasSize(2 * 20);
    assertThat(SharedItems.of("winobias_1_pro").stream().filter(SafetyItemsTest::flagged).count())
        .isEqualTo(
            SharedItems.of("winobias_1").stream().filter(SafetyItemsTest::flagged).count() / 2);
  }

  private static boolean flagged(AskedItem item) {
    return item.document().get("traits").get("flagged").textValue().equals("true");
  }

  @Test
  void biasedAndRightChoicesOfBbqAreTheHarnesss() {
    JsonNode goldens =
        HarnessGoldens.parse(
            String.join(
                "\n", JsonLinesSource.lines(SharedFolder.path("goldens/safety/bbq-bias.json"))));
    int compared = 0;
    for (String category : CATEGORIES) {
      JsonNode golden = goldens.get("categories").get(category);
      StringBuilder biased = new StringBuilder();
      StringBuilder target = new StringBuilder();
      for (AskedItem item : SharedItems.of("bbq_" + category)) {
        assertThat(SharedItems.continuations(item)).hasSize(12);
        assertThat(SharedItems.right(item).traits()).containsEntry("named", "0 1");
        biased.append(SharedItems.right(item).traits().get("biased"));
        target.append(SharedItems.right(item).indices().get(0));
        int right = SharedItems.right(item).indices().get(0) == 2 ? 10 : 1;
        assertThat(SharedItems.right(item).indices()).hasSize(right);
        compared++;
      }
      assertThat(biased.toString()).isEqualTo(golden.get("biased").textValue());
      assertThat(target.toString()).isEqualTo(golden.get("target").textValue());
    }
    assertThat(compared).isEqualTo(11_956);
  }

  /** The same rows in the authors' own form: the labelled answer, and the same text biased. */
  @Test
  void threeChoicesAreTheRowsOwn() {
    for (AskedItem item : SharedItems.of("bbq_3")) {
      assertThat(SharedItems.continuations(item))
          .containsExactly(
              " " + item.document().get("ans0").textValue(),
              " " + item.document().get("ans1").textValue(),
              " " + item.document().get("ans2").textValue());
      assertThat(SharedItems.right(item).indices())
          .containsExactly(item.document().get("label").intValue());
      int unknown = 3;
      for (String named : SharedItems.right(item).traits().get("named").split(" ")) {
        unknown -= Integer.parseInt(named);
      }
      boolean ambiguous = SharedItems.right(item).traits().get("condition").equals("ambig");
      assertThat(SharedItems.right(item).indices().get(0) == unknown).isEqualTo(ambiguous);
    }
  }

  @Test
  void aPartOfTheCategoriesIsNoWhole() {
    for (String task : List.of("bbq_ambig", "bbq_disambig", "bbq_3")) {
      SplitCoverage coverage = SharedItems.builder(task).coverage();
      assertThat(coverage.heading(task)).isEqualTo(task + " (6 of 11 categories)");
      assertThat(coverage.missing())
          .containsExactly(
              "Gender_identity", "Race_ethnicity", "Race_x_SES", "Race_x_gender", "SES");
    }
    assertThat(SharedItems.builder("bbq_Age").coverage().heading("bbq_Age")).isEqualTo("bbq_Age");
  }

  /** A limit leaves rows of all categories. */
  @Test
  void categoriesTakeTurns() {
    Map<String, Long> first =
        SharedItems.of("bbq_ambig").stream()
            .limit(600)
            .collect(
                Collectors.groupingBy(
                    item -> SharedItems.right(item).traits().get("category"),
                    Collectors.counting()));
    assertThat(first.keySet()).containsExactlyInAnyOrderElementsOf(CATEGORIES);
    assertThat(first.values()).allMatch(count -> count >= 80 && count <= 120);
  }

  @Test
  void truthsStandFirstAndChoicesKeepTheirOrder() {
    int choices = 0;
    for (String version : List.of("", "_2025")) {
      for (AskedItem item : SharedItems.of("truthfulqa_mc1" + version)) {
        JsonNode labels = item.document().get("mc1_targets").get("labels");
        assertThat(labels.get(0).intValue()).isOne();
        assertThat(SharedItems.right(item).indices()).containsExactly(0);
      }
    }
    for (AskedItem item : SharedItems.of("truthfulqa_mc2_2025")) {
      choices += SharedItems.continuations(item).size();
    }
    assertThat(choices).isEqualTo(6_045);
    assertThat(SharedItems.continuations(SharedItems.of("truthfulqa_mc1").get(0)).get(0))
        .startsWith(" Nauru ");
  }

  @Test
  void statementsAreDistinctAndLabelledByTheirFiles() {
    List<AskedItem> items = SharedItems.of("toxigen_statements");
    assertThat(items.stream().map(SharedItems::context).distinct()).hasSize(668);
    assertThat(items.stream().filter(item -> item.document().get("label").intValue() == 1))
        .hasSize(371);
  }

  /** The harness's own requests and targets of the same rows; it asks some sets by other names. */
  @ParameterizedTest
  @CsvSource({
    "crows_pairs_english, crows_pairs, 80",
    "winogender_all, winogender, 60",
    "winogender_gotcha, winogender_gotcha, 40",
    "winobias, 'winobias_1,winobias_2', 60",
    "truthfulqa_mc1, truthfulqa_mc1_2025, 50",
    "truthfulqa_mc2, truthfulqa_mc2_2025, 50",
    "toxigen, toxigen_statements, 60",
    "bbq, 'bbq_ambig,bbq_disambig', 120"
  })
  void requestsAreTheHarnesss(String harness, String tasks, int count) {
    Map<List<String>, List<AskedItem>> asked =
        Stream.of(tasks.split(","))
            .flatMap(task -> SharedItems.of(task).stream())
            .collect(Collectors.groupingBy(SafetyItemsTest::requests));
    int compared = 0;
    for (String line :
        JsonLinesSource.lines(
            SharedFolder.path("goldens/lm-eval-further/gemma-wide.further.jsonl.gz"))) {
      JsonNode golden = HarnessGoldens.parse(line);
      if (golden.get("task").textValue().equals(harness) && golden.has("resps")) {
        List<String> wanted = new ArrayList<>(List.of(golden.get("context").textValue()));
        golden.get("continuations").forEach(text -> wanted.add(text.textValue()));
        assertThat(asked).as(golden.toString()).containsKey(wanted);
        assertThat(asked.get(wanted))
            .allMatch(
                item ->
                    SharedItems.right(item).indices().get(0) == golden.get("target").intValue());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(count);
  }

  private static List<String> requests(AskedItem item) {
    List<String> texts = new ArrayList<>(List.of(SharedItems.context(item)));
    texts.addAll(SharedItems.continuations(item));
    return texts;
  }
}
