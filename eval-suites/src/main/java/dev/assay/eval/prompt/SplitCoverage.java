package dev.assay.eval.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of several splits a task's documents are made of, and what else is to be known of them.
 *
 * @param present how many are there
 * @param missing names of those that are not
 * @param counted what they are called, e.g. {@code categories}
 * @param notes e.g. {@code 5 empty prompts left out}
 */
public record SplitCoverage(int present, List<String> missing, String counted, List<String> notes) {
  /** Of a task whose documents are of one split, or of all that it needs. */
  static final SplitCoverage WHOLE = new SplitCoverage(1, List.of(), "splits", List.of());

  public SplitCoverage {
    missing = List.copyOf(missing);
    notes = List.copyOf(notes);
  }

  public boolean whole() {
    return missing.isEmpty();
  }

  /** {@code 6 of 11 categories}. */
  public String text() {
    return present + " of " + (present + missing.size()) + " " + counted;
  }

  /** What a figure is headed, so that nobody takes a part for the whole. */
  public String heading(String alias) {
    List<String> all = new ArrayList<>(whole() ? List.of() : List.of(text()));
    all.addAll(notes);
    return all.isEmpty() ? alias : alias + " (" + String.join(", ", all) + ")";
  }
}
