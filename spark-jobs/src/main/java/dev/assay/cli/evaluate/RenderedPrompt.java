package dev.assay.cli.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.FailedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Request;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.ItemSettings;
import java.io.PrintWriter;
import java.util.List;

/** An item as it goes to the model, for people who write tasks. */
record RenderedPrompt(Item item) {
  /**
   * @throws AssayException of kind USAGE where the split has no such document; of kind DATA where
   *     there are no documents
   */
  static RenderedPrompt of(SelectedTask task, DocumentSource documents, int document) {
    ItemBuilder builder =
        new ItemBuilder(task.task(), task.shots(), documents, ItemSettings.harness());
    if (document < 0 || document >= builder.documents()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "document " + document + " of " + task.task().name() + " does not exist",
          "the split '" + task.task().split() + "' has " + builder.documents(),
          "give a number from 0 to " + (builder.documents() - 1));
    }
    // Shots are drawn in document order: those before it come first.
    List<Item> items = builder.items(new DocumentLimit(document + 1));
    return new RenderedPrompt(items.get(document));
  }

  /** Every text between lines that are no part of it. */
  void print(PrintWriter out) {
    if (item instanceof FailedItem failed) {
      out.println("document " + failed.docId() + " cannot be asked: " + failed.code());
      out.println(failed.message());
      return;
    }
    AskedItem asked = (AskedItem) item;
    Request request = asked.request();
    if (request instanceof Request.Choices choices) {
      String context = null;
      for (Request.Choice choice : choices.choices()) {
        if (!choice.context().text().equals(context)) {
          context = choice.context().text();
          section(out, "context", context);
        }
        section(out, "continuation", choice.continuation());
      }
    } else if (request instanceof Request.Completion completion) {
      section(out, "prompt", completion.prompt().text());
      out.println("--- " + completion.settings());
    } else if (request instanceof Request.Rolling rolling) {
      section(out, "text", rolling.text());
    }
    out.println("--- reference: " + asked.reference().json());
  }

  private static void section(PrintWriter out, String name, String text) {
    out.println("--- " + name);
    out.println(text);
  }
}
