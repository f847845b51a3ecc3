package dev.assay.eval.segmentation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Punkt learnt of a language.
 *
 * @param abbreviations without their last period
 * @param starters words that often begin sentences
 * @param collocations pairs of a word that ends in a period, without it, and one that follows it
 * @param contexts how a word was seen, as a sum of flags
 */
record PunktParameters(
    Set<String> abbreviations,
    Set<String> starters,
    Set<List<String>> collocations,
    Map<String, Integer> contexts) {

  private static final int BEGINNING_UPPER = 2;
  private static final int WITHIN_UPPER = 4;
  private static final int UNKNOWN_UPPER = 8;
  private static final int BEGINNING_LOWER = 16;
  private static final int WITHIN_LOWER = 32;
  private static final int UNKNOWN_LOWER = 64;

  private static final PunktParameters ENGLISH = read("english.tsv");

  static PunktParameters english() {
    return ENGLISH;
  }

  boolean seenUpper(String type) {
    return seen(type, BEGINNING_UPPER + WITHIN_UPPER + UNKNOWN_UPPER);
  }

  boolean seenUpperWithin(String type) {
    return seen(type, WITHIN_UPPER);
  }

  boolean seenLower(String type) {
    return seen(type, BEGINNING_LOWER + WITHIN_LOWER + UNKNOWN_LOWER);
  }

  boolean seenLowerBeginning(String type) {
    return seen(type, BEGINNING_LOWER);
  }

  private boolean seen(String type, int flags) {
    return (contexts.getOrDefault(type, 0) & flags) != 0;
  }

  private static PunktParameters read(String resource) {
    PunktParameters read =
        new PunktParameters(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashMap<>());
    try (InputStream in = PunktParameters.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          read.add(List.of(line.split("\t")));
        }
      }
      return read;
    } catch (IOException e) {
      throw new IllegalStateException(resource + " cannot be read from the jar", e);
    }
  }

  private void add(List<String> columns) {
    List<String> words = columns.subList(1, columns.size());
    switch (columns.get(0)) {
      case "abbreviation" -> abbreviations.addAll(words);
      case "starter" -> starters.addAll(words);
      case "collocation" -> collocations.add(words);
      case "context" -> {
        int flags = Integer.parseInt(words.get(0));
        words.subList(1, words.size()).forEach(word -> contexts.put(word, flags));
      }
      default -> throw new IllegalStateException("no parameter of Punkt: " + columns);
    }
  }
}
