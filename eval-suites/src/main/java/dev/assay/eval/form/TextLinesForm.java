package dev.assay.eval.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.eval.data.PlainBytes;
import dev.assay.eval.data.SourceDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of plain text, each a row with the column {@code text}; blank lines are no rows. */
final class TextLinesForm implements FileForm {
  @Override
  public String label() {
    return "text";
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isText();
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    List<SourceDocument> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(PlainBytes.open(file), StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          rows.add(
              new SourceDocument(
                  rows.size(), JsonNodeFactory.instance.objectNode().put("text", line), null));
        }
      }
    }
    return rows;
  }
}
