package dev.assay.eval.program;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A runner of confined programs, for tests; where the machine has none, they are skipped by name.
 */
public final class Confined {
  private Confined() {}

  public static ProgramRunner runner(Limits limits) {
    Sandbox sandbox = Sandbox.parse("namespaces", false);
    Optional<String> refusal = ProgramRunner.refusal(sandbox);
    Assumptions.assumeTrue(refusal.isEmpty(), () -> "no sandbox: " + refusal.orElseThrow());
    ProgramRunner runner = ProgramRunner.of(sandbox, "python3", limits);
    Verdict verdict = runner.run("pass").verdict();
    Assumptions.assumeTrue(
        verdict.status() != Verdict.Status.NOT_STARTED, () -> "no Python: " + verdict.detail());
    return runner;
  }
}
