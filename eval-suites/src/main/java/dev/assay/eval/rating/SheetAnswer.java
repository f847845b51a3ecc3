package dev.assay.eval.rating;

/**
 * A model's answer on a sheet.
 *
 * @param model its name, which the rater does not see
 * @param text as the model gave it; may be empty
 */
public record SheetAnswer(String model, String text) {}
