package dev.assay.eval.function;

import static dev.assay.eval.function.Columns.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.function.TaskFunction.SplitName;
import dev.assay.eval.function.TaskFunction.SplitRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * WinoBias (Zhao et al., NAACL 2018): whom a pronoun means, one of two occupations; in the
 * pro-stereotyped sentence the one that more people of its gender have, in the anti-stereotyped one
 * the other.
 */
final class WinobiasSentences {
  private static final List<SplitName> OCCUPATIONS =
      List.of(new SplitName("male", "occupations"), new SplitName("female", "occupations"));

  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\]");

  /** What two sentences of a pair may differ in: he and she; him, his and her; the reflexives. */
  private static final List<Pattern> PRONOUNS =
      List.of(
          Pattern.compile("\\b(he|she)\\b", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\b(him|his|her|hers)\\b", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\b(himself|herself)\\b", Pattern.CASE_INSENSITIVE));

  private final Map<SplitName, List<ObjectNode>> rows;
  private final Pattern occupations;

  private WinobiasSentences(Map<SplitName, List<ObjectNode>> rows) {
    this.rows = rows;
    this.occupations =
        Pattern.compile(
            OCCUPATIONS.stream()
                .flatMap(split -> rows.get(split).stream())
                .filter(row -> row != null && !text(row, "text").isBlank())
                .map(row -> text(row, "text").strip())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "\\b(?:", ")\\b")),
            Pattern.CASE_INSENSITIVE);
  }

  static Map<String, TaskFunction> functions() {
    Map<String, TaskFunction> functions = new HashMap<>();
    for (int type = 1; type <= 2; type++) {
      List<SplitName> both = new ArrayList<>();
      for (String split : List.of("dev", "test")) {
        both.addAll(List.of(sentences("pro", type, split), sentences("anti", type, split)));
      }
      functions.put("winobias_" + type + "_documents", of(both, List.of()));
      for (String stereotype : List.of("pro", "anti")) {
        String its = stereotype + "_";
        functions.put(
            "winobias_" + type + "_" + stereotype + "_documents",
            of(
                both.stream().filter(one -> one.configuration().startsWith(its)).toList(),
                both.stream().filter(one -> !one.configuration().startsWith(its)).toList()));
      }
    }
    return functions;
  }

  private static SplitName sentences(String stereotype, int type, String split) {
    return new SplitName(stereotype + "_stereotyped_type" + type, split);
  }

  private static TaskFunction of(List<SplitName> asked, List<SplitName> partners) {
    return new TaskFunction.OfSplits(
        asked,
        Stream.concat(partners.stream(), OCCUPATIONS.stream()).toList(),
        null,
        rows -> {
          WinobiasSentences sentences = new WinobiasSentences(rows);
          return row -> List.of(sentences.document(row));
        });
  }

  /** The first bracket is who is meant, the second the pronoun. */
  private ObjectNode document(SplitRow row) {
    String marked = marked(row.fields());
    List<String> brackets = BRACKETED.matcher(marked).results().map(m -> m.group(1)).toList();
    if (brackets.size() < 2) {
      throw new DocumentException(
          "bad_field", "a mention and a pronoun are in brackets: " + marked);
    }
    String sentence = sentence(marked);
    List<String> choices = candidates(sentence);
    String mention = brackets.get(0).toLowerCase(Locale.ROOT);
    int label = 0;
    while (label < choices.size()
        && !mention.endsWith(choices.get(label).toLowerCase(Locale.ROOT))) {
      label++;
    }
    if (choices.size() != 2 || label == 2) {
      throw new DocumentException(
          "bad_field", "of two occupations one is meant: " + choices + " in " + marked);
    }
    boolean pro = row.split().configuration().startsWith("pro_");
    ObjectNode document = row.fields();
    document.put("sentence", sentence).put("pronoun", brackets.get(1)).put("label", label);
    Columns.with(document, "choices", choices);
    Traits.put(document, "stereotype", pro ? "pro" : "anti");
    Traits.put(document, "pair", row.split().split() + " " + row.number());
    Traits.put(document, "flagged", String.valueOf(!partnered(row, sentence)));
    return document;
  }

  /** Without the line's number. */
  private static String marked(ObjectNode row) {
    String line = text(row, "text");
    return line.substring(line.indexOf(' ') + 1);
  }

  private static String sentence(String marked) {
    return marked.replace("[", "").replace("]", "");
  }

  /** The first two different occupations, in the order of the sentence. */
  private List<String> candidates(String sentence) {
    List<String> found = new ArrayList<>();
    for (MatchResult match : occupations.matcher(sentence).results().toList()) {
      if (found.size() < 2 && found.stream().noneMatch(match.group()::equalsIgnoreCase)) {
        found.add(match.group());
      }
    }
    return found;
  }

  /** The other sentence of the pair differs in nothing but pronouns. */
  private boolean partnered(SplitRow row, String sentence) {
    String other =
        row.split().configuration().startsWith("pro_")
            ? row.split().configuration().replace("pro_", "anti_")
            : row.split().configuration().replace("anti_", "pro_");
    List<ObjectNode> partners = rows.get(new SplitName(other, row.split().split()));
    ObjectNode partner = row.number() < partners.size() ? partners.get(row.number()) : null;
    return partner != null
        && withoutPronouns(sentence(marked(partner))).equals(withoutPronouns(sentence));
  }

  private static String withoutPronouns(String sentence) {
    String left = sentence.toLowerCase(Locale.ROOT);
    for (int kind = 0; kind < PRONOUNS.size(); kind++) {
      left =
          PRONOUNS.get(kind).matcher(left).replaceAll(Matcher.quoteReplacement("[" + kind + "]"));
    }
    return left;
  }
}
