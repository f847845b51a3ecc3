package dev.assay.eval.registry;

import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.FileFinding.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which splits a folder holds.
 *
 * @param registry whose sets were looked for
 * @param findings of every file, in the order of their paths
 */
public record FolderVerification(DatasetRegistry registry, List<FileFinding> findings) {
  public FolderVerification {
    findings = List.copyOf(findings);
  }

  /**
   * Reads every file below the folder, hidden ones left out.
   *
   * @param forms in the order in which they are tried
   * @throws IOException if the folder cannot be listed, or a file in it cannot be opened
   */
  public static FolderVerification of(Path folder, DatasetRegistry registry, FileForms forms)
      throws IOException {
    FileIdentification identification = new FileIdentification(registry, forms);
    List<FileFinding> findings = new ArrayList<>();
    for (LogicalFile file : LogicalFile.below(folder)) {
      findings.addAll(identification.identify(file));
    }
    // A file of labels was read with its rows.
    findings.removeIf(
        finding ->
            finding.state() == State.UNKNOWN
                && findings.stream().anyMatch(other -> isLabelsOf(finding.path(), other.path())));
    return new FolderVerification(registry, findings);
  }

  private static boolean isLabelsOf(String path, String pair) {
    int with = pair.indexOf(" with ");
    return with >= 0
        && path.equals(
            pair.substring(0, pair.lastIndexOf('/', with) + 1) + pair.substring(with + 6));
  }

  /** What was found of a split, wrong ones first. */
  public List<FileFinding> of(RegisteredSplit split) {
    return findings.stream()
        .filter(finding -> split.equals(finding.split()))
        .sorted((a, b) -> Boolean.compare(b.state() == State.WRONG, a.state() == State.WRONG))
        .toList();
  }

  /** All that are wrong. */
  public List<FileFinding> wrong() {
    return with(State.WRONG);
  }

  /** Those of a state. */
  public List<FileFinding> with(State state) {
    return findings.stream().filter(finding -> finding.state() == state).toList();
  }
}
