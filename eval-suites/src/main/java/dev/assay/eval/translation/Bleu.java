package dev.assay.eval.translation;

import dev.assay.core.text.PythonText;
import dev.assay.eval.python.PythonCharacters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * BLEU up to four words, words cut as mteval-v13a does, precisions of nothing smoothed
 * exponentially (Papineni et al., BLEU, ACL 2002; sacrebleu/metrics/bleu.py).
 */
public final class Bleu implements CorpusMetric {
  private static final int ORDER = 4;
  private static final int CORRECT = 2;
  private static final int TOTAL = CORRECT + ORDER;
  // sacrebleu's logarithm of 0.
  private static final double LOG_OF_NOTHING = -9999999999.0;

  private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-` -\\&(-+:-@/])");
  private static final Pattern POINT_AFTER_NO_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE_NO_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  /** Words of prediction and reference, then correct and all n-grams for n from 1. */
  @Override
  public double[] statistics(String prediction, List<String> references) {
    List<String> words = words(prediction);
    List<List<String>> right = references.stream().map(Bleu::words).toList();
    double[] statistics = new double[TOTAL + ORDER];
    statistics[0] = words.size();
    statistics[1] = closest(words.size(), right.stream().mapToInt(List::size).toArray());
    for (int n = 1; n <= ORDER; n++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : right) {
        NGrams.ofWords(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
      }
      Map<List<String>, Integer> counts = NGrams.ofWords(words, n);
      statistics[CORRECT + n - 1] = NGrams.matches(counts, most);
      statistics[TOTAL + n - 1] = NGrams.total(counts);
    }
    return statistics;
  }

  private static int closest(int length, int[] lengths) {
    int closest = lengths[0];
    for (int other : lengths) {
      int nearer = Math.abs(other - length) - Math.abs(closest - length);
      if (nearer < 0 || nearer == 0 && other < closest) {
        closest = other;
      }
    }
    return closest;
  }

  @Override
  public double score(double[] sums) {
    boolean any = false;
    double smoothing = 1;
    double logarithms = 0;
    for (int n = 0; n < ORDER; n++) {
      any |= sums[CORRECT + n] > 0;
    }
    if (!any) {
      return 0;
    }
    boolean ended = false;
    for (int n = 0; n < ORDER; n++) {
      double total = sums[TOTAL + n];
      ended |= total == 0;
      double precision = 0;
      if (!ended && sums[CORRECT + n] == 0) {
        smoothing *= 2;
        precision = 100 / (smoothing * total);
      } else if (!ended) {
        precision = 100 * sums[CORRECT + n] / total;
      }
      logarithms += precision == 0 ? LOG_OF_NOTHING : StrictMath.log(precision);
    }
    double brevity = sums[0] < sums[1] ? StrictMath.exp(1 - sums[1] / sums[0]) : 1;
    return brevity * StrictMath.exp(logarithms / ORDER);
  }

  private static List<String> words(String text) {
    String line = PythonText.rstrip(text);
    line = line.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
    line = line.replace("&quot;", "\"").replace("&amp;", "&");
    line = line.replace("&lt;", "<").replace("&gt;", ">");
    line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
    line = POINT_AFTER_NO_DIGIT.matcher(line).replaceAll("$1 $2 ");
    line = POINT_BEFORE_NO_DIGIT.matcher(line).replaceAll(" $1 $2");
    line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    return PythonCharacters.split(line);
  }
}
