package dev.assay.eval.segmentation;

import dev.assay.core.python.PythonPattern;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Sentences of English text, as NLTK's sent_tokenize finds them. */
public final class EnglishSentences {
  /** What closes a sentence after its period. */
  private static final PythonPattern CLOSING =
      PythonPattern.ofRegexLines("[\"')\\]}‘’“”«»]+?(?:\\s+|(?=--)|$)");

  private static final String ASCII_SPACE = " \t\n\r\u000b\f";

  private final PunktDecision decision = new PunktDecision(PunktParameters.english());
  private final String text;
  private final List<int[]> sentences = new ArrayList<>();

  private EnglishSentences(String text) {
    this.text = text;
  }

  /** The sentences in order, without the white space between them. */
  public static List<String> of(String text) {
    EnglishSentences found = new EnglishSentences(text);
    found.split();
    return found.realigned();
  }

  /** How many there are. */
  public static int count(String text) {
    return of(text).size();
  }

  /**
   * A period, question or exclamation mark that may end a sentence.
   *
   * @param wordStart where the word before it starts
   * @param at where it is
   * @param following what comes after it
   * @param next where the next word starts; −1 if punctuation follows
   */
  private record Candidate(int wordStart, int at, String following, int next) {}

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    Matcher matcher = PunktDecision.CANDIDATE.matcher(text);
    Candidate before = null;
    int start = 0;
    int end = 0;
    while (matcher.find()) {
      int space = lastSpace(text.substring(end, matcher.start()));
      start = space == 0 ? start : end + space + 1;
      // Of several marks after one word the last one counts.
      if (before != null && end <= start) {
        candidates.add(before);
      }
      end = matcher.start();
      int next = matcher.group(2) == null ? -1 : matcher.start(2);
      before = new Candidate(start, end, matcher.group(1), next);
    }
    if (before != null) {
      candidates.add(before);
    }
    return candidates;
  }

  /** Index of the last white space; 0 where there is none, or it is the first character. */
  private static int lastSpace(String text) {
    int at = text.length() - 1;
    while (at > 0 && ASCII_SPACE.indexOf(text.charAt(at)) < 0) {
      at--;
    }
    return Math.max(0, at);
  }

  private void split() {
    int start = 0;
    for (Candidate candidate : candidates()) {
      int end = candidate.at() + 1;
      String words = text.substring(candidate.wordStart(), end) + candidate.following();
      if (decision.endsWithin(words)) {
        sentences.add(new int[] {start, end});
        start = candidate.next() < 0 ? end : candidate.next();
      }
    }
    sentences.add(new int[] {start, PythonText.rstrip(text).length()});
  }

  /** Moves closing quotes and brackets to the sentence they close. */
  private List<String> realigned() {
    List<String> found = new ArrayList<>();
    int moved = 0;
    for (int i = 0; i < sentences.size(); i++) {
      int start = sentences.get(i)[0] + moved;
      int end = sentences.get(i)[1];
      moved = 0;
      if (i + 1 < sentences.size()) {
        int next = sentences.get(i + 1)[0];
        Matcher closing = CLOSING.matcher(slice(next, sentences.get(i + 1)[1]));
        if (closing.lookingAt()) {
          found.add(slice(start, next + PythonText.rstrip(closing.group()).length()));
          moved = closing.end();
          continue;
        }
      }
      if (start < end) {
        found.add(text.substring(start, end));
      }
    }
    return found;
  }

  private String slice(int start, int end) {
    return start < end ? text.substring(start, end) : "";
  }
}
