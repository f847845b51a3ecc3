package dev.assay.eval.program;

import dev.assay.core.error.AssayException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs programs in Python, one after the other, each in a process and a sandbox of its own. A
 * program has passed where its process ended with status 0 after the wrapper, which ran the program
 * to its end, gave back a number drawn for it: so one that ends early, whatever its status, has
 * not. A program that seeks the number in its own process can find it; this tells honest programs
 * apart.
 */
public final class ProgramRunner {
  private static final String WRAPPER = Resource.text("wrapper.py");

  /** Beyond a program's own time: for its sandbox, on a busy machine. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final int SIGKILL = 128 + 9;
  private static final int SIGXCPU = 128 + 24;
  private static final Pattern STARTED = Pattern.compile("started ([0-9.]{5,20})\n");
  private static final Pattern RAISED = Pattern.compile("raised ([A-Za-z_][A-Za-z0-9_]{0,63})\n");

  private final Sandbox sandbox;
  private final Limits limits;
  private final PythonInterpreter python;
  private final String pythonName;
  private final AssayException absent;
  private final SecureRandom random = new SecureRandom();

  private ProgramRunner(
      Sandbox sandbox,
      Limits limits,
      PythonInterpreter python,
      String pythonName,
      AssayException absent) {
    this.sandbox = sandbox;
    this.limits = limits;
    this.python = python;
    this.pythonName = pythonName;
    this.absent = absent;
  }

  /**
   * @param python a path, or a name that is looked for in {@link Sandbox#PATH}; in a container what
   *     its image has. Where there is none, programs are not started, and each says so
   */
  public static ProgramRunner of(Sandbox sandbox, String python, Limits limits) {
    if (!sandbox.usesHostPython()) {
      return new ProgramRunner(sandbox, limits, null, python, null);
    }
    try {
      PythonInterpreter found = PythonInterpreter.find(python);
      return new ProgramRunner(sandbox, limits, found, found.executable().toString(), null);
    } catch (AssayException e) {
      return new ProgramRunner(sandbox, limits, null, python, e);
    }
  }

  /** Why this machine cannot confine programs so, found by trying; empty where it can. */
  public static Optional<String> refusal(Sandbox sandbox) {
    return sandbox
        .obstacle()
        .or(
            () -> {
              List<String> trial = sandbox.command(null, Limits.STANDARD, List.of("true"));
              BoundedProcess.End end = BoundedProcess.run(trial, new byte[0], GRACE);
              return end.status() == 0 && !end.killed()
                  ? Optional.empty()
                  : Optional.of("a trial of it failed: " + end.problem());
            });
  }

  /** Runs a program, which may be any text. */
  public ProgramOutcome run(String program) {
    if (absent != null) {
      return new ProgramOutcome(Verdict.notStarted(absent.getMessage()), 0, null);
    }
    String nonce = nonce();
    byte[] input = (nonce + program).getBytes(StandardCharsets.UTF_8);
    Duration patience = Duration.ofSeconds(limits.wallSeconds()).plus(GRACE);
    List<String> command = sandbox.command(python, limits, inner());
    BoundedProcess.End end =
        sandbox instanceof NoSandbox
            ? ScratchFolder.in(folder -> BoundedProcess.run(command, input, patience, folder))
            : BoundedProcess.run(command, input, patience);
    if (end.killed()) {
      end(sandbox.ending(command));
    }
    Matcher started = STARTED.matcher(end.output());
    if (!started.lookingAt()) {
      String why = "in sandbox " + sandbox.name() + ": " + end.problem();
      return new ProgramOutcome(Verdict.notStarted(why), end.seconds(), null);
    }
    String said = end.output().substring(started.end());
    return new ProgramOutcome(verdict(end, said, nonce), end.seconds(), started.group(1));
  }

  /** Also for who was interrupted, and stays so. */
  private static void end(List<String> ending) {
    if (ending.isEmpty()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    BoundedProcess.run(ending, new byte[0], GRACE);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Verdict verdict(BoundedProcess.End end, String said, String nonce) {
    if (end.status() == 0 && said.equals(nonce + "\n")) {
      return Verdict.passed();
    }
    if (end.status() == SIGXCPU) {
      return Verdict.timedOut("cpu");
    }
    if (end.status() == SIGKILL || end.killed()) {
      if (end.seconds() >= limits.wallSeconds()) {
        return Verdict.timedOut("wall");
      }
      // The hard limit, of a program that does not heed the signal of the soft one.
      if (end.seconds() > limits.cpuSeconds() && !end.killed()) {
        return Verdict.timedOut("cpu");
      }
    }
    Matcher raised = RAISED.matcher(said);
    if (raised.matches()) {
      return Verdict.failed(raised.group(1));
    }
    return Verdict.failed(
        end.status() > 128 ? "signal " + (end.status() - 128) : "status " + end.status());
  }

  private List<String> inner() {
    List<String> inner = new ArrayList<>();
    // No -I: it would ignore the fixed seed of hashes, by which verdicts repeat. Neither site
    // packages nor the user's are read, and the environment is the one given here.
    inner.addAll(List.of(pythonName, "-s", "-S", "-B", "-c", WRAPPER));
    for (long limit :
        new long[] {
          limits.cpuSeconds(),
          limits.memoryBytes(),
          limits.processes(),
          limits.fileBytes(),
          limits.openFiles()
        }) {
      inner.add(String.valueOf(limit));
    }
    return inner;
  }

  private String nonce() {
    byte[] drawn = new byte[16];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
