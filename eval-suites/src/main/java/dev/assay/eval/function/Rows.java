package dev.assay.eval.function;

import static dev.assay.eval.function.Columns.array;
import static dev.assay.eval.function.Columns.text;
import static dev.assay.eval.function.Columns.texts;
import static dev.assay.eval.function.Columns.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** {@code process_docs} of task folders. */
final class Rows {
  private static final Pattern BRACKETED = Pattern.compile("\\[[^\\n]*?\\]");
  private static final List<String> LETTERS = List.of("A", "B", "C", "D", "E", "F");

  private Rows() {}

  static Map<String, TaskFunction> functions() {
    return Map.ofEntries(
        map("hellaswag.process_docs", Rows::hellaswag),
        map("mmlusr.process_docs", Rows::mmlusr),
        map("tmmluplus.process_docs", document -> lettered(document, List.of())),
        map("tmlu.process_docs", document -> lettered(document, List.of("E", "F"))),
        map("okapi_arc.process_docs", Rows::okapiArc),
        map("arithmetic.process_docs", Rows::arithmetic),
        map("arabic_acva.process_docs", Rows::acva),
        map("arabic_mmlu.process_docs", Rows::arabicMmlu),
        map("alghafa.process_docs", Rows::alghafa),
        map("truthfulqa_choices", Rows::truthfulqaChoices),
        map("boolq.labelled", Rows::labelled),
        filter(
            "bigbench.filter_multiple_choice",
            document -> !Columns.list(document, "multiple_choice_targets").isEmpty()),
        filter("eus_exams.process_docs", Rows::hasAnswer),
        filter("mbpp.few_shot_problems", Rows::fewShotProblem));
  }

  private static Map.Entry<String, TaskFunction> map(
      String name, UnaryOperator<ObjectNode> function) {
    return Map.entry(
        name, new TaskFunction.OfRows(document -> Optional.of(function.apply(document))));
  }

  private static Map.Entry<String, TaskFunction> filter(String name, Predicate<ObjectNode> kept) {
    return Map.entry(name, keep(kept));
  }

  private static TaskFunction keep(Predicate<ObjectNode> kept) {
    return new TaskFunction.OfRows(
        document -> kept.test(document) ? Optional.of(document) : Optional.empty());
  }

  /** Rows that hold a text in a column. */
  static TaskFunction where(String column, String text) {
    return keep(document -> text.equals(value(document, column).textValue()));
  }

  /** Rows whose text in a column begins with another. */
  static TaskFunction starting(String column, String beginning) {
    return keep(document -> text(document, column).startsWith(beginning));
  }

  /** WikiHow's leftovers, as the harness removes them. */
  private static String cleanWikihow(String text) {
    String titled = PythonText.strip(text).replace(" [title]", ". ");
    return BRACKETED.matcher(titled).replaceAll("").replace("  ", " ");
  }

  private static ObjectNode hellaswag(ObjectNode document) {
    String context = text(document, "ctx_a") + " " + PythonText.capitalize(text(document, "ctx_b"));
    String query = cleanWikihow(text(document, "activity_label") + ": " + context);
    List<String> endings = texts(document, "endings").stream().map(Rows::cleanWikihow).toList();
    long gold = Columns.integer(document, "label");
    document.put("query", query);
    document.set("choices", array(endings));
    return document.put("gold", gold);
  }

  /** SuperGLUE's rows have a label, 1 for yes, where the authors' have an answer that is true. */
  private static ObjectNode labelled(ObjectNode document) {
    return document.has("label")
        ? document
        : document.put("label", value(document, "answer").booleanValue() ? 1 : 0);
  }

