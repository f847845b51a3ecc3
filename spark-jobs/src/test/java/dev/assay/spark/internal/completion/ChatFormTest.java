package dev.assay.spark.internal.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.generation.ChatTemplate;
import dev.assay.eval.outcome.RightAnswers;
import dev.assay.eval.prompt.GenerationItem;
import dev.assay.eval.prompt.SolvedExample;
import dev.assay.eval.task.GenerationSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As the reference harness puts messages together; as the families' templates write them. */
class ChatFormTest {
  private static final GenerationItem ITEM =
      new GenerationItem(
          "sums",
          0,
          "Add.",
          List.of(
              new SolvedExample("1 and 1?", "2", "1 and 1? 2\n\n"),
              new SolvedExample("2 and 3?", "5", "2 and 3? 5\n\n")),
          "4 and 4?",
          new GenerationSettings(List.of(), null, false, null, null),
          new RightAnswers(List.of("8")),
          null);

  @Test
  void solvedExamplesAreTurns() {
    assertThat(new ChatForm(true, null).prompt(ChatTemplate.GEMMA, ITEM, "\n\n"))
        .isEqualTo(
            "<start_of_turn>user\nAdd.\n\n1 and 1?<end_of_turn>\n"
                + "<start_of_turn>model\n2<end_of_turn>\n"
                + "<start_of_turn>user\n2 and 3?<end_of_turn>\n"
                + "<start_of_turn>model\n5<end_of_turn>\n"
                + "<start_of_turn>user\n4 and 4?<end_of_turn>\n"
                + "<start_of_turn>model\n");
    assertThat(new ChatForm(true, null).prompt(ChatTemplate.MISTRAL, ITEM, "\n\n"))
        .isEqualTo(
            "[INST] Add.\n\n1 and 1? [/INST]2</s>[INST] 2 and 3? [/INST]5</s>"
                + "[INST] 4 and 4? [/INST]");
  }

  @Test
  void orAllIsOneMessage() {
    assertThat(new ChatForm(false, "Be brief.").prompt(ChatTemplate.GEMMA, ITEM, " "))
        .isEqualTo(
            "<start_of_turn>user\nBe brief. Add.\n\n1 and 1? 2\n\n2 and 3? 5\n\n4 and 4?"
                + "<end_of_turn>\n<start_of_turn>model\n");
  }

  @Test
  void nothingDelimitsWhereThereIsWhiteSpace() {
    assertThat(new ChatForm(false, "Be brief.\n").prompt(ChatTemplate.MISTRAL, ITEM, " "))
        .startsWith("[INST] Be brief.\nAdd.\n\n1 and 1?");
    GenerationItem bare = ITEM.askedBy("4 and 4?");
    assertThat(new ChatForm(true, null).prompt(ChatTemplate.MISTRAL, bare, " "))
        .isEqualTo("[INST] 4 and 4? [/INST]");
    assertThat(new ChatForm(true, "Be brief.").prompt(ChatTemplate.MISTRAL, bare, " "))
        .isEqualTo("[INST] Be brief.\n\n4 and 4? [/INST]");
  }
}
