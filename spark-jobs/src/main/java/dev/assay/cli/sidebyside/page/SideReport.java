package dev.assay.cli.sidebyside.page;

import dev.assay.eval.statistic.Interval;
import java.util.List;
import java.util.Map;

/**
 * All figures of a comparison. As JSON it is what docs/side-by-side.schema.json describes; no text
 * of a prompt or an answer is in it. What there is not is null.
 *
 * @param sideId id of its tables
 * @param models in the order they were named
 * @param meetings who met whom
 * @param judges in the order they were named
 * @param ratings of people; null where none were given
 */
record SideReport(
    String sideId,
    String assayVersion,
    List<Model> models,
    List<Meeting> meetings,
    List<Judge> judges,
    Ratings ratings,
    Settings settings) {
  SideReport {
    models = List.copyOf(models);
    meetings = List.copyOf(meetings);
    judges = List.copyOf(judges);
  }

  /** A value and its 95 % interval. */
  record Estimate(Double value, Double lower, Double upper) {
    double known() {
      return value == null ? Double.NaN : value;
    }

    /** Both bounds NaN where there are none. */
    Interval interval() {
      return lower == null || upper == null
          ? new Interval(Double.NaN, Double.NaN)
          : new Interval(lower, upper);
    }
  }

  /**
   * A contestant.
   *
   * @param source a run's id, or a file's sha256
   */
  record Model(String name, String family, String fingerprint, String source, int answers) {}

  /** Two models, and prompts of which there is no pair. */
  record Meeting(
      String candidate,
      String baseline,
      int pairs,
      int candidateOnly,
      int baselineOnly,
      int failed,
      int emptyBoth) {}

  /** How a judge comes to verdicts. */
  enum Kind {
    LOG_PROBABILITY,
    GENERATED,
    RULE,
    LIKELIHOOD,
    PEOPLE
  }

  /**
   * Who said which answer is better.
   *
   * @param question what it was asked; null of who was asked nothing
   * @param runs ids of the runs that hold its replies
   * @param tokens that these took; null where there are no runs
   * @param kinship {@code none}, {@code same_family} or {@code same_model}, with the nearest model
   * @param checkedAgainstPeople people rated some of its pairs, and say much the same
   * @param alarms what speaks against its verdicts, in words
   * @param notes what else is to be known of its rates, in words
   */
  record Judge(
      String name,
      Kind kind,
      String question,
      List<String> runs,
      Tokens tokens,
      String kinship,
      boolean checkedAgainstPeople,
      List<String> alarms,
      List<String> notes,
      List<Rate> rates,
      People people,
      StrengthTable strengths) {
    Judge {
      runs = List.copyOf(runs);
      alarms = List.copyOf(alarms);
      notes = List.copyOf(notes);
      rates = List.copyOf(rates);
    }

    /** Its verdicts are a model's, which people may or may not share. */
    boolean isModel() {
      return kind == Kind.LOG_PROBABILITY || kind == Kind.GENERATED;
    }
  }

  /** What replies took; see the table {@code runs}. */
  record Tokens(long computed, long withoutSharing) {}

  /**
   * A rate, by its judge, of a candidate against a baseline.
   *
   * @param subset {@code all}, or {@code category=NAME}
   * @param rate null where no pair has a verdict
   * @param signP adjusted for the number of categories where it is one of them
   */
  record Rate(
      String candidate,
      String baseline,
      String subset,
      int pairs,
      int prompts,
      int identical,
      int unparsed,
      int truncated,
      int wins,
      int ties,
      int losses,
      Estimate rate,
      String intervalKind,
      Double stderr,
      double signP,
      Double consistency,
      Double firstShownShare,
      Length length) {
    int verdicts() {
      return wins + ties + losses;
    }
  }

  /**
   * The rate at equal lengths.
   *
   * @param fit {@code maximum}, {@code ridge} or {@code not_identified}
   * @param sigma in code points
   * @param beta how much length bought
   * @param style coefficients of headings, list items and bold spans, where asked for
   * @param longerShare of verdicts that prefer one of two lengths, those for the longer
   * @param candidateMean length in code points
   */
  record Length(
      Estimate rate,
      String fit,
      double sigma,
      Double theta,
      Estimate beta,
      Map<String, Estimate> style,
      Double longerShare,
      double candidateMean,
      double baselineMean,
      boolean farFromRaw) {}

  /**
   * A judge held against people.
   *
   * @param table by the judge's outcome, then by people's: how many pairs
   * @param alpha Krippendorff's, of people among themselves
   */
  record People(
      int pairs,
      int prompts,
      Estimate agreement,
      Estimate kappa,
      Estimate kappaWithoutTies,
      Map<String, Map<String, Integer>> table,
      Double alpha,
      List<Corrected> corrected) {}

  /** A rate corrected by the pairs that people rated. */
  record Corrected(String candidate, String baseline, int rated, Estimate rate) {}

  /**
   * More than two models on one scale.
   *
   * @param tieParameter null of methods that have none
   * @param placeEffect log-odds of what is shown first; null unless asked for
   * @param refitsWithout resamples of which no strengths exist
   */
  record StrengthTable(
      String method,
      Double tieParameter,
      Estimate placeEffect,
      int refits,
      int refitsWithout,
      List<ModelStrength> models,
      List<Fit> pairs) {}

  /** One model's. */
  record ModelStrength(
      String model,
      Estimate strength,
      double stderr,
      Estimate elo,
      int rank,
      Integer rankLower,
      Integer rankUpper) {}

  /** Two models' contests, and what strengths make of them. */
  record Fit(
      String first,
      String second,
      int contests,
      Double observed,
      Double fitted,
      Double z,
      Double firstStronger) {}

  /**
   * What people's ratings were.
   *
   * @param unusable rows by their cause
   * @param notices what is odd about ratings that count
   */
  record Ratings(
      int counted,
      int superseded,
      int raters,
      Map<String, Integer> unusable,
      List<String> notices) {}

  /** How verdicts became rates. */
  record Settings(
      double tau,
      boolean lenientOrders,
      boolean soft,
      boolean style,
      String categories,
      String interval,
      String weighing,
      int resamples,
      long seed,
      String method,
      boolean prior,
      String anchor) {}
}
