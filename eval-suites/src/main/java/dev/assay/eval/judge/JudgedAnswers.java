package dev.assay.eval.judge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.PromptField;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of a judge's tasks: columns {@code request}, {@code answer}, {@code mark}, {@code
 * chat} and {@code traits}. Traits are the request's, its digest as {@code request}, and {@code
 * shown} of answers that are not shown as they are.
 */
public final class JudgedAnswers implements DocumentSource {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, DocumentSplit> sets = new HashMap<>();
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
    StringBuilder lines = new StringBuilder();
    for (JudgedAnswer answer : answers) {
      Document document = new Document(answer.number(), fields(answer, prompt), null);
      documents.add(document);
      lines.append(document.fields()).append('\n');
    }
    DataFile file = new DataFile(source, Sha256.of(lines.toString()), documents.size());
    sets.put(set, new DocumentSplit(documents, List.of(file)));
  }

  private ObjectNode fields(JudgedAnswer judged, int prompt) {
    Mark mark = Mark.of(judged.request());
    String request = mark.escaped(judged.request());
    String whole = mark.escaped(judged.answer());
    String answer = window.fitted(whole, prompt + window.count(request), 1);
    ObjectNode fields = JSON.objectNode();
    fields.put("request", request);
    fields.put("answer", answer);
    fields.put("mark", mark.text());
    fields.put("chat", chat);
    ObjectNode traits = fields.putObject("traits");
    judged.traits().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(trait -> traits.put(trait.getKey(), trait.getValue()));
    traits.put("request", Sha256.of(judged.request()));
    if (!answer.equals(judged.answer())) {
      traits.put("shown", answer.equals(whole) ? "with another mark" : "in part");
    }
    return fields;
  }

  @Override
  public boolean holds(DatasetReference dataset, String split) {
    return dataset.equals(AnswerQuestion.dataset(dataset.configuration()))
        && sets.containsKey(dataset.configuration());
  }

  @Override
  public DocumentSplit split(DatasetReference dataset, String split) {
    if (!holds(dataset, split)) {
      throw new AssayException(
          ErrorKind.DATA,
          "there are no answers of " + dataset.configuration() + " to judge",
          "answers are known of " + sets.keySet(),
          "judge a set that was asked");
    }
    return sets.get(dataset.configuration());
  }
}
