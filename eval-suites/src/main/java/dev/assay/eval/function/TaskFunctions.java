package dev.assay.eval.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All functions that there are, by name. {@link FunctionTable} says what they stand for. */
public final class TaskFunctions {
  private static final Map<String, TaskFunction> FUNCTIONS = new HashMap<>();
  private static final Pattern ROWS_WHERE = Pattern.compile("rows_where\\((\\w+)=(.+)\\)");
  private static final Pattern ROWS_STARTING = Pattern.compile("rows_starting\\((\\w+)=(.+)\\)");
  private static final Pattern TRAITS = Pattern.compile("traits\\((.*)\\)");
  private static final Pattern NAME_OF = Pattern.compile("name_of\\((\\w+): (.+)\\)");

  static {
    FUNCTIONS.putAll(Rows.functions());
    FUNCTIONS.putAll(Fields.functions());
    FUNCTIONS.putAll(Scores.functions());
    FUNCTIONS.putAll(BiasQuestions.functions());
    FUNCTIONS.putAll(WinogenderSentences.functions());
    FUNCTIONS.putAll(WinobiasSentences.functions());
    FUNCTIONS.putAll(ToxicStatements.functions());
    FUNCTIONS.putAll(SafetyPrompts.functions());
    FUNCTIONS.putAll(PromptRows.functions());
    FUNCTIONS.putAll(ChainsOfThought.functions());
    FUNCTIONS.putAll(ExamQuestions.functions());
    FUNCTIONS.putAll(MathProblems.functions());
  }

  private TaskFunctions() {}

  /**
   * A function.
   *
   * @param name e.g. {@code hellaswag.process_docs}, {@code rows_where(subject=anatomy)} for the
   *     rows with that text in that column, {@code rows_starting(bias_type=age)} for those whose
   *     text begins so, {@code traits(type, label)} for columns that tell completions apart, or
   *     {@code name_of(label: yes, no)} for the name of a column's number
   */
  public static Optional<TaskFunction> find(String name) {
    Matcher rows = ROWS_WHERE.matcher(name);
    if (rows.matches()) {
      return Optional.of(Rows.where(rows.group(1), rows.group(2)));
    }
    Matcher starting = ROWS_STARTING.matcher(name);
    if (starting.matches()) {
      return Optional.of(Rows.starting(starting.group(1), starting.group(2)));
    }
    Matcher names = NAME_OF.matcher(name);
    if (names.matches()) {
      return Optional.of(Fields.named(names.group(1), List.of(names.group(2).split(", "))));
    }
    Matcher traits = TRAITS.matcher(name);
    if (traits.matches()) {
      return Optional.of(new TaskFunction.OfTraits(List.of(traits.group(1).split(", "))));
    }
    return Optional.ofNullable(FUNCTIONS.get(name));
  }
}
