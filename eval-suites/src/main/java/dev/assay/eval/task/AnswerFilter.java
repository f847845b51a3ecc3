package dev.assay.eval.task;

import java.util.List;

/**
 * What is made of a completion before it is scored. One completion is generated per document, which
 * is what the harness's {@code take_first} at the end of such a list leaves.
 *
 * @param name in tables and reports, e.g. {@code strict-match}
 * @param steps one after the other; none leave the completion as it is
 */
public record AnswerFilter(String name, List<Step> steps) {
  static final AnswerFilter NONE = new AnswerFilter("none", List.of());

  /**
   * One step.
   *
   * @param pattern of {@link Function#REGEX}: a regular expression of Python's re; null for others
   * @param groupSelect of {@link Function#REGEX}: which of its matches is the answer, from 0, or
   *     from −1 backwards
   * @param fallback of {@link Function#REGEX}: the answer where nothing matches
   */
  public record Step(Function function, String pattern, Integer groupSelect, String fallback) {
    public Step {
      RequiredKey.of(function, "function");
      boolean regex = function == Function.REGEX;
      if (regex) {
        RequiredKey.of(pattern, "pattern");
        groupSelect = groupSelect == null ? 0 : groupSelect;
        fallback = fallback == null ? "[invalid]" : fallback;
      } else if (pattern != null || groupSelect != null || fallback != null) {
        throw new IllegalArgumentException(
            "'pattern', 'group_select' and 'fallback' belong to the function regex");
      }
    }
  }

  /** What a step does. */
  public enum Function {
    /** The text that a regular expression finds: its first group with text, or the whole match. */
    REGEX,
    /** White space at both ends goes, as by Python's strip. */
    REMOVE_WHITESPACE
  }

  public AnswerFilter {
    RequiredKey.of(name, "name");
    steps = List.copyOf(RequiredKey.of(steps, "steps"));
  }
}
