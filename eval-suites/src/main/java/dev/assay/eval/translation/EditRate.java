package dev.assay.eval.translation;

import dev.assay.core.text.PythonText;
import dev.assay.eval.python.PythonCharacters;
import java.util.List;
import java.util.Locale;

/**
 * TER: edits and shifts of words per word of the references, in lower case (Snover et al., A Study
 * of Translation Edit Rate, AMTA 2006; sacrebleu/metrics/ter.py).
 */
public final class EditRate implements CorpusMetric {

  /** The fewest edits, and the references' mean length in words. */
  @Override
  public double[] statistics(String prediction, List<String> references) {
    List<String> words = words(prediction);
    long lengths = 0;
    int fewest = Integer.MAX_VALUE;
    for (String reference : references) {
      List<String> right = words(reference);
      lengths += right.size();
      fewest = Math.min(fewest, ShiftedWords.edits(words, right));
    }
    return new double[] {fewest, (double) lengths / references.size()};
  }

  @Override
  public double score(double[] sums) {
    if (sums[1] > 0) {
      return 100 * (sums[0] / sums[1]);
    }
    return sums[0] > 0 ? 100 : 0;
  }

  private static List<String> words(String text) {
    return PythonCharacters.split(PythonText.rstrip(text).toLowerCase(Locale.ROOT));
  }
}
