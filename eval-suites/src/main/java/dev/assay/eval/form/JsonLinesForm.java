package dev.assay.eval.form;

import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.data.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One JSON object per line. */
final class JsonLinesForm implements FileForm {
  @Override
  public String label() {
    return "jsonl";
  }

  @Override
  public boolean mayBegin(FileHead head) {
    return head.isJsonObject();
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    List<SourceDocument> documents = new JsonLinesReader().read(file);
    if (documents.stream().allMatch(SourceDocument::broken)) {
      throw new IOException("no line is a JSON object");
    }
    return documents;
  }
}
