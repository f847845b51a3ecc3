package dev.assay.core.generation;

import dev.assay.core.engine.StopRule;
import dev.assay.core.tokenizer.Tokenizer;
import java.util.List;

/** Ends a generation once its text holds one of some strings, wherever tokens begin and end. */
final class StopStrings implements StopRule {
  private final List<String> strings;
  private final TextStream stream;
  private final int longest;
  private final StringBuilder tail = new StringBuilder();

  /**
   * @param strings none of them empty
   */
  StopStrings(List<String> strings, Tokenizer tokenizer) {
    this.strings = strings;
    this.stream = new TextStream(tokenizer);
    this.longest = strings.stream().mapToInt(String::length).max().orElse(0);
  }

  @Override
  public boolean endsAfter(int token) {
    tail.append(stream.append(token));
    boolean found = strings.stream().anyMatch(string -> tail.indexOf(string) >= 0);
    tail.delete(0, Math.max(0, tail.length() - (longest - 1)));
    return found;
  }

  /** The text before the first of the strings. */
  static String cut(String text, List<String> strings) {
    int end = text.length();
    for (String string : strings) {
      int at = text.indexOf(string);
      end = at >= 0 && at < end ? at : end;
    }
    return text.substring(0, end);
  }
}
