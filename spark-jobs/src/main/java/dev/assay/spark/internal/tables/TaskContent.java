package dev.assay.spark.internal.tables;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.data.DataFile;
import java.util.List;

/**
 * What a run's outcomes owe to one of its tasks.
 *
 * @param fingerprint of the definition
 * @param shots solved examples before each question
 * @param documents in the evaluated split, whatever the limit
 * @param files that the documents were read from
 */
public record TaskContent(
    String name,
    String version,
    String fingerprint,
    int shots,
    long documents,
    List<DataFile> files) {
  public TaskContent {
    files = List.copyOf(files);
  }

  /**
   * Items are matched by their numbers, which mean something within the same documents only.
   *
   * @param other the same task as another run had it
   * @throws AssayException of kind DATA where they read other documents
   */
  public void checkSameDocuments(TaskContent other, String run, String otherRun) {
    if (documents != other.documents()) {
      throw otherData(run, otherRun, documents + " documents in one, " + other.documents());
    }
    for (DataFile file : files) {
      for (DataFile same : other.files()) {
        if (same.path().equals(file.path()) && !same.sha256().equals(file.sha256())) {
          throw otherData(
              run,
              otherRun,
              file.path() + " has sha256 " + file.sha256() + " in one, " + same.sha256());
        }
      }
    }
  }

  private AssayException otherData(String run, String otherRun, String difference) {
    return new AssayException(
        ErrorKind.DATA,
        "runs " + run + " and " + otherRun + " cannot be compared on " + name,
        difference + " in the other",
        "evaluate both models on the same files");
  }

  /**
   * @param fingerprint of the definition as it is now; null where there is no such task
   * @throws AssayException of kind DATA where the definition is not what it was
   */
  public void checkUnchanged(String fingerprint) {
    if (!this.fingerprint.equals(fingerprint)) {
      throw new AssayException(
          ErrorKind.DATA,
          "task " + name + " is not what it was when the run was made",
          "its definition has another fingerprint than " + this.fingerprint,
          "use the version of Assay that made the run");
    }
  }
}
