package dev.assay.eval.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.eval.document.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of plain text, each a row with the column {@code text}; blank ones too, as the Hugging Face
 * library reads them.
 */
final class TextLinesForm implements FileForm {
  @Override
  public String label() {
    return "text";
  }

  @Override
  public List<String> endings() {
    return List.of(".txt", ".text", ".lst");
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isText();
  }

  @Override
  public List<Document> read(SourceFile file) throws IOException {
    List<Document> rows = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
        rows.add(
            line.text() == null
                ? new Document(rows.size(), null, "the line " + line.error())
                : new Document(
                    rows.size(),
                    JsonNodeFactory.instance.objectNode().put("text", line.text()),
                    null));
      }
    }
    return rows;
  }
}
