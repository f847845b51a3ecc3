package dev.assay.cli.sidebyside;

import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.gate.OutsideMeasure;
import dev.assay.eval.gate.evidence.PairedValues;
import dev.assay.eval.gate.evidence.TestLevel;
import dev.assay.eval.gate.evidence.ValueEstimate;
import dev.assay.eval.gate.settings.Evaluation;
import dev.assay.eval.gate.settings.Outside;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.run.TaskSpecification;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideScores;
import dev.assay.eval.sidebyside.SideSpecification.Meeting;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.sidebyside.AskedContestant;
import dev.assay.spark.internal.sidebyside.PairJudge;
import dev.assay.spark.internal.sidebyside.SideBySide;
import dev.assay.spark.internal.sidebyside.SideBySideJob;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Answers of two runs' models side by side, as {@code assay side-by-side} compares them, whose
 * options stand in a file. A run that was asked the set has its answers; else the model of the run
 * is asked in a run of its own, which is found when it is asked again.
 */
public final class ConfiguredSides {
  private static final String CANDIDATE = "candidate";
  private static final String BASELINE = "baseline";
  private static final String CHAT = "apply_chat_template";

  /** Digits of a judge's fingerprint that tell it from others. */
  private static final int DIGITS = 16;

  private final LazySession spark;
  private final Evaluation evaluation;
  private final Settings session;
  private final ProgressListener progress;

  /** Options as picocli fills them. */
  @Command
  static final class Holder {
    @Mixin private AnswerOptions answers;
    @Mixin private JudgeOptions judges;
  }

  /**
   * @param evaluation where data and tables are, and how models are asked
   * @param session Assay's own settings
   */
  public ConfiguredSides(
      LazySession spark, Evaluation evaluation, Settings session, ProgressListener progress) {
    this.spark = spark;
    this.evaluation = evaluation;
    this.session = session;
    this.progress = progress;
  }

  /**
   * The candidate's rate of wins, ties a half of one.
   *
   * @param level of its bounds
   * @throws AssayException of kind USAGE for a set or judge that is not there, or a model that
   *     would judge its own answers
   */
  public OutsideMeasure rate(
      Outside.SideBySide asked, RunFolder candidate, RunFolder baseline, TestLevel level) {
    // A judge's weights are as its folder has them, whatever the candidate's are held in.
    Holder judging = holder(asked, List.of());
    Map<String, AskedContestant> both = new HashMap<>();
    for (String side : List.of(CANDIDATE, BASELINE)) {
      RunFolder run = side.equals(CANDIDATE) ? candidate : baseline;
      Optional<AskedContestant> contestant = contestant(asked, side, run, judging);
      if (contestant.isEmpty()) {
        return OutsideMeasure.none(
            "missing: the %s's run was not asked %s, and its model is no longer where it was"
                .formatted(side, asked.prompts()));
      }
      both.put(side, contestant.get());
    }
    List<AskedContestant> all = List.of(both.get(CANDIDATE), both.get(BASELINE));
    SideBySideJob.Judges judges = judging.judges.judges();
    judging.judges.check(all, judges.models());
    SideBySide side =
        new SideBySideJob(spark, judging.answers.like(), progress)
            .run(
                all,
                List.of(new Meeting(CANDIDATE, BASELINE)),
                judges,
                List.of(),
                SideOptions.DEFAULT);
    return measure(side, judge(asked, judging, judges), level);
  }

  /** Empty where its answers are not at hand. */
  private Optional<AskedContestant> contestant(
      Outside.SideBySide asked, String name, RunFolder run, Holder sets) {
    RunTables tables = new RunTables(spark, run.output());
    StoredRun stored = new StoredRun(tables, run.runId());
    List<String> options = new ArrayList<>();
    options.add("--quantize=" + tables.run(run.runId()).getAs("quantization"));
    Set<String> answered =
        stored.specification().tasks().stream()
            .map(TaskSpecification::name)
            .collect(Collectors.toCollection(HashSet::new));
    boolean chat =
        evaluation.options().containsKey(CHAT) && evaluation.options().get(CHAT).asBoolean();
    if (answered.containsAll(sets.answers.sets())) {
      options.add(chat ? "--apply_chat_template" : "--no_chat_template");
      return Optional.of(
          holder(asked, options).answers.contestant(spark, run.toString(), progress).named(name));
    }
    Path model = Path.of(stored.model());
    String fingerprint = stored.specification().modelFingerprint();
    if (!Checkpoint.isAt(model) || !ModelFolder.open(model).fingerprint().equals(fingerprint)) {
      return Optional.empty();
    }
    if (chat) {
      options.add("--apply_chat_template");
    }
    return Optional.of(
        holder(asked, options).answers.contestant(spark, model.toString(), progress).named(name));
  }

  private Holder holder(Outside.SideBySide asked, List<String> more) {
    List<String> words = new ArrayList<>(more);
    words.add("--prompts=" + asked.prompts());
    words.add("--output=" + evaluation.output());
    words.add("--judge=" + asked.judge());
    words.add("--judge_prompt=" + asked.question());
    if (asked.sameJudge()) {
      words.add("--same_judge");
    }
    evaluation.data().ifPresent(data -> words.add("--data=" + data));
    Optional.ofNullable(evaluation.options().get("limit"))
        .filter(limit -> !limit.isNull())
        .ifPresent(limit -> words.add("--limit=" + limit.asText()));
    Holder holder = new Holder();
    try {
      new CommandLine(holder).parseArgs(words.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the configuration's line of " + asked.name() + " cannot be used",
          e.getMessage(),
          "give it as options of assay side-by-side",
          e);
    }
    holder.answers.settle(session);
    return holder;
  }

  /** Another text where another judge, or another question, says something else. */
  private static String judge(
      Outside.SideBySide asked, Holder judging, SideBySideJob.Judges judges) {
    return judges.models().stream()
        .map(PairJudge::model)
        .map(
            model ->
                "%s of %s %s"
                    .formatted(
                        judging.judges.question().label(),
                        model.name(),
                        model.fingerprint().substring(0, DIGITS)))
        .findFirst()
        .orElse(asked.judge());
  }

  /** Ties count a half; answers to one prompt are a cluster. */
  private static OutsideMeasure measure(SideBySide side, String judge, TestLevel level) {
    SideScores scores = side.scores(side.judgements().get(0));
    Map<String, List<Double>> byPrompt = new TreeMap<>();
    for (int i = 0; i < side.pairs().size(); i++) {
      Optional<Outcome> outcome = scores.outcome(i);
      if (outcome.isPresent()) {
        byPrompt
            .computeIfAbsent(side.pairs().get(i).promptId(), id -> new ArrayList<>())
            .add(outcome.get().score());
      }
    }
    double[] values =
        byPrompt.values().stream().flatMap(List::stream).mapToDouble(one -> one).toArray();
    int[] cluster = new int[values.length];
    int at = 0;
    int number = 0;
    for (List<Double> prompt : byPrompt.values()) {
      for (int i = 0; i < prompt.size(); i++) {
        cluster[at++] = number;
      }
      number++;
    }
    int unparsed = side.pairs().size() - values.length;
    return values.length == 0
        ? OutsideMeasure.none("missing: no pair of answers has a verdict")
        : new OutsideMeasure(
            values.length,
            unparsed,
            Optional.of(ValueEstimate.of(new PairedValues(values, values, cluster, true), level)),
            judge,
            Optional.empty());
  }
}
