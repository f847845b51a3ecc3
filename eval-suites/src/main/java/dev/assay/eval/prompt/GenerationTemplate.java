package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.instruction.InstructionChecks;
import dev.assay.eval.outcome.InstructionList;
import dev.assay.eval.outcome.ProgramFrame;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.outcome.RightAnswers;
import dev.assay.eval.task.CompletionScoringDefinition;
import dev.assay.eval.task.GenerationPrompt;
import dev.assay.eval.task.GenerationTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fills a generation task's templates from documents. */
final class GenerationTemplate {
  private final GenerationPrompt prompt;
  private final CompletionScoringDefinition scoring;
  private final DerivedColumns columns;
  private final TextTemplate question;
  private final TextTemplate answer;
  private final TextTemplate before;
  private final TextTemplate after;

  GenerationTemplate(GenerationTask task) {
    this.prompt = task.prompt();
    this.scoring = task.scoring();
    this.columns = new DerivedColumns(prompt.columns());
    this.question = new TextTemplate(prompt.question());
    this.answer = prompt.answer() == null ? null : new TextTemplate(prompt.answer());
    boolean program = scoring.program() != null;
    this.before = program ? new TextTemplate(scoring.program().before()) : null;
    this.after = program ? new TextTemplate(scoring.program().after()) : null;
  }

  /**
   * A document as a question.
   *
   * @param document with the columns derived from it
   */
  record Asked(String text, Reference reference, ObjectNode document) {}

  Asked ask(SourceDocument source) throws BrokenDocument {
    return columns.fill(
        source,
        (document, filled) ->
            new Asked(question.fill(filled), reference(document, filled), document));
  }

  /**
   * A document as a solved example with the first of its answers. As in the reference harness, an
   * answer of no text that is not in a list is no answer, and nothing delimits it.
   */
  SolvedExample solve(SourceDocument source, String delimiter) throws BrokenDocument {
    return columns.fill(
        source,
        (document, filled) -> {
          String text = question.fill(filled);
          String first = answers(document, filled).get(0);
          return first.isEmpty() && answer != null
              ? new SolvedExample(text, null, text)
              : new SolvedExample(text, first, text + prompt.targetDelimiter() + first + delimiter);
        });
  }

  private List<String> answers(ObjectNode document, Map<String, Object> filled)
      throws BrokenDocument {
    return answer == null
        ? DerivedColumns.texts(
            column(document, prompt.answerColumn()), prompt.answerColumn(), "answers")
        : List.of(answer.fill(filled));
  }

  /** A column, or a field of one. */
  private static JsonNode column(JsonNode document, String path) {
    return document.at("/" + path.replace('.', '/'));
  }

  private Reference reference(ObjectNode document, Map<String, Object> filled)
      throws BrokenDocument {
    if (scoring.exactMatch() != null) {
      return new RightAnswers(answers(document, filled));
    }
    return scoring.program() == null
        ? instructions(document, scoring.instructions())
        : new ProgramFrame(before.fill(filled), after.fill(filled));
  }

  private static InstructionList instructions(
      ObjectNode document, CompletionScoringDefinition.InstructionColumns columns)
      throws BrokenDocument {
    List<String> ids =
        DerivedColumns.texts(document.path(columns.ids()), columns.ids(), "instructions");
    JsonNode arguments = document.path(columns.arguments());
    if (!arguments.isArray() || arguments.size() != ids.size()) {
      throw new BrokenDocument(
          "bad_instructions",
          "column "
              + columns.arguments()
              + " holds no list of "
              + ids.size()
              + " objects: "
              + DerivedColumns.shown(arguments));
    }
    List<InstructionList.Instruction> instructions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      instructions.add(new InstructionList.Instruction(ids.get(i), arguments.get(i)));
    }
    InstructionList list = new InstructionList(instructions);
    try {
      InstructionChecks.of(list);
    } catch (IllegalArgumentException e) {
      throw new BrokenDocument("bad_instructions", e.getMessage());
    }
    return list;
  }
}
