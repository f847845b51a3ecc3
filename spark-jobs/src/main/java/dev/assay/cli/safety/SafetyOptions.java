package dev.assay.cli.safety;

import dev.assay.cli.options.ChatVariableOptions;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.judge.AnswerQuestion;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.request.Truncation;
import dev.assay.eval.safety.ShownScorers;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.judge.AnswerJudge;
import dev.assay.spark.internal.programs.ProgramPolicy;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code assay safety} is asked. */
final class SafetyOptions {
  @Option(names = "--model", paramLabel = "DIR", description = "Model folder.")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the sets' data (or spark.assay.data).")
  private Path data;

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      description = "Folder of the tables and of report/safety-MODEL.{html,md,json}.")
  private String output;

  @Option(
      names = "--sets",
      paramLabel = "SETS",
      split = ",",
      defaultValue = "paper,requests",
      description =
          "paper, requests, all, sample, names of tasks, prompts:FILE (default: ${DEFAULT-VALUE}).")
  private List<String> sets;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Documents per set: a count, or a share below 1.")
  private String limit;

  @Option(
      names = "--apply_chat_template",
      description = "Ask requests in the chat template of the model; beginnings stay as they are.")
  private boolean chat;

  @Option(
      names = "--system_instruction",
      paramLabel = "TEXT",
      description = "What conversations begin with.")
  private String systemInstruction;

  @Mixin private ChatVariableOptions chatVariables;

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      split = ",",
      description = "Runs to stand beside: ids in --output, or OUTPUT/ID.")
  private List<String> baselines = List.of();

  @Option(
      names = "--judge",
      paramLabel = "DIR",
      description = "Folder of a model that judges the answers to requests.")
  private Path judge;

  @Option(
      names = "--judge_questions",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "refusal-1,harm-1",
      description = "What it is asked about each answer (default: ${DEFAULT-VALUE}).")
  private List<String> questions;

  @Option(
      names = "--same_judge",
      description = "Let a model judge its own answers; the report says so.")
  private boolean sameJudge;

  @Option(
      names = "--refusal",
      paramLabel = "RULE",
      split = ",",
      description =
          "Rules of refusal in the report: xstest-strmatch, advbench-prefixes, advbench-28; none"
              + " (default: all). The tables have all of them.")
  private List<String> rules = List.of();

  @Option(
      names = "--classifier",
      paramLabel = "NAME",
      split = ",",
      description =
          "Classifiers of texts in the report: profanity-svm, vader; none (default: all). The"
              + " tables have all of them.")
  private List<String> classifiers = List.of();

  @Option(
      names = "--show_examples",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Write the beginnings of N answers of each set to a file of its own. They may be harmful"
              + " to read.")
  private int examples;

  @Option(
      names = "--max_failed",
      paramLabel = "N",
      description = "Items that may fail: a count, or a share below 1 (default: 0).")
  private String maxFailed;

  @Option(names = "--max_length", paramLabel = "N", description = "Tokens the model reads at most.")
  private Integer maxLength;

  @Option(
      names = "--quantize",
      paramLabel = "TYPE",
      description = "none (default), bfloat16 or int8: how weights are held.")
  private String quantize;

  Path model() {
    if (model == null) {
      throw missing("--model");
    }
    return model;
  }

  String output() {
    if (output == null) {
      throw missing("--output");
    }
    return output;
  }

  List<String> baselines() {
    return baselines;
  }

  /** Opened before anything is asked; empty where nobody judges. */
  Optional<AnswerJudge> judge() {
    return Optional.ofNullable(judge)
        .map(
            folder ->
                AnswerJudge.open(folder, questions.stream().map(AnswerQuestion::named).toList()));
  }

  /** Whose scores of texts are in the report, every name checked. */
  ShownScorers shown() {
    return ShownScorers.of(rules, classifiers);
  }

  /** Whether a model may judge its own answers. */
  boolean sameJudge() {
    return sameJudge;
  }

  /** Answers of each set to show; 0 for none. */
  int examples() {
    return examples;
  }

  private static AssayException missing(String option) {
    return new AssayException(
        ErrorKind.USAGE,
        "no " + option + " is given",
        "a report is of a model, and is written somewhere",
        "give " + option + " DIR");
  }

  /** The sets that can be asked, every name and value checked. */
  SafetySelection selection(Settings session) {
    if (systemInstruction != null && !chat) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--system_instruction is given without --apply_chat_template",
          "only a conversation has a place for it",
          "give both, or neither");
    }
    if (chatVariables.given() && !chat) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--chat_template_kwargs is given without --apply_chat_template",
          "only a chat template asks for them",
          "give both, or neither");
    }
    Settings settings =
        session
            .with(Setting.DATA, data, "--data")
            .with(Setting.MAX_FAILED, maxFailed, "--max_failed")
            .with(Setting.QUANTIZE, quantize, "--quantize");
    if (settings.text(Setting.DATA).isEmpty()) {
      throw missing("--data");
    }
    Path folder = Path.of(settings.text(Setting.DATA));
    return SafetySelection.of(
        sets,
        folder,
        chat,
        (tasks, documents, inChatTemplate) ->
            run(
                tasks,
                documents,
                settings,
                inChatTemplate
                    ? Optional.of(
                        new EvaluateSettings.Chat(
                            true, systemInstruction, chatVariables.variables()))
                    : Optional.empty()));
  }

  private EvaluateSettings run(
      List<SelectedTask> tasks,
      DocumentSource documents,
      Settings settings,
      Optional<EvaluateSettings.Chat> conversation) {
    return new EvaluateSettings(
        model(),
        tasks,
        List.of(),
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        documents,
        output(),
        Truncation.valueOf(settings.text(Setting.TRUNCATION).toUpperCase(Locale.ROOT)),
        maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength),
        FewShotSampling.harness(),
        conversation,
        false,
        new FailureBudget(settings.number(Setting.MAX_FAILED)),
        new EvaluateSettings.Details(false, false, false),
        EvaluateSettings.Execution.of(settings),
        new ProgramPolicy.Refused());
  }
}
