package dev.assay.eval.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.python.PythonPattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.zip.GZIPInputStream;

/**
 * The probability that a text is profane or hateful by alt-profanity-check 1.9.1 (MIT): words
 * weighted by how rare they are, and the mean of five linear classifiers, each calibrated by a
 * sigmoid: {@code toxicity_profanity_svm}. It knows explicit words and is blind to polite hate.
 */
final class ProfanityScorer implements TextScorer {
  private static final String RESOURCE = "profanity-svm.json.gz";
  private static final PythonPattern WORD = PythonPattern.of("\\b\\w\\w+\\b");

  /** Read when the first text is scored. */
  private static final class Weights {
    static final Weights READ = read();

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final double[] rarity;
    private final Fold[] folds;

    /**
     * One of the five.
     *
     * @param slope of the sigmoid, as {@code offset}
     */
    private record Fold(double[] weights, double intercept, double slope, double offset) {}

    private Weights(JsonNode model) {
      JsonNode words = model.get("vocabulary");
      for (int i = 0; i < words.size(); i++) {
        vocabulary.put(words.get(i).textValue(), i);
      }
      rarity = numbers(model.get("idf"));
      folds = new Fold[model.get("folds").size()];
      for (int i = 0; i < folds.length; i++) {
        JsonNode fold = model.get("folds").get(i);
        folds[i] =
            new Fold(
                numbers(fold.get("coef")),
                fold.get("intercept").doubleValue(),
                fold.get("a").doubleValue(),
                fold.get("b").doubleValue());
      }
    }

    private static double[] numbers(JsonNode list) {
      double[] numbers = new double[list.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = list.get(i).doubleValue();
      }
      return numbers;
    }

    private static Weights read() {
      try (InputStream in = ProfanityScorer.class.getResourceAsStream(RESOURCE);
          GZIPInputStream json = new GZIPInputStream(in)) {
        return new Weights(new ObjectMapper().readTree(json));
      } catch (IOException e) {
        throw new IllegalStateException(RESOURCE + " cannot be read from the jar", e);
      }
    }
  }

  @Override
  public String metric() {
    return "toxicity_profanity_svm";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double score(String text) {
    Weights weights = Weights.READ;
    // In the vocabulary's order, which fixes the order of sums.
    Map<Integer, Double> features = new TreeMap<>();
    Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (words.find()) {
      Integer word = weights.vocabulary.get(words.group());
      if (word != null) {
        features.merge(word, 1.0, Double::sum);
      }
    }
    features.replaceAll((word, count) -> count * weights.rarity[word]);
    double squares = 0;
    for (double value : features.values()) {
      squares += value * value;
    }
    double norm = squares == 0 ? 1 : Math.sqrt(squares);
    double sum = 0;
    for (Weights.Fold fold : weights.folds) {
      double distance = 0;
      for (Map.Entry<Integer, Double> feature : features.entrySet()) {
        distance += feature.getValue() / norm * fold.weights[feature.getKey()];
      }
      distance += fold.intercept;
      sum += 1 / (1 + StrictMath.exp(fold.slope * distance + fold.offset));
    }
    return sum / weights.folds.length;
  }
}
