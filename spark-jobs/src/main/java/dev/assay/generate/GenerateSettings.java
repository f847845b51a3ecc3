package dev.assay.generate;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.error.FailureBudget;

/**
 * What to generate.
 *
 * @param job what is read and written; the format is one that holds structs
 * @param failures how many rows may fail
 */
public record GenerateSettings(Generation generation, JobSettings job, FailureBudget failures) {
  public GenerateSettings {
    if (!job.outputFormat().holdsStructs()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "answers cannot be written as " + job.outputFormat().source(),
          "its columns hold no structs",
          "give parquet, orc or json");
    }
  }
}
