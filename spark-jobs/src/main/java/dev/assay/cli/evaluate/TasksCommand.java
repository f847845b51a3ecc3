package dev.assay.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.KnownScoring;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.catalog.TaskCheck;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.catalog.UnusableTask;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.metric.MetricDefinition;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay tasks}. */
@Command(
    name = "tasks",
    description =
        "Lists tasks and groups, their versions, and where their data come from; says which can be"
            + " run; or shows a prompt as it goes to the model.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TasksCommand implements Callable<Integer> {
  /** Of one task, in the list: some sets have one for each of their categories. */
  private static final int MOST_METRICS = 6;

  @Parameters(
      paramLabel = "TASK",
      arity = "0..*",
      split = ",",
      description =
          "Tasks, groups, tags, globs or task files; name@N sets the shots of one (default: all"
              + " that come with Assay).")
  private List<String> expressions = new ArrayList<>();

  @Mixin private CatalogOptions catalog;

  @Option(names = "--json", description = "Print the whole definitions as JSON.")
  private boolean json;

  @Option(
      names = "--check",
      description = "List every task as runnable, or with the reason why it is not.")
  private boolean check;

  @Option(
      names = "--render",
      paramLabel = "TASK",
      description = "Show a prompt of this task as it goes to the model.")
  private String rendered;

  @Option(
      names = "--doc",
      paramLabel = "N",
      description = "With --render: number of the document, from 0 (default: 0).",
      defaultValue = "0")
  private int document;

  @Option(
      names = "--documents",
      paramLabel = "DIR",
      description = "Write the documents that the tasks read as JSON Lines.")
  private Path documents;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "With --render and --documents: folder of benchmark data.")
  private Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    TaskCatalog known = catalog.open();
    if (rendered != null) {
      Selection selection = known.select(List.of(rendered), OptionalInt.empty());
      refuseUnusable(selection);
      RenderedPrompt.of(selection.tasks().get(0), source(selection), document).print(out);
    } else if (documents != null) {
      Selection selection = known.select(expressions, OptionalInt.empty());
      refuseUnusable(selection);
      int files = new DocumentFiles(source(selection), documents).write(selection.tasks());
      out.println(files + " files of documents in " + documents);
    } else if (check) {
      check(known.check(KnownScoring.registered()), out);
    } else {
      List<String> wanted = expressions.isEmpty() ? known.tasks() : expressions;
      Selection selection = known.select(wanted, OptionalInt.empty());
      if (json) {
        out.println(json(selection));
      } else {
        list(selection, out);
      }
    }
    out.flush();
    return 0;
  }

  private DocumentSource source(Selection selection) {
    String given = data == null ? "" : data.toString();
    Path folder = CatalogOptions.dataFolder(given, selection.tasks());
    return DatasetForms.folder(folder);
  }

  private static void refuseUnusable(Selection selection) {
    if (selection.tasks().isEmpty()) {
      UnusableTask task = selection.unusable().get(0);
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + task.task() + "' cannot be run",
          task.message(),
          "correct its file, or name another");
    }
  }

  private static String json(Selection selection) throws JsonProcessingException {
    return new ObjectMapper()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(selection.tasks().stream().map(SelectedTask::task).toList());
  }

  private static void check(List<TaskCheck> checks, PrintWriter out) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (TaskCheck one : checks) {
      String verdict = one.runnable() ? "runnable" : one.problem().code();
      reasons.merge(verdict, 1, Integer::sum);
      out.println(
          one.runnable()
              ? one.task() + ": runnable"
              : one.task() + ": " + one.problem().code() + ": " + one.problem().message());
    }
    out.println();
    reasons.forEach((reason, count) -> out.printf(Locale.ROOT, "%,7d %s%n", count, reason));
    out.printf(Locale.ROOT, "%,7d tasks%n", checks.size());
  }

  private static void list(Selection selection, PrintWriter out) {
    TerminalStyle style = TerminalStyle.ofStandardOutput();
    TextTable tasks =
        new TextTable(
            Column.text("task"),
            Column.text("version"),
            Column.number("shots"),
            Column.text("asks for"),
            Column.text("metrics"),
            Column.text("split"),
            Column.text("data"));
    for (SelectedTask selected : selection.tasks()) {
      Task task = selected.task();
      tasks.add(
          Cell.of(task.name()),
          Cell.of(task.version()),
          Cell.of(String.valueOf(selected.shots())),
          Cell.of(task.outputType().toString()),
          Cell.of(metrics(task)),
          Cell.of(task.split()),
          Cell.of(data(task)));
    }
    out.print(tasks.text(style::faint));
    if (!selection.groups().isEmpty()) {
      TextTable groups =
          new TextTable(Column.text("group"), Column.text("version"), Column.text("members"));
      for (TaskGroup group : selection.groups()) {
        groups.add(Cell.of(group.name()), Cell.of(group.version()), Cell.of(members(group)));
      }
      out.println();
      out.print(groups.text(style::faint));
    }
    for (UnusableTask task : selection.unusable()) {
      out.println("cannot be run: " + task.task() + ": " + task.message());
    }
  }

  private static String metrics(Task task) {
    List<String> names =
        task.scoring().metrics().stream().map(MetricDefinition::metric).distinct().toList();
    if (names.size() > MOST_METRICS) {
      return String.join(",", names.subList(0, MOST_METRICS))
          + " and "
          + (names.size() - MOST_METRICS)
          + " more";
    }
    return names.isEmpty() ? "none" : String.join(",", names);
  }

  private static String data(Task task) {
    String configuration = task.dataset().configuration();
    return task.dataset().path() + (configuration.isEmpty() ? "" : " (" + configuration + ")");
  }

  private static String members(TaskGroup group) {
    return group.members().size() <= 4
        ? String.join(", ", group.members())
        : group.members().size() + ", from " + group.members().get(0);
  }
}
