package dev.assay.spark.internal.tables;

import static dev.assay.spark.internal.tables.TableColumn.flag;
import static dev.assay.spark.internal.tables.TableColumn.integer;
import static dev.assay.spark.internal.tables.TableColumn.number;
import static dev.assay.spark.internal.tables.TableColumn.real;
import static dev.assay.spark.internal.tables.TableColumn.reals;
import static dev.assay.spark.internal.tables.TableColumn.text;
import static dev.assay.spark.internal.tables.TableColumn.time;

import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/** The result tables: the one place of their columns. Every column is nullable, as in Parquet. */
public enum Table {
  RUNS(
      "one row per run; written last: a run that has a row is complete",
      text("run_id", "identity of the run's content"),
      time("created", "when the tables were written"),
      text("model", "folder of the model"),
      text("family", "model_type of the model"),
      text("model_fingerprint", "sha256 over configuration and weights"),
      text("tokenizer_fingerprint", "sha256 over the tokenizer's files"),
      text("content", "JSON of everything that the run's id is made of, and that scoring needs"),
      integer("numerics_version", "scores of equal version compare bit for bit"),
      text("kernels", "kernels of the driver's machine"),
      text("quantization", "of the weights: none, bfloat16 or int8; null before it existed"),
      text("assay_version", "version of Assay"),
      text("spark_version", "version of Spark"),
      text("java_version", "version of the driver's Java"),
      number("n_items", "items evaluated, failed ones included"),
      number("n_failed", "items that have an error"),
      number("n_truncated", "items whose prompt was shortened"),
      number("tokens_computed", "tokens that went through the layers, over all committed chunks"),
      number(
          "tokens_without_sharing",
          "tokens of one forward pass per distinct sequence read within an item"),
      real("seconds", "time the last invocation computed"),
      integer("schema_version", "of these tables")),
  ITEMS(
      "one row per run, task, document",
      text("run_id", "partition"),
      text("task", "partition"),
      integer("doc_id", "number of the document in its split, from 0"),
      text("request", "what was asked: choices, completion or rolling; null where nothing was"),
      integer("target", "index of the right choice; the first of several"),
      text("reference", "JSON of all that the answer is held against"),
      text("context_hash", "sha256 of the prompt before the answer"),
      text("prompt", "the prompt, where it was asked for"),
      integer("context_tokens", "tokens read before the answer"),
      integer("truncated_tokens", "tokens cut from the prompt"),
      integer("dropped_shots", "whole shots dropped from the prompt"),
      integer("picked", "index of the most probable choice"),
      flag("correct", "picked is a right one"),
      text("error_code", "why the item failed; null where it was scored"),
      text("error_message", "the same in full")),
  SAMPLES(
      "one row per run, task, document, and choice or completion or text",
      text("run_id", "partition"),
      text("task", "partition"),
      integer("doc_id", "number of the document in its split, from 0"),
      integer("choice", "index of the choice, or of the completion"),
      flag("unconditional", "scored after nothing, for metrics that compare with it"),
      real("log_likelihood", "natural logarithm of the probability given the context"),
      flag("greedy", "every token was the most probable"),
      integer("tokens", "tokens scored, or generated"),
      integer("code_points", "Unicode code points, without delimiter"),
      integer("words", "of a whole text: pieces between white space"),
      integer("bytes", "UTF-8 bytes, without delimiter"),
      reals("token_log_probabilities", "one per token, where they were asked for"),
      text("text", "what was generated, up to the first stop string"),
      text("finish_reason", "why it ended: stop, length or context_limit")),
  VERDICTS(
      "one row per run, task, document, and program made of its completions; none where no program"
          + " was run",
      text("run_id", "partition"),
      text("task", "partition"),
      integer("doc_id", "number of the document in its split, from 0"),
      text("program", "sha256 of the whole program; equal ones of a document are run once"),
      text("verdict", "passed, failed, timed_out or not_started"),
      text(
          "detail",
          "the exception's class, or the signal or status; cpu or wall; why it was not started"),
      real("seconds", "by the clock"),
      text("python", "version that ran it"),
      text("sandbox", "how it was confined; none where it was not")),
  SCORES(
      "one row per run, task, document, metric",
      text("run_id", "partition"),
      text("task", "partition"),
      text("task_version", "version of the task's definition"),
      integer("doc_id", "number of the document in its split, from 0"),
      text("metric", "as the task's definition names it"),
      real("value", "the metric of this item; null where only all items together have one"),
      text("filter", "what was made of the answer first; none where it is scored as it is"),
      integer(
          "weight",
          "what the item counts in the metric's mean: 1, its instructions, words or bytes; 0"
              + " where the metric is of other items"),
      reals(
          "completion_values",
          "of a scorer's mean over completions, the score of each; null for an empty one")),
  SUMMARY(
      "one row per run, task or group, metric",
      text("run_id", "partition"),
      text("task", "task or group; partition"),
      text("metric", "as the task's definition names it"),
      real("value", "over the scored items: the mean, or what the task's definition says"),
      real("stderr", "its standard error; null below two items"),
      number("n", "items scored"),
      number("n_failed", "items that failed, not in n"),
      number("n_truncated", "scored items whose prompt was shortened"),
      number("n_ties", "scored items whose best choices are equal"),
      integer("n_shot", "solved examples before each question"),
      text("task_version", "version of the definition"),
      flag("higher_is_better", "direction of the metric"),
      number("tokens_computed", "tokens of the task or group that went through the layers"),
      number("tokens_without_sharing", "as in runs, of the task or group"),
      text("filter", "what was made of answers first; none where they are scored as they are"),
      number("programs_passed", "programs that passed, of a task whose scores need verdicts"),
      number("programs_failed", "programs that raised an exception, or ended early"),
      number("programs_timed_out", "programs that used up their time"),
      number("programs_not_started", "programs that the machine could not run"),
      number("programs_not_run", "programs that nobody ran"),
      text("sandbox", "how the programs were confined")),
  SUBSETS(
      "one row per run, task, part of its items, metric; of tasks whose prompts have traits alone",
      text("run_id", "partition"),
      text("task", "partition"),
      text("trait", "by which parts are told, e.g. category"),
      text("subset", "what the part's prompts have of it"),
      text("metric", "as the task's definition names it"),
      text("filter", "what was made of answers first; none where they are scored as they are"),
      real("value", "over the part's scored items"),
      real("stderr", "its standard error; null below two items"),
      number("n", "items scored"),
      number("n_failed", "items that failed, not in n"),
      flag("higher_is_better", "direction of the metric")),
  SIDES(
      "one row per comparison of models side by side; written last: a comparison that has a row is"
          + " complete",
      text("side_id", "identity of the comparison's content; partition"),
      time("created", "when the tables were written"),
      text("content", "JSON of everything that the id is made of"),
      number("n_pairs", "pairs of answers"),
      number("n_candidate_only", "prompts that the candidate alone was asked, over all meetings"),
      number("n_baseline_only", "prompts that the baseline alone was asked"),
      number("n_failed", "prompts of which one of them has no answer"),
      number("n_empty_both", "prompts that both answered with nothing"),
      text("assay_version", "version of Assay")),
  PAIRS(
      "one row per comparison, prompt, and two models that meet; no text of either",
      text("side_id", "partition"),
      text("pair_id", "of prompt, sample and models"),
      text("prompt_id", "the same for all pairs of a prompt: task and document, or a file's"),
      integer("sample", "of several answers to one prompt, from 0"),
      text("category", "of the prompt; empty for none"),
      text("prompt_sha256", "of the request before any chat template"),
      text("candidate", "the model that is asked about"),
      text("baseline", "the model that it is held against"),
      text("candidate_text_sha256", "of its answer"),
      text("baseline_text_sha256", "of its answer"),
      integer("candidate_code_points", "length of its answer"),
      integer("baseline_code_points", "length of its answer"),
      flag("identical", "a tie without being asked")),
  JUDGEMENTS(
      "one row per comparison, pair, judge",
      text("side_id", "partition"),
      text("pair_id", "as in pairs"),
      text("judge", "logprob:MODEL, generated:MODEL, rule:NAME, metric:NAME or likelihood"),
      text("judge_run", "the run that holds its replies, with + between several; null of a rule"),
      real("candidate_first", "probability of the candidate where it is shown first"),
      real("baseline_first", "probability of the baseline where it is shown first"),
      flag("truncated", "an answer was shown to it in part"),
      text("outcome", "win, tie or loss of the candidate; null where the judge said nothing")),
  RATINGS(
      "one row per comparison and rating of people; no text of a prompt or an answer",
      text("side_id", "partition"),
      text("pair_id", "as in pairs: a rating is of a prompt's first answers"),
      text("prompt_id", "as in pairs"),
      text("candidate", "the model that is asked about"),
      text("baseline", "the model that it is held against"),
      text("rater", "sha256 of a salt and the rater's id, or the id where ids are kept"),
      text("category", "of the rating; null for none"),
      text("shown_order", "ab: the candidate stood first; ba: the baseline; null: not known"),
      integer("level", "2 the candidate is much better, 1 better, 0 a tie, -1, -2"),
      text("label", "win, tie or loss of the candidate"),
      time("time", "of the rating; null for none"),
      flag("superseded", "the rater rated the pair again later: it does not count")),
  SIDE_SCORES(
      "one row per comparison, two models, judge, and part of the pairs",
      text("side_id", "partition"),
      text("candidate", "the model that is asked about"),
      text("baseline", "the model that it is held against"),
      text("judge", "as in judgements; ratings: people"),
      text("subset", "all, or category=NAME"),
      number("n_pairs", "pairs that could be judged"),
      number("n_prompts", "prompts of pairs with a verdict: the clusters"),
      number("wins", "of the candidate"),
      number("ties", "identical answers among them"),
      number("losses", "of the candidate"),
      real("rate", "(wins + ties/2) / verdicts"),
      real("lower", "of the 95 % interval"),
      real("upper", "of the 95 % interval"),
      text("interval_kind", "bootstrap, cluster, wilson or paper: not always as asked"),
      real("stderr", "cluster-robust"),
      real("sign_p", "of wins and losses, two-sided; by Holm over categories"),
      real("consistency", "share of pairs of which both orders say the same"),
      real("first_shown_share", "mean probability of what is shown first"),
      real("rate_length_controlled", "at equal lengths; null of a category"),
      real("lower_length_controlled", "of its 95 % interval"),
      real("upper_length_controlled", "of its 95 % interval"),
      real("theta", "of the logistic fit"),
      real("beta", "how much length bought"),
      real("longer_share", "of verdicts that prefer one of two lengths, those for the longer"),
      number("n_unparsed", "pairs without a verdict, in no rate"),
      text(
          "kinship", "of the judge with a model: same_family, same_model, or none; null of people"),
      number("n_truncated", "pairs with answers that were shown in part"),
      number("n_identical", "pairs of equal answers")),
  STRENGTHS(
      "one row per comparison of more than two models, judge, model",
      text("side_id", "partition"),
      text("judge", "as in judgements"),
      text("model", "its name"),
      text("method", "ties_as_half, davidson, rao_kupper or order_effect: scales of their own"),
      real("strength", "natural logarithm of odds; all sum to 0"),
      real("stderr", "by the likelihood"),
      real("lower", "of the 95 % interval over resampled prompts"),
      real("upper", "of the 95 % interval"),
      real("elo", "1000 + 400/ln 10 of it, or by the anchor"),
      integer("rank", "from 1, the strongest"),
      integer("rank_lower", "best rank of 95 % of resamples"),
      integer("rank_upper", "worst rank of them")),
  GATES(
      "one row per gate that was decided; written after its lines",
      text("gate_id", "yyyymmddThhmmss-8 hexadecimal digits, in the order of time; partition"),
      text("name", "of the gate, as its configuration has it"),
      time("created", "when it was started"),
      text("config_sha256", "of the configuration's text"),
      text("config", "the file, variables not put in, and what was set beside it"),
      text("candidate_run", "id of the run that was asked about"),
      text("candidate_output", "folder of its tables"),
      text("baseline_run", "id of the run that it was held against; null where there was none"),
      text("baseline_output", "folder of its tables"),
      text("baseline_kind", "pinned, latest-passed, previous, run or tag"),
      text("model", "folder of the candidate's model"),
      text("model_fingerprint", "sha256 over configuration and weights"),
      text("status", "passed, regressed, changed, not_comparable, inconclusive or no_baseline"),
      integer("exit_code", "0, or 10 to 13"),
      real("alpha", "probability of an alarm about nothing that was taken"),
      text("correction", "holm, bh or none"),
      number("n_lines", "lines that count in the verdict"),
      number("n_regressed", "of these, regressed or changed"),
      number("n_suspicious", "of these, worse by what matters without evidence"),
      number("n_inconclusive", "of these, inconclusive or underpowered"),
      number("n_not_comparable", "of these, of runs that do not mean the same"),
      text("assay_version", "version of Assay"),
      integer("numerics_version", "of the candidate's scores"),
      text("spark_version", "version of Spark"),
      text("java_version", "version of the driver's Java"),
      text("git_revision", "of the caller's sources, where it said so"),
      text("build_url", "page of the build that called, where it said so"),
      real("seconds", "from the start to the verdict"),
      integer("schema_version", "of these tables")),
  GATE_LINES(
      "one row per gate, line of its configuration",
      text("gate_id", "partition"),
      integer("line", "number in the configuration's order, from 0"),
      text("task", "task or group"),
      text("metric", "as the task's definition names it; answers where these are compared"),
      text("filter", "what was made of answers first; none where they are scored as they are"),
      text("subset", "part of the items, trait=value; empty for all"),
      text("mode", "detect, non_inferior, identical or absolute"),
      number("n", "items that both runs share"),
      number("n_clusters", "units of inference among them"),
      number("left_out", "items that are in no pair"),
      number("failed", "items that the candidate failed on"),
      real("candidate", "its value over the shared items"),
      real("baseline", "the other run's"),
      real("previous", "that of the candidate that passed before"),
      real("difference", "how much better the candidate is, whichever way the metric points"),
      real("stderr", "of the difference"),
      real("lower", "of its 95 % interval"),
      real("upper", "of its 95 % interval"),
      text("interval_kind", "normal, exact_conditional, percentile or cluster_t"),
      number("wins", "items, or clusters, on which the candidate is better"),
      number("losses", "those on which it is worse"),
      number("ties", "the rest"),
      real("p", "one-sided, that the candidate is worse"),
      real("p_adjusted", "the same over the lines that detect"),
      real("min_effect", "least difference that matters"),
      real("mde", "least difference that the line is likely to show"),
      text("status", "ok, improved, suspicious, regressed, changed, and so on: docs/regress.md"),
      text("reason", "of the status, where the figures do not give it"),
      flag("informative", "listed, not in the verdict"),
      real("trend_slope", "per candidate, over the latest of them"),
      real("trend_p", "two-sided, of no trend"),
      text(
          "judge",
          "who said which answers are better, and what it was asked; null of a line that nobody"
              + " judges")),
  BASELINES(
      "one row per change of a tag; of a tag's rows the latest counts",
      text("pin_id", "as a gate's id; partition"),
      time("pinned", "when"),
      text("tag", "name of a gate, or any other"),
      text("run_id", "of the run"),
      text("output", "folder of its tables"),
      text("by", "user that changed it, or the gate that pinned its first candidate"),
      text("note", "why"),
      flag("active", "false where the tag was taken off"));

