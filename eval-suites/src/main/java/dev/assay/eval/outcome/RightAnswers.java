package dev.assay.eval.outcome;

import java.util.List;

/** Texts of which an answer has to equal one. */
public record RightAnswers(List<String> texts) implements Reference {
  public RightAnswers {
    texts = List.copyOf(texts);
  }
}
