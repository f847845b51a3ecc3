package dev.assay.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.gate.settings.Evaluation;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** An evaluation whose options stand in a file: those of {@code assay evaluate}, by their names. */
public final class ConfiguredEvaluation {
  /** What the file has keys of its own for. */
  private static final List<String> ELSEWHERE =
      List.of("model", "data", "tasks", "output", "max_failed");

  private final EvaluateSettings settings;
  private final PrintWriter messages;

  /** Options as picocli fills them. */
  @Command
  static final class Holder {
    @Mixin private EvaluateOptions options;
  }

  private ConfiguredEvaluation(EvaluateSettings settings, PrintWriter messages) {
    this.settings = settings;
    this.messages = messages;
  }

  /**
   * Every name and value checked, before anything is computed.
   *
   * @param messages for tasks that cannot be run
   * @throws AssayException of kind USAGE for an option that does not exist or fit
   */
  public static ConfiguredEvaluation of(
      Evaluation evaluation, Settings session, PrintWriter messages) {
    Holder holder = new Holder();
    CommandLine parser = new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      parser.parseArgs(words(evaluation, names(parser)).toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the configuration's evaluation cannot be used",
          e.getMessage(),
          "give it as options of assay evaluate",
          e);
    }
    Selection selection = holder.options.selection();
    UnusableTasks.report(selection, messages);
    EvaluateSettings settings = holder.options.settings(selection, session);
    settings.checkPrograms();
    return new ConfiguredEvaluation(settings, messages);
  }

  private static List<String> names(CommandLine parser) {
    return parser.getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .map(name -> name.substring(2))
        .filter(name -> !ELSEWHERE.contains(name))
        .toList();
  }

  private static List<String> words(Evaluation evaluation, List<String> known) {
    List<String> words = new ArrayList<>();
    add(words, "model", evaluation.model().orElseThrow());
    evaluation.data().ifPresent(data -> add(words, "data", data));
    add(words, "tasks", String.join(",", evaluation.tasks()));
    add(words, "output", evaluation.output());
    for (Map.Entry<String, JsonNode> option : evaluation.options().entrySet()) {
      String name = option.getKey();
      if (!known.contains(name)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "the configuration's evaluation cannot be used",
            ELSEWHERE.contains(name)
                ? "'" + name + "' has a key of its own outside of 'evaluate'"
                : "assay evaluate has no option '" + name + "'",
            NearestNames.suggestion(name, known, "assay evaluate --help lists them"));
      }
      add(words, name, option.getValue());
    }
    return words;
  }

  /** Null is an option that is not given, and so is false of an option without a value. */
  private static void add(List<String> words, String name, JsonNode value) {
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(one -> texts.add(one.asText()));
      add(words, name, String.join(",", texts));
    } else if (value.isBoolean() && value.booleanValue()) {
      words.add("--" + name);
    } else if (value.isBoolean() && name.equals("fewshot_as_multiturn")) {
      add(words, name, "false");
    } else if (!value.isNull() && !value.isBoolean()) {
      add(words, name, value.asText());
    }
  }

  private static void add(List<String> words, String name, String value) {
    words.add("--" + name + "=" + value);
  }

  /** Where the run will lie, or lies, found without asking the model. */
  public RunFolder folder() {
    return new RunFolder(settings.output(), EvaluateJob.runId(settings));
  }

  /**
   * Evaluates; a run that is complete is found. How many items may fail is the caller's to say.
   *
   * @throws AssayException as {@link EvaluateJob#run}
   */
  public RunFolder run(LazySession spark) {
    try (TerminalProgress progress = new TerminalProgress(messages)) {
      EvaluateResult result = new EvaluateJob(spark, settings, progress).run();
      return new RunFolder(settings.output(), result.runId());
    }
  }
}
