package dev.assay.eval.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.metric.ScoringDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run's outcomes owe to one of its tasks.
 *
 * @param alias how tables print the name
 * @param version of the definition, as the reference harness counts it
 * @param fingerprint sha256 of the whole definition
 * @param shots solved examples before each question
 * @param documents in the evaluated split, whatever the limit
 * @param files that the documents were read from
 * @param scoring how answers become scores
 * @param chosenSplit that was evaluated in the place of the task's own; null, and left out of the
 *     JSON, for that
 */
public record TaskSpecification(
    String name,
    String alias,
    String version,
    String fingerprint,
    int shots,
    long documents,
    List<DataFile> files,
    ScoringDefinition scoring,
    @JsonInclude(JsonInclude.Include.NON_NULL) String chosenSplit) {
  @JsonCreator
  public TaskSpecification {
    if (name == null || scoring == null) {
      throw new IllegalArgumentException("a task has a name, and says how it is scored");
    }
    files = List.copyOf(files);
  }

  /** Of a task that is evaluated on its own split. */
  public TaskSpecification(
      String name,
      String alias,
      String version,
      String fingerprint,
      int shots,
      long documents,
      List<DataFile> files,
      ScoringDefinition scoring) {
    this(name, alias, version, fingerprint, shots, documents, files, scoring, null);
  }

  /**
   * Items are matched by their numbers, which mean something within the same documents only.
   *
   * @param other the same task as another run had it
   * @throws AssayException of kind DATA where they read other documents
   */
  public void checkSameDocuments(TaskSpecification other, String run, String otherRun) {
    otherDocuments(other)
        .ifPresent(
            difference -> {
              throw new AssayException(
                  ErrorKind.DATA,
                  "runs " + run + " and " + otherRun + " cannot be compared on " + name,
                  difference,
                  "evaluate both models on the same files");
            });
  }

  /**
   * What tells the documents of two runs apart, in words; empty where they are the same.
   *
   * @param other the same task as another run had it
   */
  public Optional<String> otherDocuments(TaskSpecification other) {
    if (!Objects.equals(chosenSplit, other.chosenSplit())) {
      return Optional.of(
          named(chosenSplit) + " in one, " + named(other.chosenSplit()) + " in the other");
    }
    if (documents != other.documents()) {
      return Optional.of(documents + " documents in one, " + other.documents() + " in the other");
    }
    for (DataFile file : files) {
      for (DataFile same : other.files()) {
        if (same.path().equals(file.path()) && !same.sha256().equals(file.sha256())) {
          return Optional.of(
              file.path()
                  + " has sha256 "
                  + file.sha256()
                  + " in one, "
                  + same.sha256()
                  + " in the other");
        }
      }
    }
    return Optional.empty();
  }

  private static String named(String chosenSplit) {
    return chosenSplit == null ? "the task's own split" : "split " + chosenSplit;
  }
}
