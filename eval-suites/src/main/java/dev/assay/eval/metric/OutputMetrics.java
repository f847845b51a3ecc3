package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Reference.RightTexts;
import dev.assay.eval.metric.ItemValue.Number;
import dev.assay.eval.metric.ItemValue.Texts;
import dev.assay.eval.metric.ItemValue.Weighted;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.response.Response.ChoiceScore;
import dev.assay.eval.scorer.TextScorer;
import dev.assay.eval.scorer.TextScorers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Metrics as output types have them (lm_eval/api/task.py, process_results). */
final class OutputMetrics {
  private static final Number BYPASSED = new Number(Double.NaN);

  private OutputMetrics() {}

  /**
   * @param metrics each known of the output type
   */
  static ItemMetrics of(String task, OutputType type, List<MetricDefinition> metrics) {
    return switch (type) {
      case MULTIPLE_CHOICE -> {
        List<Function<AnsweredItem, ItemValue>> all =
            metrics.stream().map(metric -> ofChoices(metric.metric())).toList();
        yield (item, filtered) -> all.stream().map(metric -> metric.apply(item)).toList();
      }
      case LOGLIKELIHOOD ->
          (item, filtered) -> {
            ChoiceScore continuation = continuation(item);
            return metrics.stream().map(m -> ofContinuation(m.metric(), continuation)).toList();
          };
      case LOGLIKELIHOOD_ROLLING ->
          (item, filtered) -> metrics.stream().map(m -> ofText(m.metric(), item)).toList();
      case GENERATE_UNTIL -> {
        List<AnswerMetric> all = metrics.stream().map(metric -> ofAnswers(task, metric)).toList();
        yield (item, filtered) -> {
          ScoredTexts texts = new ScoredTexts(filtered);
          return all.stream().map(metric -> metric.of(item, texts)).toList();
        };
      }
    };
  }

  private static Function<AnsweredItem, ItemValue> ofChoices(String metric) {
    Optional<JudgedMetrics.JudgedMetric> judged = JudgedMetrics.named(metric);
    if (judged.isPresent()) {
      return judged.get()::of;
    }
    Function<Choices, ItemValue> value = ofRight(metric);
    return item -> value.apply(Choices.of(item));
  }

  private static Function<Choices, ItemValue> ofRight(String metric) {
    return switch (metric) {
      case "acc" -> choices -> choices.hit(choices.picked());
      case "acc_norm" -> choices -> choices.hit(choices.pickedByLength());
      case "acc_bytes" -> choices -> choices.hit(choices.pickedByBytes());
      case "acc_mutual_info" -> choices -> choices.hit(choices.pickedByInformation());
      case "acc_chance" -> Choices::chance;
      case "exact_match" -> Choices::greedy;
      case "brier_score" -> Choices::brier;
      case "log_likelihood_per_token" -> Choices::logLikelihoodPerToken;
      case "f1", "mcc" -> Choices::labels;
      case "bypass" -> choices -> BYPASSED;
      default -> throw new IllegalArgumentException("choices have no " + metric);
    };
  }

  private static ChoiceScore continuation(AnsweredItem item) {
    if (item.response() instanceof Response.Choices answer && answer.choices().size() == 1) {
      return answer.choices().get(0);
    }
    throw UnfitItem.of(item, "one scored continuation");
  }

  private static ItemValue ofContinuation(String metric, ChoiceScore continuation) {
    return switch (metric) {
      case "acc" -> new Number(continuation.greedy() ? 1 : 0);
      case "perplexity" -> new Number(continuation.logLikelihood());
      case "bypass" -> BYPASSED;
      default -> throw new IllegalArgumentException("a continuation has no " + metric);
    };
  }

  private static ItemValue ofText(String metric, AnsweredItem item) {
    if (!(item.response() instanceof Response.Rolling text)) {
      throw UnfitItem.of(item, "a text's log-likelihood");
    }
    return switch (metric) {
      case "word_perplexity" -> new Weighted(text.logLikelihood(), text.words());
      case "byte_perplexity", "bits_per_byte" -> new Weighted(text.logLikelihood(), text.bytes());
      default -> throw new IllegalArgumentException("a text has no " + metric);
    };
  }

  /** One metric of generated texts. */
  @FunctionalInterface
  private interface AnswerMetric {
    ItemValue of(AnsweredItem item, ScoredTexts texts);
  }

  private static AnswerMetric ofAnswers(String task, MetricDefinition definition) {
    return switch (definition.metric()) {
      case "exact_match" -> {
        ExactMatch match = ExactMatch.of(task, definition.options());
        yield (item, texts) -> matching(match, texts.texts(), right(item));
      }
      case "bleu", "chrf", "chrf++", "ter" ->
          (item, texts) -> new Texts(right(item), only(item, texts.texts()));
      case "bypass" -> (item, texts) -> BYPASSED;
      default -> {
        if (PassAtK.named(definition.metric()).isPresent()) {
          yield (item, texts) -> PassAtK.of(definition.metric(), item, texts.texts());
        }
        Optional<CompletionMetric> known = CompletionMetrics.named(definition.metric());
        if (known.isPresent()) {
          yield (item, texts) ->
              known.get().measure().of(texts, traits(item)).clustered(prompt(item));
        }
        TextScorer scorer = TextScorers.named(definition.metric());
        yield (item, texts) -> scored(scorer, texts.texts());
      }
    };
  }

  /** Rows of one prompt are one cluster, though a set may have it several times. */
  private static String prompt(AnsweredItem item) {
    return item.promptDigest() == null ? "" : item.promptDigest();
  }

  private static Reference.Traits traits(AnsweredItem item) {
    return item.reference() instanceof Reference.Traits traits ? traits : Reference.Traits.NONE;
  }

  /** Of several answers their mean. */
  private static ItemValue scored(TextScorer scorer, List<String> answers) {
    return new Number(answers.stream().mapToDouble(scorer::score).average().orElse(Double.NaN));
  }

  /** Of several answers that a filter left the share that is right, as numpy compares them. */
  private static ItemValue matching(ExactMatch match, List<String> answers, List<String> right) {
    long equal = answers.stream().filter(answer -> match.equalsOne(answer, right)).count();
    return new Number((double) equal / answers.size());
  }

  private static List<String> right(AnsweredItem item) {
    if (item.reference() instanceof RightTexts reference) {
      return reference.texts();
    }
    throw UnfitItem.of(item, "a completion and right texts");
  }

  private static String only(AnsweredItem item, List<String> filtered) {
    if (filtered.size() != 1) {
      throw AssayException.request(
          "bad_answer",
          "item " + item.docId() + " of " + item.task() + " cannot be scored",
          "a filter left " + filtered.size() + " answers of it",
          "let the filter end in 'take_first'");
    }
    return filtered.get(0);
  }
}
