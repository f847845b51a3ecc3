package dev.assay.spark.internal.gate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.gate.report.GateJson;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.spark.internal.chunks.WholeFiles;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of one gate. {@code gate.json} is the last of them: where it is not, the gate was not
 * decided.
 */
public final class GateFiles {
  private static final String LAST = "gate.json";

  private final Configuration hadoop;
  private final Path folder;

  /**
   * @param hadoop how file systems are found
   * @param folder any Hadoop path
   */
  public GateFiles(Configuration hadoop, String folder) {
    this.hadoop = hadoop;
    this.folder = new Path(folder);
  }

  public String folder() {
    return folder.toString();
  }

  /** Takes away what an earlier gate left, so that nobody takes it for this one's. */
  public void begin() {
    try {
      files().delete(new Path(folder, LAST), false);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * @param others by name, written before
   */
  public void write(GateReport report, Map<String, String> others) {
    try {
      FileSystem files = files();
      files.mkdirs(folder);
      WholeFiles whole = new WholeFiles(files);
      for (Map.Entry<String, String> other : others.entrySet()) {
        whole.replace(new Path(folder, other.getKey()), other.getValue());
      }
      whole.replace(new Path(folder, LAST), GateJson.of(report));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private FileSystem files() throws IOException {
    return folder.getFileSystem(hadoop);
  }

  private AssayException unwritable(IOException e) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "the reports' folder " + folder + " cannot be written",
        e.toString(),
        "name a folder that this user may write",
        e);
  }
}
