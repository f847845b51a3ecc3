package dev.assay.cli;

import dev.assay.cli.bench.BenchCommand;
import dev.assay.cli.compare.CompareCommand;
import dev.assay.cli.data.DataCommand;
import dev.assay.cli.demo.DemoCommand;
import dev.assay.cli.evaluate.EvaluateCommand;
import dev.assay.cli.evaluate.RescoreCommand;
import dev.assay.cli.evaluate.TasksCommand;
import dev.assay.cli.generate.BatchCommand;
import dev.assay.cli.generate.GenerateCommand;
import dev.assay.cli.launch.Rehearsal;
import dev.assay.cli.model.ModelCommand;
import dev.assay.cli.options.Interruption;
import dev.assay.cli.options.UnderscoreOptions;
import dev.assay.cli.regress.RegressCommand;
import dev.assay.cli.report.ReportCommand;
import dev.assay.cli.rows.RenderCommand;
import dev.assay.cli.rows.ScoreCommand;
import dev.assay.cli.rows.TokenizeCommand;
import dev.assay.cli.safety.SafetyCommand;
import dev.assay.cli.sidebyside.RatingsCommand;
import dev.assay.cli.sidebyside.SideBySideCommand;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.tables.AssayVersion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry point, from the launcher and under spark-submit. */
@Command(
    name = "assay",
    description = "Evaluates open language models on Spark, on CPUs, in the JVM.",
    mixinStandardHelpOptions = true,
    versionProvider = Assay.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:an error inside Assay",
      "2:an option, task, setting or name that does not exist or does not fit",
      "3:more items or rows failed than --max_failed allows",
      "4:a model or tokenizer that is missing, broken or not supported",
      "5:data that are missing or broken",
      "6:an output that exists, or that another process works at",
      "10 to 13:verdicts of assay regress, which are no errors"
    })
public final class Assay {
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          EvaluateCommand.class,
          RescoreCommand.class,
          ReportCommand.class,
          CompareCommand.class,
          SideBySideCommand.class,
          RatingsCommand.class,
          GenerateCommand.class,
          BatchCommand.class,
          ScoreCommand.class,
          TokenizeCommand.class,
          RenderCommand.class,
          TasksCommand.class,
          BenchCommand.class,
          DataCommand.class,
          ModelCommand.class,
          SafetyCommand.class,
          RegressCommand.class);

  /** As shells have it of a process that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  /** Version for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"assay " + AssayVersion.current()};
    }
  }

  /**
   * Ends the process with the command's exit code. Where a cluster holds the driver, an exception
   * carries it: a process that ends there by itself leaves a final status that says something else.
   */
  public static void main(String[] arguments) throws Exception {
    int exitCode = run(arguments);
    if (exitCode == 0) {
      Rehearsal.begin();
      return;
    }
    // As spark-submit tells the driver.
    if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      throw ClusterMode.end(exitCode);
    }
    System.exit(exitCode);
  }

  /** Runs a command; the exit code is what the process should end with. */
  static int run(String... arguments) {
    Assay assay = new Assay();
    CommandLine commandLine = new CommandLine(assay);
    commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    called(arguments).forEach(commandLine::addSubcommand);
    tellVersion(commandLine);
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> assay.report(exception, command));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    if (arguments.length == 0) {
      commandLine.usage(commandLine.getErr());
      return ErrorKind.USAGE.exitCode();
    }
    int exitCode = commandLine.execute(UnderscoreOptions.of(arguments));
    Interruption.over();
    return exitCode;
  }

  /**
   * The command that is called, else all of them. Picocli looks through a command's methods when it
   * is added, and so loads the types they name: commands without Spark shall start without it.
   */
  private static List<Class<?>> called(String[] arguments) {
    String name =
        Arrays.stream(arguments)
            .filter(argument -> !argument.startsWith("-"))
            .findFirst()
            .orElse("");
    for (Class<?> command : COMMANDS) {
      if (command.getAnnotation(Command.class).name().equals(name)) {
        return List.of(command);
      }
    }
    return COMMANDS;
  }

  /** Picocli hands the answer to {@code --version} down to no command's own command. */
  private static void tellVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(Assay::tellVersion);
  }

  private int report(Exception exception, CommandLine command) {
    if (Interruption.happened()) {
      return INTERRUPTED;
    }
    if (verbose) {
      exception.printStackTrace(command.getErr());
    }
    AssayException known = cause(exception);
    if (known != null) {
      command.getErr().println("assay: " + known.getMessage());
      return known.kind().exitCode();
    }
    command.getErr().println("assay: an error inside Assay: " + exception);
    String log = System.getProperty("assay.log");
    command
        .getErr()
        .println(
            "assay: --verbose prints where" + (log == null ? "" : "; Spark's messages: " + log));
    return 1;
  }

  /** Spark wraps what a task throws. */
  private static AssayException cause(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof AssayException known) {
        return known;
      }
    }
    return null;
  }
}
