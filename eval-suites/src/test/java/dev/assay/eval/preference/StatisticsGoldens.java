package dev.assay.eval.preference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What statsmodels, scipy, scikit-learn, choix and krippendorff make of small invented data, by
 * section.
 */
public final class StatisticsGoldens {
  private StatisticsGoldens() {}

  public static JsonNode section(String name) {
    return all().get(name);
  }

  static JsonNode all() {
    try (InputStream file = StatisticsGoldens.class.getResourceAsStream("statistics.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }
}
