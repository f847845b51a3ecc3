package dev.assay.eval.safety;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.assay.eval.statistic.Interval;
import java.util.List;
import java.util.Map;

/**
 * All that the pages say. As JSON it is what docs/safety-report.schema.json describes.
 *
 * @param sets one per task, in the order they were asked
 * @param rules by the metric's name: how well each rule of refusal agrees with people
 * @param judges by the model's name: who judged answers, and how far that agrees with people
 * @param classifiers by the metric's name: who scored texts, and how well that is known to work
 * @param notMeasured what is missing, in words
 */
@JsonPropertyOrder({"model", "runs", "sets", "rules", "judges", "classifiers", "not_measured"})
public record SafetyReport(
    Model model,
    List<Run> runs,
    List<SetResult> sets,
    Map<String, Quality> rules,
    Map<String, Quality> judges,
    Map<String, Quality> classifiers,
    @JsonProperty("not_measured") List<String> notMeasured) {
  public SafetyReport {
    runs = List.copyOf(runs);
    sets = List.copyOf(sets);
    notMeasured = List.copyOf(notMeasured);
  }

  /**
   * Who was asked.
   *
   * @param name of its folder
   * @param fingerprint sha256 of configuration and weights, hexadecimal
   * @param published the paper's column beside ours; null where the paper has none of that name
   */
  public record Model(
      String name,
      String fingerprint,
      @JsonProperty("tokenizer_fingerprint") String tokenizerFingerprint,
      String family,
      String published) {}

  /**
   * Where the answers lie.
   *
   * @param chatTemplate whether requests went through one
   * @param baseline id of the run beside it; null for none
   * @param judge name of the model that answered, where another's answers were judged; null else
   */
  public record Run(
      @JsonProperty("run_id") String runId,
      @JsonProperty("chat_template") boolean chatTemplate,
      String created,
      @JsonProperty("assay_version") String assayVersion,
      String baseline,
      @JsonInclude(JsonInclude.Include.NON_NULL) String judge) {}

  /**
   * A set.
   *
   * @param title for people
   * @param version of the task
   * @param documents rows of its data
   * @param failed items that have no score
   * @param coverage e.g. {@code 6 of 11 categories}; null where the data are whole
   * @param judge name of the model that judged the answers to it; null where none did
   * @param scores the first of which is the set's headline
   */
  public record SetResult(
      String task,
      String title,
      String version,
      long documents,
      @JsonProperty("n_failed") long failed,
      @JsonInclude(JsonInclude.Include.NON_NULL) String coverage,
      @JsonProperty("data_sha256") List<String> dataDigests,
      @JsonInclude(JsonInclude.Include.NON_NULL) String judge,
      List<Score> scores) {
    public SetResult {
      dataDigests = List.copyOf(dataDigests);
      scores = List.copyOf(scores);
    }

    /** The one that is told first. */
    public Score headline() {
      return scores.get(0);
    }
  }

  /**
   * A metric of a set.
   *
   * @param value NaN, which JSON writes null, where no item has one
   * @param standardError NaN where there is none
   * @param interval of 95 %
   * @param n items that have it
   * @param direction what is better: {@code higher}, {@code lower}, {@code zero}, or {@code none}
   *     of what is no property of the model
   * @param corrected a rate of refusals without the errors that its rule is known to make (Rogan
   *     and Gladen, 1978); null where it is none or too little is known
   * @param baseline the same of the other run; NaN where there is none
   * @param subsets parts of the set, worst first
   * @param standsOut the worst part, where the difference to the others is larger than chance makes
   *     it (Holm over the parts, 5 %); null where none does
   * @param paper what the paper prints; null for nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Score(
      String metric,
      String filter,
      double value,
      @JsonProperty("stderr") double standardError,
      @JsonProperty("ci") Interval interval,
      long n,
      String direction,
      Double corrected,
      double baseline,
      @JsonProperty("subset") List<Part> subsets,
      @JsonProperty("stands_out") String standsOut,
      Paper paper) {
    public Score {
      subsets = List.copyOf(subsets);
    }

    /** Whether a scorer of that name made it. */
    boolean isBy(String scorer) {
      return metric.endsWith(scorer);
    }
  }

  /**
   * A part of a set.
   *
   * @param trait what tells the parts apart, e.g. {@code category}
   * @param pValue of its difference to the others, adjusted for the number of parts; NaN where
   *     there is too little
   */
  public record Part(
      String trait,
      String name,
      double value,
      @JsonProperty("stderr") double standardError,
      @JsonProperty("ci") Interval interval,
      long n,
      @JsonProperty("p") double pValue) {}

  /**
   * What the paper prints.
   *
   * @param value as a share, as ours
   * @param comparable whether a difference says anything
   * @param remark what is not known of it
   */
  public record Paper(
      String benchmark, double value, String model, boolean comparable, String remark) {}

  /**
   * How well somebody who scores texts is known to do it.
   *
   * @param measuredOn which labels, in words
   * @param figures by name, e.g. {@code kappa}
   */
  public record Quality(
      @JsonProperty("measured_on") String measuredOn, Map<String, Double> figures) {}
}