  public static final int SCHEMA_VERSION = 3;
  public static final String RUN_ID = "run_id";
  public static final String TASK = "task";

  private static final List<String> ORDER =
      List.of(TASK, "doc_id", "choice", "program", "trait", "subset", "metric");

  private final String description;
  private final List<TableColumn> columns;

  Table(String description, TableColumn... columns) {
    this.description = description;
    this.columns = List.of(columns);
  }

  public String description() {
    return description;
  }

  public List<TableColumn> columns() {
    return columns;
  }

  public StructType schema() {
    StructType schema = new StructType();
    for (TableColumn column : columns) {
      schema = schema.add(column.name(), column.type(), true);
    }
    return schema;
  }

  /** Folder of the whole table. */
  public Path path(String output) {
    return new Path(output, toString());
  }

  /** Folder of a run's rows. */
  public Path path(String output, String runId) {
    return new Path(path(output), key() + "=" + runId);
  }

  /** The column that its folders are named after: of what its rows are. */
  String key() {
    return columns.get(0).name();
  }

  /** Whether every run has rows of it. */
  public boolean isOfEveryRun() {
    return key().equals(RUN_ID) && this != SUBSETS && this != VERDICTS;
  }

  boolean partitionedByTask() {
    return columns.get(1).name().equals(TASK);
  }

  /** The order of a run's rows within a task. */
  List<String> order() {
    return columns.stream().map(TableColumn::name).filter(ORDER::contains).toList();
  }

  /** The table's name, and that of its folder. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
