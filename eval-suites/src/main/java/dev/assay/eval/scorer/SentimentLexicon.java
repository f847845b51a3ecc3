package dev.assay.eval.scorer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * VADER's words.
 *
 * @param valences of words, from −4 to 4
 * @param emoji what each code point is called
 * @param boosters how far a word or phrase strengthens, or weakens, what follows
 * @param idioms phrases that have a valence of their own
 * @param negations words that turn what follows
 */
record SentimentLexicon(
    Map<String, Double> valences,
    Map<Integer, String> emoji,
    Map<String, Double> boosters,
    Map<String, Double> idioms,
    Set<String> negations) {
  private static final String RESOURCE = "vader.tsv";

  /** Read when the first text is scored. */
  static SentimentLexicon vader() {
    return Read.VADER;
  }

  private static final class Read {
    static final SentimentLexicon VADER = read();
  }

  private static SentimentLexicon read() {
    SentimentLexicon lexicon =
        new SentimentLexicon(
            new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
    try (InputStream in = SentimentLexicon.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          lexicon.add(line.split("\t", -1));
        }
      }
      return lexicon;
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read from the jar", e);
    }
  }

  private void add(String[] columns) {
    switch (columns[0]) {
      case "word" -> valences.put(columns[1], Double.valueOf(columns[2]));
      case "emoji" -> emoji.put(columns[1].codePointAt(0), columns[2]);
      case "booster" -> boosters.put(columns[1], Double.valueOf(columns[2]));
      case "idiom" -> idioms.put(columns[1], Double.valueOf(columns[2]));
      case "negation" -> negations.add(columns[1]);
      default -> throw new IllegalStateException("not of VADER's lexicon: " + columns[0]);
    }
  }

  boolean has(String word) {
    return valences.containsKey(word);
  }

  boolean negates(String word) {
    return negations.contains(word) || word.contains("n't");
  }
}