  private static ObjectNode mmlusr(ObjectNode document) {
    List<String> choices = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      choices.add(Columns.textOrEmpty(document, "choice" + i));
    }
    String answer = PythonText.strip(Columns.textOrEmpty(document, "answer"));
    document.set("choices", array(choices));
    return document.put("answer", answer);
  }

  /**
   * Choices in columns named by letters, the first four always.
   *
   * @param further letters of choices that a row may have
   */
  private static ObjectNode lettered(ObjectNode document, List<String> further) {
    List<String> letters = new ArrayList<>(LETTERS.subList(0, 4));
    for (String letter : further) {
      JsonNode choice = document.get(letter);
      if (choice != null && !choice.isNull() && !choice.asText().isEmpty()) {
        letters.add(letter);
      }
    }
    List<String> choices = letters.stream().map(letter -> text(document, letter)).toList();
    int goal = Columns.index(document, "answer", letters);
    document.set("questions", value(document, "question"));
    document.set("choices", array(choices));
    return document.put("goal", goal);
  }

  private static ObjectNode okapiArc(ObjectNode document) {
    List<String> choices = new ArrayList<>();
    for (String letter : List.of("a", "b", "c", "d", "e")) {
      String option = Columns.textOrEmpty(document, "option_" + letter);
      if (!option.isEmpty()) {
        choices.add(cleanWikihow(option));
      }
    }
    int gold = Columns.index(document, "answer", LETTERS.subList(0, 5));
    document.put("query", "Question: " + cleanWikihow(text(document, "instruction")) + "\nAnswer:");
    document.set("choices", array(choices));
    return document.put("gold", gold);
  }

  private static ObjectNode arithmetic(ObjectNode document) {
    return document.put(
        "context",
        PythonText.strip(text(document, "context"))
            .replace("\n\n", "\n")
            .replace("Q:", "Question:")
            .replace("A:", "Answer:"));
  }

  private static ObjectNode acva(ObjectNode document) {
    List<String> choices = List.of("صح", "خطأ");
    document.put("query", "السؤال: " + text(document, "question") + "\nالإجابة:");
    document.put("gold", Columns.index(document, "answer", choices));
    return Columns.with(document, "choices", choices);
  }

  private static ObjectNode arabicMmlu(ObjectNode document) {
    List<String> letters = List.of("أ", "ب", "ج", "د");
    StringBuilder query =
        new StringBuilder("الأسئلة التالية هي أسئلة متعددة الإختيارات مع الجواب الصحيح حول ")
            .append(text(document, "subject").replace('_', ' '))
            .append(". \n\n")
            .append(text(document, "question"))
            .append('\n');
    for (int i = 0; i < letters.size(); i++) {
      query.append(letters.get(i)).append(". ").append(text(document, LETTERS.get(i))).append('\n');
    }
    document.put("query", query.append("الإجابة:").toString());
    document.put("gold", Columns.index(document, "answer", LETTERS));
    return Columns.with(document, "choices", letters);
  }

  private static ObjectNode alghafa(ObjectNode document) {
    StringBuilder query =
        new StringBuilder("الأسئلة التالية هي أسئلة متعددة الإختيارات مع الجواب الصحيح\n\nالسؤال: ")
            .append(text(document, "query"))
            .append('\n');
    List<String> choices = new ArrayList<>();
    for (Map.Entry<String, JsonNode> column : document.properties()) {
      if (!List.of("query", "label", "__few_shots").contains(column.getKey())) {
        String choice = text(document, column.getKey());
        query.append(choices.size()).append(") ").append(choice).append('\n');
        choices.add(choice);
      }
    }
    long gold = Columns.integer(document, "label");
    document.put("query", query.append("الإجابة:").toString());
    document.put("gold", gold);
    return Columns.with(document, "choices", choices);
  }

  /** The authors' objects from choices to labels become the hub's two lists. */
  private static ObjectNode truthfulqaChoices(ObjectNode document) {
    for (String column : List.of("mc1_targets", "mc2_targets")) {
      JsonNode targets = value(document, column);
      if (!targets.isObject()) {
        throw new DocumentException(
            "bad_field", "column '" + column + "' holds no choices: " + targets);
      }
      if (!targets.path("choices").isArray()) {
        ObjectNode lists = document.objectNode();
        for (Map.Entry<String, JsonNode> choice : targets.properties()) {
          lists.withArray("choices").add(choice.getKey());
          lists.withArray("labels").add(choice.getValue());
        }
        document.set(column, lists);
      }
    }
    return document;
  }

  private static boolean hasAnswer(ObjectNode document) {
    JsonNode answer = value(document, "answer");
    return answer.isIntegralNumber()
        && answer.longValue() >= 0
        && answer.longValue() <= 3
        && !texts(document, "candidates").equals(List.of("", "", "", ""));
  }

  /** The set's second to fourth problem, which every question of MBPP follows. */
  private static boolean fewShotProblem(ObjectNode document) {
    long id = Columns.integer(document, "task_id");
    return id >= 2 && id <= 4;
  }
}
