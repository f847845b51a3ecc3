package dev.assay.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.rows.RowOperation.PendingAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;

/**
 * Takes rows through an operation, in order. Many are in flight at a time, so that they share what
 * they have in common, and never more than fits a bound.
 */
final class RowPipeline {
  private static final int MOST_ROWS = 1024;

  /** Of the lines in flight; some hundred batches of text. */
  private static final int MOST_BYTES = 1 << 19;

  private static final String ERROR = "error";

  private final RowOperation operation;
  private final RowReader reader;
  private final RowWriter writer;
  private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
  private long bytesInFlight;
  private long rows;
  private long failed;
  private String firstFailure;

  private RowPipeline(RowOperation operation, RowReader reader, RowWriter writer) {
    this.operation = operation;
    this.reader = reader;
    this.writer = writer;
  }

  private record InFlight(RowReader.Line line, ObjectNode row, PendingAnswer answer) {}

  static RowSummary run(RowFiles files, RowOperation operation) {
    try (RowReader reader = RowReader.open(files.input());
        RowWriter writer = RowWriter.open(files.output())) {
      return new RowPipeline(operation, reader, writer).run();
    } catch (IOException e) {
      throw new UncheckedIOException("a file could not be closed", e);
    }
  }

  private RowSummary run() {
    long start = System.nanoTime();
    for (RowReader.Line line = next(); line != null; line = next()) {
      inFlight.add(start(line));
      bytesInFlight += line.bytes().length;
      while (inFlight.size() > MOST_ROWS || bytesInFlight > MOST_BYTES) {
        finishFirst();
      }
    }
    finishAll();
    writer.commit();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new RowSummary(rows, failed, firstFailure, operation.tokens(), seconds);
  }

  /** Who feeds rows slowly has the answers to all that came before this waits for the next. */
  private RowReader.Line next() {
    if (!reader.ready()) {
      finishAll();
      writer.flush();
    }
    return reader.next();
  }

  private void finishAll() {
    while (!inFlight.isEmpty()) {
      finishFirst();
    }
  }

  private InFlight start(RowReader.Line line) {
    ObjectNode row = RowJson.object().put("line", line.number());
    try {
      row = RowJson.parse(line);
      row.remove(operation.answerFields());
      row.remove(ERROR);
      return new InFlight(line, row, operation.start(new RowFields(row)));
    } catch (AssayException e) {
      return new InFlight(
          line,
          row,
          () -> {
            throw e;
          });
    }
  }

  private void finishFirst() {
    InFlight first = inFlight.remove();
    bytesInFlight -= first.line().bytes().length;
    rows++;
    ObjectNode row = first.row();
    try {
      row.setAll(first.answer().await());
    } catch (AssayException e) {
      if (e.kind() != ErrorKind.REQUEST) {
        throw e;
      }
      failed++;
      firstFailure = failed == 1 ? told(first, e) : firstFailure;
      row.putObject(ERROR).put("code", e.code()).put("message", e.getMessage());
    }
    writer.write(RowJson.bytes(row));
  }

  private static String told(InFlight row, AssayException e) {
    return "line " + row.line().number() + ": " + e.getMessage().replaceFirst("\\.$", "");
  }
}
