package dev.assay.eval.rating;

/** How rows of ratings are read. */
public record RatingSettings(RatedModels models, LabelNames labelNames, RaterNames raterNames) {

  /** With other names in labels. */
  public RatingSettings with(LabelNames names) {
    return new RatingSettings(models, names, raterNames);
  }
}
