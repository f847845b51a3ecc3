package dev.assay.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.registry.Dataset;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.registry.DatasetSource;
import dev.assay.eval.registry.RegisteredSplit;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay data list}. */
@Command(
    name = "list",
    description = {
      "Lists the data sets: licence, splits with their rows, the tasks that use them, sources.",
      "A split without a number of rows is not pinned: it can be fetched, but not verified."
    },
    mixinStandardHelpOptions = true)
final class DataListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print manifests, places and every source as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    DatasetRegistry registry = DatasetRegistry.standard();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode all = mapper.createArrayNode();
      registry.datasets().forEach(dataset -> all.add(node(mapper, dataset)));
      out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } else {
      TextTable table =
          new TextTable(
              Column.text("name"),
              Column.text("licence"),
              Column.text("tasks"),
              Column.text("sources"),
              Column.text("splits (rows)"));
      for (Dataset dataset : registry.datasets()) {
        table.add(
            Cell.of(dataset.name()),
            Cell.of(dataset.licence()),
            Cell.of(tasks(dataset)),
            Cell.of(sources(dataset)),
            Cell.of(splits(dataset)));
      }
      out.print(table.text(TerminalStyle.ofStandardOutput()::faint));
    }
    out.flush();
    return 0;
  }

  private static String tasks(Dataset dataset) {
    List<String> names = taskNames(dataset);
    return names.isEmpty() ? "-" : names.size() == 1 ? names.get(0) : names.size() + " tasks";
  }

  private static List<String> taskNames(Dataset dataset) {
    TaskCatalog catalog = TaskCatalog.standard();
    return catalog.tasks().stream()
        .filter(name -> dataset.hubNames().contains(catalog.task(name).dataset().path()))
        .toList();
  }

  /** Rows of all configurations together. */
  private static String splits(Dataset dataset) {
    Map<String, Long> rows = new LinkedHashMap<>();
    Set<String> unpinned = new LinkedHashSet<>();
    for (RegisteredSplit split : dataset.registeredSplits()) {
      String name = split.split().name();
      if (split.split().pinned()) {
        rows.merge(name, split.split().rows(), Long::sum);
      } else {
        unpinned.add(name);
      }
    }
    String pinned =
        rows.entrySet().stream()
            .map(entry -> "%s (%,d)".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    unpinned.removeAll(rows.keySet());
    return pinned
        + (pinned.isEmpty() || unpinned.isEmpty() ? "" : ", ")
        + String.join(", ", unpinned);
  }

  private static String sources(Dataset dataset) {
    Set<String> sources = new LinkedHashSet<>();
    for (RegisteredSplit split : dataset.registeredSplits()) {
      for (DatasetSource source : split.sources()) {
        sources.add(
            source.url() == null ? source.requirement() : URI.create(source.url()).getHost());
      }
    }
    return sources.isEmpty() ? "-" : String.join(", ", sources);
  }

  private static ObjectNode node(ObjectMapper mapper, Dataset dataset) {
    ObjectNode node =
        mapper
            .createObjectNode()
            .put("name", dataset.name())
            .put("title", dataset.title())
            .put("dataset", dataset.dataset())
            .put("licence", dataset.licence())
            .put("homepage", dataset.homepage())
            .put("citation", dataset.citation());
    node.set("tasks", mapper.valueToTree(taskNames(dataset)));
    ArrayNode splits = node.putArray("splits");
    for (RegisteredSplit split : dataset.registeredSplits()) {
      ObjectNode each =
          splits
              .addObject()
              .put("configuration", split.split().configuration())
              .put("split", split.split().name())
              .put("rows", split.split().rows())
              .put("content", split.split().content())
              .put("place", split.place());
      ObjectNode columns = each.putObject("columns");
      split.table().columns().forEach((name, type) -> columns.put(name, type.toString()));
      ArrayNode sources = each.putArray("sources");
      split.sources().forEach(source -> sources.add(source.described()));
    }
    return node;
  }
}
