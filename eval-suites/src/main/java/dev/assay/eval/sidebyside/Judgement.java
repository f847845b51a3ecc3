package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.JudgedPair;
import java.util.List;
import java.util.Set;

/**
 * What one judge said of all pairs.
 *
 * @param judge {@code logprob:MODEL}, {@code generated:MODEL}, {@code rule:NAME} or {@code
 *     likelihood}
 * @param isGenerated whether its verdicts are texts, so that both orders have to say the same
 * @param source id of its run, or of several with {@code +} between; empty for a rule
 * @param kinship with the nearest of the models
 * @param pairs one per pair, in their order; unparsed where it said nothing
 * @param cut places of the pairs whose answers it was shown in part
 * @param tokens that its replies took
 */
public record Judgement(
    String judge,
    boolean isGenerated,
    String source,
    Kinship kinship,
    List<JudgedPair> pairs,
    Set<Integer> cut,
    Tokens tokens) {
  /** The name of the judge that is no judge of answers: how likely a right one is to each model. */
  public static final String LIKELIHOOD = "likelihood";

  /** What a judge is to a model whose answers it judges, the farthest first. */
  public enum Kinship {
    NONE(""),
    SAME_FAMILY("a judge of the same family"),
    SAME_MODEL("a judge of its own answers");

    private final String words;

    Kinship(String words) {
      this.words = words;
    }

    /** What has to be said beside each of its rates; empty for nothing. */
    public String words() {
      return words;
    }
  }

  /**
   * Of all games together.
   *
   * @param computed by the model
   * @param withoutSharing what would be computed if each game were asked by itself
   */
  public record Tokens(long computed, long withoutSharing) {
    /** Of whoever computes none. */
    public static final Tokens NONE = new Tokens(0, 0);
  }

  public Judgement {
    pairs = List.copyOf(pairs);
    cut = Set.copyOf(cut);
  }

  /** Of a judge that is shown nothing, so that nothing is cut. */
  public static Judgement shownNothing(
      String judge, String source, List<JudgedPair> pairs, Tokens tokens) {
    return new Judgement(judge, false, source, Kinship.NONE, pairs, Set.of(), tokens);
  }

  /** It counts something in the answers. */
  public boolean isRule() {
    return judge.startsWith("rule:") || judge.startsWith(MetricRule.PREFIX);
  }

  /** The answers are not what is judged: equal ones are no tie, and none is a loss. */
  public boolean isOfModels() {
    return judge.equals(LIKELIHOOD);
  }

  /** Somebody was shown the answers, one before the other. */
  public boolean isShown() {
    return !isRule() && !isOfModels();
  }
}
