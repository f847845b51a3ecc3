package dev.assay.eval.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.program.Verdict.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that mean harm: each is one failure, and leaves nothing. */
class HostileProgramsTest {
  private static final Limits SHORT = new Limits(1, 10, 1L << 29, 16, 1L << 20, 64, 16L << 20);

  private static ProgramRunner runner;

  /** In every program's text, and so in the environment-free command lines of nothing else. */
  private final String mark = "m" + UUID.randomUUID().toString().replace("-", "");

  @TempDir private Path folder;

  @BeforeAll
  static void needsSandboxAndPython() {
    runner = Confined.runner(SHORT);
  }

  /** Children rename themselves to the mark, which a process's own name shows. */
  private Verdict verdict(String program) {
    String named =
        "import ctypes\nctypes.CDLL(None).prctl(15, b'%s', 0, 0, 0)\n"
            .formatted(mark.substring(0, 15));
    return runner.run(named + program).verdict();
  }

  @AfterEach
  void nothingIsLeftRunningAndTheNextProgramRuns() throws Exception {
    long until = System.nanoTime() + 5_000_000_000L;
    while (!running().isEmpty() && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    assertThat(running()).isEmpty();
    assertThat(runner.run("assert True").verdict()).isEqualTo(Verdict.passed());
  }

  private List<Path> running() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(this::bearsTheMark)
          .toList();
    }
  }

  private boolean bearsTheMark(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip().equals(mark.substring(0, 15));
    } catch (IOException ended) {
      return false;
    }
  }

  @Test
  void endlessLoopMeetsItsTimeOfTheProcessor() {
    assertThat(verdict("while True: pass")).isEqualTo(Verdict.timedOut("cpu"));
  }

  @Test
  void endlessLoopThatHeedsNoSignalEndsToo() {
    Verdict verdict =
        verdict("import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass");

    assertThat(verdict.status()).isEqualTo(Status.TIMED_OUT);
  }

  @Test
  void endlessSleepMeetsTheClock() {
    assertThat(verdict("import time\ntime.sleep(1000)")).isEqualTo(Verdict.timedOut("wall"));
  }

  @Test
  void forkBombIsBoundedAndEnds() {
    Verdict verdict = verdict("import os\nwhile True:\n  try: os.fork()\n  except OSError: pass");

    assertThat(verdict.status()).isIn(Status.TIMED_OUT, Status.FAILED);
  }

  @Test
  void processesAreCounted() {
    assertThat(
            verdict(
                """
                import os, time
                children = 0
                try:
                  while children < 100:
                    if os.fork() == 0:
                      time.sleep(100)
                    children += 1
                except OSError:
                  assert children < 16
                  raise ValueError
                """))
        .isEqualTo(Verdict.failed("ValueError"));
  }

  @Test
  void outputOfTenGigabytesGoesNowhere() {
    assertThat(verdict("block = 'x' * (1 << 20)\nfor i in range(10000): print(block)").status())
        .isIn(Status.PASSED, Status.TIMED_OUT);
    assertThat(verdict("import os\nwhile True: os.write(3, b'x' * 65536)").status())
        .isEqualTo(Status.FAILED);
    assertThat(
            verdict(
                """
                for name in range(10000):
                  with open(str(name), 'wb') as file:
                    for i in range(1 << 10):
                      file.write(b'x' * (1 << 20))
                """))
        .isEqualTo(Verdict.failed("OSError"));
  }

  @Test
  void memoryEnds() {
    assertThat(verdict("x = 'x' * (8 << 30)")).isEqualTo(Verdict.failed("MemoryError"));
  }

  @Test
  void filesOfPeopleAreNotThere() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThat(verdict("open('%s').read()".formatted(secret)))
        .isEqualTo(Verdict.failed("FileNotFoundError"));
    assertThat(verdict("import os\nos.listdir('%s')".formatted(System.getProperty("user.home"))))
        .isIn(
            Verdict.failed("FileNotFoundError"),
            // An image may have a folder of the name.
            Verdict.failed(Confined.inContainers() ? "PermissionError" : "FileNotFoundError"));
  }

  @Test
  void onlyWhatPythonNeedsOfTheMachineIsThere() {
    Assumptions.assumeFalse(Confined.inContainers(), "they show an image's files");
    assertThat(verdict("open('/etc/passwd').read()"))
        .isEqualTo(Verdict.failed("FileNotFoundError"));
    assertThat(verdict("import os\nassert not set(os.listdir('/')) & {'home', 'root', 'var'}"))
        .isEqualTo(Verdict.passed());
    assertThat(verdict("import os\nassert not os.listdir('/proc') and not os.listdir('/.old')"))
        .isEqualTo(Verdict.passed());
  }

  @Test
  void writingOutsideOfItsFolderFails() throws IOException {
    for (String place : List.of("/written", "/usr/written", "/dev/written", "/etc/written")) {
      assertThat(verdict("open('%s', 'w')".formatted(place)))
          .isIn(
              Verdict.failed("OSError"),
              Verdict.failed(Confined.inContainers() ? "PermissionError" : "OSError"));
      assertThat(Path.of(place)).doesNotExist();
    }
    assertThat(verdict("open('/tmp/%s', 'w').write('x')".formatted(mark)))
        .isEqualTo(Verdict.passed());
    assertThat(Path.of("/tmp", mark)).doesNotExist();
  }

  @Test
  void nothingIsReachedByTheNetwork() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              verdict(
                  "import socket\nsocket.create_connection(('127.0.0.1', %d), 2)"
                      .formatted(server.getLocalPort())))
          .isEqualTo(
              // A container has a loopback of its own, where nobody listens.
              Verdict.failed(Confined.inContainers() ? "ConnectionRefusedError" : "OSError"));
    }
  }

  @Test
  void privilegesCannotBeRegained() {
    assertThat(
            verdict(
                """
                import ctypes, os
                c = ctypes.CDLL(None, use_errno=True)
                assert c.mount(b'x', b'/tmp', b'tmpfs', 0, None) != 0
                %s
                assert c.umount2(b'/usr', 2) != 0
                assert c.chroot(b'/tmp') != 0
                assert c.sethostname(b'x', 1) != 0
                assert 'CapEff' not in os.listdir('/')
                """
                    .formatted(
                        // Podman's own filter of system calls lets programs do this.
                        Confined.inContainers()
                            ? ""
                            : "assert c.unshare(0x10000000) != 0, 'a name space of users'")))
        .isEqualTo(Verdict.passed());
  }

  @Test
  void processesOfOthersAreOutOfReach() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      verdict(
          """
          import os, signal
          for pid in range(2, 100000):
            if pid != os.getpid():
              try: os.kill(pid, signal.SIGKILL)
              except OSError: pass
          """);

      assertThat(other.isAlive()).isTrue();
      // Its own init does not heed it either.
      assertThat(verdict("import os, signal\nos.kill(1, signal.SIGKILL)"))
          .isEqualTo(Verdict.passed());
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void daemonEndsWithItsProgram() {
    assertThat(
            verdict(
                """
                import os, time
                if os.fork() == 0:
                  os.setsid()
                  if os.fork() == 0:
                    time.sleep(1000)
                  os._exit(0)
                """))
        .isEqualTo(Verdict.passed());
  }

  @Test
  void interruptedCallerLeavesNoProgram() throws Exception {
    Thread caller = new Thread(() -> verdict("import time\ntime.sleep(1000)"));
    caller.start();
    Thread.sleep(1000);
    assertThat(running()).isNotEmpty();

    caller.interrupt();
    caller.join(5000);

    assertThat(caller.isAlive()).isFalse();
  }
}
