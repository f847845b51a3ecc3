package dev.assay.eval.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of table 2 of the RecurrentGemma paper (Botev et al., 2024, arXiv:2404.07839), and where a
 * run has its score.
 *
 * @param benchmark as the paper names it
 * @param setting as the paper prints it
 * @param task task or group whose score it is
 * @param metrics of the score, each {@code metric,filter}; the first is the one that fits the usual
 *     reports
 * @param documents of the whole split, or of all the splits of a group
 * @param published values in percent, in the order of {@link #MODELS}
 */
record PublishedRow(
    String benchmark,
    String setting,
    String task,
    List<String> metrics,
    long documents,
    List<Double> published) {
  static final List<String> MODELS = List.of("Gemma-2B", "RecurrentGemma-2B");

  /** The mean of all rows, as the paper prints it. */
  static final List<Double> AVERAGES = List.of(45.0, 44.6);

  PublishedRow {
    metrics = List.copyOf(metrics);
    published = List.copyOf(published);
  }

  /** All rows, in the paper's order. */
  static List<PublishedRow> all() {
    List<PublishedRow> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PublishedRow.class.getResourceAsStream("recurrentgemma-paper.tsv"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] cells = line.split("\t");
          rows.add(
              new PublishedRow(
                  cells[0],
                  cells[1],
                  cells[2],
                  List.of(cells[3].split(" ")),
                  Long.parseLong(cells[4]),
                  List.of(Double.valueOf(cells[5]), Double.valueOf(cells[6]))));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("recurrentgemma-paper.tsv cannot be read from the jar", e);
    }
    return rows;
  }
}
