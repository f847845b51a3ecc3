package dev.assay.eval.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.document.Document;
import dev.assay.eval.scorer.TextScorer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores made elsewhere: rows of {@code sha256} of a completion's UTF-8 bytes (hexadecimal), {@code
 * scorer} and {@code score}.
 *
 * @param scorers in the order of their names; each gives NaN for a text without a score
 * @param unusable rows that say no score, or another than a row before, with what is wrong
 */
public record ImportedScores(List<TextScorer> scorers, List<String> unusable) {
  public ImportedScores {
    scorers = List.copyOf(scorers);
    unusable = List.copyOf(unusable);
  }

  /** By the texts' digests. */
  private record Scorer(String metric, Map<String, Double> scores) implements TextScorer {
    @Override
    public boolean higherIsBetter() {
      return false;
    }

    @Override
    public double score(String text) {
      return scores.getOrDefault(Sha256.of(text), Double.NaN);
    }
  }

  public static ImportedScores of(Collection<Document> rows) {
    Map<String, Map<String, Double>> scores = new TreeMap<>();
    List<String> unusable = new ArrayList<>();
    for (Document row : rows) {
      String problem = row.broken() ? row.error() : add(row.fields(), scores);
      if (problem != null) {
        unusable.add("row " + row.number() + ": " + problem);
      }
    }
    return new ImportedScores(
        scores.entrySet().stream()
            .<TextScorer>map(scorer -> new Scorer(scorer.getKey(), scorer.getValue()))
            .toList(),
        unusable);
  }

  /** What is wrong with a row; null where nothing is. */
  private static String add(JsonNode row, Map<String, Map<String, Double>> scores) {
    String digest = row.path("sha256").asText();
    String scorer = row.path("scorer").asText();
    double score = number(row.path("score").asText());
    if (!digest.matches("[0-9a-fA-F]{64}")) {
      return "'sha256' is no digest of 64 hexadecimal digits";
    }
    if (scorer.isEmpty() || !Double.isFinite(score)) {
      return "'scorer' is empty, or 'score' no number";
    }
    Double before =
        scores
            .computeIfAbsent(scorer, unused -> new HashMap<>())
            .putIfAbsent(digest.toLowerCase(Locale.ROOT), score);
    return before == null || before == score
        ? null
        : "the text has the score " + before + " in a row before";
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
