package dev.assay.eval.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of programs that mean no harm. */
class ProgramRunnerTest {
  private static ProgramRunner runner;

  @BeforeAll
  static void needsSandboxAndPython() {
    runner = Confined.runner(Limits.STANDARD);
  }

  private static Verdict verdict(String program) {
    return runner.run(program).verdict();
  }

  @Test
  void programThatRunsToItsEndPasses() {
    ProgramOutcome outcome = runner.run("def f(x):\n  return x + 1\nassert f(1) == 2");

    assertThat(outcome.verdict()).isEqualTo(Verdict.passed());
    assertThat(outcome.python()).matches("3\\.[0-9]+\\.[0-9]+");
    assertThat(outcome.seconds()).isPositive();
  }

  @Test
  void failureIsItsExceptionsClassAndNoText() {
    assertThat(verdict("assert 1 == 2, 'secret'")).isEqualTo(Verdict.failed("AssertionError"));
    assertThat(verdict("def f(:")).isEqualTo(Verdict.failed("SyntaxError"));
    assertThat(verdict("\0")).extracting(Verdict::status).isEqualTo(Verdict.Status.FAILED);
    assertThat(verdict("def f(): return f()\nf()")).isEqualTo(Verdict.failed("RecursionError"));
    assertThat(verdict("class secret(Exception): pass\nsecret.__name__ = 'a b'\nraise secret"))
        .isEqualTo(Verdict.failed("status 1"));
  }

  @Test
  void endingEarlyIsNoPassWhateverTheStatus() {
    assertThat(verdict("import sys\nsys.exit(0)\nassert False"))
        .isEqualTo(Verdict.failed("SystemExit"));
    assertThat(verdict("import os\nos._exit(0)\nassert False"))
        .isEqualTo(Verdict.failed("status 0"));
    assertThat(verdict("import os\nos.write(3, b'0' * 32 + b'\\n')\nos._exit(0)"))
        .isEqualTo(Verdict.failed("status 0"));
    assertThat(verdict("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"))
        .isEqualTo(Verdict.failed("signal 11"));
  }

  @Test
  void mainBlockDoesNotRun() {
    assertThat(verdict("if __name__ == '__main__':\n  assert False")).isEqualTo(Verdict.passed());
  }

  @Test
  void inputIsEmptyAndOutputIsNobodys() {
    assertThat(verdict("input()")).isEqualTo(Verdict.failed("EOFError"));
    assertThat(verdict("print('x' * 1000000)")).isEqualTo(Verdict.passed());
  }

  @Test
  void orderOfSetsIsTheSameInEachRun() {
    String order = "s = ''.join({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})\n";
    boolean first = verdict(order + "assert s < 'd'").status() == Verdict.Status.PASSED;
    for (int i = 0; i < 5; i++) {
      assertThat(verdict(order + "assert s < 'd'").status() == Verdict.Status.PASSED)
          .isEqualTo(first);
    }
  }

  @Test
  void standardLibraryIsThereAndNothingElse() {
    assertThat(verdict("import math, re, collections, heapq, itertools, typing, hashlib, ctypes"))
        .isEqualTo(Verdict.passed());
    assertThat(verdict("import sys\nassert not any('site-packages' in p for p in sys.path)"))
        .isEqualTo(Verdict.passed());
  }

  @Test
  void pythonThatIsNotThereIsEachProgramsReason() {
    ProgramOutcome outcome =
        ProgramRunner.of(new NamespaceSandbox(false), "/no/such/python3", Limits.STANDARD)
            .run("pass");

    assertThat(outcome.verdict().status()).isEqualTo(Verdict.Status.NOT_STARTED);
    assertThat(outcome.verdict().detail())
        .contains("no Python '/no/such/python3'", "spark.assay.python");
  }
}
