package dev.assay.eval.function;

import static dev.assay.eval.function.Columns.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The prompt files of BIG-Bench Hard (Suzgun et al., 2022): after a line of dashes what the task
 * is, then questions, each with a chain of thought that ends in an answer.
 */
final class ChainsOfThought {
  private static final String RULE = "-----";
  private static final String QUESTION = "\n\nQ: ";
  private static final String ANSWER = "\nA: ";
  private static final String OPENING = "Let's think step by step.";
  private static final Pattern NAMED = Pattern.compile("(?s).*the answer is (.*?)\\.?\\s*");

  private ChainsOfThought() {}

  static Map<String, TaskFunction> functions() {
    return Map.of(
        "bbh.chains", new TaskFunction.OfWrittenPrompts(lines -> prompt(lines, false)),
        "bbh.answers", new TaskFunction.OfWrittenPrompts(lines -> prompt(lines, true)));
  }

  /**
   * @param answersAlone an example's target is the answer that its chain names; else the chain
   */
  private static WrittenPrompt prompt(List<ObjectNode> lines, boolean answersAlone) {
    String file = lines.stream().map(line -> text(line, "text")).collect(Collectors.joining("\n"));
    int rule = file.indexOf(RULE + "\n");
    String[] parts =
        file.substring(rule < 0 ? 0 : rule + RULE.length() + 1).split(Pattern.quote(QUESTION), -1);
    if (rule < 0 || parts.length < 2) {
      throw new DocumentException(
          "bad_prompt", "there is no " + RULE + " and no question after it: " + shown(file));
    }
    List<ObjectNode> examples = new ArrayList<>();
    for (String part : List.of(parts).subList(1, parts.length)) {
      examples.add(example(part, answersAlone));
    }
    return new WrittenPrompt(parts[0] + "\n\n", examples);
  }

  private static ObjectNode example(String part, boolean answersAlone) {
    int at = part.indexOf(ANSWER + OPENING);
    if (at < 0) {
      throw new DocumentException("bad_prompt", "a question has no answer: " + shown(part));
    }
    String chain = PythonText.strip(part.substring(at + ANSWER.length() + OPENING.length()));
    return JsonNodeFactory.instance
        .objectNode()
        .put("input", part.substring(0, at))
        .put("target", answersAlone ? named(chain) : chain);
  }

  private static String named(String chain) {
    Matcher named = NAMED.matcher(chain);
    if (!named.matches()) {
      throw new DocumentException("bad_prompt", "a chain names no answer: " + shown(chain));
    }
    return named.group(1);
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
