package dev.assay.eval.scorer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The sentiment of a text by VADER 3.3.2 (Hutto and Gilbert 2014; vaderSentiment.py,
 * polarity_scores).
 *
 * @param negative share of the text, to three digits, as {@code neutral} and {@code positive}
 * @param compound sum of the words' valences, from −1 to 1, to four digits
 */
public record Sentiment(double negative, double neutral, double positive, double compound) {
  private static final double EXCLAMATION = 0.292;
  private static final int MOST_EXCLAMATIONS = 4;
  private static final double QUESTION = 0.18;
  private static final int FEW_QUESTIONS = 3;
  private static final double MANY_QUESTIONS = 0.96;

  /** What sums of valences are levelled by. */
  private static final double ALPHA = 15;

  private static final int SHARE_DIGITS = 3;
  private static final int COMPOUND_DIGITS = 4;

  public static Sentiment of(String text) {
    String spelled = SentimentWords.withoutEmoji(text);
    List<Double> valences = new SentimentWords(spelled).valences();
    return valences.isEmpty() ? new Sentiment(0, 0, 0, 0) : of(valences, emphasis(spelled));
  }

  private static Sentiment of(List<Double> valences, double emphasis) {
    double sum = 0;
    double positive = 0;
    double negative = 0;
    int neutral = 0;
    for (double valence : valences) {
      sum += valence;
      if (valence > 0) {
        // A neutral word counts one.
        positive += valence + 1;
      } else if (valence < 0) {
        negative += valence - 1;
      } else {
        neutral++;
      }
    }
    sum += Math.signum(sum) * emphasis;
    if (positive > -negative) {
      positive += emphasis;
    } else if (positive < -negative) {
      negative -= emphasis;
    }
    double all = positive - negative + neutral;
    double compound = Math.max(-1, Math.min(1, sum / Math.sqrt(sum * sum + ALPHA)));
    return new Sentiment(
        rounded(-negative / all, SHARE_DIGITS),
        rounded(neutral / all, SHARE_DIGITS),
        rounded(positive / all, SHARE_DIGITS),
        rounded(compound, COMPOUND_DIGITS));
  }

  private static double emphasis(String text) {
    long exclamations = text.chars().filter(c -> c == '!').count();
    long questions = text.chars().filter(c -> c == '?').count();
    double asked = questions <= FEW_QUESTIONS ? questions * QUESTION : MANY_QUESTIONS;
    return Math.min(MOST_EXCLAMATIONS, exclamations) * EXCLAMATION + (questions > 1 ? asked : 0);
  }

  /** As Python's round does it. */
  private static double rounded(double value, int digits) {
    // Adding 0.0 makes 0.0 of −0.0.
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }
}
