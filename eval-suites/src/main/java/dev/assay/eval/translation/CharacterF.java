package dev.assay.eval.translation;

import dev.assay.eval.python.PythonCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * chrF: the F₂ score of sequences of up to six characters without white space, averaged over their
 * lengths; as chrF++ also of one and two words (Popović, WMT 2015 and 2017;
 * sacrebleu/metrics/chrf.py).
 */
public final class CharacterF implements CorpusMetric {
  private static final int CHARACTERS = 6;
  private static final double BETA_SQUARED = 4;
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final int words;

  private CharacterF(int words) {
    this.words = words;
  }

  public static CharacterF ofCharacters() {
    return new CharacterF(0);
  }

  /** chrF++. */
  public static CharacterF withWords() {
    return new CharacterF(2);
  }

  /** Of the best reference, for each length: the prediction's sequences, its own, and shared. */
  @Override
  public double[] statistics(String prediction, List<String> references) {
    List<Map<?, Integer>> predicted = sequences(prediction);
    double[] best = null;
    double greatest = -1;
    for (String reference : references) {
      double[] statistics = statistics(predicted, sequences(reference));
      double score = score(statistics);
      if (score > greatest) {
        greatest = score;
        best = statistics;
      }
    }
    return best;
  }

  @SuppressWarnings("unchecked")
  private static double[] statistics(List<Map<?, Integer>> predicted, List<Map<?, Integer>> right) {
    double[] statistics = new double[3 * predicted.size()];
    for (int i = 0; i < predicted.size(); i++) {
      Map<Object, Integer> counts = (Map<Object, Integer>) predicted.get(i);
      Map<Object, Integer> others = (Map<Object, Integer>) right.get(i);
      statistics[3 * i] = others.isEmpty() ? 0 : NGrams.total(counts);
      statistics[3 * i + 1] = NGrams.total(others);
      statistics[3 * i + 2] = NGrams.matches(counts, others);
    }
    return statistics;
  }

  private List<Map<?, Integer>> sequences(String text) {
    List<Map<?, Integer>> sequences = new ArrayList<>();
    int[] codePoints = String.join("", PythonCharacters.split(text)).codePoints().toArray();
    for (int n = 1; n <= CHARACTERS; n++) {
      sequences.add(NGrams.ofCharacters(codePoints, n));
    }
    List<String> apart = words == 0 ? List.of() : wordsAndPunctuation(text);
    for (int n = 1; n <= words; n++) {
      sequences.add(NGrams.ofWords(apart, n));
    }
    return sequences;
  }

  /** One punctuation mark is cut off each word: its last, else its first. */
  private static List<String> wordsAndPunctuation(String text) {
    List<String> apart = new ArrayList<>();
    for (String word : PythonCharacters.split(text)) {
      int last = word.length() - 1;
      if (last > 0 && PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
        apart.add(word.substring(0, last));
        apart.add(word.substring(last));
      } else if (last > 0 && PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
        apart.add(word.substring(0, 1));
        apart.add(word.substring(1));
      } else {
        apart.add(word);
      }
    }
    return apart;
  }

  @Override
  public double score(double[] sums) {
    int lengths = 0;
    double precision = 0;
    double recall = 0;
    for (int i = 0; i < sums.length; i += 3) {
      if (sums[i] > 0 && sums[i + 1] > 0) {
        precision += sums[i + 2] / sums[i];
        recall += sums[i + 2] / sums[i + 1];
        lengths++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= lengths;
    recall /= lengths;
    double score = (1 + BETA_SQUARED) * precision * recall;
    return 100 * (score / (BETA_SQUARED * precision + recall));
  }
}
