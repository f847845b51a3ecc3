package dev.assay.eval.prompt;

import java.util.List;

/**
 * Which of several splits a task's documents are made of.
 *
 * @param present how many are there
 * @param missing names of those that are not
 * @param counted what they are called, e.g. {@code categories}
 */
public record SplitCoverage(int present, List<String> missing, String counted) {
  /** Of a task whose documents are of one split, or of all that it needs. */
  static final SplitCoverage WHOLE = new SplitCoverage(1, List.of(), "splits");

  public SplitCoverage {
    missing = List.copyOf(missing);
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
    return whole() ? alias : alias + " (" + text() + ")";
  }
}
