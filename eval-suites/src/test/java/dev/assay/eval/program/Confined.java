package dev.assay.eval.program;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A runner of confined programs, for tests; where the machine has none, they are skipped by name.
 * The system property {@code assay.sandbox} names another sandbox than name spaces.
 */
public final class Confined {
  private static final String SANDBOX = System.getProperty("assay.sandbox", "namespaces");

  private Confined() {}

  /** Programs see an image's files and processes, not what of the machine's they are shown. */
  static boolean inContainers() {
    return SANDBOX.startsWith("container:");
  }

  public static ProgramRunner runner(Limits limits) {
    Sandbox sandbox = Sandbox.parse(SANDBOX, false);
    Optional<String> refusal = ProgramRunner.refusal(sandbox);
    Assumptions.assumeTrue(refusal.isEmpty(), () -> "no sandbox: " + refusal.orElseThrow());
    ProgramRunner runner = ProgramRunner.of(sandbox, "python3", limits);
    Verdict verdict = runner.run("pass").verdict();
    Assumptions.assumeTrue(
        verdict.status() != Verdict.Status.NOT_STARTED, () -> "no Python: " + verdict.detail());
    return runner;
  }
}
