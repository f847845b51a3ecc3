package dev.assay.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads answers that the reference harness logged: its {@code samples_<task>_<time>.jsonl}, or
 * lines of the same keys that name their {@code task}; gzip-compressed or not. A line without
 * {@code doc_id} is no item.
 */
public final class HarnessAnswers {
  private static final Pattern LOG =
      Pattern.compile("samples_(.+)_\\d{4}-\\d\\d-\\d\\dT[^/]*\\.jsonl(\\.gz)?");

  private static final String INTEGER = "-?[0-9]{1,9}";

  private final Path file;
  private final String logged;

  private HarnessAnswers(Path file) {
    this.file = file;
    Matcher name = LOG.matcher(file.getFileName().toString());
    this.logged = name.matches() ? name.group(1) : null;
  }

  /**
   * @throws AssayException of kind DATA, naming file and line, if the file cannot be read or holds
   *     something else
   */
  public static List<HarnessAnswer> read(Path file) {
    return new HarnessAnswers(file).answers();
  }

  private List<HarnessAnswer> answers() {
    List<Document> lines;
    try {
      lines = FileForms.plain().only("json").read(file);
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "cannot read the reference " + file,
          e.toString(),
          "give a file of logged samples, plain or gzip-compressed",
          e);
    }
    List<HarnessAnswer> answers = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      Document line = lines.get(number - 1);
      if (line.broken()) {
        throw broken(number, line.error());
      }
      if (line.fields().has("doc_id")) {
        answers.add(answer(number, line.fields()));
      }
    }
    if (answers.isEmpty()) {
      throw broken(lines.size(), "no line up to it has a doc_id");
    }
    return answers;
  }

  private HarnessAnswer answer(int number, JsonNode line) {
    JsonNode task = line.path("task");
    if (!task.isTextual() && logged == null) {
      throw broken(
          number, "it has no 'task', and the file's name is not samples_<task>_<time>.jsonl");
    }
    List<HarnessAnswer.LoggedResponse> responses = new ArrayList<>();
    for (JsonNode response : line.path("resps")) {
      responses.add(response(number, response));
    }
    if (responses.isEmpty()) {
      throw broken(number, "it has no 'resps'");
    }
    return new HarnessAnswer(
        task.isTextual() ? task.textValue() : logged,
        integer(number, line, "doc_id"),
        target(number, line),
        promptDigest(line),
        responses);
  }

  /** A pair of numbers and truth values, or of both as Python prints them, in a list of one. */
  private HarnessAnswer.LoggedResponse response(int number, JsonNode logged) {
    JsonNode pair = logged.path(0).isArray() ? logged.get(0) : logged;
    String value = pair.path(0).asText();
    String greedy = pair.path(1).asText();
    try {
      if (greedy.matches("(?i)true|false")) {
        return new HarnessAnswer.LoggedResponse(
            value.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(value),
            Boolean.parseBoolean(greedy));
      }
    } catch (NumberFormatException e) {
      throw broken(number, "its 'resps' hold " + logged + ": " + e.getMessage());
    }
    throw broken(number, "its 'resps' hold " + logged + ", no log-likelihood and greedy flag");
  }

  /** The index of the right choice; of other tasks' targets nothing is read. */
  private Integer target(int number, JsonNode line) {
    if (!line.has("target")) {
      throw broken(number, "it has no 'target'");
    }
    return line.get("target").asText().matches(INTEGER) ? integer(number, line, "target") : null;
  }

  private int integer(int number, JsonNode line, String key) {
    String text = line.path(key).asText();
    if (!text.matches(INTEGER)) {
      throw broken(number, "its '" + key + "' is " + line.path(key) + ", no integer");
    }
    return Integer.parseInt(text);
  }

  private static String promptDigest(JsonNode line) {
    if (line.path("context").isTextual()) {
      return Sha256.of(line.get("context").textValue());
    }
    return line.path("prompt_hash").textValue();
  }

  private AssayException broken(int number, String problem) {
    return new AssayException(
        ErrorKind.DATA,
        "row " + number + " of the reference " + file + " is no logged answer",
        problem,
        "give what lm_eval --log_samples writes for multiple-choice tasks");
  }
}
