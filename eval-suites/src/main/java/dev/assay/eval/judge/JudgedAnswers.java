package dev.assay.eval.judge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.catalog.PromptField;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.document.MadeDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The documents of a judge's tasks: columns {@code request}, {@code answer}, or {@code answer_a}
 * and {@code answer_b} of two, {@code mark}, {@code chat} and {@code traits}. Traits are the
 * request's, its digest as {@code request}, and {@code shown} of answers that are not shown as they
 * are.
 */
public final class JudgedAnswers implements DocumentSource {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The trait of answers that are not shown as they are. */
  static final String SHOWN = "shown";

  /** What it is where they are cut. */
  static final String IN_PART = "in part";

  private final MadeDocuments sets = new MadeDocuments("answers");
  private final AnswerWindow window;
  private final boolean chat;

  /**
   * Of no set yet.
   *
   * @param chat whether the judge reads conversations
   */
  public JudgedAnswers(AnswerWindow window, boolean chat) {
    this.window = window;
    this.chat = chat;
  }

  /**
   * Adds the answers to a set.
   *
   * @param source what a run's specification says that they are of, e.g. a run's id and the set
   * @param task that asks about them; the window is measured by its prompt
   */
  public void add(String set, String source, Task task, List<JudgedAnswer> answers) {
    int prompt =
        task.prompt().text() instanceof PromptField.Text text ? window.count(text.source()) : 0;
    List<Document> documents = new ArrayList<>();
    answers.forEach(
        answer -> documents.add(new Document(answer.number(), fields(answer, prompt), null)));
    sets.add(set, source, documents);
  }

  private ObjectNode fields(JudgedAnswer judged, int prompt) {
    Mark mark = Mark.of(judged.request());
    String request = mark.escaped(judged.request());
    int others = prompt + window.count(request);
    ObjectNode fields = JSON.objectNode();
    fields.put("request", request);
    boolean marked = false;
    boolean cut = false;
    int shown = judged.answers().size();
    for (int i = 0; i < shown; i++) {
      String whole = mark.escaped(judged.answers().get(i));
      String answer = window.fitted(whole, others, shown);
      fields.put(shown == 1 ? "answer" : "answer_" + (char) ('a' + i), answer);
      marked |= !whole.equals(judged.answers().get(i));
      cut |= !answer.equals(whole);
    }
    fields.put("mark", mark.text());
    fields.put("chat", chat);
    ObjectNode traits = fields.putObject("traits");
    judged.traits().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(trait -> traits.put(trait.getKey(), trait.getValue()));
    traits.put("request", Sha256.of(judged.request()));
    if (marked || cut) {
      traits.put(SHOWN, cut ? IN_PART : "with another mark");
    }
    return fields;
  }

  @Override
  public boolean holds(DatasetReference dataset, String split) {
    return sets.holds(dataset, split);
  }

  @Override
  public DocumentSplit split(DatasetReference dataset, String split) {
    return sets.split(dataset, split);
  }
}
