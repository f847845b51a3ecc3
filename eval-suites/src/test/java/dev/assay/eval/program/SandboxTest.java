package dev.assay.eval.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static SystemFacts system(boolean linux, Map<String, String> settings, String missing) {
    return new SystemFacts() {
      @Override
      public boolean isLinux() {
        return linux;
      }

      @Override
      public boolean isRoot() {
        return false;
      }

      @Override
      public Optional<String> kernelSetting(String name) {
        return Optional.ofNullable(settings.get(name));
      }

      @Override
      public Optional<Path> tool(String name) {
        return name.equals(missing) ? Optional.empty() : Optional.of(Path.of("/bin", name));
      }
    };
  }

  @Test
  void nameSpacesThatAreOffSayWhichSettingDoesIt() {
    NamespaceSandbox sandbox = new NamespaceSandbox(false);

    assertThat(sandbox.obstacle(system(true, Map.of(), null))).isEmpty();
    assertThat(sandbox.obstacle(system(true, Map.of("user/max_user_namespaces", "0"), null)))
        .contains("user name spaces are off: /proc/sys/user/max_user_namespaces is 0");
    assertThat(
            sandbox.obstacle(
                system(true, Map.of("kernel/apparmor_restrict_unprivileged_userns", "1"), null)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("apparmor"));
    assertThat(sandbox.obstacle(system(false, Map.of(), null)))
        .contains("there are name spaces on Linux alone");
    assertThat(sandbox.obstacle(system(true, Map.of(), "setpriv")))
        .hasValueSatisfying(reason -> assertThat(reason).contains("'setpriv'"));
  }

  @Test
  void networkNameSpacesCountUnlessTheNetworkIsAllowed() {
    SystemFacts without = system(true, Map.of("user/max_net_namespaces", "0"), null);

    assertThat(new NamespaceSandbox(false).obstacle(without)).isPresent();
    assertThat(new NamespaceSandbox(true).obstacle(without)).isEmpty();
  }

  @Test
  void noSandboxNeedsTheNetworkToBeAllowed() {
    assertThatThrownBy(() -> Sandbox.parse("none", false))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("--allow_network");
    assertThat(Sandbox.parse("none", true).name()).isEqualTo("none");
    assertThatThrownBy(() -> Sandbox.parse("container:--privileged", false))
        .hasMessageContaining("container:IMAGE");
    assertThat(Sandbox.parse("container:python:3.11", false).name())
        .isEqualTo("container:python:3.11");
    assertThat(Sandbox.parse("namespaces", true).name()).isEqualTo("namespaces, network");
  }

  @Test
  void sandboxThatIsNotThereIsRefusedWithItsReason() {
    Sandbox sandbox = new ContainerSandbox("no-such-image.invalid/python", false);

    assertThat(ProgramRunner.refusal(sandbox))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .containsAnyOf(
                        "the image 'no-such-image.invalid/python' is not there",
                        "there is no command 'docker' or 'podman'"));
    assertThat(ProgramRunner.refusal(new NoSandbox())).isEmpty();
  }

  @Test
  void rootThatIsCoveredHoldsNothingVisible() {
    assertThat(VisiblePaths.root(List.of("/usr", "/srv/python"))).isNotEqualTo("/srv");
    assertThat(VisiblePaths.of(null)).contains("/usr").doesNotContain("/home", "/root", "/");
  }

  @Test
  void withoutSandboxLimitsHoldAndTheFolderGoes() {
    ProgramRunner runner =
        ProgramRunner.of(
            new NoSandbox(), "python3", new Limits(1, 5, 1L << 29, 16, 1L << 20, 64, 1L << 20));
    Verdict folder =
        runner
            .run("import os\nassert os.listdir('.') == [] and os.getuid() != 0\nopen('x', 'w')")
            .verdict();
    Assumptions.assumeTrue(folder.status() != Verdict.Status.NOT_STARTED, folder::detail);
    assertThat(folder).isEqualTo(Verdict.passed());
    assertThat(runner.run("while True: pass").verdict()).isEqualTo(Verdict.timedOut("cpu"));
    assertThat(
            runner
                .run("import os\nfor i in range(100):\n  if os.fork() == 0: os._exit(0)")
                .verdict()
                .status())
        .isNotEqualTo(Verdict.Status.NOT_STARTED);
  }

  @Test
  void bubblewrapConfinesWhereItIsInstalled() {
    Sandbox sandbox = new BubblewrapSandbox(false);
    Assumptions.assumeTrue(
        ProgramRunner.refusal(sandbox).isEmpty(), () -> ProgramRunner.refusal(sandbox).toString());
    ProgramRunner runner =
        ProgramRunner.of(
            sandbox, "python3", new Limits(1, 5, 1L << 29, 16, 1L << 20, 64, 1L << 20));

    assertThat(runner.run("open('/tmp/x', 'w')").verdict()).isEqualTo(Verdict.passed());
    assertThat(runner.run("open('/etc/passwd')").verdict())
        .isEqualTo(Verdict.failed("FileNotFoundError"));
    assertThat(runner.run("open('/usr/x', 'w')").verdict()).isEqualTo(Verdict.failed("OSError"));
    assertThat(runner.run("while True: pass").verdict()).isEqualTo(Verdict.timedOut("cpu"));
  }
}
