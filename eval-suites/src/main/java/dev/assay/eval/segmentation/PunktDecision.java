package dev.assay.eval.segmentation;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a sentence ends within a few words (Kiss and Strunk, 2006, section 4; numbers in the
 * methods are its sections).
 */
final class PunktDecision {
  private static final String NON_WORD = "(?:[)\";}\\]\\*:@\\'\\({\\[‘’“”«»?!])";
  private static final String MULTIPLE = "(?:\\-{2,}|\\.{2,}|(?:\\.\\s){2,}\\.)";
  private static final String WORD_START = "[^\\(\\\"\\`{\\[:;&\\#\\*@\\)}\\]\\-,]";
  private static final PythonPattern WORD =
      PythonPattern.ofRegex(
          MULTIPLE
              + "|(?="
              + WORD_START
              + ")\\S+?(?=\\s|$|"
              + NON_WORD
              + "|"
              + MULTIPLE
              + "|,(?=$|\\s|"
              + NON_WORD
              + "|"
              + MULTIPLE
              + "))|\\S");

  /** A possible end of a sentence; group 1 is what follows it, group 2 the next word, if any. */
  static final PythonPattern CANDIDATE =
      PythonPattern.ofRegex("[.?!](?=(" + NON_WORD + "|\\s+(\\S+)))");

  private static final Set<String> ENDS = Set.of(".", "?", "!");
  private static final Set<String> PUNCTUATION = Set.of(";", ":", ",", ".", "!", "?");

  private final PunktParameters parameters;

  PunktDecision(PunktParameters parameters) {
    this.parameters = parameters;
  }

  /** A word before the last one ends a sentence. */
  boolean endsWithin(String text) {
    List<PunktToken> tokens = tokens(text);
    tokens.forEach(this::firstPass);
    boolean found = false;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      secondPass(tokens.get(i), tokens.get(i + 1));
      found |= tokens.get(i).breaksSentence;
    }
    return found;
  }

  private static List<PunktToken> tokens(String text) {
    List<PunktToken> tokens = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!PythonText.strip(line).isEmpty()) {
        WORD.matcher(line).results().forEach(word -> tokens.add(new PunktToken(word.group())));
      }
    }
    return tokens;
  }

  /** By the word alone. */
  private void firstPass(PunktToken token) {
    if (ENDS.contains(token.text)) {
      token.breaksSentence = true;
    } else if (token.isEllipsis()) {
      token.ellipsis = true;
    } else if (token.endsInPeriod() && !token.text.endsWith("..")) {
      String word = token.text.substring(0, token.text.length() - 1).toLowerCase(Locale.ROOT);
      String last = word.substring(word.lastIndexOf('-') + 1);
      token.abbreviation =
          parameters.abbreviations().contains(word) || parameters.abbreviations().contains(last);
      token.breaksSentence = !token.abbreviation;
    }
  }

  private enum Beginning {
    YES,
    NO,
    UNKNOWN
  }

  /** By the word that follows. */
  private void secondPass(PunktToken token, PunktToken next) {
    if (!token.endsInPeriod()) {
      return;
    }
    String type = token.typeWithoutPeriod();
    String following = next.typeWithoutSentencePeriod();
    boolean initial = token.isInitial();
    // 4.1.2
    if (parameters.collocations().contains(List.of(type, following))) {
      isAbbreviation(token);
      return;
    }
    // 4.2
    if ((token.abbreviation || token.ellipsis) && !initial) {
      boolean starter = next.beginsUpper() && parameters.starters().contains(following);
      if (beginning(next) == Beginning.YES || starter) {
        token.breaksSentence = true;
        return;
      }
    }
    // 4.3
    if (initial || type.equals("##number##")) {
      Beginning beginning = beginning(next);
      boolean name = beginning == Beginning.UNKNOWN && initial && next.beginsUpper();
      if (beginning == Beginning.NO || name && !parameters.seenLower(following)) {
        isAbbreviation(token);
      }
    }
  }

  private static void isAbbreviation(PunktToken token) {
    token.breaksSentence = false;
    token.abbreviation = true;
  }

  /** 4.1.1: whether a word begins a sentence, by its case and those it was seen in. */
  private Beginning beginning(PunktToken token) {
    if (PUNCTUATION.contains(token.text)) {
      return Beginning.NO;
    }
    String type = token.typeWithoutSentencePeriod();
    if (token.beginsUpper() && parameters.seenLower(type) && !parameters.seenUpperWithin(type)) {
      return Beginning.YES;
    }
    boolean never = parameters.seenUpper(type) || !parameters.seenLowerBeginning(type);
    return token.beginsLower() && never ? Beginning.NO : Beginning.UNKNOWN;
  }
}
