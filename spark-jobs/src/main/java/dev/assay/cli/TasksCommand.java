package dev.assay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay tasks}. */
@Command(
    name = "tasks",
    description = "Lists tasks and groups, their versions, and where their data come from.",
    mixinStandardHelpOptions = true)
final class TasksCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print the whole definitions as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    TaskCatalog catalog = TaskCatalog.standard();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper()
              .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(catalog.tasks()));
    } else {
      String row = "%-42s %-7s %5s  %-14s %-12s %s%n";
      out.printf(row, "task", "version", "shots", "metrics", "split", "data");
      for (TaskDefinition task : catalog.tasks()) {
        out.printf(
            row,
            task.name(),
            task.version(),
            task.fewShot().defaultShots(),
            task.metrics().stream().map(m -> m.metric().label()).collect(Collectors.joining(",")),
            task.source().evaluated(),
            source(task));
      }
      out.println();
      out.printf("%-42s %-7s %s%n", "group", "version", "members");
      for (TaskGroup group : catalog.groups()) {
        out.printf("%-42s %-7s %s%n", group.name(), group.version(), members(group));
      }
    }
    out.flush();
    return 0;
  }

  private static String source(TaskDefinition task) {
    String configuration = task.source().configuration();
    return task.source().dataset()
        + (configuration.isEmpty() ? "" : " (" + configuration + ")")
        + ", "
        + task.source().licence();
  }

  private static String members(TaskGroup group) {
    return group.members().size() <= 4
        ? String.join(", ", group.members())
        : group.members().size() + " tasks, from " + group.members().get(0);
  }
}
