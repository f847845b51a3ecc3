package dev.assay.eval.testing;

import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.ItemSettings;
import dev.assay.eval.registry.DatasetRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Items of shipped tasks over the shared folder's data, as an evaluation finds them there. */
public final class SharedItems {
  private static final TaskCatalog CATALOG = TaskCatalog.standard();
  private static final Map<String, List<AskedItem>> KNOWN = new HashMap<>();
  private static DocumentSource data;

  private SharedItems() {}

  public static Task task(String name) {
    SelectedTask selected = CATALOG.select(List.of(name), OptionalInt.empty()).tasks().get(0);
    return selected.task();
  }

  public static synchronized ItemBuilder builder(String task) {
    if (data == null) {
      data =
          new DatasetFolder(
              SharedFolder.path("data"), FileForms.plain(), DatasetRegistry.standard());
    }
    return new ItemBuilder(task(task), 0, data, ItemSettings.harness());
  }

  /** All of them; every document can be asked. */
  public static synchronized List<AskedItem> of(String task) {
    List<AskedItem> known = KNOWN.get(task);
    if (known == null) {
      known = builder(task).items(DocumentLimit.all()).stream().map(AskedItem.class::cast).toList();
      KNOWN.put(task, known);
    }
    return known;
  }

  public static String context(AskedItem item) {
    return choices(item).get(0).context().text();
  }

  public static List<String> continuations(AskedItem item) {
    return choices(item).stream().map(Request.Choice::continuation).toList();
  }

  public static Reference.RightChoices right(AskedItem item) {
    return (Reference.RightChoices) item.reference();
  }

  private static List<Request.Choice> choices(AskedItem item) {
    return ((Request.Choices) item.request()).choices();
  }
}
