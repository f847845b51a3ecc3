package dev.assay.eval.metric;

import dev.assay.core.python.PythonPattern;
import dev.assay.eval.item.Reference.RightTexts;
import dev.assay.eval.metric.ItemValue.Weighted;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Perplexities per word and byte of the page as the document has it, where the text that was scored
 * is another form of it (lm_eval/tasks/wikitext/preprocess_wikitext.py, process_results). The page
 * is the reference's one text.
 */
final class PageAsWritten implements ResultFunction {
  private static final PythonPattern SPACE = PythonPattern.of("\\s+");

  @Override
  public String name() {
    return "wikitext";
  }

  @Override
  public OutputType outputType() {
    return OutputType.LOGLIKELIHOOD_ROLLING;
  }

  @Override
  public List<KnownMetric> metrics() {
    Set<OutputType> computed = Set.of(outputType());
    return List.of(
        new KnownMetric("word_perplexity", Weighted.class, "weighted_perplexity", false, computed),
        new KnownMetric("byte_perplexity", Weighted.class, "weighted_perplexity", false, computed),
        new KnownMetric("bits_per_byte", Weighted.class, "bits_per_byte", false, computed));
  }

  @Override
  public List<ItemValue> values(AnsweredItem item, List<String> filtered) {
    if (!(item.response() instanceof Response.Rolling answer)
        || !(item.reference() instanceof RightTexts page)) {
      throw UnfitItem.of(item, "a text's log-likelihood and the page it was made of");
    }
    String text = page.texts().get(0);
    double bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return List.of(
        new Weighted(answer.logLikelihood(), SPACE.split(text).size()),
        new Weighted(answer.logLikelihood(), bytes),
        new Weighted(answer.logLikelihood(), bytes));
  }
}
