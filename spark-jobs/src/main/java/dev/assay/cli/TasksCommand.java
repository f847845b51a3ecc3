package dev.assay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.harness.HarnessTaskFolder;
import dev.assay.eval.task.DataSource;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay tasks}. */
@Command(
    name = "tasks",
    description =
        "Lists tasks and groups, their versions, and where their data come from; or writes them as"
            + " the reference harness's task files.",
    mixinStandardHelpOptions = true)
final class TasksCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TASK",
      arity = "0..*",
      split = ",",
      description = "Tasks, groups or globs; name@N sets the shots of one (default: all).")
  private List<String> expressions;

  @Option(names = "--json", description = "Print the whole definitions as JSON.")
  private boolean json;

  @ArgGroup(exclusive = false)
  private Harness harness;

  /** Where task files of the reference harness go, and the data they name. */
  static final class Harness {
    @Option(
        names = "--harness",
        paramLabel = "DIR",
        required = true,
        description =
            "Write task files for lm-evaluation-harness (lm_eval --include_path DIR --tasks TASK).")
    private Path folder;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        required = true,
        description = "Folder of benchmark data; the task files name the files in it.")
    private Path data;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    TaskCatalog catalog = TaskCatalog.standard();
    List<SelectedTask> tasks = catalog.tasks().stream().map(SelectedTask::byDefault).toList();
    List<SelectedGenerationTask> generated =
        catalog.generationTasks().stream().map(SelectedGenerationTask::byDefault).toList();
    List<TaskGroup> groups = catalog.groups();
    if (expressions != null) {
      tasks = catalog.select(expressions, OptionalInt.empty());
      generated = catalog.selectGeneration(expressions, OptionalInt.empty());
      groups = catalog.selectGroups(expressions);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (harness != null) {
      refuse(expressions == null ? List.of() : generated);
      int files = new HarnessTaskFolder(harness.data).write(harness.folder, tasks, groups).size();
      out.println(files + " task files in " + harness.folder);
    } else if (json) {
      out.println(
          new ObjectMapper()
              .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  Stream.concat(
                          tasks.stream().map(SelectedTask::definition),
                          generated.stream().map(SelectedGenerationTask::definition))
                      .toList()));
    } else {
      list(tasks, generated, groups, out);
    }
    out.flush();
    return 0;
  }

  /**
   * @throws AssayException of kind USAGE where there is any: the harness's files are of choices
   */
  private static void refuse(List<SelectedGenerationTask> tasks) {
    if (!tasks.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "there is no task file of the harness for " + tasks.get(0).definition().name(),
          "its answers are generated, and files are written of tasks with answer choices",
          "use the harness's own task of that name");
    }
  }

  private static void list(
      List<SelectedTask> tasks,
      List<SelectedGenerationTask> generated,
      List<TaskGroup> groups,
      PrintWriter out) {
    String row = "%-42s %-7s %5s  %-14s %-12s %s%n";
    out.printf(row, "task", "version", "shots", "metrics", "split", "data");
    for (SelectedTask selected : tasks) {
      TaskDefinition task = selected.definition();
      out.printf(
          row,
          task.name(),
          task.version(),
          selected.shots(),
          task.metrics().stream().map(m -> m.metric().label()).collect(Collectors.joining(",")),
          task.source().evaluated(),
          source(task.source()));
    }
    for (SelectedGenerationTask selected : generated) {
      GenerationTask task = selected.definition();
      out.printf(
          row,
          task.name(),
          task.version(),
          selected.shots(),
          task.metrics().isEmpty() ? "none" : metrics(task),
          task.source().evaluated(),
          source(task.source()));
    }
    if (!groups.isEmpty()) {
      out.println();
      out.printf("%-42s %-7s %s%n", "group", "version", "members");
    }
    for (TaskGroup group : groups) {
      out.printf("%-42s %-7s %s%n", group.name(), group.version(), members(group));
    }
  }

  private static String metrics(GenerationTask task) {
    return task.metrics().stream()
        .map(metric -> metric.metric().label())
        .collect(Collectors.joining(","));
  }

  private static String source(DataSource source) {
    String configuration = source.configuration();
    return source.dataset()
        + (configuration.isEmpty() ? "" : " (" + configuration + ")")
        + ", "
        + source.licence();
  }

  private static String members(TaskGroup group) {
    return group.members().size() <= 4
        ? String.join(", ", group.members())
        : group.members().size() + " tasks, from " + group.members().get(0);
  }
}
