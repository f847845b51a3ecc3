package dev.assay.eval.function;

import static dev.assay.eval.function.Columns.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.function.TaskFunction.SplitName;
import dev.assay.eval.function.TaskFunction.SplitRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Winogender schemas (Rudinger et al., NAACL 2018): whom a pronoun means, an occupation or a
 * participant. The sentences' file does not say which pronoun is asked for; the templates' does.
 */
final class WinogenderSentences {
  private static final SplitName SENTENCES = new SplitName("", "test");
  private static final SplitName TEMPLATES = new SplitName("", "templates");
  private static final SplitName OCCUPATIONS = new SplitName("", "occupations");

  private static final List<String> GENDERS = List.of("male", "female", "neutral");

  /** By the template's slot, of each gender. */
  private static final Map<String, List<String>> PRONOUNS =
      Map.of(
          "$NOM_PRONOUN", List.of("he", "she", "they"),
          "$POSS_PRONOUN", List.of("his", "her", "their"),
          "$ACC_PRONOUN", List.of("him", "her", "them"));

  private final Map<String, String> slots = new HashMap<>();
  private final Map<String, String> majorities = new HashMap<>();

  private WinogenderSentences(Map<SplitName, List<ObjectNode>> rows) {
    for (ObjectNode template : rows.get(TEMPLATES)) {
      if (template != null) {
        String sentence = text(template, "sentence");
        PRONOUNS.keySet().stream()
            .filter(sentence::contains)
            .forEach(slot -> slots.put(template(template), slot));
      }
    }
    for (ObjectNode occupation : rows.get(OCCUPATIONS)) {
      if (occupation != null) {
        majorities.put(text(occupation, "occupation"), majority(occupation));
      }
    }
  }

  private static String template(ObjectNode row) {
    return text(row, "occupation(0)") + " " + Columns.value(row, "answer").asText();
  }

  private static String majority(ObjectNode occupation) {
    String female = Columns.value(occupation, "bls_pct_female").asText();
    try {
      return Double.parseDouble(female) >= 50 ? "female" : "male";
    } catch (NumberFormatException e) {
      throw new DocumentException(
          "bad_field", "column 'bls_pct_female' is '" + female + "', no number");
    }
  }

  static Map<String, TaskFunction> functions() {
    Predicate<ObjectNode> gotcha = document -> document.get("gotcha").booleanValue();
    Map<String, TaskFunction> functions = new HashMap<>();
    functions.put("winogender_documents", of(document -> true));
    functions.put("winogender_gotcha_documents", of(gotcha));
    for (String gender : GENDERS) {
      Predicate<ObjectNode> its = document -> text(document, "gender").equals(gender);
      functions.put("winogender_" + gender + "_documents", of(its));
      functions.put("winogender_gotcha_" + gender + "_documents", of(gotcha.and(its)));
    }
    functions.remove("winogender_gotcha_neutral_documents");
    return functions;
  }

  private static TaskFunction of(Predicate<ObjectNode> kept) {
    return new TaskFunction.OfSplits(
        List.of(SENTENCES),
        List.of(TEMPLATES, OCCUPATIONS),
        null,
        rows -> {
          Function<SplitRow, ObjectNode> sentences = new WinogenderSentences(rows)::document;
          return row -> {
            ObjectNode document = sentences.apply(row);
            return kept.test(document) ? List.of(document) : List.of();
          };
        });
  }

  /**
   * Gotcha: the pronoun's gender is not that of most people who have the occupation, whatever the
   * answer (the harness's data set since its correction).
   */
  private ObjectNode document(SplitRow row) {
    ObjectNode document = row.fields();
    String id = text(document, "sentid");
    String[] parts = id.split("\\.");
    int gender = parts.length == 5 ? GENDERS.indexOf(parts[3]) : -1;
    if (gender < 0 || !List.of("0", "1").contains(parts[2])) {
      throw new DocumentException("bad_field", "column 'sentid' is '" + id + "'");
    }
    String slot = slots.get(parts[0] + " " + parts[2]);
    String majority = majorities.get(parts[0]);
    if (slot == null || majority == null) {
      throw new DocumentException(
          "missing_row", "no template with one pronoun, or no statistics, of " + id);
    }
    boolean gotcha = gender < 2 && !GENDERS.get(gender).equals(majority);
    document.put("occupation", parts[0]).put("participant", parts[1]);
    document.put("gender", parts[3]).put("label", Integer.parseInt(parts[2]));
    document.put("pronoun", PRONOUNS.get(slot).get(gender)).put("gotcha", gotcha);
    Traits.put(document, "gender", parts[3]);
    Traits.put(document, "gotcha", String.valueOf(gotcha));
    Traits.put(document, "triple", parts[0] + "." + parts[1] + "." + parts[2]);
    return document;
  }
}
