package dev.assay.spark.internal.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Pages for people beside the tables, in the folder {@code report}: the last one written stays. */
public final class ReportFiles {
  private final Configuration hadoop;
  private final Path folder;

  /**
   * @param hadoop how file systems are found
   * @param output folder of the tables
   */
  public ReportFiles(Configuration hadoop, String output) {
    this.hadoop = hadoop;
    this.folder = new Path(output, "report");
  }

  /**
   * Writes a file, under another name first.
   *
   * @return where it lies
   */
  public String write(String name, String text) throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    Path file = new Path(folder, name);
    Path unfinished = new Path(folder, "." + name + ".unfinished");
    try (OutputStream out = files.create(unfinished, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    files.delete(file, false);
    if (!files.rename(unfinished, file)) {
      throw new IOException(unfinished + " cannot be renamed to " + file);
    }
    return file.toString();
  }
}
